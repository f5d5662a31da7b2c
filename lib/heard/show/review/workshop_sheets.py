"""The sheets a workshop writes on: each sentence as it was and as it is, what the years show, and room for the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heard.model.commitment import Commitment
from heard.model.state import Verdict
from heard.page.blocks import Block, Blocks, Some, flow, heading, paragraph, table
from heard.show.marks import SAYS
from heard.show.review.both_versions import NEXT
from heard.show.review.covers import sheets_cover
from heard.show.review.over_the_years import course_mark, year_marks
from heard.year.comparison import Change, Comparison
from heard.year.years import Review

SHOWN = "What the years show"
WIDTHS, WITHOUT_YEARS = (11, 20, 20, 20, 29), (11, 25, 25, 39)  # per cent; the last is for pens
NOT_THERE = "–"

Rows = Sequence[Sequence[Some]]


def workshop_sheets(review: Review) -> Blocks:
    """The cover, how to use the sheets, a sheet for each chapter, and two for what stands in no chapter."""
    dropped = [each for each in review.comparisons if each.former and each.change is Change.DROPPED]
    others = [each for each in review.comparisons if not each.id and not each.former]
    return flow(
        sheets_cover(review),
        heading(2, "How to use these sheets", id="how"),
        _how(review),
        *(_chapter(review, name, chapter.title) for name, chapter in review.params.strategy.chapters.items()),
        _sheet(review, f"What {review.then} said and the strategy no longer says", _plain(dropped), WITHOUT_YEARS),
        _sheet(review, "Headings, and lines that open a list", _plain(others), WITHOUT_YEARS),
    )


def _how(review: Review) -> Iterator[Block | None]:
    yield paragraph(
        f"Take one sheet at a table. Read a sentence as it was in {review.then} and as it is in {review.now}.",
        "See what the years show. Then write the next version in the last column: the same words, other words, or",
        "a line through it.",
    )
    yield paragraph(
        "What the years show is counted from the Council's records. It does not say what the sentence should be.",
        "What is to be settled is named there too. The review has the words that show it.",
    )


def _chapter(review: Review, name: str, title: str) -> Blocks:
    commitments = {each.id: each for each in review.params.strategy.of_chapter(name)}
    rows: list[Sequence[Some]] = []
    shown: set[str] = set()
    for each in review.comparisons:
        if each.id in commitments:
            years = "as above" if each.id in shown else _evidence(review, commitments[each.id])
            rows.append((_id(each), each.before or NOT_THERE, each.after or NOT_THERE, years, ""))
            shown.add(each.id)
    return _sheet(review, title, rows, WIDTHS)


def _plain(sentences: Sequence[Comparison]) -> Rows:
    """Rows without what the years show, each named by its id or, where it has none, by its place."""
    return [
        (each.former or f"line {n}", each.before or NOT_THERE, each.after or NOT_THERE, "")
        for n, each in enumerate(sentences, start=1)
    ]


def _sheet(review: Review, name: str, rows: Rows, widths: Sequence[int]) -> Blocks:
    """A heading and its table; nothing where no sentence is on it."""
    columns = ("Sentence", review.then, review.now, *([SHOWN] if widths is WIDTHS else []), NEXT)
    caption = f"{name}: {review.then}, {review.now} and the next version"
    return flow(heading(2, name), table(caption, columns, rows, widths=widths, kind="workshop")) if rows else ()


def _id(each: Comparison) -> str:
    return f"{each.id} ({each.former})" if each.former else each.id


def _evidence(review: Review, commitment: Commitment) -> Blocks:
    """How firm it is, what the years show and what is to be settled."""
    passage = review.passages[commitment.id]
    entries = "; ".join(entry.title for entry in review.to_settle(commitment.id))
    return flow(
        paragraph(SAYS[commitment.strength], kind="note"),
        paragraph(course_mark(passage.course)),
        _years(review, passage.verdicts),
        paragraph(f"To settle: {entries}.") if entries else None,
    )


def _years(review: Review, verdicts: Sequence[Verdict | None]) -> Iterator[Block | None]:
    """A line for each year; one line where all are alike."""
    names = [year.name for year in review.years]
    if len(set(verdicts)) == 1:
        yield paragraph(year_marks(names, verdicts))
    else:
        yield from (paragraph(year_marks([name], [one])) for name, one in zip(names, verdicts, strict=True))
