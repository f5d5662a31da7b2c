"""One activity as somebody plans it: a YAML file whose keys are columns of the register, and four more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from heard.english import day
from heard.errors import ParamsError, did_you_mean
from heard.model.tables import DAYS, TABLES, ColumnSpec, Kind
from heard.params.document import Section, describe
from heard.params.written import key_lines, read_yaml

REGISTER = TABLES["activities"].columns
WAYS, FORMATS = TABLES["channels"].columns["channel"], TABLES["materials"].columns["formats"]
DECIDED_BY, GROUPS = TABLES["decisions"].columns["body_kind"], ColumnSpec("groups", Kind.WHOLE, least=1)
BESIDE: Mapping[str, ColumnSpec] = MappingProxyType(
    {"decided_by": DECIDED_BY, "groups": GROUPS, "channels": WAYS, "formats": FORMATS}
)
KEYS = (*REGISTER, *BESIDE)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)  # as of the records
MOST_POUNDS = 10**12

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Draft:
    """One activity as it is planned: its filled cells of the register, and the rows that other tables have of it.

    A cell is as the tables of the records have it: a day is a `date`, a list is words with `;` between, yes and no are
    words. A row of another table names no activity. `name` is that of its file, or its id in the register.
    """

    name: str
    cells: Row
    rows: Mapping[str, tuple[Row, ...]]
    activity_id: str = ""

    @property
    def title(self) -> str:
        """What it is called; by its name, where it has no title."""
        return str(self.cells.get("title") or f"(no title) {self.name}")

    @property
    def keys(self) -> frozenset[str]:
        """The keys that it gives, those of other tables among them."""
        columns = {"channels": "channel", "formats": "formats", "groups": "group", "decided_by": "body_kind"}
        filled = {name for rows in self.rows.values() for row in rows for name in row}
        return frozenset({*self.cells} | {key for key, column in columns.items() if column in filled})

    def day(self, column: str) -> date | None:
        """A day of the register; None where it is not given."""
        return self.cells.get(column)


def load_draft(path: Path) -> Draft:
    """The draft that a file holds. ParamsError, with its line, for a key or a value that heard cannot follow."""
    where = f"`{path.name}`"
    given = Section(where, read_yaml(path))
    lines = key_lines(path)
    values = {}
    for key, value in given.found.items():
        line = f", line {lines[str(key)]}" if str(key) in lines else ""
        here = Section(f"{where}{line}", {key: value}).only(KEYS)
        if str(key) in here:
            values[str(key)] = _value(here, str(key), REGISTER.get(str(key)) or BESIDE[str(key)])
    values = {key: value for key, value in values.items() if value != ""}
    draft = _draft(path.stem, values)
    _refuse_what_lacks(where, draft)
    return draft


def _refuse_what_lacks(where: str, draft: Draft) -> None:
    """A draft needs a title and a day, and closes no sooner than it opens."""
    if "title" not in draft.cells:
        raise ParamsError(where, "the key 'title' is missing", "Add a line that begins `title:`")
    opens, closes = draft.day("opened_on"), draft.day("closed_on")
    if opens is None and draft.day("decision_planned_on") is None:
        found = "has neither 'opened_on' nor 'decision_planned_on'"
        raise ParamsError(where, found, "Add a line that begins with one of them")
    if opens and closes and closes < opens:
        found = f"closes on {day(closes)}, before it opens on {day(opens)}"
        raise ParamsError(where, found, "Swap the two days")


def _draft(name: str, values: Row) -> Draft:
    cells = {key: value for key, value in values.items() if key in REGISTER}
    rows: dict[str, tuple[Row, ...]] = {
        "channels": tuple({"channel": each} for each in values.get("channels", "").split(";") if each),
        "materials": ({"document": "draft", "formats": values["formats"]},) if "formats" in values else (),
        "affected_groups": tuple({"group": f"group {n + 1}"} for n in range(values.get("groups", 0))),
        "decisions": ({"body_kind": values["decided_by"]},) if "decided_by" in values else (),
    }
    return Draft(name, cells, {table: found for table, found in rows.items() if found}, cells.get("activity_id", ""))


def _value(given: Section, key: str, column: ColumnSpec) -> Any:
    """The value of a key as its column holds it."""
    if column.kind in DAYS:
        return _day(given, key)
    if column.kind is Kind.YES_NO:
        return "yes" if given.flag(key) else "no"
    if column.kind is Kind.WHOLE:
        return given.whole(key, least=column.least)
    if column.kind is Kind.MONEY:
        return _pounds(given, key)
    if key == "channels" or column.kind in (Kind.NAMES, Kind.WORDS):
        return ";".join(dict.fromkeys(_listed(given, key, each, column) for each in given.texts(key)))
    return _listed(given, key, given.text(key), column)


def _day(given: Section, key: str) -> date:
    found = given.day(key, FIRST_DAY)
    if not FIRST_DAY <= found <= LAST_DAY:
        raise given.refuse(key, f"is {found}, a day outside 2000 to 2100", "Write the day that was meant")
    return found


def _pounds(given: Section, key: str) -> float:
    number = given.found[key]
    is_pounds = type(number) is int or (type(number) is float and round(number, 2) == number)  # no more than pence
    if not is_pounds or not 0 <= number <= MOST_POUNDS:
        raise given.refuse(key, f"is {describe(number)}, not pounds", "Write it in figures, such as 1200 or 1204.50")
    return float(number)


def _listed(given: Section, key: str, text: str, column: ColumnSpec) -> str:
    """The words; of a column that has a list of them, as it has them there."""
    if not column.words:
        return text
    word = " ".join(text.casefold().split())
    if word not in column.words:
        raise given.refuse(key, f"is {describe(text)}, which is none of its words", did_you_mean(text, column.words))
    return word
