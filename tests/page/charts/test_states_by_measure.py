from __future__ import annotations

from heard.model.state import State
from heard.page.charts import MeasureStates, NoChart, states_by_measure

TITLE = "Which checks were met?"


def row(title: str, *counts: int) -> MeasureStates:
    return MeasureStates(title, dict(zip(State, counts, strict=False)))


def test_every_state_with_units_has_one_block_and_no_other(read):
    rows = [row("Open long enough", 41, 9, 7, 2, 0, 4), row("Says why", 50, 0, 7)]
    drawn = read(states_by_measure(rows, title=TITLE).svg)
    assert drawn.bars("bar-0-") == 5
    assert drawn.bars("bar-1-") == 2


def test_every_count_stands_on_its_block_or_outside_the_bar_with_its_word(read):
    words = read(states_by_measure([row("Open long enough", 580, 2, 1, 16)], title=TITLE).svg).words
    assert "580" in words
    assert {"2 partly", "1 not met", "16 no evidence"} <= set(words)


def test_the_key_names_the_states_that_are_there(read):
    words = read(states_by_measure([row("Open long enough", 0, 0, 0, 63)], title=TITLE).svg).words
    assert "no evidence" in words and "met" not in words


def test_two_of_two_is_not_drawn_as_wide_as_sixty_of_sixty(read):
    both = read(states_by_measure([row("Small", 2)], title=TITLE).svg)
    many = read(states_by_measure([row("Large", 60)], title=TITLE).svg)
    assert both.width_of("bar-0-met") < many.width_of("bar-0-met") / 5


def test_bars_of_one_chart_share_a_scale(read):
    drawn = read(states_by_measure([row("Large", 60), row("Half", 30)], title=TITLE).svg)
    assert round(drawn.width_of("bar-0-met") / drawn.width_of("bar-1-met"), 1) == 2.0


def test_a_few_measures_are_told_one_by_one():
    alt = states_by_measure([row("Says why", 1200, 0, 7, 6)], title=TITLE).alt
    assert alt == "Says why: 1,200 met, 7 not met and 6 no evidence."


def test_of_many_measures_the_alt_text_names_the_one_most_often_not_met():
    rows = [row("A", 5), row("B", 4, 0, 1), row("C", 2, 0, 3), row("D", 0, 0, 0, 5)]
    assert states_by_measure(rows, title=TITLE).alt == (
        "1 of 4 checks was met in every case we can judge. Nothing could be counted in 1. Most not met: C (3 of 5)."
    )


def test_where_nothing_was_missed_no_measure_is_named_for_it():
    rows = [row("A", 5), row("B", 4, 1), row("C", 2), row("D", 5)]
    assert states_by_measure(rows, title=TITLE).alt == "3 of 4 checks were met in every case we can judge."


def test_measures_with_nothing_to_count_are_said_in_a_sentence():
    assert isinstance(states_by_measure([row("A"), row("B", 0, 0)], title=TITLE), NoChart)


def test_counts_below_the_last_bar_are_not_cut_off(read):
    drawn = read(states_by_measure([row("Open long enough", 580, 2, 1, 16)], title=TITLE).svg)
    assert max(line for *_, line in drawn.text_boxes) < drawn.height - 2


def test_a_count_stands_beside_its_bar_where_there_is_room_and_else_below(read):
    def height(*counts: int) -> float:
        return read(states_by_measure([row("Large", 60), row("Other", *counts)], title=TITLE).svg).height

    assert height(30, 1) == height(31) < height(59, 1)
