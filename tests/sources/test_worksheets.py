"""Which sheets of a workbook are tables, and what is said of those that are not read and of rows that nobody sees."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from heard.errors import RecordsError
from heard.sources import read_records

HEADER = ["activity_id", "title", "opened_on"]
REGISTER = [HEADER, ["A1", "Parks", "2024-05-01"]]
FEEDBACK = [["activity_id", "published_on"], ["A1", "2024-08-01"]]


def hide(path: Path, *sheets: str) -> None:
    workbook = openpyxl.load_workbook(path)
    for sheet in sheets:
        workbook[sheet].sheet_state = "hidden"
    workbook.save(path)


def ids(supplied) -> list[str]:
    return supplied["activities"].rows["activity_id"].tolist()


def test_each_sheet_that_is_called_like_a_table_is_that_table_whatever_the_file_is_called(book, read):
    meetings = [["board", "met_on"], ["Carers", "2024-05-01"]]
    book("all our records.xlsx", Notes=[["x"]], Activities=REGISTER, feedback=FEEDBACK, **{"Board meetings": meetings})
    supplied = read()
    assert list(supplied) == ["activities", "feedback", "board_meetings"]
    assert [file.name for file in supplied["feedback"].files] == ["all our records.xlsx"]


def test_a_sheet_with_anything_in_it_that_is_not_read_is_named(book, read):
    book("all.xlsx", Notes=[["Kept by the clerk"]], activities=REGISTER, feedbak=FEEDBACK, Empty=[])
    unread = "is not read, because heard knows no table of that name."
    assert read()["activities"].strays == (
        f"the sheet 'Notes' of `all.xlsx` {unread} "
        "Name it in a mapping under `sheet:`, or leave it out of the workbook.",
        f"the sheet 'feedbak' of `all.xlsx` {unread} Did you mean 'feedback'?",
    )


def test_no_process_is_started_for_a_table_that_is_no_workbook(write, read, monkeypatch):
    write("activities.csv", "activity_id,title,opened_on\nA1,Parks,2024-05-01\n")
    monkeypatch.setattr("heard.sources.spreadsheets.subprocess.run", None)
    assert read()["activities"].strays == ()


def test_a_hidden_sheet_is_not_read_and_named(book, read):
    path = book(Copy=[HEADER, ["OLD", "Draft", "2024-05-01"]], Register=REGISTER, feedback=FEEDBACK)
    hide(path, "Copy", "feedback")
    supplied = read()
    assert ids(supplied) == ["A1"]
    assert "feedback" not in supplied
    assert [sentence.split(". ")[0] for sentence in supplied["activities"].strays] == [
        f"the sheet {name!r} of `activities.xlsx` is not read, because it is hidden" for name in ("Copy", "feedback")
    ]


def test_a_mapping_without_a_file_is_of_the_sheet_that_is_called_like_its_table(book, read, mapping):
    book("all.xlsx", Activities=[["ID"], ["A1"]], feedback=FEEDBACK)
    assert ids(read(mapping({"activity_id": "ID"}))) == ["A1"]


def test_a_hidden_sheet_is_read_where_a_mapping_names_it(book, read, mapping):
    hide(book("export.xlsx", Data=[["ID"], ["A1"]], Front=[["Read me"]]), "Data")
    assert ids(read(mapping({"activity_id": "ID"}, file="export.xlsx", sheet=("Data",)))) == ["A1"]


def test_a_workbook_of_hidden_sheets_is_refused(book, read):
    path = book(Register=REGISTER)
    with zipfile.ZipFile(path) as parts:
        written = {name: parts.read(name) for name in parts.namelist()}
    with zipfile.ZipFile(path, "w") as parts:  # openpyxl will not write what other programs will
        for name, content in written.items():
            parts.writestr(name, content.replace(b'state="visible"', b'state="hidden"'))
    with pytest.raises(
        RecordsError, match=r"all its sheets are hidden\. Unhide the one that is the table 'activities'"
    ):
        read()


def test_two_sheets_that_could_both_be_the_table_are_refused_with_the_line_that_reads_both(book, read, mapping):
    more = [HEADER, [], ["A2", "Pools", "2024-11-01"], ["A3", "Roads", "2024-12-01"]]
    book(Summer=REGISTER, **{"Winter 24-5": more}, Notes=[["x"]])
    with pytest.raises(RecordsError) as refused:
        read()
    assert 'its sheets "Summer", "Winter 24-5" could each be the table \'activities\'' in str(refused.value)
    assert '`sheet: ["Summer", "Winter 24-5"]` in a mapping to read both' in str(refused.value)
    both = read(mapping({name: name for name in HEADER}, sheet=("Summer", "Winter 24-5")))
    assert ids(both) == ["A1", "A2", "A3"]
    assert both["activities"].rows["row"].tolist() == [2, 3, 4]  # each as its own sheet shows it
    assert both["activities"].rows["part"].tolist() == [1, 2, 2]


def test_every_sheet_that_has_the_columns_is_read_on_request(book, read, mapping):
    quarters = {f"Q{n}": [["ID"], [f"A{n}"]] for n in (1, 2, 3)}
    hide(book("export.xlsx", Notes=[["x"]], **quarters), "Q3")
    supplied = read(mapping({"activity_id": "ID"}, file="export.xlsx", sheet=("*",)))
    assert ids(supplied) == ["A1", "A2"]
    assert [sentence.split("'")[1] for sentence in supplied["activities"].strays] == ["Notes", "Q3"]
    with pytest.raises(RecordsError, match=r"no sheet that is seen has all the columns that their\.yaml names"):
        read(mapping({"activity_id": "Ref"}, file="export.xlsx", sheet=("*",)))


def test_of_a_mapped_workbook_the_sheet_with_the_columns_is_read(book, read, mapping):
    book("export.xlsx", Front=[["Read me"]], Data=[["ID"], ["A1"]])
    assert ids(read(mapping({"activity_id": "ID"}, file="export.xlsx"))) == ["A1"]
    book("export.xlsx", Front=[["ID"], ["A0"]], Data=[["ID"], ["A1"]])
    with pytest.raises(RecordsError, match="could each be the table 'activities'"):
        read(mapping({"activity_id": "ID"}, file="export.xlsx"))


def test_a_sheet_and_a_file_of_one_table_are_refused(book, write, read):
    book("all.xlsx", activities=REGISTER)
    write("activities.csv", "activity_id,title,opened_on\nA1,x,2024-05-01\n")
    with pytest.raises(RecordsError, match=r"activities\.csv and all\.xlsx are both the table 'activities'"):
        read()


def test_services_of_a_later_folder_are_no_sheet_left_unread(book, tmp_path):
    for folder in ("now", "before"):
        (tmp_path / folder).mkdir()
        book(f"{folder}/all.xlsx", activities=REGISTER, services=[["service"], [folder]])
    supplied = read_records([tmp_path / "now", tmp_path / "before"], {})
    assert supplied["services"].rows["service"].tolist() == ["now"]
    assert supplied["activities"].strays == ()


def filtered(path: Path, *, in_a_table: bool) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    if in_a_table:
        table = Table(displayName="T", ref="A1:C3")
        table._initialise_columns()
        for column, name in zip(table.tableColumns, HEADER, strict=True):
            column.name = name
        filters = table.autoFilter
        sheet.add_table(table)
    else:
        filters = sheet.auto_filter
        filters.ref = "A1:C3"
    filters.filterColumn.append(openpyxl.worksheet.filters.FilterColumn(colId=1))
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True  # blank
    workbook.save(path)


@pytest.mark.parametrize("in_a_table", [True, False])
def test_rows_that_a_filter_hides_are_read_and_told(book, read, in_a_table):
    filtered(book("all.xlsx", activities=[*REGISTER, ["A2", "Pools", "2024-05-01"]]), in_a_table=in_a_table)
    supplied = read()
    assert ids(supplied) == ["A1", "A2"]
    assert supplied["activities"].oddities == (
        "`activities`: a filter hides 1 row of the sheet 'activities' of all.xlsx, and it is read like the others.",
    )


def test_rows_that_are_hidden_without_a_filter_are_not_told_of_one(book, read):
    path = book(Register=[*REGISTER, ["A2", "Pools", "2024-05-01"]])
    workbook = openpyxl.load_workbook(path)
    workbook.active.row_dimensions[3].hidden = True
    workbook.save(path)
    assert read()["activities"].oddities == ()


def row(*texts: str, of_row: str = "") -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row{of_row}>{''.join(map(cell.format, texts))}</table:table-row>"


def sheet(name: str, *rows: str, style: str = "seen") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def test_an_open_document_hides_sheets_and_rows_too(tmp_path, read):
    kinds = ("office", "style", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in kinds)
    gone = '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/>'
    hidden = ' table:visibility="filter"'
    rows = (row("A1", "Parks", "2024-05-01"), row("A2", "Pools", "2024-05-01", of_row=hidden))
    blank = row("", of_row=hidden + ' table:number-rows-repeated="900"')
    sheets = sheet("Old", row(*HEADER), style="gone") + sheet("Now", row(*HEADER), *rows, blank)
    content = (
        f'<office:document-content {spaces} office:version="1.3">'
        f"<office:automatic-styles>{gone}</style:style></office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "activities.ods", "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        parts.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{manifest}"/>')
        parts.writestr("content.xml", content)
    supplied = read()
    assert ids(supplied) == ["A1", "A2"]
    assert "'Old' of `activities.ods` is not read, because it is hidden" in supplied["activities"].strays[0]
    assert "a filter hides 1 row of the sheet 'Now'" in supplied["activities"].oddities[0]


MERGED = [
    ["Ref", "Way"],
    ["C1", "meeting"],
    ["", "workshop"],
    ["C2", "talk"],
    ["", "meeting"],
    ["C3", "talk"],
]


@pytest.mark.parametrize("more", [{}, {"fill_down": ["Ref"]}])
def test_cells_that_are_merged_are_told_with_the_line_that_fills_them_and_once_filled_are_not(
    book, read, mapping, write, more
):
    write("activities.csv", "activity_id,title,opened_on\nC1,Parks,2024-05-01\n")
    path = book("ways.xlsx", Ways=MERGED)
    workbook = openpyxl.load_workbook(path)
    workbook.active.merge_cells("A2:A3")
    workbook.active.merge_cells("A4:A5")
    workbook.active.merge_cells("A1:A1")
    workbook.save(path)
    of_ways = mapping({"activity_id": "Ref", "channel": "Way"}, file="ways.xlsx", table="channels", **more)
    odd = read(of_ways)["channels"].oddities
    told = (
        "`channels`: cells of 'Ref' are merged over rows 2 to 3 and in 1 place more, and all but the first are blank. "
        "Paste into their.yaml: `fill_down: [Ref]`."
    )
    assert odd == (() if more else (told,))


@pytest.mark.parametrize(("word", "is_told"), [("Total", True), ("TOTAL:", True), ("Totally new", False)])
def test_a_row_at_the_end_that_looks_like_a_total_is_read_and_told(read, write, word, is_told):
    write("activities.csv", f"activity_id,title,opened_on\nC1,Parks,2024-05-01\n{word},1 consultation,\n")
    supplied = read()
    assert len(supplied["activities"].rows) == 2
    told = f"`activities`: row 3 looks like a total, {word!r} in 'activity_id'. If it is one, take it out of the file."
    assert supplied["activities"].oddities == ((told,) if is_told else ())


def test_of_a_mapped_register_the_line_that_drops_its_total_is_given_once_and_once_pasted_it_is_not_told(
    read, mapping, write
):
    write("register.csv", "Ref,Name,Start\nC1,Parks,2024-05-01\nTotal,1 consultation,\n")
    columns = {"activity_id": "Ref", "title": "Name", "opened_on": "Start"}
    odd = read(mapping(columns, file="register.csv"))["activities"].oddities
    assert odd[0].endswith(": `drop_rows_where: {Ref: [Total]}`.") and len(odd) == 1
    dropped = mapping(columns, file="register.csv", drop_rows_where={"Ref": ["Total"]})
    assert read(dropped)["activities"].oddities == ()
