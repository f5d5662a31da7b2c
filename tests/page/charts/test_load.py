from __future__ import annotations

from datetime import date

from heard.page.charts import NoChart, OpenByDay, open_at_once


def days(*counts: int) -> OpenByDay:
    return OpenByDay(date(2024, 4, 1), counts)


def test_the_busiest_day_is_named_with_its_count(read):
    chart = open_at_once(days(2, 5, 3))
    assert "5 open, 2 April 2024" in read(chart.svg).words
    assert chart.alt == "At most 5 activities were open at once, on 2 April 2024; never fewer than 2."


def test_several_days_as_busy_as_each_other_are_counted_and_none_is_singled_out(read):
    chart = open_at_once(days(1, 0, 1))
    assert "1 open, on 2 days" in read(chart.svg).words
    assert chart.alt == "At most 1 activity was open at once, on each of 2 days; none was open on 1 day."


def test_a_year_in_which_nothing_was_open_is_said_in_a_sentence():
    assert isinstance(open_at_once(days(0, 0)), NoChart)
    assert isinstance(open_at_once(days()), NoChart)
