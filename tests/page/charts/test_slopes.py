from __future__ import annotations

from heard.page.charts import NoChart, Series, slopes

YEARS = ["2022-23", "2023-24", "2024-25"]


def drawn(*series: Series):
    return slopes(series, periods=YEARS, title="What changed?")


def test_every_year_that_was_counted_has_a_point_with_its_counts(read):
    picture = read(drawn(Series("Fed back in time", ((30, 55), (41, 60), (47, 63)))).svg)
    assert picture.points("point-0") == 3
    assert {"30 of 55", "41 of 60", "47 of 63"} <= set(picture.words)


def test_a_year_in_which_nothing_was_counted_has_no_point_and_says_so(read):
    chart = drawn(Series("Fed back in time", ((30, 55), None, (47, 63))))
    assert read(chart.svg).points("point-0") == 2
    assert "not counted" in read(chart.svg).words
    assert "nothing counted in 2023-24" in chart.alt


def test_years_measured_differently_are_not_joined(read):
    points = ((30, 55), (41, 60), (47, 63))
    joined, broken = drawn(Series("A", points)), drawn(Series("A", points, breaks=(2,)))
    assert read(joined.svg).segments == read(broken.svg).segments + 1
    assert "measured differently from 2024-25" in broken.alt


def test_under_twenty_counted_is_a_ring_and_not_a_dot(read):
    chart = drawn(Series("A", ((10, 19), (10, 20), None)))
    assert read(chart.svg).fills("point-0") == ["#ffffff", "#0a4d68"]


def test_where_nothing_was_counted_in_any_year_a_sentence_says_so():
    assert isinstance(drawn(Series("A", (None, None, None))), NoChart)
