"""What many tests begin with: a council small enough to be read at a glance, and the reports of two, published."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from heard import cli
from heard.params import load_annual
from heard.params.review import load_review
from heard.press.annual import publish_annual
from heard.press.review import publish_review
from heard.sample import write_sample

PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"
ONE_TABLE = "activity_id,title,opened_on\nA1,Library hours,2024-05-01\nA2,Bus fares,2024-09-01\n"

MakeCouncil = Callable[..., Path]


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Types a command: `heard("check", path)`."""

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["heard", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said, code = capsys.readouterr(), ended.value.code
        return Said(code if isinstance(code, int) else 0, said.out, said.err)

    return run


@pytest.fixture
def make_council(tmp_path: Path) -> MakeCouncil:
    """Writes `records/<table>.csv` from lines of text, and the params file that names them, which it returns."""

    def make(more: str = "", **tables: str) -> Path:
        (tmp_path / "records").mkdir(exist_ok=True)
        for name, lines in tables.items():
            rows = [line.strip() for line in lines.strip().splitlines()]
            (tmp_path / "records" / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        params = tmp_path / "annual-2024-25.yaml"
        params.write_text(PARAMS + more, encoding="utf-8")
        return params

    return make


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The published folders of the council of `make report`, and of one with a single table of three columns."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "records").mkdir()
    (folder / "records" / "activities.csv").write_text(ONE_TABLE, encoding="utf-8")
    (folder / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
    councils = {"sample": write_sample(folder / "sample"), "one CSV": folder / "annual-2024-25.yaml"}
    return {
        name: publish_annual(load_annual(params), folder / "published" / name, lambda _: None)
        for name, params in councils.items()
    }


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser. Where there is none, a newcomer's tests pass without it; in CI they fail."""
    found = shutil.which("chromium")
    if not found:
        why = "no chromium on the PATH: install it (on Debian, apt install chromium) to look at the pages in a browser"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    return found


@pytest.fixture(scope="session")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The published folders of two reviews: of three invented years, and of one year of one table, two others gone."""
    folder = tmp_path_factory.mktemp("reviews")
    sample = load_review(write_sample(folder / "sample", years=3, responses=300))
    (folder / "records").mkdir()
    (folder / "records" / "activities.csv").write_text(ONE_TABLE, encoding="utf-8")
    (folder / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
    (folder / "annual-2023-24.yaml").write_text(PARAMS.replace("records: r", "records: not-r"), encoding="utf-8")
    years = "years: [annual-2022-23.yaml, annual-2023-24.yaml, annual-2024-25.yaml]\n"
    (folder / "review-2022-25.yaml").write_text(years, encoding="utf-8")
    return {
        "sample": publish_review(sample, folder / "sample" / "reports", lambda _: None),
        "one CSV": publish_review(load_review(folder / "review-2022-25.yaml"), folder / "published", lambda _: None),
    }
