"""What was published of the earlier years, as far as it was kept: the counts of each measure, by what it meant then."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from heard.model.state import COUNTED, State
from heard.sample.council import Council
from heard.sample.ledger import Ledger
from heard.sample.trends import DEFINITION, TRENDS, Way

EARLIER_DEFINITION = 0  # of a measure since redefined
OTHER_FILES = {
    "findings.csv": ("measure", "unit", "unit_id", "state", "reason", "source"),
    "commitments.csv": ("commitment", "text", "state", "decided_by", "reason"),
}
RESULTS = (
    "measure", "definition", "commitment", "period", "group", "units", "met", "partly", "not_met", "no_evidence",
    "not_yet_due", "not_applicable", "counted", "value", "judges", "reason",
)  # fmt: skip


def write_published(folder: Path, council: Council, ledger: Ledger, *, first: bool) -> None:
    """Write the `results.csv` of a report published then; its other files have no rows.

    In the first year a measure with a break was counted by its earlier definition: what has no evidence was taken as
    met, and so was half of what was not.
    """
    rows = []
    for measure, counts in sorted(ledger.counts.items()):
        broken = first and measure in TRENDS and TRENDS[measure].way is Way.BREAK
        rows.append(_row(measure, council.period.name, _earlier(counts) if broken else counts, broken))
    _write(folder / "results.csv", RESULTS, rows)
    for name, columns in OTHER_FILES.items():
        _write(folder / name, columns, [])


def _earlier(counts: Counter[State]) -> Counter[State]:
    found = Counter(counts)
    for state, n in ((State.NO_EVIDENCE, counts[State.NO_EVIDENCE]), (State.NOT_MET, counts[State.NOT_MET] // 2)):
        found[state] -= n
        found[State.MET] += n
    return found


def _row(measure: str, period: str, counts: Counter[State], broken: bool) -> tuple[str | int, ...]:
    counted = sum(counts[state] for state in COUNTED)
    value = f"{counts[State.MET] / counted:.4f}" if counted else ""
    states = (counts[state] for state in State)
    definition = EARLIER_DEFINITION if broken else DEFINITION
    return measure, definition, "", period, "all", counts.total(), *states, counted, value, "", ""


def _write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
