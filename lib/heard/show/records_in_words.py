"""Each table and column in plain words, and why nothing can be told of a unit."""

from __future__ import annotations

from collections.abc import Mapping

from heard.model.missing import Missing, Record, Why
from heard.model.result import Finding
from heard.model.tables import UNDERSTOOD
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
    "actions.done_on": "when an action was done",
    "actions.due_on": "when an action was due",
    "activities.first_closed_on": "the day first given for closing",
    "activities.in_scope": "whether the strategy covers it",
    "activities.level": "whether it was a consultation or engagement",
    "activities.listed_on": "when it was first on the web pages",
    "activities.opened_on": "the day it opened",
    "activities.options_published_on": "when its options were published",
    "activities.prescribed_days": "how long the law asks for",
    "activities.promised_feedback_on": "the day promised for feedback",
    "activities.run_by": "who ran it",
    "activities.short_time_reason": "why there was less time",
    "activities.target": "whom it was meant for",
    "activities.withdrawn_on": "the day it was withdrawn",
    "advocacy.used": "whether an issue raised for others was used",
    "affected_groups.contacted_on": "when a group was contacted",
    "affected_groups.support_needed": "whether a group needed support",
    "affected_groups.support_offered": "whether support was offered",
    "board_items.kind": "what kind of thing a board took up",
    "board_items.stage": "how far along it was",
    "board_meetings.lived_experience_present": "whether people with lived experience were there",
    "board_meetings.met_on": "the day a board met",
    "board_meetings.public_sector_present": "whether public services were there",
    "board_meetings.voluntary_sector_present": "whether voluntary groups were there",
    "boards.board": "which board a seat is on",
    "boards.filled": "whether a seat is filled",
    "boards.voice": "whose voice a seat is for",
    "channels.channel": "which way people took part",
    "channels.contributions": "how much came in",
    "channels.read": "how much was read",
    "committee.body": "which body considered it",
    "committee.considered_on": "the day it was considered",
    "committee.kind": "what was considered",
    "committee.period": "which year it was about",
    "committee.written_with": "who it was written with",
    "contacts.confirmed_on": "when a contact was last confirmed",
    "contacts.works": "whether a contact works",
    "decisions.body_kind": "what kind of body decided",
    "decisions.findings_cited": "whether the findings were cited",
    "decisions.outcome": "what a decision did",
    "decisions.reasons_published_on": "when reasons were published",
    "decisions.report_published_on": "when the report was published",
    "feedback.includes_reasons": "whether feedback gives reasons",
    "feedback.published_on": "when feedback was published",
    "feedback.sent_to_participants": "whether those who took part were told",
    "forward_plan.activity_id": "which activity an entry became",
    "forward_plan.added_on": "when an entry was added",
    "forward_plan.financial_year": "which year an entry is for",
    "judgements.score": "the score",
    "key_decisions.activity_id": "which consultation a decision had",
    "key_decisions.affects_public": "whether a decision affects the public",
    "key_decisions.decided_on": "the day of a key decision",
    "key_decisions.reason_without": "why a decision went without one",
    "materials.formats": "which formats were offered",
    "materials.gives_alternatives": "whether the papers give alternatives",
    "materials.newest_figure_on": "the date of the newest figure",
    "materials.says_deadline": "whether the papers give the last day",
    "materials.says_difference": "whether the papers say what difference it can make",
    "materials.says_feedback": "whether the papers say how people will hear back",
    "materials.says_how_decided": "whether the papers say how it will be decided",
    "materials.says_limits": "whether the papers say what cannot change",
    "materials.says_task": "whether the papers say what people are asked to do",
    "materials.says_what": "whether the papers say what it is about",
    "materials.says_why": "whether the papers say why",
    "materials.text_file": "the text of the papers",
    "materials.text_grade": "how hard the papers are to read",
    "materials.text_sentence_words": "how long their sentences are",
    "member_actions.action": "what a member did",
    "member_actions.done_on": "when a member did it",
    "openings.closed_on": "the last day of a spell",
    "openings.opened_on": "the first day of a spell",
    "organisations.activity_id": "which activity an organisation worked on",
    "practice.audience": "whom a lesson was shared with",
    "practice.change_made": "what was changed",
    "practice.learned_from": "where a lesson was learned",
    "publicity.published_on": "when it was made known",
    "service_feedback.quarter": "the quarter of feedback to a service",
    "service_feedback.received": "how much feedback a service received",
    "toolkit.legal_reviewed_on": "when lawyers last reviewed the toolkit",
    "toolkit.published_on": "when the toolkit was published",
    "training.completed_on": "when training was completed",
    "web_listing.activity_id": "which activity a page is for",
    "web_listing.seen_on": "when the page was seen",
}

NEEDS: Mapping[str, Record] = {  # of what is described and not judged, the record that it is from
    "ways_used": Record("channels"),
    "regular_feedback": Record("service_feedback"),
    "purposes_served": Record("activities", "purpose"),
    "engagement_days": Record("activities", "closed_on"),
    "spells": Record("activities", "closed_on"),
    "member_actions_by_kind": Record("member_actions"),
    "outcomes": Record("decisions"),
    "issues_answered": Record("board_meetings"),
    "items_answered": Record("board_items"),
    "statutory_consultations": Record("activities", "statutory_basis"),
    "resources": Record("activities"),
    "challenges": Record("decisions"),
    "took_part_like_the_county": Record("responses"),
    "answered_as": Record("responses", "capacity"),
    "load": Record("activities", "closed_on"),
    "whose_word": Record("materials", "checked_by"),
    **{item: Record("responses") for item in UNDERSTOOD},
}


def why_missing(finding: Finding) -> str:
    """Why nothing can be told of a unit, in words."""
    return ", ".join(map(_why, finding.missing)) or finding.reason


def _why(missing: Missing) -> str:
    table = RECORDS.get(missing.table, missing.table)
    match missing.why:
        case Why.NO_TABLE:
            return f"no record of {table}"
        case Why.NO_ROW:
            return f"nothing written down of {table}"
        case Why.BLANK:
            return f"{RECORDS.get(str(missing.cell), missing.column)} is not written down"
        case Why.NO_COLUMN:
            return f"{RECORDS.get(str(missing.cell), missing.column)} was not supplied"
        case _:
            return f"{missing.why} of {table}"


def in_words(record: Record) -> Words:
    """A missing table or column in plain words, with its name; a column that has no such words, by its name."""
    name = str(record)
    return words(f"{RECORDS[name]} (", code(name), ")") if name in RECORDS else words(code(name))
