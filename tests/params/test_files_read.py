"""What a run reads beside the records is read once, and stands whatever becomes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.params import load_annual
from heard.params.files_read import FROZEN, FilesRead, content_of, load_frozen, reading, was_read, write_frozen
from heard.params.written import is_there

ACTIVITIES = "activity_id,title,opened_on\nA1,Library hours,2024-05-01\n"
MORE = "council: Ouse\ncommentary: words/said.md\nstandards: standards.yaml\n"


@pytest.fixture
def params_file(make_council: Callable[..., Path], tmp_path: Path) -> Path:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "said.md").write_text("A year of buses.\n", encoding="utf-8")
    (tmp_path / "standards.yaml").write_text("minimum_days: 30\n", encoding="utf-8")
    return make_council(MORE, activities=ACTIVITIES)


def test_a_file_is_as_it_was_when_it_was_first_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"first")
    with reading() as files:
        assert content_of(path) == b"first"
        path.write_bytes(b"second")
        with reading() as inner:
            assert content_of(path) == b"first" and inner.files == files.files
    assert content_of(path) == b"second"


def test_a_file_that_was_read_is_there_whatever_became_of_it(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(b"first")
    with reading() as files:
        content_of(path)
    path.unlink()
    assert not was_read(path)
    with reading(files.files):
        assert is_there(path) and is_there(path.parent, folder=True) and content_of(path) == b"first"
        assert not is_there(tmp_path / "another.txt")


def test_a_params_file_loaded_has_all_that_it_names_but_the_records(params_file: Path) -> None:
    read = load_annual(params_file).read
    beside = params_file.parent
    assert all(read.has(beside / name) for name in ("annual-2024-25.yaml", "words/said.md", "standards.yaml"))
    assert not any(path.is_relative_to(beside / "records") for path in read.contents)


def test_what_is_frozen_makes_the_same_params_once_the_files_are_others(params_file: Path, tmp_path: Path) -> None:
    params = load_annual(params_file)
    write_frozen(params_file, params.read, tmp_path / "run")
    frozen = json.loads((tmp_path / "run" / FROZEN).read_text(encoding="utf-8"))
    assert frozen["folder"] == str(tmp_path)
    by_name = {each["file"]: each for each in frozen["files"]}
    assert by_name["words/said.md"]["text"] == "A year of buses.\n"
    assert by_name["annual-2024-25.yaml"]["sha256"] == params.read.sha256(params_file)
    params_file.write_text(params_file.read_text().replace("Ouse", "Fenshire"), encoding="utf-8")
    (tmp_path / "words" / "said.md").unlink()
    with reading(load_frozen(tmp_path / "run")):
        again = load_annual(params_file)
    assert again == params and again.read == params.read


@pytest.mark.parametrize("written", ["", "[]", '{"folder": "/", "files": [{}]}', '{"folder": 5, "files": []}'])
def test_what_is_frozen_and_damaged_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / FROZEN).write_text(written, encoding="utf-8")
    with pytest.raises(ParamsError, match="not as heard writes it"):
        load_frozen(tmp_path)


def test_of_a_file_that_was_not_read_the_hash_is_that_of_now(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").write_bytes(b"one")
    assert FilesRead().sha256(tmp_path / "a") == FilesRead({tmp_path / "b": b"one"}).sha256(tmp_path / "b")
