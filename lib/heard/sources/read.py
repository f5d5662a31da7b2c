"""The records of a council: every table found in its folders, read and typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from heard.errors import RecordsError
from heard.model.address import ANSWERED
from heard.model.database import Database
from heard.model.mapping import MappingFile
from heard.model.period import TIME_ZONE
from heard.model.records import ANSWERED_IN, AT_MIDNIGHT, PART, ROW, UNREAD, SourceFile, Supplied
from heard.model.spelling import as_characteristic, as_name
from heard.model.tables import RESPONSES, TABLES, TableSpec
from heard.sources.answered import AFTER_ALL, Beside, SideFile, with_answers
from heard.sources.checked import to_pandas
from heard.sources.file_parts import FilePart, is_read_in_pieces, numbered, parts_of, refuse_lacking, together
from heard.sources.find import Found, FoundTable, find_all, mapped_sheets
from heard.sources.in_pieces import read_in_pieces
from heard.sources.strays import Stray, find_strays
from heard.sources.supplied_tables import opened
from heard.sources.texts import COMPUTED, TEXT_FILE, with_readings
from heard.sources.typed import CellsRead, Typed, Untyped, typed

POPULATION = "population"
ACTIVITY = "activity_id"
REGISTER = "activities"  # the one table a run cannot do without


def read_records(
    places: Sequence[Path | Database],
    mappings: Mapping[str, Sequence[MappingFile]],
    *,
    keep_comments: bool = False,
    time_zone: ZoneInfo = TIME_ZONE,
    days: Sequence[str] = (),
    params: str = "the params file",
    answers: Path | None = None,
) -> dict[str, Supplied]:
    """Every table that some folder or database has, by name, in the order of the model.

    `days` are the forms in which days are written where no mapping says, and `params` names the file that may say so.
    `answers` is the folder of side files, which fill what the tables leave blank. With the register comes what lies in
    the folders and was not read. Raises RecordsError, one sentence, for a place that is not there or cannot be opened
    and a file that cannot be read as what it is.
    """
    with opened(places) as ready:
        found = {table: find_all(ready, table, mappings.get(table, ())) for table in TABLES}
        folders = [place for place in ready if isinstance(place, Path)]
        files = [file for found_of in found.values() for file in found_of if isinstance(file, Found)]
        strays = tuple(find_strays(folders, files))
        _refuse_misspelt_register(found, strays)
        reading = CellsRead(time_zone, days=tuple(days), params=params)
        supplied = {}
        sides = {name: side for name in TABLES if (side := _side_file(answers, name))}
        there = [name for name in TABLES if found[name] or (name in sides and name != REGISTER)]
        for name in sorted(there, key=POPULATION.__ne__):  # whose categories are answers in others
            supplied[name] = _supplied(TABLES[name], found[name], keep_comments, reading, sides.get(name))
            if name == POPULATION:
                reading = replace(reading, answers=_answers(supplied[name].rows))
    if REGISTER in supplied:
        supplied[REGISTER] = replace(supplied[REGISTER], strays=tuple(stray.sentence for stray in strays))
    return {name: supplied[name] for name in TABLES if name in supplied}


def read_mapped(path: Path, mapping: MappingFile, *, days: Sequence[str] = ()) -> Supplied:
    """One file alone, by a mapping of it, whatever folder it lies in and whatever lies beside it."""
    found = Found(path, 0, mapping, mapped_sheets(path, mapping), 0, path.name)
    return _supplied(TABLES[mapping.table], [found], False, CellsRead(days=tuple(days), params="the mapping"))


def _side_file(answers: Path | None, table: str) -> Found | None:
    """What people answered of a table, where there is such a file."""
    path = answers / f"{table}.csv" if answers else None
    return Found(path, ANSWERED, None, named=f"{path.parent.name}/{path.name}") if path and path.is_file() else None


def _answers(population: pd.DataFrame) -> dict[str, frozenset[str]]:
    """The categories of each characteristic, as they are compared."""
    if not {"characteristic", "category"} <= {*population.columns}:
        return {}
    named = population[["characteristic", "category"]].dropna().astype(str)
    of_each = named["category"].map(as_name).groupby(named["characteristic"].map(as_characteristic))
    return {str(name): frozenset(categories) for name, categories in of_each}


def _refuse_misspelt_register(found: Mapping[str, Sequence[Found | FoundTable]], strays: Sequence[Stray]) -> None:
    """Without a register nothing can be said, but of a file that was meant to be it."""
    if not found[REGISTER] and strays:
        likely = next((stray for stray in strays if REGISTER in stray.do), strays[0])
        raise RecordsError(likely.folder, f"there is no table `{REGISTER}`, and {likely.why}", likely.do)


def _supplied(
    table: TableSpec,
    files: Sequence[Found | FoundTable],
    keep_comments: bool,
    reading: CellsRead,
    side: Found | None = None,
) -> Supplied:
    """A table piece by piece, where it may be large and each of its rows is read by itself; any other whole."""
    if table.name == RESPONSES and side is None and files:
        by_row = [found for found in files if isinstance(found, Found) and is_read_in_pieces(found, reading)]
        if len(by_row) == len(files):
            return read_in_pieces(table, by_row, keep_comments, reading)
    return _whole(table, files, keep_comments, reading, side)


def _whole(
    table: TableSpec,
    files: Sequence[Found | FoundTable],
    keep_comments: bool,
    reading: CellsRead,
    side: Found | None,
) -> Supplied:
    parts = [part for found in files for part in parts_of(table, found, keep_comments, reading)]
    if len(parts) > 1:
        parts = [numbered(part, number) for number, part in enumerate(parts, start=1)]
    refuse_lacking(table, parts)
    alike = [(mapping, together(list(some))) for mapping, some in groupby(parts, key=lambda part: part.mapping)]
    beside = _beside(alike, side, table, reading)
    own = beside.read if beside else alike
    read = [typed(rows, table, mapping, reading) for mapping, rows in own]
    told = [_less_silent(each.frame, table, mapping) for (mapping, _), each in zip(own, read, strict=True)]
    if beside and beside.added:
        read.append(typed(beside.added, table, None, replace(reading, days=())))
        told.append((read[-1].frame, []))
    frames, texts = _with_texts(parts, [frame for frame, _ in told])
    frame = pa.concat_tables(frames, promote_options="default")
    asked = beside.asked if beside else frozenset()
    odd = [oddity for part in parts for oddity in part.oddities] + ([*beside.oddities] if beside else [])
    return Supplied(
        table=table,
        rows=to_pandas(frame.select(_in_order(frame.column_names, table))),
        files=(*(part.source for part in parts), *texts, *([beside.file] if beside else [])),
        extra=tuple(dict.fromkeys(name for part in parts for name in part.extra)),
        dropped=sum(part.read.dropped for part in parts),
        oddities=tuple(dict.fromkeys((*odd, *_otherwise(table, beside, read)))),
        nothing={
            name: silenced
            for name in table.columns
            if (silenced := sum((each.nothing.get(name, Counter()) for each in read), Counter()))
        },
        parts=tuple(part.read for part in parts),
        readings=tuple(reading for each in read for reading in each.readings),
        silent=tuple(activity for _, silent in told for activity in silent if activity not in asked),
        partless={name: found for each in read for name, found in each.partless.items()},
        to_paste={name: line for each in read for name, line in each.to_paste.items()},
        answered=(sum(each.answered for each in read), beside.file.rows if beside else 0),
    )


def _beside(
    alike: Sequence[tuple[MappingFile | None, Untyped]], side: Found | None, table: TableSpec, reading: CellsRead
) -> Beside | None:
    """The rows of a table beside what its side file has, where it has one."""
    if side is None:
        return None
    (part,) = parts_of(table, side, False, reading)
    source = replace(part.source, part=ANSWERED, layer=AFTER_ALL)
    columns = {name: cells for name, cells in part.columns.items() if name != TEXT_FILE}
    rows = together([replace(part, columns=columns)])
    return with_answers(alike, SideFile(source, rows), table, reading)


def _otherwise(table: TableSpec, beside: Beside | None, read: Sequence[Typed]) -> Iterator[str]:
    """A sentence for each column with cells that say otherwise than was answered."""
    if beside is None:
        return
    for column, (cells, row) in (each for one in read for each in one.differing.items()):
        say = "1 cell says" if cells == 1 else f"{cells:,} cells say"
        stand = "it stands" if cells == 1 else "they stand"
        where = f"{'in' if cells == 1 else 'the first in'} row {row}"
        yield (
            f"`{table.name}`: {say} otherwise of `{column}` than {beside.file.name} does, {where}: {stand}. "
            "Put one of the two right."
        )


def _less_silent(frame: pa.Table, table: TableSpec, mapping: MappingFile | None) -> tuple[pa.Table, list[str]]:
    """The rows that say something of this table, and the activities of those of a register that do not.

    A row of a register says nothing where its bold cell is blank, unless the mapping has said what that means.
    """
    bold = [name for name in table.required if name != ACTIVITY and name in frame.column_names]
    if mapping is None or mapping.row_when or mapping.unfold or not table.of_activity or not bold:
        return frame, []
    if table.name == RESPONSES or ACTIVITY not in frame.column_names:
        return frame, []
    masks = [frame[name].is_null() for name in bold]
    masks += [frame[name + UNREAD].is_null() for name in bold if name + UNREAD in frame.column_names]
    silent = pc.and_(
        reduce(pc.or_, masks[: len(bold)]), reduce(pc.and_, [frame[ACTIVITY].is_valid(), *masks[len(bold) :]])
    )
    return frame.filter(pc.invert(silent)), frame.filter(silent)[ACTIVITY].to_pylist()


def _with_texts(parts: Sequence[FilePart], frames: Sequence[pa.Table]) -> tuple[list[pa.Table], list[SourceFile]]:
    """The rows with what is worked out from the documents that they name, and those documents."""
    read: list[pa.Table] = []
    files: list[SourceFile] = []
    for frame in frames:
        if TEXT_FILE not in frame.column_names:
            read.append(frame)
            continue
        of_each = [(part, frame.filter(pc.equal(frame[PART], part.source.part))) for part in parts]
        for part, rows in [each for each in of_each if len(each[1])] or of_each[:1]:
            with_them, texts = with_readings(rows, part.found.path.parent)
            read.append(with_them)
            files += [replace(part.source, name=text.name, sha256=text.sha256, rows=0, sheet="") for text in texts]
    return read, files


def _in_order(names: Sequence[str], table: TableSpec) -> list[str]:
    """The canonical columns, then those computed from them, then the row and its part, then what was not read."""
    places = [*table.columns, *COMPUTED, ROW, PART]
    places += [name + beside for beside in (UNREAD, ANSWERED_IN, AT_MIDNIGHT) for name in table.columns]
    return [name for name in places if name in names]
