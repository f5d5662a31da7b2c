"""Where a report may go: never over what heard did not write, never over what it is made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import PARAMS, REGISTER, Council, Heard

NAME = "annual-2024-25"


@pytest.fixture
def year(council: Council) -> Path:
    return council({"activities.csv": REGISTER})


@pytest.mark.parametrize("manifest", [None, "{}", "[]", "5", "not JSON", "\0"])
def test_a_folder_that_heard_did_not_write_is_never_replaced(
    manifest: str | None, year: Path, heard: Heard, tmp_path: Path
) -> None:
    theirs = tmp_path / "out" / NAME / "thesis.docx"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine")
    if manifest is not None:
        (theirs.parent / "manifest.json").write_text(manifest)
    said = heard("annual", year, "--out", tmp_path / "out")
    assert said.code == 2
    assert "is not a report that heard wrote. Move it, or choose another folder with --out" in said.sentence
    assert theirs.read_text() == "mine"


@pytest.mark.parametrize("inside", ["", "deeper/still"])
def test_a_file_in_the_place_of_a_folder_is_left_as_it_is(
    inside: str, year: Path, heard: Heard, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    said = heard("annual", year, "--out", taken / inside)
    assert said.code == 2
    assert f"{taken}: is a file, and reports go into a folder. Name a folder with --out." in said.sentence
    assert taken.read_text() == "mine"


def test_a_file_by_the_name_of_the_report_is_left_as_it_is(year: Path, heard: Heard, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("mine")
    said = heard("annual", year, "--out", tmp_path)
    assert said.code == 2
    assert "is not a report that heard wrote" in said.sentence
    assert (tmp_path / NAME).read_text() == "mine"


@pytest.mark.parametrize("place", ["/dev/null/reports", "/proc/reports", "x" * 400])
def test_a_place_that_cannot_be_written_is_one_sentence(place: str, year: Path, heard: Heard, tmp_path: Path) -> None:
    said = heard("annual", year, "--out", tmp_path / place)
    assert said.code == 3
    assert "cannot be written" in said.sentence
    assert "or choose another folder with --out" in said.sentence


def test_a_folder_that_links_to_itself_is_no_place(year: Path, heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    said = heard("annual", year, "--out", tmp_path / "round")
    assert (said.code, "cannot be written" in said.sentence) == (3, True)


def test_records_in_the_folder_of_an_earlier_report_are_not_lost(heard: Heard, council: Council) -> None:
    params = PARAMS.replace("records: records", f"records: {NAME}/records")
    path = council(
        {f"../{NAME}/records/activities.csv": REGISTER, f"../{NAME}/manifest.json": '{"heard": {}}'}, params=params
    )
    said = heard("annual", path, "--out", path.parent)
    assert said.code == 2
    assert "which the report is to take the place of. Move it, or choose another folder with --out" in said.sentence
    assert (path.parent / NAME / "records" / "activities.csv").exists()
