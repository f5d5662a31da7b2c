"""What was not yet due in last year's report, as it stands now: each case, its reason, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from heard.errors import ParamsError, did_you_mean
from heard.model.result import Finding
from heard.show.explain.rows import cells, places
from heard.show.terminal import heading
from heard.year import Year

CARRIED_OVER = "carried_over"


def of_carried_over(year: Year, unit_id: str | None = None) -> Iterator[Text]:
    """Every case that was carried over; or those of one activity, with the cells that were read."""
    found = year.carried_over
    if unit_id is None:
        return _cases(year, found, each_row=False)
    ids = dict.fromkeys(each.unit_id for each in found)
    if unit_id not in ids:
        do = did_you_mean(unit_id, ids, f"Ask for {CARRIED_OVER} alone, which lists them")
        raise ParamsError(CARRIED_OVER, f"none of its {len(ids)} activities has the id {unit_id!r}", do)
    return _cases(year, [each for each in found if each.unit_id == unit_id], each_row=True)


def _cases(year: Year, found: Sequence[Finding], *, each_row: bool) -> Iterator[Text]:
    yield heading(f"What was not due yet a year ago ({CARRIED_OVER})")
    yield Text("What is counted: each check of each activity that last year's report gave as not yet due, read again.")
    yield Text("It is in none of this year's counts. A check is explained under its own name.")
    yield Text()
    if year.before is None:
        yield heading("No report of last year was given (params: `previous`).")
        return
    yield heading(f"{len(found)} cases, not yet due in {year.before.period}")
    for each in found:
        yield Text(f"  {each.unit_id}, {each.measure}: {each.state}, because: {each.reason}")
        if each_row:
            yield from cells(year, each.source, year.results[each.measure].reads)
        else:
            yield from places(year, each.source)
