"""A cell far from its table is no row, and fills no memory; what cannot be held is one sentence."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from heard.errors import RecordsError
from heard.sources import calamine_apart, far_cells, spreadsheets
from heard.sources.spreadsheets import sheet_records, worksheets

TABLE = [["activity_id", "title"], ["A1", "Clock tower"], ["A2", "Bus fares"]]
FarBook = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> FarBook:
    """A workbook with a small table, and something in cells far away; with its texts shared, as Excel writes them."""

    def write(cells: dict[str, str], *, is_shared: bool = True) -> Path:
        path, workbook = tmp_path / "activities.xlsx", Workbook()
        sheet = workbook.active
        assert sheet is not None
        sheet.title = "Register"
        for row in TABLE:
            sheet.append(row)
        for place, text in cells.items():
            sheet[place] = text
            sheet[place].data_type = "s" if is_shared else "inlineStr"
        workbook.save(path)
        return path

    return write


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "ZZ1048576", "XFD1"])
@pytest.mark.parametrize("is_shared", [True, False])
def test_a_space_typed_far_away_is_no_row_and_no_column(book: FarBook, place: str, is_shared: bool) -> None:
    path = book({place: " "}, is_shared=is_shared)
    rows = [row for row in sheet_records(path, "Register") if any(cell.strip() for cell in row)]
    assert [[cell for cell in row if cell.strip()] for row in rows] == TABLE
    (sheet,) = worksheets(path)
    assert sheet.has({"activity_id", "title"})


def test_what_is_seen_far_away_is_refused_with_its_cell(book: FarBook) -> None:
    path = book({"XFD1048576": "x", "XFC1048575": " "})
    with pytest.raises(RecordsError, match=r"something stands far from its table, in the cell XFD1048576\. Clear"):
        list(sheet_records(path, "Register"))
    (sheet,) = worksheets(path)
    assert sheet.has({"activity_id", "title"})  # so that the sentence is of this file


def test_a_sheet_that_is_full_is_left_as_it_is(book: FarBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(far_cells, "ROOMY", 4)
    assert far_cells.without_far_cells(book({}), (0, 0)) is None
    assert far_cells.without_far_cells(book({"Z9": " "}), (0, 1)) is not None


def test_a_workbook_that_unpacks_to_more_than_can_be_held_is_refused(
    book: FarBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(far_cells, "MOST_UNPACKED", 1_000)
    with pytest.raises(RecordsError, match=r"it unpacks to [\d,]+ bytes, and heard takes up to 1,000"):
        list(sheet_records(book({}), "Register"))


@pytest.mark.parametrize(
    "program", ["import os\nos.abort()", "import time\ntime.sleep(60)", "import sys\nsys.exit(134)"]
)
def test_a_sheet_of_another_kind_that_cannot_be_held_ends_its_own_process_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    (tmp_path / "activities.ods").write_bytes(b"PK")
    monkeypatch.setattr(calamine_apart, "__file__", str(tmp_path / "program.py"))
    monkeypatch.setattr(spreadsheets, "LONGEST", 1)
    with pytest.raises(RecordsError, match="it is larger than heard can hold, or damaged"):
        list(sheet_records(tmp_path / "activities.ods", "Register"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_memory_beyond_the_limit_is_refused() -> None:
    take = f"from heard.sources import calamine_apart as a\na.limit_memory()\nbytearray({calamine_apart.MOST_MEMORY})"
    ended = subprocess.run([sys.executable, "-c", take], capture_output=True, text=True, check=False)
    assert ended.returncode == 1 and "MemoryError" in ended.stderr


def test_what_is_read_apart_is_what_is_read_here(book: FarBook) -> None:
    def apart(*words: str) -> object:
        command = [sys.executable, "-I", calamine_apart.__file__, str(book({})), *words]
        return pickle.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    assert apart() == [("Register", True, True)]
    assert apart("Register", "0") == TABLE
    assert apart("Register", "2") == TABLE[:2]
