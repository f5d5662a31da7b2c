"""The desk an analyst starts at: choose the year, check its records, write its report, open what came out."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from IPython.display import DisplayHandle

from heard.english import capital, number, some
from heard.errors import HeardError, ParamsError
from heard.history.published_reports import load_year
from heard.model.records import Action, Fault, Records
from heard.page.blocks import Block, Link, Para, Some, Words, bullets, code, flow, paragraph, strong, table, words
from heard.page.output import Shown, is_at_work
from heard.params import Params
from heard.params.shipped import NOTEBOOKS, REPORTS, ROOT
from heard.sample import write_sample
from heard.year.steps import check_year

CHOSEN = "chosen-year.txt"  # in reports/lab/, so that a year is chosen once for all notebooks
NOT_LOOKED_IN = ("lib", "tests", "docs", "reports", "notebooks", "data_contracts", "strategies", "mappings")
DEEPEST = 3  # folders below that in which one works
HAS_BOTH = re.compile(r"^period:.*^records:|^records:.*^period:", re.MULTILINE | re.DOTALL)
SAMPLE_YEAR = "annual-2024-25.yaml"  # as `heard sample` names it
MOST = 10  # sentences shown at the desk; all are in the notebook of the records
RESULTS = {
    "annual-report.html": "the report, as a web page",
    "annual-report.pdf": "the report on paper, for the archive",
    "annual-report.docx": "the committee paper, in Word",
    "summary.html": "two pages for members, as a web page",
    "summary.pdf": "two pages for members, on paper",
    "consultations.html": "each consultation, to be found by a word, and every check of it",
    "workbook.xlsx": "every table of the report",
    "commitments.csv": "open data: what became of each commitment",
    "results.csv": "open data: the counts of each measure",
    "findings.csv": "open data: each thing counted, with its reason and its rows",
    "internal/set-aside.csv": "for you alone: the rows set aside, and why",
}
OPENED_HERE = (".html", ".pdf", ".csv", ".ipynb")  # JupyterLab shows these; others are downloaded
NEXT = {
    "40_explore": "Ask why of any figure, try another threshold, see what is missing",
    "10_annual_report": "Read the report part by part, as the committee will",
    "01_check_the_records": "Every sentence about the records",
    "05_map_the_records": "Say which column of an export is which of ours",
    "02_assess_the_year": "Every commitment, count and finding",
}
Publish = Callable[[Params, Path, Callable[[str], None]], Path]  # how a year is published: its params, where, the steps


def choose(path: Path) -> None:
    """Let the notebooks that name no params file be about this one."""
    kept = REPORTS / "lab" / CHOSEN
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(str(path.resolve()), encoding="utf-8", newline="\n")


def chosen() -> Path | None:
    """The params file chosen last, where it still is; else None."""
    kept = REPORTS / "lab" / CHOSEN
    path = Path(kept.read_text(encoding="utf-8")) if kept.is_file() else None
    return path if path and path.is_file() else None


def params_files() -> tuple[Path, ...]:
    """The params files of a year in heard's checkout, or in and below where one stands, in order."""
    return tuple(sorted(_params_files()))


def _params_files() -> Iterator[Path]:
    for folder, below, files in os.walk(ROOT):
        deep = len(Path(folder).relative_to(ROOT).parts)
        below[:] = [name for name in below if deep < DEEPEST and not name.startswith(".") and name not in NOT_LOOKED_IN]
        for path in (Path(folder, name) for name in files if name.endswith((".yaml", ".yml"))):
            if HAS_BOTH.search(path.read_text(encoding="utf-8", errors="replace")):
                yield path


@dataclass
class Steps:
    """What was begun, and when; the last one is under way until `ended`."""

    begun: list[tuple[str, float]] = field(default_factory=list)
    ended: float | None = None
    failed: bool = False

    def shown(self) -> Shown:
        """Each step on a line: done with its seconds, under way, or where it stopped."""
        ends = [*(start for _, start in self.begun), self.ended][1:]  # none where what was to be done never began
        return Shown(flow(bullets([self._line(*step, end) for step, end in zip(self.begun, ends, strict=True)])))

    def _line(self, step: str, start: float, end: float | None) -> Words:
        if end is None:
            return words("… ", strong(step))
        if self.failed and end == self.ended:
            return words("✗ ", step, ": stopped here")
        return words("✓ ", step, ": ", some(max(1, round(end - start)), "seconds"))


@contextmanager
def shown_steps() -> Iterator[Callable[[str], None]]:
    """Shows each step below the cell when it begins, and what became of it when the next begins or all has ended."""
    steps, place = Steps(), DisplayHandle()
    place.display(Shown(()))

    def begin(step: str) -> None:
        steps.begun.append((step, time.monotonic()))
        place.update(steps.shown())

    try:
        yield begin
    except BaseException:
        steps.failed = True
        raise
    finally:
        steps.ended = time.monotonic()
        place.update(steps.shown())


def a_year() -> Path | None:
    """The one params file of real records that can be used; None where there are several, for a person to choose.

    Where there is none it is that of the sample council, invented if need be.
    """
    real = [path for path in params_files() if _why_not(path) is None and not load_year(path).sample]
    if real:
        return real[0] if not real[1:] else None
    sample = ROOT / "sample" / SAMPLE_YEAR
    return sample if sample.is_file() else write_sample(sample.parent)


@dataclass(frozen=True)
class YearField:
    """A list of the years, from which one is chosen by keyboard or mouse; where nobody is at work, nothing."""

    paths: Sequence[Path]
    chosen: Path | None

    def _ipython_display_(self) -> None:
        if not is_at_work():
            return
        import ipywidgets
        from IPython.display import display

        options = [("Choose a year", ""), *((_short(path), str(path)) for path in self.paths)]
        listed = [value for _, value in options]
        value = str(self.chosen) if str(self.chosen) in listed else ""
        field = ipywidgets.Dropdown(options=options, value=value, description="Year", layout={"width": "44em"})
        said = ipywidgets.HTML()

        def take(change: Mapping[str, Any]) -> None:
            if change["new"]:
                choose(Path(change["new"]))
                said.value = "Chosen. Now run all cells again: <em>Run, Run All Cells</em>."

        field.observe(take, names="value")
        display(ipywidgets.VBox([field, said]))


def _short(path: Path) -> str:
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


@dataclass(frozen=True)
class Desk:
    """One year, where its checked records are left (`run_dir`), where its report goes (`out`), and who publishes it."""

    params: Params | None
    run_dir: Path
    out: Path
    publish: Publish

    def __repr__(self) -> str:
        """Which year is on it, in one line."""
        return f"The desk: {self.params.path.name if self.params else 'no year is chosen'}"

    def years(self) -> Shown:
        """The years there are, the chosen one marked, what keeps another from being used, and where it is written."""
        chosen = self.params.path.resolve() if self.params else None
        paths = dict.fromkeys((*params_files(), *([chosen] if chosen else [])))
        rows = [_year(path, path == chosen) for path in paths]
        listed = table("The years that can be chosen", ("Params file", "Council", "Year", ""), rows)
        return Shown(flow(listed, self._place()))

    def choose(self) -> YearField:
        """A field in which another year is chosen; the cells are then run again."""
        paths = [path for path in params_files() if _why_not(path) is None]
        return YearField(paths, self.params.path.resolve() if self.params else None)

    def _place(self) -> Para | None:
        """Where the report will be written, and what stands there."""
        if self.params is None:
            return paragraph("No year is chosen: choose one in the field, and run all cells.")
        place = self.out / self.params.name
        stands = "in place of the one that is there" if place.is_dir() else "where nothing stands yet"
        written = words("The report of the chosen year will be written to ", code(str(place)), f", {stands}.")
        return paragraph(written)

    @property
    def _chosen(self) -> Params:
        if self.params is None:
            raise ParamsError("the desk", "no year is chosen", "Choose one in the field above, and run all cells")
        return self.params

    def check(self) -> Shown:
        """Hold the records to their contracts: what was read, and the first sentences about it."""
        params = self._chosen
        with shown_steps() as begin:
            begin("Reading and checking the records")
            records = check_year(params, self.run_dir)
        return Shown(flow(paragraph(strong(_counts(records))), _sentences(records)))

    def report(self) -> Shown:
        """Check, assess, write the report and publish it; what was published before stands until all of it is made."""
        params = self._chosen
        with shown_steps() as begin:
            published = self.publish(params, self.out, begin)
        return Shown(flow(paragraph(strong("Published:"), code(str(published)))))

    def results(self) -> Shown:
        """What was published, to be opened from here."""
        report = self.out / self._chosen.name
        files = [(report / name, what) for name, what in RESULTS.items() if (report / name).is_file()]
        if not files:
            return Shown(flow(paragraph("There is no report of this year yet: run the step before this one.")))
        return Shown(flow(bullets([(_link(path), ": ", what) for path, what in files])))

    def next(self) -> Shown:
        """The notebooks that go on from here, for the same year."""
        here = Path.cwd()  # the folder of the notebook that runs
        folder = here if all((here / f"{name}.ipynb").is_file() for name in NEXT) else NOTEBOOKS
        notebooks = [(folder / f"{name}.ipynb", what) for name, what in NEXT.items()]
        return Shown(flow(bullets([(_link(path), ": ", what) for path, what in notebooks])))


def _year(path: Path, is_chosen: bool) -> tuple[Some, ...]:
    name = _short(path)
    why_not = _why_not(path)
    if why_not is not None:
        return code(name), "", "", why_not
    params = load_year(path)
    sample = "Sample council: invented records" if params.sample else ""
    return code(name), params.council, params.period.name, "chosen" if is_chosen else sample


def _why_not(path: Path) -> str | None:
    """Why a params file cannot be used, in its one sentence; None where it can."""
    try:
        load_year(path)
    except HeardError as error:
        return f"{error.found}. {error.do}."
    return None


def _counts(records: Records) -> str:
    rows = sum(checked.n_rows for checked in records.tables.values())
    done = Counter(fault.action for fault in records.faults)
    read = f"Read {some(rows, 'rows')} of {some(len(records.tables), 'tables')}."
    if not records.to_look_at:
        return f"{read} Nothing was found that needs a look."
    aside, others = some(done[Action.SET_ASIDE], "faults"), some(done[Action.WARN], "others")
    return f"{read} {capital(aside)} set a row aside; {others} to look at."


def _sentences(records: Records) -> Iterator[Block | None]:
    """The sentences about rows that were set aside, then the others, as far as there is room."""
    faults = sorted(records.to_look_at, key=_seriousness)
    yield bullets([_marked(fault.sentence) for fault in faults[:MOST]])
    if len(faults) > MOST:
        yield paragraph(f"{number(len(faults) - MOST)} more are in 01_check_the_records.ipynb.")


def _marked(sentence: str) -> Words:
    """A sentence with the names that stand in `ticks` set as names."""
    return words(*(code(part) if at % 2 else part for at, part in enumerate(sentence.split("`"))))


def _seriousness(fault: Fault) -> bool:
    return fault.action is Action.WARN


def _link(path: Path) -> Link:
    """A link that leads from the notebook that runs to a file: shown in JupyterLab where it can be, else downloaded."""
    try:
        address = Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on another drive
        address = path.resolve().as_uri()
    return Link(address, (path.name,), "" if path.suffix in OPENED_HERE else path.name)
