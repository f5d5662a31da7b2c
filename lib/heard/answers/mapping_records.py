"""`heard map`: what a file is proposed to become, what its rows then are, what is still to settle, and the mapping."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePath
from typing import Any

import pandas as pd

from heard.answers.canonical_file import write_together
from heard.answers.column_names import words_of
from heard.answers.mapping_text import Keys, Setting, choices_of, mapping_text, setting_of, settle, still_open
from heard.answers.proposal import Proposal, propose, unsettled_orders
from heard.english import some
from heard.errors import HeardError, ParamsError, RecordsError, RunError, did_you_mean
from heard.measures.cases import Cases
from heard.measures.units import closed_activities
from heard.model.how_read import CellsReadSo, WayRead
from heard.model.records import ROW, Supplied
from heard.model.result import Result
from heard.model.state import State
from heard.model.tables import DAYS, RESPONSES, TABLES, Kind
from heard.params import load_annual
from heard.params.mappings import load_mappings
from heard.params.params_lines import with_mapping
from heard.sources.looking import LookedAt, look_at
from heard.sources.read import read_mapped
from heard.year.steps import assessed_year

MAPPINGS = "mappings"  # the folder beside a params file
PREVIEWED = 10
FIRST, SHOWING = 3, 6
WIDEST = 28


@dataclass(frozen=True)
class Mapped:
    """A file and its mapping: the proposal, the choices, the text, and what heard reads by it."""

    proposal: Proposal
    keys: Keys
    text: str
    supplied: Mapping[str, Supplied]
    to_settle: tuple[str, ...]

    @property
    def table(self) -> Supplied:
        """The rows of the table that was proposed."""
        return self.supplied[self.proposal.table.name]


def map_file(path: Path, *, table: str | None = None, sheet: str = "", settings: Sequence[str] = ()) -> Mapped:
    """What a file becomes, with some keys settled. ParamsError or RecordsError where nothing can be made of it."""
    if table is not None and table not in TABLES:
        raise ParamsError("--table", f"{table!r} is not a table", did_you_mean(table, TABLES))
    proposal = proposed(path, table=table, sheet=sheet)
    return mapped_by(proposal, [setting_of(each, proposal) for each in settings])


def proposed(path: Path, *, table: str | None = None, sheet: str = "") -> Proposal:
    """What heard makes of a file, nothing settled yet. RecordsError where nothing can be made of it."""
    return _the_one(path, [propose(seen, table) for seen in look_at(path, sheet)])


def mapped_by(proposal: Proposal, settings: Sequence[Setting]) -> Mapped:
    """The mapping that comes of a proposal and what was settled. ParamsError or RecordsError where none does."""
    path, keys = proposal.seen.path, keys_of(proposal, settings)
    _refuse_lacking(path, proposal, keys)
    text = mapping_text(keys, proposal)
    open_orders = tuple(each.text for each in unsettled_orders(proposal)) if not keys.get("days") else ()
    supplied = _read(path, text, guessing=bool(open_orders))
    return Mapped(proposal, keys, text, supplied, (*still_open(proposal, keys), *open_orders))


def keys_of(proposal: Proposal, settings: Sequence[Setting]) -> Keys:
    """The keys of a mapping: a proposal and what was settled."""
    keys = choices_of(proposal, proposal.seen.path.name)
    for setting in settings:
        settle(keys, setting, proposal)
    return keys


def _the_one(path: Path, proposals: Sequence[Proposal]) -> Proposal:
    """Of several sheets the one that is a table; RecordsError where two are, with the line that reads both."""

    def bold(proposal: Proposal) -> int:
        return sum(proposal.of(name) is not None for name in proposal.table.required)

    best = max(proposals, key=bold)
    rivals = [each for each in proposals if bold(each) == bold(best) == len(best.table.required)]
    if len(rivals) > 1:
        names = ", ".join(each.seen.sheet for each in rivals)
        found = f"its sheets {names} could each be the table {best.table.name!r}"
        raise RecordsError(
            path, found, f"Name one with --sheet, or read all with `--set 'sheet=[{names}]'` and --sheet"
        )
    return best


def _refuse_lacking(path: Path, proposal: Proposal, keys: Keys) -> None:
    """Without its bold columns nothing can be said of a table: a title alone may be lacking."""
    columns = keys["tables"][proposal.table.name].get("columns", {})
    lacking = [name for name in proposal.table.required if name not in columns and name != "title"]
    if not lacking:
        return
    what = {"opened_on": "an opening day", "activity_id": "an id"}
    named = what.get(lacking[-1], f"`{lacking[-1]}`")
    without = (
        "without one nothing can be said of an activity"
        if proposal.table.name == "activities"
        else (f"`{proposal.table.name}` needs one")
    )
    near = f" Nearest: {', '.join(proposal.nearest)}" if proposal.nearest and lacking[-1] == "opened_on" else ""
    there = near.strip() or f"Its columns are {', '.join(proposal.seen.names)}"
    one_value = ", or give one for all: --set 'columns.activity_id.value=…'" * (lacking == ["activity_id"])
    do = f"{there}. Name it: --set 'columns.{lacking[-1]}=…'{one_value}"
    raise RecordsError(path, f"no column holds {named}, and {without}", do)


def _read(path: Path, text: str, *, guessing: bool) -> dict[str, Supplied]:
    """The tables that come of a file by a mapping; days that nobody settled are read day first, for the counts."""
    days = ("day first",) if guessing else ()
    with tempfile.TemporaryDirectory(prefix="heard-") as folder:
        place = Path(folder) / f"{path.stem}.yaml"
        place.write_text(text, encoding="utf-8", newline="\n")
        try:
            return {each.table: read_mapped(path, each, days=days) for each in load_mappings(place)}
        except HeardError as error:  # it speaks of a file that nobody has, or of one that is yet to be written
            said = (part.replace(str(place), "--set") for part in (error.where, error.found, error.do))
            raise type(error)(*said) from None


def shown(mapped: Mapped) -> Iterator[str]:
    """All that is said of a file: where its columns stand, what becomes of each, what is open, and ten of its rows."""
    seen = mapped.proposal.seen
    yield what_was_found(seen)
    yield from _columns(mapped)
    if mapped.to_settle:
        yield "To settle"
        yield from (f" {number} {text}" for number, text in enumerate(mapped.to_settle, start=1))
    yield from counts(mapped)
    table = preview(mapped)
    widths = [max(len(cell) for cell in column) for column in zip_longest(*table, fillvalue="")]
    for line in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def counts(mapped: Mapped) -> Iterator[str]:
    """How the days of each column are written, and what is counted of the rows as heard will see them."""
    days = list(_days(mapped))
    if days:
        yield f"Days: {' '.join(days)}"
    yield f"Then: {_then(mapped)}"


def what_was_found(seen: LookedAt) -> str:
    """The file and its sheet in a line: what of it is not read, where its names stand, and how many rows it has."""
    name = f"{seen.path.name}, sheet {seen.sheet}" if seen.sheet else seen.path.name
    not_read = f" Not read: {', '.join(seen.not_read)}." if seen.not_read else ""
    above = f", {seen.above} {'row' if seen.above == 1 else 'rows'} above" if seen.above else ""
    headings = f" {seen.headings} below hold headings." if seen.headings else ""
    totals = "".join(f" Row {row} looks like a total." for row, _, _ in seen.totals)
    rows = some(len(seen.records), "rows")
    return f"{name}.{not_read} Names in row {seen.names_in_row}{above}.{headings} {rows}.{totals}"


COLUMNS = ("our column", "their column", "how sure", "why")


def column_rows(mapped: Mapped) -> Iterator[tuple[str, str, str, str]]:
    """Each column of ours that has a place, with theirs, how sure that is, and why."""
    table = mapped.keys["tables"][mapped.proposal.table.name]
    for ours in sorted(table["columns"], key=[*mapped.proposal.table.columns].index):
        source = table["columns"][ours]
        placed = mapped.proposal.of(ours)
        theirs = _theirs(source)
        is_theirs = placed is not None and _theirs(source) == _theirs(_plain(placed.theirs))
        told: tuple[str, str] = (placed.sure, placed.why) if placed and is_theirs else ("set", "as you said")
        yield ours, theirs, *told


def _columns(mapped: Mapped) -> Iterator[str]:
    rows = [COLUMNS, *column_rows(mapped)]
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True)), row[3]]).rstrip()


def _plain(names: Sequence[str]) -> Any:
    return names[0] if len(names) == 1 else list(names)


def _theirs(source: Any) -> str:
    """Their columns as a line of the table names them."""
    if isinstance(source, dict):
        return _theirs(source.get("from") or source.get("join") or f"“{source.get('value', '')}”")
    return " + ".join(source) if isinstance(source, list | tuple) else str(source)


def _days(mapped: Mapped) -> Iterator[str]:
    """In how many ways the days of each column are written, and what is not read."""
    spec = mapped.proposal.table.columns
    found = [each for each in mapped.table.readings if spec[each.column].kind in DAYS]
    for column in dict.fromkeys(each.column for each in found):
        ways = [each for each in found if each.column == column and each.reading is not WayRead.BLANK]
        if ways:
            yield f"{ways[0].from_column}: {', '.join(map(_way, ways))}."


def _way(found: CellsReadSo) -> str:
    name = "ISO" if found.reading is WayRead.AS_WRITTEN else str(found.reading)
    example = f" (row {found.first_row}: {found.example})" if found.reading is WayRead.UNREAD and found.example else ""
    return f"{found.cells:,} {name}{example}"


def _then(mapped: Mapped) -> str:
    """What is counted of the rows as heard will see them."""
    parts = mapped.table.parts
    read, dropped = sum(part.read for part in parts), sum(part.dropped for part in parts)
    said = [f"{some(read, 'rows')} read", *([f"{dropped:,} dropped"] if dropped else [])]
    rows = mapped.table.rows
    lacking = {name: int(rows[name].isna().sum()) for name in mapped.table.table.required if name in rows}
    said += [f"{blank:,} without `{name}`" for name, blank in lacking.items() if blank]
    if {"opened_on", "closed_on"} <= {*rows.columns} and (ahead := int((rows["closed_on"] < rows["opened_on"]).sum())):
        first = rows[rows["closed_on"] < rows["opened_on"]][ROW].iloc[0]
        said.append(f"{ahead:,} {'closes' if ahead == 1 else 'close'} before opening (row {first})")
    key = mapped.table.table.key
    if len(key) == 1 and key[0] in rows and (repeats := int(rows[key[0]].dropna().duplicated().sum())):
        said.append(f"{repeats:,} repeat the `{key[0]}` of another")
    others = [
        f"`{name}` has {len(each.rows):,} rows" for name, each in mapped.supplied.items() if each is not mapped.table
    ]
    return f"{', '.join([*said, *others])}."


def preview(mapped: Mapped) -> list[list[str]]:
    """The names of the columns and ten rows as heard will see them, each cell as it is shown.

    They are the first three, the last, and those between that show most readings. Of responses neither free text nor
    a column that names a person.
    """
    rows = mapped.table.rows
    spec = mapped.table.table.columns
    personal = mapped.table.table.name == RESPONSES
    names = [name for name in spec if name in rows and not (personal and spec[name].kind is Kind.TEXT)]
    telling = Counter(each.first_row for each in mapped.table.readings)
    numbers = [int(number) for number in rows[ROW]]
    between = sorted(numbers[FIRST:-1], key=lambda number: -telling[number])[:SHOWING]
    chosen = dict.fromkeys([*numbers[:FIRST], *sorted(between), *numbers[-1:]])
    picked = rows[rows[ROW].isin(list(chosen))].head(PREVIEWED)
    return [["row", *names], *([str(row[ROW]), *(_cell(row[name]) for name in names)] for _, row in picked.iterrows())]


def _cell(value: Any) -> str:
    text = "" if pd.isna(value) else " ".join(str(value).split())
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def write_mapping(mapped: Mapped, to: Path) -> Path:
    """Write the mapping to a file that is not there. RunError where it is."""
    if to.exists():
        raise RunError(to, "it is there already", "Name another file, or compare with it: --again")
    write_together({to: mapped.text.encode()})
    return to


def place_of_mapping(folder: Path, file: Path) -> Path:
    """Where the mapping of a file lies, beside the params file in `folder`."""
    return folder / MAPPINGS / f"{'-'.join(words_of(file.stem)) or 'records'}.yaml"


def map_into(mapped: Mapped, params: Path) -> Path:
    """Write the mapping beside a params file, in `mappings/`, and its line into it, the comments there kept."""
    path = mapped.proposal.seen.path
    place = place_of_mapping(params.parent, path)
    if place.exists():
        raise RunError(place, "it is there already", "Name another with --to, or compare with it: --again")
    year = load_annual(params, alone=True)
    within = [folder for folder in year.record_folders if path.resolve().is_relative_to(folder)]
    if not within:
        folders = ", ".join(map(str, year.record_folders)) or "a database"
        raise RecordsError(
            path, f"it is not among the records of {params.name}, which are in {folders}", "Put it there"
        )
    here = PurePath(os.path.relpath(path.resolve(), within[0])).as_posix()
    file = here if mapped.keys["file"] == path.name else mapped.keys["file"]  # as somebody said: others beside it
    text = mapping_text({**mapped.keys, "file": file}, mapped.proposal)
    lines = with_mapping(params, [*mapped.keys["tables"]], f"{MAPPINGS}/{place.name}")
    write_together({place: text.encode(), params: lines.encode()})
    return place


def what_they_tell(params: Path, run_dir: Path) -> str:
    """What the records of a year tell once they are mapped: what is set aside, what closed, what can be checked.

    Where they tell nothing yet, as where a survey is mapped before the register, the sentence that says so.
    """
    year = load_annual(params)
    try:
        assessed = assessed_year(year, run_dir)
    except RecordsError as error:
        return str(error)
    register = assessed.records.tables["activities"]
    closed = closed_activities(assessed.columns)
    told = [result for result in assessed.assessment.results if _tells(result)]
    aside = some(len(register.aside), "rows")
    return (
        f"{year.path.name}: {some(len(register.kept), 'activities')} kept, {aside} set aside; "
        f"{closed.n if isinstance(closed, Cases) else 0:,} closed in {year.period.name}; "
        f"{len(told)} of {len(assessed.assessment.results)} checks can be made."
    )


def _tells(result: Result) -> bool:
    """Whether there is a case that can be judged."""
    return any(finding.state not in (State.NO_EVIDENCE, State.NOT_APPLICABLE) for finding in result.findings)
