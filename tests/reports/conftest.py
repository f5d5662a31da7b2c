"""A small council's year, published once for all the tests that look at it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from heard.params import load_annual
from heard.press.annual_pack import publish_annual

PARAMS = """council: Ouse County Council
committee: Communities Committee
period: {first_day: 2024-04-01, last_day: 2025-03-31}
as_at: 2025-06-01
meeting_on: 2025-06-19
records: records
keep_comments: true
"""
TABLES = {
    "activities": """activity_id,title,opened_on,closed_on,service,lead_id,lesson,short_time_reason,url
A1,Library hours,2024-05-01,2024-08-01,Libraries,LEAD-JANE,SECRET-LESSON,,
A2,Bus fares,2024-09-01,2024-08-01,Transport,LEAD-JANE,,,
A3,Winter gritting,2024-10-01,2024-10-20,Transport,LEAD-OMAR,,SECRET-REASON,""",
    "training": "staff_id,completed_on,course\nLEAD-JANE,2023-05-01,SECRET-COURSE",
    "judgements": """activity_id,commitment,assessor,kind,score,judged_on
A1,CONSULT-1,ASSESSOR-KIM,peer,5,2024-09-01""",
    "responses": "response_id,activity_id,comment\nR1,A1,SECRET-COMMENT",
    "decisions": "activity_id,decided_on,outcome,what_changed\nA1,2024-10-01,changed,Sunday opening was kept",
}
SECRETS = (
    "LEAD-JANE",
    "LEAD-OMAR",
    "ASSESSOR-KIM",
    "SECRET-LESSON",
    "SECRET-REASON",
    "SECRET-COURSE",
    "SECRET-COMMENT",
)


def write_council(folder: Path) -> Path:
    """Write the records and the params file, which is given back."""
    (folder / "records").mkdir(parents=True)
    for name, lines in TABLES.items():
        (folder / "records" / f"{name}.csv").write_text(lines + "\n", encoding="utf-8")
    params = folder / "annual-2024-25.yaml"
    params.write_text(PARAMS, encoding="utf-8")
    return params


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The params file of a council of one's own."""
    return write_council(tmp_path / "council")


@pytest.fixture(scope="session")
def published(keep: Callable[..., Path]) -> SimpleNamespace:
    """The year published: its params file, its folder, and what was said on the way."""
    kept = keep("small-council", publish_council)
    said = (kept / "said.txt").read_text(encoding="utf-8").splitlines()
    folder = kept / "reports" / "annual-2024-25"
    return SimpleNamespace(params=kept / "year" / "annual-2024-25.yaml", folder=folder, said=said, secrets=SECRETS)


def publish_council(folder: Path) -> None:
    params, said = write_council(folder / "year"), []
    publish_annual(load_annual(params), folder / "reports", said.append)
    (folder / "said.txt").write_text("\n".join(said), encoding="utf-8")


@pytest.fixture
def as_pdf(tmp_path: Path) -> Callable[[Path], Path]:
    """Makes a PDF of a paper with LibreOffice. Where there is none, a test is skipped; in CI it fails."""
    found = shutil.which("soffice")
    if not found:
        why = "no soffice on the PATH: install it (on Debian, apt install libreoffice-writer-nogui)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)

    def convert(paper: Path) -> Path:
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        subprocess.run([found, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, paper], check=True)
        return tmp_path / f"{paper.stem}.pdf"

    return convert
