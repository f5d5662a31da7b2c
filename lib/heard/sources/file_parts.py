"""One file of a table, or one sheet of it, in the canonical columns, before its cells are read; whole or in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from heard.errors import RecordsError
from heard.model.how_read import PartRead
from heard.model.mapping import DAY_FIRST, MONTH_FIRST, MappingFile, names_a_person
from heard.model.records import PART, ROW, SourceFile
from heard.model.tables import DAYS, MOST_BYTES, RESPONSES, TABLES, TableSpec
from heard.sources.checked import sha256_of
from heard.sources.columnar import parquet_pieces, read_parquet
from heard.sources.days import moment_reader
from heard.sources.find import Found, FoundTable
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
from heard.sources.odd_files import LAST_ROWS, oddities_of
from heard.sources.raw import Cells, Raw, Wanted, gather, name_of
from heard.sources.record_blocks import delimited_pieces
from heard.sources.spreadsheets import WORKBOOKS, sheet_records
from heard.sources.supplied_tables import needed_order
from heard.sources.text_files import delimited_records, object_records
from heard.sources.typed import CellsRead, Untyped
from heard.sources.unlike import each_in_text, one_below_the_other

COMMENTS = ("comment",)
DELIMITED = (".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class FilePart:
    """One file of a table, or one sheet of it, as it was read: its rows are not typed yet."""

    found: Found | FoundTable
    mapping: MappingFile | None
    columns: Mapping[str, CanonicalColumn]
    numbers: Cells
    extra: tuple[str, ...]
    source: SourceFile
    read: PartRead
    oddities: tuple[str, ...] = ()


def parts_of(
    table: TableSpec, found: Found | FoundTable, keep_comments: bool, reading: CellsRead
) -> Iterator[FilePart]:
    """A file or a table of a database: each sheet of a workbook is a part, and any other is one."""
    mapping, names, wanted = _asked(table, found, keep_comments)
    if isinstance(found, FoundTable):
        first = needed_order(table.name, mapping)
        raw, sha256 = found.tables.read(found.called, mapping, wanted.names, first)
        name = f"{found.called} (its rows in the order of {', '.join(first)})"
        yield _part(table, found, mapping, names, raw, name, sha256, "", reading)
        return
    with _unaltered(found.path, MOST_BYTES) as sha256:
        for sheet in found.sheets or (None,):
            raw = _read_raw(found, sheet.name if sheet else "", wanted)
            called = sheet.name if sheet and len(found.sheets) > 1 else ""
            part = _part(table, found, mapping, names, raw, found.name, sha256, called, reading)
            yield replace(part, oddities=tuple(oddities_of(table, raw, mapping, found.name, sheet)))


def is_read_in_pieces(found: Found | FoundTable, reading: CellsRead) -> bool:
    """Whether each row of a file is read by itself: nothing of it hangs on a row that stands elsewhere.

    It does where a mapping fills down, or leaves it to the whole column which of two figures is the day.
    """
    if isinstance(found, FoundTable) or found.kind not in (*DELIMITED, ".parquet"):
        return False
    mapping = found.mapping
    if mapping is None:
        return True
    columns = TABLES[mapping.table].columns
    days = [source for name, source in mapping.columns.items() if columns[name].kind in DAYS]
    forms = all(bool(mapping.days or reading.days or getattr(source, "written_as", ())) for source in days)
    return forms and not mapping.fill_down and bool(mapping.days or reading.days or _takes_all_days(mapping))


def _takes_all_days(mapping: MappingFile) -> bool:
    """Whether it names every column of days, so that none is read as it stands."""
    return all(name in mapping.columns for name, spec in TABLES[mapping.table].columns.items() if spec.kind in DAYS)


def pieces_of(table: TableSpec, found: Found, keep_comments: bool, reading: CellsRead, most: int) -> Iterator[FilePart]:
    """A file as pieces of one part, of about so many rows each; all that is told of the part stands in the last."""
    mapping, names, wanted = _asked(table, found, keep_comments)
    with _unaltered(found.path, None) as sha256:
        raws = parquet_pieces if found.kind == ".parquet" else delimited_pieces
        records, read, dropped, headings, last = 0, 0, 0, 0, list[Raw]()
        for raw in raws(found.path, wanted, most):
            part = _part(table, found, mapping, names, raw, found.name, sha256, "", reading)
            records, read, dropped = records + part.source.rows, read + part.read.read, dropped + part.read.dropped
            headings += part.read.headings - raw.around.headings
            last = [*(last if len(raw.rows) < LAST_ROWS else ()), raw]
            told = replace(part.read, read=read, dropped=dropped, headings=headings + raw.around.headings)
            odd = tuple(oddities_of(table, _one_below_the_other(last), mapping, found.name, None))
            yield replace(part, source=replace(part.source, rows=records), read=told, oddities=odd)


def _one_below_the_other(raws: Sequence[Raw]) -> Raw:
    """The last rows of a file that was read in pieces."""
    if len(raws) == 1:
        return raws[0]
    cells = {name: one_below_the_other([raw.cells[name] for raw in raws]) for name in raws[-1].cells}
    return replace(raws[-1], cells=cells, rows=one_below_the_other([raw.rows for raw in raws]))


def _asked(
    table: TableSpec, found: Found | FoundTable, keep_comments: bool
) -> tuple[MappingFile | None, list[str], Wanted]:
    """The mapping that a file is read by, the canonical columns, and what is asked of the file."""
    left_out = () if keep_comments else COMMENTS
    mapping = found.mapping.without(left_out) if found.mapping else None
    names = [name for name in table.columns if name not in left_out]
    bold = tuple((name,) for name in table.required)
    return mapping, names, wanted_of(mapping, names) if mapping else Wanted(frozenset(names), bold)


@contextmanager
def _unaltered(path: Path, most: int | None) -> Iterator[str]:
    """The SHA-256 of a file while it is read. RecordsError where it cannot be, or somebody alters it meanwhile."""
    try:
        before = _state(path)
        if most is not None and path.stat().st_size > most:
            raise RecordsError(path, f"it has more than {most:,} bytes", "Name the file that was meant")
        sha256 = sha256_of(path)
        if not path.stat().st_size:
            raise RecordsError(path, "it is empty", "Write the names of its columns in the first row, or remove it")
        yield sha256
        if _state(path) != before:
            raise RecordsError(path, "somebody saved it while it was read", "Run again once it is finished")
    except OSError as error:
        why = f"it cannot be opened ({error.strerror})"
        raise RecordsError(path, why, "Close it in other programs, and see that you may read it") from error


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
) -> FilePart:
    around = raw.around
    if mapping:
        read_day = moment_reader((DAY_FIRST, MONTH_FIRST), reading.time_zone, names_in(mapping.language))
        sheet_name = found.sheets[0].name if isinstance(found, Found) and len(found.sheets) == 1 else sheet
        rows = map_columns(with_names(each_in_text(raw), found.path.stem, sheet_name), mapping, names, read_day)
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
    return FilePart(found, mapping, rows.columns, rows.rows, _extra(raw, table, found.mapping), source, read)


def _read_raw(found: Found, sheet: str, wanted: Wanted) -> Raw:
    path = found.path
    match found.kind:
        case ".parquet":
            return read_parquet(path, wanted.names)
        case ending if ending in DELIMITED:
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


def numbered(part: FilePart, number: int) -> FilePart:
    """One of several parts, with its number."""
    return replace(part, source=replace(part.source, part=number), read=replace(part.read, part=number))


def refuse_lacking(table: TableSpec, parts: Sequence[FilePart]) -> None:
    """A bold column that one part has and another lacks is no blank; what all of them lack, the contract says."""
    for name in table.required:
        lacking = [part for part in parts if name not in part.columns]
        if 0 < len(lacking) < len(parts):
            elsewhere = "folder" if len({part.found.folder for part in parts}) > 1 else "file or sheet"
            found = f"it has no column `{name}`, which `{table.name}` has in another {elsewhere}"
            raise RecordsError(
                lacking[0].found.where, found, "Name the column so, or say in a mapping file which is which"
            )


def together(parts: Sequence[FilePart]) -> Untyped:
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
