"""The one page that members read: promised, kept, not kept, could not tell, changed, and what they are asked to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from heard.english import agreed, capital, listed, number, some
from heard.model.state import Verdict
from heard.page.blocks import Block, Blocks, bullets, flow, heading, paragraph, strong
from heard.show.concerns import RULE, concerns, went_well
from heard.show.report.asked import asked
from heard.show.report.chapters import verdicts
from heard.show.report.glance import JUDGED, by_chapter, marks
from heard.show.report.since import what_changed
from heard.year import Year

REST = {
    Verdict.NOT_YET_DUE: "are not due yet",
    Verdict.NOT_APPLICABLE: "had nothing to apply to",
    Verdict.DESCRIBED: "are described and not judged",
    Verdict.NOT_MEASURED: "are not measured",
}


def one_page(year: Year) -> Blocks:
    """The whole of it, and the marks that follow."""
    return flow(
        heading(2, "On one page", id="one-page"),
        paragraph(headline(year), kind="lede"),
        by_chapter(year),
        _attention(year),
        what_changed(year),
        _went_well(year),
        heading(3, "What the Committee is asked to do"),
        asked(year),
        marks(year),
    )


def headline(year: Year) -> str:
    """How much there was, how many promises could be judged, and what became of each; it adds up."""
    outcomes = verdicts(year, year.promises)
    judged = sum(outcomes[verdict] for verdict in JUDGED)
    whole = some(len(year.promises), "promises")
    counts = listed(f"{number(outcomes[verdict]) if outcomes[verdict] else 'none'} {verdict}" for verdict in JUDGED)
    could = f"Of the {whole} in the strategy we could judge {number(judged)}: {counts}." if judged else ""
    none = "" if judged else f"The strategy makes {whole}. We could judge none of them."
    return " ".join(filter(None, (_closed(year), could, none, _rest(outcomes), _checks(year))))


def _closed(year: Year) -> str:
    if not year.closing_known:
        return f"No closing day is on record, so we cannot say what closed in {year.params.period.name}."
    consultations = len(year.consultations)
    others = len(year.closed) - consultations
    counts = [some(consultations, "consultations"), some(others, "other engagements")]
    return f"{capital(listed(counts))} closed in {year.params.period.name}."


def _rest(outcomes: Counter[Verdict]) -> str:
    """What became of the promises that could not be judged, in one sentence."""
    n = outcomes[Verdict.CANNOT_TELL]
    untold = [f"we cannot tell for {number(n)}"] if n else []
    others = [f"{number(n)} {agreed(n, words)}" for verdict, words in REST.items() if (n := outcomes[verdict])]
    rest = "; ".join([*untold, *others])
    return f"{capital(rest)}." if rest else ""


def _checks(year: Year) -> str:
    """How many measures stand behind what was judged."""
    strategy = year.params.strategy
    judged = [promise for promise in year.promises if year.outcomes[promise.id].verdict in JUDGED]
    ids = {member.id for promise in judged for member in (promise, *strategy.parts_of(promise.id))}
    judging = (result for result in year.assessment.results if result.judges(result.all))
    checks = sum(1 for result in judging if ids.intersection(result.serves))
    return f"These rest on {some(checks, 'separate checks')}." if judged else ""


def _attention(year: Year) -> Iterator[Block | None]:
    if worst := concerns(year):
        yield heading(3, "What most needs attention")
        yield bullets([concern.sentences for concern in worst], ordered=True, kind="attention")
        yield paragraph(RULE, kind="note")


def _went_well(year: Year) -> Iterator[Block | None]:
    if best := went_well(year):
        yield paragraph(strong("What went well, by the same rule:"))
        yield bullets(best)
