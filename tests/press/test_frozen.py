"""A change in the middle of a run is in nothing that it publishes: all formats speak of what the run began with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from heard.params import load_annual
from heard.params.shipped import STRATEGY, TEMPLATES
from heard.press.annual_pack import publish_annual

PARAMS = """council: Ouse County Council
period: {first_day: 2024-04-01, last_day: 2025-03-31}
as_at: 2025-06-01
records: records
strategy: ours.yaml
standards: standards.yaml
commentary: said.md
recommendations: asked.yaml
"""
FILES = {
    "annual-2024-25.yaml": (PARAMS, PARAMS.replace("Ouse County Council", "Brackenholt").replace("06-01", "07-01")),
    "standards.yaml": ("minimum_days: 30\n", "minimum_days: 90\n"),
    "said.md": ("A year of buses at Ouse.\n", "# Brackenholt\n"),
    "asked.yaml": ("- {text: Feed back}\n", "- {text: Move to Brackenholt}\n"),
    "ours.yaml": (
        STRATEGY.read_text(encoding="utf-8").replace("source: strategy-2017.txt\n", ""),
        "title: Brackenholt\n",
    ),
    "records/activities.csv": (
        "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-01\n",
        "activity_id,title,opened_on,closed_on\nA1,Brackenholt hours,2024-05-01,2024-05-02\n",
    ),
}


def write_council(folder: Path) -> Path:
    (folder / "records").mkdir(parents=True)
    for name, (text, _) in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "annual-2024-25.yaml"


def published(params: Path, at_a_step: Callable[[str], None]) -> Path:
    return publish_annual(load_annual(params), params.parent / "reports", at_a_step)


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Templates that a test may write in."""
    ours = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    for module, name, value in (
        ("templates", "TEMPLATES", ours),
        ("pdf", "TEMPLATES", ours),
        ("word", "REFERENCE", ours / "reference.docx"),
        ("committee_paper", "TEMPLATE", ours / "committee-paper.md"),
    ):
        monkeypatch.setattr(f"heard.press.{module}.{name}", value)
    return ours


def test_a_change_in_the_middle_of_a_run_is_in_nothing_that_it_publishes(tmp_path: Path, templates: Path) -> None:
    before = published(write_council(tmp_path / "undisturbed"), lambda _: None)
    params, steps = write_council(tmp_path / "disturbed"), []

    def disturb(step: str) -> None:
        """The records once they were read, all else at once."""
        steps.append(step)
        for name, (_, other) in FILES.items():
            if not name.startswith("records/") or step == "Assessing the year":
                (params.parent / name).write_text(other, encoding="utf-8")
        for name in ("report.css", "committee-paper.md", "report.html.j2", "report.typ"):
            (templates / name).write_text("Brackenholt", encoding="utf-8")

    after = published(params, disturb)
    assert len(steps) > 4
    names = sorted(path.name for path in before.iterdir() if path.is_file() and path.name != "manifest.json")
    assert [name for name in names if (before / name).read_bytes() != (after / name).read_bytes()] == []
    first, second = (json.loads((each / "manifest.json").read_text(encoding="utf-8")) for each in (before, after))
    assert [first[key] for key in ("params", "inputs", "standards")] == [
        second[key] for key in ("params", "inputs", "standards")
    ]
