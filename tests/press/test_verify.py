"""Whoever has a published report can see whether it is what it says, down to the file or the row that is not."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from heard.errors import FaultError, PlaceError
from heard.history.published_reports import load_published
from heard.press.made_again import place_of_difference
from heard.press.manifest import statement_of
from heard.press.verify import first_difference, seal
from heard.sources.checked import sha256_of


@pytest.fixture
def report(report_of_one_csv: Path, tmp_path: Path) -> Path:
    """A published report that a test may tamper with."""
    return Path(shutil.copytree(report_of_one_csv, tmp_path / "report"))


def forge(report: Path, name: str, change: Callable[[str], str]) -> None:
    """Change a published file, and the hashes that the manifest and the statement give it."""
    text = (report / name).read_text(encoding="utf-8")
    assert change(text) != text
    (report / name).write_text(change(text), encoding="utf-8", newline="")
    manifest: dict[str, Any] = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
    rehash(report, manifest)
    (report / "statement.json").write_text(json.dumps(statement_of(manifest)), encoding="utf-8")
    rehash(report, manifest)
    (report / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def rehash(report: Path, manifest: dict[str, Any]) -> None:
    for each in manifest["published"]:
        each["sha256"] = sha256_of(report / each["file"])


def changed_row(measure: str, column: int, value: str) -> Callable[[str], str]:
    """One cell of the first row of a measure, or of a commitment."""

    def change(text: str) -> str:
        lines = text.split("\n")
        n = next(n for n, line in enumerate(lines) if line.startswith(f"{measure},"))
        cells = lines[n].split(",")
        cells[column] = value
        lines[n] = ",".join(cells)
        return "\n".join(lines)

    return change


def test_a_report_as_it_was_published_holds_together(report: Path) -> None:
    assert first_difference(report) == ""


def test_one_byte_of_any_published_file_is_found_and_the_file_is_named(report: Path) -> None:
    manifest = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
    names = [each["file"] for each in manifest["published"]]
    assert {"annual-report.html", "annual-report.pdf", "results.csv", "statement.json"} <= {*names}
    for name in names:
        was = (report / name).read_bytes()
        (report / name).write_bytes(was[:-2] + bytes([was[-2] ^ 1]) + was[-1:])
        assert first_difference(report) == f"{name} was altered since heard wrote it"
        (report / name).unlink()
        assert first_difference(report) == f"{name} is gone"
        (report / name).write_bytes(was)
    assert first_difference(report) == ""


def test_a_figure_that_was_forged_with_its_hash_is_found(report: Path) -> None:
    measure = "open_long_enough"  # no evidence of it in a table without closing days
    forge(report, "results.csv", changed_row(measure, 6, "5"))
    assert first_difference(report) == f"results.csv: the states of {measure}, all, do not add up"


def test_a_finding_that_was_forged_with_its_hash_is_found(report: Path) -> None:
    first = (report / "findings.csv").read_text(encoding="utf-8").splitlines()[1]
    measure = first.partition(",")[0]
    forge(report, "findings.csv", lambda text: "\n".join(line for n, line in enumerate(text.split("\n")) if n != 1))
    found = first_difference(report)
    assert found.startswith(f"results.csv: {measure} has ") and found.endswith("findings.csv another number")


def test_a_finding_may_rest_on_as_many_rows_as_there_are(report: Path, tmp_path: Path) -> None:
    """Of a check of the whole council its source is every row of a table: longer than Python's csv takes for a cell."""
    rows = ";".join(f"feedback:{n}" for n in range(20_000))
    assert len(rows) > csv.field_size_limit()
    forge(report, "findings.csv", changed_row("open_long_enough", 5, rows))
    assert first_difference(report) == "" and load_published(report).states
    other = Path(shutil.copytree(report, tmp_path / "other"))
    forge(other, "findings.csv", changed_row("open_long_enough", 3, "elsewhere"))
    found = place_of_difference(report, other)
    assert found.startswith("findings.csv, row") and "elsewhere" in found
    assert csv.field_size_limit() < len(rows)  # as it was, for the records that people supply


def test_a_verdict_that_was_forged_with_its_hash_is_found(report: Path) -> None:
    forge(report, "commitments.csv", lambda text: text.replace(",cannot tell,", ",kept,", 1))
    assert "is kept, and " in first_difference(report)


def test_a_change_that_was_forged_with_its_hash_is_found(report: Path) -> None:
    row = "results.csv,open_long_enough,all,,met,5,7,records"
    forge(report, "changes.csv", lambda text: f"{text}{row}\n")
    found = first_difference(report)
    assert found == "changes.csv: open_long_enough, all, met is 7, and results.csv has another figure"


def test_a_report_that_contradicts_itself_never_takes_its_place(report: Path) -> None:
    forge(report, "results.csv", changed_row("feedback_on_time", 6, "9"))
    with pytest.raises(FaultError, match=r"it would contradict itself: results\.csv: the states of .* do not add up"):
        seal(report)


def test_a_statement_of_something_else_is_found(report: Path) -> None:
    manifest = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
    statement = json.loads((report / "statement.json").read_text(encoding="utf-8"))
    statement["predicate"]["versions"]["heard"] = "9"
    (report / "statement.json").write_text(json.dumps(statement), encoding="utf-8")
    rehash(report, manifest)
    (report / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert first_difference(report) == "statement.json says another thing than manifest.json"


def test_a_statement_has_no_time_and_no_place(report: Path) -> None:
    statement = (report / "statement.json").read_text(encoding="utf-8")
    manifest = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["run"]["started_at"] not in statement and str(report.parent) not in statement
    assert json.loads(statement)["subject"][0]["digest"]["sha256"]


@pytest.mark.parametrize("manifest", [None, "{}", "5"])
def test_what_is_no_report_is_refused(tmp_path: Path, manifest: str | None) -> None:
    if manifest:
        (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(PlaceError, match="is not a report that heard wrote"):
        first_difference(tmp_path)


def test_a_manifest_of_heards_that_was_torn_is_a_difference(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"heard": {}, "published": [{}]}', encoding="utf-8")
    assert first_difference(tmp_path) == "manifest.json is not as heard writes it (KeyError)"


def test_the_command_says_so_in_one_sentence_and_a_code(report: Path, heard: Callable[..., Any]) -> None:
    said = heard("verify", report)
    assert said.code == 0
    missing = "annual-2024-25.yaml, records/activities.csv are not to hand"
    assert said.out == f"{report} holds together; not made again: {missing}.\n"
    (report / "results.csv").unlink()
    said = heard("verify", report)
    assert (said.code, said.out) == (1, f"{report} differs: results.csv is gone.\n")
    assert heard("verify", report.parent).code == 2
