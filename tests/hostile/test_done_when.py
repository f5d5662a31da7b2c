"""What the issue promises of bad input, line by line: as a user would type it, and as they would read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import HEADER, PARAMS, REGISTER, Council, Files, Heard

REFUSED: dict[str, tuple[Files, str, str]] = {
    "an empty file": ({"activities.csv": ""}, PARAMS, "it is empty. Write the names of its columns in the first row"),
    "a file of blank lines": ({"activities.csv": "\n \n\n"}, PARAMS, "it has no row with the names of its columns"),
    "a csv called xlsx": ({"activities.xlsx": REGISTER}, PARAMS, "it cannot be opened as a spreadsheet"),
    "a csv called parquet": ({"activities.parquet": REGISTER}, PARAMS, "it is not a Parquet file that can be read"),
    "a spreadsheet called csv": ({"activities.csv": b"PK\x03\x04 and so on"}, PARAMS, "not text but a spreadsheet or"),
    "a picture called csv": ({"activities.csv": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"}, PARAMS, "(see line 1)"),
    "a web page called csv": ({"activities.csv": "<html>Sign in</html>"}, PARAMS, "it is not a table but a web page"),
    "a register without its bold columns": (
        {"activities.csv": "activity_id,title,opening day\nA1,Library hours,2024-05-01\n"},
        PARAMS,
        "`activities`: there is no column `opened_on`, but ‘opening day’, which heard does not know, and an exercise",
    ),
    "another table without its bold columns": (
        {"activities.csv": REGISTER, "feedback.csv": "activity_id\nA1\n"},
        PARAMS,
        "`feedback`: there is no column `published_on`",
    ),
    "a header and no row": (
        {"activities.csv": HEADER},
        PARAMS,
        "there is none under the names of its columns. Supply at least one",
    ),
    "no register": ({"feedback.csv": "activity_id,published_on\n"}, PARAMS, "there is no table `activities`. Supply"),
    "an unknown parameter": ({"activities.csv": REGISTER}, PARAMS + "comittee: C&P\n", "Did you mean 'committee'?"),
    "a mistyped parameter": (
        {"activities.csv": REGISTER},
        PARAMS + "keep_comments: maybe\n",
        "'keep_comments' is 'maybe', not yes or no. Write yes or no",
    ),
    "a missing folder": (
        {"activities.csv": REGISTER},
        PARAMS.replace("records: records", "records: recrods"),
        "'records' names recrods, which is not there",
    ),
}


@pytest.mark.parametrize(("files", "params", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_one_sentence_and_nothing_is_published(
    files: Files, params: str, sentence: str, heard: Heard, council: Council, tmp_path: Path
) -> None:
    path = council(files, params=params)
    checked, published = heard("check", path), heard("annual", path, "--out", tmp_path / "reports", "--workers", "1")
    assert (checked.code, published.code) == (2, 2)
    assert sentence in checked.sentence
    assert sentence in published.sentence
    left = [each.name for each in (tmp_path / "reports").rglob("*") if each.name != ".annual-2024-25.lock"]
    assert left == []


def test_one_csv_of_three_columns_is_a_report(check: Heard, report_of_one_csv: Path) -> None:
    register = (report_of_one_csv.parents[1] / "records" / "activities.csv").read_text(encoding="utf-8")
    assert register.startswith("activity_id,title,opened_on\n") and check({"activities.csv": register}).code == 0
    published = {each.name for each in report_of_one_csv.iterdir()}
    assert {"annual-report.html", "annual-report.pdf", "findings.csv"} <= published
    assert "activities.closed_on not supplied" in (report_of_one_csv / "findings.csv").read_text()


FAULTS: dict[str, tuple[Files, str]] = {
    "a misspelt category": (
        {"activities.csv": "activity_id,title,opened_on,purpose\nA1,x,2024-05-01,operatoinal planning\n"},
        "`activities` row 2: `purpose` is ‘operatoinal planning’, not one of strategic planning, strategic "
        "performance, transformation or operational planning; it is read as blank, which matters because",
    ),
    "a misspelt category that decides": (
        {"activities.csv": "activity_id,title,opened_on,level\nA1,x,2024-05-01,consutl\nA2,y,2024-05-01,consult\n"},
        "`activities` row 2: `level` is ‘consutl’, not one of inform, engage, consult or coproduce; it is set aside, ",
    ),
    "an unreadable day": (
        {"activities.csv": REGISTER + "A2,x,2024-05-01,soon\n"},
        "`activities` row 3: `closed_on` is ‘soon’, not a day such as 2024-05-31; it is set aside, because",
    ),
    "a repeated id": (
        {"activities.csv": REGISTER + "A1,Parks,2024-06-01,2024-07-01\n"},
        "`activities` row 3: repeats the `activity_id` ‘A1’ of row 2; it is set aside, because",
    ),
    "closing before opening": (
        {"activities.csv": REGISTER + "A2,Parks,2024-06-01,2024-05-01\n"},
        "`activities` row 3: closes before it opens, 1 June 2024 to 1 May 2024; it is set aside, because",
    ),
    "a row about an activity nobody knows": (
        {"activities.csv": REGISTER, "feedback.csv": "activity_id,published_on\nA9,2024-09-01\n"},
        "`feedback` row 2: names the activity ‘A9’, which is not in `activities`; it is set aside, because",
    ),
}


@pytest.mark.parametrize(("files", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_row_is_one_sentence(files: Files, sentence: str, check: Heard) -> None:
    said = check(files)
    assert said.code == 1
    (found,) = said.found
    assert found.startswith(sentence)


def test_the_same_sentence_stands_in_the_report_where_a_row_was_set_aside(
    heard: Heard, council: Council, tmp_path: Path
) -> None:
    path = council(FAULTS["closing before opening"][0])
    said = heard("annual", path, "--out", tmp_path)
    assert (said.code, said.err) == (0, "")
    page = (tmp_path / "annual-2024-25" / "annual-report.html").read_text(encoding="utf-8")
    assert "row 3: closes before it opens, 1 June 2024 to 1 May 2024; it is set aside, because" in page
