"""How pages end, on paper and in Word: no heading or caption stands last, and none but the last is half empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

import pymupdf
import pytest
from bs4 import BeautifulSoup

from ..read_back import page_of  # noqa: TID252 - tests are no package that could be named

FOOT = 40.0  # points at the foot of a page, which have its number
WHITE = 250  # of 255: what is paler is paper
HEADINGS = "h2, h3, h4, caption"
YEARLY = ("annual-report", "summary")
COUNCILS = ("sample", "2022-23", "2023-24", "2024-25", "one CSV")
PAPERS = (
    *(f"{name} of {council}" for council in COUNCILS for name in YEARLY),
    *("review of sample", "review of one CSV"),
)
MOST_PAGES = 16  # of the Word paper of a year


def squeezed(words: str) -> str:
    return " ".join(words.split())


def stranded(pdf: Path, headings: set[str]) -> list[str]:
    """The headings, the captions and the lines which lead into what is below them that stand last on a page."""
    return [line for line in last_lines(pdf) if line and any(heading.endswith(line) for heading in headings)]


def last_lines(pdf: Path) -> Iterator[str]:
    """The last line of words on each page but the last, above its foot."""
    with pymupdf.open(pdf) as pages:
        for page in list(pages)[:-1]:
            lines = [
                (line["bbox"][3], "".join(span["text"] for span in line["spans"]))
                for block in page.get_text("dict")["blocks"]
                for line in block.get("lines", ())
            ]
            above = [(bottom, words) for bottom, words in lines if bottom < page.rect.height - FOOT and words.strip()]
            yield squeezed(max(above)[1]) if above else ""


def filled(pdf: Path) -> Iterator[float]:
    """How far down each page something stands, as a share of its height, above its foot."""
    with pymupdf.open(pdf) as pages:
        for page in pages:
            dots = page.get_pixmap(dpi=36, colorspace=pymupdf.csGRAY)
            rows = [dots.samples[at : at + dots.width] for at in range(0, dots.width * dots.height, dots.width)]
            body = rows[: int(dots.height * (1 - FOOT / page.rect.height))]
            yield max((n for n, row in enumerate(body) if min(row) < WHITE), default=0) / dots.height


def titles_of(html: Path) -> set[str]:
    """Its headings and captions, and the paragraphs that lead into what is below them."""
    page = page_of(html)
    titles, leads = page.select(HEADINGS), [each for each in page.select("p, li") if each.get_text().endswith(":")]
    return {squeezed(each.get_text()) for each in [*titles, *leads]}


def titles_of_word(docx: Path) -> set[str]:
    with ZipFile(docx) as parts:
        body = BeautifulSoup(parts.read("word/document.xml"), "xml")
    styles = ("Heading1", "Heading2", "Heading3", "Heading4", "TableCaption")
    titles = [each for each in body.find_all("w:p") if (s := each.find("w:pStyle")) and s["w:val"] in styles]
    leads = [each for each in body.find_all("w:p") if each.get_text().endswith(":")]
    return {squeezed(each.get_text()) for each in [*titles, *leads]}


@pytest.fixture(scope="module")
def papers(councils: Mapping[str, Path], reviews: Mapping[str, Path]) -> Mapping[str, Path]:
    """Each paper of each council, without the ending of its file."""
    yearly = {f"{name} of {council}": folder / name for council, folder in councils.items() for name in YEARLY}
    return {**yearly, **{f"review of {council}": folder / "strategy-review" for council, folder in reviews.items()}}


@pytest.mark.parametrize("name", PAPERS)
def test_no_heading_caption_or_line_that_leads_on_stands_last_on_a_page_of_the_pdf(
    papers: Mapping[str, Path], name: str
) -> None:
    headings = titles_of(papers[name].with_suffix(".html"))
    assert len(headings) > 3 and stranded(papers[name].with_suffix(".pdf"), headings) == []


@pytest.mark.parametrize("name", PAPERS)
def test_no_page_of_the_pdf_but_the_last_is_less_than_half_full(papers: Mapping[str, Path], name: str) -> None:
    shares = list(filled(papers[name].with_suffix(".pdf")))
    assert shares and [n for n, share in enumerate(shares[:-1], start=1) if share < 0.5] == []


@pytest.mark.parametrize("name", [name for name in PAPERS if not name.startswith("summary")])
def test_no_heading_caption_or_line_that_leads_on_stands_last_on_a_page_of_the_word_paper(
    papers: Mapping[str, Path], name: str, as_pdf: Callable[[Path], Path]
) -> None:
    docx = papers[name].with_suffix(".docx")
    headings = titles_of_word(docx)
    made = as_pdf(docx)
    assert len(headings) > 3 and stranded(made, headings) == []
    assert name.startswith("review") or len(list(filled(made))) <= MOST_PAGES


def test_a_heading_that_is_left_at_the_foot_is_found(tmp_path: Path) -> None:
    with pymupdf.open() as pdf:
        for words in ("What the Committee is asked", "The rest"):
            pdf.new_page().insert_text((72, 700 if words != "The rest" else 100), words)
        pdf.save(tmp_path / "paper.pdf")
    assert stranded(tmp_path / "paper.pdf", {"What the Committee is asked"}) == ["What the Committee is asked"]
    assert stranded(tmp_path / "paper.pdf", set()) == []
    with pymupdf.open() as pdf:
        for words in ("In the words of the record:", "The rest"):
            pdf.new_page().insert_text((72, 700), words)
        pdf.save(tmp_path / "leads.pdf")
    assert stranded(tmp_path / "leads.pdf", {"In the words of the record:"}) == ["In the words of the record:"]
    first, last = filled(tmp_path / "paper.pdf")
    assert first > 0.5 > last
