"""How the review was made: the years and their records, then and now, chance, and its own reading grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version

from heard.english import day, number, some
from heard.history.course import Course
from heard.history.trend import Direction
from heard.model.tables import RESPONSES, TABLES
from heard.page.blocks import (
    ANNEX,
    Block,
    Blocks,
    Mark,
    Span,
    code,
    details,
    flow,
    heading,
    paragraph,
    strong,
    table,
    words,
)
from heard.page.reading import reading
from heard.show.review.over_the_years import MEANS, ONE_IN, course_mark
from heard.show.review.then_and_now import then_and_now
from heard.year.years import Review, ReviewYear

WORDS = ("Over the years", "What it means", "Promises")


def how_made(review: Review, others: Blocks) -> Blocks:
    """The last chapter, which also says how hard it and all `others` are to read."""
    about = flow(
        heading(2, "How it was made", id="method"),
        paragraph(
            f"heard {version('heard')} made this pack from the Council's own records of each year.",
            "It wrote every sentence from the counts, but for quotations, titles and what is to be settled.",
            "It records evidence. It does not say whether any consultation was lawful.",
        ),
        _years(review),
        then_and_now(review),
        _chance(review),
        heading(3, "What the words over the years mean"),
        table("Each word, and how many promises have it", WORDS, _words(review)),
    )
    return flow(about, heading(3, "How hard this is to read"), paragraph(_grade(review, (*others, *about))))


def _words(review: Review) -> list[tuple[Mark, str, int]]:
    promises = review.courses(review.params.strategy.promises)
    return [(course_mark(course), MEANS[course], promises[course]) for course in Course]


def _years(review: Review) -> Iterator[Block | None]:
    """Which tables each year has: a year, or a table, that is missing is shown as such."""
    yield heading(3, "The years and their records")
    for year in review.years:
        if year.assessed is None:
            yield paragraph(strong(f"{year.name}:"), f"missing, {year.missing}.")
            continue
        lacking = [name for name in TABLES if not year.assessed.has(name)]
        kept = f"{some(len(TABLES) - len(lacking), 'tables')} of {number(len(TABLES))}"
        on_day = f", as at {day(year.assessed.params.as_at)}"
        what = words(*map(code, lacking), between=", ")
        without = words("; without ", what) if lacking else ", with every table"
        yield paragraph(strong(f"{year.name}:"), words(kept, on_day, without, "."))
    rows: list[tuple[Span | str, ...]] = [
        (code(name), *(_rows(year, name) for year in review.years)) for name in TABLES
    ]
    counts = table("Rows that count, by table and year", ("Table", *(year.name for year in review.years)), rows)
    yield details("Every table, each year", counts, kind=ANNEX)


def _rows(year: ReviewYear, table: str) -> str:
    """How many rows count; of responses, where a row is a person, that they were supplied."""
    if year.assessed is None or not year.assessed.has(table):
        return "none"
    return number(len(year.assessed.rows(table))) if table != RESPONSES else "supplied"


def _chance(review: Review) -> Iterator[Block | None]:
    compared = [trend for trend in review.trends.values() if trend.chance]
    n = Counter(trend.direction for trend in compared)
    both = n[Direction.BOTH]
    uneven = f", and {number(both)} went up and down" if both else ""
    fewest = review.last.params.standards.compare_from
    yield heading(3, "What we mean by chance")
    yield paragraph(
        "Every case is counted, so this is not about samples.",
        "We ask how far two years could differ by ups and downs with no cause.",
        "The range is Newcombe's, of 95 in 100, for the last year less the first; each share has Wilson's.",
        f"Of {some(len(compared), 'checks')} compared, {number(n[Direction.UP])} got better by more than chance and "
        f"{number(n[Direction.DOWN])} worse{uneven}.",
        f"About one in {ONE_IN} would do so with no cause at all.",
        f"A year in which fewer than {fewest} were counted is compared with none.",
        "A check asked once a year has no range: its states stand for themselves.",
    )


def _grade(review: Review, blocks: Blocks) -> str:
    grade = reading(blocks).grade
    assert grade is not None, "the pack has words"
    most = review.last.params.standards.reading_grade
    return (
        f"The sentences that heard wrote here have a reading grade of {grade:.1f}. "
        f"Grade {number(most)} can be read at about age 14."
    )
