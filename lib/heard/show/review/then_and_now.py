"""What was published of each year then, beside the same year counted anew; and why a figure is another now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from heard.english import agreed, capital, listed, number, some
from heard.history.revised import Revision
from heard.model.published import Count
from heard.page.blocks import ANNEX, Block, Blocks, Link, details, flow, heading, link, paragraph, strong, table
from heard.year.years import Review, ReviewYear

COLUMNS = ("Check", "Year", "Published then", "Counted now", "Why")


def then_and_now(review: Review) -> Blocks:
    """A line for each year, then each figure that is another now."""
    different = [each for year in review.years for each in year.revisions if each.because]
    rows = [(_name(review, each), each.period, _of(each.then), _of(each.now), why(each)) for each in different]
    whole = table("Figures that are another now", COLUMNS, rows, sheet="Then and now")
    return flow(
        heading(3, "Published then, counted now", id="then-and-now"),
        paragraph(
            "Each year is counted anew, by today's definitions and figures, from that year's own records.",
            "So the years can be compared, and a figure may be another than the one published then.",
        ),
        *(paragraph(strong(f"{year.name}:"), _year(year)) for year in review.years),
        *_broken(review, different),
        details("Each figure that is another now", whole, kind=ANNEX) if whole else None,
    )


def why(revision: Revision) -> str:
    """Every cause on record, with what it bears on."""
    return "; ".join(f"{cause} ({what})" if what else str(cause) for cause, what in revision.because)


def _year(year: ReviewYear) -> str:
    if year.missing:
        return f"{capital(year.missing)}."
    if year.published is None:
        return "No report of that year was found, so nothing can be set beside it."
    whole, other = len(year.revisions), [each for each in year.revisions if each.because]
    if not other:
        return f"All {some(whole, 'figures')} published are the same now."
    causes = Counter(cause for each in other for cause, _ in each.because)
    why_not = listed(f"{cause} ({number(n)})" for cause, n in causes.items())
    return (
        f"{number(len(other))} of {some(whole, 'figures')} published {agreed(len(other), 'are')} another now: "
        f"{why_not}."
    )


def _broken(review: Review, different: list[Revision]) -> Iterator[Block | None]:
    """Breaks in what was published, which the count by today's definition bridges."""
    for each in different:
        if each.redefined:
            yield paragraph(
                strong("Break in series:"),
                f"{review.measures[each.measure].title} was measured differently in {each.period}.",
                f"The {_of(each.then)} published then is not joined to other years; {_of(each.now)}, counted now, is.",
                kind="break",
            )


def _name(review: Review, revision: Revision) -> Link:
    return link(review.shown_at[revision.measure], review.measures[revision.measure].title)


def _of(count: Count) -> str:
    return f"{number(count.met)} of {number(count.counted)}" if count.counted else "nothing counted"
