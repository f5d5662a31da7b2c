from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from heard.errors import ParamsError, RecordsError, RunError
from heard.params import load_annual
from heard.params.review_params import load_review
from heard.press import notebooks
from heard.press.notebooks import run_notebook
from heard.year import Year
from heard.year.steps import assessed_review
from heard.year.years import Review

Write = Callable[..., None]
GIVEN = {"params_file": "annual.yaml", "run_dir": "run"}


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes the notebook `tried`, of a parameters cell and the cells given."""
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)

    def write(*cells: str) -> None:
        first = new_code_cell("params_file: str = ''\nrun_dir: str = ''", metadata={"tags": ["parameters"]})
        rest = [new_markdown_cell("A note."), *(new_code_cell(cell) for cell in cells)]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(new_notebook(cells=[first, *rest], metadata=kernel), tmp_path / "tried.ipynb")

    return write


def test_parameters_reach_the_cells_and_the_outputs_are_kept(write: Write, tmp_path: Path) -> None:
    write("import pandas as pd", "print(run_dir)\npd.DataFrame({'file': [params_file]})")
    run = run_notebook("tried", GIVEN, tmp_path / "internal")
    kept = nbformat.read(tmp_path / "internal" / "tried.ipynb", as_version=4)
    for notebook in (run, kept):
        printed, shown = notebook.cells[-1].outputs
        assert printed.text == "run\n" and "annual.yaml" in shown.data["text/html"]


def test_a_folder_with_braces_in_its_name_is_that_folder(write: Write, tmp_path: Path) -> None:
    write("1 + 1")
    run_notebook("tried", GIVEN, tmp_path / "{params_file} {0} {{x")
    assert (tmp_path / "{params_file} {0} {{x" / "tried.ipynb").is_file()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({**GIVEN, "params_fiel": "x"}, "no parameter 'params_fiel'. Did you mean 'params_file'?"),
        ({**GIVEN, "run_dir": 5}, "its parameter 'run_dir' is 5, not text"),
        ({**GIVEN, "run_dir": None}, "its parameter 'run_dir' is None, not text"),
    ],
)
def test_a_parameter_unknown_or_mistyped_is_refused_before_anything_runs(
    write: Write, tmp_path: Path, given: dict[str, object], sentence: str
) -> None:
    write(f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    with pytest.raises(ParamsError) as refused:
        run_notebook("tried", given, tmp_path / "internal")
    assert sentence in str(refused.value)
    assert not (tmp_path / "ran").exists() and not (tmp_path / "internal").exists()


def test_what_a_cell_refuses_keeps_its_sentence_and_its_exit_code(write: Write, tmp_path: Path) -> None:
    write("from heard.errors import RecordsError\nraise RecordsError('activities.csv', 'it is empty', 'Fill it')")
    with pytest.raises(RecordsError) as refused:
        run_notebook("tried", GIVEN, tmp_path)
    assert str(refused.value) == "activities.csv: it is empty. Fill it." and refused.value.exit_code == 2


@pytest.mark.parametrize("cell", ["{}['closed_on']", "raise KeyError('closed_on')"])
def test_a_cell_that_fails_is_named_in_one_sentence(write: Write, tmp_path: Path, cell: str) -> None:
    write("1 + 1", cell, f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    with pytest.raises(RunError) as failed:
        run_notebook("tried", GIVEN, tmp_path / "internal")
    assert str(failed.value).startswith("notebook tried, cell 5: it failed with KeyError: 'closed_on'.")
    assert "\n" not in str(failed.value) and not (tmp_path / "ran").exists()


def test_a_cell_that_cannot_be_read_is_named_too(write: Write, tmp_path: Path) -> None:
    write("if this is not python")
    with pytest.raises(RunError, match="notebook tried, cell 4: it failed with SyntaxError"):
        run_notebook("tried", GIVEN, tmp_path)


def test_being_interrupted_stops_the_run(write: Write, tmp_path: Path) -> None:
    write("raise KeyboardInterrupt", f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    with pytest.raises(KeyboardInterrupt):
        run_notebook("tried", GIVEN, tmp_path)
    assert not (tmp_path / "ran").exists()


def test_one_notebook_leaves_no_names_for_the_next(write: Write, tmp_path: Path) -> None:
    write("left_over = 1")
    run_notebook("tried", GIVEN, tmp_path)
    write("left_over")
    with pytest.raises(RunError, match="NameError"):
        run_notebook("tried", GIVEN, tmp_path)


def test_of_the_notebooks_that_have_run_at_most_the_last_is_still_in_memory(write: Write, tmp_path: Path) -> None:
    write("class WorkedOut: ...\nanswer = WorkedOut()")
    for _ in range(3):
        run_notebook("tried", GIVEN, tmp_path)
    gc.collect()
    left = [each for each in gc.get_objects() if type(each).__name__ == "WorkedOut"]
    assert len(left) <= 1  # which IPython's completer keeps


def test_the_cells_show_what_a_kernel_would_show(write: Write, tmp_path: Path) -> None:
    import papermill

    write("import pandas as pd\nfrom IPython.display import HTML", "HTML('<p>one</p>')", "None", "pd.Series([1])")
    ours = run_notebook("tried", GIVEN, tmp_path / "internal")
    theirs = papermill.execute_notebook(str(tmp_path / "tried.ipynb"), None, GIVEN, progress_bar=False)
    shown = [[[output.data for output in cell.get("outputs", [])] for cell in run.cells] for run in (ours, theirs)]
    assert shown[0] == shown[1] and any(shown[0])


def test_what_the_run_has_worked_out_is_opened_and_not_worked_out_again(
    write: Write, make_council: Callable[..., Path], tmp_path: Path
) -> None:
    annual = make_council(activities="activity_id,title,opened_on\nA1,Library hours,2024-05-01")
    (tmp_path / "review.yaml").write_text(f"years: [{annual.name}]\n", encoding="utf-8")
    review = assessed_review(load_review(tmp_path / "review.yaml"), tmp_path / "run", tmp_path)
    year = replace(review.last, params=load_annual(annual))

    def is_opened(call: str, params_file: Path, opened: Year | Review) -> bool:
        write(f"import heard\nprint(id(heard.{call}))")
        given = {"params_file": str(params_file), "run_dir": str(tmp_path / "run")}
        run = run_notebook("tried", given, tmp_path / "internal", opened=opened)
        return run.cells[-1].outputs[0].text == f"{id(opened)}\n"

    open_year, open_review = "open_year(params_file, run_dir).year", "open_review(params_file, run_dir).review"
    assert is_opened(open_year, annual, year)
    assert is_opened(open_review, tmp_path / "review.yaml", review)
    assert not is_opened(open_year, annual, replace(year, params=replace(year.params, path=tmp_path / "another.yaml")))
