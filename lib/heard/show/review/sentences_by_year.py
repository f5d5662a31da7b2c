"""Sentence by sentence: text now and before, the years, how measured or why not, what touches it, and a blank."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import capital, listed, number, some
from heard.history.course import Course
from heard.model.commitment import Commitment
from heard.page.blocks import (
    Block,
    Blocks,
    Group,
    Words,
    bullets,
    figure,
    flow,
    group,
    heading,
    link,
    paragraph,
    quoted,
    span,
    strong,
    words,
)
from heard.page.charts import Series, slopes
from heard.show.described import DESCRIBED
from heard.show.marks import ITEMS, SAYS
from heard.show.records_in_words import NEEDS
from heard.show.review.over_the_years import counts, course_mark, year_marks
from heard.show.review.to_settle import address
from heard.year.comparison import Change
from heard.year.years import Review

LONGEST_HEADING = 75
IN_ORDER = "here"  # on paper a chart stays where it stands, so that those of a chapter follow each other
MOST_DRAWN = 5  # measures in one picture: more do not fit half a page
NOT_HERE = (
    *ITEMS,
    "took_part_like_the_county",
    "answered_as",
    "challenges",
)  # of people, or told in another place of a year's report
BLANK = "Decision:  ☐ keep   ☐ change   ☐ drop   ☐ look again.   Words, owner and day: ____________________"


def sentences(review: Review) -> Blocks:
    """Every chapter of the strategy, then what the version before said and this one does not."""
    return flow(
        heading(2, "Sentence by sentence", id="sentences"),
        paragraph(
            "Each sentence has one word for all the years, then a mark for each year.",
            "Below stand the counts of each check, and the words before.",
            "The last line of each is blank: it is for the decision.",
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
        _charts(review, name, commitments),
        *(_sentence(review, each) for each in commitments),
        element="section",
    )


def _promises(review: Review, commitments: tuple[Commitment, ...]) -> str:
    """The chapter's promises, by the word for all the years."""
    promises = [each for each in commitments if each.is_promise]
    if not promises:
        return "This chapter makes no promise; it describes."
    n = review.courses(promises)
    by_course = listed(f"{number(n[course])} {course}" for course in Course if n[course])
    return f"{capital(some(len(promises), 'promises'))}: {by_course}."


def _sentence(review: Review, commitment: Commitment) -> Group:
    passage = review.passages[commitment.id]
    years = year_marks([year.name for year in review.years], passage.verdicts)
    firmness = span("strength", SAYS[commitment.strength])
    why_not, said = commitment.why_not, "Not measured" if commitment.not_measured_because else "Not judged"
    return _article(
        review,
        commitment,
        paragraph(course_mark(passage.course), "·", firmness, "·", years, kind="verdict"),
        *_texts(commitment),
        *_before(review, commitment),
        bullets([counts(review, review.trends[measure]) for measure in _here(review, commitment)]),
        bullets([*_described(review, commitment)]),
        *_elsewhere(review, commitment),
        paragraph(f"{said}: {why_not}") if why_not else None,
    )


def _article(review: Review, commitment: Commitment, *parts: Block | None) -> Group:
    """A sentence under its own words, or its title where they are long; what touches it, and room for the decision."""
    name = commitment.text.rstrip(".:") if _is_short(commitment) else capital(commitment.title)
    return group(
        heading(4, name, " ", span("id", commitment.id), id=commitment.id),
        *parts,
        *_touching(review, commitment.id),
        paragraph(BLANK, kind="decide"),
        kind="commitment",
        element="article",
    )


def _is_short(commitment: Commitment) -> bool:
    return len(commitment.text) <= LONGEST_HEADING


def _texts(commitment: Commitment) -> Iterator[Block | None]:
    """Its words, where the heading does not have them all."""
    return (paragraph(quoted(text)) for text in commitment.texts if not _is_short(commitment))


def _before(review: Review, commitment: Commitment) -> Iterator[Block | None]:
    """The sentences that it carries on, each with its id; one that several carry on is spelt out at the first."""
    earlier = review.params.earlier
    if earlier is None:
        return
    then = strong(f"In {review.then}:")
    for former in filter(None, map(earlier.find, commitment.continues)):
        name, first = span("id", former.id, id=former.id), _first(review, former.id)
        if first != commitment.id:
            yield paragraph(then, "see", link(first, first), f"({former.id}).")
        elif _is_kept(review, former):
            yield paragraph(then, "the same words.", name)
        else:
            yield paragraph(then, words(*map(quoted, former.texts), between=" "), name)


def _first(review: Review, former: str) -> str:
    """The first sentence of this version that carries on a sentence of the one before."""
    return next(each.id for each in review.params.strategy.commitments if former in each.continues)


def _is_kept(review: Review, former: Commitment) -> bool:
    changes = [each.change for each in review.comparisons if each.former == former.id]
    return all(change is Change.KEPT for change in changes)


def _here(review: Review, commitment: Commitment) -> list[str]:
    return [measure for measure in review.serving[commitment.id] if review.shown_at[measure] == commitment.id]


def _described(review: Review, commitment: Commitment) -> Iterator[Words]:
    """What is counted and not judged, year by year; counts of people stay with each year's own report."""
    for name in (each for each in commitment.measured_by if each in DESCRIBED and each not in NOT_HERE):
        for year, seen in review.seen:
            if seen.has(*NEEDS[name]):
                yield words(strong(f"{year.name}:"), DESCRIBED[name](seen, commitment), between=" ")


def _elsewhere(review: Review, commitment: Commitment) -> Iterator[Block | None]:
    """What is counted at another sentence: the way there."""
    others = [measure for measure in review.serving[commitment.id] if review.shown_at[measure] != commitment.id]
    if others:
        pointers = words(*(_pointer(review, measure) for measure in others), between="; ")
        yield paragraph(strong("Counted elsewhere:"), words(pointers, "."))


def _pointer(review: Review, measure: str) -> Words:
    name, place = review.measures[measure].title, review.shown_at[measure]
    direction = review.trends[measure].direction
    return words(f"{name[:1].lower()}{name[1:]}, {direction} (", link(place, place), ")")


def _touching(review: Review, commitment: str) -> Iterator[Block | None]:
    """The entries of the register that are about it, and the outside standards that ask for it."""
    entries = [link(address(each), each.title) for each in review.to_settle(commitment)]
    if entries:
        yield paragraph(strong("To settle:"), words(words(*entries, between="; "), "."))
    items: dict[str, list[str]] = {}
    for line in review.params.crosswalk:
        if commitment in line.commitments:
            items.setdefault(line.standard, []).append(f"{line.item} ({line.coverage})")
    if items:
        standards = (f"{standard}: {', '.join(each)}" for standard, each in items.items())
        yield paragraph(strong("Outside."), f"{'; '.join(standards)}.")


def _charts(review: Review, name: str, commitments: tuple[Commitment, ...]) -> Iterator[Block]:
    """A slope for each check of single cases that this chapter shows; a year that cannot be compared is left open."""
    here = [review.trends[measure] for each in commitments for measure in _here(review, each)]
    compared = [trend for trend in here if len(trend.compared) > 1 and max(p.counted for p in trend.compared) > 1]
    series = [
        Series(
            review.measures[trend.measure].title,
            tuple(None if point.gap else (point.met, point.counted) for point in trend.points),
        )
        for trend in compared
    ]
    parts = [series[at : at + MOST_DRAWN] for at in range(0, len(series), MOST_DRAWN)]
    for n, part in enumerate(parts, start=1):
        which = f" ({n} of {len(parts)})" if len(parts) > 1 else ""
        title = f"{review.params.strategy.chapters[name].title}: how many did it, year by year?{which}"
        yield figure(slopes(part, periods=[year.name for year in review.years], title=title), place=IN_ORDER)


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
            yield _article(review, each, *_texts(each), paragraph(each.not_measured_because))
