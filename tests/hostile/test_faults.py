"""A fault at each layer of a run, one at a time: one line, a documented code, no report, and nothing left behind."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from .conftest import REGISTER, Council, Heard

FULL = OSError(errno.ENOSPC, "No space left on device")


def fail(error: BaseException) -> Callable[..., None]:
    """Whatever is asked, the same fault."""

    def failing(*_: object, **__: object) -> None:
        raise error

    return failing


class PanicError(BaseException):
    """As a library raises it that is not written in Python."""


AT = {
    "reading a table": ("heard.sources.file_parts.delimited_records", MemoryError()),
    "reading a table, in a library of its own": ("heard.sources.file_parts.delimited_records", PanicError("index 5")),
    "checking": ("heard.contracts.check_records", RuntimeError("two\nlines")),
    "keeping what was checked": ("heard.sources.checked.pq.write_table", FULL),
    "running a notebook": ("papermill.execute_notebook", FULL),
    "setting a PDF": ("typst.compile", typst.TypstError("no font")),
    "calling pandoc": ("pypandoc.convert_text", RuntimeError("Pandoc died with exitcode 1\n<stdout>: hSetEncoding")),
    "making a workbook": ("heard.press.annual_pack.write_book", FULL),
    "copying what was built": ("shutil.copy2", FULL),
}


@pytest.mark.parametrize("layer", AT)
def test_a_fault_anywhere_is_one_line_a_documented_code_and_no_report(
    layer: str, council: Council, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    params = council({"activities.csv": REGISTER})
    place, error = AT[layer]
    monkeypatch.setattr(place, fail(error))
    said = heard("annual", params, "--out", tmp_path / "out", "--workers", "1")
    assert (said.code, said.out) == (3, "")
    assert len(said.err.splitlines()) == 1, said.err
    assert [path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")] == []
    assert list((tmp_path / "cache" / "heard" / "building").iterdir()) == []
    assert "led to it" not in said.err or not isinstance(error, MemoryError)
    kept = {path.suffix for path in (tmp_path / "temporary").iterdir() if path.is_file()}
    assert kept <= {".txt"}, "only what led to it is kept"


def test_where_not_even_that_can_be_kept_the_line_says_so(
    council: Council, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    params = council({"activities.csv": REGISTER})
    monkeypatch.setattr("heard.year.steps.check_year", fail(ZeroDivisionError("division by zero")))
    monkeypatch.setattr("tempfile.NamedTemporaryFile", fail(FULL))
    said = heard("check", params)
    assert said.code == 3
    assert said.err.endswith("What led to it cannot be kept (No space left on device).\n")
