"""`evidence.xlsx`: every table of a review, and what stands behind it, year by year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from heard.english import day
from heard.history.trend import Trend
from heard.maths.interval import wilson
from heard.page.blocks import OTHER_COUNTS, words
from heard.page.blocks import seen as in_one_line
from heard.press.composing import Page
from heard.press.workbook.definitions import DEFINED, definition, figures, set_aside
from heard.press.workbook.found import WHOLE
from heard.press.workbook.of_year import tables_of
from heard.press.workbook.sheet import Book, Cell, Note, Row, Sheet, numbered, stacked, write_book
from heard.show.described import DESCRIBED
from heard.show.marks import ITEMS
from heard.show.open_data_rows import RESULTS, result_rows
from heard.show.records_in_words import NEEDS
from heard.show.review.covers import TITLE
from heard.show.review.then_and_now import why
from heard.year.years import Review

TRENDS = ("measure", "title", "over the years", "first year", "last year", "least", "most")
POINTS = ("measure", "title", "period", "met", "counted", "share", "low", "high", "no evidence", "not compared because")
THEN = (
    *("measure", "title", "period", "definition then", "met then", "counted then", "definition now", "met now"),
    *("counted now", "why"),
)
CLOCKS = ("document", "adopted on", "last reviewed on", "due on", "days late")
DESCRIBED_IN = ("commitment", "period", "what was counted")
OF_PEOPLE = (*ITEMS, "took_part_like_the_county", "answered_as", "challenges")  # they stay with each year's own report
SETTLE = ("id", "title", "kind", "words", "what to settle", "sentences", "source")


def write_evidence(review: Review, path: Path, page: Page) -> None:
    """Write the workbook of a review to `path`: the same bytes for the same years. `page` is the published one."""
    write_book(_book(review), list(_sheets(review, page)), path)


def _sheets(review: Review, page: Page) -> Iterator[Sheet]:
    yield _sentences(review)
    yield from _over_the_years(review)
    yield _then_and_now(review)
    clocks = tuple((c.document, *_days(c.adopted_on, c.reviewed_on, c.due_on), c.days_late) for c in review.clocks)
    yield Sheet("Clocks", "When each text was reviewed, when it is due, and how late it is", CLOCKS, clocks)
    yield _to_settle(review)
    title = "What is counted and not judged, year by year"
    yield Sheet("Described", title, DESCRIBED_IN, tuple(_described(review)))
    rows = tuple(
        numbered(row, RESULTS, WHOLE, ("value",)) for _, seen in review.seen for row in result_rows(seen.assessment)
    )
    notes = {"value": Note.VALUE, "judges": Note.JUDGES, "no_evidence": Note.STATES}
    yield Sheet("Results", "The counts of each measure in each year", RESULTS, rows, notes, ("value",))
    yield _measures(review)
    yield figures(review.last)
    yield set_aside(review.last)
    yield stacked(OTHER_COUNTS, "The tables of the review, as they stand there", tables_of(page, OTHER_COUNTS))


def _measures(review: Review) -> Sheet:
    """What each measure of the last year asks, and its rule."""
    last = review.last
    rows = tuple((result.measure, *definition(last, result)) for result in last.assessment.results)
    title = "Every measure: what it asks, its rule, and what it cannot show"
    return Sheet("Measures", title, ("measure", *DEFINED), rows, {"whose word": Note.WORD, "figures": Note.WHOSE})


def _sentences(review: Review) -> Sheet:
    """Each sentence of the strategy, its verdict in each year, and the word for all of them."""
    strategy = review.params.strategy
    rows: list[Row] = []
    for each in strategy.commitments:
        passage = review.passages[each.id]
        verdicts = tuple(None if verdict is None else str(verdict) for verdict in passage.verdicts)
        rows.append((each.id, each.text, str(each.strength), *verdicts, str(passage.course), ";".join(each.continues)))
    columns = ("commitment", "text", "strength", *(year.name for year in review.years), "over the years", "continues")
    notes = {"over the years": Note.COURSE, review.years[-1].name: Note.VERDICTS}
    return Sheet("Sentences", "What became of each sentence over the years", columns, tuple(rows), notes)


def _over_the_years(review: Review) -> Iterator[Sheet]:
    trends = tuple(_trend(review, trend) for trend in review.trends.values())
    title = "Where each measure went over the years"
    yield Sheet("Trends", title, TRENDS, trends, {"least": Note.CHANCE}, ("least", "most"))
    points = tuple(row for trend in review.trends.values() for row in _points(review, trend))
    title = "Each measure in each year, counted anew by today's definitions"
    yield Sheet("Years", title, POINTS, points, {"low": Note.WILSON}, ("share", "low", "high"))


def _trend(review: Review, trend: Trend) -> Row:
    ends = (trend.compared[0].period, trend.compared[-1].period) if trend.compared else ("", "")
    chance = (trend.chance.low, trend.chance.high) if trend.chance else ("", "")
    return (trend.measure, review.measures[trend.measure].title, str(trend.direction), *ends, *chance)


def _points(review: Review, trend: Trend) -> Iterator[Row]:
    for point in trend.points:
        enough = point.counted >= review.last.params.standards.compare_from
        by_chance = wilson(point.met, point.counted) if enough else None
        limits = (by_chance.low, by_chance.high) if by_chance else ("", "")
        shares: tuple[Cell, ...] = (point.share if point.counted else "", *limits)
        name = (trend.measure, review.measures[trend.measure].title, point.period)
        yield (*name, point.met, point.counted, *shares, point.untold, point.gap)


def _described(review: Review) -> Iterator[Row]:
    for each in review.params.strategy.commitments:
        for name in (name for name in each.measured_by if name in DESCRIBED and name not in OF_PEOPLE):
            for year, seen in review.seen:
                if seen.has(*NEEDS[name]):
                    yield each.id, year.name, in_one_line(words(DESCRIBED[name](seen, each)))


def _then_and_now(review: Review) -> Sheet:
    """Every figure published of a year, beside the same counted anew."""
    rows = tuple(
        (
            *(each.measure, review.measures[each.measure].title, each.period),
            *(each.then.definition, each.then.met, each.then.counted),
            *(each.now.definition, each.now.met, each.now.counted),
            why(each) or "the same",
        )
        for year in review.years
        for each in year.revisions
    )
    title, basis = "What was published of each year, and what it comes to now", "No report of any year was found."
    return Sheet("Then and now", title, THEN, rows, {"definition then": Note.BROKEN_THEN}, (), "" if rows else basis)


def _to_settle(review: Review) -> Sheet:
    rows = tuple(
        (
            *(each.id, each.title, str(each.kind), " / ".join(quote.text for quote in each.quotes)),
            *(each.settle, ";".join(each.commitments), each.source),
        )
        for each in review.params.contradictions
    )
    return Sheet("To settle", "What the text leaves to be settled", SETTLE, rows, basis="Both texts, read closely.")


def _days(*days: object) -> Iterator[Cell]:
    for each in days:
        yield None if each is None else str(each)


def _book(review: Review) -> Book:
    params = review.params
    draft = "" if params.signed_off_by else "DRAFT: not signed off."
    sample = "Sample council: invented records." if params.sample else ""
    about = f"{params.council}, {review.span}, as at {day(params.as_at)}."
    return Book(
        title=f"{TITLE} The evidence, {review.span}",
        author=params.council,
        notice=" ".join(filter(None, (about, draft, sample))),
        intro=[
            about,
            "The tables of the three-yearly review, and what stands behind them.",
            "Each year's records are held against the same promises, by today's definitions: " + params.strategy.title,
        ],
        about=[
            "Each sheet has one table. No cell is blank: a symbol in square brackets says why a figure is not there.",
            "A measure has the same id in every table, and in results.csv.",
            "This is evidence. It does not say whether any consultation was lawful.",
        ],
        contact=[params.prepared_by or "Nobody is named."],
        made_on=params.meeting_on or params.as_at,
    )
