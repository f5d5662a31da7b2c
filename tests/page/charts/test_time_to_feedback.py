from __future__ import annotations

from heard.maths.survival import kaplan_meier
from heard.page.charts import NoChart, time_to_feedback


def test_the_day_by_which_half_had_fed_back_is_marked(read):
    drawn = read(time_to_feedback(kaplan_meier([10, 20, 30, 40], [True] * 4), feedback_days=84).svg)
    assert drawn.points("median") == 1
    assert "half had by day 20" in drawn.words


def test_where_half_have_not_fed_back_no_day_is_marked_and_the_alt_text_says_so(read):
    chart = time_to_feedback(kaplan_meier([10, 90, 90], [True, False, False]), feedback_days=84)
    assert read(chart.svg).points("median") == 0
    assert chart.alt == (
        "One line of 3 activities: the share that had fed back by each day after closing. "
        "The day by which half had fed back has not come. 2 were still waiting."
    )


def test_of_fewer_than_twenty_no_percentage_is_given(read):
    few = time_to_feedback(kaplan_meier([10] * 19, [True] * 19), feedback_days=84)
    enough = time_to_feedback(kaplan_meier([10] * 15 + [90] * 5, [True] * 20), feedback_days=84)
    assert "%" not in few.alt and not [word for word in read(few.svg).words if "%" in word]
    assert "75% by day 84" in read(enough.svg).words and "75% by day 84." in enough.alt


def test_where_nobody_was_watched_so_long_no_share_is_given(read):
    chart = time_to_feedback(kaplan_meier([10] * 10 + [20] * 10, [True] * 10 + [False] * 10), feedback_days=84)
    assert "84" in read(chart.svg).words
    assert "%" not in chart.alt


def test_where_nothing_fed_back_a_sentence_says_so():
    nobody = time_to_feedback(kaplan_meier([10, 20], [False, False]), feedback_days=84)
    assert nobody == NoChart(nobody.title, "Of 2 activities that closed, none had fed back.")
    assert isinstance(time_to_feedback(kaplan_meier([], []), feedback_days=84), NoChart)


def test_the_line_ends_at_a_year_and_says_how_many_still_wait(read):
    chart = time_to_feedback(kaplan_meier([10, 20, 500, 600], [True, True, True, False]), feedback_days=84)
    words = read(chart.svg).words
    assert "1 still waiting" in words and "300" in words and "400" not in words
