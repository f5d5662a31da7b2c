from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import openpyxl
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from heard.sources import read_records

COLUMNS = ["activity_id", "title", "opened_on", "level", "prescribed_days", "divisions"]
LATIN = "abcXYZ £é–’,;'\"=+@-<&\n\t"  # all of it in Windows-1252
WORDS = st.text(alphabet=LATIN, max_size=12)

ROWS = st.lists(
    st.tuples(
        WORDS,
        WORDS,
        st.dates().map(str) | WORDS,
        st.sampled_from(["consult", "Inform", "other", ""]),
        st.integers(-2, 400).map(str) | WORDS,
        st.lists(WORDS, max_size=3).map(";".join),
    ),
    max_size=6,
)


def rows_of(folder: Path) -> pd.DataFrame:
    return read_records([folder], {})["activities"].rows


@given(
    rows=ROWS,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le"]),
    separator=st.sampled_from(",;\t"),
)
def test_a_table_reads_the_same_from_csv_in_any_encoding_and_from_a_spreadsheet(rows, encoding, separator):
    with tempfile.TemporaryDirectory() as made:
        plain, other, sheet = (Path(made) / name for name in ("plain", "other", "sheet"))
        for folder, written, between in ((plain, "utf-8", ","), (other, encoding, separator)):
            folder.mkdir()
            with (folder / "activities.csv").open("w", encoding=written, newline="") as file:
                csv.writer(file, delimiter=between, quoting=csv.QUOTE_ALL).writerows([COLUMNS, *rows])
        sheet.mkdir()
        workbook = openpyxl.Workbook()
        for number, row in enumerate([COLUMNS, *rows], start=1):
            for place, text in enumerate(row, start=1):
                cell = workbook.active.cell(number, place)
                cell.value, cell.data_type = text, "s"
        workbook.save(sheet / "activities.xlsx")
        pd.testing.assert_frame_equal(rows_of(plain), rows_of(other))
        pd.testing.assert_frame_equal(rows_of(plain), rows_of(sheet))
