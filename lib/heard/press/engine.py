"""A papermill engine that runs the cells in this process: no kernel to start, to wait for, or to leave behind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from tempfile import TemporaryDirectory
from typing import Any

from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

from heard.errors import HeardError

NAME = "heard"


class InProcess(Engine):  # type: ignore[misc]  # papermill has no types
    """Cells run by IPython's own shell, as a kernel runs them; what a kernel costs to start is what this saves."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, *_: Any, **__: Any) -> None:
        """Run the cells in order, up to one that fails; what the user can put right is raised as it is."""
        with _shell() as shell:
            for index, cell in enumerate(nb_man.nb.cells):
                if cell.cell_type != "code":
                    continue
                nb_man.cell_start(cell, index)
                failed = _run(shell, cell)
                if failed is not None:
                    nb_man.cell_exception(cell, index)
                nb_man.cell_complete(cell, index)
                if isinstance(failed, HeardError | KeyboardInterrupt):
                    raise failed
                if failed is not None:
                    return


papermill_engines.register(NAME, InProcess)


@contextmanager
def _shell() -> Iterator[InteractiveShell]:
    """A new shell, with names of its own, that writes no history."""
    main = sys.modules["__main__"]
    with TemporaryDirectory() as nowhere:
        config = Config(HistoryManager={"enabled": False}, InteractiveShell={"colors": "nocolor"})
        try:
            yield InteractiveShell(ipython_dir=nowhere, config=config)
        finally:
            sys.modules["__main__"] = main


def _run(shell: InteractiveShell, cell: NotebookNode) -> BaseException | None:
    """Run one cell, leave its outputs in it, and give back what it failed with."""
    shown: list[dict[str, Any]] = []
    shell.display_trap.hook = CapturingDisplayHook(shell, shown)
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        result = shell.run_cell(cell.source, store_history=True)
    cell.execution_count = result.execution_count
    printed = {"stdout": out.getvalue(), "stderr": err.getvalue()}
    failed: BaseException | None = result.error_before_exec or result.error_in_exec
    cell.outputs = [new_output("stream", name=name, text=text) for name, text in printed.items() if text]
    cell.outputs += [new_output("display_data", output["data"], metadata=output["metadata"]) for output in shown]
    if failed is not None:
        cell.outputs.append(new_output("error", ename=type(failed).__name__, evalue=str(failed), traceback=[]))
    return failed
