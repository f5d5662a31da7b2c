"""A notebook tells; `lib/` knows (the design, `4-house.md`)."""

from __future__ import annotations

import ast

import nbformat
import papermill
import pytest
from nbformat import NotebookNode

from heard.params.shipped import NOTEBOOKS

NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
FORBIDDEN = (
    ast.FunctionDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.Try,
    ast.comprehension,
    ast.ClassDef,
)


@pytest.fixture(params=NAMES)
def notebook(request: pytest.FixtureRequest) -> NotebookNode:
    """Each notebook in turn."""
    return nbformat.read(NOTEBOOKS / request.param, as_version=4)


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_notebooks_of_the_year_are_there() -> None:
    assert {"01_check_the_records.ipynb", "02_assess_the_year.ipynb", "10_annual_report.ipynb"} <= set(NAMES)


def test_it_holds_no_definition_no_loop_and_no_branch(notebook: NotebookNode) -> None:
    for cell in code(notebook):
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, FORBIDDEN)], cell.source


def test_it_holds_no_figure_typed_in(notebook: NotebookNode) -> None:
    for cell in code(notebook):
        constants = [node.value for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Constant)]
        assert all(isinstance(value, str) for value in constants), cell.source


def test_it_is_committed_without_outputs(notebook: NotebookNode) -> None:
    assert all(not cell.outputs and cell.execution_count is None for cell in code(notebook))
    assert notebook.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("name", NAMES)
def test_its_parameters_are_two_paths_and_of_some_a_day_or_an_activity_and_typed(name: str) -> None:
    found = papermill.inspect_notebook(str(NOTEBOOKS / name))
    more = {"05_": ["file"], "30_": ["activity_id"], "50_": ["on", "service"], "60_": ["on", "activity_id"]}.get(
        name[:3], []
    )
    assert {key: value["inferred_type_name"] for key, value in found.items()} == {
        "params_file": "str",
        "run_dir": "str",
        **dict.fromkeys(more, "str"),
    }


def test_below_the_first_cells_every_call_is_one_line_with_a_note_above_it(notebook: NotebookNode) -> None:
    pairs = notebook.cells[3:]
    assert [cell.cell_type for cell in pairs] == ["markdown", "code"] * (len(pairs) // 2)
    assert all("\n" not in cell.source for cell in pairs if cell.cell_type == "code")


def test_the_report_stands_in_the_order_of_its_specification() -> None:
    calls = [cell.source for cell in code(nbformat.read(NOTEBOOKS / "10_annual_report.ipynb", as_version=4))[2:]]
    parts = ("cover", "one_page", "year_in_figures", "chapters", "questions", "last_year", "trust", "how_made")
    assert calls == [f"show.{part}()" for part in parts]
