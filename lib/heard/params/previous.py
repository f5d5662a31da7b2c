"""Last year's report, read from the folder it was published in."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from heard.errors import ParamsError
from heard.model.published import Count, Published
from heard.model.state import State, Verdict
from heard.params.shipped import REPORTS

KEPT = "published"  # where a run of the review keeps what was published of each year
Row = dict[str, str]
K = TypeVar("K")
V = TypeVar("V")


def load_published(folder: Path) -> Published:
    """The report in `folder`: its `results.csv`, `findings.csv` and `commitments.csv`.

    Raises ParamsError, one sentence, where a file is missing or does not hold what heard writes.
    """
    results = [row for row in _rows(folder / "results.csv") if row.get("group") == "all" and row.get("period")]
    if not results:
        raise ParamsError(folder / "results.csv", "it holds no results", "Name the folder of a report heard published")
    commitments = _rows(folder / "commitments.csv")
    return Published(
        name=folder.name,
        period=results[0]["period"],
        counts=_read(folder / "results.csv", results, _count),
        verdicts=_read(folder / "commitments.csv", commitments, _verdict),
        states=_read(folder / "findings.csv", _rows(folder / "findings.csv"), _state),
        decided_by=_read(folder / "commitments.csv", commitments, _decided),
    )


def _rows(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise ParamsError(path, "last year's report cannot be read", "Name a folder that heard published") from None


def _read(path: Path, rows: list[Row], one: Callable[[Row], tuple[K, V]]) -> dict[K, V]:
    try:
        return dict(one(row) for row in rows)
    except (KeyError, TypeError, ValueError):
        raise ParamsError(path, "it is not as heard writes it", "Publish that year again, or take it out") from None


def _count(row: Row) -> tuple[str, Count]:
    numbers = (int(row[name]) for name in ("definition", "met", "counted", "units"))
    return row["measure"], Count(*numbers)


def _verdict(row: Row) -> tuple[str, Verdict]:
    return row["commitment"], Verdict(row["state"])


def _decided(row: Row) -> tuple[str, tuple[str, ...]]:
    return row["commitment"], tuple(filter(None, (row.get("decided_by") or "").split(";")))


def _state(row: Row) -> tuple[tuple[str, str], State]:
    return (row["measure"], row["unit_id"]), State(row["state"])


def published_in(run_dir: Path) -> Path:
    """Where the reports of the years are: in the run folder where a run has kept them, else heard's `reports/`."""
    return run_dir / KEPT if (run_dir / KEPT).is_dir() else REPORTS
