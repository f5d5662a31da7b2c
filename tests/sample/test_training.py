from __future__ import annotations

from collections import Counter
from datetime import date


def three_years_before(day: date) -> date:
    return day.replace(year=day.year - 3, day=min(day.day, 28) if day.month == 2 else day.day)


def test_training_counts_for_three_years_to_the_day(councils) -> None:
    edges = set()
    for invented in councils:
        led = [each for each in invented.council.closed if each.lead]
        states: Counter[str] = Counter()
        for lead in {each.lead for each in led}:
            first = min(each.opened_on for each in led if each.lead == lead)
            courses = [row["completed_on"] for row in invented.rows("training") if row["staff_id"] == lead]
            days = [date.fromisoformat(course) for course in courses if course[:4].isdigit()]
            edges |= {(day - three_years_before(first)).days for day in days}
            if any(three_years_before(first) <= day <= first for day in days):
                states["met"] += 1
            else:
                states["not met" if len(days) == len(courses) else "no evidence"] += 1
        planted = invented.state("staff_trained", "(counts)")
        order = ("met", "not met", "no evidence")
        assert planted == "; ".join(f"{state} {states[state]}" for state in order if states[state])
    assert {0, -1} <= edges
