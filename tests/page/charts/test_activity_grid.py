from __future__ import annotations

import pytest

from heard.model.state import State
from heard.page.charts import GridRow, NoChart, grid

MEASURES = ["Open long enough", "Says why", "Fed back"]
ROWS = [
    GridRow("Library opening hours", (State.MET, State.MET, State.NOT_MET)),
    GridRow("Guided busway fares", (State.PARTLY, State.NO_EVIDENCE, None)),
]


def drawn(rows: list[GridRow]):
    return grid(rows, measures=MEASURES, title="What was met?")


def test_cells_of_one_state_side_by_side_are_one_block_as_wide_as_they_are(read):
    picture = read(drawn(ROWS).svg)
    assert picture.strokes("cell-met") == 1
    assert picture.strokes("cell-not-met-inside") == 1
    assert picture.strokes("cell-no-evidence") == 1
    one = read(drawn([GridRow("A", (State.MET, None, None))] * 2).svg)
    assert picture.length_of("cell-met") == pytest.approx(one.length_of("cell-met"))


def test_a_measure_is_numbered_above_and_named_below(read):
    words = read(drawn(ROWS).svg).words
    assert {"1", "2", "3", "1 Open long enough", "3 Fed back"} <= set(words)


def test_a_few_activities_are_named_and_many_are_not(read):
    assert "Library opening hours" in read(drawn(ROWS).svg).words
    assert "Library opening hours" not in read(drawn(ROWS * 16).svg).words


def test_a_title_longer_than_its_room_is_cut_and_says_so(read):
    long = GridRow("Changes to the library service in the north of the county", (State.MET,) * 3)
    assert [word for word in read(drawn([long]).svg).words if word.startswith("Changes") and word.endswith("…")]


def test_the_alt_text_counts_every_cell():
    counted = "2 met or on record, 1 in part, 1 not met or otherwise on record and 1 cannot tell"
    assert drawn(ROWS).alt == f"2 activities under 3 checks: {counted}."


def test_without_activities_a_sentence_says_so():
    assert isinstance(drawn([]), NoChart)
