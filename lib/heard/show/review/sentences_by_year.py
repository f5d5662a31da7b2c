"""Sentence by sentence: text now and before, the years, how measured or why not, what touches it, and a blank."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heard.english import capital, listed, number, some
from heard.history import Course
from heard.model.commitment import Commitment
from heard.page.charts import Series, slopes
from heard.page.html import bullets, joined, link, paragraph, tag
from heard.show.described import DESCRIBED
from heard.show.marks import SAYS
from heard.show.review.beside import before, touched
from heard.show.review.marks import course_mark, year_marks
from heard.show.review.over_years import told
from heard.show.understood import ITEMS
from heard.year.review import Review

LONGEST_HEADING = 75
IN_ORDER = '<figure class="here">'  # on paper it stays where it stands, so that those of a chapter follow each other
MOST_DRAWN = 5  # measures in one picture: more do not fit half a page
NOT_HERE = (*ITEMS, "took_part_like_the_county", "challenges")  # of people, or told in another place of a year's report
BLANK = "Decision:  ☐ keep   ☐ change   ☐ drop   ☐ look again.   Words, owner and day: ____________________"


def sentences(review: Review) -> Markup:
    """Every chapter of the strategy, then what the version before said and this one does not."""
    return joined(
        (
            tag("h2", "Sentence by sentence", id="sentences"),
            paragraph(
                "Each sentence has one word for all the years, then a mark for each year.",
                "Below stand the counts of each check, and the words before.",
                "The last line of each is blank: it is for the decision.",
            ),
            *(_chapter(review, name) for name in review.params.strategy.chapters),
            *_dropped(review),
        )
    )


def _chapter(review: Review, name: str) -> Markup:
    strategy = review.params.strategy
    commitments = strategy.of_chapter(name)
    return tag(
        "section",
        tag("h3", strategy.chapters[name], id=f"chapter-{name}"),
        paragraph(_counts(review, commitments)),
        *_charts(review, name, commitments),
        *(_sentence(review, each) for each in commitments),
    )


def _counts(review: Review, commitments: tuple[Commitment, ...]) -> str:
    """The chapter's promises, by the word for all the years."""
    promises = [each for each in commitments if each.is_promise]
    if not promises:
        return "This chapter makes no promise; it describes."
    found = review.courses(promises)
    told = listed(f"{number(n)} {course}" for course in Course if (n := found[course]))
    return f"{capital(some(len(promises), 'promises'))}: {told}."


def _sentence(review: Review, commitment: Commitment) -> Markup:
    passage, short = review.passages[commitment.id], len(commitment.text) <= LONGEST_HEADING
    words = commitment.text.rstrip(".:") if short else capital(commitment.title)
    years = year_marks([year.name for year in review.years], passage.verdicts)
    return tag(
        "article",
        tag("h4", words, " ", tag("span", commitment.id, class_="id"), id=commitment.id),
        paragraph(
            course_mark(passage.course),
            "·",
            tag("span", SAYS[commitment.strength], class_="strength"),
            "·",
            years,
            class_="verdict",
        ),
        "" if short else joined(tag("p", tag("q", text)) for text in commitment.texts),
        *before(review, commitment),
        bullets([told(review, review.trends[measure]) for measure in _here(review, commitment)]),
        bullets([*_described(review, commitment)]),
        *_elsewhere(review, commitment),
        paragraph(f"Not measured: {commitment.not_measured_because}" if commitment.not_measured_because else ""),
        *touched(review, commitment.id),
        paragraph(BLANK, class_="decide"),
        class_="commitment",
    )


def _here(review: Review, commitment: Commitment) -> list[str]:
    return [measure for measure in review.serving[commitment.id] if review.shown_at[measure] == commitment.id]


def _described(review: Review, commitment: Commitment) -> Iterator[Markup]:
    """What is counted and not judged, year by year; counts of people stay with each year's own report."""
    for name in (each for each in commitment.measured_by if each in DESCRIBED and each not in NOT_HERE):
        for year, seen in review.seen:
            if DESCRIBED[name].on_record(seen):
                yield joined((tag("strong", f"{year.name}:"), DESCRIBED[name].told(seen, commitment)), " ")


def _elsewhere(review: Review, commitment: Commitment) -> Iterator[Markup]:
    """What is counted at another sentence: the way there."""
    others = [measure for measure in review.serving[commitment.id] if review.shown_at[measure] != commitment.id]
    if others:
        pointers = (_pointed(review, measure) for measure in others)
        yield paragraph(tag("strong", "Counted elsewhere:"), joined(pointers, "; ") + ".")


def _pointed(review: Review, measure: str) -> Markup:
    name, place = review.measures[measure].title, review.shown_at[measure]
    way = f", {review.trends[measure].direction}"
    return joined((f"{name[:1].lower()}{name[1:]}{way} (", link(place, place), ")"))


def _charts(review: Review, name: str, commitments: tuple[Commitment, ...]) -> Iterator[Markup]:
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
        title = f"{review.params.strategy.chapters[name]}: how many did it, year by year?{which}"
        drawn = slopes(part, periods=[year.name for year in review.years], title=title).figure()
        yield Markup(drawn.replace("<figure>", IN_ORDER, 1))


def _dropped(review: Review) -> Iterator[Markup]:
    """Sentences of the version before that no sentence of this one carries on: each once, with the same blank."""
    if review.params.earlier is None:
        return
    carried = {former for each in review.params.strategy.commitments for former in each.continues}
    gone = [each for each in review.params.earlier.commitments if each.id not in carried]
    if gone:
        yield tag("h3", f"Said before, and no longer: {review.params.earlier.title}", id="dropped")
        yield paragraph("No sentence of the present text carries these on. Nothing is judged by them.")
        yield from (_gone(review, each) for each in gone)


def _gone(review: Review, commitment: Commitment) -> Markup:
    short = len(commitment.text) <= LONGEST_HEADING
    words = commitment.text.rstrip(".:") if short else capital(commitment.title)
    return tag(
        "article",
        tag("h4", words, " ", tag("span", commitment.id, class_="id"), id=commitment.id),
        "" if short else joined(tag("p", tag("q", text)) for text in commitment.texts),
        paragraph(commitment.not_measured_because),
        *touched(review, commitment.id),
        paragraph(BLANK, class_="decide"),
        class_="commitment",
    )
