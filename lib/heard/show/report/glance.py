"""Every promise at a glance: the counts by chapter of the strategy, and a mark for each commitment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from heard.english import agreed, capital, listed, number, some
from heard.model.state import JUDGED, Verdict
from heard.page.blocks import Block, Link, Table, bullets, figures, heading, link, paragraph, strong, table
from heard.show.marks import marked, meanings
from heard.year import Year

COUNTS = ("Chapter", "All", "● Kept", "◐ Partly", "○ Not kept", "? Cannot tell", "– Other")
REST = {
    Verdict.NOT_YET_DUE: "are not due yet",
    Verdict.NOT_APPLICABLE: "had nothing to apply to",
    Verdict.DESCRIBED: "are described and not judged",
    Verdict.NOT_MEASURED: "are not measured",
}


def headline(year: Year) -> str:
    """How much there was, how many promises could be judged, and what became of each; it adds up."""
    outcomes = year.verdicts(year.promises)
    judged = len(year.judged)
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
    ids = {member.id for promise in year.judged for member in (promise, *strategy.parts_of(promise.id))}
    judging = (result for result in year.assessment.results if result.judges(result.all))
    checks = sum(1 for result in judging if ids.intersection(result.serves))
    return f"These rest on {some(checks, 'separate checks')}." if year.judged else ""


def by_chapter(year: Year) -> Table | None:
    """A row for each chapter, with what became of its promises."""
    rows: list[tuple[Link | str | int, ...]] = []
    for name, chapter in year.params.strategy.chapters.items():
        promises = [each for each in year.params.strategy.of_chapter(name) if each.is_promise]
        rows.append((link(f"chapter-{name}", chapter.title), *_counts(year.verdicts(promises), len(promises))))
    rows.append(("All chapters", *_counts(year.verdicts(year.promises), len(year.promises))))
    caption = "What became of the promises, by chapter"
    return table(caption, COUNTS, rows, totals=[len(rows) - 1], kind="counts")


def _counts(outcomes: Counter[Verdict], promises: int) -> tuple[int, ...]:
    counts = [outcomes[verdict] for verdict in (*JUDGED, Verdict.CANNOT_TELL)]
    return (promises, *counts, promises - sum(counts))


def marks(year: Year) -> Iterator[Block | None]:
    """A mark for each commitment that is no part of another, each a link to its row."""
    yield heading(3, "Every commitment at a glance", id="marks")
    yield figures(meanings(year.params.standards.kept_at), kind="facts")
    yield paragraph("Each mark leads to its row.", kind="note")
    for name, chapter in year.params.strategy.chapters.items():
        whole = [each for each in year.params.strategy.of_chapter(name) if not each.letter]
        whole.sort(key=lambda each: not each.is_promise)
        yield paragraph(strong(chapter.title), _apart(sum(not each.is_promise for each in whole), len(whole)))
        yield bullets([marked(year.outcomes[each.id].verdict, each.id) for each in whole], kind="marks")


def _apart(described: int, whole: int) -> str:
    """How many of the marks are of descriptions, which no count of promises takes in."""
    if not described:
        return ""
    if described == whole:
        return "(descriptions, counted apart)"
    return (
        f"(the last {'is a description' if described == 1 else f'{number(described)} are descriptions'}, counted apart)"
    )
