"""The command `new` as a user types it: what it asks, what it writes, and what it refuses."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from heard.model.mapping import From
from heard.params import load_annual

EXPORT = "Ref,Name,Start date,Closing date,Department,Budget: code\n1,Bins,2024-05-13,2024-08-01,Waste,x\n"
FLAGS = ("--council", "Fen: Town", "--year", "2024-25")


class Terminal(StringIO):
    """Somebody at a keyboard, who types these lines."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def new(heard: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    def run(*options: object, typed: str | None = None) -> Any:
        monkeypatch.setattr(sys, "stdin", StringIO() if typed is None else Terminal(typed))
        return heard("new", *options)

    return run


def test_flags_alone_begin_a_council(new: Callable[..., Any], tmp_path: Path) -> None:
    said = new(tmp_path / "ours", *FLAGS, "--committee", "Main Committee")
    path = tmp_path / "ours" / "annual-2024-25.yaml"
    assert (said.code, said.out) == (0, f"Written: {path}\nNext: heard check {path}\n")
    params = load_annual(path)
    assert (params.council, params.committees, params.period.name) == ("Fen: Town", ("Main Committee",), "2024-25")
    assert params.record_folders == (tmp_path / "ours" / "records",)


def test_somebody_at_a_terminal_is_asked_five_questions(new: Callable[..., Any], tmp_path: Path) -> None:
    said = new(typed=f"{tmp_path}\nOld Town\n\n2024\n\n")
    assert said.code == 0
    assert said.out.count(": ") == 7  # five questions, and the two lines that follow
    params = load_annual(tmp_path / "annual-2024.yaml")
    assert (params.council, params.committees, params.period.name) == ("Old Town", (), "2024")


@pytest.mark.parametrize(("flags", "lacking"), [((), "--council"), (("--council", "X"), "--year")])
def test_nothing_is_asked_where_nobody_could_answer(
    new: Callable[..., Any], tmp_path: Path, flags: tuple[str, ...], lacking: str
) -> None:
    said = new(tmp_path / "ours", *flags)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"heard new: {lacking} is not given, and there is no terminal to ask at. Add {lacking}.\n"
    assert not (tmp_path / "ours").exists()


def test_a_register_with_other_names_is_given_a_first_mapping(new: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "Our export.csv").write_text(EXPORT, encoding="utf-8")
    said = new(tmp_path / "ours", *FLAGS, "--records", tmp_path / "Our export.csv")
    assert "Our export.csv: 5 of its 6 columns have a place." in said.out
    params = load_annual(tmp_path / "ours" / "annual-2024-25.yaml")
    assert params.record_folders == (tmp_path,)
    assert params.mappings["activities"][0].columns == {
        "activity_id": From(("Ref",)),
        "title": From(("Name",)),
        "opened_on": From(("Start date",)),
        "closed_on": From(("Closing date",)),
        "service": From(("Department",)),
    }
    assert params.mappings["activities"][0].ignore == {"Budget: code": "no place for it yet"}


def test_the_mapping_is_one_that_check_can_follow(new: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(EXPORT, encoding="utf-8")
    new(tmp_path, *FLAGS, "--records", tmp_path / "export.csv")
    from heard.sources import read_records

    params = load_annual(tmp_path / "annual-2024-25.yaml")
    rows = read_records(params.record_folders, params.mappings)["activities"].rows
    assert list(rows["title"]) == ["Bins"]


def test_a_file_without_what_a_table_needs_is_left_and_named(new: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("Ref,Name,When\n1,Bins,May\n", encoding="utf-8")
    said = new(tmp_path, *FLAGS, "--records", tmp_path / "export.csv")
    assert said.code == 1
    assert "Left: export.csv: no column holds an opening day" in said.out
    assert not (tmp_path / "mappings").exists()


def test_each_file_of_a_folder_gets_its_mapping_but_a_table_of_ours(new: Callable[..., Any], tmp_path: Path) -> None:
    held = tmp_path / "held"
    held.mkdir()
    (held / "register.csv").write_text(EXPORT, encoding="utf-8")
    (held / "paper.csv").write_text(EXPORT.replace("1,Bins", "2,Pools"), encoding="utf-8")
    (held / "feedback.csv").write_text("activity_id,published_on\n1,2024-09-01\n", encoding="utf-8")
    (held / "letter.csv").write_text("Dear all,\n", encoding="utf-8")
    said = new(tmp_path / "ours", *FLAGS, "--records", held)
    assert said.code == 1 and "Left: letter.csv" in said.out
    params = load_annual(tmp_path / "ours" / "annual-2024-25.yaml")
    assert [mapping.path.name for mapping in params.mappings["activities"]] == ["paper.yaml", "register.yaml"]
    assert list(params.mappings) == ["activities"]


def test_a_header_cannot_write_lines_of_its_own(new: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text('Ref,Name,Start,"x\nwords: {title: {}}"\n1,B,2024-05-01,\n', encoding="utf-8")
    new(tmp_path, *FLAGS, "--records", tmp_path / "export.csv")
    assert load_annual(tmp_path / "annual-2024-25.yaml").mappings["activities"][0].words == {}


def test_a_register_that_heard_knows_needs_no_mapping(new: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "activities.csv").write_text("activity_id,title,opened_on\n1,Bins,2024-05-01\n", encoding="utf-8")
    new(tmp_path / "ours", *FLAGS, "--records", tmp_path / "activities.csv")
    assert load_annual(tmp_path / "ours" / "annual-2024-25.yaml").mappings == {}
    assert not (tmp_path / "ours" / "mappings").exists()


def test_what_is_there_is_not_written_over(new: Callable[..., Any], tmp_path: Path) -> None:
    new(tmp_path, *FLAGS)
    (tmp_path / "export.csv").write_text(EXPORT, encoding="utf-8")
    before = (tmp_path / "annual-2024-25.yaml").read_bytes()
    said = new(tmp_path, "--council", "Another", "--year", "2024-25", "--records", tmp_path / "export.csv")
    assert (said.code, said.out) == (3, "")
    assert "annual-2024-25.yaml: it is there already." in said.err
    assert (tmp_path / "annual-2024-25.yaml").read_bytes() == before
    assert not (tmp_path / "mappings").exists()


@pytest.mark.parametrize(
    ("flags", "why"),
    [
        (("--council", "X", "--year", "soon"), "'soon' is no year"),
        ((*FLAGS, "--records", "nowhere"), "nowhere: there is no such file or folder"),
        ((*FLAGS, "--records", "LICENCE"), "heard does not read files that end in nothing"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_one_sentence(
    new: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "LICENCE").write_text("MIT", encoding="utf-8")
    said = new("ours", *flags)
    assert (said.code, said.out) == (2, "")
    assert why in said.err
    assert not (tmp_path / "ours").exists()


def test_two_files_that_differ_in_their_ending_alone_have_a_mapping_each(
    new: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "bins.csv").write_text(EXPORT, encoding="utf-8")
    tabs = EXPORT.replace("1,Bins", "2,Bags").replace(",", "\t")
    (tmp_path / "exports" / "bins.tsv").write_text(tabs, encoding="utf-8")
    new(tmp_path / "ours", *FLAGS, "--records", tmp_path / "exports")
    found = load_annual(tmp_path / "ours" / "annual-2024-25.yaml").mappings["activities"]
    assert [(each.path.name, each.file) for each in found] == [
        ("bins.yaml", ("bins.csv",)),
        ("bins-2.yaml", ("bins.tsv",)),
    ]
