"""The workshop's sheets, made: a page that everybody can read, and a Word file with real tables and cells to fill."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest

from heard.assess import assess_year
from heard.params import load_annual
from heard.params.beside_the_strategy import load_contradictions
from heard.params.review_params import ReviewParams
from heard.params.shipped import EARLIER, STRATEGY
from heard.params.strategies import load_strategy
from heard.press.html import web_page
from heard.press.review_pack import commitments, commitments_docx
from heard.year import Year
from heard.year.steps import check_year
from heard.year.years import Review, ReviewYear

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ACTIVITIES = "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-15"


@pytest.fixture
def sheets(make_council: Callable[..., Path], tmp_path: Path) -> Review:
    """A review of one year of a small council."""
    params = load_annual(make_council(activities=ACTIVITIES))
    records = check_year(params, tmp_path / "run")
    year = ReviewYear("2024-25", params, Year(params, records, assess_year(records, params)), None)
    earlier = load_strategy(EARLIER)
    strategy = load_strategy(STRATEGY, earlier)
    review = ReviewParams(
        path=tmp_path / "review-2024-25.yaml",
        council="Wensum",
        committees=(),
        years=(),
        strategy=strategy,
        earlier=earlier,
        as_at=date(2025, 6, 1),
        signed_off_by="",
        meeting_on=None,
        prepared_by="",
        sample=True,
        contradictions=load_contradictions(STRATEGY, strategy, earlier),
        crosswalk=(),
    )
    return Review(review, (year,))


@pytest.fixture
def written(sheets: Review) -> SimpleNamespace:
    """The Word file, opened."""
    made = commitments_docx(commitments(sheets))
    with ZipFile(BytesIO(made)) as parts:
        body, head = (
            parts.read("word/document.xml"),
            b"".join(parts.read(name) for name in parts.namelist() if name.startswith("word/header")),
        )
    return SimpleNamespace(made=made, body=ET.fromstring(body), head=head.decode())


def words(element: ET.Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def test_the_page_stands_alone_and_every_sheet_is_in_its_contents(sheets: Review) -> None:
    page = web_page(commitments(sheets))  # refused by the press where it would shut a reader out
    assert page.count('class="workshop"') == len(sheets.params.strategy.chapters) + 2
    assert "DRAFT" in page and "Sample council: invented records" in page
    assert "src=" not in page


def test_each_sheet_in_word_is_a_table_whose_head_is_repeated_and_whose_last_cells_are_empty(
    sheets: Review, written: SimpleNamespace
) -> None:
    tables = list(written.body.iter(f"{W}tbl"))
    assert len(tables) == len(sheets.params.strategy.chapters) + 2
    rows = 0
    for table in tables:
        head, *body = table.findall(f"{W}tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert [words(cell) for cell in head.findall(f"{W}tc")][-1] == "The next version"
        assert {words(row.findall(f"{W}tc")[-1]) for row in body} == {""}
        rows += len(body)
    assert rows == len(sheets.comparisons)


def test_the_last_column_is_the_widest_and_the_pages_lie_on_their_side(written: SimpleNamespace) -> None:
    for grid in written.body.iter(f"{W}tblGrid"):
        *others, last = (int(column.get(f"{W}w", "0")) for column in grid)
        assert last > max(others)
    size = next(written.body.iter(f"{W}pgSz"))
    assert size.get(f"{W}orient") == "landscape"
    assert int(size.get(f"{W}w", "0")) > int(size.get(f"{W}h", "0"))


def test_every_page_in_word_says_that_it_is_a_draft_of_invented_records(written: SimpleNamespace) -> None:
    assert "DRAFT: not signed off · Sample council: invented records" in written.head


def test_the_same_review_gives_the_same_bytes(sheets: Review, written: SimpleNamespace) -> None:
    again = commitments(Review(replace(sheets.params), sheets.years))
    assert again == commitments(sheets) and commitments_docx(again) == written.made
