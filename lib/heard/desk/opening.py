"""What the first cell of a notebook calls: its parameters are looked at, and the year is opened."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from IPython.core.getipython import get_ipython

from heard.desk.opened_year import OpenedYear
from heard.desk.top import complete_figures, say_errors_in_sentences, stand_at_the_top
from heard.desk.views import AssessmentView, RecordsView
from heard.desk.welcome import Desk, Publish, a_year, choose, chosen
from heard.errors import ParamsError, did_you_mean
from heard.history.published_reports import load_year, published_in
from heard.history.published_site import SITE, load_site
from heard.history.shown_before_files import told_under
from heard.model.assessment import Assessment
from heard.params import ROOT, Params
from heard.params.annual import as_on
from heard.params.files_read import load_frozen, write_frozen
from heard.params.review_params import ReviewParams, load_review
from heard.params.shipped import NOTEBOOKS, OPENED_NOTEBOOKS, REPORTS
from heard.show.owed_page import OwedPage
from heard.show.profile.quality import Profile
from heard.show.review.pack import ReviewPack
from heard.show.site.site_pages import SitePages
from heard.sources.checked import thaw
from heard.year import Year
from heard.year.owed import Owed, owed_on, refuse_before_the_period
from heard.year.public import PublicRegister
from heard.year.steps import assessed_review, assessed_year, check_year, checked_year, year_read_on
from heard.year.years import Review

INJECTED = "# Parameters"  # how papermill begins the cell it writes
FIRST = "params_file"  # the parameter that every notebook has
NOTEBOOK = "the notebook's parameters"
WELCOME = "00_start_here.ipynb"

Opened = TypeVar("Opened", Year, Review, Owed, Params)


def open_desk(params_file: str, run_dir: str, publish: Publish) -> Desk:
    """As `heard.open_desk`, which gives what publishes a year."""
    if params_file == "" and (year := chosen() or a_year()) is None:
        return Desk(None, REPORTS / "lab", REPORTS, publish)
    params, folder = _opened(params_file or str(year), run_dir)
    if not run_dir:  # else nothing is left anywhere but there
        choose(params.path)
    return Desk(params, folder, Path(_from_home(run_dir)) if run_dir else REPORTS, publish)


def open_records(params_file: str, run_dir: str) -> RecordsView:
    """As `heard.open_records`."""
    params, folder = _opened(params_file, run_dir)
    is_checked = _of_the_run(Params, params.path) is not None
    return RecordsView(checked_year(params, folder) if is_checked else check_year(params, folder))


def open_assessment(params_file: str, run_dir: str, write: Callable[[Assessment, Path], None]) -> AssessmentView:
    """As `heard.open_assessment`, which gives what writes the open data."""
    params, folder = _opened(params_file, run_dir)
    year = _of_the_run(Year, params.path) or assessed_year(params, folder)
    write(year.assessment, folder)
    return AssessmentView(year.assessment)


def open_year(params_file: str, run_dir: str) -> OpenedYear:
    """As `heard.open_year`."""
    params, folder = _opened(params_file, run_dir)
    return OpenedYear(_of_the_run(Year, params.path) or assessed_year(params, folder))


def open_params(params_file: str, run_dir: str) -> Params:
    """The params file of a notebook that changes what the records are read by, and so checks nothing itself."""
    file, _ = _given(params_file, run_dir)
    path = _found(Path(file) if file else chosen())
    params = _of_the_run(Params, path) or load_year(path)
    shell = get_ipython()
    if shell is not None:
        stand_at_the_top(shell, params)
    return params


def open_review(params_file: str, run_dir: str) -> ReviewPack:
    """As `heard.open_review`."""
    file, folder = _given(params_file, run_dir)
    if not file:
        raise ParamsError(NOTEBOOK, "'params_file' is empty", "Write the path of the params file of a review")
    if handed_on := _of_the_run(Review, Path(file)):
        return ReviewPack(handed_on)
    params = load_review(_found(Path(file)))
    place = Path(folder) if folder else _lab(params)
    return ReviewPack(assessed_review(params, place, published_in(place)))


def open_profile(params_file: str, run_dir: str, activity_id: str) -> Profile:
    """As `heard.open_profile`."""
    params, folder = _opened(params_file, run_dir)
    return Profile(_of_the_run(Year, params.path) or assessed_year(params, folder), _text("activity_id", activity_id))


def open_site(params_file: str, run_dir: str, on: str) -> SitePages:
    """As `heard.open_site`."""
    params, folder = _opened(params_file, run_dir)
    today = as_on(params, _text("on", on))
    told, _ = told_under(today.name, REPORTS)
    return SitePages(PublicRegister(today, checked_year(today, folder), load_site(REPORTS / SITE), told))


def open_owed(params_file: str, run_dir: str, on: str, service: str) -> OwedPage:
    """As `heard.open_owed`."""
    params, folder = _opened(params_file, run_dir)
    if handed_on := _of_the_run(Owed, params.path):
        return OwedPage(handed_on)
    today = as_on(params, _text("on", on)).as_at
    refuse_before_the_period(params, today)
    return OwedPage(owed_on(year_read_on(params, today, folder), today, _text("service", service)))


def _given(params_file: object, run_dir: object) -> tuple[str, str]:
    shell = get_ipython()
    if shell is not None:
        say_errors_in_sentences(shell)
        _refuse_unknown(shell.user_ns.get("In", []))
    return _text(FIRST, params_file), _from_home(_text("run_dir", run_dir))


def _from_home(run_dir: str) -> str:
    """A run folder as it is seen from heard's checkout, or from where `heard lab` was called: never from notebooks/."""
    is_relative = bool(run_dir) and not Path(run_dir).is_absolute()
    is_at_work = Path.cwd() in (OPENED_NOTEBOOKS, NOTEBOOKS)
    return str(ROOT / run_dir) if is_relative and is_at_work else run_dir


def _opened(params_file: object, run_dir: object) -> tuple[Params, Path]:
    file, folder = _given(params_file, run_dir)
    shell, opened = get_ipython(), _of_the_run(Year, Path(file)) or _of_the_run(Owed, Path(file))
    params = opened.params if opened else _of_the_run(Params, Path(file))
    is_anew = False
    if params is None:
        params = load_year(_found(Path(file) if file else chosen()))
        is_anew = _frozen_anew(params, Path(folder) if folder else _lab(params))
    if shell is not None:
        stand_at_the_top(shell, params, is_anew=is_anew)
        complete_figures(shell)
    return params, Path(folder) if folder else _lab(params)


def _lab(params: Params | ReviewParams) -> Path:
    """Where a notebook that is opened by itself leaves what it makes."""
    return REPORTS / "lab" / params.name


def _of_the_run(kind: type[Opened], path: Path) -> Opened | None:
    """What the run that shows this notebook has read, or made, of this params file; None where it runs by itself."""
    opened = getattr(get_ipython(), "opened", None)
    if not isinstance(opened, kind):
        return None
    params = opened if isinstance(opened, Params) else opened.params
    return opened if params.path == path else None


def _frozen_anew(params: Params, run_dir: Path) -> bool:
    """Freeze what was read, and give back whether it is other than an earlier notebook read for this folder.

    What was checked then is checked again.
    """
    before = load_frozen(run_dir)
    if before == params.read:
        return False
    thaw(run_dir)
    write_frozen(params.path, params.read, run_dir)
    return before is not None and before.has(params.path)


def _found(path: Path | None) -> Path:
    if path is None:
        do = f"Write the path of a params file, or choose a year in {WELCOME}"
        raise ParamsError(NOTEBOOK, "'params_file' is empty, and no year was chosen", do)
    return path if path.exists() or not (ROOT / path).exists() else ROOT / path


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ParamsError(NOTEBOOK, f"{name!r} is {value!r}, not text", "Put it in quotation marks")
    return value


def _refuse_unknown(cells: Sequence[str]) -> None:
    """Papermill only warns of a parameter that the notebook does not have, and writes it in all the same.

    Of all cells that ran, only the one that declares the parameters counts, and papermill's: the others are whoever's.
    """
    known: tuple[str, ...] = ()
    for cell in cells:
        if cell.startswith(INJECTED):
            for name in _names(cell, ast.Assign):
                if name not in known:
                    raise ParamsError(NOTEBOOK, f"{name!r} is not known", did_you_mean(name, known))
        elif FIRST in (declared := _names(cell, ast.AnnAssign)):
            known = declared


def _names(cell: str, kind: type[ast.Assign] | type[ast.AnnAssign]) -> tuple[str, ...]:
    """What a cell gives a value by one kind of assignment; nothing where it is no Python, or not yet."""
    try:
        statements = [node for node in ast.parse(cell).body if isinstance(node, kind)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # as of a cell with a null in it, or one too deep
        return ()
    targets = (target for node in statements for target in getattr(node, "targets", [getattr(node, "target", None)]))
    return tuple(target.id for target in targets if isinstance(target, ast.Name))
