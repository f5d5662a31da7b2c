"""A first mapping of a register that has other column names: guessed from its header, for a person to put right."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

import yaml

from heard.errors import RecordsError
from heard.model.tables import TABLES
from heard.sources.delimited import delimited_records
from heard.sources.raw import BLANKS, name_of

TABLE = TABLES["activities"]
CANONICAL_NAME = "activities.csv"
ALIKE = 0.88  # of two names, letter by letter; below this they are two different things
ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "activity_id": ("id", "ref", "reference", "reference_number", "number", "consultation_id", "consultation_ref"),
    "title": ("name", "consultation", "consultation_title", "consultation_name", "activity", "subject", "project"),
    "opened_on": (
        "start",
        "start_date",
        "started",
        "open",
        "opened",
        "opens",
        "open_date",
        "opening_date",
        "date_opened",
    ),
    "closed_on": ("end", "end_date", "ended", "close", "closed", "closes", "close_date", "closing_date", "date_closed"),
    "service": ("department", "dept", "directorate", "team", "service_area", "division", "owner"),
    "url": ("link", "web_address", "website", "web_page", "webpage", "address"),
    "level": ("type", "kind"),
    "purpose": ("reason", "aim"),
    "lead_id": ("lead", "lead_officer", "officer", "contact_officer"),
    "lesson": ("lessons", "lessons_learned", "learning"),
    "cost": ("total_cost", "spend"),
    "target": ("audience", "target_audience"),
}
NEEDED = "heard needs each of these and saw no column for it. Take the # away and name the column"
UNUSED = "These columns of the file have no place yet. Map each above, or take the # away and say why it is left out"


def first_mapping(path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a mapping for the register `path`, and what it could not tell, in sentences.

    No text where the file is called and headed as heard knows it. RecordsError for a file that cannot be read.
    """
    if path.suffix.casefold() not in (".csv", ".tsv", ".txt"):
        raise RecordsError(path, "heard begins with a CSV file", "Save it as CSV, or name the folder it is in")
    known = {*TABLE.columns, *(other for others in ALSO_CALLED.values() for other in others)}
    header = next((row for row in delimited_records(path, known) if any(cell.strip(BLANKS) for cell in row)), [])
    theirs = [name.strip(BLANKS) for name in header if name.strip(BLANKS)]
    if not theirs:
        raise RecordsError(path, "it has no row with the names of its columns", "Write them in the first row")
    if path.name.casefold() == CANONICAL_NAME and {*TABLE.required} <= set(map(name_of, theirs)):
        return "", ()
    found = _guessed(theirs)
    lacking = [name for name in TABLE.required if name not in found]
    unused = [name for name in theirs if name not in found.values()]
    said = f"{path.name}: {len(found)} of its {len(theirs)} columns have a place."
    if lacking:
        said += f" Still to be named: {', '.join(lacking)}."
    return _text(path.name, found, lacking, unused), (said,)


def _guessed(theirs: list[str]) -> dict[str, str]:
    """Canonical columns, in order, each with the column of the file that is called like it; none is taken twice."""
    left = {name_of(name): name for name in reversed(theirs)}
    found: dict[str, str] = {}
    for called in (_the_same, _also_called, _alike):
        for column in TABLE.columns:
            name = next(iter(called(column, left)), None)
            if name and column not in found:
                found[column] = left.pop(name)
    return {column: found[column] for column in TABLE.columns if column in found}


def _the_same(column: str, theirs: Iterable[str]) -> list[str]:
    return [name for name in theirs if name == column]


def _also_called(column: str, theirs: Container[str]) -> list[str]:
    return [name for name in ALSO_CALLED.get(column, ()) if name in theirs]


def _alike(column: str, theirs: Iterable[str]) -> list[str]:
    return get_close_matches(column, theirs, n=1, cutoff=ALIKE)


def _text(file: str, found: Mapping[str, str], lacking: list[str], unused: list[str]) -> str:
    lines = [
        f"# What heard made of the columns of {one_line(file)}: our name, then theirs. Put right what is wrong.",
        "# Where 03/04/2025 can be read in two ways, say which: {from: their column, as: '%d/%m/%Y'}.",
        "",
        f"table: {TABLE.name}",
        f"file: {quoted(file)}",
        "columns:",
        *(f"  {column}: {quoted(name)}" for column, name in found.items()),
        *([f"  # {NEEDED}:"] if lacking else []),
        *(f"  # {column}: " for column in lacking),
        *(["", f"# {UNUSED}.", "# ignore:"] if unused else []),
        *(f"#   {quoted(name)}: not needed" for name in unused),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def quoted(text: str) -> str:
    """Words as YAML takes them for words, on one line."""
    written: str = yaml.safe_dump(one_line(text), allow_unicode=True, width=10_000)
    return written.removesuffix("\n...\n").strip()


def one_line(text: str) -> str:
    """Words without a line's end in them, which would end a comment too."""
    return " ".join(text.split())
