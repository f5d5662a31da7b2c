"""How the Council will listen to you: LISTEN-1 to 4."""

from __future__ import annotations

from datetime import date, timedelta

from heard.maths.months import add_years
from heard.measures.cases import Cases
from heard.measures.claim import Claim, all_of, any_of
from heard.measures.measure import OWN_WORD, Measure, Owes, Says, noted, reads
from heard.measures.owes import closing, end_of_period
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import closed_activities, every_activity, keys, not_withdrawn, ours, quarters_within, services
from heard.measures.words import not_closed_before, open_on_some_day
from heard.model.standards import Standards
from heard.model.state import State

NOT_WAYS = ("review", "case study", "complaint", "compliment")
ON_SCREEN = ("online survey", "social media")
STAGES = ("need", "design", "delivery", "review")


def _has_a_way(c: Cases, s: Standards) -> tuple[Rule, ...]:
    by_name = keys(c)
    regular = c.rows("service_feedback", by="service", keys=by_name)
    regular = regular.where(regular.quarter.surely_among(quarters_within(c.year.period)))
    activities = c.rows("activities", by="service", keys=by_name)
    period = c.year.period  # what closed in it, and what was open on its last day, is what was open on some day of it
    stands = ours(activities) & not_withdrawn(activities)
    opened = stands & (activities.opened_on <= period.last_day)
    asked = activities.some(opened & not_closed_before(activities, period.first_day))
    return (
        when(regular.some(regular.received.filled) | asked, State.MET, "took regular feedback, or asked in the year"),
        otherwise(State.NOT_MET, "no regular feedback on record, and nothing asked in the year"),
    )


HAS_A_WAY_TO_GIVE_FEEDBACK = Measure(
    id="has_a_way_to_give_feedback",
    title="Every service has a way to give feedback",
    units=services,
    says=Says(
        done="gave people a way to say what they think",
        undone="have no way on record to say what people think",
        matters="People who use these services had no way on record to say what they think.",
        asks="Ask each of these services to say how people can give feedback.",
        noun="services",
    ),
    rules=_has_a_way,
    definition=2,
    reads=reads(activities="closed_on in_scope level opened_on run_by withdrawn_on", service_feedback="received"),
    word=OWN_WORD,
    owes=Owes(
        end_of_period,
        "Give people a way to say what they think",
        noted("service_feedback.received"),
    ),
)


def _every_stage(c: Cases, s: Standards) -> tuple[Rule, ...]:
    last = c.year.period.last_day
    first = add_years(last, -s.stage_years) + timedelta(days=1)
    activities = c.rows("activities", by="service", keys=keys(c))
    open_then = ours(activities) & not_withdrawn(activities) & open_on_some_day(activities, first, last)
    found = [activities.some(open_then & activities.stage.is_(stage)) for stage in STAGES]
    pairs = [a & b for n, a in enumerate(found) for b in found[n + 1 :]]
    return (
        when(all_of(found), State.MET, "asked at all four stages"),
        when(
            ~_register_reaches_back_to(c, first + timedelta(days=s.stage_register_days)),
            State.NO_EVIDENCE,
            f"the register does not reach back {s.stage_years} years",
            activities.opened_on,
        ),
        when(
            activities.some(open_then & ~activities.stage.filled),
            State.NO_EVIDENCE,
            "the stage of some activity is blank",
            activities.stage,
        ),
        when(any_of(pairs), State.PARTLY, "asked at two or three of the four stages"),
        otherwise(State.NOT_MET, "asked at one stage or at none"),
    )


def _register_reaches_back_to(c: Cases, latest: date) -> Claim:
    register = c.year.table("activities")
    assert register is not None
    return c.some_of_all(register.column("opened_on") <= latest)


ASKED_AT_EVERY_STAGE = Measure(
    id="asked_at_every_stage",
    title="People asked at every stage, from need to review",
    units=services,
    says=Says(
        done="asked people at all four stages",
        undone="asked people at one stage, or at none",
        matters="People were asked about part of what the service does, or about none of it.",
        asks="Ask each of these services when it will ask people at the stages that are missing.",
        noun="services",
        limit="over {stage_years} years",
    ),
    rules=_every_stage,
    definition=2,
    reads=reads(activities="closed_on in_scope level opened_on run_by stage withdrawn_on"),
    word=OWN_WORD,
    no_day="It looks at three years of a service.",
)


def _ways(c: Cases, s: Standards) -> tuple[Rule, ...]:
    channels = c.rows("channels")
    away = channels.some(~channels.channel.is_(*NOT_WAYS, *ON_SCREEN))
    return (
        when(c.target.surely_is("specific group"), State.NOT_APPLICABLE, "meant for a specific group"),
        when(
            channels.several(2, channels.channel, besides=NOT_WAYS) & away,
            State.MET,
            "two or more ways, one of them away from a screen",
        ),
        otherwise(State.NOT_MET, "one way, or on a screen alone"),
    )


WAYS_TO_TAKE_PART = Measure(
    id="ways_to_take_part",
    title="More than one way to take part",
    units=closed_activities,
    says=Says(
        done="offered two or more ways, one of them away from a screen",
        undone="offered one way, or ways on a screen alone",
        matters="Those who could not use that way may have been left out.",
        asks="Ask for a second way to take part, away from a screen, in each activity open to all.",
        noun="activities",
    ),
    rules=_ways,
    reads=reads(activities="target", channels="channel"),
    word=OWN_WORD,
    owes=Owes(
        closing,
        "Offer a second way to take part, away from a screen",
        noted("channels.channel"),
        units=every_activity,
    ),
)


def _all_read(c: Cases, s: Standards) -> tuple[Rule, ...]:
    channels = c.rows("channels")
    some_given = channels.contributions >= 1
    return (
        when(channels.some(some_given & (channels.read < channels.contributions)), State.NOT_MET, "some were not read"),
        when(channels.every(channels.contributions <= 0), State.NOT_APPLICABLE, "nobody contributed"),
        when(channels.every(~some_given | (channels.read >= channels.contributions)), State.MET, "all were read"),
    )


EVERYTHING_READ = Measure(
    id="everything_read",
    title="Everything people sent in was read",
    units=closed_activities,
    says=Says(
        done="read everything people sent in",
        undone="did not read everything people sent in",
        matters="Some of what people sent in has not been read, on the record.",
        asks="Ask for what was sent in, and is not read yet, to be read.",
        noun="activities",
    ),
    rules=_all_read,
    reads=reads(channels="contributions read"),
    word=OWN_WORD,
    no_day="The rule has no day by which what was sent in is to be read.",
)

MEASURES = (HAS_A_WAY_TO_GIVE_FEEDBACK, ASKED_AT_EVERY_STAGE, WAYS_TO_TAKE_PART, EVERYTHING_READ)
