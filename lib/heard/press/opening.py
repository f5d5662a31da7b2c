"""What the first cell of a notebook calls: its parameters are looked at, and the year is opened."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from IPython.core.getipython import get_ipython
from IPython.core.interactiveshell import InteractiveShell

from heard.assess import assess_year
from heard.errors import HeardError, ParamsError, did_you_mean
from heard.params import ROOT, Params, load_annual
from heard.params.shipped import REPORTS
from heard.press.commentary import read_commentary
from heard.press.open_data import write_open_data
from heard.press.steps import assessed_year, check_year, checked_year
from heard.press.views import AssessmentView, RecordsView
from heard.show import Year

PARAMETERS = ("params_file", "run_dir")
INJECTED = "# Parameters"  # how papermill begins the cell it writes
NOTEBOOK = "the notebook's parameters"


def open_records(params_file: str, run_dir: str) -> RecordsView:
    """The year's records, checked anew and left in `run_dir`; as `open_year` otherwise."""
    return RecordsView(check_year(*_opened(params_file, run_dir)))


def open_assessment(params_file: str, run_dir: str) -> AssessmentView:
    """The year assessed, its open data left in `run_dir`; as `open_year` otherwise."""
    params, folder = _opened(params_file, run_dir)
    assessment = assessed_year(params, folder)
    write_open_data(assessment, folder)
    return AssessmentView(assessment)


def open_year(params_file: str, run_dir: str) -> Year:
    """The year as a reader sees it, from the records checked in `run_dir`: checked first where they were not.

    `params_file` is looked for where the notebook runs, then in heard's checkout; no `run_dir` is `reports/lab/` there.
    Raises ParamsError for a parameter that is unknown, or not text, and for a file that is not there.
    """
    params, folder = _opened(params_file, run_dir)
    records = checked_year(params, folder)
    return Year(params, records, assess_year(records, params), read_commentary(params, records))


def _opened(params_file: object, run_dir: object) -> tuple[Params, Path]:
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((HeardError,), _tell)
        _refuse_unknown(shell.user_ns.get("In", []))
    file, folder = _text("params_file", params_file), _text("run_dir", run_dir)
    if not file:
        raise ParamsError(NOTEBOOK, "'params_file' is empty", "Write the path of a params file")
    path = Path(file)
    if not path.exists() and (ROOT / path).exists():
        path = ROOT / path
    params = load_annual(path)
    return params, Path(folder) if folder else REPORTS / "lab" / params.name


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ParamsError(NOTEBOOK, f"{name!r} is {value!r}, not text", "Put it in quotation marks")
    return value


def _refuse_unknown(cells: list[str]) -> None:
    """Papermill only warns of a parameter that the notebook does not have, and writes it in all the same."""
    for name in _injected(cells):
        if name not in PARAMETERS:
            raise ParamsError(NOTEBOOK, f"{name!r} is not known", did_you_mean(name, PARAMETERS))


def _injected(cells: list[str]) -> Iterator[str]:
    for cell in cells:
        if cell.startswith(INJECTED):
            yield from (node.id for node in ast.walk(ast.parse(cell)) if isinstance(node, ast.Name))


def _tell(
    shell: InteractiveShell, kind: type[HeardError], error: HeardError, _: TracebackType, tb_offset: int | None = None
) -> None:
    """What a user can put right is shown as its one sentence, without a traceback."""
    del tb_offset  # IPython gives it to every such function
    shell._showtraceback(kind, error, [str(error)])
