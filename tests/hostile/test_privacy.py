"""Nobody who answered is in anything heard writes, and nobody who is named in the records is in what it publishes."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import matplotlib
import pytest

from heard.model.tables import TABLES
from heard.params import load_annual
from heard.press.annual_pack import publish_annual
from heard.sources.kept import ANEW
from heard.sources.reduce import ANOTHER, SHARED_BY
from heard.year.steps import check_year

from ..read_back import sheets_of  # noqa: TID252 - tests are no package that could be named
from .conftest import PARAMS, Heard

OF_RESPONSES = ("ZQMAIL@secret.example", "ZQNAME Quixote", "ZQSAID my neighbour")
OF_STAFF = ("ZQLEAD", "ZQSTAFF", "ZQCOURSE", "ZQASSESSOR", "ZQLESSON", "ZQREASON", "ZQBASIS")
MARK = re.compile("ZQ[A-Z]+", re.IGNORECASE)  # a word is as telling in small letters
USUAL = {
    "received_on": "2024-06-01", "channel": "online survey", "complete": "yes", "capacity": "resident", "age": "34",
    "district": "Fenland", "sex": "Female", "ethnic_group": "White", "disability": "No", "religion": "None",
}  # fmt: skip
HEADER = (*TABLES["responses"].columns, "Email", "Your name", "IP address", "What else?")
POPULATION = """characteristic,category,people
district,Fenland,900
district,Ely,800
sex,Female,900
sex,Male,800
ethnic_group,White,900
ethnic_group,Asian,800
age,16 to 64,900
age,65 and over,800
disability,No,900
disability,Yes,800
religion,None,900
religion,Any,800
"""
ACTIVITIES = """activity_id,title,opened_on,closed_on,service,target,lead_id,lesson,short_time_reason,statutory_basis
A1,Library hours,2024-05-01,2024-08-01,Libraries,all residents,ZQLEAD One,ZQLESSON,ZQREASON,ZQBASIS
A2,Bus fares,2024-05-01,2024-08-01,Transport,all residents,ZQLEAD Two,ZQLESSON,ZQREASON,ZQBASIS
A3,Gritting,2024-05-01,2024-04-01,Transport,all residents,ZQLEAD Three,ZQLESSON,ZQREASON,ZQBASIS
"""
TRAINING = "staff_id,completed_on,course\nZQLEAD One,2023-05-01,ZQCOURSE\nZQSTAFF,some day,ZQCOURSE\n"
JUDGEMENTS = """activity_id,commitment,assessor,kind,score,judged_on
A1,CONSULT-1,ZQASSESSOR Kim,peer,5,2024-09-01
A1,CONSULT-1,ZQASSESSOR Lee,self,9,2024-09-01
A9,CONSULT-1,ZQASSESSOR Lee,self,3,2024-09-01
A1,NOPE-1,ZQASSESSOR Lee,self,3,2024-09-01
"""


def responses() -> str:
    """Thirty usual answers, and for every column and every secret one in which the secret stands there."""
    row = {**dict.fromkeys(HEADER, ""), **USUAL, "activity_id": "A1"}
    row |= {name: "4" for name in HEADER if name.startswith("understood_")}
    row |= {
        "comment": OF_RESPONSES[2],
        "Email": OF_RESPONSES[0],
        "Your name": OF_RESPONSES[1],
        "What else?": OF_RESPONSES[2],
    }
    rows = [{**row, "response_id": f"R{n}"} for n in range(30)]
    for secret in OF_RESPONSES:
        rows += [{**row, "response_id": f"S{len(rows)}-{name}", name: f"{secret} {name}"} for name in HEADER]
    held = io.StringIO()
    writer = csv.DictWriter(held, HEADER, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue()


@pytest.fixture(scope="module", params=["no", "yes"], ids=["comments dropped", "comments kept"])
def params(request: pytest.FixtureRequest, keep: Callable[..., Path]) -> Path:
    """The params file of a council with a secret in every cell, its report published beside it."""
    return keep(f"privacy-{request.param}", publish, request.param) / "annual-2024-25.yaml"


def publish(folder: Path, keep_comments: str) -> None:
    (folder / "records").mkdir()
    tables = {"responses": responses(), "population": POPULATION, "activities": ACTIVITIES}
    for name, text in {**tables, "training": TRAINING, "judgements": JUDGEMENTS}.items():
        (folder / "records" / f"{name}.csv").write_text(text, encoding="utf-8")
    path = folder / "annual-2024-25.yaml"
    path.write_text(f"{PARAMS}keep_comments: {keep_comments}\n")
    publish_annual(load_annual(path), folder / "reports", lambda step: None)


@pytest.fixture(scope="module")
def report(params: Path) -> Path:
    return params.parent / "reports" / "annual-2024-25"


def words_of(path: Path) -> Iterator[str]:
    """All the words in a file: also those of the parts of a spreadsheet, of pages, and of pictures within a page."""
    if path.suffix in (".xlsx", ".docx"):
        with ZipFile(path) as parts:
            yield from (parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
    elif path.suffix == ".pdf":
        yield from sheets_of(path)
    else:
        text = path.read_text(encoding="utf-8", errors="ignore")
        pictures = re.compile(r"data:image/svg\+xml;base64,([\w+/=]+)")
        yield pictures.sub("", text)
        yield from (base64.b64decode(picture).decode() for picture in pictures.findall(text))


def named_in(paths: list[Path]) -> set[str]:
    return {mark.upper() for path in paths for words in words_of(path) for mark in MARK.findall(words)}


def test_nobody_who_answered_is_in_anything_that_was_written(report: Path) -> None:
    written = [path for path in report.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".html", ".pdf", ".csv", ".json", ".ipynb", ".xlsx"}
    assert named_in(written) & set(MARK.findall(" ".join(OF_RESPONSES))) == set()


def test_nobody_of_the_council_is_in_what_is_published(report: Path) -> None:
    assert named_in([path for path in report.iterdir() if path.is_file()]) & set(OF_STAFF) == set()


def test_the_words_that_are_looked_for_would_be_found(params: Path) -> None:
    supplied = sorted((params.parent / "records").iterdir())
    assert named_in(supplied) == {*OF_STAFF, *MARK.findall(" ".join(OF_RESPONSES))}


def test_no_command_says_who_answered_or_who_leads(
    params: Path, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ANEW)  # as for a user, the records are checked once, and what was found is kept
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("MPLCONFIGDIR", matplotlib.get_cachedir())
    checked = heard("check", params, "--all")
    assert checked.code == 1
    explained = [
        heard("explain", params, measure) for measure in ("staff_trained", "judged_consult-1", "ways_to_take_part")
    ]
    assert [said.code for said in explained] == [0, 0, 0]
    assert [MARK.findall(said.out + said.err) for said in (checked, *explained)] == [[], [], [], []]


def test_words_that_only_a_few_share_are_another_answer(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "activities.csv").write_text(ACTIVITIES)
    (tmp_path / "records" / "population.csv").write_text(POPULATION)
    said = {"female": 2, "Non-binary": SHARED_BY, "In my own words": SHARED_BY - 1, "In others": 1}
    answers = [sex for sex, people in said.items() for _ in range(people)]
    rows = "".join(f"R{n},A1,{sex}\n" for n, sex in enumerate(answers))
    (tmp_path / "records" / "responses.csv").write_text("response_id,activity_id,sex\n" + rows)
    path = tmp_path / "annual-2024-25.yaml"
    path.write_text(PARAMS)
    people = check_year(load_annual(path), tmp_path / "run").counts["people"]
    assert dict(zip(people["category"], people["people"], strict=True)) == {
        "Female": 2,
        "Non-binary": SHARED_BY,
        ANOTHER: SHARED_BY,
    }
