from __future__ import annotations

from datetime import date, timedelta


def amounts(invented, measure: str, figure: str) -> dict[str, object]:
    found = invented.ledger.amounts.items()
    return {line: amount for (name, line, called), amount in found if (name, called) == (measure, figure)}


def test_every_closed_engagement_has_its_days(councils) -> None:
    for invented in councils:
        n = amounts(invented, "engagement_days", "activities")
        assert sum(n.values()) == sum(each.level in ("engage", "coproduce") for each in invented.council.closed)


def is_open(activity, day: date, last: date) -> bool:
    """Open on a day: in one of its spells, or until it closed, was withdrawn or the year was over."""
    if activity.spells and not activity.spoilt_spells:
        return any(first <= day <= until for first, until, _ in activity.spells)
    return activity.opened_on <= day <= (activity.closed_on or activity.withdrawn_on or last)


def test_the_load_of_the_year_is_what_was_open_on_its_busiest_day_and_on_its_quietest(councils) -> None:
    for invented in councils:
        period = invented.council.period
        ours = [each for each in invented.council.activities if each.ours]
        counts = [
            sum(is_open(each, day, period.last_day) for each in ours)
            for day in (period.first_day + timedelta(days=n) for n in range(365))
        ]
        most, fewest = amounts(invented, "load", "most"), amounts(invented, "load", "fewest")
        assert (most.pop("all of them"), fewest.pop("all of them")) == (max(counts), min(counts))
        assert list(most) == ["all residents", "service users", "specific group", "target not recorded"]
        assert max(most.values()) <= max(counts) <= sum(most.values())


def test_open_days_in_holidays_are_some_of_all_open_days(councils) -> None:
    for invented in councils:
        shared = amounts(invented, "time_shared", "open days")
        (whole,) = set(amounts(invented, "time_shared", "of all open days").values())
        assert set(shared) == {"school holidays", "bank holidays", "before an election"}
        assert all(0 < n < whole for n in shared.values())


def test_what_was_never_closed_has_been_open_for_over_a_year(councils) -> None:
    for invented in councils:
        open_for = amounts(invented, "never_closed", "days open so far")
        left = {each.id: each for each in invented.council.activities if each.closed_on is None}
        assert all(left[key].opened_on + timedelta(days=n) == invented.council.as_at for key, n in open_for.items())
        assert all(n > 365 for n in open_for.values())
