"""The one change to a plan that mends most: tried singly, by the same engine, and never a label, a reason or a law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from heard.measures.columns import Columns
from heard.params.draft import FORMATS, WAYS, Draft, Row
from heard.year.foreseen import FALLS_SHORT, Foreseen, Prospect, foresee
from heard.year.plan_days import CLOSES, DECIDES, LENGTH, OPENS

OPENING_BY, CLOSING_BY, DECISION_BY = 84, 84, 180  # days that each may move, the opening either way
WORST_LAST = (Prospect.MET, Prospect.TO_DO, Prospect.IN_PART, Prospect.TOO_LATE, Prospect.NOT_MET)
AS_GOOD = {Prospect.NOT_APPLICABLE: Prospect.MET, Prospect.NOT_DECIDED: Prospect.TO_DO}


@dataclass(frozen=True)
class PlanChange:
    """One change, and the titles of what it mends. `moved` are days, below 0 for sooner; 0 where it is none of days.

    `changed` is the column that it changes, `to` the day, the way or the format; `decided_after` is how many days
    after closing it is then decided.
    """

    changed: str
    to: date | str
    moved: int = 0
    mends: tuple[str, ...] = ()
    decided_after: int | None = None


def best_change(draft: Draft, year: Columns, on: date) -> PlanChange | None:
    """The change that makes nothing worse and leaves the fewest shortfalls; of equals the one that moves least.

    What would be met is looked at as if the plan were agreed by the day that it opens: else a day that is moved might
    take from a decision the time that it needs, and nobody would see. None where no change mends anything.
    """
    agreed = _agreed(draft)
    tried = [(change, _agreed(changed)) for change, changed in _changes(draft, on)]
    if not tried:
        return None
    before, *after = foresee([agreed, *(changed for _, changed in tried)], year, on)
    best: tuple[tuple[int, int, int], PlanChange] | None = None
    for (change, changed), found in zip(tried, after, strict=True):
        if any(_rank(new) > _rank(old) for old, new in zip(before, found, strict=True)) or (
            change.changed == OPENS and change.moved > 0 and _is_too_short(found)
        ):
            continue  # what is open for too short a time is not to be shortened, whatever else that mends
        left = (*_shortfalls(found), abs(change.moved))
        if left[:2] < _shortfalls(before) and (best is None or left < best[0]):
            best = left, _told(change, changed, before, found)
    return best[1] if best else None


def _agreed(draft: Draft) -> Draft:
    opens = draft.day(OPENS)
    return replace(draft, cells={"planned_on": opens, **draft.cells}) if opens else draft


def _changes(draft: Draft, on: date) -> Iterator[tuple[PlanChange, Draft]]:
    """Every change that is tried, those first that are preferred among equals: later days before sooner ones."""
    opens, closes, decides = (draft.day(name) for name in (OPENS, CLOSES, DECIDES))
    in_spells = "openings" in draft.rows
    if closes and not in_spells:
        is_open = opens is not None and opens < on  # then people were told of a first closing day, which stands
        told = replace(draft, cells={"first_closed_on": closes, **draft.cells}) if is_open else draft
        yield from _moves(told, CLOSES, closes, range(1, CLOSING_BY + 1))
    if decides and decides >= on:
        yield from _moves(draft, DECIDES, decides, range(1, DECISION_BY + 1))
    if opens and opens >= on and not in_spells:
        last = min(OPENING_BY, (closes - opens).days) if closes else OPENING_BY
        first = max(-OPENING_BY, (on - opens).days)
        yield from _moves(draft, OPENS, opens, [days for days in range(first, last + 1) if days])
    if ways := draft.rows.get("channels"):
        for way in WAYS.words:
            if way not in [row.get("channel") for row in ways]:
                yield PlanChange("channel", way), _with_rows(draft, "channels", (*ways, {"channel": way}))
    if papers := draft.rows.get("materials"):
        for form in FORMATS.words:
            first_paper, *others = papers
            offered = str(first_paper.get("formats", "")).split(";")
            if "formats" in first_paper and form not in offered:
                paper = {**first_paper, "formats": ";".join([*offered, form])}
                yield PlanChange("formats", form), _with_rows(draft, "materials", (paper, *others))


def _moves(draft: Draft, column: str, day: date, by: Sequence[int]) -> Iterator[tuple[PlanChange, Draft]]:
    for days in by:
        to = day + timedelta(days)
        yield PlanChange(column, to, days), replace(draft, cells={**draft.cells, column: to})


def _with_rows(draft: Draft, table: str, rows: tuple[Row, ...]) -> Draft:
    return replace(draft, rows={**draft.rows, table: rows})


def _rank(each: Foreseen) -> int:
    return WORST_LAST.index(AS_GOOD.get(each.answer, each.answer))


def _is_too_short(found: Sequence[Foreseen]) -> bool:
    return any(each.measure in LENGTH and each.answer in FALLS_SHORT for each in found)


def _shortfalls(found: Sequence[Foreseen]) -> tuple[int, int]:
    """How many are not met or too late; how many are met in part."""
    n = Counter(each.answer for each in found)
    return n[Prospect.NOT_MET] + n[Prospect.TOO_LATE], n[Prospect.IN_PART]


def _told(change: PlanChange, changed: Draft, before: Sequence[Foreseen], after: Sequence[Foreseen]) -> PlanChange:
    """The change with what it mends."""
    mends = tuple(new.title for old, new in zip(before, after, strict=True) if _rank(new) < _rank(old))
    closes, decides = changed.day(CLOSES), changed.day(DECIDES)
    follows = (decides - closes).days if closes and decides and change.changed in (CLOSES, DECIDES) else None
    return replace(change, mends=mends, decided_after=follows)
