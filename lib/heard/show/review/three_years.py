"""The years side by side: every promise with its verdict in each, and the check that stands for it."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import capital, some
from heard.history.trend import Trend
from heard.model.commitment import Commitment
from heard.page.blocks import ANNEX, Blocks, Some, code, details, figure, flow, heading, link, paragraph, table, words
from heard.page.charts import ChapterLines, YearsLine, promises_over_years
from heard.show.marks import EVIDENCE
from heard.show.review.over_the_years import WAYS, check_behind, course_mark, in_years, year_marks
from heard.year.years import Review

NUMBERS = {2: "two years", 3: "three years", 4: "four years", 5: "five years"}


def three_years(review: Review) -> Blocks:
    """The picture of every promise over the years, and all of it as a table, folded away."""
    chapters = tuple(ChapterLines(title, lines) for title, lines in _by_chapter(review) if lines)
    strategy, names = review.params.strategy, [year.name for year in review.years]
    picture = promises_over_years(
        chapters,
        years=names,
        title=f"Which {strategy.nouns} changed over {NUMBERS.get(len(names), 'the years')}?",
        noun=strategy.noun,
        kept_at=review.last.params.standards.kept_at,
    )
    rows = [_row(review, promise) for promise in strategy.promises]
    columns = (strategy.noun.capitalize(), "Each year", "Over the years", "Check", "Its counts")
    whole = table(
        f"Every {strategy.noun} over the years, and the check that stands for it", columns, rows, sheet="Years"
    )
    return flow(
        heading(2, "The years side by side", id="years"),
        figure(picture, _subtitle(review), "here", name="years", sheet="Years"),
        paragraph(words("The counts of each year: Years, in ", code(EVIDENCE), "."), kind="note"),
        details(f"Every {strategy.noun} as a table", whole, kind=ANNEX),
    )


def _subtitle(review: Review) -> str:
    return (
        f"{capital(some(len(review.params.strategy.promises), review.params.strategy.nouns))}, {review.span}. "
        "A dot is the share that one check was met: what moved by more than chance, else the weakest."
    )


def _by_chapter(review: Review) -> Iterator[tuple[str, tuple[YearsLine, ...]]]:
    strategy = review.params.strategy
    for name, chapter in strategy.chapters.items():
        promises = (each for each in strategy.of_chapter(name) if each.is_promise)
        yield chapter.title, tuple(_line(review, promise) for promise in promises)


def _line(review: Review, promise: Commitment) -> YearsLine:
    passage, check = review.passages[promise.id], check_behind(review, promise)
    way = str(passage.course) if passage.course in WAYS else ""
    return YearsLine(promise.brief, passage.verdicts, _counts(check) if check else (), way)


def _counts(check: Trend) -> tuple[tuple[int, int] | None, ...]:
    """The cases of each year that can be compared; none of what is one case a year."""
    if any(point.state is not None for point in check.points):
        return ()
    return tuple(None if point.gap else (point.met, point.counted) for point in check.points)


def _row(review: Review, promise: Commitment) -> tuple[Some, ...]:
    passage, check = review.passages[promise.id], check_behind(review, promise)
    years = year_marks([year.name for year in review.years], passage.verdicts)
    told = (review.measures[check.measure].title, in_years(check)) if check else ("none", "none")
    return link(promise.id, promise.brief), years, course_mark(passage.course), *told
