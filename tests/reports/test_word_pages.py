"""The committee paper as LibreOffice opens it, where there is a LibreOffice: Word itself runs on no server of ours."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

PAGES_AT_MOST = 18


@pytest.fixture
def soffice() -> str:
    """LibreOffice's writer, without a screen. Where there is none, its test is skipped; in CI it fails."""
    found = shutil.which("soffice")
    if not found:
        why = "no soffice on the PATH: install it (on Debian, apt install libreoffice-writer-nogui)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    return found


def test_the_committee_paper_opens_whole_on_at_most_eighteen_pages(
    soffice: str, reports: dict[str, Path], tmp_path: Path
) -> None:
    paper = reports["sample"] / "annual-report.docx"
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run([soffice, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, paper], check=True)
    texts = [page.extract_text() for page in PdfReader(tmp_path / "annual-report.pdf").pages]
    assert 1 < len(texts) <= PAGES_AT_MOST
    assert all("DRAFT" in text for text in texts)
    assert all(heading in "".join(texts) for heading in ("1 Background", "2 Main issues", "5 Source documents"))
