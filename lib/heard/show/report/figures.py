"""The year in figures: how many, of what kind, who ran them, by which ways people took part, and when."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heard.english import number, some
from heard.model.figures import Figures
from heard.page.html import figures, joined, paragraph, table, tag
from heard.show.amounts import column
from heard.show.report.calendar import when
from heard.show.report.commentary import commentary
from heard.show.report.register import ENGAGING, waterfall
from heard.show.report.who import who_ran_them
from heard.year import Year

COST, STAFF = "cost (pounds)", "staff days"
RESOURCES = {COST: "Cost", STAFF: "Staff time"}


def year_in_figures(year: Year) -> Markup:
    """Every figure of the year that is no promise."""
    return joined(
        (
            tag("h2", "The year in figures", id="figures"),
            figures(_big(year)),
            commentary(year.commentary, year.params.prepared_by),
            tag("h3", "What is counted"),
            paragraph(
                "A promise is judged by what closed in the year, was the Council's own, and asked people something.",
                "The rest of the register is left out here, each row once, at the first reason that fits.",
            ),
            waterfall(year),
            tag("h3", "Who ran them"),
            *who_ran_them(year),
            tag("h3", "How people took part", id="ways"),
            *_ways(year),
            tag("h3", "When"),
            *when(year),
            tag("h3", "What it cost"),
            paragraph(*_cost(year)),
        )
    )


def _big(year: Year) -> Iterator[tuple[str, str]]:
    closed = year.closed
    yield "consultations closed", number(len(year.consultations)) if year.closing_known else "not known"
    for level, words in zip(ENGAGING, ("engagements closed", "co-productions closed"), strict=True):
        if n := int((closed["level"] == level).sum()):
            yield words, number(n)
    if given := column(year.amounts["ways_used"], "contributions"):
        yield "contributions people made", number(sum(given.values()))


def _ways(year: Year) -> Iterator[Markup]:
    figures = year.amounts["ways_used"]
    if figures.empty:
        yield paragraph("The ways in which people could take part are not on record.")
        return
    used, given = column(figures, "activities"), column(figures, "contributions")
    rows = [(way, n, given.get(way, "not recorded")) for way, n in sorted(used.items(), key=lambda each: -each[1])]
    yield table("Ways of taking part in what closed", ("Way", "Activities", "Contributions"), rows)
    unsaid = sum(column(figures, "rows without a number").values())
    yield paragraph(
        "One person may have given several contributions, so these are not people.",
        f"For {some(unsaid, 'rows')} of the record we do not know how many came in." if unsaid else "",
        class_="note",
    )


def _cost(year: Year) -> Iterator[str]:
    figures = year.amounts["resources"]
    known = column(figures, "activities that say")
    for name, words in RESOURCES.items():
        total = _in_all(figures, name)
        of = f"{number(known.get(name, 0))} of {some(figures.of, 'activities')}"
        yield f"{words} is on record for {of}: {total} in all." if total else f"{words} is not on record."


def _in_all(figures: Figures, name: str) -> str:
    total = next((row[1] for row in figures.rows if row[0] == name), None)
    if total is None:
        return ""
    return f"£{total:,.0f}" if name == COST else f"{total:,.0f} days"
