"""The one change to a plan that mends most: how far each day may move, and what no change is offered for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from heard.measures.columns import Columns
from heard.params.draft import Draft
from heard.year import Year
from heard.year.plan_change import PlanChange, best_change

ON = date(2026, 6, 4)
OPENS, CLOSES, DECIDES = date(2026, 9, 7), date(2026, 10, 31), date(2026, 12, 17)
DAYS = {"opened_on": OPENS, "closed_on": CLOSES, "decision_planned_on": DECIDES}
LONG = DAYS | {"closed_on": date(2027, 3, 1), "decision_planned_on": date(2027, 5, 1)}

MakeChange = Callable[..., PlanChange | None]


def later(day: date, days: int) -> date:
    return day + timedelta(days)


@pytest.fixture
def columns(year: Callable[..., Year]) -> Columns:
    """The records of a council of one activity, as at the day of the plans."""
    return replace(year(activities="activity_id,title,opened_on\nA,Buses,2024-05-01").columns, as_at=ON)


@pytest.fixture
def change(columns: Columns) -> MakeChange:
    """The best change to a draft with these cells, of which other tables have these rows."""

    def of(rows: dict = {}, **cells: object) -> PlanChange | None:  # noqa: B006 - it is read alone
        return best_change(
            Draft("library", {"title": "Hours", "significance": "significant", **cells}, rows), columns, ON
        )

    return of


@pytest.mark.parametrize(("days", "offered"), [(84, True), (85, False)])
def test_an_opening_may_be_moved_by_twelve_weeks_and_no_day_more(change: MakeChange, days: int, offered: bool) -> None:
    found = change(**LONG, impact_considered_on=later(OPENS, days))
    assert ((found.changed, found.moved) if found else None) == (("opened_on", 84) if offered else None)
    assert not offered or (found and found.mends == ("Impact considered before it opened",))


def test_what_is_open_for_too_short_a_time_is_not_shortened_by_one_day_to_give_notice(change: MakeChange) -> None:
    opens = later(ON, 27)  # notice was to be given yesterday
    found = change(opened_on=opens, closed_on=later(opens, 54), decision_planned_on=later(opens, 150))
    assert found and found.changed == "closed_on"


def test_what_mends_nothing_is_not_offered(change: MakeChange) -> None:
    assert change(**LONG) is None


@pytest.mark.parametrize("opens", [ON, later(ON, -1)])
def test_one_that_opens_today_has_told_nobody_of_its_closing_day_yet(change: MakeChange, opens: date) -> None:
    """Those who were told of a first closing day had until it to be contacted: a later one does not bring it back."""
    found = change(opened_on=opens, closed_on=later(ON, 10), decision_planned_on=later(ON, 160))
    assert found and found.changed == "closed_on"
    assert ("Those likely to be affected contacted in time" in found.mends) is (opens == ON)


def test_the_days_of_one_in_spells_stand(change: MakeChange) -> None:
    spells = tuple(
        {"opened_on": first, "closed_on": last}
        for first, last in ((OPENS, later(OPENS, 9)), (later(CLOSES, -9), CLOSES))
    )
    found = change({"openings": spells}, **DAYS)
    assert found is None or found.changed not in ("opened_on", "closed_on")


def test_a_decision_that_follows_a_new_closing_day_is_so_many_days_after(change: MakeChange) -> None:
    found = change(**DAYS)
    assert found and (found.changed, found.moved, found.decided_after) == ("closed_on", 29, 18)
