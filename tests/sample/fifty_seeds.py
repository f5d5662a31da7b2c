"""Invent councils from many seeds, assess each by the real pipeline, and compare what is found with what was planted.

States are those of `truth.csv`. Counts and shares are those of `truth-amounts.csv`: who took part and who understood as
read before the gate of disclosure, and behind it, where each figure is the planted one or a symbol; and every measure
of amount that the sample determines.

    python tests/sample/fifty_seeds.py [--seeds 50] [--first 1] [--activities 100] [--responses 2000] [--years 1]

Exit code 0 where what is found and what was planted agree on every row, both ways, in every year; 1 where any differs.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from heard.assess import assess_year
from heard.contracts import check_records
from heard.maths.suppress import Disclosure, Symbol
from heard.measures import columns_of
from heard.measures.amounts import amounts_of
from heard.measures.who_took_part import people_of
from heard.model.figures import Cell, Figures
from heard.model.people import DID_NOT_SAY, People
from heard.model.result import Result
from heard.model.state import State
from heard.params import load_annual
from heard.params.shipped import CONTRACTS
from heard.sample import write_sample
from heard.sample.ledger import text_of_amount
from heard.sample.responses import WHOLE_YEAR
from heard.sources import read_records
from heard.sources.reduce import reduce_responses

NO_ROW = "no row"
NOT_PLANTED = ("plain_english", "words_to_avoid")  # how hard a text is to read is measured, not planted
IN_PART = "plain_documents"  # how many there are and how many read easily is planted, and no more
TOOK_PART = "took_part_like_the_county"
HIDDEN = ("", *Symbol)  # a share is left empty where a count is hidden
Place = tuple[str, ...]
PEOPLE = "staff_trained"  # persons are rows of no output: their states are counted


@dataclass
class Compared:
    """What was compared of one council or more: how many states and amounts, how many figures were hidden, and faults.

    A fault is a line for each place where something else was found than planted.
    """

    states: int = 0
    amounts: int = 0
    hidden: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Compared) -> None:
        self.states += other.states
        self.amounts += other.amounts
        self.hidden += other.hidden
        self.faults += other.faults


def compared(folder: Path) -> Compared:
    """Every year of the council that was written there."""
    years = sorted(folder.glob("annual-*.yaml"))
    whole = Compared()
    for path in years:
        whole.add(_of_year(path, path.stem.removeprefix("annual") if len(years) > 1 else ""))
    return whole


def _of_year(path: Path, ending: str) -> Compared:
    params = load_annual(path)
    supplied = read_records(params.record_folders, params.mappings)
    ids = [commitment.id for commitment in params.strategy.commitments]
    records = reduce_responses(check_records(supplied, folder=CONTRACTS, as_at=params.as_at, commitments=ids))
    assessment, year = assess_year(records, params), columns_of(records, params)
    states = _read(path.parent / f"truth{ending}.csv", 2)
    amounts = _read(path.parent / f"truth-amounts{ending}.csv", 3)
    found = _amounts(amounts_of(year), amounts) | _people(people_of(year, Disclosure(0, 0)))
    faults = [*differences(states, _found(assessment.results)), *differences(amounts, found)]
    shown = {place: text for place, text in _people(assessment.people).items() if place in amounts}
    in_clear = {place: text for place, text in shown.items() if text not in HIDDEN}
    faults += differences({place: amounts[place] for place in in_clear}, in_clear)
    return Compared(len(states), len(amounts), len(shown) - len(in_clear), faults)


def differences(planted: Mapping[Place, str], found: Mapping[Place, str]) -> list[str]:
    """A line for each place where the two differ."""
    return [
        f"{' '.join(place)}: planted {planted.get(place, NO_ROW)}, found {found.get(place, NO_ROW)}"
        for place in sorted(planted.keys() | found.keys())
        if planted.get(place) != found.get(place)
    ]


def _read(path: Path, n: int) -> dict[Place, str]:
    """Of each row of a truth file the last cell, by the first `n`."""
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return {tuple(row[:n]): row[n] for row in rows}


def _amounts(figures: Mapping[str, Figures], planted: Collection[Place]) -> dict[Place, str]:
    return {
        (name, str(row[0]), column): text_of_amount(cell)
        for name, found in figures.items()
        if name not in NOT_PLANTED
        for row in found.rows
        for column, cell in zip(found.columns[1:], row[1:], strict=True)
        if name != IN_PART or (name, str(row[0]), column) in planted
    }


def _people(people: People) -> dict[Place, str]:
    """Who took part and who understood, as they are shown: a share that would tell of a hidden count is hidden too."""
    found: dict[Place, Cell] = {}
    for each in people.characteristics:
        found[TOOK_PART, each.name, "total"] = each.total
        found[TOOK_PART, each.name, "dissimilarity"] = each.dissimilarity
        unsaid = f"{each.name}: {DID_NOT_SAY}"
        found[TOOK_PART, unsaid, "people"], found[TOOK_PART, unsaid, "share"] = each.unknown, each.share_unknown
        for one in each.categories:
            for figure in ("people", "share", "ratio"):
                found[TOOK_PART, f"{each.name}: {one.name}", figure] = getattr(one, figure)
    for word, people_as in people.answered_as.cells.items():
        found["answered_as", word or DID_NOT_SAY, "people"] = people_as
    for asked in people.understood:
        for figure in ("answered", "understood", "share"):
            found[asked.item, asked.activity_id or WHOLE_YEAR, figure] = getattr(asked, figure)
    return {place: text_of_amount(cell) for place, cell in found.items()}


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
    parser.add_argument("--responses", type=int, default=2_000)
    parser.add_argument("--year", default="2024-25")
    parser.add_argument("--years", type=int, default=1)
    asked = parser.parse_args()
    whole, wrong = Compared(), 0
    for seed in range(asked.first, asked.first + asked.seeds):
        with tempfile.TemporaryDirectory() as folder:
            size = {"years": asked.years, "activities": asked.activities, "responses": asked.responses}
            write_sample(Path(folder), year=asked.year, seed=seed, **size)
            of_seed = compared(Path(folder))
        _say(f"seed {seed}: {len(of_seed.faults)} of {of_seed.states + of_seed.amounts} differ", *of_seed.faults)
        whole.add(of_seed)
        wrong += bool(of_seed.faults)
    _say(f"{whole.states:,} states and {whole.amounts:,} amounts compared; {whole.hidden:,} figures of people hidden")
    _say(f"{asked.seeds - wrong} of {asked.seeds} seeds agree on every row")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
