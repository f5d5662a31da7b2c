"""The text itself, examined: how hard each sentence is to read, how firm it is, what it promises without limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heard.english import agreed, capital, listed, number, percent, some
from heard.maths.readability import read
from heard.maths.wording import absolutes, ways_out
from heard.model.commitment import Commitment, Strategy, Strength
from heard.model.standards import Standards
from heard.page.blocks import ANNEX, Blocks, details, flow, paragraph, table
from heard.show.marks import SAYS
from heard.sources.plain_words import words_to_avoid_in
from heard.year.years import Review

FEWEST_WORDS = 6  # in a shorter line one long word makes the grade
NEEDS_WORK = 3  # marks, of five
WEAK = (Strength.BELIEVES, Strength.IDEALLY)
NOTHING = "–"
COLUMNS = ("Id", "The sentence", "Grade", "Words", "Look at")


@dataclass(frozen=True)
class Examined:
    """One sentence, with what was counted in it. `grade` is None where it is too short for one.

    `marks` are how many of five things make it worth a look: hard, long, weak, without limit, with a way out.
    """

    commitment: Commitment
    text: str
    grade: float | None
    words: int
    absolutes: tuple[str, ...]
    ways_out: tuple[str, ...]
    marks: int


def examined(review: Review) -> Blocks:
    """Each sentence of this version, those that need most work first; on paper those alone."""
    standards = review.last.params.standards
    sentences = examine(review.params.strategy, standards)
    first = [each for each in sentences if each.marks >= NEEDS_WORK]
    rest = table("The sentences that need less work", COLUMNS, map(_row, sentences[len(first) :]))
    return flow(
        paragraph(*_counts(sentences, standards)),
        paragraph(*_words(sentences)),
        table("The sentences that need most work", COLUMNS, map(_row, first)),
        paragraph(*_how(standards), kind="note"),
        details("Every other sentence", rest, kind=ANNEX) if rest else None,
    )


def examine(strategy: Strategy, standards: Standards) -> tuple[Examined, ...]:
    """Every sentence that promises or describes, those with most marks first, the hardest of them first."""
    found = [_examine(each, text, standards) for each in strategy.commitments for text in each.texts]
    return tuple(sorted(found, key=lambda each: (-each.marks, -(each.grade or 0.0))))


def _examine(commitment: Commitment, text: str, standards: Standards) -> Examined:
    reading = read(text)
    grade = reading.grade if reading.n_words >= FEWEST_WORDS else None
    without_limit, way_out = absolutes(text), ways_out(text)
    marks = (
        grade is not None and grade > standards.reading_grade,
        reading.n_words > standards.sentence_words,
        commitment.strength in WEAK,
        bool(without_limit),
        bool(way_out),
    )
    return Examined(commitment, text, grade, reading.n_words, without_limit, way_out, sum(marks))


def _row(each: Examined) -> tuple[int | str, ...]:
    grade = NOTHING if each.grade is None else max(0, round(each.grade))
    return each.commitment.id, each.text, grade, each.words, "; ".join(_look_at(each))


def _look_at(each: Examined) -> Iterator[str]:
    yield SAYS[each.commitment.strength]
    if each.absolutes:
        yield f"without limit: {', '.join(each.absolutes)}"
    if each.ways_out:
        yield f"lets off: {', '.join(each.ways_out)}"


def _counts(sentences: Sequence[Examined], standards: Standards) -> Iterator[str]:
    graded = [each.grade for each in sentences if each.grade is not None]
    hard = sum(grade > standards.reading_grade for grade in graded)
    long = sum(each.words > standards.sentence_words for each in sentences)
    share = f" ({percent(hard, len(graded))})" if graded else ""
    yield f"{capital(some(len(sentences), 'sentences'))} promise or describe."
    yield f"Of {number(len(graded))} long enough to grade, {number(hard)}{share} {agreed(hard, 'are')} harder than"
    yield f"grade {standards.reading_grade}."
    yield f"{number(long)} {agreed(long, 'have')} more than {standards.sentence_words} words."


def _words(sentences: Sequence[Examined]) -> Iterator[str]:
    firm = Counter(each.commitment.strength for each in sentences)
    yield f"How firm they are: {listed(f'{SAYS[each]} ({number(firm[each])})' for each in Strength if firm[each])}."
    without_limit, off = sum(bool(each.absolutes) for each in sentences), sum(bool(each.ways_out) for each in sentences)
    yield f"{number(without_limit)} {agreed(without_limit, 'have')} a word that promises without limit,"
    yield f"and {number(off)} one that lets off."
    avoid = Counter(word for each in sentences for word in words_to_avoid_in(each.text))
    if avoid:
        how_often = listed(f"{word} ({some(n, 'times')})" for word, n in sorted(avoid.items()))
        yield f"Words that plain English avoids: {how_often}."


def _how(standards: Standards) -> Iterator[str]:
    yield "The grade is Flesch-Kincaid's, in years of school. For one sentence it is rough, and a line of fewer than"
    yield f"{FEWEST_WORDS} words has none. A sentence comes first where more of these five hold: it is harder than"
    yield f"grade {standards.reading_grade}; it has more than {standards.sentence_words} words; it says what the"
    yield "Council believes, or what would be ideal; it promises without limit; it lets off."
    yield "A list finds the words. Whether they go too far is for people to say."
