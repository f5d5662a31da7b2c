"""How the Council will consult with you, the people: staff, support, advocates, groups, lessons (CONSULT-7d to 11)."""

from __future__ import annotations

from heard.measures.cases import Cases
from heard.measures.measure import OWN_WORD, PUBLIC, Measure, Rule, otherwise, when
from heard.measures.units import (
    boards_or_meetings,
    closed_activities,
    closed_in_period,
    issues,
    keys,
    leads,
    the_year,
)
from heard.model.state import State
from heard.params import Standards


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
    STAFF_TRAINED,
    SUPPORT_GIVEN,
    ADVOCATES_HEARD,
    BOARDS_MEET_EVERY_QUARTER,
    LEARNED_FROM_OTHERS,
)
