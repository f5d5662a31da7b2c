"""The review on one page: what was promised, when it was due, what the years say, and what most needs a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from heard.english import agreed, capital, listed, number, some
from heard.history import Course, Direction, Trend
from heard.page.html import bullets, joined, link, paragraph, tag
from heard.show.review.clocks import in_a_sentence
from heard.show.review.decide import MOST, RULE, Need, needs
from heard.show.review.marks import course_mark
from heard.year.review import Review

PROMISED = "DELIVER-6"
MOST_MOVED = 3

HEADINGS = {Direction.UP: "What got better, by more than chance", Direction.DOWN: "What got worse"}
WORDS = "What each word means stands in the last chapter, “How it was made”."


def one_page(review: Review) -> Markup:
    """What was promised for review and when, what the years say, and the sentences to decide on."""
    return joined(
        (
            tag("h2", "On one page", id="one-page"),
            paragraph(headline(review), class_="lede"),
            paragraph(WORDS, class_="note"),
            *_promised(review),
            *_years(review),
            *_to_decide(review),
            *_asked(review),
        )
    )


def headline(review: Review) -> str:
    """How many promises there are, and what became of them over the years; it adds up."""
    found = _courses(review)
    counts = listed(f"{number(n)} {course}" for course in Course if (n := found[course]))
    promises = some(len(review.params.strategy.promises), "promises")
    return f"The strategy makes {promises}. Over {some(len(review.seen), 'years')} of records: {counts}."


def _courses(review: Review) -> Counter[Course]:
    return review.courses(review.params.strategy.promises)


def _promised(review: Review) -> Iterator[Markup]:
    """The promise to review, in its own words, and its clocks."""
    promise = review.params.strategy.find(PROMISED)
    if promise is not None:
        words = joined((tag("q", text) for text in promise.texts), " ")
        yield paragraph(tag("strong", "What was promised:"), words, joined(("(", link(promise.id, promise.id), ")")))
    yield paragraph(tag("strong", "When it is due:"), *(in_a_sentence(clock) for clock in review.clocks))


def _years(review: Review) -> Iterator[Markup]:
    """Years without evidence, and the checks that moved most."""
    missing = [f"{year.name}: {year.missing}." for year in review.years if year.missing]
    if missing:
        yield paragraph(tag("strong", "Years that are missing:"), *missing)
    for direction, heading in HEADINGS.items():
        moved = sorted((t for t in review.trends.values() if t.direction is direction and t.chance), key=_by)
        if moved:
            named = joined((_moved(review, trend) for trend in moved[:MOST_MOVED]), "; ")
            more = f", and {number(len(moved) - MOST_MOVED)} more" if len(moved) > MOST_MOVED else ""
            yield paragraph(tag("strong", f"{heading}:"), joined((named, more, ".")))


def _moved(review: Review, trend: Trend) -> Markup:
    """`Offered in other formats, 24 of 58 to 51 of 58`, with the way to its counts."""
    first, last = trend.compared[0], trend.compared[-1]
    ends = (f"{number(point.met)} of {number(point.counted)}" for point in (first, last))
    return joined(
        (link(review.shown_at[trend.measure], review.measures[trend.measure].title), f", {' to '.join(ends)}")
    )


def _by(trend: Trend) -> tuple[float, str]:
    return -abs(trend.compared[-1].share - trend.compared[0].share), trend.measure


def _to_decide(review: Review) -> Iterator[Markup]:
    found = needs(review)
    if not found:
        yield paragraph("No promise is worse, never kept, uneven or without evidence.")
        return
    whole = "The ten sentences that most need a decision" if len(found) == MOST else "Sentences that need a decision"
    yield tag("h3", whole, id="to-decide")
    yield bullets([_need(review, need) for need in found], ordered=True, class_="attention")
    yield paragraph(RULE, class_="note")


def _need(review: Review, need: Need) -> Markup:
    settle = f"{some(need.to_settle, 'things')} to settle." if need.to_settle else ""
    id = need.commitment.id
    name = joined((tag("strong", capital(need.commitment.title)), " (", link(id, id), "):"))
    return joined((name, course_mark(need.passage.course) + ".", _worst(review, need), capital(settle)), " ")


def _worst(review: Review, need: Need) -> str:
    """Its weakest check in the last year that can be compared, with the counts."""
    seen = [(trend.compared[-1], trend) for trend in need.passage.trends if trend.compared]
    if not seen:
        return "No year has evidence."
    last, trend = min(seen, key=lambda pair: (pair[0].share, pair[1].measure))
    title = review.measures[trend.measure].title
    count = f"{number(last.met)} of {number(last.counted)}" if last.state is None else str(last.state)
    return f"{title}: {count} in {last.period}."


def _asked(review: Review) -> Iterator[Markup]:
    """What the Committee is asked: drafts, since a review is decided on by people."""
    late = sum(clock.days_late > 0 for clock in review.clocks)
    never = _courses(review)[Course.NEVER]
    asks = [
        "Decide, sentence by sentence, what to keep, to change and to drop, the ten above first.",
        "Settle what the register says the two texts leave open.",
        f"Begin to record what {number(never)} {agreed(never, 'promises')} without evidence would need, or drop them."
        if never
        else "",
        f"Set a day for the next review: {some(late, 'clocks')} {agreed(late, 'have')} run out." if late else "",
    ]
    yield tag("h3", "What the Committee is asked to do")
    yield bullets([ask for ask in asks if ask], ordered=True, class_="asks")
    if not review.params.signed_off_by:
        yield paragraph("These are drafts. Each needs an owner and a day.", class_="note")
