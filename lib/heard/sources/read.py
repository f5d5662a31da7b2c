"""The records of a council: every table found in its folders, read and typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from heard.model.how_read import PartRead
from heard.model.mapping import DAY_FIRST, MONTH_FIRST, MappingFile, names_a_person
from heard.model.period import TIME_ZONE
from heard.model.records import ANSWERED_IN, AT_MIDNIGHT, PART, ROW, UNREAD, SourceFile, Supplied
from heard.model.spelling import as_characteristic, as_name
from heard.model.tables import MOST_BYTES, TABLES, TableSpec
from heard.sources.answered import AFTER_ALL, Beside, SideFile, with_answers
from heard.sources.checked import sha256_of, to_pandas
from heard.sources.columnar import read_parquet
from heard.sources.days import moment_reader
from heard.sources.find import Found, FoundTable, find_all, mapped_sheets
from heard.sources.mapped import (
    CanonicalColumn,
    MappedRows,
    as_supplied,
    map_columns,
    names_spoken_of,
    wanted_of,
    with_names,
)
from heard.sources.month_names import names_in
from heard.sources.odd_files import oddities_of
from heard.sources.raw import Cells, Raw, Wanted, gather, name_of
from heard.sources.spreadsheets import WORKBOOKS, sheet_records
from heard.sources.strays import Stray, find_strays
from heard.sources.supplied_tables import needed_order, opened
from heard.sources.text_files import delimited_records, object_records
from heard.sources.texts import COMPUTED, TEXT_FILE, with_readings
from heard.sources.typed import CellsRead, Typed, Untyped, typed

COMMENTS = ("comment",)
POPULATION = "population"
ACTIVITY = "activity_id"
RESPONSES = "responses"
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


@dataclass(frozen=True)
class _Part:
    """One file of a table, or one sheet of it, as it was read: its rows are not typed yet."""

    found: Found | FoundTable
    mapping: MappingFile | None
    columns: Mapping[str, CanonicalColumn]
    numbers: Cells
    extra: tuple[str, ...]
    source: SourceFile
    read: PartRead
    oddities: tuple[str, ...] = ()


def _supplied(
    table: TableSpec,
    files: Sequence[Found | FoundTable],
    keep_comments: bool,
    reading: CellsRead,
    side: Found | None = None,
) -> Supplied:
    parts = [part for found in files for part in _parts(table, found, keep_comments, reading)]
    if len(parts) > 1:
        parts = [_numbered(part, number) for number, part in enumerate(parts, start=1)]
    _refuse_lacking(table, parts)
    alike = [(mapping, _together(list(some))) for mapping, some in groupby(parts, key=lambda part: part.mapping)]
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
    (part,) = _parts(table, side, False, reading)
    source = replace(part.source, part=ANSWERED, layer=AFTER_ALL)
    columns = {name: cells for name, cells in part.columns.items() if name != TEXT_FILE}
    rows = _together([replace(part, columns=columns)])
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


def _numbered(part: _Part, number: int) -> _Part:
    """One of several parts, with its number."""
    return replace(part, source=replace(part.source, part=number), read=replace(part.read, part=number))


def _refuse_lacking(table: TableSpec, parts: Sequence[_Part]) -> None:
    """A bold column that one part has and another lacks is no blank; what all of them lack, the contract says."""
    for name in table.required:
        lacking = [part for part in parts if name not in part.columns]
        if 0 < len(lacking) < len(parts):
            elsewhere = "folder" if len({part.found.folder for part in parts}) > 1 else "file or sheet"
            found = f"it has no column `{name}`, which `{table.name}` has in another {elsewhere}"
            raise RecordsError(
                lacking[0].found.where, found, "Name the column so, or say in a mapping file which is which"
            )


def _together(parts: Sequence[_Part]) -> Untyped:
    """The rows of parts that are read alike, one below the other; blank where one has a column that another lacks."""
    frames = [
        pa.table(
            {f"{name}{of}": getattr(filled, of) for name, filled in part.columns.items() for of in _FILLED}
            | {ROW: part.numbers, PART: pa.repeat(pa.scalar(part.source.part, pa.int64()), len(part.numbers))}
        )
        for part in parts
    ]
    frame = pa.concat_tables(frames, promote_options="default")
    names = dict.fromkeys(name for part in parts for name in part.columns)
    columns = {name: CanonicalColumn(*(frame[f"{name}{of}"] for of in _FILLED)) for name in names}
    return Untyped(parts[0].found.where, columns, frame[ROW], frame[PART])


_FILLED = ("cells", "written", "done")


def _with_texts(parts: Sequence[_Part], frames: Sequence[pa.Table]) -> tuple[list[pa.Table], list[SourceFile]]:
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


def _parts(table: TableSpec, found: Found | FoundTable, keep_comments: bool, reading: CellsRead) -> Iterator[_Part]:
    left_out = () if keep_comments else COMMENTS
    mapping = found.mapping.without(left_out) if found.mapping else None
    names = [name for name in table.columns if name not in left_out]
    bold = tuple((name,) for name in table.required)
    wanted = wanted_of(mapping, names) if mapping else Wanted(frozenset(names), bold)
    if isinstance(found, FoundTable):
        first = needed_order(table.name, mapping)
        raw, sha256 = found.tables.read(found.called, mapping, wanted.names, first)
        name = f"{found.called} (its rows in the order of {', '.join(first)})"
        yield _part(table, found, mapping, names, raw, name, sha256, "", reading)
        return
    try:
        before = _state(found.path)
        if found.path.stat().st_size > MOST_BYTES:
            raise RecordsError(found.path, f"it has more than {MOST_BYTES:,} bytes", "Name the file that was meant")
        sha256 = sha256_of(found.path)
        if not found.path.stat().st_size:
            raise RecordsError(
                found.path, "it is empty", "Write the names of its columns in the first row, or remove it"
            )
        for sheet in found.sheets or (None,):
            raw = _read_raw(found, sheet.name if sheet else "", wanted)
            called = sheet.name if sheet and len(found.sheets) > 1 else ""
            part = _part(table, found, mapping, names, raw, found.name, sha256, called, reading)
            yield replace(part, oddities=tuple(oddities_of(table, raw, mapping, found.name, sheet)))
        if _state(found.path) != before:
            raise RecordsError(found.path, "somebody saved it while it was read", "Run again once it is finished")
    except OSError as error:
        why = f"it cannot be opened ({error.strerror})"
        raise RecordsError(found.path, why, "Close it in other programs, and see that you may read it") from error


def _state(path: Path) -> tuple[int, int, int]:
    """What is another once a file is saved again."""
    stat = path.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def _part(
    table: TableSpec,
    found: Found | FoundTable,
    mapping: MappingFile | None,
    names: Sequence[str],
    raw: Raw,
    name: str,
    sha256: str,
    sheet: str,
    reading: CellsRead,
) -> _Part:
    around = raw.around
    if mapping:
        read_day = moment_reader((DAY_FIRST, MONTH_FIRST), reading.time_zone, names_in(mapping.language))
        sheet_name = found.sheets[0].name if isinstance(found, Found) and len(found.sheets) == 1 else sheet
        rows = map_columns(with_names(raw, found.path.stem, sheet_name), mapping, names, read_day)
    else:
        rows = MappedRows(as_supplied(raw), raw.rows, len(raw.rows), around.headings, 0)
    records = rows.read + rows.dropped
    source = SourceFile(table.name, name, found.folder, sha256, records, sheet, layer=found.layer)
    read = PartRead(
        table=table.name,
        part=0,
        file=name,
        sheet=sheet,
        names_in_row=around.names_in_row,
        above=around.above,
        rows=around.rows,
        read=rows.read,
        dropped=rows.dropped,
        headings=rows.headings,
        blank=len(around.blank_rows),
        mapping=mapping.path.name if mapping else "",
    )
    return _Part(found, mapping, rows.columns, rows.rows, _extra(raw, table, found.mapping), source, read)


def _read_raw(found: Found, sheet: str, wanted: Wanted) -> Raw:
    path = found.path
    match found.kind:
        case ".parquet":
            return read_parquet(path, wanted.names)
        case ".csv" | ".tsv" | ".txt":
            records = delimited_records(path, wanted.names)
        case ".json":
            records = object_records(path)
        case ending if ending in WORKBOOKS:
            records = sheet_records(path, sheet)  # of one that cannot be opened none is known
        case ending:
            raise RecordsError(
                path,
                f"heard does not read files that end in {ending}" if ending else "its name has no ending such as .csv",
                "Save it as CSV, XLSX, ODS, Parquet or JSON",
            )
    return gather(records, wanted, path)


def _extra(raw: Raw, table: TableSpec, mapping: MappingFile | None) -> tuple[str, ...]:
    """The supplied columns that nothing speaks of; those that name a person go without a word."""
    known = {*table.columns} | (names_spoken_of(mapping) if mapping else frozenset())
    unknown = [name for name in raw.header if name and name_of(name) not in known]
    return tuple(name for name in unknown if not (table.name == RESPONSES and names_a_person(name)))
