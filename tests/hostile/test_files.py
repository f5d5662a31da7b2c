"""Files as people and computers leave them: misnamed, half saved, in any encoding, with more beside them."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from .conftest import HEADER, PARAMS, REGISTER, Council, Files, Heard

NOTHING = "Read 1 row of 1 table: nothing to look at."


def book(*rows: tuple[object, ...], sheet: str = "Sheet1") -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.title = sheet
    for row in rows:
        workbook.active.append(row)
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


def parquet(**columns: object) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table(columns), held)
    return held.getvalue()


READ: dict[str, Files] = {
    "Excel's CSV of Western Europe": {
        "activities.csv": (HEADER + "A1,“Your library” – what’s next?,2024-05-01,2024-08-01\n").encode("windows-1252")
    },
    "UTF-8 with its mark": {"activities.csv": REGISTER.encode("utf-8-sig")},
    "UTF-16": {"activities.csv": REGISTER.encode("utf-16")},
    "UTF-16 without its mark": {"activities.csv": REGISTER.encode("utf-16-le")},
    "semicolons": {"activities.csv": REGISTER.replace(",", ";")},
    "tabs": {"activities.csv": REGISTER.replace(",", "\t")},
    "an old Mac's line ends": {"activities.csv": REGISTER.replace("\n", "\r")},
    "columns in another order and case": {"Activities.CSV": "Opened On, TITLE ,Activity_ID\n2024-05-01,x,A1\n"},
    "columns without a name": {"activities.csv": "activity_id,title,opened_on,,\nA1,x,2024-05-01,a,b\n"},
    "a sheet of another name": {
        "activities.xlsx": book(("activity_id", "title", "opened_on"), ("A1", "x", date(2024, 5, 1)), sheet="Register")
    },
    "what a computer leaves": {
        "activities.csv": REGISTER,
        **dict.fromkeys(("~$activities.xlsx", ".DS_Store", "._activities.csv", "Thumbs.db", "desktop.ini"), b"\0"),
        ".~lock.activities.csv#": ",me",
    },
    "documents beside it": {
        "activities.csv": REGISTER,
        "notes.docx": b"PK",
        "leaflet.txt": "We ask you.",
        "in/a.csv": "",
    },
}


@pytest.mark.parametrize("files", READ.values(), ids=READ)
def test_what_can_be_read_is_read_without_a_word(files: Files, check: Heard) -> None:
    said = check(files)
    assert (said.code, said.found) == (0, ())
    assert NOTHING in said.out


def test_a_path_with_spaces_and_accents_is_a_path(heard: Heard, council: Council) -> None:
    params = PARAMS.replace("records: records", 'records: "Année 2024 – été"')
    path = council({"../Année 2024 – été/activities.csv": REGISTER}, params=params, name="Rapport d’été 2024.yaml")
    assert heard("check", path).code == 0


REFUSED: dict[str, tuple[Files, str]] = {
    "another separator": (
        {"activities.csv": REGISTER.replace(",", "|")},
        "but ‘activity_id|title|opened_on|closed_on’, which heard does not know",
    ),
    "a column twice": (
        {"activities.csv": "activity_id,title,opened_on,Opened On\nA1,x,2024-05-01,2024-06-01\n"},
        "the column 'opened_on' is there twice. Keep one of the two, rename it, or let a mapping call it by its letter",
    ),
    "a comma too many": (
        {"activities.csv": HEADER + "A1,Parks, lakes,2024-05-01,2024-08-01\n"},
        "row 2 has 5 cells, and the header has 4. Put quotation marks round any cell that holds the separator",
    ),
    "a quotation mark too few": ({"activities.csv": HEADER + 'A1,"Parks,2024-05-01,\n'}, "row 2 has a quotation mark"),
    "a cell without end": (
        {"activities.csv": HEADER + f"A1,{'x' * 150_000},2024-05-01,\n"},
        "row 2 has a cell of more",
    ),
    "a NUL": ({"activities.csv": REGISTER + "A2,Par\0ks,2024-05-01,\n"}, "(see line 3). Save it again as text"),
    "two encodings": ({"activities.csv": REGISTER.encode() + b"A2,caf\xe9 \x81,2024-05-01,\n"}, "(see line 3)"),
    "a letter cut short": ({"activities.csv": REGISTER.encode() + b"A2,Parks \xe2\x81"}, "(see line 3)"),
    "two files of a table": (
        {"activities.csv": REGISTER, "activities.xlsx": b""},
        "activities.csv and activities.xlsx are both the table 'activities'. Keep one of them in this folder",
    ),
    "half a spreadsheet": (
        {"activities.xlsx": book(("activity_id", "title", "opened_on"))[:2_000]},
        "it cannot be opened as a spreadsheet. Open it in a spreadsheet program and save it again, without a password",
    ),
    "a column of bytes": (
        {"activities.parquet": parquet(activity_id=["A1"], title=[b"\xff"], opened_on=["2024-05-01"])},
        "the column 'title' holds binary, which cannot be read as text",
    ),
    "a misspelt register": (
        {"activites.csv": REGISTER},
        "there is no table `activities`, and `activites.csv` is not read, because heard knows no table of that name. "
        "Did you mean 'activities'?",
    ),
    "a space in its name": ({"Activities .csv": REGISTER}, "`Activities .csv` is not read"),
    "an empty file of another table": (
        {"activities.csv": REGISTER, "feedback.csv": ""},
        "feedback.csv: it is empty. Write the names of its columns in the first row",
    ),
    "an empty sheet": ({"activities.xlsx": book()}, "it has no row with the names of its columns"),
    "a Parquet file without a column": ({"activities.parquet": parquet()}, "there is no column"),
    "UTF-32": ({"activities.csv": REGISTER.encode("utf-32")}, "Save it again as text"),
    "a second row of names": (
        {"activities.csv": HEADER + "ID,Name,Opening day,Closing day\n"},
        "No row of `activities.csv` can be used: 1 of 1 have no `opened_on`. `opened_on` holds Opening day (row 2).",
    ),
    "all rows set aside": (
        {"activities.csv": HEADER + "A1,x,2024-05-01,2024-04-01\nA2,y,,2024-04-01\n"},
        "No row of `activities.csv` can be used: 1 of 2 have no `opened_on`. 1 of 2 are set aside by ACT-08, as the "
        "first: `activities` row 2: closes before it opens",
    ),
}


@pytest.mark.parametrize(("files", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(files: Files, sentence: str, check: Heard) -> None:
    said = check(files)
    assert said.code == 2
    assert sentence in said.sentence


@pytest.mark.parametrize("above", ["Register of consultations,,,\n", "sep=,\n"])
def test_what_stands_above_the_names_is_said_and_not_read(above: str, check: Heard) -> None:
    said = check({"activities.csv": above + REGISTER})
    assert said.code == 0 and "activities.csv: Names in row 2." in said.out and "Not read, above the names" in said.out


def test_a_second_row_of_names_is_one_row_set_aside_and_no_more(check: Heard) -> None:
    two = HEADER + "ID,Name,Opening day,Closing day\nA1,Library hours,2024-05-01,2024-08-01\n"
    said = check({"activities.csv": two})
    assert said.code == 1
    assert {found.split(":")[0] for found in said.found} == {"`activities` row 2"}
    assert "`opened_on` is ‘Opening day’, not a day such as 2024-05-31; it is set aside" in said.out


@pytest.mark.parametrize(
    "names", ["Response ID,Activity,Your sex", '"{""ImportId"":""_id""}","{""ImportId"":""QID1""}","{""x"":1}"']
)
def test_a_second_row_of_names_of_a_survey_is_nobody(names: str, heard: Heard, council: Council) -> None:
    responses = f"response_id,activity_id,sex\n{names}\n" + "".join(f"R{n},A1,Female\n" for n in range(12))
    said = heard("check", council({"activities.csv": REGISTER, "responses.csv": responses}))
    assert said.code == 1
    (found,) = said.found
    assert found.startswith("`responses` row 2: ") and "it is set aside" in found


STRAYS = {
    "feedbak.csv": "because heard knows no table of that name. Did you mean 'feedback'? [FIL-00]",
    "Materials .csv": "because heard knows no table of that name. Did you mean 'materials'? [FIL-00]",
    "feedback.xls": "because the name of a table ends in .csv, .xlsx, .ods or .parquet. Save it as one of them, or map",
    "zebras.xlsx": "because heard knows no table of that name. Map it, or leave it out of the folder. [FIL-00]",
}


@pytest.mark.parametrize(("name", "sentence"), STRAYS.items())
def test_a_misspelt_table_is_not_passed_over_in_silence(name: str, sentence: str, check: Heard) -> None:
    said = check({"activities.csv": REGISTER, name: "activity_id,published_on\nA1,2024-09-01\n"})
    assert said.code == 1
    (found,) = said.found
    assert found.startswith(f"`{name}` is not read, ")
    assert sentence in found


def test_a_link_that_leads_nowhere_or_to_itself_is_refused(heard: Heard, council: Council) -> None:
    path = council({"activities.csv": REGISTER})
    link = path.parent / "records" / "feedback.csv"
    for target in (link, path.parent / "gone.csv"):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        said = heard("check", path)
        assert said.code == 2
        assert "feedback.csv: it cannot be opened" in said.sentence


def test_a_folder_that_links_to_itself_is_not_there(heard: Heard, council: Council) -> None:
    path = council({}, params=PARAMS.replace("records: records", "records: round"))
    (path.parent / "round").symlink_to(path.parent / "round")
    assert "'records' names round, which is not there" in heard("check", path).sentence


def test_a_folder_within_itself_and_a_pipe_are_left_alone(heard: Heard, council: Council) -> None:
    path = council({"activities.csv": REGISTER})
    (path.parent / "records" / "again").symlink_to(path.parent / "records")
    os.mkfifo(path.parent / "records" / "plan.csv")
    assert heard("check", path).code == 0


def test_a_records_folder_that_holds_the_reports_too_is_none_the_worse(
    heard: Heard, council: Council, tmp_path: Path
) -> None:
    path = council({"activities.csv": REGISTER})
    for _ in range(2):
        said = heard("annual", path, "--out", path.parent / "records", "--workers", "1")
        assert (said.code, said.err) == (0, "")
    assert heard("check", path).code == 0
