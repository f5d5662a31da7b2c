"""A page for every activity that closed in the year, for its service, and an index; the work may be shared out."""

from __future__ import annotations

import multiprocessing
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from heard.english import some
from heard.errors import RunError
from heard.history.published_reports import load_year
from heard.history.published_site import told_by_site
from heard.history.shown_before_files import keep_told, profiles_of, told_under
from heard.model.people import People
from heard.model.shown_before import ShownBefore
from heard.params import Params
from heard.params.files_read import load_frozen, reading, write_frozen
from heard.press.beside import deaf_when_started
from heard.press.cluster import on_cluster
from heard.press.composing import Page, compose
from heard.press.disclosure import write_disclosure
from heard.press.html import page_of, web_page
from heard.press.lines import LineOfPage, lines_of
from heard.press.manifest import write_manifest
from heard.press.notebooks import run_notebook
from heard.press.numbers_printed import write_numbers_printed
from heard.press.pdf import paper
from heard.press.place import refuse_another_councils
from heard.press.publish import publishing
from heard.press.verify import seal
from heard.show.profile.index import ProfileIndex
from heard.sources.checked import freeze
from heard.year import Year
from heard.year.steps import assessed_year

Share = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


@contextmanager
def sharing(workers: int = 1, cluster: str = "") -> Iterator[Share]:
    """A `map` that calls a function for each task, somewhere, and gives back what it gave, in order.

    Raises RunError for a cluster that cannot be used, and where a process was ended from outside.
    """
    if not cluster and workers == 1:
        yield map
        return
    with _executor(workers, cluster) as executor:

        def share(work: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
            with deaf_when_started():
                return executor.map(work, tasks)

        try:
            yield share
        except BrokenProcessPool as error:
            found = "one of the processes was ended from outside"
            raise RunError("the workers", found, "Use fewer with --workers, as each needs memory") from error
        except BaseException:  # what is being made is let end, and nothing else is begun
            if not cluster:
                executor.shutdown(cancel_futures=True)
            raise


def _executor(workers: int, cluster: str) -> AbstractContextManager[Executor]:
    if cluster:
        return on_cluster(cluster)
    # spawn, as on Windows: a process forked from one that has threads may never end
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


NOTEBOOK = "30_activity_profile"
INDEX = "index.html"
LONGEST = 60  # letters of a file's name: a folder deep in a shared drive has little room
AT_ONCE = 10  # profiles that a process makes of one opening of the year
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
ONE_AT_A_TIME = Lock()  # a notebook run in this process has its standard output and its main module to itself


@dataclass(frozen=True)
class Task:
    """Some profiles to be made, in whatever process: where their year is, and a name for the files of each activity."""

    params_file: str
    run_dir: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Pages:
    """One profile made: as a web page and on paper, and the lines in which its numbers stand."""

    name: str
    html: str
    pdf: bytes
    lines: tuple[LineOfPage, ...]


def publish_profiles(
    params: Params, out: Path, progress: Callable[[str], None], *, workers: int = 1, cluster: str = ""
) -> Path:
    """Publish the profiles in `out/profiles-<year>/`, and give back that folder; `progress` is told each step.

    They are made by so many processes of this machine, or by those of a Dask `cluster` that see the same folders.
    Raises the HeardError of the step that refused; what was published before then stands as it was.
    """
    started = datetime.now(UTC)
    place = place_of_profiles(params, out)
    refuse_another_councils(params.council, place)
    with publishing(place, shared=bool(cluster)) as folder:
        run_dir = folder / ".run"
        write_frozen(params.path, params.read, run_dir)
        before, unknown = told_under(params.name, out)
        before = before.and_then(told_by_site(out, params.period))
        for sentence in unknown:
            progress(sentence)
        keep_told(before, run_dir)
        progress("Checking the records")
        year = assessed_year(params, run_dir)
        freeze(run_dir)
        names = file_names(str(id) for id in year.closed["activity_id"])
        progress(f"Writing {some(len(names), 'profiles')}")
        place_of_year = str(params.path.resolve()), str(run_dir.resolve())
        tasks = [Task(*place_of_year, several) for several in _batches(list(names.items()))]
        index = _index(year, names)
        lines = {INDEX: tuple(lines_of(index))}
        with sharing(workers, cluster) as share:
            for pages in (pages for several in share(make_pages, tasks) for pages in several):
                _write(pages, folder)
                lines[f"{pages.name}.html"] = pages.lines
        progress("Publishing")
        (folder / INDEX).write_text(web_page(index), encoding="utf-8", newline="\n")
        write_numbers_printed(lines, folder)
        write_disclosure(_answers_alone(year.assessment.people, before), params, folder)
        shutil.rmtree(run_dir)
        write_manifest(params, year.records, folder, started)
        seal(folder)
    return place


def _answers_alone(people: People, before: ShownBefore) -> People:
    """What the profiles tell of people, which is what they understood; of the rest, what was told before."""
    told = replace(before, understood=people.told.understood)
    return People(understood=people.understood, told=told)


def place_of_profiles(params: Params, out: Path) -> Path:
    """`profiles-2024-25` of `annual-2024-25.yaml`."""
    return out / profiles_of(params.name)


def _batches(names: Sequence[tuple[str, str]]) -> Iterator[Mapping[str, str]]:
    """The activities and the names of their files, a few at a time."""
    for start in range(0, len(names), AT_ONCE):
        yield dict(names[start : start + AT_ONCE])


def make_pages(task: Task) -> list[Pages]:
    """Open the year, run the notebook of each activity on it, and make its pages."""
    with ONE_AT_A_TIME:
        with reading(load_frozen(Path(task.run_dir))):
            params = load_year(Path(task.params_file))
        year = assessed_year(params, Path(task.run_dir))
        return [_pages(task, year, activity_id) for activity_id in task.names]


def _pages(task: Task, year: Year, activity_id: str) -> Pages:
    name = task.names[activity_id]
    given = {"params_file": task.params_file, "run_dir": task.run_dir, "activity_id": activity_id}
    page = page_of(run_notebook(NOTEBOOK, given, Path(task.run_dir) / "notebooks" / name, opened=year))
    return Pages(name, web_page(page), paper(page), tuple(lines_of(page)))


def file_names(ids: Iterable[str]) -> Mapping[str, str]:
    """A name for the files of each activity, without ending, that every system takes, and no two alike in any case.

    It begins `activity-`, so that no id makes a name that Windows keeps for itself.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id in ids:
        stem = f"activity-{UNSAFE.sub('-', id)}"[:LONGEST].rstrip("-.")
        name = next(name for name in _numbered(stem) if name.casefold() not in taken)
        taken.add(name.casefold())
        names[id] = name
    return names


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _write(pages: Pages, folder: Path) -> None:
    (folder / f"{pages.name}.html").write_text(pages.html, encoding="utf-8", newline="\n")
    (folder / f"{pages.name}.pdf").write_bytes(pages.pdf)


def _index(year: Year, names: Mapping[str, str]) -> Page:
    """The index is a page as the others are, though no notebook tells it."""
    index = ProfileIndex(year, names)
    return compose(part.blocks for part in (index.cover(), index.services()))
