"""Which verdicts hang on something: on which of two rules is followed, on rows set aside, on blanks in the record."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import agreed, capital, listed, number, some
from heard.maths.months import add_months
from heard.model.result import Least, Sensitivity, flipping
from heard.page.blocks import ANNEX, Block, Link, details, link, paragraph, table
from heard.show.marks import named
from heard.show.results import to_activity
from heard.year import Year

WEEKS, MONTHS = "open_long_enough", "open_three_months_if_larger"
COLUMNS = ("Commitment", "Verdict", "At best", "At worst", "The least that would change it")


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
    both = [year.results[WEEKS], year.results[MONTHS]]
    yield named([to_activity(year, i) for i in flips if year.right_of_reply.lets_stand(i, both)])


def _lengths(year: Year) -> str:
    standards, rows = year.params.standards, year.consultations[["activity_id", "opened_on"]]
    days = list(year.days_open.values())
    if not days:
        return ""
    opened = {str(unit): first for unit, first in rows.itertuples(index=False)}
    months = sum(n >= (add_months(opened[unit], 3) - opened[unit]).days for unit, n in year.days_open.items())
    least, most = (sum(n >= limit for n in days) for limit in (standards.minimum_days, standards.significant_days))
    return (
        f"Of {some(len(days), 'consultations')}, {number(least)} were open for {standards.minimum_days} days or more, "
        f"{number(most)} for {standards.significant_days} or more, and {number(months)} for three months or more."
    )


def safe_verdicts(year: Year) -> Iterator[Block | None]:
    """How many verdicts no way of filling in what is missing could change, and the least that would change others."""
    judged = {promise.id for promise in year.judged}
    safety = [each for each in year.assessment.sensitivities if each.commitment in judged]
    loose = [each for each in safety if not each.safe]
    everywhere = [each for each in year.assessment.sensitivities if not each.safe]
    if not everywhere:
        yield paragraph("Nothing that is missing could change a verdict.")
        return
    if safety:
        yield paragraph(
            f"{capital(some(len(safety), year.params.strategy.nouns))} could be judged.",
            "A verdict is safe when no way of filling in all that is missing at once would change it.",
            _how_many_are_safe(len(safety) - len(loose), len(safety)),
            _hang_on(loose) if loose else "",
        )
    inside = table(
        "What each verdict could be, lettered parts included",
        COLUMNS,
        [_row(year, e) for e in everywhere],
        sheet="Records and gaps",
    )
    yield details("Which verdicts hang on what is missing, and what would change them", inside, kind=ANNEX)


def _how_many_are_safe(n: int, of: int) -> str:
    if n in (0, of):
        return f"{'The one' if of == 1 else 'Each of them'} is {'safe' if n else 'not safe'}."
    return f"{capital(some(n, 'verdicts'))} {agreed(n, 'are')} safe."


def _hang_on(loose: list[Sensitivity]) -> str:
    """How many hang on rows set aside, on gaps, on either, and on nothing less than both."""
    aside = [{*each.aside} != {each.verdict} for each in loose]
    gaps = [{*each.missing} != {each.verdict} for each in loose]
    counts = {
        "with the rows set aside alone": sum(a and not g for a, g in zip(aside, gaps, strict=True)),
        "with the gaps in the record alone": sum(g and not a for a, g in zip(aside, gaps, strict=True)),
        "with either": sum(a and g for a, g in zip(aside, gaps, strict=True)),
        "only with both at once": sum(not a and not g for a, g in zip(aside, gaps, strict=True)),
    }
    told = listed(f"{number(n)} {what}" for what, n in counts.items() if n)
    return f"What is missing could change {number(len(loose))}: {told}."


def _row(year: Year, each: Sensitivity) -> tuple[Link | str, ...]:
    ways = ("the same" if way is each.verdict else str(way) for way in each.together)
    return link(each.commitment, each.commitment), str(each.verdict), *ways, _least(year, each.least)


def _least(year: Year, least: Least | None) -> str:
    """`2 cases of “Feedback given in time”, were they not met: not kept`."""
    if least is None:
        return ""
    titles = listed(f"“{year.measures[measure].title}”" for measure in least.measures)
    were = "were it" if least.units == 1 else "were they"
    return f"{some(least.units, 'cases')} of {titles}, {were} {least.state}: {least.verdict}"
