"""Invent councils from many seeds, assess each by the real pipeline, and compare what is found with what was planted.

    python tests/sample/fifty_seeds.py [--seeds 50] [--first 1] [--activities 100] [--year 2024-25] [--years 1]

Exit code 0 where what is found and `truth.csv` agree on every row, both ways, in every year; 1 where any row differs.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from heard.assess import assess_year
from heard.contracts import check_records
from heard.model.result import Result
from heard.model.state import State
from heard.params import load_annual
from heard.params.shipped import CONTRACTS
from heard.sample import write_sample
from heard.sources import read_records

NO_ROW = "no row"
PEOPLE = "staff_trained"  # persons are rows of no output: their states are counted


def disagreements(folder: Path) -> list[str]:
    """A line for each measure and unit found in another state than was planted, in any year of the council there."""
    years = sorted(folder.glob("annual-*.yaml"))
    several = len(years) > 1
    return [
        f"{line}{f' ({path.stem})' if several else ''}"
        for path in years
        for line in _of_year(path, folder / f"truth{path.stem.removeprefix('annual') if several else ''}.csv")
    ]


def _of_year(path: Path, truth: Path) -> list[str]:
    params = load_annual(path)
    supplied = read_records(params.record_folders, params.mappings)
    ids = [commitment.id for commitment in params.strategy.commitments]
    records = check_records(supplied, folder=CONTRACTS, as_at=params.as_at, commitments=ids)
    found = _found(assess_year(records, params).results)
    with truth.open(encoding="utf-8", newline="") as file:
        planted = {(row["measure"], row["unit_id"]): row["state"] for row in csv.DictReader(file)}
    return [
        f"{measure} {unit}: planted {planted.get((measure, unit), NO_ROW)}, found {found.get((measure, unit), NO_ROW)}"
        for measure, unit in sorted(planted.keys() | found.keys())
        if planted.get((measure, unit)) != found.get((measure, unit))
    ]


def _found(results: Iterable[Result]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for result in results:
        if result.measure == PEOPLE:
            counts = Counter(str(finding.state) for finding in result.findings)
            found[PEOPLE, "(counts)"] = "; ".join(f"{state} {counts[state]}" for state in State if counts[state])
        else:
            found |= {(result.measure, finding.unit_id): str(finding.state) for finding in result.findings}
    return found


def _say(*lines: str) -> None:
    sys.stdout.write("\n  ".join(lines) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Compare many seeds, a line for each."""
    parser = argparse.ArgumentParser(description="Compare what is found with what was planted.")
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--activities", type=int, default=100)
    parser.add_argument("--year", default="2024-25")
    parser.add_argument("--years", type=int, default=1)
    asked = parser.parse_args()
    wrong = 0
    for seed in range(asked.first, asked.first + asked.seeds):
        with tempfile.TemporaryDirectory() as folder:
            size = {"years": asked.years, "activities": asked.activities, "responses": 200}
            write_sample(Path(folder), year=asked.year, seed=seed, **size)
            lines = disagreements(Path(folder))
        _say(f"seed {seed}: {len(lines)} rows differ", *lines)
        wrong += bool(lines)
    _say(f"{asked.seeds - wrong} of {asked.seeds} seeds agree on every row")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
