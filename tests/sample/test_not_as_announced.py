from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise


def test_what_is_withdrawn_is_explained_or_not_on_each_edge_of_the_year(councils) -> None:
    states, days = set(), set()
    for invented in councils:
        first, last = invented.council.period.first_day, invented.council.period.last_day
        given_up = {each.id: each for each in invented.council.given_up}
        assert invented.units("withdrawals_explained") == set(given_up)
        for activity in given_up.values():
            explained = bool(invented.row(activity)["withdrawn_because"])
            assert invented.state("withdrawals_explained", activity) == ("met" if explained else "not met")
            states.add(explained)
            days.add({first: "first day", last: "last day"}.get(activity.withdrawn_on, "within"))
        others = {each.withdrawn_on for each in invented.council.activities if each.id not in given_up}
        assert {first - timedelta(days=1), last + timedelta(days=1)} <= others
        closed = {each.id for each in invented.council.closed}
        assert not closed & set(given_up)
    assert states == {True, False}
    assert days == {"first day", "last day", "within"}


def test_some_are_run_jointly_with_partners_or_with_nobody_named(closed) -> None:
    joint = [activity for _, activity in closed if activity.run_by == "jointly"]
    assert {bool(activity.run_with) for activity in joint} == {True, False}


def test_a_consultation_is_paused_from_the_notice_of_an_election_to_its_poll(consultations) -> None:
    paused = {
        (before[1] + timedelta(days=1), after[0] - timedelta(days=1))
        for _, activity in consultations
        for before, after in pairwise(sorted(activity.spells))
    }
    assert {(date(2024, 3, 26), date(2024, 5, 2)), (date(2024, 5, 30), date(2024, 7, 4))} <= paused
