"""What `make report` says of the report that lies where the sample council's should."""

from __future__ import annotations

import subprocess
from pathlib import Path

from heard.params import ROOT

REPORT = "reports/annual-2024-25/annual-report.html"


def make_report(folder: Path, manifest: str) -> subprocess.CompletedProcess[str]:
    """`make report` in `folder`, where the report is as new as it need be."""
    (folder / REPORT).parent.mkdir(parents=True)
    (folder / REPORT).with_name("manifest.json").write_text(manifest, encoding="utf-8")
    command = ["make", "--no-print-directory", "--file", str(ROOT / "Makefile"), f"--old-file={REPORT}", "report"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_report_of_the_sample_council_is_said_to_be_up_to_date(tmp_path: Path) -> None:
    made = make_report(tmp_path, '{\n  "invented": true\n}')
    assert (made.returncode, made.stdout) == (0, f"The sample council's report is up to date: open {REPORT}\n")


def test_the_report_of_another_council_in_its_place_is_not_taken_for_it(tmp_path: Path) -> None:
    made = make_report(tmp_path, "{}")
    assert made.returncode == 2 and made.stdout == ""
    assert "holds the report of another council: move it, and run make report again." in made.stderr
