"""Delivering the strategy: DELIVER-1 to 6."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from heard.english import capital, day, listed, number, some
from heard.maths.months import add_years, last_day_within_years
from heard.measures.cases import Cases, Rows
from heard.measures.claim import BLANK_DAY, Column, LastDay, day_number
from heard.measures.columns import Columns
from heard.measures.measure import INTERNAL, PUBLIC, Done, Late, Measure, Owes, Says, noted, reads
from heard.measures.owes import counted, either, end_of_period, fixed, last_day
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import actions, documents, every_consultation, opened_consultations, the_year
from heard.measures.words import considered, considered_in_words
from heard.model.standards import Basis, Standards
from heard.model.state import State

YEARS_BETWEEN_REVIEWS = 3  # the strategy's own: "every three years"


def _planned(c: Cases, s: Standards) -> tuple[Rule, ...]:
    plan = c.rows("forward_plan")
    return (
        when(c.significance.is_("other"), State.NOT_APPLICABLE, "not significant"),
        when(
            plan.some(plan.added_on <= c.opened_on - s.forward_plan_days),
            State.MET,
            f"on the forward plan {s.forward_plan_days} days or more before it opened",
        ),
        otherwise(State.NOT_MET, f"not on the forward plan {s.forward_plan_days} days before it opened"),
    )


ON_THE_FORWARD_PLAN = Measure(
    id="on_the_forward_plan",
    title="On the forward plan before it opened",
    units=opened_consultations,
    says=Says(
        done="were on the forward plan before they opened",
        undone="were not on the forward plan in time",
        matters="People could not see from the plan that they were coming.",
        asks="Ask for every large consultation to be put on the forward plan in time.",
        limit="by {forward_plan_days} days or more",
    ),
    rules=_planned,
    reads=reads(activities="opened_on significance", forward_plan="added_on"),
    caveat="Asked of consultations that their service labelled significant.",
    word=PUBLIC,
    owes=Owes(
        lambda c, s: counted(c.opened_on, "forward_plan_days", s, "before it {opens} on {day}"),
        "Put it on the forward plan",
        Done("forward_plan.added_on", lambda c: c.rows("forward_plan").earliest(c.rows("forward_plan").added_on)),
        units=every_consultation,
    ),
)


def _plan_ready(c: Cases, s: Standards) -> tuple[Rule, ...]:
    plan = c.year_rows("forward_plan")
    entries = plan.financial_year.surely_among({c.year.period.name})
    ready = plan.added_on <= c.year.period.first_day
    return (
        when(
            plan.half(entries, ready) & plan.some(entries),
            State.MET,
            "half or more of its entries were there by the first day",
        ),
        when(plan.some((entries & ready).surely), State.PARTLY, "some of its entries were there by the first day"),
        otherwise(State.NOT_MET, "nothing was on it by the first day"),
    )


def _the_plan(year: Columns) -> str:
    """How much of the plan was there on the first day of the year."""
    plan, period = year.rows("forward_plan"), year.period
    entries = plan[plan["financial_year"] == period.name]
    if entries.empty:
        return f"The plan has no entry for {period.name}."
    ready, had = int((entries["added_on"] <= period.first_day).sum()), some(len(entries), "entries")
    return f"The plan for {period.name} had {had}; {number(ready)} stood on it by {day(period.first_day)}."


def _next_year(year: Columns) -> Columns:
    """The same records, read for the year that follows."""
    return replace(year, period=year.period.after)


FORWARD_PLAN_READY = Measure(
    id="forward_plan_ready",
    title="A forward plan ready for the year",
    units=the_year("forward_plan"),
    says=Says(
        done="began with a forward plan",
        undone="nothing was on the forward plan by the first day of the year",
        matters="The public could not see at the start of the year what would be asked.",
        asks="Ask for a forward plan to be ready by the first day of the year.",
        noun="year",
    ),
    rules=_plan_ready,
    content=_the_plan,
    reads=reads(forward_plan="added_on financial_year"),
    word=PUBLIC,
    owes=Owes(
        lambda c, s: fixed(c, c.year.period.first_day, "the first day of the year it is for, {day}", Basis.PERIOD),
        "Have a forward plan ready for the next year",
        noted("forward_plan.added_on"),
        year=_next_year,
    ),
)


def _updated(c: Cases, s: Standards) -> tuple[Rule, ...]:
    toolkit, period = c.year_rows("toolkit"), c.year.period
    published = toolkit.some(toolkit.published_on.between(period.first_day, period.last_day))
    reviewed = toolkit.some(
        toolkit.legal_reviewed_on.filled & toolkit.legal_reviewed_on.between(period.first_day, period.last_day)
    )
    return (
        when(published & reviewed, State.MET, "a version published, and the law in it reviewed"),
        when(published | reviewed, State.PARTLY, "published or reviewed, not both"),
        otherwise(State.NOT_MET, "neither published nor reviewed in the period"),
    )


def _the_toolkit(year: Columns) -> str:
    """What was published of the Toolkit, and when the law in it was looked at."""
    published = year.rows_within("toolkit", "published_on")
    versions = zip(published["version"], published["published_on"], strict=True)
    came_out = [f"version {version} came out on {day(when)}" for version, when in versions][-2:]
    reviewed = sorted(set(year.rows_within("toolkit", "legal_reviewed_on")["legal_reviewed_on"]))
    law = f"the law in it was checked on {day(reviewed[-1])}" if reviewed else "no check of the law in it is on record"
    return capital(f"{listed(came_out or ['no version came out'])}; {law}.")


TOOLKIT_UPDATED = Measure(
    id="toolkit_updated",
    title="The Consultation Toolkit kept up to date",
    units=the_year("toolkit"),
    says=Says(
        done="saw the Toolkit updated and its law reviewed",
        undone="the Toolkit was not updated, and the law in it was not checked",
        matters="Staff worked from advice that nobody is on record as having checked.",
        asks="Ask for the Toolkit to be brought up to date, and the law in it to be checked.",
        noun="year",
    ),
    rules=_updated,
    content=_the_toolkit,
    reads=reads(toolkit="legal_reviewed_on published_on"),
    word=INTERNAL,
    owes=Owes(
        end_of_period,
        "Publish a version of the Toolkit, and have the law in it reviewed",
        noted("toolkit.published_on;toolkit.legal_reviewed_on"),
    ),
)


def _shared(c: Cases, s: Standards) -> tuple[Rule, ...]:
    practice = c.year_rows("practice", within="shared_on")
    members, staff = (practice.some(practice.audience.has_(who)) for who in ("members", "staff"))
    return (
        when(members & staff, State.MET, "lessons shared with members and with staff"),
        when(members | staff, State.PARTLY, "lessons shared with members or with staff, not both"),
        otherwise(State.NOT_MET, "no lesson shared in the period"),
    )


def _the_lessons(year: Columns) -> str:
    """How many lessons were shared, with whom, and when."""
    lessons = year.rows_within("practice", "shared_on")
    if lessons.empty:
        return "No lesson was shared."
    audiences = lessons["audience"].fillna("").str.split(";")
    reached = [(who, int(audiences.map(lambda whom, who=who: who in whom).sum())) for who in ("members", "staff")]
    if len(lessons) == 1:
        whom = listed(who for who, n in reached if n) if any(n for _, n in reached) else "nobody named"
        return f"1 lesson, to {whom}, {day(lessons['shared_on'].iloc[0])}."
    first, last = day(lessons["shared_on"].iloc[0]), day(lessons["shared_on"].iloc[-1])
    with_whom = listed(f"{n or 'none'} to {who}" for who, n in reached)
    return f"{some(len(lessons), 'lessons')}, {with_whom}, from {first} to {last}."


PRACTICE_SHARED = Measure(
    id="practice_shared",
    title="Good practice shared with members and staff",
    units=the_year("practice"),
    says=Says(
        done="saw good practice shared with members and staff",
        undone="no lesson was shared in the year",
        matters="What one service learned is not on record as having reached another.",
        asks="Ask for lessons to be shared with members and with staff.",
        noun="year",
    ),
    rules=_shared,
    content=_the_lessons,
    reads=reads(practice="audience"),
    word=INTERNAL,
    owes=Owes(
        end_of_period,
        "Share a lesson with members and with staff",
        noted("practice.shared_on;practice.audience"),
    ),
)


def _reported(c: Cases, s: Standards) -> tuple[Rule, ...]:
    items = c.year_rows("committee")
    last_year = items.period.is_(c.year.period.before.name)
    ours, theirs = considered(c, items, "annual report", also=last_year)
    return (
        when(ours, State.MET, "the committee considered last year's annual report"),
        when(theirs, State.PARTLY, "another body considered last year's annual report"),
        otherwise(State.NOT_MET, "last year's annual report was not considered"),
    )


def _the_report(year: Columns) -> str:
    """When last year's report was considered, and by whom."""
    items, before = year.rows("committee"), year.period.before.name
    told = considered_in_words(year, items[(items["kind"] == "annual report") & (items["period"] == before)])
    return capital(f"{told[-1]}.") if told else f"No annual report for {before} is on record as considered."


def _report_considered(c: Cases) -> Column:
    """The first day on which last year's report was considered."""
    items = c.year_rows("committee")
    reports = items.where((items.kind.is_("annual report") & items.period.is_(c.year.period.before.name)).surely)
    return reports.earliest(reports.considered_on)


REPORTED_TO_COMMITTEE = Measure(
    id="reported_to_committee",
    title="Last year's report taken to the Committee",
    units=the_year("committee"),
    says=Says(
        done="saw last year's report taken to the Committee",
        undone="the report for the year before was not considered",
        matters="Members had no yearly report to judge by.",
        asks="Agree when each yearly report will come to this committee.",
        noun="year",
    ),
    rules=_reported,
    content=_the_report,
    reads=reads(committee="kind period"),
    word=PUBLIC,
    owes=Owes(
        lambda c, s: fixed(
            c, c.year.report_as_at or c.year.as_at, "the day that the report speaks of, {day}", Basis.PERIOD
        ),
        "Take last year's report to the committee",
        Done("committee.considered_on", _report_considered),
        late=Late.ALWAYS,
    ),
)


def _reviews(c: Cases) -> Rows:
    """The reviews of each document."""
    return c.rows("committee", by="kind", keys=np.array([f"{name} review" for name in c.ids], dtype=object))


def _adopted_on(c: Cases) -> Column:
    """The day each document was adopted."""
    adopted = [c.year.strategy.adopted_on.get(name) for name in c.ids]
    days = np.array([BLANK_DAY if day is None else day_number(day) for day in adopted], dtype=np.int64)
    return Column(c, (), days, days == BLANK_DAY)


def _reviewed(c: Cases, s: Standards) -> tuple[Rule, ...]:
    limit, reviews = add_years(c.year.as_at, -YEARS_BETWEEN_REVIEWS), _reviews(c)
    return (
        when(
            reviews.some(reviews.considered_on >= limit),
            State.MET,
            f"reviewed in the last {YEARS_BETWEEN_REVIEWS} years",
        ),
        when(_adopted_on(c) >= limit, State.NOT_YET_DUE, f"adopted in the last {YEARS_BETWEEN_REVIEWS} years"),
        otherwise(State.NOT_MET, f"no review on record in the last {YEARS_BETWEEN_REVIEWS} years"),
    )


def _the_reviews(year: Columns) -> str:
    """When the strategy and the Commitment were last reviewed."""
    items, told = year.rows("committee"), []
    for document, named in (("strategy", "the strategy"), ("commitment", "the Commitment")):
        days = items.loc[items["kind"] == f"{document} review", "considered_on"].dropna()
        days = days[days <= year.as_at]
        last = f"{named} was last reviewed on {day(max(days))}" if len(days) else f"no review of {named} is on record"
        told.append(last)
    return capital(f"{listed(told)}.")


def _review_by(c: Cases, s: Standards) -> LastDay:
    """The last day on which the latest review, or else the adoption, is no more than three years ago."""
    reviews = _reviews(c)
    since = reviews.latest(reviews.considered_on).or_if_blank(_adopted_on(c))
    ends = since.moved(lambda day: last_day_within_years(day, YEARS_BETWEEN_REVIEWS))
    words = f"{YEARS_BETWEEN_REVIEWS} years after it was adopted or last reviewed, on {{day}}"
    return last_day(ends, words, Basis.STRATEGY, since)


REVIEWED_IN_THREE_YEARS = Measure(
    id="reviewed_in_three_years",
    title="Reviewed every three years",
    units=documents,
    says=Says(
        done="were reviewed in the last three years",
        undone="have no review on record in the last three years",
        matters="The promise to review every three years has passed its day.",
        asks="Set the day by which the strategy and the Commitment will be reviewed.",
        noun="documents",
    ),
    rules=_reviewed,
    content=_the_reviews,
    reads=reads(committee="considered_on"),
    word=PUBLIC,
    owes=Owes(
        _review_by,
        "Review it",
        noted("committee.considered_on"),
        late=Late.ALWAYS,
        renewed=True,
    ),
)


def _done(c: Cases, s: Standards) -> tuple[Rule, ...]:
    due_on = c.due_on.or_on(c.year.period.last_day)
    return (
        when(c.done_on.filled & (c.done_on <= due_on), State.MET, "done by the day it was due"),
        when(c.done_on.filled, State.PARTLY, "done late"),
        otherwise(State.NOT_MET, "not done"),
    )


def _action_by(c: Cases, s: Standards) -> LastDay:
    agreed = last_day(c.due_on, "the day agreed, {day}", Basis.PROMISED)
    return either(agreed, end_of_period(c, s), ~c.due_on.blank)


ACTIONS_DONE = Measure(
    id="actions_done",
    title="Last year's actions done",
    units=actions,
    says=Says(
        done="were done by the day they were due",
        undone="were not done",
        matters="What last year's report asked for is still to do.",
        asks="Ask when each action that is not done will be.",
        noun="actions",
    ),
    rules=_done,
    reads=reads(actions="done_on due_on"),
    word=INTERNAL,
    owes=Owes(
        _action_by,
        "Do what was agreed",
        Done("actions.done_on", lambda c: c.done_on),
        late=Late.ALWAYS,
    ),
)

MEASURES = (
    ON_THE_FORWARD_PLAN,
    FORWARD_PLAN_READY,
    TOOLKIT_UPDATED,
    PRACTICE_SHARED,
    REPORTED_TO_COMMITTEE,
    REVIEWED_IN_THREE_YEARS,
    ACTIONS_DONE,
)
