"""pandoc works whatever the machine's language is, and fails in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from heard.errors import RunError
from heard.press.pandoc import converted


def test_a_letter_with_an_accent_in_a_path_is_one_in_any_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.delenv("LANG", raising=False)
    folder = tmp_path / "Prüfung"
    folder.mkdir()
    (folder / "as it is.lua").write_text("", encoding="utf-8")
    converted("<p>Ä</p>", "docx", "html", [f"--lua-filter={folder / 'as it is.lua'}"], folder / "é.docx")
    assert (folder / "é.docx").is_file()
    assert os.environ["LC_ALL"] == "C" and "LANG" not in os.environ


def test_what_pandoc_cannot_do_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="pandoc could not make docx of it") as failed:
        converted("", "docx", "html", [f"--lua-filter={tmp_path / 'nowhere.lua'}"], tmp_path / "a.docx")
    assert "\n" not in str(failed.value)


def test_what_pandoc_says_for_who_makes_pandoc_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object, **__: object) -> None:
        raise RuntimeError(
            "pandoc: a.docx: resource exhausted\nHasCallStack backtrace:\n  collectBacktraces, called at x"
        )

    monkeypatch.setattr("pypandoc.convert_text", die)
    with pytest.raises(RunError, match=r"docx of it \(pandoc: a.docx: resource exhausted\)\. "):
        converted("", "docx", "html", [])
