"""How the Council will consult with you, the documents: what they say, and how clearly (CONSULT-1 to 7c)."""

from __future__ import annotations

from heard.measures.cases import Cases
from heard.measures.measure import OWN_WORD, Done, Measure, Owes, Says, noted, reads
from heard.measures.owes import closing, opening, papers_closing
from heard.measures.rules import Rule, otherwise, when
from heard.measures.scores import medians
from heard.measures.units import (
    consultations,
    every_consultation,
)
from heard.measures.words import days_open, its_materials
from heard.model.standards import Standards
from heard.model.state import State

OTHER_FORMATS = ("large print", "easy read", "braille", "audio", "bsl", "translation", "on request")
SAID_BY_A_SERVICE = "A check of the documents shows what was stated, not what was understood."


def _stated(measure: str, title: str, *columns: str, task: str, says: Says) -> Measure:
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
        units=consultations,
        says=says,
        rules=rules,
        reads=reads(materials=" ".join(columns)),
        caveat=SAID_BY_A_SERVICE,
        word=OWN_WORD,
        owes=Owes(
            papers_closing, task, noted(";".join(f"materials.{name}" for name in columns)), units=every_consultation
        ),
    )


SAYS_WHAT_AND_WHY = _stated(
    "says_what_and_why",
    "Says what it is about, and why",
    "says_what",
    "says_why",
    task="Say in the papers what it is about, and why",
    says=Says(
        done="said what they were about, and why",
        undone="did not say both what they were about and why",
        matters="People could not tell from the papers what they were asked about, or why.",
        asks="Ask for every paper to say what people are asked about, and why.",
    ),
)
SAYS_HOW_LONG = _stated(
    "says_how_long",
    "Says how long people have",
    "says_deadline",
    task="Say in the papers how long people have",
    says=Says(
        done="said how long people had",
        undone="did not say how long people had",
        matters="People could not tell from the papers how long they had.",
        asks="Ask for every paper to say how long people have.",
    ),
)
SAYS_WHAT_IS_ASKED = _stated(
    "says_what_is_asked",
    "Says what people are asked to do",
    "says_task",
    task="Say in the papers what people are asked to do",
    says=Says(
        done="said what people were to do",
        undone="did not say what people were to do",
        matters="People could not tell from the papers what they were to do.",
        asks="Ask for every paper to say what people are asked to do.",
    ),
)
SAYS_WHAT_DIFFERENCE = _stated(
    "says_what_difference",
    "Says what difference it can make",
    "says_difference",
    task="Say in the papers what difference people can make",
    says=Says(
        done="said what difference people could make",
        undone="did not say what difference people could make",
        matters="People could not tell from the papers what difference it would make to answer.",
        asks="Ask for every paper to say what difference people can make.",
    ),
)
SAYS_HOW_FEEDBACK = _stated(
    "says_how_feedback",
    "Says how people will hear back",
    "says_feedback",
    task="Say in the papers how people will hear back",
    says=Says(
        done="said how people would hear back",
        undone="did not say how people would hear back",
        matters="People could not tell from the papers how they would hear back.",
        asks="Ask for every paper to say how people will hear back.",
    ),
)
SAYS_HOW_DECIDED_AND_LIMITS = _stated(
    "says_how_decided_and_limits",
    "Says how it will be decided, and what cannot change",
    "says_how_decided",
    "says_limits",
    task="Say in the papers how it is decided, and what cannot change",
    says=Says(
        done="said how it would be decided and what could not change",
        undone="did not say both how it would be decided and what could not change",
        matters="People could not tell from the papers how it would be decided, what was still open, or both.",
        asks="Ask for every paper to say how it will be decided, and what cannot change.",
    ),
)

OPEN_THREE_MONTHS_IF_LARGER = Measure(
    id="open_three_months_if_larger",
    title="Open for three months, if larger scale",
    units=consultations,
    says=Says(
        done="were open for three months",
        undone="were open for less than three months, with no reason given",
        matters="People had less time than the strategy hopes for.",
        asks="Ask for a reason whenever a larger consultation is open for under three months.",
    ),
    rules=lambda c, s: (
        when(c.scale.is_("other"), State.NOT_APPLICABLE, "not of a larger scale"),
        when(
            days_open(c) >= c.opened_on.plus_months(3).days_since(c.opened_on),
            State.MET,
            "open for three months or more",
        ),
        when(c.short_time_reason.filled, State.PARTLY, "shorter, with its reason on record"),
        otherwise(State.NOT_MET, "shorter, and no reason on record"),
    ),
    definition=2,
    reads=reads(activities="closed_on opened_on scale short_time_reason", openings="closed_on opened_on"),
    caveat="The strategy does not say what larger scale means: each service labels its own.",
    owes=Owes(
        closing,
        "Keep it open for three months, if it is of a larger scale",
        noted("activities.closed_on"),
        units=every_consultation,
    ),
)

RESOURCES_PLANNED = Measure(
    id="resources_planned",
    title="Time and money planned before it opened",
    units=consultations,
    says=Says(
        done="planned the time and money they would take",
        undone="planned the time and money they would take after opening",
        matters="It opened before anybody had planned what asking people well would take.",
        asks="Ask for money or staff days to be planned before a consultation opens.",
    ),
    rules=lambda c, s: (
        when(
            ~c.budget.filled & ~c.staff_days_planned.filled,
            State.NO_EVIDENCE,
            "neither a budget nor staff days are on record as planned",
            c.budget,
            c.staff_days_planned,
        ),
        when(c.planned_on <= c.opened_on, State.MET, "planned by the opening day"),
        otherwise(State.NOT_MET, "the plan was agreed after it opened"),
    ),
    reads=reads(activities="budget opened_on planned_on staff_days_planned"),
    caveat="That something was planned says nothing of whether it was enough.",
    owes=Owes(
        opening,
        "Plan the time and money it takes",
        Done(
            "activities.planned_on;activities.budget;activities.staff_days_planned",
            lambda c: c.planned_on.where(~(c.budget.blank & c.staff_days_planned.blank)),
        ),
        units=every_consultation,
    ),
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
    units=consultations,
    says=Says(
        done="offered other formats",
        undone="offered the standard format alone",
        matters="People who need another format may have been left out.",
        asks="Ask for other formats to be offered each time.",
    ),
    rules=_formats,
    reads=reads(materials="formats"),
    word=OWN_WORD,
    owes=Owes(
        papers_closing,
        "Offer the papers in another format",
        noted("materials.formats"),
        units=every_consultation,
    ),
)


def _up_to_date(c: Cases, s: Standards) -> tuple[Rule, ...]:
    materials = its_materials(c)
    newest = materials.latest(materials.newest_figure_on)
    recent = newest >= c.opened_on - s.figures_within_days
    return (
        when(recent, State.MET, f"newest figures within {s.figures_within_days} days of opening"),
        otherwise(State.NOT_MET, f"newest figures more than {s.figures_within_days} days old when it opened"),
    )


FIGURES_UP_TO_DATE = Measure(
    id="figures_up_to_date",
    title="The figures given were up to date",
    units=consultations,
    says=Says(
        done="gave figures that were up to date",
        undone="gave figures that were out of date",
        matters="People were asked to judge by old figures.",
        asks="Ask for the figures that people are given to be brought up to date.",
        limit="no more than {figures_within_days} days old when it opened",
    ),
    rules=_up_to_date,
    reads=reads(activities="opened_on", materials="newest_figure_on"),
    word=OWN_WORD,
    owes=Owes(
        papers_closing,
        "Bring the figures in the papers up to date",
        noted("materials.newest_figure_on"),
        units=every_consultation,
    ),
)


def _clear(c: Cases, s: Standards) -> tuple[Rule, ...]:
    materials = its_materials(c)
    grade, words = materials.column("text_grade"), materials.column("text_sentence_words")
    read, easy = materials.surely(grade.filled), (grade <= s.reading_grade) & (words <= s.sentence_words)
    score = medians(c, c.year.strategy.scored_for("clear_english"))
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
            score.rows.score,
            materials.text_file,
        ),
    )


CLEAR_ENGLISH = Measure(
    id="clear_english",
    title="Written in clear English",
    units=consultations,
    says=Says(
        done="were judged to be in clear English",
        undone="were not in clear English",
        matters="Some people may not have followed what they were given.",
        asks="Ask for the papers to be rewritten in plain English.",
    ),
    rules=_clear,
    reads=reads(judgements="score"),
    caveat="A formula can fail a text; it takes a person to pass it.",
    word=OWN_WORD,
    no_day="A score may come until the year is assessed.",
)


MEASURES = (
    SAYS_WHAT_AND_WHY,
    SAYS_HOW_LONG,
    SAYS_WHAT_IS_ASKED,
    SAYS_WHAT_DIFFERENCE,
    SAYS_HOW_FEEDBACK,
    SAYS_HOW_DECIDED_AND_LIMITS,
    RESOURCES_PLANNED,
    OPEN_THREE_MONTHS_IF_LARGER,
    OFFERED_IN_OTHER_FORMATS,
    FIGURES_UP_TO_DATE,
    CLEAR_ENGLISH,
)
