"""Notebooks run by papermill: parameters looked at first, failures told in one sentence."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
import papermill
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from heard.errors import FaultError, ParamsError, RunError, did_you_mean
from heard.params.shipped import NOTEBOOKS
from heard.press.in_process import NAME as IN_PROCESS
from heard.press.in_process import CellError
from heard.year import Year
from heard.year.years import Review

TYPES = {"str": str}  # what a notebook may ask for: secrets, days and figures stay in the params file


def run_notebook(
    name: str, parameters: Mapping[str, object], folder: Path, *, opened: Year | Review | None = None
) -> NotebookNode:
    """Run `notebooks/<name>.ipynb`, write it to `folder` with its outputs, and give it back.

    `opened` is what its first cell would open, where the run has worked it out already.
    Raises ParamsError, before anything runs, for a parameter it does not know, that is missing or of another type;
    what a cell refuses, as the cell raised it; and RunError where a cell failed in any other way: the notebook as far
    as it got is then in a temporary folder, which the error names.
    """
    path = NOTEBOOKS / f"{name}.ipynb"
    refuse_parameters(path, parameters)
    try:
        run: NotebookNode = papermill.execute_notebook(
            nbformat.read(path, as_version=4),
            None,
            dict(parameters),
            engine_name=IN_PROCESS,
            progress_bar=False,
            opened=opened,
        )
    except CellError as error:
        raise _failed(path, error) from error.failed
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(run, folder / path.name)
    return run


def refuse_parameters(path: Path, parameters: Mapping[str, object]) -> None:
    """ParamsError for the first parameter that the notebook does not know, needs, or wants of another type."""
    known = papermill.inspect_notebook(str(path))
    for name, value in parameters.items():
        if name not in known:
            raise ParamsError(path.name, f"it has no parameter {name!r}", did_you_mean(name, tuple(known)))
        wanted = known[name]["inferred_type_name"]
        if not isinstance(value, TYPES[wanted]):
            raise ParamsError(path.name, f"its parameter {name!r} is {value!r}, not text", "Put it in quotation marks")


def _failed(path: Path, error: CellError) -> RunError:
    """Which cell failed at what, once the notebook is kept with that sentence above everything."""
    where = f"notebook {path.stem}, cell {error.index + 1}"
    if isinstance(error.failed, FaultError):
        where, found = f"{where}, {error.failed.where}", error.failed.found
    else:
        found = f"it failed with {type(error.failed).__name__}: {' '.join(str(error.failed).split())}"
    error.notebook.cells.insert(0, new_markdown_cell(f"**The run stopped at {where}**: {found}."))
    kept = Path(tempfile.mkdtemp(prefix="heard-")) / path.name
    nbformat.write(error.notebook, kept)
    return RunError(where, found, f"What led to it is at the end of {kept}")
