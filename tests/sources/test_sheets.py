# ruff: noqa: DTZ001 - a spreadsheet's moments have no zone
from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from heard.errors import RecordsError
from heard.sources.spreadsheets import text_of

HEADER = ["activity_id", "title", "opened_on", "prescribed_days", "in_scope"]


def test_days_numbers_and_booleans_of_a_sheet_are_read_as_what_they_are(book, read):
    book(
        Sheet1=[
            HEADER,
            [101, "Parks", datetime(2024, 5, 3, 17, 30), 28.0, True],
            ["A2", 2024, date(2024, 6, 1), 30, False],
        ]
    )
    rows = read()["activities"].rows
    assert rows["activity_id"].tolist() == ["101", "A2"]
    assert rows["title"].tolist() == ["Parks", "2024"]
    assert rows["opened_on"].tolist() == [date(2024, 5, 3), date(2024, 6, 1)]
    assert rows["prescribed_days"].tolist() == [28, 30]
    assert rows["in_scope"].tolist() == ["yes", "no"]


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Sheet1">
<table:table-row>
<table:table-cell office:value-type="string"><text:p>activity_id</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>title</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>opened_on</text:p></table:table-cell>
</table:table-row>
<table:table-row>
<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Parks</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2024-05-03"><text:p>3 May 2024</text:p></table:table-cell>
</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>
"""


def test_an_open_document_reads_the_same(tmp_path, read):
    with zipfile.ZipFile(tmp_path / "activities.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", MANIFEST)
        book.writestr("content.xml", OPEN_DOCUMENT.replace(">\n<", "><"))
    rows = read()["activities"].rows
    assert rows[["activity_id", "title", "opened_on"]].values.tolist() == [["7", "Parks", date(2024, 5, 3)]]


def test_leading_and_inner_blank_rows_count_in_the_numbering(book, read):
    book(Sheet1=[[], [], HEADER, ["A1", "x", None, None, None], [], [" "], ["A2", "y", None, None, None]])
    assert read()["activities"].rows["row"].tolist() == [4, 7]


def test_a_merged_title_above_the_names_is_not_read_and_quoted(book, read):
    path = book(Sheet1=[["Register 2024"], [], HEADER, ["A1", "x", None, None, None]])
    workbook = openpyxl.load_workbook(path)
    workbook.active.merge_cells("A1:E1")
    workbook.save(path)
    (part,) = read()["activities"].parts
    assert (part.names_in_row, part.above) == (3, ("Register 2024",))


def test_the_sheet_named_as_the_table_is_read_and_otherwise_the_one_that_has_its_columns(book, read):
    rows = [HEADER, ["A1", "x", None, None, None]]
    book(Guidance=[["Fill in the next sheet"]], Activities=rows)
    book("channels.xlsx", Lists=[["meeting"]], Data=[["activity_id", "channel"], ["A1", "meeting"]])
    supplied = read()
    assert supplied["activities"].rows["activity_id"].tolist() == ["A1"]
    assert supplied["channels"].rows["channel"].tolist() == ["meeting"]


def test_the_sheet_a_mapping_names_is_read_and_one_it_lacks_refused(book, read, mapping):
    book("export.xlsx", Guidance=[["Read me"]], Data=[["ID"], ["A1"]])
    read_of = lambda sheet: read(mapping({"activity_id": "ID"}, file="export.xlsx", sheet=(sheet,)))  # noqa: E731
    assert read_of("data")["activities"].rows["activity_id"].tolist() == ["A1"]
    with pytest.raises(RecordsError, match=r"it has no sheet 'Date'\. Its sheets are Guidance, Data"):
        read_of("Date")


def test_a_note_beside_the_table_is_no_column(book, read):
    book(Sheet1=[HEADER, ["A1", "x", None, None, None, None, "check this one"]])
    supplied = read()["activities"]
    assert supplied.extra == ()
    assert len(supplied.rows) == 1


@pytest.mark.parametrize(
    "content", [b"activity_id,title\nA1,x\n", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0" + bytes(600)]
)
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_spreadsheet_that_is_none_is_refused(write, read, content, ending):
    write(f"activities.{ending}", content)
    with pytest.raises(RecordsError, match="it cannot be opened as a spreadsheet"):
        read()


def test_a_blank_sheet_has_no_header(book, read):
    book(Sheet1=[])
    with pytest.raises(RecordsError, match="no row with the names of its columns"):
        read()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (12.5, "12.5"),
        (1e20, "1e+20"),
        (True, "yes"),
        (datetime(2024, 5, 3), "2024-05-03"),
        (datetime(2024, 5, 3, 9, 5), "2024-05-03 09:05:00"),
        (time(9, 5), "09:05:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_a_cell_is_the_text_a_csv_would_have(cell, text):
    assert text_of(cell) == text


def test_a_workbook_without_sheets_is_refused(book, read):
    path = book(Sheet1=[HEADER])
    held = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    held["xl/workbook.xml"] = re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", held["xl/workbook.xml"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    with pytest.raises(RecordsError, match="it has no sheets"):
        read()


def test_a_formula_that_failed_is_not_a_blank_cell(tmp_path, read):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["activity_id", "title", "opened_on", "closed_on"])
    sheet.append(["A1", "Parks", "2024-05-01", "#REF!"])
    sheet.append(["A2", "Lakes", "2024-05-01", None])
    sheet["D2"].data_type = "e"
    book.save(tmp_path / "activities.xlsx")
    rows = read()["activities"].rows
    assert rows["closed_on"].isna().all()
    assert rows["closed_on.unread"].fillna("").tolist() == ["#REF!", ""]


def test_a_book_whose_failed_formulas_cannot_be_found_is_refused(tmp_path, read, monkeypatch):
    book = openpyxl.Workbook()
    book.active.append(["activity_id", "title", "opened_on"])
    book.active["A2"] = "#N/A"
    book.active["A2"].data_type = "e"
    book.save(tmp_path / "activities.xlsx")
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: 1 / 0)
    with pytest.raises(RecordsError, match="some of its formulas failed, and it cannot be seen which"):
        read()
