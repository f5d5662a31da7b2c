"""Whom a council is set beside: a `compare.csv` that `peers:` names, and the lengths of public registers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TypeVar

from heard.errors import ParamsError
from heard.maths.five_numbers import Spread
from heard.model.state import State
from heard.model.usual import COLUMNS_OF_USUAL, FEWEST_COUNCILS, SPREAD, Lengths, Usual
from heard.params.shipped import LENGTHS
from heard.params.written import read_text

T = TypeVar("T")


def load_peers(path: Path) -> tuple[Usual, ...]:
    """What is usual, of each row of a `compare.csv`. ParamsError, with the row, where it is not as heard writes it."""
    return _each_row(path, COLUMNS_OF_USUAL, _usual)


def load_lengths(path: Path = LENGTHS) -> tuple[Lengths, ...]:
    """The lengths of each public register in a file, in its order. ParamsError as `load_peers`."""
    return _each_row(path, [field.name for field in fields(Lengths)], _lengths)


def _each_row(path: Path, columns: Sequence[str], typed: Callable[[Mapping[str, str]], T]) -> tuple[T, ...]:
    rows = csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)
    do = "Name a compare.csv that `heard compare` wrote"
    try:
        if tuple(rows.fieldnames or ()) != tuple(columns):
            raise ParamsError(path, f"its columns are not {', '.join(columns)}", do)
        return tuple(typed(row) for row in rows)
    except (ValueError, TypeError, csv.Error) as error:
        raise ParamsError(path, f"row {rows.line_num} cannot be followed ({error})", do) from None


def _usual(row: Mapping[str, str]) -> Usual:
    shares = [float(row[name]) for name in SPREAD]
    councils, states = int(row["councils"]), {state: int(row[state.column]) for state in State}
    if not (shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= 1):
        raise ValueError("its shares do not rise from 0 to 1")
    if councils < FEWEST_COUNCILS:
        raise ValueError(f"it tells of fewer than {FEWEST_COUNCILS} councils")
    return Usual(row["measure"], int(row["definition"]), councils, Spread(*shares), states)


def _lengths(row: Mapping[str, str]) -> Lengths:
    return Lengths(
        register=row["register"],
        consultations=int(row["consultations"]),
        middle=int(row["middle"]),
        at_least_28=int(row["at_least_28"]),
        at_least_84=int(row["at_least_84"]),
        day=date.fromisoformat(row["day"]),
        source=row["source"],
        licence=row["licence"],
    )
