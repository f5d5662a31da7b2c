"""The published PDF, as three independent checkers and a reader who cannot see it find it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import outloud
import pdfua
import pymupdf
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader, PdfWriter

from ..read_back import sheets_of  # noqa: TID252 - tests are no package that could be named

EVERY_COUNCIL = pytest.mark.parametrize("council", ["sample", "one CSV"])
PAGES_AT_MOST = {"annual-report": 16, "summary": 2}
EVERY_PAPER = pytest.mark.parametrize("name", PAGES_AT_MOST)
SLACK = 40  # points left on the last sheet of the summary: three lines


class Paper:
    """What a council publishes in print, and the part of its page that is printed."""

    def __init__(self, folder: Path, name: str) -> None:
        self.file = folder / f"{name}.pdf"
        self.reader = PdfReader(self.file)
        page = BeautifulSoup((folder / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        self.title = page.title.get_text()
        self.page = BeautifulSoup("", "html.parser")
        self.page.extend(page.select("div.cover, main > *"))
        for left_out in self.page.select(".annex, .hidden, .folded > summary"):
            left_out.decompose()

    def texts(self) -> list[str]:
        return list(sheets_of(self.file))

    def tagged(self, *kinds: str) -> list[dict[str, Any]]:
        """The elements of these kinds, in the order in which they are read out."""
        return [each for each in _below(self.reader.trailer["/Root"]["/StructTreeRoot"]) if each.get("/S") in kinds]


def _below(found: Any) -> Iterator[dict[str, Any]]:
    found = found.get_object() if hasattr(found, "get_object") else found
    if isinstance(found, dict):
        yield found
        found = found.get("/K", [])
        found = found if isinstance(found, list) else [found]
    if isinstance(found, list):
        for each in found:
            yield from _below(each)


@pytest.fixture
def paper(reports: dict[str, Path], council: str, name: str) -> Paper:
    return Paper(reports[council], name)


@pytest.fixture
def avalpdf() -> str:
    """A program of its own: the library below it is closed, so no council is made to install it."""
    found = shutil.which("avalpdf")
    if not found:
        why = "no avalpdf on the PATH: install it (pip install --requirement .ci/avalpdf.lock, in a venv of its own)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    return found


@EVERY_PAPER
@pytest.mark.parametrize("council", ["sample"])
def test_outloud_finds_no_error_and_no_warning(paper: Paper) -> None:
    result = outloud.check(str(paper.file))
    assert [f"{each.rule}: {each.message} ({each.evidence})" for each in result.findings] == [] and not result.error


@EVERY_PAPER
@pytest.mark.parametrize("council", ["one CSV"])
def test_outloud_finds_no_error_where_there_is_little_to_report(paper: Paper) -> None:
    # It warns of a running head, which is the same header of a short table in every chapter.
    result = outloud.check(str(paper.file))
    assert [each.rule for each in result.findings if each.rule != "PAG-001"] == [] and not result.error


@EVERY_PAPER
@EVERY_COUNCIL
def test_pdfua_finds_no_error_and_no_warning(paper: Paper) -> None:
    assert [each.message for each in pdfua.validate(paper.file).findings] == []


@EVERY_PAPER
@pytest.mark.parametrize("council", ["sample"])
def test_avalpdf_finds_no_issue_and_no_warning(avalpdf: str, paper: Paper, tmp_path: Path) -> None:
    subprocess.run([avalpdf, paper.file, "--report", "--quiet", "-o", tmp_path], check=True)
    (report,) = tmp_path.glob("*.json")
    found = json.loads(report.read_text(encoding="utf-8"))["validation_results"]
    assert found["issues"] == [] and found["warnings"] == [] and found["successes"]


def test_the_checkers_would_find_a_picture_that_nobody_describes(reports: dict[str, Path], tmp_path: Path) -> None:
    broken, writer = tmp_path / "broken.pdf", PdfWriter(clone_from=reports["sample"] / "annual-report.pdf")
    for element in _below(writer.root_object["/StructTreeRoot"]):
        element.pop("/Alt", None)
    writer.write(broken)
    assert "error" in {each.severity for each in outloud.check(str(broken)).findings}
    assert pdfua.validate(broken).findings


@EVERY_PAPER
@EVERY_COUNCIL
def test_the_report_is_at_most_twenty_pages_and_the_summary_two(paper: Paper, name: str) -> None:
    assert len(paper.reader.pages) <= PAGES_AT_MOST[name]


@pytest.mark.parametrize("name", ["annual-report"])
@EVERY_COUNCIL
def test_the_first_page_is_one_page(paper: Paper) -> None:
    first, second, *_ = paper.texts()
    assert "Were promises kept?" in first and "What is asked of the Committee?" in first + second
    concerns = [_squeezed(each.get_text(" ")) for each in paper.page.select("ol.attention li")]
    assert concerns and all(_words(each) <= _words(first) for each in concerns)
    asks = [_squeezed(ask.get_text(" ")) for ask in paper.page.select(".asks li, span.asks")]
    assert asks and all(_words(ask) <= _words(first + second) for ask in asks)


@pytest.mark.parametrize("name", ["summary"])
@EVERY_COUNCIL
def test_the_summary_leaves_room_on_its_last_sheet(paper: Paper) -> None:
    with pymupdf.open(paper.file) as sheets:
        *_, last, foot = sorted(bottom for _, _, _, bottom, *_ in sheets[-1].get_text("blocks"))
    assert foot - last > SLACK


@EVERY_PAPER
@EVERY_COUNCIL
def test_it_has_a_title_a_language_and_numbered_pages(paper: Paper) -> None:
    assert paper.reader.metadata is not None and paper.reader.metadata.title == paper.title
    assert paper.reader.trailer["/Root"]["/Lang"] == "en-GB"
    texts = paper.texts()
    assert all(f"Page {n} of {len(texts)}" in text and "DRAFT" in text for n, text in enumerate(texts, 1))


@EVERY_PAPER
@EVERY_COUNCIL
def test_every_heading_is_a_bookmark(paper: Paper) -> None:
    marks = [mark.title for mark in _flat(paper.reader.outline)]
    assert marks == [_squeezed(heading.get_text(" ")) for heading in paper.page.select("h1, h2, h3, h4")]


WHERE = re.compile(r"The (?:table below|workbook's sheet [A-Z][\w ]+) has (?:every count|the shares)\.$")


@EVERY_PAPER
@EVERY_COUNCIL
def test_every_chart_says_what_it_shows_and_every_table_has_its_headers(paper: Paper) -> None:
    drawn, shown = [str(each.get("/Alt")) for each in paper.tagged("/Figure")], paper.page.select("img")
    assert [WHERE.sub("", alt) for alt in drawn] == [WHERE.sub("", str(img["alt"])) for img in shown]
    assert not [alt for alt in drawn if "table below" in alt]  # on paper there is none
    tables = paper.tagged("/Table")
    assert len(tables) == len(paper.page.select("table")) > 0
    assert all(any(each.get("/S") == "/TH" for each in _below(table)) for table in tables)


@EVERY_PAPER
@EVERY_COUNCIL
def test_every_word_of_the_page_is_on_paper(paper: Paper) -> None:
    assert _words(paper.page.get_text(" ")) - _words("\n".join(paper.texts())) == Counter()


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _flat(outline: list[Any]) -> Iterator[Any]:
    for each in outline:
        yield from _flat(each) if isinstance(each, list) else [each]
