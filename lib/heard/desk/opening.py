"""What the first cell of a notebook calls: its parameters are looked at, and the year is opened."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from IPython.core.getipython import get_ipython

from heard.desk.choosing import choose, chosen
from heard.desk.desk import Desk, a_year
from heard.desk.top import say_errors_in_sentences, stand_at_the_top
from heard.desk.views import AssessmentView, RecordsView
from heard.desk.year_view import YearView
from heard.errors import ParamsError, did_you_mean
from heard.params import ROOT, Params, load_annual
from heard.params.review_params import ReviewParams, load_review
from heard.params.shipped import REPORTS
from heard.press.open_data import write_open_data
from heard.show.profile.profile import Profile
from heard.show.review.pack import ReviewPack
from heard.year import Year
from heard.year.review import Review
from heard.year.review_years import assessed_review, published_in
from heard.year.steps import assessed_year, check_year, told_year

INJECTED = "# Parameters"  # how papermill begins the cell it writes
NOTEBOOK = "the notebook's parameters"
WELCOME = "00_start_here.ipynb"

Opened = TypeVar("Opened", Year, Review)


def open_desk(params_file: str, run_dir: str) -> Desk:
    """The desk of `00_start_here`: a year to choose, check, report on and read; as `open_year` otherwise.

    The year is kept in mind for the notebooks that name none, unless there is a `run_dir`. Where `params_file` is
    empty it is the one chosen last, else the first of real records, else that of the sample council, invented if need
    be. No `run_dir`: heard's reports/.
    """
    if params_file == "":
        params_file = str(chosen() or a_year())
    params, folder = _opened(params_file, run_dir)
    if not run_dir:  # else nothing is left anywhere but there
        choose(params.path)
    return Desk(params, folder, Path(run_dir) if run_dir else REPORTS)


def open_records(params_file: str, run_dir: str) -> RecordsView:
    """The year's records, checked anew and left in `run_dir`; as `open_year` otherwise."""
    return RecordsView(check_year(*_opened(params_file, run_dir)))


def open_assessment(params_file: str, run_dir: str) -> AssessmentView:
    """The year assessed, its open data left in `run_dir`; as `open_year` otherwise."""
    params, folder = _opened(params_file, run_dir)
    year = _of_the_run(Year, params) or assessed_year(params, folder)
    write_open_data(year.assessment, folder)
    return AssessmentView(year.assessment)


def open_year(params_file: str, run_dir: str) -> YearView:
    """The year as a reader sees it, to be asked why, from the records in `run_dir`: checked first where they were not.

    `params_file` is looked for where the notebook runs, then in heard's checkout or where `heard lab` was called;
    empty, it is the one chosen in `00_start_here`. No `run_dir` is `reports/lab/` there.
    Raises ParamsError for a parameter that is unknown, or not text, and for a file that is not there.
    """
    params, folder = _opened(params_file, run_dir)
    return YearView(_of_the_run(Year, params) or assessed_year(params, folder))


def open_review(params_file: str, run_dir: str) -> ReviewPack:
    """The three-yearly review as a reader sees it, its years judged anew; as `open_year` otherwise, and none is chosen.

    What was published of each year is read from the run folder, where a run has kept it, else from heard's reports/.
    """
    file, folder = _given(params_file, run_dir)
    if not file:
        raise ParamsError(NOTEBOOK, "'params_file' is empty", "Write the path of the params file of a review")
    params = load_review(_found(Path(file)))
    place = Path(folder) if folder else REPORTS / "lab" / params.name
    return ReviewPack(_of_the_run(Review, params) or assessed_review(params, place, published_in(place)))


def _given(params_file: object, run_dir: object) -> tuple[str, str]:
    shell = get_ipython()
    if shell is not None:
        say_errors_in_sentences(shell)
        _refuse_unknown(shell.user_ns.get("In", []))
    return _text("params_file", params_file), _text("run_dir", run_dir)


def open_profile(params_file: str, run_dir: str, activity_id: str) -> Profile:
    """One closed activity of the year, for the service that ran it; otherwise as `open_year`."""
    return Profile(told_year(*_opened(params_file, run_dir)), _text("activity_id", activity_id))


def _opened(params_file: object, run_dir: object) -> tuple[Params, Path]:
    file, folder = _given(params_file, run_dir)
    shell = get_ipython()
    params = load_annual(_found(Path(file) if file else chosen()))
    if shell is not None:
        stand_at_the_top(shell, params)
    return params, Path(folder) if folder else REPORTS / "lab" / params.name


def _of_the_run(kind: type[Opened], params: Params | ReviewParams) -> Opened | None:
    """What the run that shows this notebook has worked out already; None where the notebook runs by itself."""
    opened = getattr(get_ipython(), "opened", None)
    return opened if isinstance(opened, kind) and opened.params == params else None


def _found(path: Path | None) -> Path:
    if path is None:
        do = f"Write the path of a params file, or choose a year in {WELCOME}"
        raise ParamsError(NOTEBOOK, "'params_file' is empty, and no year was chosen", do)
    return path if path.exists() or not (ROOT / path).exists() else ROOT / path


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ParamsError(NOTEBOOK, f"{name!r} is {value!r}, not text", "Put it in quotation marks")
    return value


def _refuse_unknown(cells: list[str]) -> None:
    """Papermill only warns of a parameter that the notebook does not have, and writes it in all the same."""
    known: list[str] = []
    for cell in cells:
        for name in _names(cell):
            if cell.startswith(INJECTED) and name not in known:
                raise ParamsError(NOTEBOOK, f"{name!r} is not known", did_you_mean(name, known))
            known.append(name)


def _names(cell: str) -> Iterator[str]:
    """What a cell gives a value."""
    for node in ast.walk(ast.parse(cell)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
