"""Understanding the legal requirements: LEGAL-1 to 8. heard records evidence; it does not certify lawfulness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from heard.english import span
from heard.measures.cases import Cases
from heard.measures.claim import Column, LastDay
from heard.measures.measure import PUBLIC, Done, Measure, Owes, Says, cell, noted, reads
from heard.measures.owes import (
    before_the_decision,
    closing,
    counted,
    deciding,
    either,
    its_decision,
    last_day,
    opening,
    papers_closing,
    with_papers,
)
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import (
    closed_activities,
    consultations,
    decisions_of_the_council,
    decisions_that_law_bound,
    every_activity,
    every_consultation,
)
from heard.measures.words import (
    days_open,
    decided,
    first_decided_on,
    had_a_say,
    its_materials,
    names_what_is_not_there,
    undecided,
)
from heard.model.missing import Record
from heard.model.result import Counts, Finding
from heard.model.standards import Basis, Standards
from heard.model.state import State

IMPACT_CONSIDERED_FIRST = Measure(
    id="impact_considered_first",
    title="Impact considered before it opened",
    units=closed_activities,
    says=Says(
        done="considered the impact before opening",
        undone="considered the impact after opening",
        matters="People were asked before the Council had weighed whom the plan would touch.",
        asks="Ask for the impact to be weighed before an activity opens.",
        noun="activities",
    ),
    rules=lambda c, s: (
        when(c.impact_considered_on <= c.opened_on, State.MET, "considered by the opening day"),
        otherwise(State.NOT_MET, "considered after it opened"),
    ),
    reads=reads(activities="impact_considered_on opened_on"),
    owes=Owes(
        opening,
        "Weigh the impact",
        cell("impact_considered_on"),
        units=every_activity,
    ),
)

NAMES_A_SAY = "closed_on level opened_on withdrawn_on"  # what is read of the activity that a decision names


def _say(s: Standards) -> str:
    return f"people were asked in the {s.say_within_years} years before"


EXPECTATIONS_MET = Measure(
    id="expectations_met",
    title="People who could expect to be asked were asked",
    units=decisions_of_the_council,
    says=Says(
        done="came after people who could expect to be asked had been",
        undone="came without asking people who could expect to be asked",
        matters="People had been led to expect a say, and on the record they were given none in time.",
        asks="Ask of each decision whether people could expect to be asked, and for them to be asked first.",
        noun="decisions",
        limit="in the {say_within_years} years before",
    ),
    rules=lambda c, s: (
        when(c.expectation.is_("none"), State.NOT_APPLICABLE, "nobody could expect to be asked"),
        names_what_is_not_there(c),
        when(had_a_say(c, s), State.MET, _say(s)),
        otherwise(State.NOT_MET, "people could expect to be asked, and were not asked in time"),
    ),
    reads=reads(activities=NAMES_A_SAY, key_decisions="activity_id decided_on expectation"),
    asks_of=Record("key_decisions", "activity_id"),
    caveat="Whether people could expect to be asked is what the list of decisions says of past practice and promises.",
    owes=Owes(
        deciding,
        "Ask those who can expect to be asked",
        noted("key_decisions.activity_id"),
    ),
)

REQUIRED_CONSULTATIONS_HELD = Measure(
    id="required_consultations_held",
    title="People were asked where the law requires it",
    units=decisions_that_law_bound,
    says=Says(
        done="came after the consultation that the law requires",
        undone="came without the consultation that the law requires",
        matters="A law is on record that requires asking people, and no consultation in time is.",
        asks="Ask of each of these decisions how what the law requires was done.",
        noun="decisions",
        limit="in the {say_within_years} years before",
    ),
    rules=lambda c, s: (
        names_what_is_not_there(c),
        when(had_a_say(c, s), State.MET, _say(s)),
        otherwise(State.NOT_MET, "a law requires asking, and nobody was asked in time"),
    ),
    reads=reads(activities=NAMES_A_SAY, key_decisions="activity_id decided_on"),
    asks_of=Record("key_decisions", "activity_id"),
    caveat=(
        "Which decisions a law requires asking for is what the list of decisions says. "
        "Whether that law was kept in every way is not judged here."
    ),
    owes=Owes(
        deciding,
        "Hold the consultation that the law requires",
        noted("key_decisions.activity_id"),
    ),
)


def _equality_limit(c: Cases) -> Column:
    """The day before which the equality work had to be done, for it to be done by the first decision's report.

    The report is the earliest filled one of the decisions of that day; where there is none, or it came after the
    decision, the decision's own day counts, and the work had to be done before it.
    """
    decisions, first = c.rows("decisions"), first_decided_on(c)
    that_day = decisions.where((decisions.decided_on <= first).surely)
    report = that_day.earliest(that_day.report_published_on)
    by_report = ~report.blank & (report.values <= first.values)
    return Column(
        c,
        (*first.missing, *report.missing),
        np.where(by_report, report.values + 1, first.values),
        first.blank | (not report.supplied),
        report.supplied,
        first.rows | report.rows,
    )


def _equality(c: Cases, s: Standards) -> tuple[Rule, ...]:
    done = c.equality_done_on
    by_the_report = done < _equality_limit(c)
    return (
        when(c.equality_needed.surely_is("no"), State.NOT_APPLICABLE, "not needed"),
        when(
            ~c.equality_needed.filled & ~done.filled,
            State.NO_EVIDENCE,
            "neither whether it was needed nor when it was done",
            c.equality_needed,
            c.equality_done_on,
        ),
        when(~decided(c) & done.filled, State.MET, "done, and nothing is decided yet"),
        *undecided(c, s),
        when(done.filled & by_the_report, State.MET, "done by the day of the report"),
        when(~done.filled, State.NOT_MET, "no day is given when it was done"),
        otherwise(State.NOT_MET, "done after the day of the report"),
    )


def _equality_by(c: Cases, s: Standards) -> LastDay:
    """The last day on which it is done in time; where nothing is decided, the day of the papers."""
    limit = last_day(_equality_limit(c) - 1, "the day of the report, or the day before the decision, {day}", Basis.LAW)
    return either(limit, with_papers(c.decision_planned_on, decided(c), s.clear_days), decided(c).true)


EQUALITY_BEFORE_DECISION = Measure(
    id="equality_before_decision",
    title="Equality impact looked at before deciding",
    units=consultations,
    says=Says(
        done="looked at equality impact before deciding",
        undone="did not look at equality impact before deciding",
        matters="The record does not show that equality was looked at before the decision was taken.",
        asks="Ask for equality to be looked at before each decision.",
    ),
    rules=_equality,
    reads=reads(activities="closed_on equality_done_on equality_needed", decisions="decided_on report_published_on"),
    owes=Owes(
        _equality_by,
        "Look at the equality impact",
        cell("equality_done_on"),
        units=every_consultation,
    ),
)

FORMATIVE = Measure(
    id="formative",
    title="Opened while the proposal could still change",
    units=consultations,
    says=Says(
        done="opened and closed while the proposal could still change",
        undone="opened when the proposal was already final",
        matters="On the record, the proposal was already final when people were asked.",
        asks="Ask for people to be asked while the plan can still change.",
    ),
    rules=lambda c, s: (
        when(c.proposal_final_on <= c.opened_on, State.NOT_MET, "the proposal was final by the opening day"),
        when(c.proposal_final_on <= c.closed_on, State.PARTLY, "the proposal became final while it was open"),
        otherwise(State.MET, "the proposal became final after closing"),
    ),
    reads=reads(activities="closed_on opened_on proposal_final_on"),
    caveat="The day a proposal became final is the day recorded; informal commitments are not seen.",
    no_day="Its day is one before which something must not happen.",
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
    units=consultations,
    says=Says(
        done="gave reasons and alternatives",
        undone="gave no reasons",
        matters="People had no reasons on paper to weigh the plan by.",
        asks="Ask for every paper to give reasons and alternatives.",
    ),
    rules=_reasons,
    reads=reads(materials="gives_alternatives says_why"),
    caveat="A check of the documents shows what was stated, not whether it was enough.",
    owes=Owes(
        papers_closing,
        "Give reasons and alternatives in the papers",
        noted("materials.says_why;materials.gives_alternatives"),
        units=every_consultation,
    ),
)


def _long_enough(c: Cases, s: Standards) -> tuple[Rule, ...]:
    days = days_open(c)
    prescribed = c.prescribed_days.filled
    return (
        when(
            prescribed & (days >= c.prescribed_days),
            State.MET,
            "open for the length on record as set by law, or longer",
        ),
        when(prescribed, State.NOT_MET, "the record gives a length set by law, and fewer days open"),
        when(days < s.minimum_days, State.NOT_MET, f"open for less than {s.minimum_days} days"),
        when(days >= s.significant_days, State.MET, f"open for {s.significant_days} days or more"),
        when(c.significance.is_("other"), State.MET, f"open for {s.minimum_days} days or more, and not significant"),
        when(c.short_time_reason.filled, State.PARTLY, "significant and shorter, with its reason on record"),
        otherwise(State.NOT_MET, f"significant, open for less than {s.significant_days} days, and no reason on record"),
    )


def _how_short(c: Cases, s: Standards, findings: Sequence[Finding]) -> Counts:
    """How long those were open that were open for too short a time, by the rule that each fell short of."""
    days = dict(zip(c.ids, days_open(c).values, strict=True))
    by_rule: dict[str, list[int]] = {}
    for finding in findings:
        by_rule.setdefault(finding.reason, []).append(int(days[finding.unit_id]))
    return tuple((f"{why}: {span(open_for)}", len(open_for)) for why, open_for in sorted(by_rule.items()))


OPEN_LONG_ENOUGH = Measure(
    id="open_long_enough",
    title="Open long enough",
    units=consultations,
    says=Says(
        done="were open long enough",
        undone="were not open long enough",
        matters="People had less time to answer than the strategy sets.",
        asks="Ask for each consultation to be open as long as the strategy says, or to say why not.",
        limit="{minimum_days} days, or {significant_days} where it is significant",
    ),
    rules=_long_enough,
    shortfall=_how_short,
    definition=2,
    reads=reads(
        activities="closed_on opened_on prescribed_days short_time_reason significance", openings="closed_on opened_on"
    ),
    caveat=(
        "Days really open, first and last day included; days between two spells are not counted. Which consultations "
        "are significant is each service's own label; where there is none, the shortest and the longest alone can be "
        "told."
    ),
    word=PUBLIC,
    owes=Owes(
        closing,
        "Keep it open long enough",
        noted("activities.closed_on"),
        units=every_consultation,
    ),
)


def _decided_by(c: Cases, s: Standards) -> LastDay:
    first = first_decided_on(c)
    already = last_day(first, "it was decided on {day}, by the day it closed", Basis.STRATEGY)
    usual = counted(c.closed_on, "undecided_days", s, "after it {closes} on {day}")
    return either(already, usual, (first <= c.closed_on).true)


DECIDED_AFTER_CLOSING = Measure(
    id="decided_after_closing",
    title="Decided after the consultation closed",
    units=consultations,
    says=Says(
        done="were decided after closing",
        undone="were decided before closing",
        matters="The decision is dated before people had finished answering.",
        asks="Ask how decisions came to be dated before closing.",
    ),
    rules=lambda c, s: (
        *undecided(c, s),
        when(first_decided_on(c) > c.closed_on, State.MET, "decided after it closed"),
        otherwise(State.NOT_MET, "the first decision on record is dated on or before the closing day"),
    ),
    reads=reads(activities="closed_on", decisions="decided_on"),
    caveat="The day of the decision is the day recorded; informal commitments are not seen.",
    word=PUBLIC,
    owes=Owes(
        _decided_by,
        "Decide, and put the decision on record",
        Done("decisions.decided_on", first_decided_on),
        units=every_consultation,
    ),
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
    units=consultations,
    says=Says(
        done="were considered by a committee or project board",
        undone="were not considered by a committee or project board",
        matters="An officer decided; no body is on record as weighing what people said.",
        asks="Consider which decisions should come to a committee or board.",
    ),
    rules=_by_a_body,
    reads=reads(activities="closed_on", decisions="body_kind decided_on"),
    word=PUBLIC,
    no_day="It asks who decides, and not when.",
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


def _cited_by(c: Cases, s: Standards) -> LastDay:
    """The day of the decision, for it is the decision that cites them."""
    decisions = c.rows("decisions")
    return before_the_decision(
        its_decision(c, decisions, decisions.findings_cited.yes, first_decided_on(c)), decided(c)
    )


FINDINGS_CITED_WHEN_DECIDING = Measure(
    id="findings_cited_when_deciding",
    title="The decision cites what people said",
    units=consultations,
    says=Says(
        done="cite what people said when deciding",
        undone="do not cite what people said when deciding",
        matters="The decision does not show on paper that it took in what people said.",
        asks="Ask for each decision to cite what people said.",
    ),
    rules=_cited,
    reads=reads(activities="closed_on", decisions="decided_on findings_cited"),
    caveat="Whether a decision followed the majority is never scored.",
    word=PUBLIC,
    owes=Owes(
        _cited_by,
        "Cite what people said in the decision",
        noted("decisions.findings_cited"),
        units=every_consultation,
    ),
)

MEASURES = (
    IMPACT_CONSIDERED_FIRST,
    EXPECTATIONS_MET,
    REQUIRED_CONSULTATIONS_HELD,
    EQUALITY_BEFORE_DECISION,
    FORMATIVE,
    REASONS_AND_ALTERNATIVES,
    OPEN_LONG_ENOUGH,
    DECIDED_AFTER_CLOSING,
    CONSIDERED_BY_A_BODY,
    FINDINGS_CITED_WHEN_DECIDING,
)
