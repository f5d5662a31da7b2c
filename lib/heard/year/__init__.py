"""The assessed year, worked out once: its records, results and promises, which all that is shown and published read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import pandas as pd

from heard.english import capital
from heard.history.published_reports import load_published
from heard.history.since import carried_over
from heard.maths import suppress
from heard.measures import MEASURES, columns_of, measures_of
from heard.measures.amounts import amounts_of
from heard.measures.amounts.spells import ran_otherwise
from heard.measures.cases import Nothing
from heard.measures.claim import day_of
from heard.measures.columns import Columns
from heard.measures.measure import Measure
from heard.measures.units import closed_in_period, consultations
from heard.measures.words import days_open, spells_of_all
from heard.model.assessment import Assessment
from heard.model.commitment import Commitment
from heard.model.figures import Figures
from heard.model.published import Published
from heard.model.records import Records
from heard.model.result import Finding, Outcome, Result
from heard.model.state import JUDGED, State, Verdict
from heard.model.tables import TABLES
from heard.params import Params
from heard.params.files_read import reading
from heard.year.commentary import Commentary
from heard.year.right_of_reply import PRESCRIBED, RightOfReply

WAYS = "ways_used"
DOCUMENTS = {"strategy": "the strategy", "commitment": "the Working Together Commitment"}  # that are to be reviewed
OF_ACTIVITY = "activity_id"
NAMES = {  # units with a name beside their key
    "listing": ("web_listing", "title"),
    "entry": ("forward_plan", "title"),
    "action": ("actions", "text"),
    "decision": ("key_decisions", "title"),
}


@dataclass(frozen=True, eq=False)
class Year:
    """One year: its params, its checked records and what was made of them."""

    params: Params
    records: Records
    assessment: Assessment
    commentary: Commentary = field(default_factory=Commentary)  # what people say about the year

    @cached_property
    def columns(self) -> Columns:
        """The records as the measures read them."""
        return columns_of(self.records, self.params)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The measures of this strategy by their ids."""
        return {measure.id: measure for measure in measures_of(self.columns)}

    @cached_property
    def right_of_reply(self) -> RightOfReply:
        """Which activities may be named for falling short of a check of the law."""
        strategy, standards = self.params.strategy, self.params.standards
        set_by_law = self.register["prescribed_days"].notna().to_numpy()
        return RightOfReply(
            self.commentary,
            self.params.reply_day,
            self.params.as_at,
            standards.reply_days,
            frozenset(id for id, each in self.measures.items() if any(map(strategy.is_law, each.serves(strategy)))),
            frozenset(id for id, each in self.measures.items() if PRESCRIBED in each.reads),
            frozenset(self.register.loc[set_by_law, "activity_id"].astype(str)),
        )

    @cached_property
    def amounts(self) -> Mapping[str, Figures]:
        """The measures of amount by their ids: what is counted and not judged, people after disclosure control."""
        amounts = amounts_of(self.columns)
        return {**amounts, WAYS: _as_shown(amounts[WAYS], self.assessment.people.contributions)}

    @cached_property
    def before(self) -> Published | None:
        """Last year's report as it was published; None where none was given."""
        with reading(self.params.read):
            return load_published(self.params.previous) if self.params.previous else None

    @cached_property
    def carried_over(self) -> tuple[Finding, ...]:
        """What was not yet due in last year's report, as it stands now."""
        return carried_over(self.columns, MEASURES, self.before.waiting) if self.before else ()

    @cached_property
    def results(self) -> Mapping[str, Result]:
        """The results by the ids of their measures, in order."""
        return {result.measure: result for result in self.assessment.results}

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What became of each commitment, by its id."""
        return {outcome.commitment: outcome for outcome in self.assessment.outcomes}

    @property
    def promises(self) -> tuple[Commitment, ...]:
        """What the first page counts: no lettered part, and more than a description."""
        return tuple(each for each in self.params.strategy.commitments if each.is_promise)

    def verdicts(self, commitments: Iterable[Commitment]) -> Counter[Verdict]:
        """How many of these commitments came to each verdict."""
        return Counter(self.outcomes[each.id].verdict for each in commitments)

    @cached_property
    def judged(self) -> tuple[Commitment, ...]:
        """The promises that could be judged: kept, partly kept or not kept. No place counts them by another rule."""
        return tuple(each for each in self.promises if self.outcomes[each.id].verdict in JUDGED)

    def ids(self, measure: str, state: State) -> tuple[str, ...]:
        """The units of a measure in one state; none of a measure that this strategy does not name."""
        return self.results[measure].all.ids.get(state, ()) if measure in self.results else ()

    def serving(self, commitment: Commitment) -> tuple[Result, ...]:
        """The results of the measures that serve this id itself, in order; its parts have their own."""
        return tuple(result for result in self.assessment.results if commitment.id in result.serves)

    def deciding(self, commitment: Commitment) -> tuple[Result, ...]:
        """The results that decided what became of it."""
        return tuple(self.results[measure] for measure in self.outcomes[commitment.id].decided_by)

    @cached_property
    def shown_at(self) -> Mapping[str, str]:
        """Where each measure is shown: at the first commitment it serves, in the order of the strategy."""
        places: dict[str, str] = {}
        for commitment in self.params.strategy.commitments:
            for result in self.serving(commitment):
                places.setdefault(result.measure, commitment.id)
        return places

    def rows(self, table: str) -> pd.DataFrame:
        """The rows of a table that count, with every column it can have; no row where it was not supplied."""
        return self.columns.rows(table)

    def has(self, table: str, column: str = "") -> bool:
        """Whether a table, or a column of it, was supplied."""
        checked = self.records.tables.get(table)
        return checked is not None and (not column or checked.has(column))

    @cached_property
    def register(self) -> pd.DataFrame:
        """The activities that count, blank levels read as consult."""
        rows = self.rows("activities")
        return rows.assign(level=rows["level"].fillna("consult"))

    @cached_property
    def closed(self) -> pd.DataFrame:
        """The closed activities: in scope, the council's, more than information, closed in the period."""
        sheet = self.columns.table("activities")
        assert sheet is not None, "activities is the one table that must be supplied"
        return self.register[closed_in_period(self.columns, sheet)]

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """What links lead to of each closed activity, on the page that has all: its id, of letters and figures."""
        ids = self.closed["activity_id"].astype(str)
        plain = {id: re.sub(r"[^\w-]", "-", id) for id in ids}
        alike = Counter(plain.values())
        return {id: name if alike[name] == 1 else f"{name}-{n}" for n, (id, name) in enumerate(plain.items(), start=1)}

    @property
    def consultations(self) -> pd.DataFrame:
        """The closed activities of level consult."""
        return self.closed[self.closed["level"] == "consult"]

    @cached_property
    def days_open(self) -> Mapping[str, int]:
        """For how many days each of the consultations was really open; one of which that cannot be told is left out."""
        cases = consultations(self.columns)
        if isinstance(cases, Nothing):
            return {}
        days = days_open(cases)
        known = zip(cases.ids, days.values, days.blank, strict=True)
        return {unit_id: int(n) for unit_id, n, blank in known if not blank}

    @cached_property
    def spells(self) -> Mapping[str, tuple[tuple[date, date], ...]]:
        """The first and the last day of each spell in which an activity was open, by its id, of those with several."""
        ids, found = self.register["activity_id"].tolist(), dict[str, list[tuple[date, date]]]()
        for place, first, last in zip(*spells_of_all(self.columns), strict=True):
            found.setdefault(ids[place], []).append((day_of(int(first)), day_of(int(last))))
        return {unit_id: tuple(spells) for unit_id, spells in found.items() if len(spells) > 1}

    @cached_property
    def ran_otherwise(self) -> Mapping[str, tuple[str, ...]]:
        """The activities that did not run as first announced, or not by the Council alone, by how."""
        return {how: tuple(map(str, ids)) for how, ids in ran_otherwise(self.columns).items()}

    @cached_property
    def decided(self) -> pd.DataFrame:
        """The decisions on consultations that closed in the year, taken by *as at*, the earliest first."""
        rows = self.rows("decisions")
        taken = rows["decided_on"].notna() & (rows["decided_on"] <= self.params.as_at)
        found = taken & rows["activity_id"].isin(self.consultations["activity_id"])
        return rows[found.to_numpy(dtype=bool, na_value=False)].sort_values("decided_on", kind="stable")

    @property
    def closing_known(self) -> bool:
        """Whether any closing day is on record; without one nothing can be said to have closed."""
        return bool(self.register["closed_on"].notna().any())

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each activity of the register, by its id; one that has none is called by its id."""
        rows = self.register[["activity_id", "title"]]
        return {str(id): str(title) if pd.notna(title) else f"(no title) {id}" for id, title in rows.to_numpy()}

    def name(self, unit: str, unit_id: str) -> str:
        """What a reader would call a unit: the title of an activity or a decision, the words of an action, its name."""
        if unit == "document":
            return capital(DOCUMENTS.get(unit_id, unit_id))
        if unit == "activity":
            return self.titles.get(unit_id, unit_id)
        return self._names.get((unit, unit_id), unit_id)

    def activity_of(self, unit: str, unit_id: str) -> str:
        """The id of the activity that a listing, an entry or a decision is of; "" where none is on record."""
        return self._activities.get((unit, unit_id), "")

    @cached_property
    def _activities(self) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for unit, (table, _) in NAMES.items():
            if OF_ACTIVITY in TABLES[table].columns:
                rows = self.rows(table)[[TABLES[table].key[0], OF_ACTIVITY]].dropna()
                found.update({(unit, str(i)): str(of) for i, of in rows.itertuples(index=False, name=None)})
        return found

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], str]:
        names: dict[tuple[str, str], str] = {}
        for unit, (table, column) in NAMES.items():
            named = self.rows(table)[[TABLES[table].key[0], column]].dropna()
            names.update({(unit, str(i)): str(name) for i, name in named.itertuples(index=False, name=None)})
        return names


def _as_shown(figures: Figures, contributions: suppress.ShownTable) -> Figures:
    """How much came in by each way, as the gate lets it be seen."""
    place = figures.columns.index("contributions")
    lines = (
        replace(line, cells=(*cells[:place], contributions.cells.get(str(cells[0]), cells[place]), *cells[place + 1 :]))
        for line in figures.lines
        for cells in (line.cells,)
    )
    return replace(figures, lines=tuple(lines))
