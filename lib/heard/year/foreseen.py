"""A planned activity as the measures would find it: a row of the register, read by the engine that reads every other.

What the draft does not say counts as not supplied, and each of its days as come to pass. What the engine can then not
tell is still to be done, by the day that stands beside the measure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from heard.english import listed
from heard.measures import Measure, judge, measures_of
from heard.measures.cases import Cases
from heard.measures.claim import Column, LastDay, day_of
from heard.measures.columns import Columns, columns_known, dtype_of, spec_of
from heard.measures.owes import days_told
from heard.measures.units import consultations, of_whatever_year
from heard.model.missing import Missing, Record
from heard.model.records import BECAUSE, PART, ROW, STANDING, Checked, Records, Standing
from heard.model.result import Finding
from heard.model.standards import Basis
from heard.model.state import State
from heard.model.tables import TABLES, Kind
from heard.params.draft import BESIDE, REGISTER, Draft, Row

LABELS = ("significance", "scale", "level", "purpose", "target")  # which are never to be changed to suit a rule
LAW = "prescribed_days"
COME_TO_PASS = date.max  # every day of a draft is taken as past
OF_ANOTHER = ("level", "opened_on", "closed_on")  # what is asked of the activity that it follows
KEYS = {  # what a draft calls a column of another table
    Record("decisions", "body_kind"): "decided_by",
    Record("decisions", "decided_on"): "decision_planned_on",
    Record("channels", "channel"): "channels",
    Record("materials", "formats"): "formats",
    Record("affected_groups", "group"): "groups",
}


class Prospect(StrEnum):
    """What one measure would find of a planned activity, the most pressing first."""

    NOT_MET = "not met"
    TOO_LATE = "too late"
    IN_PART = "in part"
    TO_DO = "to do by"
    NOT_DECIDED = "not decided"
    MET = "would be met"
    NOT_APPLICABLE = "does not apply"


FALLS_SHORT = (Prospect.NOT_MET, Prospect.TOO_LATE, Prospect.IN_PART)
AS_IT_SHOULD_BE = (Prospect.MET, Prospect.NOT_APPLICABLE)
JUDGED = {
    State.MET: Prospect.MET,
    State.PARTLY: Prospect.IN_PART,
    State.NOT_MET: Prospect.NOT_MET,
    State.NOT_APPLICABLE: Prospect.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class Foreseen:
    """What one measure would find of a planned activity, and by when its part is to be done.

    `due_on` is the last day, `how` it was worked out and on what `basis`; `done_on` is the day that the draft gives for
    it. `would_take` are the measure's own words for *met*. `undecided` are keys that the measure asks for and the draft
    does not give, days on which something is done apart.
    """

    measure: str
    title: str
    commitments: tuple[str, ...]
    answer: Prospect
    reason: str = ""
    would_take: str = ""
    task: str = ""
    due_on: date | None = None
    how: str = ""
    basis: Basis | None = None
    done_on: date | None = None
    undecided: tuple[str, ...] = ()


def foresee(
    drafts: Sequence[Draft], year: Columns, on: date, only: Collection[str] = ()
) -> tuple[tuple[Foreseen, ...], ...]:
    """Of each draft what each measure of activities would find, in the order of the strategy; `only` some, where given.

    The drafts fill the same cells. `year` is the records as at `on`.
    """
    then, now = (_with_drafts(drafts, year, as_at) for as_at in (COME_TO_PASS, on))
    units_of = cache(lambda units: (units(then), units(now)))
    by_measure = [
        _of_measure(measure, drafts, *units_of(units))
        for measure in measures_of(then)
        if (units := of_whatever_year(measure.units)) and (not only or measure.id in only)
    ]
    return tuple(zip(*by_measure, strict=True)) if by_measure else ((),) * len(drafts)


def _of_measure(measure: Measure, drafts: Sequence[Draft], then: Cases, now: Cases) -> list[Foreseen]:
    """What one measure would find of each draft: as all has come to pass, by days as they stand now."""
    given = drafts[0].keys
    findings = judge(replace(measure, units=lambda _: then, shortfall=None), then.year).findings
    owed, takes, served = _Owed.of(measure, then, now), _would_take(measure, then), measure.serves(then.year.strategy)
    whose = _Whose(measure.id, measure.title, served, given)
    found = {
        finding.unit_id: _answered(whose, finding, owed, takes[place], place) for place, finding in enumerate(findings)
    }
    not_asked = Foreseen(measure.id, measure.title, served, Prospect.NOT_APPLICABLE, _asked_of(measure))
    return [found.get(_id(n), not_asked) for n in range(len(drafts))]


@dataclass(frozen=True, eq=False)
class _Owed:
    """The obligation beside a measure, of each of its units: the last day, and the day on which it is done."""

    task: str
    last: LastDay | None
    due_on: Sequence[date | None]
    done_on: Sequence[date | None]
    now: Cases

    @classmethod
    def of(cls, measure: Measure, then: Cases, now: Cases) -> _Owed:
        """Days to come are read as at `now`, and what is done as if they had come."""
        owes, nothing = measure.owes, [None] * then.n
        if owes is None:
            return cls("", None, nothing, nothing, now)
        last = owes.by(now, now.year.standards)
        return cls(owes.task, last, _days(last.on), _days(owes.done.day(then)) if owes.done.day else nothing, now)


def _days(column: Column) -> list[date | None]:
    told = days_told(column)
    return [day_of(int(n)) if there else None for n, there in zip(column.values, told, strict=True)]


class _Whose(NamedTuple):
    """The measure that answers, and the keys that the drafts give."""

    measure: str
    title: str
    commitments: tuple[str, ...]
    given: Collection[str]


def _answered(whose: _Whose, finding: Finding, owed: _Owed, takes: str, place: int) -> Foreseen:
    """By the engine; or, where it can tell nothing, by the day on which it was to be done."""
    due = owed.due_on[place]
    how, basis = (owed.last.how[place], owed.last.basis[place]) if due and owed.last else ("", None)
    if answer := JUDGED.get(finding.state):
        reason = finding.reason
    elif due:
        answer = Prospect.TO_DO if due >= owed.now.year.as_at else Prospect.TOO_LATE
        reason = f"{owed.task}: {how}"
    else:
        answer, reason = Prospect.NOT_DECIDED, _blanks(finding, owed, place, whose.given)
    return Foreseen(
        measure=whose.measure,
        title=whose.title,
        commitments=whose.commitments,
        answer=answer,
        reason=reason,
        would_take="" if answer in AS_IT_SHOULD_BE else takes,
        task=owed.task,
        due_on=due,
        how=how,
        basis=basis,
        done_on=owed.done_on[place],
        undecided=_undecided(finding, whose.given) if finding.missing else (),
    )


def _would_take(measure: Measure, cases: Cases) -> list[str]:
    """The rules that give *met*, in words, of each unit: less those that ask for another label, or another law."""
    offered: list[dict[str, None]] = [{} for _ in range(cases.n)]
    for rule in measure.rules(cases, cases.year.standards):
        if rule.state is not State.MET:
            continue
        never = np.zeros(cases.n, dtype=bool)
        if rule.condition is not None:
            reads = {record.column for record in rule.condition.reads if record.table == "activities"}
            if reads.intersection(LABELS):
                never = (~rule.condition.on(cases)).true
            if LAW in reads:
                never = never | cases.column(LAW).blank
        for place in np.flatnonzero(~never):
            offered[place][rule.words] = None
    return ["; or ".join(words) for words in offered]


def _blanks(finding: Finding, owed: _Owed, place: int, given: Collection[str]) -> str:
    """What the draft leaves open, by its keys: that on which the day hangs, or else what the measure asks."""
    blank: tuple[Missing, ...] = ()
    if owed.last and owed.now.base is not None:
        asked = (each for each in owed.last.on.missing if each.table == owed.now.base.name)
        of_its_own = (each for each in asked if not spec_of(each.table, each.column).absent_is_blank)
        blank = tuple(each for each in of_its_own if owed.now.column(each.column).blank[place])
    keys = dict.fromkeys(f"`{key}`" for each in blank or finding.missing if (key := _key(each)) not in given)
    return f"{listed(keys)} {'are' if len(keys) > 1 else 'is'} not given" if keys else finding.reason


def _key(missing: Missing) -> str:
    """What a draft calls it: `closed_on`, `decided_by`; what no draft has, by its table."""
    if missing.table == "activities":
        return missing.column
    of_table = next((key for record, key in KEYS.items() if record.table == missing.table and not missing.column), "")
    return KEYS.get(missing.cell, of_table) or str(missing.cell)


def _undecided(finding: Finding, given: Collection[str]) -> tuple[str, ...]:
    """What a draft could say and does not: no day on which something is done, for that comes later."""
    keys = dict.fromkeys(key for each in finding.missing if (key := _key(each)) not in given)
    return tuple(key for key in keys if key in BESIDE or (key in REGISTER and REGISTER[key].kind is not Kind.DAY))


def _asked_of(measure: Measure) -> str:
    if measure.units is consultations:
        return "asked of the Council's own consultations"
    return "asked of the Council's own activities that ask people something"


def _id(n: int) -> str:
    """What a draft is called among the rows of the register."""
    return f"(draft {n})"


def _with_drafts(drafts: Sequence[Draft], year: Columns, as_at: date) -> Columns:
    """Records of nothing but the drafts, and of the activity that they follow."""
    rows: dict[str, list[Row]] = {"activities": []}
    for n, draft in enumerate(drafts):
        named = {"activity_id": _id(n)}
        rows["activities"].append({**draft.cells, **named})
        for table, theirs in _rows_of(draft):
            rows.setdefault(table, []).extend({**row, **named} for row in theirs)
    tables = {table: _table(table, theirs) for table, theirs in rows.items()}
    followed = {draft.cells.get("follows") for draft in drafts}
    tables["activities"] = _with_followed(tables["activities"], followed, year.records.tables["activities"])
    return replace(year, records=Records(tables), as_at=as_at)


def _rows_of(draft: Draft) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """What other tables have of it; its decision is taken on the day that is planned, where no other is on record."""
    yield from ((table, rows) for table, rows in draft.rows.items() if table != "decisions")
    planned, decisions = draft.day("decision_planned_on"), draft.rows.get("decisions", ())
    if planned and not any("decided_on" in row for row in decisions):
        decisions = tuple({**row, "decided_on": planned} for row in decisions or ({},))
    if decisions:
        yield "decisions", decisions


def _table(name: str, rows: Sequence[Row]) -> Checked:
    """Rows as a checked table that has the columns that are filled in any of them, and no others."""
    filled = set(chain.from_iterable(rows))
    cells = {
        column: pd.Series([row.get(column) for row in rows], dtype=dtype_of(spec_of(name, column).kind))
        for column in columns_known(name)
        if column in filled
    }
    standing: dict[str, Any] = {ROW: range(2, len(rows) + 2), PART: 0, STANDING: Standing.KEPT.value, BECAUSE: ""}
    return Checked(TABLES[name], pd.DataFrame(cells).assign(**standing))


def _with_followed(drafts: Checked, followed: Iterable[object], register: Checked) -> Checked:
    """The drafts with the rows of the register that they follow, which bring the cells that are asked of those."""
    theirs = register.rows[register.rows["activity_id"].isin([each for each in followed if each])]
    if theirs.empty:
        return drafts
    own = drafts.rows
    asked = {
        name: pd.Series([None] * len(own), dtype=theirs[name].dtype)
        for name in OF_ANOTHER
        if name in theirs and name not in own
    }
    both = [own.assign(**asked), theirs[[name for name in (*own, *asked) if name in theirs]]]
    return Checked(drafts.table, pd.concat(both, ignore_index=True))
