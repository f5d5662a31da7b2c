"""A report that would come out as it is stands; whatever else it may be made from, it is made again."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from heard import cli
from heard.params import Params, load_annual
from heard.params.shipped import STRATEGY
from heard.press.fingerprint import fingerprint, unchanged_since
from heard.sources.checked import sha256_of

ACTIVITIES = "activity_id,title,opened_on\nA1,Library hours,2024-05-01\n"
MORE = """
strategy: ours.yaml
standards: standards.yaml
commentary: said.md
recommendations: asked.yaml
mappings: {feedback: mapping.yaml}
"""
BESIDE = {
    "standards.yaml": "minimum_days: 30\n",
    "said.md": "A year of buses.\n",
    "asked.yaml": "- {text: Feed back, owner: Director, day: 2025-09-01, commitment: PROMISE-3}\n",
    "mapping.yaml": "table: feedback\nfile: told.csv\ncolumns: {activity_id: id, published_on: day}\n",
}
OF_HEARD = ("lib", "notebooks", "data_contracts", "templates", "params")
STARTED = "2025-06-02T09:00:00+00:00"


class Council:
    """A council whose report was published, as its manifest has it."""

    def __init__(self, folder: Path, params: Path) -> None:
        self.folder, self.path, self.report = folder, params, folder / "reports" / "annual-2024-25"

    @property
    def params(self) -> Params:
        return load_annual(self.path)

    def publish(self) -> None:
        """A report that says what it was made from, as `publish_annual` leaves it."""
        self.report.mkdir(parents=True, exist_ok=True)
        (self.report / "annual-report.html").write_text("<p>told</p>", encoding="utf-8")
        inputs = [self.path, *(self.folder / name for name in ("ours.yaml", *BESIDE))]
        made = {
            "heard": {"version": "1"},
            "run": {"started_at": STARTED},
            "inputs": [{"file": path.name, "sha256": sha256_of(path)} for path in inputs if path.exists()],
            "published": [{"file": path.name, "sha256": sha256_of(path)} for path in self.report.glob("*.html")],
            "fingerprint": fingerprint(self.params),
        }
        (self.report / "manifest.json").write_text(json.dumps(made), encoding="utf-8")

    @property
    def since(self) -> datetime | None:
        return unchanged_since(self.params, self.report)


@pytest.fixture
def council(make_council: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Council:
    heard = tmp_path / "heard"
    for name in OF_HEARD:
        (heard / name / "inner").mkdir(parents=True)
        (heard / name / "inner" / "file.txt").write_text("as shipped", encoding="utf-8")
    monkeypatch.setattr("heard.press.fingerprint.HEARD", tuple(heard / name for name in OF_HEARD))
    path = make_council(MORE, activities=ACTIVITIES)
    for name, text in BESIDE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    text = STRATEGY.read_text(encoding="utf-8").replace("source: strategy-2017.txt\n", "")
    (tmp_path / "ours.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "records" / "told.csv").write_text("id,day\nA1,2024-09-01\n", encoding="utf-8")
    materials = "activity_id,document,text_file\nA1,The question,texts/a1.txt\n"
    (tmp_path / "records" / "materials.csv").write_text(materials, encoding="utf-8")
    (tmp_path / "records" / "texts").mkdir()
    (tmp_path / "records" / "texts" / "a1.txt").write_text("What we propose.", encoding="utf-8")
    made = Council(tmp_path, path)
    made.publish()
    return made


def test_what_nothing_changed_stands_as_it_is(council: Council) -> None:
    assert council.since == datetime(2025, 6, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [
        *("annual-2024-25.yaml", "ours.yaml", *BESIDE),
        *("records/activities.csv", "records/told.csv", "records/texts/a1.txt"),
        *(f"heard/{name}/inner/file.txt" for name in OF_HEARD),
    ],
)
def test_one_more_letter_in_anything_it_is_made_from_makes_it_again(council: Council, name: str) -> None:
    with (council.folder / name).open("a", encoding="utf-8") as file:
        file.write("\n# x\n" if name.endswith(".yaml") else " ")
    assert council.since is None


@pytest.mark.parametrize("name", ["records/feedback.csv", "heard/lib/inner/new.py", "heard/notebooks/new.ipynb"])
def test_a_file_that_is_new_makes_it_again(council: Council, name: str) -> None:
    (council.folder / name).write_text("activity_id,published_on\n", encoding="utf-8")
    assert council.since is None


@pytest.mark.parametrize("name", ["records/texts/a1.txt", "heard/data_contracts/inner/file.txt"])
def test_a_file_that_is_gone_makes_it_again(council: Council, name: str) -> None:
    (council.folder / name).unlink()
    assert council.since is None


def test_what_running_leaves_behind_changes_nothing(council: Council) -> None:
    for left in ("__pycache__", ".ipynb_checkpoints"):
        (council.folder / "heard" / "lib" / left).mkdir()
        (council.folder / "heard" / "lib" / left / "x").write_text("x", encoding="utf-8")
    assert council.since is not None


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("platform.python_version", lambda: "4.0.0"),
        ("platform.platform", lambda: "Another system"),
        ("heard.press.fingerprint._packages", lambda: ["pandas 99"]),
    ],
)
def test_another_version_of_anything_makes_it_again(
    council: Council, monkeypatch: pytest.MonkeyPatch, name: str, says: Callable[[], object]
) -> None:
    monkeypatch.setattr(name, says)
    assert council.since is None


@pytest.mark.parametrize("change", ["altered", "gone", "no manifest", "manifest of another"])
def test_a_report_that_is_not_as_it_was_published_is_made_again(council: Council, change: str) -> None:
    page, manifest = council.report / "annual-report.html", council.report / "manifest.json"
    match change:
        case "altered":
            page.write_text("<p>told otherwise</p>", encoding="utf-8")
        case "gone":
            page.unlink()
        case "no manifest":
            manifest.unlink()
        case _:
            manifest.write_text("[]", encoding="utf-8")
    assert council.since is None


def test_another_report_of_last_year_makes_it_again(council: Council, reports: dict[str, Path]) -> None:
    before = council.folder / "before"
    shutil.copytree(reports["one CSV"], before)
    text = (
        council.path.read_text(encoding="utf-8").replace("2024-04-01", "2025-04-01").replace("2025-03-31", "2026-03-31")
    )
    council.path.write_text(text.replace("as_at: 2025", "as_at: 2026") + "previous: before\n", encoding="utf-8")
    council.publish()
    assert council.since is not None
    (before / "people.csv").write_text((before / "people.csv").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert council.since is None


def test_records_in_a_database_are_always_read_again(council: Council) -> None:
    assert fingerprint(replace(council.params, records=("postgresql://reader@host/db",))) is None


def test_a_published_report_knows_what_it_was_made_from(reports: dict[str, Path]) -> None:
    for report in reports.values():
        made = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
        assert len(made["fingerprint"]) == 64


def test_annual_says_that_nothing_changed_and_leaves_the_report(
    council: Council, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = []
    monkeypatch.setattr(
        "heard.press.annual_pack.publish_annual", lambda *_, **__: ran.append("again") or council.report
    )
    monkeypatch.setattr(sys, "argv", ["heard", "annual", str(council.path), "--out", str(council.folder / "reports")])
    before = {path: path.stat().st_mtime_ns for path in council.report.iterdir()}
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr().out
    assert (ended.value.code, ran) == (0, [])
    assert said.startswith("Nothing changed since 2025-06-02 ")
    assert said.endswith(f"{council.report} stands as it is.\n")
    assert {path: path.stat().st_mtime_ns for path in council.report.iterdir()} == before
    (council.folder / "said.md").write_text("Another year.\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        cli.main()
    assert ran == ["again"]
