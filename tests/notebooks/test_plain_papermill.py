"""The notebooks run by papermill itself, as its own command is typed, in a kernel, outside our commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result
from papermill import cli

from heard.params.shipped import NOTEBOOKS

ACTIVITIES = "activity_id,title,opened_on\nA1,Library hours,2024-05-01"
Run = Callable[..., Result]


@pytest.fixture
def papermill(
    make_council: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeps_what_is_checked: None
) -> Run:
    """Runs one of our notebooks as a scheduler would, into `out.ipynb` and the run folder `out`."""
    params = make_council(activities=ACTIVITIES)
    monkeypatch.chdir(tmp_path)

    def run(name: str, *more: str) -> Result:
        given = ["-p", "params_file", params.name, "-p", "run_dir", "out", "--no-progress-bar", *more]
        return CliRunner().invoke(cli.papermill, [str(NOTEBOOKS / name), "out.ipynb", *given])

    return run


def test_the_report_is_made_from_nothing_but_the_params_file(papermill: Run, tmp_path: Path) -> None:
    done = papermill("10_annual_report.ipynb")
    assert done.exit_code == 0, done.output
    shown = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    html = "".join(output.data["text/html"] for cell in shown for output in cell.get("outputs", []))
    assert '<header class="cover"' in html and "Chapter by chapter" in html
    assert (tmp_path / "out" / "checked" / "activities.parquet").is_file()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("-p", "as_att", "2025-06-01"), "the notebook's parameters: 'as_att' is not known."),
        (("-p", "run_dir", "5"), "the notebook's parameters: 'run_dir' is 5, not text. Put it in quotation marks."),
        (("-p", "params_file", "gone.yaml"), "gone.yaml: there is no such file."),
    ],
)
def test_what_cannot_be_used_is_refused_by_the_first_cell_in_one_sentence(
    papermill: Run, tmp_path: Path, more: tuple[str, ...], sentence: str
) -> None:
    refused = papermill("02_assess_the_year.ipynb", *more)
    assert refused.exit_code != 0 and sentence in str(refused.exception)
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    errors = [output for cell in cells for output in cell.get("outputs", []) if output.output_type == "error"]
    (lines,) = [error.traceback for error in errors]
    assert len(lines) == 1 and sentence in lines[0]
    assert not (tmp_path / "out").exists()
