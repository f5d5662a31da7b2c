"""What was published, read back: the same bytes once, whichever tests ask and wherever a copy of them lies."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import outloud
import pdfua
from bs4 import BeautifulSoup
from pypdf import PdfReader


def sheets_of(pdf: Path) -> tuple[str, ...]:
    """The words on each sheet of a PDF."""
    return _sheets(pdf.read_bytes())


def page_of(html: Path) -> BeautifulSoup:
    """A web page, which no test may alter."""
    return _page(html.read_text(encoding="utf-8"))


def faults_of_paper(pdf: Path) -> list[str]:
    """What two independent checkers of PDF/UA find wrong with a PDF: all that the one says, and errors of the other."""
    errors = (each for each in outloud.check(str(pdf)).findings if each.severity == "error")
    return [
        *(each.message for each in pdfua.validate(pdf).findings),
        *(f"{each.rule}: {each.message}" for each in errors),
    ]


@cache
def _sheets(content: bytes) -> tuple[str, ...]:
    return tuple(sheet.extract_text() for sheet in PdfReader(BytesIO(content)).pages)


@cache
def _page(content: str) -> BeautifulSoup:
    return BeautifulSoup(content, "html.parser")
