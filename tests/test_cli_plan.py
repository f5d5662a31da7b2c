"""`heard plan`: what it says, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

REGISTER = """
    activity_id,title,opened_on,closed_on,level
    FC24-0012,Library hours,2024-12-01,2025-02-09,consult"""
DRAFT = "title: Hours\nopened_on: 2026-09-07\nclosed_on: {}\nsignificance: significant\n"

Heard = Callable[..., "Said"]  # type: ignore[name-defined]  # noqa: F821


@pytest.fixture
def council(make_council: Callable[..., Path]) -> Path:
    return make_council(activities=REGISTER)


def drafted(folder: Path, closes: str) -> Path:
    path = folder / "library.yaml"
    path.write_text(DRAFT.format(closes), encoding="utf-8")
    return path


@pytest.mark.parametrize(("closes", "code", "counts"), [("2026-11-30", 0, "29 still"), ("2026-10-31", 1, "1 not met")])
def test_it_ends_with_1_where_something_falls_short_and_with_0_where_nothing_does(
    heard: Heard, council: Path, tmp_path: Path, closes: str, code: int, counts: str
) -> None:
    said = heard("plan", council, drafted(tmp_path, closes), "--on", "2026-06-04", "--out", tmp_path / "out")
    first, window, change, published = said.out.splitlines()
    assert window.startswith("Closed on") and change
    assert said.code == code and "as things stand on 4 June 2026." in first
    assert published == f"Published: {tmp_path / 'out' / 'plan-library'}"
    assert ("not met" in first) is (code == 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("FC24-0012",), "FC24-0012 closed on 9 February 2025. `heard profiles` has its page."),
        (("FC24-0013",), "no activity of the register has the id 'FC24-0013'. Did you mean 'FC24-0012'?"),
        (
            ("library.yaml",),
            "`library.yaml`: closes on 31 August 2026, before it opens on 7 September 2026. Swap the two days.",
        ),
        (("nowhere.yaml",), "there is no such file. Check its name and the folder it is in."),
        (("FC24-0012", "--on", "soon"), "--on: 'soon' is no day. Write it as 2025-06-01."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    heard: Heard, council: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    drafted(tmp_path, "2026-08-31")
    first, *more = words
    named = str(tmp_path / first) if first.endswith(".yaml") else first
    on = () if "--on" in more else ("--on", "2026-06-04")
    said = heard("plan", council, named, *more, *on, "--out", tmp_path / "out")
    assert said.code == 2 and sentence in said.err.splitlines()[-1] and "Traceback" not in said.err
    assert not (tmp_path / "out" / "plan-library").exists()
