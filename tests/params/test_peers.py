"""Whom a council is set beside: what `heard compare` wrote, and the lengths of public registers."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.maths.five_numbers import Spread
from heard.model.state import State
from heard.params import ROOT
from heard.params.peers import load_lengths, load_peers
from heard.params.shipped import LENGTHS

HEADER = "measure,definition,councils,least,quarter,middle,three_quarters,most," + ",".join(s.column for s in State)
ROW = "feedback_on_time,1,34,0.5,0.71,0.8,0.88,1.0,900,0,100,20,10,3"
REGISTERS = ROOT.parent / "shared" / "data"


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "compare.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_row_is_read_as_heard_compare_writes_it(table):
    (usual,) = load_peers(table(f"{HEADER}\n{ROW}\n"))
    assert (usual.measure, usual.definition, usual.councils) == ("feedback_on_time", 1, 34)
    assert usual.spread == Spread(0.5, 0.71, 0.8, 0.88, 1.0)
    assert usual.states[State.MET] == 900 and usual.states[State.NOT_APPLICABLE] == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("measure,share\na,1\n", "its columns are not measure, definition, councils"),
        ("", "its columns are not measure"),
        (f"{HEADER}\n{ROW.replace('0.8,', '0.6,')}\n", "row 2 cannot be followed (its shares do not rise from 0 to 1)"),
        (f"{HEADER}\n{ROW.replace('1.0', '1.2')}\n", "its shares do not rise from 0 to 1"),
        (f"{HEADER}\n{ROW.replace('0.5', 'nan')}\n", "its shares do not rise from 0 to 1"),
        (f"{HEADER}\n{ROW.replace(',34,', ',9,')}\n", "it tells of fewer than 10 councils"),
        (f"{HEADER}\n{ROW.replace(',900,', ',some,')}\n", "row 2 cannot be followed"),
        (f"{HEADER}\n{ROW.rpartition(',')[0]}\n", "row 2 cannot be followed"),
        (f'{HEADER}\n"{ROW}\n', "cannot be followed"),
    ],
)
def test_another_table_is_refused_in_one_sentence(table, text, sentence):
    with pytest.raises(ParamsError) as refused:
        load_peers(table(text))
    assert sentence in str(refused.value) and "\n" not in str(refused.value)
    assert "Name a compare.csv that `heard compare` wrote" in str(refused.value)


def test_the_lengths_that_are_shipped_are_those_of_the_registers(tmp_path, monkeypatch):
    canada, toronto, uzbekistan = load_lengths()
    assert (canada.consultations, canada.middle, toronto.consultations, uzbekistan.middle) == (5_089, 61, 1_296, 16)
    if not REGISTERS.is_dir():
        return  # a clone by itself has no registers to count again
    sys.path.insert(0, str(Path(__file__).parents[1] / "real"))
    import make_lengths

    monkeypatch.setattr(sys, "argv", ["make_lengths.py", str(REGISTERS), "--out", str(tmp_path / "lengths.csv")])
    make_lengths.main()
    assert (tmp_path / "lengths.csv").read_bytes() == LENGTHS.read_bytes()


def test_every_register_has_its_source_its_licence_and_its_day():
    with LENGTHS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3 and all(row["source"] and row["licence"] and row["day"] for row in rows)
