"""`heard batch`: the reports of many councils, each made as `heard annual` makes it, in a process of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from heard.english import some
from heard.errors import HeardError, ParamsError
from heard.history.published_reports import load_year
from heard.press.cluster import on_cluster
from heard.press.open_data import write_csv

TABLE = "batch.csv"
COLUMNS = ("council", "params", "exit", "sentence", "seconds", "report")
HEARD = (sys.executable, "-c", "from heard.cli import main; main()")
NOT_IN_AN_ADDRESS = re.compile(r"[^\w]+")
COULD_NOT_RUN = 3


@dataclass(frozen=True)
class RunEnded:
    """What became of one council: the exit code of its run, the sentence it ended with, and where its report is."""

    council: str
    params: str
    exit: int
    sentence: str
    seconds: float
    report: str

    @property
    def row(self) -> tuple[str, ...]:
        """Its line of the table."""
        return self.council, self.params, str(self.exit), self.sentence, f"{self.seconds:.1f}", self.report


@dataclass(frozen=True)
class Task:
    """One report to be made: of which council, from which params file, in which folder its own is to stand.

    `command` is heard as a process is started with it.
    """

    council: str
    params: str
    out: str
    report: str
    command: tuple[str, ...]


def publish_batch(
    councils: Sequence[Path], out: Path, progress: Callable[[str], None], *, workers: int = 1, cluster: str = ""
) -> tuple[RunEnded, ...]:
    """Publish the report of each params file in `out/<council>/<name of the file>/`, and `batch.csv` beside them.

    A council that is refused stops no other. What stands whole, from the same inputs, is not made again. So many
    `workers` of this machine share the work, or those of a Dask `cluster` that see the same folders. ParamsError where
    two reports would stand in one folder, RunError for a cluster that cannot be used.
    """
    tasks, refused = _tasks(councils, out)
    made: dict[str, RunEnded] = {each.params: each for each in refused}
    order = [str(path) for path in councils]
    out.mkdir(parents=True, exist_ok=True)
    with _sharing(workers, cluster, progress) as executor:
        running = [executor.submit(make_report, task) for task in tasks]
        try:
            for n, done in enumerate(as_completed(running), 1):
                one = done.result()
                made[one.params] = one
                progress(f"{n:,} of {some(len(tasks), 'reports')}: {one.council}: {one.sentence}")
                _write(out, [made[params] for params in order if params in made])
        except BaseException:  # those that are being made are let end, and no other is begun
            for each in running:
                each.cancel()
            raise
    _write(out, [made[params] for params in order])
    return tuple(made[params] for params in order)


def _tasks(councils: Sequence[Path], out: Path) -> tuple[list[Task], list[RunEnded]]:
    """The reports to make, and those whose params file is refused. ParamsError where two have one folder."""
    tasks: list[Task] = []
    refused: list[RunEnded] = []
    of_folder: dict[Path, Path] = {}
    for path in councils:
        try:
            year = load_year(path)
        except HeardError as error:
            refused.append(RunEnded("", str(path), error.exit_code, str(error), 0.0, ""))
            continue
        folder = out / address(year.council)
        place = folder / year.name
        if place in of_folder:
            found = f"would stand in {place}, as that of {of_folder[place]} does"
            raise ParamsError(path, found, "Give one of the two councils or files another name")
        of_folder[place] = path
        tasks.append(Task(year.council, str(path), str(folder.absolute()), str(place), HEARD))
    return tasks, refused


def address(council: str) -> str:
    """A council's name as the name of a folder: `fenshire-county-council`."""
    return NOT_IN_AN_ADDRESS.sub("-", council.casefold()).strip("-_") or "council"


def make_report(task: Task) -> RunEnded:
    """Make one report in a process of its own, and say how that ended."""
    began = time.monotonic()
    command = (*task.command, "annual", str(Path(task.params).absolute()), "--out", task.out, "--workers", "1")
    ended = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", errors="replace")
    code, sentence = ended.returncode, _sentence(ended)
    if code < 0:
        code, sentence = COULD_NOT_RUN, f"{task.params}: its process was ended from outside ({_signal(-code)})."
    report = task.report if code == 0 else ""
    return RunEnded(task.council, task.params, code, sentence, time.monotonic() - began, report)


def _sentence(ended: subprocess.CompletedProcess[str]) -> str:
    """The last line that the command said."""
    said = (ended.stdout if ended.returncode == 0 else ended.stderr).strip().splitlines()
    return said[-1] if said else f"heard annual ended with {ended.returncode} and said nothing."


def _signal(number: int) -> str:
    return signal.Signals(number).name if number in {each.value for each in signal.Signals} else f"signal {number}"


@contextmanager
def _sharing(workers: int, cluster: str, progress: Callable[[str], None]) -> Iterator[Executor]:
    """What runs the tasks: threads, each waiting for its process, or a cluster."""
    if not cluster:
        with ThreadPoolExecutor(workers) as threads:
            yield threads
        return
    with on_cluster(cluster, progress) as executor:
        yield executor


def _write(out: Path, made: Sequence[RunEnded]) -> None:
    """The table of what became of each, complete whenever it is looked at."""
    new = out / f".{TABLE}.new"
    write_csv(new, COLUMNS, [each.row for each in made])
    new.replace(out / TABLE)
