"""Sentence by sentence, each in a few lines: its years, its words, its counts, what touches it, and a blank."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import agreed, capital, listed, number, some
from heard.history.course import Course
from heard.history.trend import Trend
from heard.model.commitment import Commitment
from heard.page.blocks import (
    HIDDEN,
    RUN_IN,
    Block,
    Blocks,
    Group,
    Link,
    Some,
    Words,
    code,
    flow,
    group,
    heading,
    link,
    paragraph,
    quoted,
    span,
    words,
)
from heard.show.marks import CONTRADICTIONS, EVIDENCE, SAYS, SHEETS, STANDARDS
from heard.show.review.over_the_years import check_behind, counts, course_mark, in_years, moved, year_marks
from heard.show.review.to_settle import address, numbers
from heard.year.comparison import Change
from heard.year.years import Review

LONGEST = 420  # letters of a sentence that are printed; the sheets have the whole
BLANK = "Keep ☐ change ☐ drop ☐ Owner, day: ____________".replace(" ", "\u00a0")  # one line, or none of it


def sentences(review: Review) -> Blocks:
    """Every chapter of the strategy, then what the version before said and this one does not."""
    then = f" {review.then} is the version before." if review.params.earlier else ""
    return flow(
        heading(2, "Sentence by sentence", id="sentences"),
        paragraph(
            f"A mark stands for each year ({listed(year.name for year in review.years)}), then a word for all of them.",
            "Counts stand in the order of the years.",
            words("Long sentences are cut: ", Link(SHEETS, ("the sheets",)), f" have every word of both texts.{then}"),
        ),
        *(_chapter(review, name) for name in review.params.strategy.chapters),
        _dropped(review),
    )


def _chapter(review: Review, name: str) -> Group:
    strategy = review.params.strategy
    commitments = strategy.of_chapter(name)
    return group(
        heading(3, strategy.chapters[name].title, id=f"chapter-{name}"),
        paragraph(_promises(review, commitments)),
        *(_sentence(review, each) for each in commitments),
        paragraph(_others(review, commitments)),
        element="section",
    )


def _promises(review: Review, commitments: tuple[Commitment, ...]) -> str:
    """The chapter's promises, by the word for all the years."""
    promises = [each for each in commitments if each.is_promise]
    if not promises:
        return f"This chapter makes no {review.params.strategy.noun}; it describes."
    n = review.courses(promises)
    by_course = listed(f"{number(n[course])} {course}" for course in Course if n[course])
    return f"{capital(some(len(promises), review.params.strategy.nouns))}: {by_course}."


def _sentence(review: Review, commitment: Commitment) -> Group:
    passage = review.passages[commitment.id]
    names = [year.name for year in review.years]
    return _told(
        commitment,
        words("· ", SAYS[commitment.strength], " · ", course_mark(passage.course, passage.verdicts), "."),
        span(HIDDEN, year_marks(names, passage.verdicts), "."),
        _cut(commitment),
        *_before(review, commitment),
        *(counts(review, trend) for trend in _told_here(review, commitment)),
        _elsewhere(review, commitment),
        _not_judged(commitment),
        touching=_touching(review, commitment),
    )


def _told(commitment: Commitment, *pieces: Some, touching: Words = ()) -> Group:
    """A sentence under its title, in one paragraph; below it what touches it, and room for the decision."""
    return group(
        heading(4, capital(commitment.title), " ", span("id", commitment.id), id=commitment.id),
        paragraph(*pieces),
        paragraph(words(touching, BLANK, between=" · "), kind="decide"),
        kind=RUN_IN,
        element="article",
    )


def _cut(commitment: Commitment) -> Words:
    """Its words, cut after one where they are many."""
    text = commitment.text
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    return words(quoted(cut))


def _before(review: Review, commitment: Commitment) -> Iterator[Words]:
    """What the version before said: the same, or other words, or that another sentence carries it on as well."""
    earlier = review.params.earlier
    for former in filter(None, map(earlier.find, commitment.continues)) if earlier else ():
        first = next(each.id for each in review.params.strategy.commitments if former.id in each.continues)
        if first != commitment.id:
            yield words(span("emphasis", f"{review.then}:"), f" {former.id}, see ", link(first, first), ".")
            continue
        changes = [each.change for each in review.comparisons if each.former == former.id]
        same = "the same" if all(change is Change.KEPT for change in changes) else "other words"
        yield words(span("emphasis", f"{review.then}:"), f" {same} (", span("id", former.id, id=former.id), ").")


def _here(review: Review, commitment: Commitment) -> list[Trend]:
    measures = review.serving[commitment.id]
    return [review.trends[measure] for measure in measures if review.shown_at[measure] == commitment.id]


def _told_here(review: Review, commitment: Commitment) -> list[Trend]:
    """The check that stands for it and those that moved by more than chance, of those it shows; else its first."""
    here, behind = _here(review, commitment), check_behind(review, commitment)
    return [trend for trend in here if trend is behind or moved(trend)] or here[:1]


def _elsewhere(review: Review, commitment: Commitment) -> Words:
    """Where the check that stands for it is told, if not here."""
    behind = check_behind(review, commitment)
    if behind is None or review.shown_at[behind.measure] == commitment.id:
        return ()
    place = review.shown_at[behind.measure]
    return words(f"{review.measures[behind.measure].title}: ", in_years(behind), " (", link(place, place), ").")


def _not_judged(commitment: Commitment) -> str:
    return f"Not judged: {commitment.not_judged_because}" if commitment.not_judged_because else ""


def _touching(review: Review, commitment: Commitment) -> Words:
    """`Settle 4, 11 · Outside Cabinet Office I, J`: the entries of the register about it, and who else asks it."""
    numbered = numbers(review)
    entries = [Link(f"{CONTRADICTIONS}#{address(e)}", (str(numbered[e.id]),)) for e in review.to_settle(commitment.id)]
    items: dict[str, list[str]] = {}
    for line in review.params.crosswalk:
        if commitment.id in line.commitments:
            items.setdefault(line.called, []).append(line.label)
    outside = "; ".join(f"{standard} {', '.join(labels)}" for standard, labels in items.items())
    settle = words(span("emphasis", "Settle"), " ", words(*entries, between=", ")) if entries else ()
    asked = words(span("emphasis", "Outside"), " ", Link(STANDARDS, (outside,))) if outside else ()
    return words(settle, asked, between=" · ")


def _others(review: Review, commitments: tuple[Commitment, ...]) -> Words:
    """How many checks of the chapter are not told above, and where their counts are."""
    rest = [
        trend
        for each in commitments
        for trend in _here(review, each)
        if trend not in _told_here(review, each) and trend.compared
    ]
    if not rest:
        return ()
    level = sum(trend.chance is not None for trend in rest)
    few = len(rest) - level
    said = [f"{some(level, 'other checks')} moved no more than chance could move {'it' if level == 1 else 'them'}"]
    too_few = [f"{some(few, 'other checks')} {agreed(few, 'have')} too few cases to say"]
    whole = "; ".join([*(said if level else []), *(too_few if few else [])])
    whose = "its counts" if len(rest) == 1 else "their counts"
    return words(f"{whole}; {whose} are in ", code(EVIDENCE), ".")


def _dropped(review: Review) -> Iterator[Block | None]:
    """Sentences of the version before that no sentence of this one carries on: each once, with the same blank."""
    if review.params.earlier is None:
        return
    carried = {former for each in review.params.strategy.commitments for former in each.continues}
    gone = [each for each in review.params.earlier.commitments if each.id not in carried]
    if gone:
        yield heading(3, f"Said before, and no longer: {review.params.earlier.title}", id="dropped")
        yield paragraph("No sentence of the present text carries these on. Nothing is judged by them.")
        for each in gone:
            yield _told(each, "·", _cut(each), each.not_measured_because)
