from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from heard.errors import RecordsError
from heard.sources.text_files import encoding_of

HEADER = "activity_id,title,opened_on,service\n"
ROWS = HEADER + "A1,Café in the library,2024-05-01,Culture – and £\nA2,Parks,2024-06-01,Parks\n"
LATIN = HEADER + "A1,Café in the library,2024-05-01,£\nA2,Parks,2024-06-01,Parks\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_told_from_the_bytes(write, read, encoding):
    write("activities.csv", ROWS, encoding)
    rows = read()["activities"].rows
    assert rows["activity_id"].tolist() == ["A1", "A2"]
    assert rows["title"][0] == "Café in the library"
    assert rows["service"][0] == "Culture – and £"


def test_a_latin_file_is_never_taken_for_utf_8(write, read):
    write("activities.csv", LATIN, "latin-1")
    assert read()["activities"].rows["service"][0] == "£"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_separator_and_the_line_ending_are_told_from_the_header(write, read, separator, ending):
    write("activities.csv", LATIN.replace(",", separator).replace("\n", ending))
    rows = read()["activities"].rows
    assert rows["activity_id"].tolist() == ["A1", "A2"]
    assert rows["row"].tolist() == [2, 3]


def test_semicolons_inside_quoted_cells_do_not_make_a_separator(write, read):
    write("activities.csv", 'activity_id,title,opened_on,"a;b;c;d;e"\nA1,"x; y",2024-05-01,\n')
    assert read()["activities"].rows["title"].tolist() == ["x; y"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(write, read):
    write("activities.csv", '\n,,,\nactivity_id,title\nA1,"two\nlines"\n\n , \nA2,next\n')
    rows = read()["activities"].rows
    assert rows["row"].tolist() == [4, 7]
    assert rows["title"].tolist() == ["two\nlines", "next"]


@pytest.mark.parametrize(
    "header",
    ["Activity ID,TITLE, Opened On ", "\ufeffactivity_id,Title,opened_on", "activity id\u00a0,title,opened  on"],
)
def test_a_header_is_compared_trimmed_without_case_and_with_spaces_for_underscores(write, read, header):
    write("activities.csv", f"{header}\nA1,x,2024-05-01\n")
    assert {"activity_id", "title", "opened_on"} <= set(read()["activities"].rows.columns)


def test_an_empty_file_is_refused(write, read):
    write("activities.csv", b"")
    with pytest.raises(RecordsError, match="it is empty"):
        read()


@pytest.mark.parametrize("content", ["\n\n", " , \n\t\n", "\ufeff\n"])
def test_a_file_without_a_header_is_refused(write, read, content):
    write("activities.csv", content)
    with pytest.raises(RecordsError, match="no row with the names of its columns"):
        read()


def test_a_header_and_no_rows_is_an_empty_table_with_its_columns_typed(write, read):
    write("activities.csv", "activity_id,title,opened_on,prescribed_days")
    rows = read()["activities"].rows
    assert len(rows) == 0
    assert rows.dtypes.astype(str).tolist() == ["string", "string", "date32[day][pyarrow]", "Int64", "int64", "int64"]


def test_a_column_that_is_there_twice_is_refused(write, read):
    write("activities.csv", "activity_id,title,opened_on,Title \nA1,x,2024-05-01,y\n")
    with pytest.raises(RecordsError, match="the column 'title' is there twice"):
        read()


def test_columns_without_a_name_and_unknown_ones_that_repeat_are_no_matter(write, read):
    write("activities.csv", "activity_id,title,opened_on,Notes,Notes,,\nA1,x,2024-05-01,a,b,c,\n")
    supplied = read()["activities"]
    assert supplied.extra == ("column D", "column E")  # each by its letter
    assert supplied.rows["title"].tolist() == ["x"]


def test_a_row_with_more_cells_than_the_header_is_refused_with_its_number(write, read):
    write("activities.csv", HEADER + "A1,x,2024-05-01,Parks\nA2,Parks, lakes and woods,2024-05-01,Parks\n")
    with pytest.raises(RecordsError, match="row 3 has 5 cells, and the header has 4"):
        read()


def test_blank_cells_beyond_the_header_and_cells_left_out_are_no_matter(write, read):
    write("activities.csv", HEADER + "A1,x,2024-05-01,Parks,,\nA2,y\n")
    rows = read()["activities"].rows
    assert rows["service"].isna().tolist() == [False, True]
    assert rows["opened_on"].isna().tolist() == [False, True]


@pytest.mark.parametrize("cell", ['"never closed', '"closed" within'])
def test_a_quotation_mark_that_swallows_rows_is_refused_with_its_row(write, read, cell):
    write("activities.csv", HEADER + f"A1,x,2024-05-01,Parks\nA2,{cell},2024-05-01,Parks\nA3,z,2024-05-01,Parks\n")
    with pytest.raises(RecordsError, match="row 3 has a quotation mark"):
        read()


@pytest.mark.parametrize("lines", ["Consultation register 2024,,,\n", "\nConsultation register 2024\nby service\n"])
def test_a_title_above_the_names_is_not_read_and_quoted(write, read, lines):
    write("activities.csv", lines + ROWS)
    (part,) = read()["activities"].parts
    assert part.names_in_row == lines.count("\n") + 1
    assert part.above[0] == "Consultation register 2024"
    assert read()["activities"].rows["row"].tolist()[0] == part.names_in_row + 1


def test_nul_bytes_are_refused(write, read):
    write("activities.csv", HEADER.encode() + b"A1,x\0y,2024-05-01,Parks\n" * 40)
    with pytest.raises(RecordsError, match="it is not text"):
        read()


def a_zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("activities.csv", ROWS)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_zip(), "a spreadsheet or a ZIP archive"),
        (gzip.compress(ROWS.encode()), "a compressed file"),
        (b"PAR1" + bytes(40), "a Parquet file"),
        (b"%PDF-1.7 ...", "a PDF"),
    ],
)
def test_a_csv_that_is_something_else_is_refused_by_what_it_is(write, read, content, kind):
    write("activities.csv", content)
    with pytest.raises(RecordsError, match=f"it is not text but {kind}"):
        read()


@pytest.mark.parametrize("piece", [1, 2, 3, 5])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_the_encoding_is_told_alike_however_many_bytes_are_looked_at_together(encoding, piece, write, monkeypatch):
    monkeypatch.setattr("heard.sources.text_files.PIECE", piece)
    path = write("activities.csv", ROWS + "caf\u00e9 \u2013 na\u00efve\n", encoding)
    assert encoding_of(path) == encoding
    path.write_bytes(path.read_bytes() + "a\0b".encode(encoding.removesuffix("-sig")))
    with pytest.raises(RecordsError, match="it is not text"):
        encoding_of(path)


def test_a_letter_cut_short_at_the_end_is_no_utf_8(write):
    assert encoding_of(write("activities.csv", ROWS.encode() + "\u00e9".encode()[:1])) == "windows-1252"


def test_bytes_that_are_no_encoding_are_refused(write, read):
    write("activities.csv", HEADER.encode() + b"A1,\x81\x8d\x8f,2024-05-01,Parks\n")
    with pytest.raises(RecordsError, match="not text in UTF-8, UTF-16 or Windows-1252"):
        read()


def test_a_sign_in_page_saved_as_csv_is_refused(write, read):
    write("activities.csv", "\n<!DOCTYPE html><html><body>Sign in</body></html>")
    with pytest.raises(RecordsError, match="it is not a table but a web page"):
        read()


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "+44", "-2", "<b>Parks</b> &amp; <script>alert(1)</script>"])
def test_formulas_and_html_are_just_text(write, read, title):
    write("activities.csv", HEADER + f'A1,"{title}",2024-05-01,Parks\n')
    assert read()["activities"].rows["title"].tolist() == [title]


def test_unknown_columns_are_named_once_and_kept_out(write, read):
    write("activities.csv", "activity_id,title,opened_on,Our own note\nA1,x,2024-05-01,y\n")
    supplied = read()["activities"]
    assert supplied.extra == ("Our own note",)
    assert "our_own_note" not in supplied.rows


def test_what_is_no_text_is_refused_with_the_line_where_it_begins(write, read):
    pasted = "A2,Caf\xe9 culture,2024-05-01,Parks\n".encode("windows-1252") + "A3,“Parks”,,\n".encode()
    write("activities.csv", ROWS.encode() + pasted)
    with pytest.raises(RecordsError, match=rf"see line {ROWS.count(chr(10)) + 1}\)"):
        read()


def test_a_line_that_names_the_separator_is_told_from_the_names(write, read):
    write("activities.csv", "sep=;\n" + ROWS.replace(",", ";"))
    (part,) = read()["activities"].parts
    assert (part.names_in_row, part.above) == (2, ("sep=",))


def test_a_cell_longer_than_any_is_not_blamed_on_quotation_marks_alone(write, read):
    write("activities.csv", HEADER + f"A1,{'x' * 200_000},2024-05-01,Parks\n")
    with pytest.raises(RecordsError, match="row 2 has a cell of more than 131,072 characters"):
        read()


def test_a_control_character_is_a_space_and_a_mark_that_is_not_seen_is_nothing(write, read):
    marks = "\u00ad\u200b\u200f\u202a\u202e\u2060\u2064\u2066\u2069\ufe00\ufe0f\ufeff"
    write("activities.csv", HEADER + f"A\x1b1{marks},Bell\x07 of {marks}skrap,2024-05-\u200e01,Parks\n")
    rows = read()["activities"].rows
    assert (rows["activity_id"][0], rows["title"][0]) == ("A 1", "Bell  of skrap")
    assert rows["opened_on"].notna().all()


def test_a_mark_that_is_not_seen_is_no_part_of_the_name_of_a_column(write, read):
    write("activities.csv", "\u200eactivity_id,ti\u00adtle,\u3000Opened on\u200b\nA1,Parks,2024-05-01\n")
    assert read()["activities"].rows["title"].tolist() == ["Parks"]


def test_letters_of_any_script_are_kept(write, read):
    write("activities.csv", HEADER + "אב,ولد 👩👧,2024-05-01,Parks\n")
    rows = read()["activities"].rows
    assert (rows["activity_id"][0], rows["title"][0]) == ("אב", "ولد 👩👧")
