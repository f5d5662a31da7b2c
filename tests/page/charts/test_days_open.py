from __future__ import annotations

import pytest

from heard.page.charts import NoChart, Opening, days_open

RULES = {"minimum_days": 28, "significant_days": 84}


def opened(*days: int, significance: str | None = "other") -> list[Opening]:
    return [Opening(n, significance) for n in days]


def test_every_consultation_has_one_dot_and_a_ring_where_it_was_too_short(read):
    drawn = read(days_open(opened(14, 27, 28, 28, 84), **RULES).svg)
    assert drawn.points("short-other") == 2
    assert drawn.points("enough-other") == 3


def test_each_significance_has_a_row_with_its_count_and_what_is_not_recorded_too(read):
    both = opened(30, 30, significance="significant") + opened(30, significance=None)
    words = read(days_open(both, **RULES).svg).words
    assert "2 significant" in words and "1 with significance not recorded" in words
    assert not [word for word in words if word.endswith("other")]


@pytest.mark.parametrize(
    ("days", "zones"),
    [
        (27, "1 under 4 weeks · 0 between · 0 of 12 weeks or more"),
        (28, "0 under 4 weeks · 1 between · 0 of 12 weeks or more"),
        (83, "0 under 4 weeks · 1 between · 0 of 12 weeks or more"),
        (84, "0 under 4 weeks · 0 between · 1 of 12 weeks or more"),
    ],
)
def test_a_consultation_is_counted_on_its_side_of_each_rule(read, days, zones):
    assert zones in read(days_open(opened(days), **RULES).svg).words


def test_one_far_longer_than_the_rest_is_named_at_the_edge(read):
    drawn = read(days_open(opened(30, 900), **RULES).svg)
    assert drawn.points("beyond-other") == 1
    assert "900 days" in drawn.words


def test_more_dots_than_can_be_told_apart_are_bars_of_a_week_each(read):
    drawn = read(days_open(opened(*[20] * 100, *[30] * 51), **RULES).svg)
    assert drawn.points("enough") == 0
    assert drawn.bars("week-other-") == 2


def test_the_alt_text_counts_every_consultation():
    both = opened(14, 30, significance="significant") + opened(84)
    assert days_open(both, **RULES).alt == (
        "3 consultations. 2 significant: 1 under 4 weeks, 1 between, 0 of 12 weeks or more. "
        "1 other: 0 under 4 weeks, 0 between, 1 of 12 weeks or more."
    )


def test_a_rule_that_is_not_whole_weeks_is_named_in_days(read):
    words = read(days_open(opened(30), minimum_days=30, significant_days=90).svg).words
    assert "30 days" in words and "90 days" in words


def test_a_significance_the_register_does_not_have_is_refused():
    with pytest.raises(ValueError, match="large"):
        Opening(30, "large")


def test_a_year_in_which_nothing_closed_is_said_in_a_sentence():
    assert isinstance(days_open([], **RULES), NoChart)
