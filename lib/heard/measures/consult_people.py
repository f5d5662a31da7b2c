"""How the Council will consult with you, the people: staff, support, advocates, groups, lessons (CONSULT-7d to 11)."""

from __future__ import annotations

from datetime import date

from heard.english import day, some
from heard.measures.cases import Cases
from heard.measures.claim import Claim, all_of, any_of
from heard.measures.columns import Columns
from heard.measures.measure import OWN_WORD, PUBLIC, Measure, Owes, Says, noted, reads
from heard.measures.owes import closing, end_of_period
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import (
    boards_or_meetings,
    closed_activities,
    closed_in_period,
    every_activity,
    issues,
    keys,
    leads,
    not_withdrawn,
    ours,
    quarters_beginning,
    services,
    the_year,
)
from heard.measures.words import open_on_some_day
from heard.model.standards import Standards
from heard.model.state import State


def _trained(c: Cases, s: Standards) -> tuple[Rule, ...]:
    ids = keys(c, exact=True)
    led = c.rows("activities", by="lead_id", keys=ids)
    assert led.base is not None
    closed = closed_in_period(c.year, led.base)[led.picked]
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
    units=leads,
    says=Says(
        done="had been trained",
        undone="had no training on record",
        matters="Some activities were led by staff with no training on record.",
        asks="Ask for training for those who lead this work and have none on record.",
        noun="officers who led",
        limit="in the {trained_within_years} years before",
    ),
    rules=_trained,
    reads=reads(activities="opened_on", training="completed_on"),
    caveat="The training record is taken as complete. No person is named in any output.",
    no_day="Its unit is a person, and persons are in no output.",
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
    units=closed_activities,
    says=Says(
        done="offered support to each group that needed it",
        undone="did not offer support to each group that needed it",
        matters="Some groups that needed help to take part were not offered it.",
        asks="Ask for support to be offered to each group that needs it.",
        noun="activities",
    ),
    rules=_support,
    reads=reads(affected_groups="support_needed support_offered"),
    word=OWN_WORD,
    owes=Owes(
        closing,
        "Offer support to each group that needs it",
        noted("affected_groups.support_offered"),
        units=every_activity,
    ),
)

ADVOCATES_HEARD = Measure(
    id="advocates_heard",
    title="What advocates raised was used",
    units=issues,
    says=Says(
        done="were used",
        undone="were not used",
        matters="What was raised for people who rely on others to speak was not used.",
        asks="Ask what became of the issues that were raised and not used.",
        noun="issues",
    ),
    rules=lambda c, s: (
        when(c.used.yes, State.MET, "used"),
        otherwise(State.NOT_MET, "not used"),
    ),
    reads=reads(advocacy="used"),
    word=OWN_WORD,
    no_day="The rule has no day by which what was raised is to be used.",
)


def _met_in(c: Cases, quarter: tuple[date, date]) -> Claim:
    """The board met in a quarter."""
    meetings = c.rows("board_meetings", by="board", keys=keys(c))
    return meetings.some(meetings.met_on.between(*quarter))


def _every_quarter(c: Cases, s: Standards) -> tuple[Rule, ...]:
    met = [_met_in(c, quarter) for quarter in c.year.period.quarters]
    return (
        when(all_of(met), State.MET, "met in each of the four quarters"),
        when(any_of(met), State.PARTLY, "met in some of the four quarters"),
        otherwise(State.NOT_MET, "did not meet in the period"),
    )


BOARDS_MEET_EVERY_QUARTER = Measure(
    id="boards_meet_every_quarter",
    title="Boards met in every quarter",
    units=boards_or_meetings,
    says=Says(
        done="met in every quarter",
        undone="did not meet in the year",
        matters="These boards gave nobody a place to be heard.",
        asks="Ask when each of these boards will next meet.",
        noun="boards",
    ),
    rules=_every_quarter,
    reads=reads(board_meetings="met_on"),
    word=PUBLIC,
    definition=2,  # asked for BOARDS-1 alone
    owes=Owes(
        end_of_period,
        "Hold a meeting",
        noted("board_meetings.met_on"),
        each_quarter=_met_in,
    ),
)


def _engaged_in(c: Cases, quarter: tuple[date, date]) -> Claim:
    """The service took regular feedback in a quarter, or engaged with people on some day of it."""
    by_name = keys(c)
    regular = c.rows("service_feedback", by="service", keys=by_name)
    activities = c.rows("activities", by="service", keys=by_name)
    engaging = ours(activities) & not_withdrawn(activities) & activities.level.is_("engage", "coproduce")
    took = regular.some(regular.quarter.surely_among(quarters_beginning(*quarter)) & (regular.received >= 1))
    return took | activities.some(engaging & open_on_some_day(activities, *quarter))


def _all_year(c: Cases, s: Standards) -> tuple[Rule, ...]:
    engaged = [_engaged_in(c, quarter) for quarter in c.year.period.quarters]
    return (
        when(all_of(engaged), State.MET, "engaged in each of the four quarters"),
        when(any_of(engaged), State.PARTLY, "engaged in some of the four quarters"),
        otherwise(State.NOT_MET, "no regular feedback and no engagement in the year"),
    )


SERVICES_ENGAGE_ALL_YEAR = Measure(
    id="services_engage_all_year",
    title="Services engaged with people all year",
    units=services,
    says=Says(
        done="heard from people in every quarter",
        undone="heard from nobody in the year, consultations apart",
        matters="These services heard from people when they had a plan to ask about, or not at all.",
        asks="Ask each of these services how it will hear from people through the year.",
        noun="services",
    ),
    rules=_all_year,
    reads=reads(
        activities="closed_on in_scope level opened_on run_by withdrawn_on", service_feedback="quarter received"
    ),
    caveat="Regular feedback, engagement and co-production count; a consultation does not.",
    word=OWN_WORD,
    owes=Owes(
        end_of_period,
        "Hear from people, other than by a consultation",
        noted("service_feedback.received"),
        each_quarter=_engaged_in,
    ),
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


def _lessons_of_others(year: Columns) -> str:
    """What was learned from other organisations, and put to use."""
    lessons = year.rows_within("practice", "shared_on")
    lessons = lessons[lessons["learned_from"] == "other organisation"]
    if lessons.empty:
        return "No lesson from another organisation is on record."
    used, last = int(lessons["change_made"].notna().sum()), day(lessons["shared_on"].iloc[-1])
    return f"{some(len(lessons), 'lessons')} from other organisations, {used} with a change made; the last on {last}."


LEARNED_FROM_OTHERS = Measure(
    id="learned_from_others",
    title="The council learned from others",
    units=the_year("practice"),
    says=Says(
        done="saw a lesson from others put to use",
        undone="no lesson from another organisation is on record",
        matters="The Council may be missing what others have found out.",
        asks="Ask for one lesson from another organisation to be put to use this year.",
        noun="year",
    ),
    rules=_learned,
    reads=reads(practice="change_made learned_from"),
    content=_lessons_of_others,
    word=OWN_WORD,
    owes=Owes(
        end_of_period,
        "Put a lesson from another organisation to use",
        noted("practice.learned_from;practice.change_made"),
    ),
)

MEASURES = (
    STAFF_TRAINED,
    SUPPORT_GIVEN,
    ADVOCATES_HEARD,
    BOARDS_MEET_EVERY_QUARTER,
    SERVICES_ENGAGE_ALL_YEAR,
    LEARNED_FROM_OTHERS,
)
