"""The year in figures: how many, of what kind, who ran them, by which ways people took part, and when."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heard.model.figures import Figures
from heard.show.amounts import column
from heard.show.calendar import when
from heard.show.commentary import commentary
from heard.show.facts import Facts
from heard.show.html import figures, joined, paragraph, table, tag
from heard.show.register import ENGAGING, waterfall
from heard.show.sentences import number, some
from heard.show.who import who_ran_them

COST, STAFF = "cost (pounds)", "staff days"
RESOURCES = {COST: "Cost", STAFF: "Staff time"}


def year_in_figures(facts: Facts) -> Markup:
    """Every figure of the year that is no promise."""
    return joined(
        (
            tag("h2", "The year in figures", id="figures"),
            figures(_big(facts)),
            commentary(facts.commentary, facts.params.prepared_by),
            tag("h3", "What is counted"),
            paragraph(
                "A promise is judged by what closed in the year, was the Council's own, and asked people something.",
                "The rest of the register is left out here, each row once, at the first reason that fits.",
            ),
            waterfall(facts),
            tag("h3", "Who ran them"),
            *who_ran_them(facts),
            tag("h3", "How people took part", id="ways"),
            *_ways(facts),
            tag("h3", "When"),
            *when(facts),
            tag("h3", "What it cost"),
            paragraph(*_cost(facts)),
        )
    )


def _big(facts: Facts) -> Iterator[tuple[str, str]]:
    closed = facts.closed
    yield "consultations closed", number(len(facts.consultations)) if facts.closing_known else "not known"
    for level, words in zip(ENGAGING, ("engagements closed", "co-productions closed"), strict=True):
        if n := int((closed["level"] == level).sum()):
            yield words, number(n)
    if given := column(facts.amounts["ways_used"], "contributions"):
        yield "contributions people made", number(sum(given.values()))


def _ways(facts: Facts) -> Iterator[Markup]:
    figures = facts.amounts["ways_used"]
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


def _cost(facts: Facts) -> Iterator[str]:
    figures = facts.amounts["resources"]
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
