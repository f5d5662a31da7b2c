"""Which verdicts are safe, and which hang on what is missing: on rows set aside, or on blanks that could be filled."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import agreed, capital, number, some
from heard.model.result import Sensitivity
from heard.model.state import Verdict
from heard.page.blocks import ANNEX, Block, Link, details, link, paragraph, table
from heard.year import Year

NEVER = (Verdict.DESCRIBED, Verdict.NOT_MEASURED)  # no record could make these anything else
COLUMNS = (
    "Commitment",
    "Verdict",
    "Rows set aside, at best",
    "Rows set aside, at worst",
    "Gaps, at best",
    "Gaps, at worst",
)


def safe_verdicts(year: Year) -> Iterator[Block | None]:
    """How many verdicts nothing that is missing could change, and what the others could have been."""
    promises = {promise.id for promise in year.promises}
    judged = [
        each for each in year.assessment.sensitivities if each.commitment in promises and each.verdict not in NEVER
    ]
    loose = [each for each in judged if not each.safe]
    if not loose:
        yield paragraph("Nothing that is missing could change a verdict.")
        return
    aside = sum({*each.aside} != {each.verdict} for each in loose)
    gaps = sum({*each.missing} != {each.verdict} for each in loose)
    both = aside + gaps - len(loose)
    yield paragraph(
        f"{capital(some(len(judged), 'promises'))} can be judged, given the records.",
        "We asked what each verdict would be, had all that is missing gone one way.",
        f"{capital(some(len(judged) - len(loose), 'verdicts'))} {agreed(len(judged) - len(loose), 'are')} safe.",
        f"The other {number(len(loose))} {'hangs' if len(loose) == 1 else 'hang'} on it:",
        f"{number(aside)} on rows set aside, {number(gaps)} on gaps in the record.",
        f"{number(both)} of them {'hangs' if both == 1 else 'hang'} on both." if both else "",
    )
    all_loose = [each for each in year.assessment.sensitivities if not each.safe]
    inside = table("What each verdict could have been, lettered parts included", COLUMNS, map(_row, all_loose))
    yield details("Which verdicts hang on what is missing", inside, kind=ANNEX)


def _row(each: Sensitivity) -> tuple[Link | str, ...]:
    ways = (*each.aside, *each.missing)
    return link(each.commitment, each.commitment), str(each.verdict), *(_other(way, each.verdict) for way in ways)


def _other(way: Verdict, verdict: Verdict) -> str:
    return "the same" if way is verdict else str(way)
