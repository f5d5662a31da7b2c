"""What was not yet due in last year's report, read again: in a table of its own, and in no count of this year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heard.english import agreed, brief, capital, listed, number, some
from heard.model.result import Finding
from heard.model.state import State
from heard.page.blocks import ANNEX, Block, Para, Table, code, details, heading, paragraph, table, title
from heard.show.results import why_missing
from heard.year import Year

MOST = 100
STATES = {
    State.MET: "Met",
    State.PARTLY: "Partly",
    State.NOT_MET: "Not met",
    State.NO_EVIDENCE: "No evidence",
    State.NOT_YET_DUE: "Not yet due",
    State.NOT_APPLICABLE: "Not applicable",
}


def carried_over(year: Year) -> Iterator[Block | None]:
    """How it stands now, and on the web page each check and every case."""
    yield heading(3, "What was carried over", id="carried-over")
    if year.before is None:
        yield paragraph("No earlier report was given, so nothing was carried over from it.")
        return
    cases = year.carried_over
    if not cases:
        yield paragraph(f"Nothing was still to come in the report of {year.before.period}.")
        return
    counts = [(sum(each.state is state for each in cases), words) for state, words in STATES.items()]
    yield paragraph(
        f"{capital(some(len(cases), 'cases'))} {agreed(len(cases), 'were')} not due yet in {year.before.period}.",
        f"They were looked at again: {listed(f'{number(n)} {words.lower()}' for n, words in counts if n)}.",
        "They are in none of this year's counts.",
    )
    yield details("What became of each case", _by_check(year, cases), _each(year, cases), kind=ANNEX)


def _by_check(year: Year, cases: Sequence[Finding]) -> Table | None:
    states = [state for state in STATES if any(each.state is state for each in cases)]
    rows: list[tuple[str | int, ...]] = []
    for measure in dict.fromkeys(each.measure for each in cases):
        here = [each.state for each in cases if each.measure == measure]
        rows.append((year.measures[measure].title, len(here), *(here.count(state) for state in states)))
    columns = ("Check", "Carried over", *(STATES[state] for state in states))
    return table("What became of what was not due yet", columns, rows)


def _each(year: Year, cases: Sequence[Finding]) -> Iterator[Block | None]:
    rows = [
        (
            title(brief(year.name("activity", each.unit_id))),
            year.measures[each.measure].title,
            STATES[each.state],
            why_missing(each),
        )
        for each in cases[:MOST]
    ]
    columns = ("Activity", "Check", "Now", "Why")
    yield table("What was carried over, case by case", columns, rows)
    if len(cases) > MOST:
        yield Para(("All are in ", code("carried-over.csv"), "."))
