"""How long the consultations of public registers were open, from the folder that holds the registers.

It writes `params/reference/lengths.csv`: figures alone, and no row of any register.

    python tests/real/make_lengths.py ../shared/data [--out params/reference/lengths.csv]
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from heard.model.usual import Lengths
from heard.params.shipped import LENGTHS


@dataclass(frozen=True)
class Register:
    """One public register: its file, the columns of the two days, and what a reader is told of it."""

    name: str
    file: str
    opened: str
    closed: str
    day: date  # of the register as it is here
    source: str
    licence: str
    read: Callable[[Path], pd.DataFrame] = pd.read_csv


REGISTERS = (
    Register(
        "Government of Canada",
        "canada_consulting_with_canadians/consultations.csv",
        "start_date",
        "end_date",
        date(2025, 2, 14),
        "Consulting with Canadians, open.canada.ca",
        "Open Government Licence - Canada",
    ),
    Register(
        "City of Toronto, local ballots",
        "toronto_city_polls/raw_data.csv",
        "OPEN_DATE",
        "CLOSE_DATE",
        date(2024, 12, 14),
        "Polls conducted by the City, open.toronto.ca",
        "Open Government Licence - Toronto",
    ),
    Register(
        "Uzbekistan, draft laws and rules",
        "uzbekistan_consultations/2019-2024.13.March.2026.xlsx",
        "Date of Posting",
        "End of Posting",
        date(2026, 3, 13),
        "regulation.gov.uz, gathered by kamzay97, github.com",
        "MIT",
        partial(pd.read_excel, engine="calamine"),
    ),
)


def lengths(register: Register, folder: Path) -> Lengths:
    """Its days open, both ends counted, of each row that does not close before it opens."""
    rows = register.read(folder / register.file)
    opened, closed = (pd.to_datetime(rows[column]).dt.normalize() for column in (register.opened, register.closed))
    days = ((closed - opened).dt.days + 1)[closed >= opened]
    return Lengths(
        register=register.name,
        consultations=len(days),
        middle=int(days.median()),
        at_least_28=int((days >= 28).sum()),
        at_least_84=int((days >= 84).sum()),
        day=register.day,
        source=register.source,
        licence=register.licence,
    )


def main() -> None:
    """Write the file anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("registers", type=Path)
    parser.add_argument("--out", type=Path, default=LENGTHS)
    asked = parser.parse_args()
    with asked.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        columns = [field.name for field in fields(Lengths)]
        table.writerow(columns)
        found = (lengths(register, asked.registers) for register in REGISTERS)
        table.writerows([getattr(each, column) for column in columns] for each in found)


if __name__ == "__main__":
    main()
