"""The review on one page: what was promised, when it was due, what the years say, and what most needs a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from heard.english import agreed, capital, listed, number, some
from heard.history.course import Course, Passage
from heard.history.trend import Direction, Trend
from heard.model.commitment import Commitment, Strength
from heard.model.state import JUDGED, Verdict
from heard.page.blocks import (
    Block,
    Blocks,
    Words,
    bullets,
    flow,
    heading,
    link,
    paragraph,
    quoted,
    strong,
    words,
)
from heard.show.review.clocks import in_a_sentence
from heard.show.review.over_the_years import course_mark
from heard.year.years import Review

PROMISED = "reviewed_in_three_years"  # the measure of the promise to review
MOST_MOVED = 3
HEADINGS = {Direction.UP: "What got better, by more than chance", Direction.DOWN: "What got worse"}
WHERE_WORDS_STAND = "What each word means stands in the last chapter, “How it was made”."

MOST = 10
MOST_OF_ONE = 4
RULE = (
    "Each with its weakest check. First come promises that are getting worse, then those never kept, of no clear "
    "direction, never evidenced, and the rest. In a group, those with most to settle in their words lead, then those "
    "with the firmest words. No group takes more than four places while another has some left."
)
ORDER = (
    Course.WORSENING,
    Course.NOT_KEPT,
    Course.UNEVEN,
    Course.NEVER,
    Course.UNTOLD,
    Course.UNMEASURED,
    Course.PARTLY,
)


@dataclass(frozen=True)
class Need:
    """One sentence to decide on, its years, and how many entries of the register are about it."""

    commitment: Commitment
    passage: Passage
    to_settle: int


def one_page(review: Review) -> Blocks:
    """What was promised for review and when, what the years say, and the sentences to decide on."""
    return flow(
        heading(2, "On one page", id="one-page"),
        paragraph(headline(review), kind="lede"),
        _last_year(review),
        paragraph(WHERE_WORDS_STAND, kind="note"),
        _promised(review),
        _years(review),
        _to_decide(review),
        _asks(review),
    )


def headline(review: Review) -> str:
    """How many promises there are, and what became of them over the years; it adds up."""
    courses = _courses(review)
    counts = listed(f"{number(n)} {course}" for course in Course if (n := courses[course]))
    promises = some(len(review.params.strategy.promises), "promises")
    return f"The strategy makes {promises}. Over {some(len(review.seen), 'years')} of records: {counts}."


def _last_year(review: Review) -> Iterator[Block | None]:
    """What became of the promises in the last year with evidence, and which were not kept in it."""
    year = review.last
    outcomes, period = year.verdicts(year.judged), year.params.period.name
    if not year.judged:
        yield paragraph(strong(f"In {period}:"), "no promise could be judged.")
        return
    counts = listed(f"{number(outcomes[verdict])} {verdict}" for verdict in JUDGED)
    broken = [each for each in year.judged if year.outcomes[each.id].verdict is Verdict.NOT_KEPT]
    names = words(*(link(each.id, capital(each.title)) for each in broken), between="; ")
    not_kept = words("Not kept: ", names, ".") if broken else ""
    yield paragraph(strong(f"In {period}:"), f"of {some(len(year.judged), 'promises')} judged, {counts}.", not_kept)


def _courses(review: Review) -> Counter[Course]:
    return review.courses(review.params.strategy.promises)


def _promised(review: Review) -> Iterator[Block | None]:
    """The promise to review, in its own words, and its clocks."""
    for promise in review.params.strategy.served_by(PROMISED):
        where = words("(", link(promise.id, promise.id), ")")
        yield paragraph(strong("What was promised:"), words(*map(quoted, promise.texts), between=" "), where)
    yield paragraph(strong("When it is due:"), *(in_a_sentence(clock) for clock in review.clocks))


def _years(review: Review) -> Iterator[Block | None]:
    """Years without evidence, and the checks that moved most."""
    missing = [f"{year.name}: {year.missing}." for year in review.years if year.missing]
    if missing:
        yield paragraph(strong("Years that are missing:"), *missing)
    for direction, opening in HEADINGS.items():
        moved = sorted((t for t in review.trends.values() if t.direction is direction and t.chance), key=_by)
        if moved:
            named = words(*(_moved(review, trend) for trend in moved[:MOST_MOVED]), between="; ")
            more = f", and {number(len(moved) - MOST_MOVED)} more" if len(moved) > MOST_MOVED else ""
            yield paragraph(strong(f"{opening}:"), words(named, more, "."))


def _moved(review: Review, trend: Trend) -> Words:
    """`Offered in other formats, 24 of 58 to 51 of 58`, with the way to its counts."""
    first, last = trend.compared[0], trend.compared[-1]
    ends = (f"{number(point.met)} of {number(point.counted)}" for point in (first, last))
    return words(link(review.shown_at[trend.measure], review.measures[trend.measure].title), f", {' to '.join(ends)}")


def _by(trend: Trend) -> tuple[float, str]:
    return -abs(trend.compared[-1].share - trend.compared[0].share), trend.measure


def _to_decide(review: Review) -> Iterator[Block | None]:
    chosen = needs(review)
    if not chosen:
        yield paragraph("No promise is worse, never kept, uneven or without evidence.")
        return
    whole = "The ten sentences that most need a decision" if len(chosen) == MOST else "Sentences that need a decision"
    yield heading(3, whole, id="to-decide")
    yield bullets([_need(review, need) for need in chosen], ordered=True, kind="attention")
    yield paragraph(RULE, kind="note")


def needs(review: Review) -> tuple[Need, ...]:
    """The sentences that most need a decision by the rule printed beside them: at most ten, in order.

    Promises and beliefs are chosen from, not descriptions, and no lettered part.
    """
    all_needs = (
        Need(each, review.passages[each.id], len(review.to_settle(each.id))) for each in review.params.strategy.promises
    )
    ranked = sorted((need for need in all_needs if need.passage.course in ORDER), key=_rank)
    first = [need for n, need in enumerate(ranked) if _place(ranked[:n], need) < MOST_OF_ONE]
    chosen = [*first, *(need for need in ranked if need not in first)][:MOST]
    return tuple(sorted(chosen, key=_rank))


def _place(before: list[Need], need: Need) -> int:
    return sum(each.passage.course is need.passage.course for each in before)


def _rank(need: Need) -> tuple[int, int, int]:
    firmness = list(Strength).index(need.commitment.strength)
    return ORDER.index(need.passage.course), -need.to_settle, firmness


def _need(review: Review, need: Need) -> Words:
    settle = f"{some(need.to_settle, 'things')} to settle." if need.to_settle else ""
    id = need.commitment.id
    name = words(strong(capital(need.commitment.title)), " (", link(id, id), "):")
    return words(name, words(course_mark(need.passage.course), "."), _worst(review, need), capital(settle), between=" ")


def _worst(review: Review, need: Need) -> str:
    """Its weakest check in the last year that can be compared, with the counts."""
    compared = [(trend.compared[-1], trend) for trend in need.passage.trends if trend.compared]
    if not compared:
        unmeasured = need.passage.course is Course.UNMEASURED
        return "No check asks about it." if unmeasured else "No year has evidence."
    last, trend = min(compared, key=lambda pair: (pair[0].share, pair[1].measure))
    title = review.measures[trend.measure].title
    count = f"{number(last.met)} of {number(last.counted)}" if last.state is None else str(last.state)
    return f"{title}: {count} in {last.period}."


def _asks(review: Review) -> Iterator[Block | None]:
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
    yield heading(3, "What the Committee is asked to do")
    yield bullets([ask for ask in asks if ask], ordered=True, kind="asks")
    if not review.params.signed_off_by:
        yield paragraph("These are drafts. Each needs an owner and a day.", kind="note")
