"""Whether ten times the activities take ten times as long: `python tests/benchmarks/growth.py [ACTIVITIES]`.

One pass of the engine over every measure, the records being read and checked: at a size, at ten times, at a hundred.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from measuring import show

from heard.measures import columns_of, judge, measures_of
from heard.measures.amounts import amounts_of
from heard.model.records import Records
from heard.params import Params, load_annual
from heard.sample import write_sample
from heard.year.steps import check_year

SIZES = (1, 10, 100)


def main() -> None:
    """A council of each size, and what a pass takes."""
    least = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    rows: list[tuple[object, ...]] = []
    base: tuple[float, float] | None = None
    for size in SIZES:
        judged, counted = passes(*council(least * size))
        base = base or (judged, counted)
        ratios = (judged / base[0], counted / base[1])
        rows.append((f"{least * size:,}", f"{size}×", judged, ratios[0], ratios[0] / size, counted, ratios[1]))
    columns = ("activities", "size", "measures, s", "ratio", "ratio to size", "amounts, s", "ratio")
    show("One pass of the engine", columns, rows)


def council(activities: int) -> tuple[Records, Params]:
    with tempfile.TemporaryDirectory() as name:
        params = load_annual(write_sample(Path(name) / "sample", activities=activities, responses=activities))
        return check_year(params, Path(name) / "run"), params


def passes(records: Records, params: Params) -> tuple[float, float]:
    """Processor seconds of every measure that judges, then of every measure of amount; a fresh year for each."""
    began = time.process_time()
    year = columns_of(records, params)
    for measure in measures_of(year):
        judge(measure, year)
    judged = time.process_time() - began
    began = time.process_time()
    amounts_of(columns_of(records, params))
    return judged, time.process_time() - began


if __name__ == "__main__":
    main()
