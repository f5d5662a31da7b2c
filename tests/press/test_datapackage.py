"""The open data held to its own description, by a reader that knows Frictionless' Table Schema and nothing of heard."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from heard.assess import assess_year
from heard.maths.suppress import Symbol
from heard.model.people import Category, Characteristic, People
from heard.model.result import Finding
from heard.model.state import State
from heard.page.blocks import Heading, Para, flow
from heard.params import Params, load_annual
from heard.press.composing import compose
from heard.press.datapackage import TABLES, write_datapackage
from heard.press.lines import lines_of
from heard.press.numbers_printed import write_numbers_printed
from heard.press.open_data import write_carried_over, write_changes, write_open_data, write_people
from heard.year.steps import checked_year

PARAMS = """period: {first_day: 2024-04-01, last_day: 2025-03-31}
as_at: 2025-06-01
records: records
invented: true
"""
ACTIVITIES = """activity_id,title,opened_on,closed_on,service,target
A1,Library hours,2024-05-01,2024-08-01,Libraries,all residents
A2,"Buses, trams",2024-06-01,2024-08-20,Transport,all residents
A3,Winter gritting,2024-10-01,2024-10-20,Transport,"""
RESPONSES = "response_id,activity_id,sex"
POPULATION = "characteristic,category,people\nsex,Female,500\nsex,Male,500"
READ: dict[str, Callable[[str], object]] = {"string": str, "integer": int, "number": float}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Params, Path]:
    """A council's year, and the folder its tables were published in."""
    council = tmp_path_factory.mktemp("council")
    lines = [f"r{n},A1,{'Female' if n % 3 else 'Male'}" for n in range(90)]
    tables = {"activities": ACTIVITIES, "population": POPULATION, "responses": "\n".join([RESPONSES, *lines])}
    (council / "records").mkdir()
    for name, text in tables.items():
        (council / "records" / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    (council / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
    params = load_annual(council / "annual-2024-25.yaml")
    records = checked_year(params, council / "run")
    published = council / "published"
    assessment = assess_year(records, params)
    write_open_data(assessment, published)
    write_people(assessment.people, published)
    write_carried_over([Finding("feedback_on_time", "activity", "A0", State.MET, "in time")], published)
    write_changes([("results.csv", "feedback_on_time", "all", "", "met", "1", "2", "records")], published)
    page = compose((flow(Heading(1, ("Were people heard?",)), Para(("3 of 1,234 were.",))),))
    write_numbers_printed({"annual-report.html": lines_of(page)}, published)
    write_datapackage(published, params)
    return params, published


@pytest.fixture
def folder(made: tuple[Params, Path], tmp_path: Path) -> Path:
    """The published tables, for a test to change as it likes."""
    return Path(shutil.copytree(made[1], tmp_path / "published"))


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def faults(folder: Path) -> Iterator[str]:
    """What of the files is not as their description says."""
    for resource in package(folder)["resources"]:
        schema = resource["schema"]
        with (folder / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
            header, *rows = csv.reader(file)
        if header != [field["name"] for field in schema["fields"]]:
            yield f"{resource['name']}: its columns are {header}"
            continue
        for line, row in enumerate(rows, start=2):
            for field, cell in zip(schema["fields"], row, strict=True):
                if not holds(field, None if cell in schema["missingValues"] else cell):
                    yield f"{resource['name']}:{line} {field['name']} is {cell!r}"
        keys = [tuple(row[header.index(name)] for name in schema["primaryKey"]) for row in rows]
        if len(set(keys)) < len(keys):
            yield f"{resource['name']}: a key stands twice"


def holds(field: dict[str, Any], cell: str | None) -> bool:
    constraints = field["constraints"]
    if cell is None:
        return not constraints["required"]
    try:
        value: Any = READ[field["type"]](cell)
    except ValueError:
        return False
    low, high = constraints.get("minimum", value), constraints.get("maximum", value)
    return bool(low <= value <= high and value in constraints.get("enum", [value]))


def test_every_published_table_is_as_its_description_says(folder: Path) -> None:
    assert list(faults(folder)) == []
    described = {resource["path"] for resource in package(folder)["resources"]}
    assert described == {path.name for path in folder.glob("*.csv")} == {f"{name}.csv" for name in TABLES}
    assert len((folder / "people.csv").read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize(
    ("file", "this", "that"),
    [
        ("findings.csv", ",met,", ",almost met,"),
        ("findings.csv", "measure,unit,", "measure,kind,"),
        ("results.csv", ",2024-25,", ",,"),
        ("results.csv", "1.0000", "1.5000"),
        ("commitments.csv", "cannot tell", "unknown"),
        ("people.csv", ",30,", ",about 30,"),
        ("carried-over.csv", "feedback_on_time,", ","),
    ],
)
def test_a_table_that_is_not_as_described_is_found(folder: Path, file: str, this: str, that: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert this in text
    path.write_text(text.replace(this, that, 1), encoding="utf-8")
    assert len(list(faults(folder))) == 1


def test_a_row_that_stands_twice_is_found(folder: Path) -> None:
    path = folder / "commitments.csv"
    path.write_text(path.read_text(encoding="utf-8") + path.read_text(encoding="utf-8").splitlines()[-1] + "\n")
    assert list(faults(folder)) == ["commitments: a key stands twice"]


def test_what_is_hidden_is_a_missing_value_and_not_a_fault(folder: Path) -> None:
    hidden = Category("Male", Symbol.CONFIDENTIAL, None, 500, 0.5, None, flagged=False)
    unsaid = Symbol.CONFIDENTIAL
    write_people(People((Characteristic("sex", (hidden,), unsaid, unsaid, None, None),)), folder)
    assert (folder / "people.csv").read_text(encoding="utf-8").count("[c]") == 8
    assert list(faults(folder)) == []


def test_every_column_says_what_it_holds_in_a_sentence(folder: Path) -> None:
    fields = [field for resource in package(folder)["resources"] for field in resource["schema"]["fields"]]
    assert all(field["description"].endswith(".") and len(field["description"]) > 10 for field in fields)
    states = next(field for field in fields if field["name"] == "state" and "met" in field["constraints"]["enum"])
    assert states["constraints"]["enum"] == [state.value for state in State]


def test_invented_records_are_called_so_and_the_licence_is_left_to_the_council(folder: Path) -> None:
    found = package(folder)
    assert found["profile"] == "tabular-data-package" and found["name"] == "annual-2024-25"
    assert found["description"].startswith("Sample council: invented records.")
    assert "to be chosen by the Council" in found["licenses"][0]["title"]


def test_a_table_that_heard_does_not_know_is_not_passed_over(folder: Path, made: tuple[Params, Path]) -> None:
    (folder / "other.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(KeyError, match="other"):
        write_datapackage(folder, made[0])
