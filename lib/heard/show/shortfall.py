"""What fell short, told closer than its rule tells it: how late feedback was, and how long was too short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from heard.english import number, some
from heard.measures.cases import Cases
from heard.measures.units import closed_activities, consultations
from heard.measures.words import days_open, due, its_feedback
from heard.model.result import Finding
from heard.year import Year

Counts = list[tuple[str, int]]


def _span(days: list[int]) -> str:
    first, last = min(days), max(days)
    return some(first, "days") if first == last else f"{number(first)} to {some(last, 'days')}"


def late_feedback(year: Year, findings: Iterable[Finding]) -> Counts:
    """By how many days feedback was late, and how many have not fed back."""
    cases = closed_activities(year.columns)
    assert isinstance(cases, Cases), "what is not met closed"
    feedback, due_on = its_feedback(cases), due(cases, year.params.standards)
    first = feedback.earliest(feedback.published_on)
    by_id = {i: n for n, i in enumerate(cases.ids)}
    places = np.array([by_id[finding.unit_id] for finding in findings], dtype=np.intp)
    given = places[~first.blank[places]]
    late = [int(days) for days in first.values[given] - due_on.values[given]]
    counts = [(f"fed back late, by {_span(late)}", len(late))] if late else []
    never = len(places) - len(late)
    return [*counts, ("had not fed back by the day of this report", never)] if never else counts


def too_short(year: Year, findings: Iterable[Finding]) -> Counts:
    """How long those were open that were open for too short a time, by the rule that each fell short of."""
    cases = consultations(year.columns)
    assert isinstance(cases, Cases), "what is not met closed"
    days = dict(zip(cases.ids, days_open(cases).values, strict=True))
    by_rule: dict[str, list[int]] = {}
    for finding in findings:
        by_rule.setdefault(finding.reason, []).append(int(days[finding.unit_id]))
    return [(f"{why}: {_span(open_for)}", len(open_for)) for why, open_for in sorted(by_rule.items())]


SHORTFALL: Mapping[str, Callable[[Year, Iterable[Finding]], Counts]] = {
    "feedback_on_time": late_feedback,
    "open_long_enough": too_short,
}
