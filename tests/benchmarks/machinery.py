"""What running notebooks costs beside the work in them: `python tests/benchmarks/machinery.py [ACTIVITIES]`.

The sample council's year is run as `heard annual` runs it, in this process, and a notebook of one empty cell as plain
papermill runs it, in a kernel. The imports that every way of running needs are made before the clock is started.
"""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from pathlib import Path

import nbformat
import papermill
from measuring import show
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

import heard.contracts.expectations  # noqa: F401 - imported here, so that no cell is timed for it
from heard.press.annual_pack import NOTEBOOKS
from heard.press.notebooks import run_notebook
from heard.sample import write_sample

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def main() -> None:
    """The notebooks of a year one after another, then an empty one in a kernel."""
    activities = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    rows: list[tuple[object, ...]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        params = write_sample(folder / "sample", activities=activities, responses=3_000)
        given = {"params_file": str(params), "run_dir": str(folder / "run")}
        for notebook in NOTEBOOKS:
            began = time.perf_counter()
            run = run_notebook(notebook, given, folder / "notebooks")
            rows.append(row(notebook, time.perf_counter() - began, in_cells(run)))
        rows.append(row("all of them", *(sum(float(str(each[n])) for each in rows) for n in (1, 2))))
        rows.append(row("one empty cell, in a kernel (plain papermill)", *in_a_kernel(folder)))
    columns = ("notebook", "seconds", "in its cells", "machinery", "machinery to work")
    show(f"Machinery beside work: {activities} activities", columns, rows)


def row(name: str, whole: float, work: float) -> tuple[object, ...]:
    return name, whole, work, whole - work, (whole - work) / work


def in_cells(run: NotebookNode) -> float:
    """The seconds that the cells took, as papermill notes them."""
    return sum(cell.metadata.papermill.duration or 0.0 for cell in run.cells if cell.cell_type == "code")


def in_a_kernel(folder: Path) -> tuple[float, float]:
    """A notebook with nothing to do, run by papermill as it comes: all of it is machinery."""
    path = folder / "empty.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("pass")], metadata=KERNEL), path)
    began = time.perf_counter()
    run = papermill.execute_notebook(str(path), None, progress_bar=False)
    return time.perf_counter() - began, in_cells(run)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
