"""Each table and column in plain words, and why nothing can be told of a unit."""

from __future__ import annotations

from collections.abc import Mapping

from heard.model.missing import Missing, Record, Why
from heard.model.result import Finding
from heard.page.blocks import Words, code, words

RECORDS: Mapping[str, str] = {
    "activities": "consultations and engagement",
    "activities.closed_on": "the day each activity closed",
    "activities.service": "which service ran each activity",
    "activities.purpose": "what each activity was for",
    "activities.stage": "the stage each activity was at",
    "activities.scale": "which consultations were of a larger scale",
    "activities.significance": "which consultations were significant",
    "activities.impact_considered_on": "when the impact was considered",
    "activities.public_interest_considered_on": "when the public's interest was weighed",
    "activities.statutory_basis": "which consultations the law asked for",
    "activities.equality_needed": "whether equality had to be looked at",
    "activities.equality_done_on": "when equality was looked at",
    "activities.affected_listed_on": "when those affected were named",
    "activities.planned_on": "when each activity was planned",
    "activities.shared_with": "with whom each plan was shared",
    "activities.budget": "the money planned for each activity",
    "activities.staff_days_planned": "the staff days planned for each activity",
    "activities.asked_what_matters": "whether people were asked what they value most",
    "activities.what_people_valued": "what people said they value most",
    "activities.fed_back": "whether anything was published back",
    "activities.withdrawn_because": "why an activity was withdrawn",
    "activities.decision_planned_on": "the day a decision was planned for",
    "activities.proposal_final_on": "when each proposal became final",
    "activities.follows": "what engagement came before",
    "activities.recorded_on": "when each activity was entered",
    "activities.lead_id": "who led each activity",
    "activities.evaluated_on": "when each activity was looked back on",
    "activities.lesson": "what was learned",
    "publicity": "what was published to tell people",
    "openings": "the spells in which activities were open",
    "materials": "the papers people were given",
    "channels": "the ways people could take part",
    "affected_groups": "the groups likely to be affected",
    "responses": "responses",
    "population": "who lives here",
    "decisions": "what was decided",
    "decisions.decided_on": "the day of each decision",
    "feedback": "feedback to the public",
    "services": "the services of the Council",
    "service_feedback": "regular feedback to services",
    "boards": "seats on the Partnership Boards",
    "board_meetings": "meetings of the Partnership Boards",
    "board_items": "what the Partnership Boards took up",
    "organisations": "work with local organisations",
    "training": "training of staff",
    "forward_plan": "the forward plan",
    "toolkit": "the Consultation Toolkit",
    "practice": "lessons shared",
    "member_actions": "what members did",
    "advocacy": "issues raised for others",
    "key_decisions": "the Council's list of decisions",
    "key_decisions.expectation": "whether people could expect to be asked",
    "key_decisions.statutory_basis": "which decisions the law requires asking for",
    "committee": "what the Committee considered",
    "web_listing": "the public web pages",
    "contacts": "links and contacts",
    "judgements": "scores by assessors",
    "actions": "last year's actions",
}


def why_missing(finding: Finding) -> Words:
    """Why nothing can be told of a unit, in words with the address of what is missing."""
    if not finding.missing:
        return words(finding.reason)
    return words(*map(_why, finding.missing), between=", ")


def _why(missing: Missing) -> Words:
    table = missing.table
    match missing.why:
        case Why.NO_TABLE:
            return words(f"no record of {RECORDS.get(table, table)} (", code(table), ")")
        case Why.NO_ROW:
            return words(f"nothing written down of {RECORDS.get(table, table)} (", code(table), ")")
        case Why.BLANK:
            return words(code(str(missing)), " is blank")
        case Why.NO_COLUMN:
            return words(code(str(missing)), " was not supplied")
        case _:
            return words(f"{missing.why} in ", code(table))


def in_words(record: Record) -> Words:
    """A missing table or column in plain words, with its name; a column that has no such words, by its name."""
    name = str(record)
    return words(f"{RECORDS[name]} (", code(name), ")") if name in RECORDS else words(code(name))
