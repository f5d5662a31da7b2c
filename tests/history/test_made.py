"""Reports published earlier, read from their folders: how one was made, and whether it is last year's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from heard.errors import ParamsError
from heard.history.published_reports import load_made, load_year

MANIFEST: dict[str, Any] = {
    "heard": {"version": "0.1.0"},
    "params": {"as_at": "2023-06-01"},
    "inputs": [
        {"file": "annual-2022-23.yaml", "sha256": "p"},
        {"file": "records/activities.csv", "sha256": "a", "table": "activities", "rows": 3},
        {"file": "more/activities.csv", "sha256": "b", "table": "activities", "rows": 1},
    ],
    "standards": {"feedback_days": 84},
    "measures": {"feedback_on_time": {"definition": 2}},
}


def written(folder: Path, text: str) -> Path:
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return folder


def test_a_manifest_gives_definitions_figures_and_the_files_of_each_table(tmp_path: Path) -> None:
    made = load_made(written(tmp_path, json.dumps(MANIFEST)))
    assert (made.version, made.as_at, made.definitions) == ("0.1.0", "2023-06-01", {"feedback_on_time": 2})
    assert made.files == {"activities": {"a", "b"}} and made.settings == {"annual-2022-23.yaml": "p"}
    assert made.standards == {"feedback_days": 84.0}


def test_an_older_manifest_without_figures_has_none(tmp_path: Path) -> None:
    older = {key: value for key, value in MANIFEST.items() if key != "standards"}
    assert load_made(written(tmp_path, json.dumps(older))).standards == {}


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({**MANIFEST, "measures": {"m": {}}})])
def test_what_heard_did_not_write_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(ParamsError, match="not as heard writes it"):
        load_made(written(tmp_path, text))


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="cannot be read"):
        load_made(tmp_path)


@pytest.mark.parametrize(("found", "is_last_years"), [("2023-24", True), ("2022-23", False), ("2024-25", False)])
def test_the_report_of_another_year_is_not_taken_for_last_year_s(
    make_council: Callable[..., Path], found: str, is_last_years: bool
) -> None:
    path = make_council("previous: before\n", activities="activity_id,title,opened_on\nA1,Library hours,2024-05-01")
    before = path.parent / "before"
    before.mkdir()
    lines = {
        "results.csv": f"measure,definition,period,group,units,met,counted\nopen_long_enough,1,{found},all,4,3,4\n",
        "findings.csv": "measure,unit_id,state\nfeedback_on_time,A0,not yet due\n",
        "commitments.csv": "commitment,state\nPROMISE-1,kept\n",
    }
    for name, text in lines.items():
        (before / name).write_text(text, encoding="utf-8")
    if is_last_years:
        assert load_year(path).previous == before
        return
    with pytest.raises(ParamsError, match=f"'previous' names the report of {found}, and the year before this one is"):
        load_year(path)
