"""What a committee could ask for where a measure falls short: drafts, for people to put right and to own."""

from __future__ import annotations

from collections.abc import Mapping

ASKS: Mapping[str, str] = {
    "decisions_had_a_say": "Ask each decision that affects the public to say how people were asked, or why not.",
    "listed_from_the_start": "Ask for every activity to be put on the web pages by the day it opens.",
    "feedback_on_time": "Ask for feedback to be published for each activity that is late.",
    "feedback_says_why": "Ask for the reasons for each decision to be published.",
    "monitored_by_committee": "Agree when this committee will look at how the promises are kept.",
    "has_a_way_to_give_feedback": "Ask each of these services to say how people can give feedback.",
    "asked_at_every_stage": "Ask each of these services when it will ask people at the stages that are missing.",
    "ways_to_take_part": "Ask for a second way to take part, away from a screen, in each activity open to all.",
    "everything_read": "Ask for what was sent in, and is not read yet, to be read.",
    "engaged_before_options": "Ask for people to be engaged before options are drawn up.",
    "affected_identified_first": "Ask for those likely to be affected to be named before an activity opens.",
    "affected_contacted": "Ask for those likely to be affected to be contacted while they still have time to answer.",
    "recorded_fully_and_soon": "Ask services to fill in the Consultation Database within the time set.",
    "listed_is_registered": "Ask for what is on the web pages to be entered in the register.",
    "says_what_and_why": "Ask for every paper to say what people are asked about, and why.",
    "says_how_long": "Ask for every paper to say how long people have.",
    "says_what_is_asked": "Ask for every paper to say what people are asked to do.",
    "says_what_difference": "Ask for every paper to say what difference people can make.",
    "says_how_feedback": "Ask for every paper to say how people will hear back.",
    "says_how_decided_and_limits": "Ask for every paper to say how it will be decided, and what cannot change.",
    "open_three_months_if_larger": "Ask for a reason whenever a larger consultation is open for under three months.",
    "offered_in_other_formats": "Ask for other formats to be offered each time.",
    "figures_up_to_date": "Ask for the figures that people are given to be brought up to date.",
    "clear_english": "Ask for the papers to be rewritten in plain English.",
    "staff_trained": "Ask for training for those who lead this work and have none on record.",
    "support_given": "Ask for support to be offered to each group that needs it.",
    "advocates_heard": "Ask what became of the issues that were raised and not used.",
    "boards_meet_every_quarter": "Ask when each of these boards will next meet.",
    "learned_from_others": "Ask for one lesson from another organisation to be put to use this year.",
    "decision_date_planned": "Ask for the day of the decision to be planned before an activity opens.",
    "results_seen_before_deciding": "Ask for results to be published before each decision.",
    "papers_in_time": "Ask for papers to be out in time for each decision.",
    "evaluated_with_a_lesson": "Ask for a look back, with a lesson, at each activity that has had none.",
    "boards_active": "Ask which Partnership Boards are at work, and when they meet.",
    "boards_have_every_voice": "Ask for the empty seats on these boards to be filled.",
    "members_took_part": "Consider how members can help more people to take part.",
    "impact_considered_first": "Ask for the impact to be weighed before an activity opens.",
    "expectation_recorded": "Ask for the record to say whether people had been led to expect to be asked.",
    "equality_before_decision": "Ask for equality to be looked at before each decision.",
    "formative": "Ask for people to be asked while the plan can still change.",
    "reasons_and_alternatives": "Ask for every paper to give reasons and alternatives.",
    "open_long_enough": "Ask for each consultation to be open as long as the strategy says, or to say why not.",
    "decided_after_closing": "Ask how decisions came to be dated before closing.",
    "considered_by_a_body": "Consider which decisions should come to a committee or board.",
    "findings_cited_when_deciding": "Ask for each decision to cite what people said.",
    "on_the_forward_plan": "Ask for every large consultation to be put on the forward plan in time.",
    "forward_plan_ready": "Ask for a forward plan to be ready by the first day of the year.",
    "toolkit_updated": "Ask for the Toolkit to be brought up to date, and the law in it to be checked.",
    "practice_shared": "Ask for lessons to be shared with members and with staff.",
    "reported_to_committee": "Agree when each yearly report will come to this committee.",
    "reviewed_in_three_years": "Set the day by which the strategy and the Commitment will be reviewed.",
    "actions_done": "Ask when each action that is not done will be.",
    "contacts_confirmed": "Ask for the links and contacts to be tested and put right.",
}
OF_ASSESSORS = "Ask what will be done about those that assessors judged weak."


def ask(measure: str) -> str:
    """The draft of what to ask for; one for all that assessors scored."""
    return ASKS.get(measure, OF_ASSESSORS)
