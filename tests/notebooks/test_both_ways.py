"""Each notebook top to bottom, in a kernel as JupyterLab runs it and in our own engine: both show the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import papermill
import pytest
from jupyter_client import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from heard.params.shipped import NOTEBOOKS
from heard.press.notebooks import run_notebook

ACTIVITIES = """
    activity_id,title,opened_on,closed_on,level
    A1,Library hours,2024-05-01,2024-08-01,consult
    A2,Bus fares,2024-09-01,2024-09-20,consult
    """
FEEDBACK = """
    activity_id,published_on
    A1,2024-09-01
    """
OF_A_REVIEW = "20_strategy_review"  # which needs the reports of years: tested with it
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb") if path.stem != OF_A_REVIEW)
SECONDS = re.compile(r"\d+ seconds?")
FIELD = "desk.choose()"  # which shows nothing where nobody is at work
KERNEL = "python3"
FIRST, OTHER = "first-run", "other-run"


@pytest.fixture(scope="module")
def kernel() -> Iterator[AsyncKernelManager]:
    """One kernel for all, as one takes five seconds to import what heard stands on; the first notebook starts it."""
    kernel = AsyncKernelManager(kernel_name=KERNEL)
    yield kernel
    run_sync(kernel.shutdown_kernel)(now=True)


def forget(kernel: AsyncKernelManager, folder: Path) -> None:
    """A kernel that has run a notebook knows no name of it, and stands in another folder."""
    if kernel.has_kernel:
        cell = new_code_cell(f"%reset -f\n%cd -q {folder}\nassert 'params_file' not in dir()")
        NotebookClient(new_notebook(cells=[cell]), km=kernel, kernel_name=KERNEL).execute()


@pytest.mark.usefixtures("keeps_what_is_checked")
@pytest.mark.parametrize("name", NAMES)
def test_a_kernel_and_our_engine_show_the_same(
    name: str, make_council: Callable[..., Path], tmp_path: Path, kernel: AsyncKernelManager
) -> None:
    council = make_council(activities=ACTIVITIES, feedback=FEEDBACK)
    given = {"params_file": str(council)}
    given |= {"activity_id": "A1"} if name.startswith("30_") else {}
    ours = run_notebook(name, given | {"run_dir": str(tmp_path / FIRST)}, tmp_path / "ours")
    path = NOTEBOOKS / f"{name}.ipynb"
    given |= {"run_dir": str(tmp_path / OTHER)}
    forget(kernel, tmp_path)
    theirs = papermill.execute_notebook(str(path), None, given, progress_bar=False, cwd=str(tmp_path), km=kernel)
    assert list(shown(ours)) == list(shown(theirs))
    told = [cell for cell in theirs.cells[3:] if cell.cell_type == "code" and cell.source != FIELD]
    assert told and all(cell.outputs for cell in told)


def shown(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """What each cell shows, apart from how long it took, where the notebook stood, and where it left what it made."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            html = output.get("data", {}).get("text/html", output.get("text", "")).replace(FIRST, OTHER)
            yield cell.source, re.sub(r'href="[^"]*"', "", SECONDS.sub("", html))
