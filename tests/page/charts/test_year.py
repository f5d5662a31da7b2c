from __future__ import annotations

from datetime import date, timedelta

import pytest

from heard.model.period import Period
from heard.page.charts import CalendarLine, NoChart, Shading, calendar
from heard.page.charts.year_line import open_by_day

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
RULES = {"period": YEAR, "minimum_days": 28, "significant_days": 84}


def activity(opened: str, days: int | None, level: str = "consult", *, highlight: bool = False) -> CalendarLine:
    day = date.fromisoformat(opened)
    return CalendarLine(day, None if days is None else day + timedelta(days=days - 1), level, highlight)


def test_every_activity_of_the_year_has_one_line(read):
    drawn = read(
        calendar(
            [
                activity("2024-05-01", 30),
                activity("2024-06-01", 14, highlight=True),
                activity("2024-07-01", 90, "engage"),
            ],
            **RULES,
        ).svg
    )
    assert drawn.strokes("lines") == 2
    assert drawn.strokes("highlighted") == 1
    assert drawn.points("rings") == 1


@pytest.mark.parametrize(("days", "gaps"), [(27, 0), (28, 0), (29, 1), (84, 1), (85, 2)])
def test_a_line_has_a_gap_where_it_goes_on_beyond_a_length(read, days, gaps):
    assert read(calendar([activity("2024-05-01", days)], **RULES).svg).strokes("gaps") == gaps


def test_what_closed_before_the_year_or_opened_after_it_is_not_drawn(read):
    before, after = activity("2024-03-01", 31), activity("2025-04-01", 30)
    assert isinstance(calendar([before, after], **RULES), NoChart)
    first, last = activity("2024-03-02", 31), activity("2025-03-31", 30)
    assert read(calendar([first, last], **RULES).svg).strokes("lines") == 2


def test_what_is_still_open_goes_on_to_the_end_of_the_year(read):
    drawn = read(calendar([activity("2024-05-01", None), activity("2024-05-01", 335)], **RULES).svg)
    assert len(set(drawn.line_ends("lines"))) == 1


def test_each_level_is_named_with_its_count(read):
    levels = ["consult", "consult", "engage", "coproduce"]
    words = read(calendar([activity("2024-05-01", 30, level) for level in levels], **RULES).svg).words
    assert {"2 consultations", "1 engagement", "1 co-production"} <= set(words)


def test_the_alt_text_counts_what_is_drawn():
    few = [activity("2024-05-01", 14, highlight=True), activity("2024-05-01", 30), activity("2024-05-01", 30, "engage")]
    assert calendar(few, **RULES).alt == (
        "2 consultations and 1 engagement were open in the year; of these 1 was open for less time than promised."
    )


def test_more_lines_than_can_be_told_apart_are_counted_by_day(read):
    many = [activity("2024-05-01", 30)] * 121
    chart = calendar(many, **RULES)
    assert read(chart.svg).strokes("lines") == 0
    assert read(chart.svg).strokes("days") == 1
    assert "121 consultations were open in the year." in chart.alt
    assert "At most 121 activities were open at once" in chart.alt
    assert read(calendar(many[:120], **RULES).svg).strokes("lines") == 120


def test_days_behind_the_lines_are_named_once(read):
    holidays = [Shading(date(2024, 7, 24), date(2024, 9, 3), "school holidays")] * 2
    words = read(calendar([activity("2024-05-01", 30)], shaded=holidays, **RULES).svg).words
    assert words.count("school holidays") == 1


def test_a_level_the_register_does_not_have_is_refused():
    with pytest.raises(ValueError, match="inquire"):
        activity("2024-05-01", 30, "inquire")


def test_an_activity_counts_on_each_of_its_days_and_those_of_one_week_are_not_added_up():
    by_day = open_by_day([activity("2024-04-02", 2), activity("2024-04-04", 1), activity("2024-04-03", 1)], YEAR)
    assert by_day.counts[:5] == (0, 1, 2, 1, 0)
    assert by_day.most == 2 and by_day.busiest == (date(2024, 4, 3),)


def test_no_day_but_those_of_the_period_is_counted():
    by_day = open_by_day([activity("2024-03-01", 32), activity("2025-03-31", 9), activity("2025-04-01", 9)], YEAR)
    assert len(by_day.counts) == 365 and by_day.most == 1
    assert by_day.busiest == (date(2024, 4, 1), date(2025, 3, 31))


def test_a_line_is_broken_where_it_was_not_open(read):
    spells = ((date(2024, 5, 1), date(2024, 5, 20)), (date(2024, 6, 20), date(2024, 7, 8)))
    paused = CalendarLine(date(2024, 5, 1), date(2024, 7, 8), "consult", spells=spells)
    drawn = read(calendar([paused], **RULES).svg)
    assert drawn.strokes("lines") == 2
    assert drawn.strokes("gaps") == 1  # after 28 days really open, not after 28 days
    assert open_by_day([paused], YEAR).counts[(date(2024, 6, 1) - YEAR.first_day).days] == 0
