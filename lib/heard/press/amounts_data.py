"""The rest of the open data: who took part, after disclosure control, and what was not yet due a year ago."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from heard.maths.suppress import Symbol
from heard.model.people import DID_NOT_SAY, Category, Characteristic, People
from heard.model.result import Finding
from heard.press.open_data import FINDINGS, PERSON, Row, write_csv

PEOPLE = (
    "characteristic", "category", "people", "share", "population", "population_share", "ratio", "flagged", "total",
    "source",
)  # fmt: skip
PEOPLE_FILE, CARRIED_OVER_FILE = "people.csv", "carried-over.csv"


def write_people(people: People, folder: Path) -> None:
    """Write `people.csv` to `folder`; its header alone where nothing is on record of who took part."""
    write_csv(folder / PEOPLE_FILE, PEOPLE, people_rows(people))


def write_carried_over(findings: Iterable[Finding], folder: Path) -> None:
    """Write `carried-over.csv` to `folder`, in the columns of `findings.csv`; its header alone where nothing waited."""
    write_csv(folder / CARRIED_OVER_FILE, FINDINGS, carried_over_rows(findings))


def people_rows(people: People) -> list[Row]:
    """One row per characteristic and category, those who did not say included.

    What is hidden, or would give away what is hidden, is `[c]`; a comparison that cannot be made is empty.
    """
    return sorted(row for characteristic in people.characteristics for row in _rows(characteristic))


def carried_over_rows(findings: Iterable[Finding]) -> list[Row]:
    """One row per measure and activity that was not yet due in last year's report."""
    return sorted(
        (found.measure, found.unit, found.unit_id, found.state.value, found.reason, ";".join(map(str, found.source)))
        for found in findings
        if found.unit != PERSON
    )


def _rows(characteristic: Characteristic) -> Iterator[Row]:
    name, total, source = characteristic.name, str(characteristic.total), characteristic.source
    counts = (*(category.people for category in characteristic.categories), characteristic.unknown)
    hides = any(isinstance(count, Symbol) for count in counts)
    for category in characteristic.categories:
        yield name, category.name, str(category.people), *_compared(category, hides=hides), total, source
    unsaid = _decimal(characteristic.share_unknown, hidden=hides)
    yield name, DID_NOT_SAY, str(characteristic.unknown), unsaid, "", "", "", "", total, source


def _compared(category: Category, *, hides: bool) -> Row:
    """Its share, the population and its share of it, their ratio, and whether that is low."""
    hidden = hides and category.share is None and category.population_share is not None
    flagged = "" if category.ratio is None else "yes" if category.flagged else "no"
    return (
        _decimal(category.share, hidden=hidden),
        "" if category.population is None else str(category.population),
        _decimal(category.population_share),
        _decimal(category.ratio, hidden=hidden),
        Symbol.CONFIDENTIAL.value if hidden else flagged,
    )


def _decimal(value: float | None, *, hidden: bool = False) -> str:
    """Four places; the symbol where it is hidden, and empty where it cannot be worked out."""
    if value is not None:
        return f"{value:.4f}"
    return Symbol.CONFIDENTIAL.value if hidden else ""
