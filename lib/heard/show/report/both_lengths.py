"""Where the strategy gives two rules for one thing: each is reported, and what flips between them is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from heard.english import number, some
from heard.maths.months import add_months
from heard.model.result import flipping
from heard.page.blocks import Block, paragraph
from heard.show.marks import named
from heard.year import Year

WEEKS, MONTHS = "open_long_enough", "open_three_months_if_larger"
A_DAY = timedelta(days=1)  # the last day counts, as in the measure


def contradictions(year: Year) -> Iterator[Block | None]:
    """Four weeks, twelve weeks and three months, and the consultations that one rule passes and the other does not."""
    if not {WEEKS, MONTHS} <= set(year.results):
        yield paragraph("We know of no two rules of this strategy for one thing.")
        return
    standards = year.params.standards
    yield paragraph(
        "The strategy asks for four weeks, for twelve where it matters most, and for three months on a larger scale.",
        f"Twelve weeks are {standards.significant_days} days; three months are 89 to 92. We report both rules.",
        _lengths(year),
    )
    judged, flips = flipping(year.results[WEEKS], year.results[MONTHS])
    if not judged:
        yield paragraph("The record does not let us judge any consultation by both rules.")
        return
    if not flips:
        yield paragraph(f"Of {some(judged, 'consultations')} that both rules judge, none passes one and not the other.")
        return
    verb = "passes" if len(flips) == 1 else "pass"
    yield paragraph(
        "The words larger scale and significant say which rule is asked of which.",
        f"Of {some(judged, 'consultations')} that both rules judge, {number(len(flips))} {verb} one and not the other.",
    )
    yield named([year.name("activity", i) for i in flips])


def _lengths(year: Year) -> str:
    standards, rows = year.params.standards, year.consultations[["opened_on", "closed_on"]]
    days = [(closed - opened).days + 1 for opened, closed in rows.itertuples(index=False)]
    if not days:
        return ""
    months = sum(closed + A_DAY >= add_months(opened, 3) for opened, closed in rows.itertuples(index=False))
    least, most = (sum(n >= limit for n in days) for limit in (standards.minimum_days, standards.significant_days))
    return (
        f"Of {some(len(days), 'consultations')}, {number(least)} were open for {standards.minimum_days} days or more, "
        f"{number(most)} for {standards.significant_days} or more, and {number(months)} for three months or more."
    )
