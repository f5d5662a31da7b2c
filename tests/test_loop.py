"""The loop of a change: what `make fast` names is there, hooks need no network, and what is kept is made once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from heard.params import ROOT

from .conftest import digest, leave_the_newest
from .proofs_page import (
    MOST_ASKED,
    NOT_YET,
    PAGE,
    PROMISES,
    every_proof,
    line,
    outcomes_on,
    promises_page,
    proofs_in,
    proofs_page,
)

FAST = re.compile(r"^FAST := \$\(addprefix tests/,(.*?)\)", re.MULTILINE | re.DOTALL)

LEFT_OUT = re.compile(r"--ignore (\S+)")


def test_each_part_that_make_fast_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (names,), left_out = FAST.findall(makefile), LEFT_OUT.findall(makefile)
    assert left_out and all((ROOT / path).is_file() for path in left_out)
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


KILLED = (
    "tests/reports/test_annual_report.py",
    "test_a_run_killed_on_its_way_publishes_nothing_and_does_not_stop_the_next",
)
LEFT_ALONE = ("tests/maths/test_suppress_attack.py", "test_the_attack_works_when_only_small_counts_are_hidden")


def test_the_page_of_the_proofs_has_the_day_and_the_commit_of_each_and_says_which_were_not_run() -> None:
    page = proofs_page(ROOT, "", {KILLED: "Killed at each of 9 steps."})
    assert re.search(
        r"stop the next\* \(`.*`\): Killed at each of 9 steps\. \d\d \w+ \d{4}, at commit `[\w.-]+`\.\n", page
    )
    assert page.count(f": {NOT_YET}") == len(every_proof(ROOT)) - 1


def test_the_figures_that_are_asked_for_most_stand_on_the_page_of_what_is_promised_too() -> None:
    proofs, promises = ((ROOT / page).read_text(encoding="utf-8") for page in (PAGE, PROMISES))
    assert promises == promises_page(promises, proofs), "python tests/proofs_page.py copies them"
    page = promises_page(promises, proofs_page(ROOT, "", {next(iter(MOST_ASKED.values())): "Survived: 9 of 9."}))
    assert "| Faults survived, of those injected | Survived: 9 of 9. " in page and page.count(NOT_YET) == 4
    assert {*MOST_ASKED.values()} <= {*every_proof(ROOT)}


def test_a_proof_run_later_leaves_what_the_page_says_of_the_others() -> None:
    page = proofs_page(ROOT, "", {KILLED: "Killed at each of 9 steps."})
    outcomes = outcomes_on(proofs_page(ROOT, page, {LEFT_ALONE: "It failed."}))
    assert outcomes[KILLED] == outcomes_on(page)[KILLED] and outcomes[LEFT_ALONE].startswith("It failed. ")


def test_the_page_of_the_proofs_names_each_there_is() -> None:
    page = (ROOT / "docs" / "pages" / "reference" / "proofs.md").read_text(encoding="utf-8")
    assert [proof for proof in every_proof(ROOT) if line(proof, "").strip() not in page] == []


def test_a_heavy_proof_is_known_by_its_marker_or_by_hypothesis() -> None:
    marked = "@pytest.mark.proof\ndef test_a(): ...\n@given(x=st.text())\ndef test_b(x): ...\ndef test_c(): ..."
    assert list(proofs_in(marked)) == ["test_a", "test_b"]
    assert list(proofs_in(f"pytestmark = pytest.mark.proof\n{marked}")) == ["test_a", "test_b", "test_c"]
