"""What the open data hides is hidden in every format: in tables, in words, in a chart's coordinates and its text."""

from __future__ import annotations

import base64
import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from ..read_back import page_of, sheets_of  # noqa: TID252 - tests are no package that could be named

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HIDDEN, DID_NOT_SAY, CHART = "[c]", "(did not say)", "Who took part, beside who lives here?"
PLACE = re.compile(r'<g id="mark-(took-part|lives-here)-(\d+)">.*?<use [^>]*\bx="([\d.]+)"', re.DOTALL)

Cells = tuple[str, ...]


@pytest.fixture(scope="module")
def folder(reports: Mapping[str, Path]) -> Path:
    return reports["sample"]


def people(folder: Path) -> list[Mapping[str, str]]:
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page(folder: Path, name: str = "annual-report.html") -> BeautifulSoup:
    return page_of(folder / name)


def paper(folder: Path) -> ElementTree.Element:
    with ZipFile(folder / "annual-report.docx") as file:
        return ElementTree.fromstring(file.read("word/document.xml"))


def rows(folder: Path) -> Iterator[tuple[str, Cells]]:
    """Every row of every table, with the format it stands in."""
    for path in folder.glob("*.html"):
        for row in page(folder, path.name).find_all("tr"):
            yield path.name, tuple(cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"]))
    for row in paper(folder).iter(f"{WORD}tr"):
        yield "annual-report.docx", tuple("".join(cell.itertext()).strip() for cell in row.iter(f"{WORD}tc"))
    for sheet in load_workbook(folder / "workbook.xlsx", read_only=True).worksheets:
        yield from (("workbook.xlsx", tuple(map(str, row))) for row in sheet.iter_rows(values_only=True))


def words(folder: Path) -> Iterator[tuple[str, str]]:
    """The words of every format, and the text that stands for its charts."""
    for path in folder.glob("*.html"):
        html = page(folder, path.name)
        yield path.name, " ".join([html.get_text(" "), *(str(image.get("alt", "")) for image in html.find_all("img"))])
    for path in folder.glob("*.pdf"):
        yield path.name, " ".join(sheets_of(path))
    alternatives = (text for each in paper(folder).iter() for name, text in each.items() if name == "descr")
    yield "annual-report.docx", " ".join([*paper(folder).itertext(), *alternatives])


def test_some_counts_of_the_sample_are_hidden(folder: Path) -> None:
    assert sum(row["people"] == HIDDEN for row in people(folder)) >= 2


def test_a_hidden_count_is_hidden_in_every_table(folder: Path) -> None:
    hidden = {row["category"] for row in people(folder) if row["people"] == HIDDEN} - {DID_NOT_SAY}
    found = [(where, row) for where, row in rows(folder) if hidden & {*row[:2]}]
    assert {where for where, _ in found} >= {"annual-report.html", "workbook.xlsx"}
    assert [each for each in found if HIDDEN not in each[1]] == []


def test_no_words_say_how_many_there_are_of_a_hidden_group(folder: Path) -> None:
    read = list(words(folder))
    for category in {row["category"] for row in people(folder) if row["people"] == HIDDEN} - {DID_NOT_SAY}:
        told = re.compile(rf"\b{re.escape(category)}:? (?:took part |was |were )?\d")
        assert [where for where, text in read if told.search(text)] == []


def test_a_chart_has_no_mark_for_a_hidden_group_and_places_the_others_where_the_open_data_does(folder: Path) -> None:
    compared = {row["characteristic"] for row in people(folder) if row["ratio"] not in ("", HIDDEN)}
    groups = [row for row in people(folder) if row["characteristic"] in compared and row["population_share"]]
    (figure,) = (each for each in page(folder).find_all("figure") if each.get_text(" ", strip=True).startswith(CHART))
    svg = base64.b64decode(str(figure.img["src"]).partition(",")[2]).decode()
    marks = [(kind, float(x)) for kind, _, x in PLACE.findall(svg)]
    took, lives = ([x for kind, x in marks if kind == wanted] for wanted in ("took-part", "lives-here"))
    shares = sorted(float(row["share"]) for row in groups if row["share"] not in ("", HIDDEN))
    shown = sorted(float(row["population_share"]) for row in groups)
    assert (len(took), len(lives)) == (len(shares), len(groups)) and len(shares) < len(groups)
    scale = (max(lives) - min(lives)) / (shown[-1] - shown[0])
    read = sorted(shown[0] + (x - min(lives)) / scale for x in took)
    assert read == pytest.approx(shares, abs=0.002)


def test_nothing_published_tells_how_many_responses_were_set_aside(folder: Path, reviews: Mapping[str, Path]) -> None:
    with (folder / "internal" / "set-aside.csv").open(encoding="utf-8", newline="") as file:
        tables = [row["table"] for row in csv.DictReader(file)]
    assert "responses" in tables
    evidence = load_workbook(
        next(path for each in reviews.values() for path in [each / "evidence.xlsx"] if path.is_file())
    )
    sheets = [*load_workbook(folder / "workbook.xlsx").worksheets, *evidence.worksheets]
    cells = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    of_responses = [
        (*row[:1], *row[2:]) for row in cells if "responses" in row
    ]  # less the place of a line in its table
    assert of_responses
    assert [row for row in of_responses if any(isinstance(cell, int | float) for cell in row)] == []
    rule = re.compile(r"RES-\d\d")
    assert [where for where, text in words(folder) if rule.search(text)] == []


def test_what_was_told_is_published_with_the_report_and_hides_what_it_hides(folder: Path) -> None:
    told = json.loads((folder / "disclosure.json").read_text(encoding="utf-8"))["told"]["people"]
    for row in people(folder):
        (table,) = told[row["characteristic"]]
        count = table["counts"]["" if row["category"] == DID_NOT_SAY else row["category"]]
        assert row["people"] == (HIDDEN if count is None else str(count))
