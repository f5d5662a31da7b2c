"""What stands at the top of a notebook, in a kernel and in our own engine alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from heard.errors import RunError
from heard.page.output import BLOCKS, YEAR, from_json
from heard.press import notebooks
from heard.press.notebooks import run_notebook

ACTIVITIES = """
    activity_id,title,opened_on,closed_on
    A1,Library hours,2024-05-01,2024-08-01
    """
OPEN = "import heard\n\nrecords = heard.open_records(params_file, run_dir)"
MISTAKE = "heard.open_records('nowhere.yaml', run_dir)"
FAULT = "from heard.errors import speaking_of\n\nwith speaking_of('measure feedback_on_time'):\n    {}['closed_on']"


@pytest.fixture
def given(make_council: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    return {"params_file": str(make_council(activities=ACTIVITIES)), "run_dir": str(tmp_path / "run")}


def written(folder: Path, *cells: str) -> Path:
    first = new_code_cell("params_file: str = ''\nrun_dir: str = ''", metadata={"tags": ["parameters"]})
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    made = new_notebook(cells=[first, *map(new_code_cell, (OPEN, *cells))], metadata=kernel)
    nbformat.write(made, folder / "tried.ipynb")
    return folder / "tried.ipynb"


def outputs(notebook: NotebookNode, source: str) -> list[NotebookNode]:
    return next(list(cell.outputs) for cell in notebook.cells if cell.source == source)


def test_the_year_that_is_open_is_named_and_not_published(given: dict[str, str], tmp_path: Path) -> None:
    written(tmp_path)
    (top,) = outputs(run_notebook("tried", given, tmp_path / "kept"), OPEN)
    assert "The Council, 2024-25.</strong> 1 April 2024 to 31 March 2025, as at 1 June 2025." in top.data["text/html"]
    assert from_json(top.data[BLOCKS]) == () and top.metadata[YEAR] == {"date": "2025-06-01", "sample": False}


def test_in_a_kernel_the_sentence_of_a_later_cell_stands_at_the_top_and_below_that_cell(
    given: dict[str, str], tmp_path: Path
) -> None:
    path = written(tmp_path, "1 + 1", MISTAKE)
    with pytest.raises(PapermillExecutionError):
        papermill.execute_notebook(str(path), str(tmp_path / "out.ipynb"), given, progress_bar=False)
    run = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    sentence = "nowhere.yaml: there is no such file. Check its name and the folder it is in."
    (top,) = outputs(run, OPEN)
    assert f"<strong>Stopped at cell [5].</strong> {sentence}" in top.data["text/html"]
    (error,) = outputs(run, MISTAKE)
    assert error.traceback == [sentence]


def test_a_fault_in_heard_says_what_it_was_at_and_keeps_the_notebook_with_what_led_to_it(
    given: dict[str, str], tmp_path: Path
) -> None:
    written(tmp_path, FAULT)
    with pytest.raises(RunError) as failed:
        run_notebook("tried", given, tmp_path / "published")
    said = str(failed.value)
    assert said.startswith("notebook tried, cell 4, measure feedback_on_time: heard could not go on (KeyError:")
    kept = nbformat.read(said.rpartition(" is at the end of ")[2].removesuffix("."), as_version=4)
    assert "**The run stopped at notebook tried, cell 4, measure feedback_on_time**" in kept.cells[0].source
    assert "Stopped at cell [4]." in outputs(kept, OPEN)[0].data["text/html"]
    assert "KeyError: 'closed_on'" in "\n".join(outputs(kept, FAULT)[0].traceback)
    assert not (tmp_path / "published").exists()
