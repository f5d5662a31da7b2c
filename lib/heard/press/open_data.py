"""The open data, and for the analyst the rows set aside. UTF-8, LF, sorted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from heard.history.changed_figures import CHANGES
from heard.history.changed_figures import COLUMNS as CHANGED
from heard.model.assessment import Assessment
from heard.model.people import People
from heard.model.reconciled import Pair
from heard.model.records import BECAUSE, PART, ROW, Records
from heard.model.result import Finding
from heard.show.open_data_rows import (
    COMMITMENTS,
    FINDINGS,
    PEOPLE,
    RESULTS,
    Row,
    carried_over_rows,
    commitment_rows,
    finding_rows,
    people_rows,
    result_rows,
)

COLUMNS = ("table", "row", "file", "rule", "sentence")


def write_set_aside(records: Records, path: Path) -> None:
    """Write one row for each row set aside and each rule that set it aside."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, COLUMNS, set_aside_rows(records))


def set_aside_rows(records: Records) -> Iterator[Row]:
    """Table by table and row by row, as the files were supplied."""
    sentences = {(fault.id, fault.table, fault.part, fault.row): fault.sentence for fault in records.faults}
    files = {(file.table, file.part): file.described for file in reversed(records.files)}
    for name, checked in records.tables.items():
        aside = checked.aside
        for row, part, because in zip(aside[ROW], aside[PART], aside[BECAUSE], strict=True):
            for rule in str(because).split(";"):
                sentence = sentences.get((rule, name, int(part), int(row)), "")
                yield name, str(row), files.get((name, int(part)), ""), rule, sentence


READINGS = ("table", "part", "column", "from_column", "reading", "cells", "first_row", "example")


def write_readings(records: Records, path: Path) -> None:
    """Write how the cells of each column were read, and how many in each way: those of a column are all its rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, READINGS, (tuple(str(getattr(each, name)) for name in READINGS) for each in records.readings))


PAIRS = ("kind", "a", "b", "why", "settled")


def write_reconciliation(pairs: Iterable[Pair], path: Path) -> None:
    """Write every two things that may be one, and what a person has settled of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, PAIRS, (tuple(str(getattr(each, name)) for name in PAIRS) for each in pairs))


OPEN_DATA = ("commitments.csv", "results.csv", "findings.csv")
PEOPLE_FILE, CARRIED_OVER_FILE = "people.csv", "carried-over.csv"


def write_open_data(assessment: Assessment, folder: Path) -> None:
    """Write `commitments.csv`, `results.csv` and `findings.csv` to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / "commitments.csv", COMMITMENTS, commitment_rows(assessment))
    write_csv(folder / "results.csv", RESULTS, result_rows(assessment))
    write_csv(folder / "findings.csv", FINDINGS, finding_rows(assessment))


def write_people(people: People, folder: Path) -> None:
    """Write `people.csv` to `folder`; its header alone where nothing is on record of who took part."""
    write_csv(folder / PEOPLE_FILE, PEOPLE, people_rows(people))


def write_carried_over(findings: Iterable[Finding], folder: Path) -> None:
    """Write `carried-over.csv` to `folder`, in the columns of `findings.csv`; its header alone where nothing waited."""
    write_csv(folder / CARRIED_OVER_FILE, FINDINGS, carried_over_rows(findings))


def write_changes(changes: Iterable[Row], folder: Path) -> None:
    """Write `changes.csv` to `folder`, sorted; its header alone where no figure differs from an earlier report's."""
    write_csv(folder / CHANGES, CHANGED, sorted(changes))


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows below their columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
