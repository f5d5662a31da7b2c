from __future__ import annotations

from heard.maths.representation import compare
from heard.page.charts import NoChart, dumbbell

TITLE = "Did those who took part look like the area, by age?"
COUNTY = {"Under 25": 300, "25 to 64": 500, "65 and over": 200}


def test_every_group_has_a_dot_for_who_took_part_and_a_ring_for_who_lives_here(read):
    rows = compare({"Under 25": 20, "25 to 64": 100, "65 and over": 80}, COUNTY).categories
    drawn = read(dumbbell(rows, title=TITLE, ratio_flag=0.8).svg)
    assert drawn.points("mark-took-part") == 3
    assert drawn.points("mark-lives-here") == 3


def test_a_group_too_small_to_show_has_no_dot_and_says_so(read):
    rows = compare({"Under 25": None, "25 to 64": 100, "65 and over": 80}, COUNTY, total=200).categories
    chart = dumbbell(rows, title=TITLE, ratio_flag=0.8)
    assert read(chart.svg).points("mark-took-part") == 2
    assert "30%; who took part is hidden" in read(chart.svg).words
    assert "0 of 2 groups took part" in chart.alt and "1 group is hidden." in chart.alt


def test_a_group_under_its_share_is_flagged_in_words_and_named(read):
    rows = compare({"Under 25": 20, "25 to 64": 100, "65 and over": 80}, COUNTY).categories
    chart = dumbbell(rows, title=TITLE, ratio_flag=0.8)
    assert read(chart.svg).words.count("▼ under 0.8 of its share") == 1
    assert chart.alt == "1 of 3 groups took part at under 0.8 of their share of the area: Under 25 (10% against 30%)."


def test_shares_under_ten_per_cent_keep_a_tenth_so_that_two_that_differ_do_not_look_alike(read):
    rows = compare({"Under 85": 982, "85 and over": 18}, {"Under 85": 976, "85 and over": 24}).categories
    assert {"1.8%", "2.4%"} <= set(read(dumbbell(rows, title=TITLE, ratio_flag=0.8).svg).words)


def test_where_no_share_may_be_shown_a_sentence_says_so():
    rows = compare({"Under 25": None, "25 to 64": None, "65 and over": None}, COUNTY).categories
    assert isinstance(dumbbell(rows, title=TITLE, ratio_flag=0.8), NoChart)
    assert isinstance(dumbbell([], title=TITLE, ratio_flag=0.8), NoChart)
