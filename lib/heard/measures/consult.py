"""How the Council will consult with you, the documents: what they say, and how clearly (CONSULT-1 to 7c)."""

from __future__ import annotations

from heard.measures.cases import Cases
from heard.measures.claim import Claim
from heard.measures.judged import medians
from heard.measures.measure import OWN_WORD, Measure, Rule, otherwise, when
from heard.measures.units import (
    consultations,
)
from heard.measures.words import its_materials
from heard.model.state import State
from heard.params import Standards

OTHER_FORMATS = ("large print", "easy read", "braille", "audio", "bsl", "translation", "on request")
SAID_BY_A_SERVICE = "A check of the documents shows what was stated, not what was understood."


def _says(measure: str, title: str, commitment: str, *columns: str, met_as: str) -> Measure:
    """Some of its materials say it; where two things must be said, two documents may say them."""

    def rules(c: Cases, s: Standards) -> tuple[Rule, ...]:
        materials = its_materials(c)
        said = materials.some(materials.column(columns[0]).yes)
        for column in columns[1:]:
            said = said & materials.some(materials.column(column).yes)
        return (
            when(said, State.MET, "the documents say so"),
            otherwise(State.NOT_MET, "the documents do not say so"),
        )

    return Measure(
        id=measure,
        title=title,
        serves=(commitment,),
        units=consultations,
        rules=rules,
        met_as=met_as,
        caveat=SAID_BY_A_SERVICE,
        word=OWN_WORD,
    )


SAYS_WHAT_AND_WHY = _says(
    "says_what_and_why",
    "Says what it is about, and why",
    "CONSULT-1",
    "says_what",
    "says_why",
    met_as="said what they were about, and why",
)
SAYS_HOW_LONG = _says(
    "says_how_long", "Says how long people have", "CONSULT-2", "says_deadline", met_as="said how long people had"
)
SAYS_WHAT_IS_ASKED = _says(
    "says_what_is_asked",
    "Says what people are asked to do",
    "CONSULT-3",
    "says_task",
    met_as="said what people were to do",
)
SAYS_WHAT_DIFFERENCE = _says(
    "says_what_difference",
    "Says what difference it can make",
    "CONSULT-4",
    "says_difference",
    met_as="said what difference people could make",
)
SAYS_HOW_FEEDBACK = _says(
    "says_how_feedback",
    "Says how people will hear back",
    "CONSULT-5",
    "says_feedback",
    met_as="said how people would hear back",
)
SAYS_HOW_DECIDED_AND_LIMITS = _says(
    "says_how_decided_and_limits",
    "Says how it will be decided, and what cannot change",
    "CONSULT-6",
    "says_how_decided",
    "says_limits",
    met_as="said how it would be decided and what could not change",
)

OPEN_THREE_MONTHS_IF_LARGER = Measure(
    id="open_three_months_if_larger",
    title="Open for three months, if larger scale",
    serves=("CONSULT-7a",),
    units=consultations,
    rules=lambda c, s: (
        when(c.scale.is_("other"), State.NOT_APPLICABLE, "not of a larger scale"),
        when(c.closed_on + 1 >= c.opened_on.plus_months(3), State.MET, "open for three months or more"),
        when(c.short_time_reason.filled, State.PARTLY, "shorter, with its reason on record"),
        otherwise(State.NOT_MET, "shorter, and no reason on record"),
    ),
    met_as="were open for three months",
    caveat="The strategy does not say what larger scale means: each service labels its own.",
)


def _formats(c: Cases, s: Standards) -> tuple[Rule, ...]:
    materials = its_materials(c)
    return (
        when(
            materials.some(materials.formats.has_(*OTHER_FORMATS)),
            State.MET,
            "offered in another format, or on request",
        ),
        when(materials.some(materials.formats.has_("paper")), State.PARTLY, "offered on paper"),
        otherwise(State.NOT_MET, "offered in the standard format alone"),
    )


OFFERED_IN_OTHER_FORMATS = Measure(
    id="offered_in_other_formats",
    title="Offered in other formats",
    serves=("CONSULT-7b",),
    units=consultations,
    rules=_formats,
    met_as="offered other formats",
    word=OWN_WORD,
)


def _up_to_date(c: Cases, s: Standards) -> tuple[Rule, ...]:
    materials = its_materials(c)
    newest = materials.latest(materials.newest_figure_on)
    recent = newest >= c.opened_on - s.figures_within_days
    read = Claim(recent.space, recent.truth, recent.gaps, recent.reads, frozenset({"materials"}))
    return (
        when(read, State.MET, f"newest figures within {s.figures_within_days} days of opening"),
        otherwise(State.NOT_MET, f"newest figures more than {s.figures_within_days} days old when it opened"),
    )


FIGURES_UP_TO_DATE = Measure(
    id="figures_up_to_date",
    title="The figures given were up to date",
    serves=("CONSULT-7c",),
    units=consultations,
    rules=_up_to_date,
    met_as="gave figures that were up to date",
    word=OWN_WORD,
)


def _clear(c: Cases, s: Standards) -> tuple[Rule, ...]:
    materials = its_materials(c)
    grade, words = materials.column("text_grade"), materials.column("text_sentence_words")
    read, easy = materials.surely(grade.filled), (grade <= s.reading_grade) & (words <= s.sentence_words)
    score = medians(c, "CONSULT-7c")
    scored = score.given
    return (
        when(read & ~materials.surely(easy), State.NOT_MET, "no text supplied reads easily"),
        when(scored & score.at_least(4), State.MET, "judged clear: a median score of 4 or more"),
        when(scored & score.at_most(2), State.NOT_MET, "judged unclear: a median score of 2 or less"),
        when(scored, State.PARTLY, "judged between clear and unclear"),
        when(materials.surely(easy), State.PARTLY, "a text reads easily; nobody has judged it"),
        otherwise(
            State.NO_EVIDENCE,
            "no text supplied, and nobody has judged it",
            "judgements.score",
            "materials.text_file",
        ),
    )


CLEAR_ENGLISH = Measure(
    id="clear_english",
    title="Written in clear English",
    serves=("CONSULT-7c",),
    units=consultations,
    rules=_clear,
    met_as="were judged to be in clear English",
    caveat="A formula can fail a text; it takes a person to pass it.",
    word=OWN_WORD,
)


MEASURES = (
    SAYS_WHAT_AND_WHY,
    SAYS_HOW_LONG,
    SAYS_WHAT_IS_ASKED,
    SAYS_WHAT_DIFFERENCE,
    SAYS_HOW_FEEDBACK,
    SAYS_HOW_DECIDED_AND_LIMITS,
    OPEN_THREE_MONTHS_IF_LARGER,
    OFFERED_IN_OTHER_FORMATS,
    FIGURES_UP_TO_DATE,
    CLEAR_ENGLISH,
)
