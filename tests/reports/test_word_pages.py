"""The committee paper as LibreOffice opens it, where there is a LibreOffice: Word itself runs on no server of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader

PAGES_AT_MOST = 16


def test_the_committee_paper_opens_whole_on_at_most_sixteen_pages(
    reports: dict[str, Path], as_pdf: Callable[[Path], Path]
) -> None:
    texts = [page.extract_text() for page in PdfReader(as_pdf(reports["sample"] / "annual-report.docx")).pages]
    assert 1 < len(texts) <= PAGES_AT_MOST
    assert all("DRAFT" in text for text in texts)
    assert all(heading in "".join(texts) for heading in ("1 Background", "2 Main issues", "5 Source documents"))
