"""The sample of `make report` has a case on each side of each limit that the later measures have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from heard.sample.invent import invent

from .conftest import YEAR, Invented, day_of

Case = tuple[str, date | None, date | None]  # a unit, the day that counts, and the last day that is in time


@pytest.fixture(scope="module")
def sample() -> Invented:
    """The council that `heard sample` invents when nothing else is asked."""
    return Invented(*invent(YEAR, 100, 4_000, 1)[:2])


def _cells(table: str, column: str) -> Callable[[Invented], Iterator[tuple[str, dict[str, str], date | None]]]:
    """Each row about an activity of the register: its activity's id, that activity's row, and the day in `column`."""

    def cells(sample: Invented) -> Iterator[tuple[str, dict[str, str], date | None]]:
        register = {row["activity_id"]: row for row in sample.rows("activities")}
        for row in sample.rows(table):
            if row["activity_id"] in register:
                yield row["activity_id"], register[row["activity_id"]], day_of(row.get(column, ""))

    return cells


def _by(table: str, column: str, limit: str) -> Callable[[Invented], Iterator[Case]]:
    """The first day in `column` of each activity, beside the day in its `limit`."""

    def cases(sample: Invented) -> Iterator[Case]:
        first: dict[str, Case] = {}
        for unit, activity, day in _cells(table, column)(sample):
            case = (unit, day, day_of(activity[limit]))
            earlier = first.get(unit, case)[1]
            first[unit] = case if day and (earlier is None or day <= earlier) else first.get(unit, case)
        yield from first.values()

    return cases


def _every_group(sample: Invented) -> Iterator[Case]:
    """Each group's day of contact, beside the last that is a fortnight before the first closing day."""
    for unit, activity, day in _cells("affected_groups", "contacted_on")(sample):
        closes = day_of(activity["first_closed_on"] or activity["closed_on"])
        yield unit, day, closes and closes - timedelta(days=14)


def _law(sample: Invented) -> Iterator[Case]:
    """The last day on which a consultation may have opened to be open for the days that a law sets."""
    for row in sample.rows("activities"):
        opened, closed = day_of(row["opened_on"]), day_of(row["closed_on"])
        if row.get("prescribed_days", "").isdigit() and opened and closed:
            yield row["activity_id"], opened, closed - timedelta(days=int(row["prescribed_days"]) - 1)


def _seen(sample: Invented) -> Iterator[Case]:
    """The first day on which what the forward plan names was seen, beside the day before it opened."""
    seen = {unit: (day, last) for unit, day, last in _by("web_listing", "seen_on", "opened_on")(sample)}
    for row in sample.rows("forward_plan"):
        day, last = seen.get(row["activity_id"], (None, None))
        yield row["entry_id"], day, last and last - timedelta(days=1)


def _said(sample: Invented) -> Iterator[Case]:
    """The last day on which a decision could follow what it names within three years, told from the decision."""
    register = {row["activity_id"]: day_of(row["closed_on"]) for row in sample.rows("activities")}
    for row in sample.rows("key_decisions"):
        decided, closed = day_of(row["decided_on"]), register.get(row["activity_id"])
        if decided and closed:
            yield row["decision_id"], decided, closed.replace(year=closed.year + 3)


LIMITS = (
    ("publicised_from_the_start", _by("publicity", "published_on", "opened_on"), {"met"}, {"partly"}),
    ("publicised_from_the_start", _by("publicity", "published_on", "closed_on"), {"met", "partly"}, {"not met"}),
    ("planned_with_others", _by("activities", "planned_on", "opened_on"), {"met", "partly"}, {"not met"}),
    ("resources_planned", _by("activities", "planned_on", "opened_on"), {"met"}, {"not met"}),
    (
        "public_interest_considered",
        _by("activities", "public_interest_considered_on", "opened_on"),
        {"met"},
        {"not met"},
    ),
    ("affected_contacted", _every_group, {"met", "partly"}, {"partly", "not met"}),
    ("open_long_enough", _law, {"met"}, {"not met"}),
    ("planned_are_listed", _seen, {"met"}, {"not met"}),
    ("decisions_had_a_say", _said, {"met"}, {"not met"}),
)


@pytest.mark.parametrize(
    ("measure", "cases", "on_it", "past_it"), LIMITS, ids=[f"{m}-{n}" for n, (m, *_) in enumerate(LIMITS)]
)
def test_a_case_stands_on_the_limit_and_another_a_day_past_it(
    sample: Invented,
    measure: str,
    cases: Callable[[Invented], Iterator[Case]],
    on_it: set[str],
    past_it: set[str],
) -> None:
    found: dict[int, set[str]] = {0: set(), 1: set()}
    for unit, day, last in cases(sample):
        state = sample.ledger.truth.get((measure, unit))
        if state and day and last and (past := (day - last).days) in found:
            found[past].add(state)
    assert found[0] & on_it and found[1] & past_it, found
    assert not found[0] & past_it - on_it and not found[1] & on_it - past_it, found


def test_each_answer_of_the_measures_of_the_year_is_given_several_times(sample: Invented) -> None:
    few = {
        ("required_consultations_held", "not met"): 1,  # a law seldom asks, and a council seldom fails it
        ("services_engage_all_year", "not met"): 1,
        ("resources_planned", "not met"): 2,
    }
    answers = {
        "told_those_who_took_part": {"met", "partly", "not met", "not yet due", "no evidence"},
        "fed_back_on_record": {"met", "not met", "no evidence"},
        "publicised_from_the_start": {"met", "partly", "not met", "not applicable"},
        "planned_with_others": {"met", "partly", "not met", "no evidence"},
        "public_interest_considered": {"met", "not met"},
        "resources_planned": {"met", "not met", "no evidence"},
        "withdrawals_explained": {"met", "not met"},
        "expectations_met": {"met", "not met", "not applicable", "no evidence"},
        "required_consultations_held": {"met", "not met"},
        "asked_what_people_value": {"met", "partly", "not met", "not applicable"},
        "services_engage_all_year": {"met", "partly", "not met"},
        "planned_are_listed": {"met", "not met", "no evidence"},
    }
    counts = {
        (measure, state): sum(sample.state(measure, unit) == state for unit in sample.units(measure))
        for measure, states in answers.items()
        for state in states
    }
    assert {what: n for what, n in counts.items() if n < few.get(what, 3)} == {}
