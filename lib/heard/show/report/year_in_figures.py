"""The year in figures: how many, of what kind, who ran them, by which ways people took part, and when."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import number, some
from heard.maths.suppress import Symbol
from heard.model.figures import Figures
from heard.page.blocks import ANNEX, FOLDED, Block, Blocks, Details, details, figures, flow, heading, paragraph, table
from heard.show.as_announced import what_ran_otherwise
from heard.show.described import regularly_received, when_people_came
from heard.show.figure_columns import column
from heard.show.hidden_counts import hidden_counts
from heard.show.marks import count
from heard.show.report.from_the_register import ENGAGING, waterfall
from heard.show.report.quotations import commentary_on_the_year
from heard.show.report.when import when
from heard.show.report.who import who_ran_them
from heard.year import Year

COST, STAFF = "cost (pounds)", "staff days"
RESOURCES = {COST: "Cost", STAFF: "Staff time"}


def year_in_figures(year: Year) -> Blocks:
    """Every figure of the year that is no promise."""
    return flow(
        heading(2, "The year in figures", id="figures"),
        figures(_big(year)),
        commentary_on_the_year(year),
        heading(3, "What is counted"),
        waterfall(year),
        who_ran_them(year),
        heading(3, "How people took part", id="ways"),
        _ways(year),
        heading(3, "When"),
        when(year),
        paragraph(*_cost(year)),
        _otherwise(year),
    )


def _otherwise(year: Year) -> Details | None:
    """What did not run as announced, or not by the Council alone: how many, and below it folded who."""
    sentences = list(what_ran_otherwise(year))
    return details("What ran otherwise than announced, or jointly", sentences, kind=ANNEX) if sentences else None


def _big(year: Year) -> Iterator[tuple[str, str]]:
    closed = year.closed
    yield "consultations closed", number(len(year.consultations)) if year.closing_known else "not known"
    for level, words in zip(ENGAGING, ("engagements closed", "co-productions closed"), strict=True):
        if n := int((closed["level"] == level).sum()):
            yield words, number(n)
    came_in = year.assessment.people.contributions
    if came_in.cells:
        yield "contributions people made", count(came_in.total)


def _ways(year: Year) -> Iterator[Block | None]:
    ways = year.amounts["ways_used"]
    if ways.empty:
        yield paragraph("The ways in which people could take part are not on record.")
        return
    used, given = column(ways, "activities"), year.assessment.people.contributions.cells
    by_use = sorted(((way, n) for way, n in used.items() if n), key=lambda each: -each[1])
    rows = [(way, n, given.get(way, "not recorded")) for way, n in by_use]
    whole = table("Ways of taking part in what closed", ("Way", "Activities", "Contributions"), rows)
    unsaid = sum(column(ways, "rows without a number").values())
    note = paragraph(
        "One person may have given several contributions, so these are not people.",
        f"For {some(unsaid, 'rows')} of the record we do not know how many came in." if unsaid else "",
        kind="note",
    )
    hides = any(isinstance(n, Symbol) for n in given.values())
    came = when_people_came(ways)
    at_weekends = f"Meetings, workshops, talks and events: {came[:1].lower()}{came[1:]}" if came else ""
    sentences = paragraph(at_weekends, regularly_received(ways))
    inside = (whole, note, hidden_counts(year.params.disclosure) if hides else None, sentences)
    yield details("Ways of taking part", inside, kind=FOLDED)


def _cost(year: Year) -> Iterator[str]:
    resources = year.amounts["resources"]
    known = column(resources, "activities that say")
    for name, words in RESOURCES.items():
        total = _in_all(resources, name)
        of = f"{number(known.get(name, 0))} of {some(resources.of, 'activities')}"
        yield f"{words} is on record for {of}: {total} in all." if total else f"{words} is not on record."


def _in_all(resources: Figures, name: str) -> str:
    total = next((row[1] for row in resources.rows if row[0] == name), None)
    if total is None:
        return ""
    return f"£{total:,.0f}" if name == COST else f"{total:,.0f} days"
