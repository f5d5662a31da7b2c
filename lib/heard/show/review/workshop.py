"""The sheets a workshop writes on: each sentence as it was and as it is, what the years show, and room for the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from heard.english import day
from heard.model.commitment import Commitment
from heard.model.state import Verdict
from heard.page.html import figures, joined, paragraph, table, tag
from heard.show.marks import SAYS
from heard.show.review.marks import course_mark, year_marks
from heard.show.review.settle import touching
from heard.show.review.wording import NEXT, version_name
from heard.year.comparison import Change, Comparison
from heard.year.review import Review

TITLE = "What should the next version say?"
ABOUT = "Sheets for a workshop: every sentence of both versions, side by side"
SHOWN = "What the years show"
WIDTHS, WITHOUT_YEARS = (11, 20, 20, 20, 29), (11, 25, 25, 39)  # per cent; the last is for pens
NOT_THERE = "–"


def workshop(review: Review) -> Markup:
    """The cover, how to use the sheets, a sheet for each chapter, and two for what stands in no chapter."""
    strategy, then = review.params.strategy, version_name(review.params.earlier)
    dropped = [each for each in review.comparisons if each.former and each.change is Change.DROPPED]
    others = [each for each in review.comparisons if not each.id and not each.former]
    return joined(
        (
            _cover(review),
            tag("h2", "How to use these sheets", id="how"),
            *_how(review),
            *(_chapter(review, name, title) for name, title in strategy.chapters.items()),
            _sheet(review, f"What {then} said and the strategy no longer says", _plain(dropped), WITHOUT_YEARS),
            _sheet(review, "Headings, and lines that open a list", _plain(others), WITHOUT_YEARS),
        )
    )


def _cover(review: Review) -> Markup:
    """As the review's own, so that the sheets are known to belong to it."""
    params = review.params
    about = [
        ("Strategy", params.strategy.title),
        ("Before it", params.earlier.title if params.earlier else "none that is known"),
        ("Years", review.span),
        ("As at", day(params.as_at)),
    ]
    return tag(
        "header",
        tag("p", params.council, class_="council"),
        tag("h1", TITLE),
        paragraph(ABOUT, class_="lede"),
        figures(about, class_="facts"),
        class_="cover",
        data_title=f"{TITLE} – {params.council}",
        data_date=params.as_at.isoformat(),
        data_draft="no" if params.signed_off_by else "yes",
        data_sample="yes" if params.sample else "no",
    )


def _how(review: Review) -> Iterator[Markup]:
    now, then = version_name(review.params.strategy), version_name(review.params.earlier)
    yield paragraph(
        "Take one sheet at a table. Read a sentence as it was in",
        then,
        "and as it is in",
        f"{now}.",
        "See what the years show. Then write the next version in the last column: the same words, other words, or",
        "a line through it.",
    )
    yield paragraph(
        "What the years show is counted from the Council's records. It does not say what the sentence should be.",
        "What is to be settled is named there too. The review has the words that show it.",
    )


def _chapter(review: Review, name: str, title: str) -> Markup:
    ids = {each.id: each for each in review.params.strategy.of_chapter(name)}
    rows: list[tuple[object, ...]] = []
    shown: set[str] = set()
    for each in review.comparisons:
        if each.id in ids:
            years = "as above" if each.id in shown else _evidence(review, ids[each.id])
            rows.append((_id(each), each.before or NOT_THERE, each.after or NOT_THERE, years, ""))
            shown.add(each.id)
    return _sheet(review, title, rows, WIDTHS)


def _plain(sentences: Sequence[Comparison]) -> list[tuple[object, ...]]:
    """Rows without what the years show, each named by its id or, where it has none, by its place."""
    return [
        (each.former or f"line {n}", each.before or NOT_THERE, each.after or NOT_THERE, "")
        for n, each in enumerate(sentences, start=1)
    ]


def _sheet(review: Review, name: str, rows: Sequence[Sequence[object]], widths: Sequence[int]) -> Markup:
    """A heading and its table; nothing where no sentence is on it."""
    now, then = version_name(review.params.strategy), version_name(review.params.earlier)
    columns = ("Sentence", then, now, *([SHOWN] if widths is WIDTHS else []), NEXT)
    sheet = table(f"{name}: {then}, {now} and the next version", columns, rows, widths=widths, class_="workshop")
    return joined((tag("h2", name), sheet)) if rows else Markup("")


def _id(each: Comparison) -> str:
    return f"{each.id} ({each.former})" if each.former else each.id


def _evidence(review: Review, commitment: Commitment) -> Markup:
    """How firm it is, what the years show and what is to be settled."""
    passage = review.passages[commitment.id]
    settle = "; ".join(entry.title for entry in touching(review, commitment.id))
    return joined(
        (
            paragraph(SAYS[commitment.strength], class_="note"),
            paragraph(course_mark(passage.course)),
            *_years(review, passage.verdicts),
            paragraph(f"To settle: {settle}.") if settle else "",
        )
    )


def _years(review: Review, verdicts: Sequence[Verdict | None]) -> Iterator[Markup]:
    """A line for each year; one line where all are alike."""
    names = [year.name for year in review.years]
    if len(set(verdicts)) == 1:
        yield paragraph(year_marks(names, verdicts))
    else:
        yield from (paragraph(year_marks([name], [one])) for name, one in zip(names, verdicts, strict=True))
