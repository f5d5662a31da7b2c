"""Notebooks run by papermill: in this process, their parameters looked at first, and failures told in one sentence."""

from __future__ import annotations

import _thread
import atexit
import signal
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import papermill
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

from heard.errors import FaultError, HeardError, ParamsError, RunError, did_you_mean
from heard.params import Params
from heard.params.shipped import NOTEBOOKS
from heard.press.staging import kept_folder
from heard.year import Year
from heard.year.owed import Owed
from heard.year.years import Review

NAME = "heard"
LONGEST = 3_600  # seconds that a notebook may run
STOP = getattr(signal, "SIGALRM", signal.SIGINT)  # what runs in the background is often started without SIGINT


class CellError(Exception):
    """A cell that failed in a way no user can mend: what with, and the notebook as far as it got."""

    def __init__(self, notebook: NotebookNode, index: int, failed: BaseException) -> None:
        super().__init__(str(failed))
        self.notebook, self.index, self.failed = notebook, index, failed


class InProcess(Engine):  # type: ignore[misc]  # papermill has no types
    """Cells run by IPython's own shell, as a kernel runs them; what a kernel costs to start is what this saves."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, *_: Any, opened: object = None, **__: Any
    ) -> None:
        """Run the cells in order, up to one that fails: what the user can put right is raised as it is.

        `opened` is the year or the review that the run has worked out already, for the cell that would open it; or
        the params that it has read.
        """
        with _shell() as shell, _ended_after(LONGEST) as is_over:
            shell.opened = opened
            for index, cell in enumerate(nb_man.nb.cells):
                if cell.cell_type != "code":
                    continue
                nb_man.cell_start(cell, index)
                failed = _run(shell, cell)
                if failed is not None:
                    nb_man.cell_exception(cell, index)
                nb_man.cell_complete(cell, index)
                if is_over():
                    found = f"it ran longer than {LONGEST // 60} minutes"
                    raise RunError(f"the notebook, cell {index + 1}", found, "See what that cell waits for") from failed
                is_told = isinstance(failed, HeardError) and not isinstance(failed, FaultError)
                if failed is not None and (is_told or not isinstance(failed, Exception)):
                    raise failed
                if failed is not None:
                    raise CellError(nb_man.nb, index, failed)


papermill_engines.register(NAME, InProcess)


@contextmanager
def _ended_after(seconds: int) -> Iterator[Callable[[], bool]]:
    """Whatever runs in here is interrupted after so many seconds; it gives what tells whether it was.

    Only what the main thread does can be interrupted: in another thread it runs as long as it takes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    over = threading.Event()

    def end() -> None:
        over.set()
        _thread.interrupt_main(STOP)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    before = signal.signal(STOP, signal.default_int_handler)
    timer.start()
    try:
        yield over.is_set
    finally:
        timer.cancel()
        signal.signal(STOP, before)


class Displayed(DisplayPublisher):
    """What a cell displays is left in its outputs; displayed again under its id, it takes the place of what was."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)  # type: ignore[no-untyped-call]  # IPython leaves it so
        self.outputs: list[NotebookNode] = []
        self._under_id: defaultdict[str, list[NotebookNode]] = defaultdict(list)

    def publish(  # type: ignore[override]  # IPython's own takes and passes over more than anyone gives it
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Keep one output, or renew those of its id."""
        shown = self._under_id[(transient or {}).get("display_id", "")]
        if update:
            for output in shown:
                output.update(data=data, metadata=metadata or {})
            return
        shown.append(new_output("display_data", data, metadata=metadata or {}))
        self.outputs.append(shown[-1])


class Shell(InteractiveShell):
    """IPython's shell, with no one at a terminal: what a kernel would send to the notebook is kept for it."""

    told: tuple[str, ...] = ()  # the lines in which the last failure was told
    opened: object = None  # what the run has worked out already: `heard.open_year` and its like look for it here

    def init_display_pub(self) -> None:
        """What is displayed goes to the notebook."""
        self.display_pub = self.displayed = Displayed(parent=self)

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:  # noqa: ARG002 - IPython gives all three
        self.told = tuple(stb)


@contextmanager
def _shell() -> Iterator[Shell]:
    """A new shell, with names of its own, that writes no history; whoever asks for the shell meanwhile finds it.

    IPython would hold it, and all that its cells worked out, until the process ends, and only then clear it away.
    """
    main, around = sys.modules["__main__"], InteractiveShell._instance
    with TemporaryDirectory() as nowhere:
        config = Config(HistoryManager={"enabled": False}, InteractiveShell={"colors": "nocolor"})
        try:
            shell = Shell(ipython_dir=nowhere, config=config)  # type: ignore[no-untyped-call]  # IPython leaves it so
            atexit.unregister(shell.atexit_operations)
            InteractiveShell._instance = shell  # type: ignore[assignment]  # IPython says it is always None
            yield shell
        finally:
            InteractiveShell._instance = around
            sys.modules["__main__"] = main


def _run(shell: Shell, cell: NotebookNode) -> BaseException | None:
    """Run one cell, leave its outputs in it, and give back what it failed with."""
    shown: list[dict[str, Any]] = []
    shell.display_trap.hook = CapturingDisplayHook(shell, shown)
    shell.displayed.outputs = []
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        result = shell.run_cell(cell.source, store_history=True)  # type: ignore[no-untyped-call]  # as above
    cell.execution_count = result.execution_count
    printed = {"stdout": out.getvalue(), "stderr": err.getvalue()}
    failed: BaseException | None = result.error_before_exec or result.error_in_exec
    cell.outputs = [new_output("stream", name=name, text=text) for name, text in printed.items() if text]
    cell.outputs += shell.displayed.outputs
    cell.outputs += [
        new_output("display_data", output["data"], metadata=output["metadata"]) for output in shown if output["data"]
    ]  # what shows itself, as a field does, or shows nothing, leaves no output of its own
    if failed is not None:
        told = list(shell.told)
        cell.outputs.append(new_output("error", ename=type(failed).__name__, evalue=str(failed), traceback=told))
    return failed


TYPES = {"str": str}  # what a notebook may ask for: secrets, days and figures stay in the params file


def run_notebook(
    name: str, parameters: Mapping[str, object], folder: Path, *, opened: Year | Review | Owed | Params | None = None
) -> NotebookNode:
    """Run `notebooks/<name>.ipynb`, write it to `folder` with its outputs, and give it back.

    `opened` is what its first cell would open, where the run has worked it out already, or read: its params.
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
            engine_name=NAME,
            progress_bar=False,
            request_save_on_cell_execute=False,
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
    kept = kept_folder() / path.name
    nbformat.write(error.notebook, kept)
    return RunError(where, found, f"What led to it is at the end of {kept}")
