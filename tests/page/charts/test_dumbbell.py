from __future__ import annotations

from heard.maths.representation import Likeness, compare
from heard.page.charts import Chart, LikenessOf, NoChart, dumbbell

TITLE = "Who took part, beside who lives here?"
COUNTY = {"Under 25": 300, "25 to 64": 500, "65 and over": 200}


def drawn(rows: tuple[Likeness, ...]) -> Chart | NoChart:
    return dumbbell([LikenessOf("Age", rows)], title=TITLE, ratio_flag=0.8)


def test_every_group_has_a_dot_for_who_took_part_and_a_ring_for_who_lives_here(read):
    chart = drawn(compare({"Under 25": 20, "25 to 64": 100, "65 and over": 80}, COUNTY).categories)
    for svg in (chart.svg, chart.narrow):
        assert read(svg).points("mark-took-part") == 3
        assert read(svg).points("mark-lives-here") == 3


def test_a_group_too_small_to_show_has_no_dot_and_says_so(read):
    chart = drawn(compare({"Under 25": None, "25 to 64": 100, "65 and over": 80}, COUNTY, total=200).categories)
    assert read(chart.svg).points("mark-took-part") == 2
    assert "hidden" in read(chart.svg).words and "30%" in read(chart.svg).words
    assert "0 took part at under 0.8 of their share." in chart.alt and "1 is hidden." in chart.alt


def test_a_group_under_its_share_is_flagged_by_a_shape_and_named(read):
    chart = drawn(compare({"Under 25": 20, "25 to 64": 100, "65 and over": 80}, COUNTY).categories)
    words = read(chart.svg).words
    assert words.count("▼") == 2 and "under 0.8 of its share" in words  # once in the key
    assert chart.alt == (
        "A row for each of 3 groups by age: its share of those who took part and of the area. "
        "1 took part at under 0.8 of their share. Furthest under it: Under 25, 10% against 30%. "
        "The table below has every count."
    )


def test_shares_under_ten_per_cent_keep_a_tenth_so_that_two_that_differ_do_not_look_alike(read):
    rows = compare({"Under 85": 982, "85 and over": 18}, {"Under 85": 976, "85 and over": 24}).categories
    assert {"1.8%", "2.4%"} <= set(read(drawn(rows).svg).words)


def test_where_no_share_may_be_shown_a_sentence_says_so():
    rows = compare({"Under 25": None, "25 to 64": None, "65 and over": None}, COUNTY).categories
    assert isinstance(drawn(rows), NoChart)
    assert isinstance(dumbbell([], title=TITLE, ratio_flag=0.8), NoChart)


def test_each_characteristic_heads_its_own_groups(read):
    rows = compare({"Under 25": 20, "25 to 64": 100, "65 and over": 80}, COUNTY).categories
    sex = compare({"Female": 20, "Male": 30}, {"Female": 500, "Male": 500}).categories
    chart = dumbbell([LikenessOf("Age", rows), LikenessOf("Sex", sex)], title=TITLE, ratio_flag=0.8)
    heights = {words: y for words, *_, y in read(chart.svg).text_boxes}
    assert heights["Age"] < heights["65 and over"] < heights["Sex"] < heights["Female"]
