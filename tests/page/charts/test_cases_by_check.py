from __future__ import annotations

import re

from heard.model.state import State
from heard.page.charts import Chart, CheckCases, NoChart, cases_by_check

TITLE = "What was done, and what fell short?"
WORDS = {
    State.MET: "met", State.PARTLY: "in part", State.NOT_MET: "fell short", State.NO_EVIDENCE: "no record",
}  # fmt: skip
LONG = "Says how it will be decided, and what cannot change, whoever it is that asks and whatever is asked"


def check(name: str, *counts: int) -> CheckCases:
    return CheckCases(name, dict(zip(State, counts, strict=False)))


CHECKS = (check("Says why", 1057, 0, 1, 2), check(LONG, 12, 0, 42, 6, 7, 8), check("Boards met", 4, 1))


def drawn(checks: tuple[CheckCases, ...] = CHECKS) -> Chart | NoChart:
    return cases_by_check(checks, title=TITLE, kept_at=90, words=WORDS)


def test_every_state_with_cases_is_a_part_of_the_bar_and_what_does_not_apply_is_none(read):
    for svg in (drawn().svg, drawn().narrow):
        assert [read(svg).bars(f"bar-{n}-") for n in range(3)] == [3, 3, 2]


def test_a_bar_is_as_long_for_few_cases_as_for_many_and_its_parts_are_their_shares(read):
    picture = read(drawn().svg)
    many, few = (sum(map(picture.width_of, names)) for names in (
        ("bar-1-met", "bar-1-not-met", "bar-1-no-evidence"), ("bar-2-met", "bar-2-partly")
    ))  # fmt: skip
    assert abs(many - few) < 5
    assert abs(picture.width_of("bar-2-met") / few - 0.8) < 0.01


def test_a_number_stands_in_each_part_that_holds_it_and_nowhere_else(read):
    words = read(drawn().svg).words
    assert {"1,057", "12", "42", "6", "4", "1"} <= set(words) and "2" not in words and "7" not in words


def test_the_line_is_drawn_beside_every_bar_and_within_those_that_are_dark_there(read):
    picture = read(drawn().svg)
    assert (picture.strokes("limit"), picture.strokes("limit-on-dark")) == (7, 1)


def test_a_name_has_two_lines_at_most_and_ends_before_its_bar(read):
    boxes = read(drawn().svg).text_boxes
    names = [box for box in boxes if box[0] in LONG or box[0].endswith("…")]
    assert len(names) == 2 and names[-1][0].endswith(" …") and all(end < 206 for _, _, end, _ in names)


def test_no_word_is_set_too_small_to_read_and_none_leaves_the_sheet(read):
    for svg, width, size in ((drawn().svg, 482, 8.5), (drawn().narrow, 264, 9.0)):
        assert all(start >= -0.5 and end <= width + 0.5 for _, start, end, _ in read(svg).text_boxes)
        assert f'width="{width}pt"' in svg
        assert {float(scale) * 100 for scale in re.findall(r"scale\(([\d.]+) -", svg)} == {size}


def test_the_key_stands_above_the_first_row_in_the_order_of_the_parts(read):
    for svg in (drawn().svg, drawn().narrow):
        assert read(svg).words[:5] == [*WORDS.values(), "90 in 100"]


def test_the_alternative_in_words_says_how_many_reach_the_line_and_which_is_furthest_from_it():
    assert drawn().alt == (
        "A row for each of 3 checks, with its cases by what became of them. In 1 at least 90 in 100 are met. "
        f"Furthest from it: {LONG}, 12 of 54. The table below has every count."
    )
    assert len(drawn().alt.split()) <= 60


def test_of_fewer_than_two_checks_there_is_no_picture():
    assert isinstance(drawn(CHECKS[:1]), NoChart)
