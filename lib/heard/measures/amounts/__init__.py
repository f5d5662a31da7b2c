"""Measures of people and of amount, one function each: what there was, how much, how long."""

from collections.abc import Callable

from heard.measures.amounts import agreement, counts, days, plain, spread
from heard.measures.year import Year
from heard.model.figures import Figures

AMOUNTS: dict[str, Callable[[Year], Figures]] = {
    "engagement_days": days.engagement_days,
    "kept_promises": days.kept_promises,
    "never_closed": days.never_closed,
    "time_to_feedback": days.time_to_feedback,
    "load": spread.load,
    "time_shared": spread.time_shared,
    "member_actions_by_kind": counts.member_actions_by_kind,
    "issues_answered": counts.issues_answered,
    "statutory_consultations": counts.statutory_consultations,
    "resources": counts.resources,
    "challenges": counts.challenges,
    "ways_used": counts.ways_used,
    "purposes_served": counts.purposes_served,
    "outcomes": counts.outcomes,
    "regular_feedback": counts.regular_feedback,
    "plain_documents": plain.plain_documents,
    "plain_english": plain.plain_english,
    "words_to_avoid": plain.words_to_avoid,
    "judgements_made": agreement.judgements_made,
    "judgements_agree": agreement.judgements_agree,
}


def amounts_of(year: Year) -> dict[str, Figures]:
    """Every measure of amount, by its id."""
    return {name: measure(year) for name, measure in AMOUNTS.items()}
