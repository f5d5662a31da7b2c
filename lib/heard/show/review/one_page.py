"""The first page: what was promised for review and when, the latest year, and what most needs a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import shorten

from heard.english import agreed, capital, number, some
from heard.history.course import Course, Passage
from heard.history.trend import Direction
from heard.model.commitment import Commitment, Strength
from heard.model.state import Verdict
from heard.page.blocks import (
    Block,
    Blocks,
    Some,
    Words,
    bullets,
    flow,
    heading,
    link,
    paragraph,
    quoted,
    strong,
    text_of,
    words,
)
from heard.show.report.glance import not_judged
from heard.show.review.clocks import in_a_sentence
from heard.show.review.over_the_years import ONE_IN, check_behind, in_a_year
from heard.year.years import Review

PROMISED = "reviewed_in_three_years"  # the measure of the promise to review
MOST = 10
MOST_OF_ONE = 4
ONE_LINE = 98  # letters
RULE = (
    "Each with the check that stands for it, in the last year. First come those that got worse, then those not kept "
    "in any year, of no one direction, without a record, and the rest. In a group, those with most to settle in their "
    "words lead, then those with the firmest words. No group takes more than four places while another has some left."
)
ORDER = (
    Course.WORSE,
    Course.NOT_KEPT,
    Course.UNEVEN,
    Course.NO_RECORD,
    Course.UNTOLD,
    Course.NO_CHECK,
    Course.PARTLY,
)


@dataclass(frozen=True)
class Need:
    """One sentence to decide on, its years, and how many entries of the register are about it."""

    commitment: Commitment
    passage: Passage
    to_settle: int


def one_page(review: Review) -> Blocks:
    """What was promised for review and when it was due, the latest year, and the sentences to decide on."""
    return flow(
        heading(2, "What was promised, and what became of it?", id="one-page"),
        _promised(review),
        paragraph(*latest_year(review), kind="lede"),
        _missing(review),
        _to_decide(review),
        _asks(review),
    )


def latest_year(review: Review) -> Iterator[Some]:
    """What became of the promises in the last year with evidence, then over all years; the counts add up."""
    year = review.last
    outcomes, promises = year.verdicts(year.promises), year.promises
    kept, partly, broken = (outcomes[each] for each in (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT))
    nouns = some(len(promises), review.params.strategy.nouns)
    not_kept = (each for each in promises if year.outcomes[each.id].verdict is Verdict.NOT_KEPT)
    named = words(*(link(each.id, each.brief) for each in not_kept), between=", ")
    were_not = f"{number(broken)} {agreed(broken, 'were')} not"
    yield f"In {year.params.period.name}, {number(kept)} of {nouns} {agreed(kept, 'were')} kept,"
    yield words(f"{number(partly)} in part and {were_not}", ": " if named else "", named, ".")
    yield from not_judged(year, promises)
    yield from _over_all_years(review)


def _over_all_years(review: Review) -> Iterator[str]:
    """How many were kept throughout, and how many checks moved by more than chance."""
    if len(review.seen) < 2:
        return
    kept = review.courses(review.params.strategy.promises)[Course.KEPT]
    yield f"{number(kept) if kept else 'None'} {agreed(kept, 'were')} kept in all {number(len(review.years))} years."
    compared = [trend.direction for trend in review.trends.values() if trend.chance]
    if compared:
        fewest, n = review.last.params.standards.compare_from, Counter(compared)
        about = round(len(compared) / ONE_IN)
        yield f"Of {some(len(compared), 'checks')} with {number(fewest)} or more in both years"
        yield f"{number(n[Direction.UP])} got better by more than chance and {number(n[Direction.DOWN])} worse;"
        yield f"about {number(about)} of so many would with no cause."


def _promised(review: Review) -> Iterator[Block | None]:
    """The promise to review, in its own words, and its clocks."""
    for promise in review.params.strategy.served_by(PROMISED):
        where = words("(", link(promise.id, promise.id), ")")
        yield paragraph(strong("What was promised:"), words(*map(quoted, promise.texts), between=" "), where)
    yield paragraph(strong("When it was due:"), *(in_a_sentence(clock) for clock in review.clocks))


def _missing(review: Review) -> Block | None:
    missing = [f"{year.name}: {year.missing}." for year in review.years if year.missing]
    return paragraph(strong("Years that are missing:"), *missing) if missing else None


def _to_decide(review: Review) -> Iterator[Block | None]:
    chosen = needs(review)
    nouns = review.params.strategy.nouns
    if not chosen:
        yield paragraph(f"No {review.params.strategy.noun} is worse, never kept, uneven or without evidence.")
        return
    whole = f"The ten {nouns} that most need" if len(chosen) == MOST else f"{capital(nouns)} that need"
    yield heading(3, whole, " a decision", id="to-decide")
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
    """`Decision day planned: worse. Planned before opening: 28 of 59.`, in one line of paper."""
    name = need.commitment.brief
    said = _count(review, need, ONE_LINE - len(f"{name}: {need.passage.course}. "))
    return words(link(need.commitment.id, strong(name)), f": {need.passage.course}. ", said)


def _count(review: Review, need: Need, room: int) -> Some:
    """The check that stands for it, its name cut to so many letters, with its count in the last year that has one."""
    check = check_behind(review, need.commitment)
    last = next((point for point in reversed(check.points) if point.counted), None) if check else None
    if check is None or last is None:
        return "No check asks about it." if need.passage.course is Course.NO_CHECK else "No year has a record."
    count = in_a_year(check.measure, replace(last, gap=""))
    when = "" if last.period == review.last.params.period.name else f" in {last.period}"
    title = shorten(review.measures[check.measure].title, room - len(f": {text_of((count,))}{when}."), placeholder=" …")
    return words(f"{title}: ", count, f"{when}.")


def _asks(review: Review) -> Iterator[Block | None]:
    """What the Committee is asked: drafts, since a review is decided on by people."""
    late = sum(clock.days_late > 0 for clock in review.clocks)
    untold = review.courses(review.params.strategy.promises)[Course.NO_RECORD]
    asks = [
        "Decide, sentence by sentence, what to keep, to change and to drop, the ten above first.",
        "Settle what the register says the two texts leave open.",
        f"Begin to record what {number(untold)} {agreed(untold, 'promises')} without a record would need, or drop them."
        if untold
        else "",
        f"Set a day for the next review: {some(late, 'clocks')} {agreed(late, 'have')} run out." if late else "",
    ]
    yield heading(3, "What the Committee is asked to do")
    yield bullets([ask for ask in asks if ask], ordered=True, kind="asks")
    if not review.params.signed_off_by:
        yield paragraph("These are drafts. Each needs an owner and a day.", kind="note")
