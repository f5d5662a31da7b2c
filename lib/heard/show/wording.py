"""What each measure's figures mean to people: what is said of those that fell short, and why it matters.

`unmet` says the contrary of the measure's `met_as`, so far as the record shows; of a whole year, in a clause of its
own. `matters` is what that means for people, and never says more than the rule that was broken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """What falls short, and what that means."""

    unmet: str
    matters: str


WORDING: Mapping[str, Wording] = {
    "decisions_had_a_say": Wording(
        "came without people being asked in time",
        "On the record, those affected were not asked first.",
    ),
    "listed_from_the_start": Wording(
        "were not on the web pages from the first day",
        "Someone who looked there on the opening day would not have found them.",
    ),
    "feedback_on_time": Wording(
        "did not feed back in time",
        "Those who took part waited longer than they should, or have heard nothing.",
    ),
    "feedback_says_why": Wording(
        "did not tell people why",
        "People were not told why the Council did what it did.",
    ),
    "monitored_by_committee": Wording(
        "the Committee considered no annual report or monitoring item in the year",
        "Members had no item before them in which to ask how the promises were kept.",
    ),
    "has_a_way_to_give_feedback": Wording(
        "have no way on record to say what people think",
        "People who use these services had no way on record to say what they think.",
    ),
    "asked_at_every_stage": Wording(
        "asked people at one stage, or at none",
        "People were asked about part of what the service does, or about none of it.",
    ),
    "ways_to_take_part": Wording(
        "offered one way, or ways on a screen alone",
        "Those who could not use that way may have been left out.",
    ),
    "everything_read": Wording(
        "did not read everything people sent in",
        "Some of what people sent in has not been read, on the record.",
    ),
    "engaged_before_options": Wording(
        "did not follow earlier engagement",
        "Options were drawn up before people had been asked what they value.",
    ),
    "affected_identified_first": Wording(
        "named those likely to be affected after opening",
        "The Council had not yet said whom it most needed to hear when it began to ask.",
    ),
    "affected_contacted": Wording(
        "contacted no group likely to be affected in time",
        "The groups most likely to be affected had little time to answer, or were not asked.",
    ),
    "recorded_fully_and_soon": Wording(
        "were entered late or in part",
        "What is written down late, or in part, is weaker evidence for all else in this report.",
    ),
    "listed_is_registered": Wording(
        "were not in the register",
        "What the register does not hold is counted nowhere in this report.",
    ),
    "says_what_and_why": Wording(
        "did not say both what they were about and why",
        "People could not tell from the papers what they were asked about, or why.",
    ),
    "says_how_long": Wording(
        "did not say how long people had",
        "People could not tell from the papers how long they had.",
    ),
    "says_what_is_asked": Wording(
        "did not say what people were to do",
        "People could not tell from the papers what they were to do.",
    ),
    "says_what_difference": Wording(
        "did not say what difference people could make",
        "People could not tell from the papers what difference it would make to answer.",
    ),
    "says_how_feedback": Wording(
        "did not say how people would hear back",
        "People could not tell from the papers how they would hear back.",
    ),
    "says_how_decided_and_limits": Wording(
        "did not say both how it would be decided and what could not change",
        "People could not tell from the papers how it would be decided, what was still open, or both.",
    ),
    "open_three_months_if_larger": Wording(
        "were open for less than three months, with no reason given",
        "People had less time than the strategy hopes for.",
    ),
    "offered_in_other_formats": Wording(
        "offered the standard format alone",
        "People who need another format may have been left out.",
    ),
    "figures_up_to_date": Wording(
        "gave figures that were out of date",
        "People were asked to judge by old figures.",
    ),
    "clear_english": Wording(
        "were not in clear English",
        "Some people may not have followed what they were given.",
    ),
    "staff_trained": Wording(
        "had no training on record",
        "Some activities were led by staff with no training on record.",
    ),
    "support_given": Wording(
        "did not offer support to each group that needed it",
        "Some groups that needed help to take part were not offered it.",
    ),
    "advocates_heard": Wording(
        "were not used",
        "What was raised for people who rely on others to speak was not used.",
    ),
    "boards_meet_every_quarter": Wording(
        "did not meet in the year",
        "These boards gave nobody a place to be heard.",
    ),
    "learned_from_others": Wording(
        "no lesson from another organisation is on record",
        "The Council may be missing what others have found out.",
    ),
    "decision_date_planned": Wording(
        "did not plan the day of the decision in good time",
        "There may not have been time to use what people said.",
    ),
    "results_seen_before_deciding": Wording(
        "did not publish the results before the decision",
        "On the record, members decided before the results were published.",
    ),
    "papers_in_time": Wording(
        "had their papers out late",
        "Members and the public had less time than they should to read the results.",
    ),
    "evaluated_with_a_lesson": Wording(
        "were not looked back on in time",
        "What could be learned from them was written down late, or not at all.",
    ),
    "boards_active": Wording(
        "no Partnership Board is on record as having met",
        "No board met to speak for the people it is for.",
    ),
    "boards_have_every_voice": Wording(
        "did not meet, or had nobody sitting for one of the three voices",
        "One of the three voices had no seat at the table.",
    ),
    "members_took_part": Wording(
        "have no member on record as promoting or explaining them",
        "Members can bring people in; the record does not show it here.",
    ),
    "impact_considered_first": Wording(
        "considered the impact after opening",
        "People were asked before the Council had weighed whom the plan would touch.",
    ),
    "expectation_recorded": Wording(
        "do not have it on record whether people expected to be asked",
        "The Council cannot show that it thought about what people had been led to expect.",
    ),
    "equality_before_decision": Wording(
        "did not look at equality impact before deciding",
        "The record does not show that equality was looked at before the decision was taken.",
    ),
    "formative": Wording(
        "opened when the proposal was already final",
        "On the record, the proposal was already final when people were asked.",
    ),
    "reasons_and_alternatives": Wording(
        "gave no reasons",
        "People had no reasons on paper to weigh the plan by.",
    ),
    "open_long_enough": Wording(
        "were not open long enough",
        "People had less time to answer than the strategy sets.",
    ),
    "decided_after_closing": Wording(
        "were decided before closing",
        "The decision is dated before people had finished answering.",
    ),
    "considered_by_a_body": Wording(
        "were not considered by a committee or project board",
        "An officer decided; no body is on record as weighing what people said.",
    ),
    "findings_cited_when_deciding": Wording(
        "do not cite what people said when deciding",
        "The decision does not show on paper that it took in what people said.",
    ),
    "on_the_forward_plan": Wording(
        "were not on the forward plan in time",
        "People could not see from the plan that they were coming.",
    ),
    "forward_plan_ready": Wording(
        "nothing was on the forward plan by the first day of the year",
        "The public could not see at the start of the year what would be asked.",
    ),
    "toolkit_updated": Wording(
        "the Toolkit was not updated, and the law in it was not checked",
        "Staff worked from advice that nobody is on record as having checked.",
    ),
    "practice_shared": Wording(
        "no lesson was shared in the year",
        "What one service learned is not on record as having reached another.",
    ),
    "reported_to_committee": Wording(
        "the report for the year before was not considered",
        "Members had no yearly report to judge by.",
    ),
    "reviewed_in_three_years": Wording(
        "have no review on record in the last three years",
        "The promise to review every three years has passed its day.",
    ),
    "actions_done": Wording(
        "were not done",
        "What last year's report asked for is still to do.",
    ),
    "contacts_confirmed": Wording(
        "are broken, or have not been confirmed lately",
        "People may write or click, and reach nobody.",
    ),
}

JUDGED = Wording("were judged weak", "Those who looked closely found them weak.")


def wording(measure: str) -> Wording:
    """The words for a measure; those of the assessors' scores share one wording."""
    return WORDING.get(measure, JUDGED)
