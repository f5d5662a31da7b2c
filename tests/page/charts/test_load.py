from __future__ import annotations

from datetime import date, timedelta

from heard.page.charts import NoChart, Week, open_at_once


def weeks(*counts: int) -> list[Week]:
    return [Week(date(2024, 4, 1) + timedelta(days=7 * at), n) for at, n in enumerate(counts)]


def test_the_busiest_week_is_named_with_its_count(read):
    chart = open_at_once(weeks(2, 5, 3))
    assert "5 open, week of 8 April 2024" in read(chart.svg).words
    assert chart.alt == "At most 5 activities were open at once, in the week of 8 April 2024; never fewer than 2."


def test_several_weeks_as_busy_as_each_other_are_counted_and_none_is_singled_out(read):
    chart = open_at_once(weeks(1, 0, 1))
    assert "1 open, in 2 weeks" in read(chart.svg).words
    assert chart.alt == "At most 1 activity was open at once, in each of 2 weeks; none was open in 1 week."


def test_a_year_in_which_nothing_was_open_is_said_in_a_sentence():
    assert isinstance(open_at_once(weeks(0, 0)), NoChart)
    assert isinstance(open_at_once([]), NoChart)
