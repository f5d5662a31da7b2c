"""What reports published earlier told: every count, of every publication, as long as nobody altered it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from heard.history.shown_before_files import told_in, told_under
from heard.maths.suppress import Shares, ShownTable, Symbol
from heard.model.shown_before import ShownBefore, as_json, from_json

HIDDEN = Symbol.CONFIDENTIAL
FIRST = ShownTable({"Female": 40, "Male": 30, "": HIDDEN, "(another answer)": HIDDEN}, 80)
SECOND = ShownTable({"Female": 60, "Male": 30, "": HIDDEN, "(another answer)": HIDDEN}, 100)
NOTHING = ShownTable({"Female": HIDDEN, "Male": HIDDEN}, HIDDEN)
NO_CONTRIBUTIONS = ShownTable({}, 0)
ITEM = Shares({"A1": 40, "A2": HIDDEN}, {"A1": HIDDEN, "A2": HIDDEN}, HIDDEN, HIDDEN)
PEOPLE = """characteristic,category,people,share,population,population_share,ratio,flagged,total,source
sex,(another answer),[c],,,,,,80,
sex,(did not say),[c],[c],,,,,80,
sex,Female,40,0.5714,6000,0.6000,0.9524,no,80,Census
sex,Male,30,0.4286,4000,0.4000,1.0714,no,80,Census
"""


def of(*tables: ShownTable) -> ShownBefore:
    return ShownBefore({"sex": tables})


def write_report(folder: Path, told: ShownBefore | None = None, people: str = "") -> Path:
    folder.mkdir(parents=True)
    files = {"people.csv": people} if people else {}
    if told:
        files["disclosure.json"] = json.dumps({"told": as_json(told)})
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    published = [{"file": name, "sha256": hashlib.sha256(text.encode()).hexdigest()} for name, text in files.items()]
    (folder / "manifest.json").write_text(json.dumps({"published": published}), encoding="utf-8")
    return folder


def test_what_is_written_is_read_as_it_was() -> None:
    told = ShownBefore({"sex": (FIRST, SECOND)}, {"understood_how_long": (ITEM,)}, (ShownTable({"talk": 9}, 9),))
    assert from_json(json.loads(json.dumps(as_json(told)))) == told


def test_each_different_table_is_carried_forward_once() -> None:
    told = of(FIRST).followed_by({"sex": SECOND}, {}, NO_CONTRIBUTIONS)
    assert told == of(FIRST, SECOND)
    assert told.followed_by({"sex": FIRST}, {}, NO_CONTRIBUTIONS) == told


def test_a_table_that_hides_all_stands_where_it_last_was() -> None:
    """A count shown before it and again after it would tell what it hid."""
    told = of(FIRST, NOTHING).followed_by({"sex": SECOND}, {}, NO_CONTRIBUTIONS)
    assert told == of(FIRST, NOTHING, SECOND)
    assert told.followed_by({"sex": SECOND}, {}, NO_CONTRIBUTIONS) == told
    assert told.followed_by({"sex": NOTHING}, {}, NO_CONTRIBUTIONS) == of(FIRST, SECOND, NOTHING)


@pytest.mark.parametrize("profiles", [of(FIRST), of(FIRST, NOTHING), of(FIRST, NOTHING, SECOND)])
def test_what_profiles_know_from_before_a_report_does_not_come_after_it(profiles: ShownBefore) -> None:
    assert of(FIRST, NOTHING, SECOND).and_then(profiles) == of(FIRST, NOTHING, SECOND)


def test_what_profiles_hid_between_two_reports_stands_between_them() -> None:
    assert of(FIRST, SECOND).and_then(of(FIRST, NOTHING)) == of(FIRST, NOTHING, SECOND)


def test_counts_shown_where_their_sum_is_hidden_are_told_too() -> None:
    assert ShownBefore().followed_by({}, {"understood_how_long": ITEM}, NO_CONTRIBUTIONS).understood


def test_what_was_told_is_in_the_report_of_the_same_name_and_in_those_put_aside_for_it(tmp_path: Path) -> None:
    write_report(tmp_path / "annual.replaced-2025-06-01", of(FIRST))
    write_report(tmp_path / "annual", of(SECOND))
    write_report(tmp_path / "another", of(NOTHING))
    assert told_under("annual", tmp_path) == (of(FIRST, SECOND), ())


def test_where_no_report_is_nothing_was_told_and_nothing_is_said_of_it(tmp_path: Path) -> None:
    assert told_under("annual", tmp_path / "nowhere") == (ShownBefore(), ())


def test_of_an_older_report_what_it_told_of_those_who_took_part_is_known(tmp_path: Path) -> None:
    assert told_in([write_report(tmp_path / "annual", people=PEOPLE)]) == (of(FIRST), ())


@pytest.mark.parametrize("written", ["{}", "not json", '{"told": 5}', '{"told": {"people": {"sex": [5]}}}'])
def test_what_was_altered_is_not_believed_and_said_to_be_unknown(tmp_path: Path, written: str) -> None:
    folder = write_report(tmp_path / "annual", of(FIRST))
    (folder / "disclosure.json").write_text(written, encoding="utf-8")
    told, (sentence,) = told_in([folder])
    assert told == ShownBefore()
    assert sentence == f"What {folder} told of people is not known: its disclosure.json is gone, or was altered."


def test_of_an_altered_folder_what_is_as_it_was_is_believed(tmp_path: Path) -> None:
    folder = write_report(tmp_path / "annual", of(SECOND), PEOPLE)
    (folder / "disclosure.json").unlink()
    assert told_in([folder]) == (of(FIRST), ())
