from __future__ import annotations

import csv
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.model.tables import TABLES
from heard.sample import write_sample

ASKED = {"activities": 12, "responses": 150}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_writes_the_same_bytes(tmp_path) -> None:
    for name in ("one", "two"):
        write_sample(tmp_path / name, seed=7, **ASKED)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_another_seed_invents_another_council(tmp_path) -> None:
    for name, seed in (("one", 7), ("two", 8)):
        write_sample(tmp_path / name, seed=seed, **ASKED)
    assert contents(tmp_path / "one")["truth.csv"] != contents(tmp_path / "two")["truth.csv"]


def test_every_canonical_table_is_written_with_its_columns(tmp_path) -> None:
    write_sample(tmp_path, **ASKED)
    for name, table in TABLES.items():
        with (tmp_path / "records" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == list(table.columns)
        assert rows and {len(row) for row in rows} == {len(header)}


def test_a_sample_written_before_is_replaced_whole(tmp_path) -> None:
    write_sample(tmp_path, seed=1, **ASKED)
    write_sample(tmp_path, seed=2, **ASKED)
    write_sample(tmp_path / "fresh", seed=2, **ASKED)
    assert contents(tmp_path / "records") == contents(tmp_path / "fresh" / "records")


def test_records_of_somebody_else_are_left_alone(tmp_path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "activities.csv").write_text("activity_id,title,opened_on\n", encoding="utf-8")
    with pytest.raises(ParamsError, match="no sample of ours"):
        write_sample(tmp_path, **ASKED)
    assert (tmp_path / "records" / "activities.csv").exists()


@pytest.mark.parametrize("year", ["last year", "2024-26", "2019-20"])
def test_a_year_that_cannot_be_is_refused(tmp_path, year: str) -> None:
    with pytest.raises(ParamsError, match="no year from 2021 on"):
        write_sample(tmp_path, year=year, **ASKED)
    assert not (tmp_path / "records").exists()


@pytest.mark.parametrize("asked", [{"activities": 0}, {"responses": -1}])
def test_a_number_that_cannot_be_is_refused(tmp_path, asked: dict[str, int]) -> None:
    with pytest.raises(ParamsError, match="Ask for one or more"):
        write_sample(tmp_path, **ASKED | asked)


def test_several_years_end_with_the_one_asked_for_and_have_a_review(tmp_path) -> None:
    written = write_sample(tmp_path, year="2023", years=2, **ASKED)
    assert written == tmp_path / "review-2022-2023.yaml"
    assert written.read_text(encoding="utf-8").splitlines() == [
        "years:", "- annual-2022.yaml", "- annual-2023.yaml", "as_at: 2024-03-01",
    ]  # fmt: skip
    for name in ("2022", "2023"):
        assert (tmp_path / f"truth-{name}.csv").exists()
        assert (tmp_path / f"records-{name}" / "activities.csv").exists()


def test_several_years_are_replaced_whole(tmp_path) -> None:
    for seed in (1, 2):
        write_sample(tmp_path / "again", years=2, seed=seed, **ASKED)
    write_sample(tmp_path / "fresh", years=2, seed=2, **ASKED)
    assert contents(tmp_path / "again") == contents(tmp_path / "fresh")


@pytest.mark.parametrize("years", [0, 5])
def test_years_before_the_census_are_refused(tmp_path, years: int) -> None:
    with pytest.raises(ParamsError, match="do not begin in 2021 or later"):
        write_sample(tmp_path, years=years, **ASKED)


def test_reports_of_somebody_else_are_left_alone(tmp_path) -> None:
    published = tmp_path / "reports" / "annual-2023-24"
    published.mkdir(parents=True)
    (published / "results.csv").write_text("measure\n", encoding="utf-8")
    with pytest.raises(ParamsError, match="no sample of ours"):
        write_sample(tmp_path, years=2, **ASKED)
    assert (published / "results.csv").read_text(encoding="utf-8") == "measure\n"
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]
