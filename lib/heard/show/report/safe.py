"""Which verdicts are safe, and which hang on what is missing: on rows set aside, on blanks that could be filled."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import agreed, capital, listed, number, some
from heard.model.result import Least, Sensitivity
from heard.page.blocks import ANNEX, Block, Link, details, link, paragraph, table
from heard.year import Year

COLUMNS = ("Commitment", "Verdict", "At best", "At worst", "The least that would change it")


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
            f"{capital(some(len(safety), 'promises'))} could be judged.",
            "A verdict is safe when no way of filling in all that is missing at once would change it.",
            f"{capital(some(len(safety) - len(loose), 'verdicts'))} {agreed(len(safety) - len(loose), 'are')} safe.",
            _hang_on(loose) if loose else "",
        )
    inside = table("What each verdict could be, lettered parts included", COLUMNS, (_row(year, e) for e in everywhere))
    yield details("Which verdicts hang on what is missing, and what would change them", inside, kind=ANNEX)


def _hang_on(loose: list[Sensitivity]) -> str:
    """How many hang on rows set aside, on gaps, on either, and on nothing less than both."""
    aside = [{*each.aside} != {each.verdict} for each in loose]
    gaps = [{*each.missing} != {each.verdict} for each in loose]
    counts = {
        "on rows set aside alone": sum(a and not g for a, g in zip(aside, gaps, strict=True)),
        "on gaps in the record alone": sum(g and not a for a, g in zip(aside, gaps, strict=True)),
        "on either": sum(a and g for a, g in zip(aside, gaps, strict=True)),
        "on both at once": sum(not a and not g for a, g in zip(aside, gaps, strict=True)),
    }
    told = listed(f"{number(n)} {what}" for what, n in counts.items() if n)
    return f"The other {number(len(loose))} {'hangs' if len(loose) == 1 else 'hang'} on it: {told}."


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
