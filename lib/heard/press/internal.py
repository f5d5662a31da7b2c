"""For the analyst, not for publication: the rows set aside, with the sentence that says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from heard.model.records import BECAUSE, FOLDER, ROW, Records
from heard.press.open_data import write_csv
from heard.show.open_data_rows import Row

COLUMNS = ("table", "row", "file", "rule", "sentence")


def write_set_aside(records: Records, path: Path) -> None:
    """Write one row for each row set aside and each rule that set it aside."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, COLUMNS, set_aside_rows(records))


def set_aside_rows(records: Records) -> Iterator[Row]:
    """Table by table and row by row, as the files were supplied."""
    sentences = {(fault.id, fault.table, fault.folder, fault.row): fault.sentence for fault in records.faults}
    files = {(file.table, file.folder): file.name for file in records.files}
    for name, checked in records.tables.items():
        aside = checked.aside
        for row, folder, because in zip(aside[ROW], aside[FOLDER], aside[BECAUSE], strict=True):
            for rule in str(because).split(";"):
                sentence = sentences.get((rule, name, int(folder), int(row)), "")
                yield name, str(row), files.get((name, int(folder)), ""), rule, sentence
