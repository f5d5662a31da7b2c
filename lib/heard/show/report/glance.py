"""Every promise at a glance: the counts by chapter of the strategy, and a mark for each commitment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from heard.english import number
from heard.model.state import Verdict
from heard.page.blocks import Block, Link, Table, bullets, figures, heading, link, paragraph, strong, table
from heard.show.marks import marked, meanings
from heard.show.report.chapters import verdicts
from heard.year import Year

JUDGED = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)
COUNTS = ("Chapter", "All", "● Kept", "◐ Partly", "○ Not kept", "? Cannot tell", "– Other")


def by_chapter(year: Year) -> Table | None:
    """A row for each chapter, with what became of its promises."""
    rows: list[tuple[Link | str | int, ...]] = []
    for name, chapter in year.params.strategy.chapters.items():
        promises = [each for each in year.params.strategy.of_chapter(name) if each.is_promise]
        rows.append((link(f"chapter-{name}", chapter.title), *_counts(verdicts(year, promises), len(promises))))
    rows.append(("All chapters", *_counts(verdicts(year, year.promises), len(year.promises))))
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
