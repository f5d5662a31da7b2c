from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from heard.errors import RecordsError
from heard.params import load_annual
from heard.press.annual_pack import publish_annual

from ..read_back import faults_of_page  # noqa: TID252 - tests are no package that could be named

PUBLISHED = {
    "annual-report.html", "annual-report.pdf", "annual-report.docx", "summary.html", "summary.pdf", "workbook.xlsx",
    "commitments.csv", "results.csv", "findings.csv", "people.csv", "carried-over.csv", "datapackage.json",
    "figures.csv", "consultations.html", "changes.csv", "disclosure.json", "statement.json", "manifest.json",
    "internal",
}  # fmt: skip
NOTEBOOKS = {
    "01_check_the_records.ipynb", "02_assess_the_year.ipynb", "10_annual_report.ipynb", "11_summary_for_members.ipynb",
    "12_find_a_consultation.ipynb",
}  # fmt: skip


def silent(_: str) -> None:
    """Say nothing."""


def same_each_time(folder: Path) -> dict[str, bytes]:
    """Every published file but the manifest, which has the run's time."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.stem != "manifest"}


def test_the_report_is_complete_and_nothing_else_is_there(published: SimpleNamespace) -> None:
    assert {path.name for path in published.folder.iterdir()} == PUBLISHED
    internal = published.folder / "internal"
    assert {path.name for path in internal.iterdir()} == {
        "notebooks",
        "readings.csv",
        "reconciliation.csv",
        "set-aside.csv",
    }
    assert {path.name for path in (internal / "notebooks").iterdir()} == NOTEBOOKS
    assert published.folder.name == "annual-2024-25" and len(published.said) == len(set(published.said)) >= 4


def test_a_run_twice_gives_the_same_bytes(published: SimpleNamespace, tmp_path: Path) -> None:
    again = publish_annual(load_annual(published.params), tmp_path, silent)
    assert same_each_time(again) == same_each_time(published.folder)


def test_a_run_that_takes_its_own_report_s_place_leaves_the_same_bytes(
    published: SimpleNamespace, tmp_path: Path
) -> None:
    shutil.copytree(published.folder, tmp_path / published.folder.name)
    again = publish_annual(load_annual(published.params), tmp_path, silent)
    assert same_each_time(again) == same_each_time(published.folder)


def test_nothing_about_a_person_and_no_free_text_leaves_internal(published: SimpleNamespace) -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in published.folder.glob("*.[chj]*")}
    files["pdf"] = "".join(page.extract_text() for page in PdfReader(published.folder / "annual-report.pdf").pages)
    for office in (*published.folder.glob("*.docx"), *published.folder.glob("*.xlsx")):
        with ZipFile(office) as parts:
            files[office.name] = "".join(parts.read(part).decode("utf-8", "replace") for part in parts.namelist())
    assert len(files) == 17
    for name, text in files.items():
        assert not [secret for secret in published.secrets if secret in text], name


def test_the_page_is_one_that_everybody_can_read(published: SimpleNamespace) -> None:
    page = BeautifulSoup((published.folder / "annual-report.html").read_text(encoding="utf-8"), "html.parser")
    assert faults_of_page(str(page)) == []
    assert "DRAFT" in page.select_one("header .banner").get_text()


def test_the_manifest_is_enough_to_repeat_the_run_and_names_no_machine(published: SimpleNamespace) -> None:
    text = (published.folder / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    inputs = {given["file"]: given["sha256"] for given in manifest["inputs"]}
    folder = published.params.parent
    assert {"annual-2024-25.yaml", "records/activities.csv", "records/responses.csv"} <= set(inputs)
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha for name, sha in inputs.items())
    assert str(folder) not in text and str(Path.home()) not in text
    assert manifest["params"]["as_at"] == "2025-06-01" and manifest["versions"]["pandas"]
    assert manifest["measures"]["feedback_on_time"]["definition"] >= 1 and manifest["run"]["seconds"] > 0
    hashes = {made["file"]: made["sha256"] for made in manifest["published"]}
    assert set(hashes) == PUBLISHED - {"manifest.json", "internal"}


def test_the_page_of_the_sample_council_fits_a_telephone_line(reports: dict[str, Path]) -> None:
    assert (reports["sample"] / "annual-report.html").stat().st_size < 2_100_000


def test_each_count_of_the_results_is_the_findings_counted(published: SimpleNamespace) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader((published.folder / name).open(encoding="utf-8", newline="")))

    findings = rows("findings.csv")
    counted = [row for row in rows("results.csv") if row["group"] == "all" and row["measure"] != "staff_trained"]
    for row in counted:
        states = [each["state"] for each in findings if each["measure"] == row["measure"]]
        assert (len(states), states.count("met")) == (int(row["units"]), int(row["met"])), row["measure"]
    assert counted


def test_rows_set_aside_are_for_the_analyst(published: SimpleNamespace) -> None:
    lines = (published.folder / "internal" / "set-aside.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("activities,3,activities.csv,ACT-")


def test_records_that_are_refused_leave_the_old_report_as_it_was(
    council: Path, tmp_path: Path, published: SimpleNamespace
) -> None:
    old = shutil.copytree(published.folder, tmp_path / "reports" / published.folder.name)
    before = same_each_time(old)
    (council.parent / "records" / "activities.csv").write_text("title\nNo id here\n", encoding="utf-8")
    with pytest.raises(RecordsError):
        publish_annual(load_annual(council), tmp_path / "reports", silent)
    assert same_each_time(old) == before
    assert [path.name for path in old.parent.iterdir() if path.suffix != ".lock"] == ["annual-2024-25"]


@pytest.mark.proof
def test_a_run_killed_on_its_way_publishes_nothing_and_does_not_stop_the_next(
    council: Path, tmp_path: Path, published: SimpleNamespace, size: Callable[..., int], proved: Callable[[str], None]
) -> None:
    steps = published.said[-size(1, len(published.said)) :]
    for step in steps:
        kill_at(step, council, tmp_path)
    assert publish_annual(load_annual(council), tmp_path / "reports", silent).is_dir()
    proved(f"Killed at each of {len(steps)} steps: nothing was published, and the next run was not stopped.")


def kill_at(step: str, council: Path, tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from heard.params import load_annual
from heard.press.annual_pack import publish_annual
def progress(step):
    if step == {step!r}: os.kill(os.getpid(), signal.SIGKILL)
publish_annual(load_annual(Path({str(council)!r})), Path({str(tmp_path)!r}) / "reports", progress)
"""
    killed = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)
    assert killed.returncode == -signal.SIGKILL and not (tmp_path / "reports" / "annual-2024-25").exists()
