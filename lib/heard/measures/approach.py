"""The Council's approach to consultation and engagement: APPROACH-1 to 8."""

from __future__ import annotations

from heard.measures.cases import Cases
from heard.measures.claim import Column, LastDay
from heard.measures.measure import OWN_WORD, PUBLIC, Done, Late, Measure, Owes, Says, cell, reads
from heard.measures.owes import before_the_decision, counted, either, its_decision, its_report, opening, with_papers
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import closed_activities, consultations, every_activity, every_consultation
from heard.measures.words import clear_days, decided, first_decided_on, undecided
from heard.model.standards import Standards
from heard.model.state import State


def _publicised(c: Cases, s: Standards) -> tuple[Rule, ...]:
    publicity = c.rows("publicity")
    return (
        when(c.target.surely_is("specific group"), State.NOT_APPLICABLE, "meant for a specific group"),
        when(
            publicity.some(publicity.published_on <= c.opened_on),
            State.MET,
            "people were told of it by the opening day",
        ),
        when(
            publicity.some(publicity.published_on <= c.closed_on),
            State.PARTLY,
            "people were told of it after it opened",
        ),
        otherwise(State.NOT_MET, "nothing published by its last day told people of it"),
    )


PUBLICISED_FROM_THE_START = Measure(
    id="publicised_from_the_start",
    title="People told of it by the opening day",
    units=closed_activities,
    says=Says(
        done="were publicised by the day they opened",
        undone="have nothing on record that told people of them while they were open",
        matters="On the record, people were not told that they could take part.",
        asks="Ask for every activity to be publicised by the day it opens.",
        noun="activities",
    ),
    rules=_publicised,
    reads=reads(activities="closed_on opened_on target", publicity="published_on"),
    word=PUBLIC,
    owes=Owes(
        opening,
        "Tell people of it",
        Done("publicity.published_on", lambda c: c.rows("publicity").earliest(c.rows("publicity").published_on)),
        late=Late.WHILE_OPEN,
        units=every_activity,
    ),
)

DECISION_DATE_PLANNED = Measure(
    id="decision_date_planned",
    title="The day of the decision was planned before opening",
    units=consultations,
    says=Says(
        done="planned the day of the decision in good time",
        undone="did not plan the day of the decision in good time",
        matters="There may not have been time to use what people said.",
        asks="Ask for the day of the decision to be planned before an activity opens.",
        limit="for {decision_after_closing_days} days or more after closing",
    ),
    rules=lambda c, s: (
        when(c.planned_on > c.opened_on, State.NOT_MET, "the plan was agreed after it opened"),
        when(
            c.decision_planned_on >= c.closed_on + s.decision_after_closing_days,
            State.MET,
            f"a decision was planned {s.decision_after_closing_days} days or more after closing",
        ),
        otherwise(
            State.NOT_MET, f"a decision was planned less than {s.decision_after_closing_days} days after closing"
        ),
    ),
    reads=reads(activities="closed_on decision_planned_on opened_on planned_on"),
    owes=Owes(
        opening,
        "Plan the day of the decision",
        Done(
            "activities.planned_on;activities.decision_planned_on",
            lambda c: c.planned_on.where(~c.decision_planned_on.blank),
        ),
        units=every_consultation,
    ),
)


def _seen(c: Cases, s: Standards) -> tuple[Rule, ...]:
    decisions = c.rows("decisions")
    before = decisions.report_published_on < decisions.decided_on
    return (
        *undecided(c, s),
        when(
            decisions.every(~decisions.decided_on.filled | before), State.MET, "results published before the decision"
        ),
        otherwise(State.NOT_MET, "results not published before the decision"),
    )


def _results_decision(c: Cases) -> Column:
    """The day of the decision that the results are to be seen before."""
    decisions = c.rows("decisions")
    return its_decision(c, decisions, decisions.report_published_on < decisions.decided_on, first_decided_on(c))


def _results_by(c: Cases, s: Standards) -> LastDay:
    return before_the_decision(_results_decision(c), decided(c))


def _results_out(c: Cases) -> Column:
    return its_report(c, _results_decision(c), decided(c))


RESULTS_SEEN_BEFORE_DECIDING = Measure(
    id="results_seen_before_deciding",
    title="Members had the results before deciding",
    units=consultations,
    says=Says(
        done="published the results before the decision",
        undone="did not publish the results before the decision",
        matters="On the record, members decided before the results were published.",
        asks="Ask for results to be published before each decision.",
    ),
    rules=_seen,
    reads=reads(activities="closed_on", decisions="decided_on report_published_on"),
    word=PUBLIC,
    owes=Owes(
        _results_by,
        "Publish the results",
        Done("decisions.report_published_on", _results_out),
        units=every_consultation,
    ),
)


def _in_time(c: Cases, s: Standards) -> tuple[Rule, ...]:
    decisions = c.rows("decisions")
    by_committee = decisions.decided_on.filled & decisions.body_kind.is_("committee")
    enough = clear_days(decisions.report_published_on, decisions.decided_on, s.clear_days)
    return (
        *undecided(c, s),
        when(~decisions.some(by_committee), State.NOT_APPLICABLE, "not decided by a committee"),
        when(
            decisions.every(~by_committee | enough), State.MET, f"papers out {s.clear_days} clear working days before"
        ),
        otherwise(State.NOT_MET, f"papers out less than {s.clear_days} clear working days before"),
    )


def _papers_decision(c: Cases) -> Column:
    """The day of the decision that the papers are for."""
    decisions, clear = c.rows("decisions"), c.year.standards.clear_days
    enough = clear_days(decisions.report_published_on, decisions.decided_on, clear)
    return its_decision(c, decisions, enough | ~decisions.body_kind.is_("committee"), first_decided_on(c))


def _papers_by(c: Cases, s: Standards) -> LastDay:
    decision, decisions = _papers_decision(c), c.rows("decisions")
    known = decisions.some(decisions.body_kind.filled).true
    named = with_papers(decision, decided(c), s.clear_days)
    return either(named, with_papers(decision, decided(c), s.clear_days, ", if a committee decides"), known)


def _papers_out(c: Cases) -> Column:
    return its_report(c, _papers_decision(c), decided(c))


PAPERS_IN_TIME = Measure(
    id="papers_in_time",
    title="Committee papers out in time",
    units=consultations,
    says=Says(
        done="had their papers out in time",
        undone="had their papers out late",
        matters="Members and the public had less time than they should to read the results.",
        asks="Ask for papers to be out in time for each decision.",
        limit="{clear_days} clear working days before",
    ),
    rules=_in_time,
    reads=reads(activities="closed_on", decisions="body_kind decided_on report_published_on"),
    caveat="Working days are Monday to Friday, less England's bank holidays.",
    word=PUBLIC,
    owes=Owes(
        _papers_by,
        "Put out the papers",
        Done("decisions.report_published_on", _papers_out),
        units=every_consultation,
    ),
)


def _evaluated(c: Cases, s: Standards) -> tuple[Rule, ...]:
    latest = c.closed_on + s.evaluate_within_days
    in_time = c.evaluated_on.filled & (c.evaluated_on <= latest)
    return (
        when(in_time & c.lesson.filled, State.MET, f"evaluated within {s.evaluate_within_days} days, with a lesson"),
        when(in_time, State.PARTLY, f"evaluated within {s.evaluate_within_days} days; no lesson on record"),
        when(c.evaluated_on.filled, State.NOT_MET, f"evaluated more than {s.evaluate_within_days} days after closing"),
        when(latest >= c.year.as_at, State.NOT_YET_DUE, "not evaluated yet, and not yet due"),
        otherwise(State.NOT_MET, "not evaluated"),
    )


EVALUATED_WITH_A_LESSON = Measure(
    id="evaluated_with_a_lesson",
    title="Looked back on, with a lesson",
    units=closed_activities,
    says=Says(
        done="were looked back on in time, with a lesson",
        undone="were not looked back on in time",
        matters="What could be learned from them was written down late, or not at all.",
        asks="Ask for a look back, with a lesson, at each activity that has had none.",
        noun="activities",
        limit="within {evaluate_within_days} days of closing",
    ),
    rules=_evaluated,
    reads=reads(activities="closed_on evaluated_on lesson"),
    word=OWN_WORD,
    owes=Owes(
        lambda c, s: counted(c.closed_on, "evaluate_within_days", s, "after it {closes} on {day}"),
        "Look back on it, and write down a lesson",
        Done("activities.evaluated_on;activities.lesson", lambda c: c.evaluated_on.where(~c.lesson.blank)),
        late=Late.ALWAYS,
        units=every_activity,
    ),
)

PLANNED_WITH_OTHERS = Measure(
    id="planned_with_others",
    title="The plan was shared before it opened",
    units=consultations,
    says=Says(
        done="shared their plan with colleagues or partners in good time",
        undone="agreed their plan after opening",
        matters="Nobody outside the service could say in time whom to ask, or how.",
        asks="Ask for each plan to be shared with those it concerns before a consultation opens.",
    ),
    rules=lambda c, s: (
        when(c.planned_on > c.opened_on, State.NOT_MET, "the plan was agreed after it opened"),
        when(c.shared_with.filled, State.MET, "planned by the opening day, and shared"),
        otherwise(State.PARTLY, "planned by the opening day; nobody is named with whom the plan was shared"),
    ),
    reads=reads(activities="opened_on planned_on shared_with"),
    caveat="That a plan was shared says nothing of whether its people, time and methods were the right ones.",
    owes=Owes(
        opening,
        "Share the plan with those it concerns",
        Done("activities.planned_on;activities.shared_with", lambda c: c.planned_on.where(~c.shared_with.blank)),
        units=every_consultation,
    ),
)

PUBLIC_INTEREST_CONSIDERED = Measure(
    id="public_interest_considered",
    title="The public's interest weighed before it opened",
    units=consultations,
    says=Says(
        done="weighed the public's interest before opening",
        undone="weighed the public's interest after opening",
        matters="How much it would matter to people was thought about after they were asked.",
        asks="Ask for the public's interest to be weighed before a consultation opens.",
    ),
    rules=lambda c, s: (
        when(c.public_interest_considered_on <= c.opened_on, State.MET, "considered by the opening day"),
        otherwise(State.NOT_MET, "considered after it opened"),
    ),
    reads=reads(activities="opened_on public_interest_considered_on"),
    owes=Owes(
        opening,
        "Weigh the public's interest",
        cell("public_interest_considered_on"),
        units=every_consultation,
    ),
)

MEASURES = (
    PUBLICISED_FROM_THE_START,
    PLANNED_WITH_OTHERS,
    PUBLIC_INTEREST_CONSIDERED,
    DECISION_DATE_PLANNED,
    RESULTS_SEEN_BEFORE_DECIDING,
    PAPERS_IN_TIME,
    EVALUATED_WITH_A_LESSON,
)
