"""How the Council will consult with you: CONSULT-1 to 11."""

from __future__ import annotations

from heard.measures.cases import Cases
from heard.measures.claim import Claim
from heard.measures.judged import medians
from heard.measures.measure import OWN_WORD, PUBLIC, Measure, Rule, otherwise, when
from heard.measures.units import (
    boards_or_meetings,
    closed_activities,
    closed_in_period,
    consultations,
    issues,
    keys,
    leads,
    the_year,
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
    caveat="A formula can fail a text; only a person can pass it.",
    word=OWN_WORD,
)


def _trained(c: Cases, s: Standards) -> tuple[Rule, ...]:
    ids = keys(c, exact=True)
    led = c.rows("activities", by="lead_id", keys=ids)
    assert led.sheet is not None
    closed = closed_in_period(c.year, led.sheet)[led.picked]
    first = led.earliest(led.opened_on.where(closed))
    training = c.rows("training", by="staff_id", keys=ids)
    done = training.completed_on
    in_time = (done <= first) & (done >= first.plus_years(-s.trained_within_years))
    return (
        when(training.some(in_time), State.MET, f"trained in the {s.trained_within_years} years before leading"),
        otherwise(State.NOT_MET, f"no training on record in the {s.trained_within_years} years before leading"),
    )


STAFF_TRAINED = Measure(
    id="staff_trained",
    title="Staff who lead have been trained",
    serves=("CONSULT-7d",),
    units=leads,
    rules=_trained,
    met_as="had been trained",
    noun="officers who led",
    caveat="The training record is taken as complete. No person is named in any output.",
)


def _support(c: Cases, s: Standards) -> tuple[Rule, ...]:
    groups = c.rows("affected_groups")
    needless = groups.support_needed.no
    return (
        when(groups.every(needless), State.NOT_APPLICABLE, "no group needed support"),
        when(
            groups.every(needless | groups.support_offered.yes),
            State.MET,
            "support offered to each group that needed it",
        ),
        otherwise(State.NOT_MET, "a group that needed support was not offered it"),
    )


SUPPORT_GIVEN = Measure(
    id="support_given",
    title="Support offered to those who needed it",
    serves=("CONSULT-8",),
    units=closed_activities,
    rules=_support,
    met_as="offered support to each group that needed it",
    noun="activities",
    word=OWN_WORD,
)

ADVOCATES_HEARD = Measure(
    id="advocates_heard",
    title="What advocates raised was used",
    serves=("CONSULT-9",),
    units=issues,
    rules=lambda c, s: (
        when(c.used.yes, State.MET, "used"),
        otherwise(State.NOT_MET, "not used"),
    ),
    met_as="were used",
    noun="issues",
    word=OWN_WORD,
)


def _every_quarter(c: Cases, s: Standards) -> tuple[Rule, ...]:
    meetings = c.rows("board_meetings", by="board", keys=keys(c))
    met = [meetings.some(meetings.met_on.between(*quarter)) for quarter in c.year.period.quarters]
    return (
        when(met[0] & met[1] & met[2] & met[3], State.MET, "met in each of the four quarters"),
        when(met[0] | met[1] | met[2] | met[3], State.PARTLY, "met in some of the four quarters"),
        otherwise(State.NOT_MET, "did not meet in the period"),
    )


BOARDS_MEET_EVERY_QUARTER = Measure(
    id="boards_meet_every_quarter",
    title="Boards met in every quarter",
    serves=("CONSULT-10", "BOARDS-1"),
    units=boards_or_meetings,
    rules=_every_quarter,
    met_as="met in every quarter",
    noun="boards",
    word=PUBLIC,
)


def _learned(c: Cases, s: Standards) -> tuple[Rule, ...]:
    practice = c.year_rows("practice", within="shared_on")
    elsewhere = practice.learned_from.is_("other organisation")
    return (
        when(
            practice.some(elsewhere & practice.change_made.filled),
            State.MET,
            "learned from others, and changed something",
        ),
        when(practice.some(elsewhere), State.PARTLY, "learned from others; no change on record"),
        otherwise(State.NOT_MET, "no lesson from another organisation on record"),
    )


LEARNED_FROM_OTHERS = Measure(
    id="learned_from_others",
    title="The council learned from others",
    serves=("CONSULT-11",),
    units=the_year("practice"),
    rules=_learned,
    met_as="saw a lesson from others put to use",
    noun="year",
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
    STAFF_TRAINED,
    SUPPORT_GIVEN,
    ADVOCATES_HEARD,
    BOARDS_MEET_EVERY_QUARTER,
    LEARNED_FROM_OTHERS,
)
