"""The workshop's sheets as a web page, and as a Word file that can be written in."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from heard.params.shipped import TEMPLATES
from heard.press.composing import Page, compose
from heard.press.word import paper_docx
from heard.show.review.workshop_sheets import workshop_sheets
from heard.year.years import Review

PAPER = TEMPLATES / "workshop-paper.md"
BODY = "word/document.xml"
UPRIGHT = re.compile(r'<w:pgSz w:h="(\d+)" w:w="(\d+)" />')
ON_ITS_SIDE = r'<w:pgSz w:w="\1" w:h="\2" w:orient="landscape" />'
RULED = '<w:tblBorders><w:insideV w:val="single" w:sz="4" w:space="0" w:color="999999" /></w:tblBorders>'
LAYOUT = '<w:tblLayout w:type="fixed" />'
APART = '<w:tblCellMar><w:left w:w="85" w:type="dxa" /><w:right w:w="85" w:type="dxa" /></w:tblCellMar>'


def commitments(review: Review) -> Page:
    """The sheets as one page, though no notebook shows them."""
    return compose([workshop_sheets(review)])


def commitments_docx(page: Page) -> bytes:
    """The sheets in Word, on their side, with an empty cell for each sentence of the next version."""
    return _on_its_side(paper_docx(page, template=PAPER))


def _on_its_side(paper: bytes) -> bytes:
    """The same file with its pages turned, since five columns want the longer edge, and a rule between the columns."""
    turned = BytesIO()
    with ZipFile(BytesIO(paper)) as parts, ZipFile(turned, "w") as made:
        for part in parts.infolist():
            content = parts.read(part)
            made.writestr(part, _turned(content.decode()) if part.filename == BODY else content)
    return turned.getvalue()


def _turned(body: str) -> str:
    return UPRIGHT.sub(ON_ITS_SIDE, body).replace(LAYOUT, RULED + LAYOUT + APART)
