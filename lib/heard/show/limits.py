"""What a measure takes as in time, or enough: its limits in words, and whose figures they are."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from heard.params import Standards

LIMITS: Mapping[str, str] = {
    "decisions_had_a_say": "in the {say_within_years} years before",
    "feedback_on_time": "by the day promised, or within {feedback_days} days of closing where none was",
    "asked_at_every_stage": "over {stage_years} years",
    "affected_contacted": "{contact_before_closing_days} days before closing",
    "recorded_fully_and_soon": "within {record_within_days} days of opening",
    "figures_up_to_date": "no more than {figures_within_days} days old when it opened",
    "staff_trained": "in the {trained_within_years} years before",
    "decision_date_planned": "for {decision_after_closing_days} days or more after closing",
    "papers_in_time": "{clear_days} clear working days before",
    "evaluated_with_a_lesson": "within {evaluate_within_days} days of closing",
    "contacts_confirmed": "in the {confirmed_within_years} years before the day of this report",
    "open_long_enough": "{minimum_days} days, or {significant_days} where it is significant",
    "on_the_forward_plan": "by {forward_plan_days} days or more",
}


def limit(measure: str, standards: Standards) -> str:
    """The limit of a measure and whose it is: `within 183 days of closing (our figure)`; "" where it has none."""
    words = LIMITS.get(measure, "")
    names = [name for _, name, _, _ in Formatter().parse(words) if name]
    if not names:
        return ""
    values = {name: getattr(standards, name) for name in names}
    told = words.format(**values).replace("the 1 years ", "the year ").replace(" 1 years", " 1 year")
    return f"{told} ({whose(names, standards)})"


def whose(names: list[str], standards: Standards) -> str:
    """Whether figures are the strategy's or ours, and whether they were changed."""
    owner = "the strategy's" if all(standards.notes[name].strategy for name in names) else "our"
    changed = ", changed" if set(names) & set(standards.changed) else ""
    return f"{owner} figure{'s' if len(names) > 1 else ''}{changed}"
