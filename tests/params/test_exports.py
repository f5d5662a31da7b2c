"""Each shipped mapping reads a small file in the real layout of its system, and has a place in the documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from heard.model.records import Supplied
from heard.params import ROOT
from heard.params.mappings import load_mappings
from heard.sources.read import read_mapped

EXPORTS = Path(__file__).parent / "exports"
SHIPPED = {path.stem: path for path in sorted((ROOT / "params" / "mappings").glob("*.yaml"))}
READ = {
    "canada": ("activity_id", "opened_on", "closed_on", [["tc/C-1", date(2018, 5, 1), date(2018, 6, 1)]]),
    "citizen-space": (
        *("activity_id", "closed_on", "promised_feedback_on"),
        [["people-and-communities/library-hours", date(2024, 8, 12), date(2024, 10, 1)]],
    ),
    "consul": ("activity_id", "opened_on", "closed_on", [["12", date(2024, 9, 2), date(2024, 10, 31)]]),
    "decidim": ("activity_id", "title", "closed_on", [["7", "Parks", date(2024, 6, 1)]]),
    "microsoft-forms": (
        *("response_id", "received_on", "complete"),
        [["1", date(2024, 5, 3), "yes"], ["2", date(2024, 6, 20), "yes"]],
    ),
    "qualtrics": (
        *("response_id", "received_on", "complete"),
        [["R_1", date(2024, 5, 1), "yes"], ["R_2", date(2024, 5, 9), "no"]],
    ),
    "uzbekistan": ("activity_id", "opened_on", "closed_on", [["98472", date(2023, 5, 7), date(2023, 5, 22)]]),
}


def read(name: str, folder: Path = EXPORTS) -> Supplied:
    (mapping,) = load_mappings(SHIPPED[name])
    return read_mapped(folder / mapping.file[0], mapping)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_file_in_the_layout_of_the_system_is_read_whole(name: str) -> None:
    *columns, rows = READ[name]
    supplied = read(name)
    assert supplied.rows[columns].astype(object).to_numpy().tolist() == rows
    assert not any(column.endswith(".unread") for column in supplied.rows)


@pytest.mark.parametrize("name", sorted({*SHIPPED} - {"microsoft-forms", "qualtrics"}))
def test_every_column_of_it_is_mapped_or_left_out_with_the_reason(name: str) -> None:
    assert read(name).extra == ()


@pytest.mark.parametrize("name", ["microsoft-forms", "qualtrics"])
def test_no_column_that_says_who_answered_is_kept(name: str) -> None:
    supplied = read(name)
    kept = " ".join(str(cell) for row in supplied.rows.astype(object).to_numpy() for cell in row if not pd.isna(cell))
    assert not [word for word in ("192.0.2", "Bloggs", "example.org") if word in kept]
    assert not [name for name in supplied.extra if "mail" in name or "IP" in name or name == "Name"]


@pytest.mark.parametrize("rows_of_names", [1, 2, 3])
def test_the_rows_of_names_of_qualtrics_are_counted_by_looking(rows_of_names: int, tmp_path: Path) -> None:
    first, *lines = (EXPORTS / "qualtrics.csv").read_text(encoding="utf-8").splitlines()
    kept = [first, *lines[: rows_of_names - 1], *lines[2:]]
    (tmp_path / "qualtrics.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    supplied = read("qualtrics", tmp_path)
    assert supplied.rows["response_id"].tolist() == ["R_1", "R_2"]
    assert [part.headings for part in supplied.parts] == [rows_of_names - 1]


def test_the_documents_say_of_each_how_to_export_it() -> None:
    page = (ROOT / "docs" / "pages" / "how-to" / "exports.md").read_text(encoding="utf-8")
    assert [name for name in SHIPPED if f"`params/mappings/{name}.yaml`" not in page] == []
