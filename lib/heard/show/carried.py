"""What was not yet due in last year's report, read again: in a table of its own, and in no count of this year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from heard.model.result import Finding
from heard.model.state import State
from heard.show.facts import Facts
from heard.show.gaps import why_missing
from heard.show.html import code, paragraph, table, tag, title
from heard.show.sentences import agreed, brief, capital, listed, number, some

MOST = 100
STATES = {
    State.MET: "Met",
    State.PARTLY: "Partly",
    State.NOT_MET: "Not met",
    State.NO_EVIDENCE: "No evidence",
    State.NOT_YET_DUE: "Not yet due",
    State.NOT_APPLICABLE: "Not applicable",
}


def carried_over(facts: Facts) -> Iterator[Markup]:
    """How it stands now, and on the web page each check and every case."""
    yield tag("h3", "What was carried over", id="carried-over")
    if facts.before is None:
        yield paragraph("No earlier report was given, so nothing was carried over from it.")
        return
    found = facts.carried_over
    if not found:
        yield paragraph(f"Nothing was still to come in the report of {facts.before.period}.")
        return
    counts = [(sum(each.state is state for each in found), words) for state, words in STATES.items()]
    yield paragraph(
        f"{capital(some(len(found), 'cases'))} {agreed(len(found), 'were')} not due yet in {facts.before.period}.",
        f"They were looked at again: {listed(f'{number(n)} {words.lower()}' for n, words in counts if n)}.",
        "They are in none of this year's counts.",
    )
    inside = (_by_check(facts, found), *_each(facts, found))
    yield tag("details", tag("summary", "What became of each case"), *inside, class_="annex")


def _by_check(facts: Facts, found: Sequence[Finding]) -> Markup:
    states = [state for state in STATES if any(each.state is state for each in found)]
    rows: list[tuple[str | int, ...]] = []
    for measure in dict.fromkeys(each.measure for each in found):
        here = [each.state for each in found if each.measure == measure]
        rows.append((facts.measures[measure].title, len(here), *(here.count(state) for state in states)))
    columns = ("Check", "Carried over", *(STATES[state] for state in states))
    return table("What became of what was not due yet", columns, rows)


def _each(facts: Facts, found: Sequence[Finding]) -> Iterator[Markup]:
    rows = [
        (
            title(brief(facts.name("activity", each.unit_id))),
            facts.measures[each.measure].title,
            STATES[each.state],
            why_missing(each, facts),
        )
        for each in found[:MOST]
    ]
    columns = ("Activity", "Check", "Now", "Why")
    yield table("What was carried over, case by case", columns, rows)
    if len(found) > MOST:
        yield tag("p", "All are in ", code("carried-over.csv"), ".")
