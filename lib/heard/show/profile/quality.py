"""The quality profile of one activity, for the service that ran it: what each check found, and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from heard.english import brief, capital, day, listed, number, some
from heard.errors import ParamsError, did_you_mean
from heard.model.missing import Record
from heard.model.result import Finding, Result
from heard.model.state import SHORT_OF, State
from heard.page.blocks import (
    ANNEX,
    Cover,
    Link,
    Some,
    Words,
    details,
    figure,
    figures,
    flow,
    group,
    heading,
    paragraph,
    table,
    words,
)
from heard.page.charts import one_activity
from heard.page.output import Shown
from heard.show.as_announced import how_it_ran
from heard.show.marks import HIDDEN, IN_LAW, ITEMS, how_many_understood
from heard.show.profile.milestones import milestones
from heard.show.records_in_words import in_words, why_missing
from heard.show.results import is_law
from heard.year import Year

KINDS = {"consult": "consultation", "engage": "engagement", "coproduce": "co-production"}
COUNTS: Mapping[State, str] = {
    State.MET: "met or on record",
    State.PARTLY: "in part",
    State.NOT_MET: "not met or otherwise on record",
    State.NO_EVIDENCE: "that we cannot tell",
    State.NOT_YET_DUE: "not due yet",
    State.NOT_APPLICABLE: "that do not apply",
}
WEB = ("http://", "https://")  # how an address begins that a page may lead to
NO_SCORE = "These counts are no score: some checks matter more than others."


@dataclass(frozen=True)
class Check:
    """One check of one activity: what was asked, and what was found."""

    result: Result
    finding: Finding
    title: str
    answer: str


@dataclass(frozen=True, eq=False)
class Profile:
    """One closed activity, as its page tells of it, part by part. ParamsError for an id that none of them has."""

    year: Year
    activity_id: str

    def __post_init__(self) -> None:
        closed = [str(id) for id in self.year.closed["activity_id"]]
        if self.activity_id not in closed:
            found = f"no activity that closed in the year has the id {self.activity_id!r}"
            like = f"Write one of theirs, such as {closed[0]!r}" if closed else "None closed, so there is no profile"
            raise ParamsError("activity_id", found, did_you_mean(self.activity_id, closed, like))

    def cover(self) -> Shown:
        """What it was, who ran it, when, and who it was for."""
        params, name = self.year.params, self.year.name("activity", self.activity_id)
        cover = Cover(
            council=params.council,
            title=name,
            name=f"Quality profile of {_a(self._kind)} that closed in {params.period.name}",
            about=(figures(self._about(), kind="facts"),),
            page_title=f"{brief(name)}: quality profile – {params.council}",
            date=params.as_at.isoformat(),
            draft=not params.signed_off_by,
            sample=params.sample,
            short=True,
        )
        return Shown((cover,))

    def in_short(self) -> Shown:
        """How many checks came to each answer, and its days."""
        counts = [(len(self._in(state)), answer) for state, answer in COUNTS.items()]
        answers = listed(f"{number(n)} {answer}" for n, answer in counts if n)
        opened, closed = (self._cell(name) for name in ("opened_on", "closed_on"))
        count = paragraph(f"Of {some(len(self._checks), 'checks')}: {answers}.", NO_SCORE)
        days = figure(one_activity(opened, closed, milestones(self.year, self.activity_id)))
        return Shown(flow(heading(2, "In short"), count, heading(3, "Its days"), days))

    def fell_short(self) -> Shown:
        """What was not met or met in part, and what it would have taken."""
        columns = ("Check", "What the record shows", "What it would have taken")
        short = [check for state in SHORT_OF for check in self._in(state)]
        rows = [(c.title, (f"{capital(c.answer)}: ", self._why(c)), _takes(c.result)) for c in short]
        inside = table("Checks that fell short", columns, rows)
        return Shown(
            flow(heading(2, "What fell short"), inside or paragraph("No check that could be made fell short."))
        )

    def not_on_record(self) -> Shown:
        """What nobody wrote down, with the checks that it would settle."""
        rows = [(in_words(name), "; ".join(titles)) for name, titles in self._missing().items()]
        inside = table("What to write down", ("Not on record", "What it would tell"), rows)
        return Shown(flow(heading(2, "What we cannot tell"), inside or paragraph("Each check could be made.")))

    def others(self) -> Shown:
        """What was met, what is still to come, and what does not apply."""
        answers = [
            ("Met, or on record", "; ".join(check.title for check in self._in(State.MET))),
            ("Not due yet", self._with_reasons(State.NOT_YET_DUE)),
            ("Does not apply", self._with_reasons(State.NOT_APPLICABLE)),
        ]
        given = [(answer, checks) for answer, checks in answers if checks]
        inside = figures(given, kind="facts") if given else paragraph("There are none.")
        return Shown(flow(heading(2, "The other checks"), inside))

    def judged(self) -> Shown:
        """What people made of it: assessors' scores, and what those who took part said they understood."""
        scores = [(c.title, capital(c.answer), c.finding.reason) for c in self._all if c.result.by_assessors]
        asked = [e for e in self.year.assessment.people.understood if e.activity_id == self.activity_id]
        understood = listed(f"{ITEMS[each.item][1]} ({how_many_understood(each)})" for each in asked) if asked else ""
        inside = flow(
            table("Scores by assessors", ("What was judged", "Answer", "Score"), scores),
            paragraph(f"How many of those asked said they understood {understood}." if asked else ""),
            paragraph(HIDDEN if "[c]" in understood else "", kind="note"),
        )
        nobody = paragraph("Nobody is on record as asked.")
        return Shown(flow(heading(2, "What people made of it"), inside or nobody))

    def every_check(self) -> Shown:
        """For the web page: each check, its answer, why, and the rows it rests on."""
        rows = [
            (c.title, ", ".join(c.result.serves), capital(c.answer), self._why(c), _rows(c.finding)) for c in self._all
        ]
        columns = ("Check", "Promise", "Answer", "Why", "Rows")
        inside = details(
            "Every check, and the rows it rests on",
            table("Every check, in the order of the strategy", columns, rows),
        )
        opening = heading(2, "Where this comes from")
        addresses = map(paragraph, self._addresses())
        return Shown((group(opening, addresses, inside, kind=ANNEX, element="section"),))

    def _addresses(self) -> Iterator[Words]:
        """Where the activity can be read about, and each thing that was published back."""
        if url := self._cell("url"):
            yield words("Where to read about it: ", _address(str(url)))
        feedback = self.year.rows("feedback")
        came = (feedback["published_on"] <= self.year.params.as_at).to_numpy(dtype=bool, na_value=False)
        back = feedback[came & (feedback["activity_id"] == self.activity_id).to_numpy(dtype=bool, na_value=False)]
        for published_on, url in back[["published_on", "url"]].dropna().itertuples(index=False, name=None):
            yield words(f"Published back on {day(published_on)}: ", _address(str(url)))

    @cached_property
    def _row(self) -> pd.Series:
        closed = self.year.closed
        return closed[closed["activity_id"] == self.activity_id].iloc[0]

    def _cell(self, name: str) -> Any:
        return None if pd.isna(self._row[name]) else self._row[name]

    @property
    def _kind(self) -> str:
        return KINDS[str(self._row["level"])]

    def _about(self) -> list[tuple[str, Some]]:
        divisions = str(self._cell("divisions") or "").split(";")
        return [
            ("Service", self._cell("service") or "not on record"),
            *how_it_ran(self.year, self._row.to_dict()),
            ("For", self._cell("target") or "not on record"),
            *([("Where", ", ".join(divisions))] if divisions != [""] else []),
            ("In the register", self.activity_id),
            *([("What people valued", str(valued))] if (valued := self._cell("what_people_valued")) else []),
            *([("What changed", "; ".join(outcomes))] if (outcomes := list(self._outcomes())) else []),
            ("As at", day(self.year.params.as_at)),
        ]

    def _outcomes(self) -> Iterator[str]:
        """What became of each decision on it that has an outcome: the word, and what changed in the council's own."""
        rows = self.year.rows("decisions")
        taken = (rows["activity_id"] == self.activity_id) & (rows["decided_on"] <= self.year.params.as_at)
        decided = rows[taken.to_numpy(dtype=bool, na_value=False)].sort_values("decided_on", kind="stable")
        for outcome, what in zip(decided["outcome"], decided["what_changed"], strict=True):
            if not pd.isna(outcome):
                yield str(outcome) if pd.isna(what) else f"{outcome}: {what}"

    @cached_property
    def _all(self) -> tuple[Check, ...]:
        """Every check that has a state for it, in the order of the strategy."""
        return tuple(self._made())

    @property
    def _checks(self) -> list[Check]:
        """Those made of the records; what assessors scored is told apart."""
        return [check for check in self._all if not check.result.by_assessors]

    def _made(self) -> Iterator[Check]:
        for measure in self.year.shown_at:
            result = self.year.results[measure]
            answers = IN_LAW if is_law(self.year, result) else {}
            for finding in result.findings:
                if result.unit == "activity" and finding.unit_id == self.activity_id:
                    answer = answers.get(finding.state, str(finding.state))
                    yield Check(result, finding, self.year.measures[measure].title, answer)

    def _in(self, state: State) -> list[Check]:
        return [check for check in self._checks if check.finding.state is state]

    def _why(self, check: Check) -> Words:
        """The reason; of what is described, that nothing hangs on it."""
        why = why_missing(check.finding)
        return words(why, " (described, not judged)" if check.result.described else "")

    def _with_reasons(self, state: State) -> str:
        return "; ".join(f"{check.title} ({check.finding.reason})" for check in self._in(state))

    def _missing(self) -> dict[Record, list[str]]:
        """What is missing, by the checks that want it, most wanted first."""
        wanted_by: dict[Record, list[str]] = {}
        for check in self._in(State.NO_EVIDENCE):
            for record in dict.fromkeys(missing.record for missing in check.finding.missing):
                wanted_by.setdefault(record, []).append(check.title)
        return dict(sorted(wanted_by.items(), key=lambda item: (-len(item[1]), item[0])))


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _takes(result: Result) -> str:
    """The rules that give *met*, in words."""
    return "; or ".join(dict.fromkeys(rule for rule, state in result.rules if state is State.MET))


def _rows(finding: Finding) -> str:
    return "; ".join(map(str, finding.source))


def _address(url: str) -> Some:
    return Link(url, words(url)) if url.startswith(WEB) else url
