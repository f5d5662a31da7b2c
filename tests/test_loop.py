"""The loop of a change: what `make fast` names is there, hooks need no network, and what is kept is made once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from heard.params import ROOT

from .conftest import digest, leave_the_newest, proofs_page

FAST = re.compile(r"^FAST := \$\(addprefix tests/,(.*?)\)", re.MULTILINE | re.DOTALL)


def test_each_part_that_make_fast_names_is_there() -> None:
    (names,) = FAST.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    parts = names.replace("\\", " ").split()
    assert "measures" in parts
    assert [name for name in parts if not (ROOT / "tests" / name).exists()] == []


def test_the_hooks_before_a_commit_need_no_network() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]
    assert {hook["language"] for hook in hooks} == {"system"}
    tests = [word for hook in hooks for word in hook["entry"].split() if word.startswith("tests/")]
    assert tests and all((ROOT / path).is_file() for path in tests)


def test_what_is_kept_is_made_once_and_again_for_other_words(keep: Callable[..., Path], tmp_path: Path) -> None:
    first, again = keep("example", note, str(tmp_path)), keep("example", note, str(tmp_path))
    other = keep("example", note, f"{tmp_path} and more")
    assert first == again != other
    assert (tmp_path / "times").read_text(encoding="utf-8") == "once "


def note(folder: Path, words: str) -> None:
    (folder / "words").write_text(words, encoding="utf-8")
    if Path(words).is_dir():
        with (Path(words) / "times").open("a", encoding="utf-8") as times:
            times.write("once ")


@pytest.mark.parametrize("change", ["more", "less", "other"])
def test_another_byte_or_file_is_another_word(tmp_path: Path, change: str) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    before = digest(tmp_path)
    match change:
        case "more":
            (tmp_path / "b").write_text("", encoding="utf-8")
        case "less":
            (tmp_path / "a").unlink()
        case "other":
            (tmp_path / "a").write_text("2", encoding="utf-8")
    assert digest(tmp_path) != before


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / f"report-{n}").mkdir()
        (tmp_path / f"report-{n}.sha256").write_text("", encoding="utf-8")
    leave_the_newest(tmp_path, "report")
    assert len([*tmp_path.glob("report-?")]) == len([*tmp_path.glob("*.sha256")]) == 3


def test_the_page_of_the_proofs_has_the_day_the_commit_and_each_figure() -> None:
    page = proofs_page(["Attacked: 5 counts; none was had.", "Killed at each of 9 steps."])
    assert re.search(r"on \d\d \w+ \d{4}, at commit `[\w.-]+`", page)
    assert page.endswith("- Attacked: 5 counts; none was had.\n- Killed at each of 9 steps.\n")
