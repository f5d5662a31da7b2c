"""The speed of heard beside stated baselines of the same run: `make bench`, and `make bench-large` for what takes long.

Each line is a process of its own, the imports included, with nothing kept of an earlier check unless it says so. The
table goes to the terminal and, with the machine and the day, into `docs/pages/reference/speed.md`.

    python tests/benchmarks/bench.py [--large]
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from measuring import Cost, in_a_process, show
from responses import COUNTS, DUCKDB, HEARD, MOST_FOR_PANDAS, PANDAS, checked_again, write_council

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "pages" / "reference" / "speed.md"
PLAIN = "96db492"  # the commit whose notebooks, run by plain papermill, heard is held against
FOUR = ("01_check_the_records", "02_assess_the_year", "10_annual_report", "11_summary_for_members")
PROFILE, SOME = "30_activity_profile", 3  # so many kernels are run, and the rest taken to be as quick
COMMAND = "import sys; from heard.cli import main; sys.argv = {words!r}\ntry: main()\nexcept SystemExit: pass"
COLUMNS = ("work", "baseline", "baseline, s", "heard, s", "ratio", "heard, peak MB")


@dataclass(frozen=True)
class Line:
    """One line of the table: seconds on the clock of heard, and of a baseline where there is one."""

    work: str
    heard: Cost
    baseline: str = "–"
    base: float | None = None
    quicker: bool = False  # the ratio says how many times as quick, not how many times as long

    @property
    def cells(self) -> tuple[str, ...]:
        """As they are printed."""
        if self.base is None:
            ratio, base = "–", "–"
        else:
            times = self.base / self.heard.clock if self.quicker else self.heard.clock / self.base
            ratio, base = f"{times:.1f}× {'faster' if self.quicker else 'as long'}", f"{self.base:.1f}"
        return self.work, self.baseline, base, f"{self.heard.clock:.1f}", ratio, f"{self.heard.megabytes:,.0f}"


def main() -> None:
    """Every line in turn, then the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    name = "large" if parser.parse_args().large else "all"
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for line in large(Path(folder)) if name == "large" else small(Path(folder)):
            sys.stderr.write(f"{' | '.join(line.cells)}\n")
            lines.append(line)
    show("Speed", COLUMNS, [line.cells for line in lines])
    write(name, lines)


def small(folder: Path) -> Iterator[Line]:
    """What takes less than ten minutes."""
    sample = folder / "sample"
    params = sample / "annual-2024-25.yaml"
    command("sample", "--out", sample)
    plain, each = plain_papermill(folder / "plain")
    yield Line("annual report of 100 activities", command("annual", params, "--out", folder / "out"), *plain, True)
    profiles = command("profiles", params, "--workers", 2, "--out", folder / "out")
    yield Line("profiles of 100 activities, two workers", profiles, *each, True)
    for words in (
        ("check", params),
        ("explain", params, "feedback_on_time"),
        ("owed", params, "--out", folder / "owed"),
    ):
        anew = command(*words)
        command(*words, kept=True)  # keeps what it checked
        yield Line(f"{words[0]}, the records checked before", command(*words, kept=True), "the same anew", anew.clock)
    yield from responses(folder / "million", 1_000_000)
    yield activities(folder / "thousands", 6_000)


def large(folder: Path) -> Iterator[Line]:
    """What takes longer."""
    yield from responses(folder / "ten-million", 10_000_000)
    yield activities(folder / "hundred-thousand", 100_000)


def command(*words: object, kept: bool = False) -> Cost:
    """A command of heard; `kept`, with what was kept of an earlier check."""
    code = COMMAND.format(words=["heard", *map(str, words)])
    return in_a_process(f"import os; os.environ.pop('HEARD_ANEW')\n{code}" if kept else code)


def plain_papermill(folder: Path) -> tuple[tuple[str, float], tuple[str, float]]:
    """The notebooks of an early commit by papermill and nbconvert, one after another: the report's, and profiles'."""
    packed = subprocess.run(["git", "-C", str(ROOT), "archive", PLAIN], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    python = os.pathsep.join([str(folder / "lib"), *filter(None, [os.environ.get("PYTHONPATH")])])
    there = {**os.environ, "PYTHONPATH": python}

    def run(*words: object) -> None:
        subprocess.run([sys.executable, *map(str, words)], cwd=folder, env=there, check=True, capture_output=True)

    run("-c", COMMAND.format(words=["heard", "sample", "--out", str(folder / "sample")]))
    given = ("-p", "params_file", folder / "sample" / "annual-2024-25.yaml", "-p", "run_dir", folder / "run")
    began = datetime.now(UTC)
    for name in FOUR:
        run("-m", "papermill", folder / "notebooks" / f"{name}.ipynb", folder / f"{name}.ipynb", *given)
        run("-m", "nbconvert", "--to", "html", folder / f"{name}.ipynb")
    four = seconds_since(began)
    closed = re.findall(r"^open_long_enough,(\S+?),", (folder / "sample" / "truth.csv").read_text(), re.MULTILINE)
    began = datetime.now(UTC)
    for number, id in enumerate(closed[:SOME]):
        place = folder / f"profile-{number}.ipynb"
        run("-m", "papermill", folder / "notebooks" / f"{PROFILE}.ipynb", place, *given, "-p", "activity_id", id)
    one = seconds_since(began) / SOME
    return (f"its four notebooks at {PLAIN}, plain papermill and nbconvert", four), (
        f"plain papermill, a kernel each (100 times one of {SOME})",
        100 * one,
    )


def seconds_since(began: datetime) -> float:
    return (datetime.now(UTC) - began).total_seconds()


def responses(folder: Path, rows: int) -> Iterator[Line]:
    """Answers read, checked and counted, beside DuckDB's counts of the same columns, and a bare read by pandas."""
    folder.mkdir()
    params = write_council(folder, rows)
    file = str(params.parent / "records" / "responses.csv")
    heard = in_a_process(HEARD.format(params=str(params), rows=rows))
    duckdb = in_a_process(DUCKDB.format(names=COUNTS, file=file)).clock
    counts = "DuckDB's counts of the same columns of the same file"
    yield Line(f"{rows:,} responses", heard, counts, duckdb)
    yield Line("the same, checked before and unchanged", checked_again(str(params), rows), counts, duckdb)
    if rows <= MOST_FOR_PANDAS:
        yield Line("the same", heard, "pandas reads it as text", in_a_process(PANDAS.format(file=file)).clock)


def activities(folder: Path, number: int) -> Line:
    """The annual report of a large register."""
    command("sample", "--out", folder, "--activities", number, "--responses", number)
    report = command("annual", folder / "annual-2024-25.yaml", "--out", folder / "out")
    return Line(f"annual report of {number:,} activities", report)


def write(name: str, lines: list[Line]) -> None:
    """Put the table into the page, in the place of the one that this wrote last."""
    rows = [COLUMNS, ("---",) * len(COLUMNS), *(line.cells for line in lines)]
    machine = f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"
    commit = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, check=False)
    day = datetime.now(UTC).strftime("%d %B %Y").lstrip("0")
    told = f"Measured on {day} at commit `{commit.stdout.decode().strip()}`: {machine}.\n"
    table = "\n".join(
        [f"<!-- {name} -->", told, *(f"| {' | '.join(row)} |" for row in rows), f"<!-- end of {name} -->"]
    )
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(f"<!-- {name} -->")
    after = rest.partition(f"<!-- end of {name} -->")[2]
    PAGE.write_text(f"{before}{table}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
