"""Delivering the strategy: DELIVER-1 to 6."""

from __future__ import annotations

import numpy as np

from heard.measures.cases import Cases
from heard.measures.claim import BLANK_DAY, TRUE, Column, day_number, settled
from heard.measures.measure import INTERNAL, PUBLIC, Measure, Rule, otherwise, when
from heard.measures.units import actions, documents, opened_consultations, the_year
from heard.measures.words import considered
from heard.model.period import add_years
from heard.model.state import State
from heard.params import Standards

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
    serves=("DELIVER-1",),
    units=opened_consultations,
    rules=_planned,
    met_as="were on the forward plan before they opened",
    caveat="Asked of consultations that their service labelled significant.",
    word=PUBLIC,
)


def _plan_ready(c: Cases, s: Standards) -> tuple[Rule, ...]:
    plan = c.year_rows("forward_plan")
    entries = settled(plan, plan.financial_year.values == c.year.period.name)
    ready = (entries & (plan.added_on <= c.year.period.first_day)).truth == TRUE
    n_entries, n_ready = int((entries.truth == TRUE).sum()), int(ready.sum())
    half = settled(
        c, n_entries > 0 and 2 * n_ready >= n_entries, "forward_plan.financial_year", "forward_plan.added_on"
    )
    return (
        when(half & plan.some(entries), State.MET, "half or more of its entries were there by the first day"),
        when(plan.some(settled(plan, ready)), State.PARTLY, "some of its entries were there by the first day"),
        otherwise(State.NOT_MET, "nothing was on it by the first day"),
    )


FORWARD_PLAN_READY = Measure(
    id="forward_plan_ready",
    title="A forward plan ready for the year",
    serves=("DELIVER-1",),
    units=the_year("forward_plan"),
    rules=_plan_ready,
    met_as="began with a forward plan",
    noun="year",
    word=PUBLIC,
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


TOOLKIT_UPDATED = Measure(
    id="toolkit_updated",
    title="The Consultation Toolkit kept up to date",
    serves=("DELIVER-2",),
    units=the_year("toolkit"),
    rules=_updated,
    met_as="saw the Toolkit updated and its law reviewed",
    noun="year",
    word=INTERNAL,
)


def _shared(c: Cases, s: Standards) -> tuple[Rule, ...]:
    practice = c.year_rows("practice", within="shared_on")
    members, staff = (practice.some(practice.audience.has_(who)) for who in ("members", "staff"))
    return (
        when(members & staff, State.MET, "lessons shared with members and with staff"),
        when(members | staff, State.PARTLY, "lessons shared with members or with staff, not both"),
        otherwise(State.NOT_MET, "no lesson shared in the period"),
    )


PRACTICE_SHARED = Measure(
    id="practice_shared",
    title="Good practice shared with members and staff",
    serves=("DELIVER-4",),
    units=the_year("practice"),
    rules=_shared,
    met_as="saw good practice shared with members and staff",
    noun="year",
    word=INTERNAL,
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


REPORTED_TO_COMMITTEE = Measure(
    id="reported_to_committee",
    title="Last year's report taken to the Committee",
    serves=("DELIVER-5",),
    units=the_year("committee"),
    rules=_reported,
    met_as="saw last year's report taken to the Committee",
    noun="year",
    word=PUBLIC,
)


def _reviewed(c: Cases, s: Standards) -> tuple[Rule, ...]:
    limit = add_years(c.year.as_at, -YEARS_BETWEEN_REVIEWS)
    reviews = c.rows("committee", by="kind", keys=np.array([f"{name} review" for name in c.ids], dtype=object))
    adopted = [c.year.strategy.adopted_on.get(name) for name in c.ids]
    days = np.array([BLANK_DAY if day is None else day_number(day) for day in adopted], dtype=np.int64)
    adopted_on = Column(c, ("adopted_on",), days, days == BLANK_DAY)
    return (
        when(
            reviews.some(reviews.considered_on >= limit),
            State.MET,
            f"reviewed in the last {YEARS_BETWEEN_REVIEWS} years",
        ),
        when(adopted_on >= limit, State.NOT_YET_DUE, f"adopted in the last {YEARS_BETWEEN_REVIEWS} years"),
        otherwise(State.NOT_MET, f"no review on record in the last {YEARS_BETWEEN_REVIEWS} years"),
    )


REVIEWED_IN_THREE_YEARS = Measure(
    id="reviewed_in_three_years",
    title="Reviewed every three years",
    serves=("DELIVER-6",),
    units=documents,
    rules=_reviewed,
    met_as="were reviewed in the last three years",
    noun="documents",
    word=PUBLIC,
)


def _done(c: Cases, s: Standards) -> tuple[Rule, ...]:
    due = np.where(c.due_on.blank, day_number(c.year.period.last_day), c.due_on.values)
    due_on = Column(c, c.due_on.names, due, np.zeros(c.n, dtype=bool))
    return (
        when(c.done_on.filled & (c.done_on <= due_on), State.MET, "done by the day it was due"),
        when(c.done_on.filled, State.PARTLY, "done late"),
        otherwise(State.NOT_MET, "not done"),
    )


ACTIONS_DONE = Measure(
    id="actions_done",
    title="Last year's actions done",
    serves=("DELIVER-5",),
    units=actions,
    rules=_done,
    met_as="were done by the day they were due",
    noun="actions",
    word=INTERNAL,
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
