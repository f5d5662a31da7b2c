"""The review as it is published: complete or not at all, the planted trends, every sentence once, the same figures."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import nbformat
import openpyxl
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from heard.errors import RecordsError
from heard.params.beside_the_strategy import load_contradictions, load_crosswalk
from heard.params.review_params import load_review
from heard.params.shipped import EARLIER, STRATEGY
from heard.params.strategies import load_strategy
from heard.press.review_pack import publish_review
from heard.show.open_data_rows import RESULTS

from ..read_back import faults_of_page, faults_of_paper  # noqa: TID252 - tests are no package that could be named

PUBLISHED = {
    "strategy-review.html", "strategy-review.pdf", "strategy-review.docx", "evidence.xlsx", "results.csv",
    "figures.csv",
    "annex-contradictions.html", "annex-standards.html", "commitments.html", "commitments.docx", "statement.json",
    "manifest.json", "internal",
}  # fmt: skip
BOTH = pytest.mark.parametrize("council", ["sample", "one CSV"])
WAYS = {"improving": "better", "worsening": "worse", "flat": "no clear change"}
MOST_PAGES, MOST_OF_SENTENCES = 24, 14


def page_of(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "strategy-review.html").read_text(encoding="utf-8"), "html.parser")


def sheet(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one sheet of the workbook, by the names of its columns."""
    book = openpyxl.load_workbook(BytesIO((folder / "evidence.xlsx").read_bytes()), read_only=True)
    rows = [[str(cell) if cell is not None else "" for cell in row] for row in book[name].values]
    names = [[re.sub(r"\s*\[note.*", "", cell, flags=re.DOTALL).strip() for cell in row] for row in rows]
    at = next(n for n, row in enumerate(names) if {"title", "period"} & set(row) or "commitment" in row)
    return [dict(zip(names[at], row, strict=True)) for row in rows[at + 1 :]]


def planted(folder: Path) -> list[dict[str, str]]:
    with (folder.parent.parent / "truth-trends.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@BOTH
def test_the_review_is_complete_and_nothing_else_is_there(reviews: dict[str, Path], council: str) -> None:
    folder = reviews[council]
    assert folder.name == "review-2022-25" and {path.name for path in folder.iterdir()} == PUBLISHED
    assert (folder / "internal" / "notebooks" / "20_strategy_review.ipynb").is_file()


def test_each_planted_trend_is_recovered_with_its_counts(reviews: dict[str, Path]) -> None:
    trends = {row["measure"]: row["over the years"] for row in sheet(reviews["sample"], "Trends")}
    years = {(row["measure"], row["period"]): row for row in sheet(reviews["sample"], "Years")}
    truth = planted(reviews["sample"])
    assert {row["trend"] for row in truth} == {*WAYS, "break in series"}
    for row in truth:
        assert trends[row["measure"]] == WAYS.get(row["trend"], "no clear change"), row["measure"]
        counted = years[row["measure"], row["period"]]
        assert (counted["met"], counted["no evidence"]) == (row["met"], row["no_evidence"]), row


def test_a_planted_break_is_marked_and_what_was_published_is_not_joined(reviews: dict[str, Path]) -> None:
    (broken,) = {row["measure"] for row in planted(reviews["sample"]) if row["trend"] == "break in series"}
    then = [row for row in sheet(reviews["sample"], "Then and now") if row["definition then"] != row["definition now"]]
    assert [(row["measure"], row["period"]) for row in then] == [(broken, "2022-23")]
    assert then[0]["met then"] != then[0]["met now"] and then[0]["why"].startswith("we changed the definition")
    (told,) = page_of(reviews["sample"]).select("p.break")
    assert "is not joined to other years" in told.get_text()


@BOTH
def test_every_sentence_of_both_texts_is_in_the_pack_exactly_once(reviews: dict[str, Path], council: str) -> None:
    earlier = load_strategy(EARLIER)
    ids = [each.id for version in (load_strategy(STRATEGY, earlier), earlier) for each in version.commitments]
    there = Counter(str(each["id"]) for each in page_of(reviews[council]).select("main [id]"))
    assert len(ids) > 90 and [id for id in ids if there[id] != 1] == []


@BOTH
def test_the_page_is_one_that_everybody_can_read(reviews: dict[str, Path], council: str) -> None:
    page = page_of(reviews[council])
    assert faults_of_page(str(page)) == [] and "DRAFT" in page.select_one("header .banner").get_text()
    (grade,) = re.findall(r"wrote here have a reading grade of (\d+\.\d)", page.get_text())
    assert float(grade) <= 9


@BOTH
def test_the_pdf_is_one_that_everybody_can_read(reviews: dict[str, Path], council: str) -> None:
    assert faults_of_paper(reviews[council] / "strategy-review.pdf") == []


def test_page_pdf_word_and_workbook_tell_the_same(reviews: dict[str, Path]) -> None:
    folder = reviews["sample"]
    headline = page_of(folder).select_one("main p.lede").get_text()
    pages = PdfReader(folder / "strategy-review.pdf").pages
    on_paper = " ".join(" ".join(page.extract_text() for page in pages[:3]).split())
    with ZipFile(folder / "strategy-review.docx") as parts:
        in_word = BeautifulSoup(parts.read("word/document.xml"), "xml").get_text()
    assert headline in on_paper and in_word.count(headline) == 2  # where it stands, and among the implications
    strategy = load_strategy(STRATEGY)
    promises = Counter(row["over the years"] for row in sheet(folder, "Sentences") if is_promise(strategy, row))
    assert f"{promises['kept throughout']} were kept in all 3 years" in headline
    trends = Counter(row["over the years"] for row in sheet(folder, "Trends") if row["least"] not in ("", "[z]"))
    assert f"{trends['better']} got better by more than chance and {trends['worse']} worse" in headline


def test_the_pack_has_at_most_24_pages_and_sentence_by_sentence_at_most_14(reviews: dict[str, Path]) -> None:
    pages = [page.extract_text() for page in PdfReader(reviews["sample"] / "strategy-review.pdf").pages]
    first = next(n for n, page in enumerate(pages) if "Sentence by sentence" in page)
    last = next(n for n, page in enumerate(pages) if "Contradictions that changed a verdict" in page)
    assert len(pages) <= MOST_PAGES and last - first < MOST_OF_SENTENCES
    assert "What the Committee is asked to do" in pages[0] and "The years side by side" not in pages[0]


def test_what_an_analyst_is_shown_of_three_years_is_what_the_reader_sees(reviews: dict[str, Path]) -> None:
    folder = reviews["sample"]
    notebook = nbformat.read(folder / "internal" / "notebooks" / "20_strategy_review.ipynb", as_version=4)
    [cell] = [cell for cell in notebook.cells if cell.source == "show.three_years()"]
    shown = BeautifulSoup(cell.outputs[0].data["text/html"], "html.parser")
    there = {str(image["alt"]): str(image["src"]) for image in page_of(folder).select("img")}
    assert shown.img is not None and there[str(shown.img["alt"])] == shown.img["src"]
    rows = [" ".join(row.get_text(" ").split()) for row in shown.select("tbody tr")]
    assert len(rows) > 50 and {*rows} <= {" ".join(row.get_text(" ").split()) for row in page_of(folder).select("tr")}


def test_what_leaves_the_pack_stands_beside_it(reviews: dict[str, Path]) -> None:
    folder = reviews["sample"]
    settle = BeautifulSoup((folder / "annex-contradictions.html").read_text(encoding="utf-8"), "html.parser")
    asks = BeautifulSoup((folder / "annex-standards.html").read_text(encoding="utf-8"), "html.parser")
    strategy = load_strategy(STRATEGY)
    register = load_contradictions(STRATEGY, strategy, load_strategy(EARLIER))
    assert all(settle.find(id=f"settle-{entry.id}") for entry in register) and len(register) > 40
    items = [row.th.get_text() for row in asks.select("tbody tr")]
    assert items == [line.item for line in load_crosswalk(STRATEGY, strategy)]
    for page in (settle, asks):
        assert faults_of_page(str(page)) == [] and "DRAFT" in page.select_one("header .banner").get_text()
        lost = [str(link["href"]) for link in page.select('a[href^="#"]') if not page.find(id=str(link["href"])[1:])]
        assert lost == []


def is_promise(strategy: object, row: dict[str, str]) -> bool:
    return any(each.id == row["commitment"] for each in strategy.promises)  # type: ignore[attr-defined]


def test_results_hold_each_year_in_the_columns_of_the_annual_report(reviews: dict[str, Path]) -> None:
    with (reviews["sample"] / "results.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert tuple(reader.fieldnames or ()) == RESULTS
    counts = Counter(row["period"] for row in rows if row["group"] == "all")
    assert set(counts) == {"2022-23", "2023-24", "2024-25"} and min(counts.values()) > 50
    for row in planted(reviews["sample"]):
        found = {each["met"] for each in rows if (each["measure"], each["period"], each["group"]) == key(row)}
        assert found == {row["met"]}


def key(row: dict[str, str]) -> tuple[str, str, str]:
    return row["measure"], row["period"], "all"


def test_years_that_are_missing_are_shown_as_such_and_stop_nothing(reviews: dict[str, Path]) -> None:
    text = " ".join(page_of(reviews["one CSV"]).get_text(" ").split())
    assert "2022-23: there is no params file annual-2022-23.yaml." in text
    assert "2023-24: its records are not there" in text
    assert "1 table of 28, as at 1 June 2025; without openings , publicity , materials" in text


def test_the_manifest_names_every_year_its_files_and_no_machine(reviews: dict[str, Path]) -> None:
    folder = reviews["sample"]
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert [year["year"] for year in manifest["years"]] == ["2022-23", "2023-24", "2024-25"]
    assert all(len(year["inputs"]) > 20 for year in manifest["years"]) and manifest["standards"]["kept_at"] == 90
    hashes = {made["file"]: made["sha256"] for made in manifest["published"]}
    assert set(hashes) == PUBLISHED - {"manifest.json", "internal"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha for name, sha in hashes.items())
    assert str(folder.parent.parent) not in text and str(Path.home()) not in text


def test_a_run_twice_gives_the_same_bytes(reviews: dict[str, Path], tmp_path: Path) -> None:
    first = reviews["one CSV"]
    again = publish_review(load_review(first.parent.parent / "review-2022-25.yaml"), tmp_path, lambda _: None)
    for name in PUBLISHED - {"manifest.json", "internal"}:
        assert (again / name).read_bytes() == (first / name).read_bytes(), name


def test_where_no_year_can_be_used_nothing_is_published(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "activities.csv").write_text("nothing,of,ours\n1,2,3\n", encoding="utf-8")
    period = "{first_day: 2024-04-01, last_day: 2025-03-31}"
    (tmp_path / "annual-2024-25.yaml").write_text(f"period: {period}\nrecords: records\n", encoding="utf-8")
    (tmp_path / "review-2024-25.yaml").write_text("years: [annual-2024-25.yaml]\n", encoding="utf-8")
    with pytest.raises(RecordsError, match="no year has records that can be used"):
        publish_review(load_review(tmp_path / "review-2024-25.yaml"), tmp_path / "out", lambda _: None)
    assert not any(path for path in (tmp_path / "out").iterdir() if not path.name.startswith("."))
