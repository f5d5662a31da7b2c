"""Understanding the legal requirements: LEGAL-1 to 8. heard records evidence; it does not certify lawfulness."""

from __future__ import annotations

import numpy as np

from heard.measures.cases import Cases
from heard.measures.claim import TRUE, Column, settled
from heard.measures.measure import PUBLIC, Measure, Rule, otherwise, when
from heard.measures.units import closed_activities, consultations
from heard.measures.words import days_open, decided, first_decided_on, its_materials, undecided
from heard.model.state import State
from heard.params import Standards

IMPACT_CONSIDERED_FIRST = Measure(
    id="impact_considered_first",
    title="Impact considered before it opened",
    serves=("LEGAL-1", "APPROACH-4"),
    units=closed_activities,
    rules=lambda c, s: (
        when(c.impact_considered_on <= c.opened_on, State.MET, "considered by the opening day"),
        otherwise(State.NOT_MET, "considered after it opened"),
    ),
    met_as="considered the impact before opening",
    noun="activities",
)

EXPECTATION_RECORDED = Measure(
    id="expectation_recorded",
    title="Whether people expected to be asked is on record",
    serves=("LEGAL-2",),
    units=consultations,
    rules=lambda c, s: (
        when(c.expectation.filled, State.MET, "on record"),
        otherwise(State.NO_EVIDENCE, "activities.expectation is blank", "activities.expectation"),
    ),
    met_as="have it on record whether people expected to be asked",
    caveat="Described, not judged: a record of an expectation does not show that it was met.",
    described=True,
)


def _equality_limit(c: Cases) -> Column:
    """The day before which the equality work had to be done, for it to be done by the first decision's report.

    The report is the earliest filled one of the decisions of that day; where there is none, or it came after the
    decision, the decision's own day counts, and the work had to be done before it.
    """
    decisions, first = c.rows("decisions"), first_decided_on(c)
    that_day = decisions.where(settled(decisions, (decisions.decided_on <= first).truth == TRUE))
    report = that_day.earliest(that_day.report_published_on)
    by_report = ~report.blank & (report.values <= first.values)
    values = np.where(by_report, report.values + 1, first.values)
    return Column(c, (*first.names, *report.names), values, first.blank | (not report.supplied), report.supplied)


def _equality(c: Cases, s: Standards) -> tuple[Rule, ...]:
    done = c.equality_done_on
    by_the_report = done < _equality_limit(c)
    return (
        when(c.equality_needed.surely_is("no"), State.NOT_APPLICABLE, "not needed"),
        when(
            ~c.equality_needed.filled & ~done.filled,
            State.NO_EVIDENCE,
            "neither whether it was needed nor when it was done",
            "activities.equality_needed",
            "activities.equality_done_on",
        ),
        when(~decided(c) & done.filled, State.MET, "done, and nothing is decided yet"),
        *undecided(c, s),
        when(done.filled & by_the_report, State.MET, "done by the day of the report"),
        otherwise(State.NOT_MET, "not done by the day of the report"),
    )


EQUALITY_BEFORE_DECISION = Measure(
    id="equality_before_decision",
    title="Equality impact looked at before deciding",
    serves=("LEGAL-3",),
    units=consultations,
    rules=_equality,
    met_as="looked at equality impact before deciding",
)

FORMATIVE = Measure(
    id="formative",
    title="Opened while the proposal could still change",
    serves=("LEGAL-4",),
    units=consultations,
    rules=lambda c, s: (
        when(c.proposal_final_on <= c.opened_on, State.NOT_MET, "the proposal was final by the opening day"),
        when(c.proposal_final_on <= c.closed_on, State.PARTLY, "the proposal became final while it was open"),
        otherwise(State.MET, "the proposal became final after closing"),
    ),
    met_as="opened and closed while the proposal could still change",
    caveat="The day a proposal became final is the day recorded; informal commitments are not seen.",
)


def _reasons(c: Cases, s: Standards) -> tuple[Rule, ...]:
    materials = its_materials(c)
    why = materials.some(materials.says_why.yes)
    return (
        when(why & materials.some(materials.gives_alternatives.yes), State.MET, "reasons and alternatives given"),
        when(why, State.PARTLY, "reasons given, no alternatives"),
        otherwise(State.NOT_MET, "no reasons given"),
    )


REASONS_AND_ALTERNATIVES = Measure(
    id="reasons_and_alternatives",
    title="Reasons and alternatives given",
    serves=("LEGAL-5",),
    units=consultations,
    rules=_reasons,
    met_as="gave reasons and alternatives",
    caveat="A check of the documents shows what was stated, not whether it was enough.",
)


def _long_enough(c: Cases, s: Standards) -> tuple[Rule, ...]:
    days = days_open(c)
    prescribed = c.prescribed_days.filled
    return (
        when(prescribed & (days >= c.prescribed_days), State.MET, "open as long as the law prescribes, or longer"),
        when(prescribed, State.NOT_MET, "open for less time than the law prescribes"),
        when(days < s.minimum_days, State.NOT_MET, f"open for less than {s.minimum_days} days"),
        when(days >= s.significant_days, State.MET, f"open for {s.significant_days} days or more"),
        when(c.significance.is_("other"), State.MET, f"open for {s.minimum_days} days or more, and not significant"),
        when(c.short_time_reason.filled, State.PARTLY, "significant and shorter, with its reason on record"),
        otherwise(State.NOT_MET, f"significant, open for less than {s.significant_days} days, and no reason on record"),
    )


OPEN_LONG_ENOUGH = Measure(
    id="open_long_enough",
    title="Open long enough",
    serves=("LEGAL-6", "CONSULT-7"),
    units=consultations,
    rules=_long_enough,
    met_as="were open long enough",
    caveat=(
        "First and last day included. Which consultations are significant is each service's own label; where there is "
        "none, the shortest and the longest alone can be told."
    ),
    word=PUBLIC,
)

DECIDED_AFTER_CLOSING = Measure(
    id="decided_after_closing",
    title="Decided after the consultation closed",
    serves=("LEGAL-7",),
    units=consultations,
    rules=lambda c, s: (
        *undecided(c, s),
        when(first_decided_on(c) > c.closed_on, State.MET, "decided after it closed"),
        otherwise(State.NOT_MET, "decided before it closed"),
    ),
    met_as="were decided after closing",
    caveat="The day of the decision is the day recorded; informal commitments are not seen.",
    word=PUBLIC,
)


def _by_a_body(c: Cases, s: Standards) -> tuple[Rule, ...]:
    decisions = c.rows("decisions")
    by_body = decisions.decided_on.filled & decisions.body_kind.is_("committee", "project board")
    return (
        *undecided(c, s),
        when(decisions.some(by_body), State.MET, "decided by a committee or project board"),
        otherwise(State.PARTLY, "decided by an officer"),
    )


CONSIDERED_BY_A_BODY = Measure(
    id="considered_by_a_body",
    title="Considered by a committee or project board",
    serves=("LEGAL-7",),
    units=consultations,
    rules=_by_a_body,
    met_as="were considered by a committee or project board",
    word=PUBLIC,
)


def _cited(c: Cases, s: Standards) -> tuple[Rule, ...]:
    decisions = c.rows("decisions")
    return (
        *undecided(c, s),
        when(
            decisions.every(~decisions.decided_on.filled | decisions.findings_cited.yes),
            State.MET,
            "every decision cites the findings",
        ),
        otherwise(State.NOT_MET, "a decision does not cite the findings"),
    )


FINDINGS_CITED_WHEN_DECIDING = Measure(
    id="findings_cited_when_deciding",
    title="The decision cites what people said",
    serves=("LEGAL-7",),
    units=consultations,
    rules=_cited,
    met_as="cite what people said when deciding",
    caveat="Whether a decision followed the majority is never scored.",
    word=PUBLIC,
)

MEASURES = (
    IMPACT_CONSIDERED_FIRST,
    EXPECTATION_RECORDED,
    EQUALITY_BEFORE_DECISION,
    FORMATIVE,
    REASONS_AND_ALTERNATIVES,
    OPEN_LONG_ENOUGH,
    DECIDED_AFTER_CLOSING,
    CONSIDERED_BY_A_BODY,
    FINDINGS_CITED_WHEN_DECIDING,
)
