"""The records of a council: every table found in its folders, read and typed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa

from heard.errors import RecordsError
from heard.model.database import Database
from heard.model.mapping import MappingFile, names_a_person
from heard.model.period import TIME_ZONE
from heard.model.records import AT_MIDNIGHT, FOLDER, ROW, UNREAD, SourceFile, Supplied
from heard.model.spelling import as_characteristic, as_name
from heard.model.tables import TABLES, TableSpec
from heard.sources.checked import to_pandas
from heard.sources.columnar import read_parquet
from heard.sources.find import Found, FoundTable, find_all
from heard.sources.mapped import map_columns, names_spoken_of, names_wanted
from heard.sources.raw import Raw, gather, name_of, stacked
from heard.sources.spreadsheets import rows_hidden_by_a_filter, sheet_records
from heard.sources.strays import Stray, find_strays
from heard.sources.supplied_tables import needed_order, opened
from heard.sources.text_files import delimited_records, object_records
from heard.sources.texts import COMPUTED, TEXT_FILE, with_readings
from heard.sources.typed import CellsRead, typed

COMMENTS = ("comment",)
POPULATION = "population"
REGISTER = "activities"  # the one table a run cannot do without


def read_records(
    places: Sequence[Path | Database],
    mappings: Mapping[str, MappingFile],
    *,
    keep_comments: bool = False,
    time_zone: ZoneInfo = TIME_ZONE,
) -> dict[str, Supplied]:
    """Every table that some folder or database has, by name, in the order of the model.

    With the register comes what lies in the folders and was not read. Raises RecordsError, one sentence, for a place
    that is not there or cannot be opened and a file that cannot be read as what it is.
    """
    with opened(places) as ready:
        found = {table: find_all(ready, table, mappings.get(table)) for table in TABLES}
        folders = [place for place in ready if isinstance(place, Path)]
        files = [file for found_of in found.values() for file in found_of if isinstance(file, Found)]
        strays = tuple(find_strays(folders, files))
        _refuse_misspelt_register(found, strays)
        reading = CellsRead(time_zone)
        supplied = {}
        for name in sorted(filter(found.get, found), key=POPULATION.__ne__):  # whose categories are answers in others
            supplied[name] = _supplied(TABLES[name], found[name], keep_comments, reading)
            if name == POPULATION:
                reading = CellsRead(time_zone, _answers(supplied[name].rows))
    if REGISTER in supplied:
        supplied[REGISTER] = replace(supplied[REGISTER], strays=tuple(stray.sentence for stray in strays))
    return {name: supplied[name] for name in TABLES if name in supplied}


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
    """One file of a table, read."""

    frame: pa.Table
    files: tuple[SourceFile, ...]
    extra: tuple[str, ...]
    dropped: int
    nothing: Mapping[str, Counter[str]]
    oddities: tuple[str, ...] = ()


def _supplied(
    table: TableSpec, files: Sequence[Found | FoundTable], keep_comments: bool, reading: CellsRead
) -> Supplied:
    parts = [_read(table, found, keep_comments, reading) for found in files]
    _refuse_lacking(table, dict(zip((found.where for found in files), parts, strict=True)))
    frame = pa.concat_tables([part.frame for part in parts], promote_options="default")
    return Supplied(
        table=table,
        rows=to_pandas(frame.select(_in_order(frame.column_names, table))),
        files=tuple(file for part in parts for file in part.files),
        extra=tuple(dict.fromkeys(name for part in parts for name in part.extra)),
        dropped=sum(part.dropped for part in parts),
        oddities=tuple(oddity for part in parts for oddity in part.oddities),
        nothing={
            name: said
            for name in table.columns
            if (said := sum((part.nothing.get(name, Counter()) for part in parts), Counter()))
        },
    )


def _refuse_lacking(table: TableSpec, parts: Mapping[str, _Part]) -> None:
    """A bold column that one folder has and another lacks is no blank; what all of them lack, the contract says."""
    for name in table.required:
        lacking = [path for path, part in parts.items() if name not in part.frame.column_names]
        if 0 < len(lacking) < len(parts):
            found = f"it has no column `{name}`, which `{table.name}` has in another folder"
            raise RecordsError(lacking[0], found, "Name the column so, or say in a mapping file which is which")


def _in_order(names: Sequence[str], table: TableSpec) -> list[str]:
    """The canonical columns, then those computed from them, then the row and its folder, then what was not read."""
    places = [*table.columns, *COMPUTED, ROW, FOLDER]
    places += [name + beside for beside in (UNREAD, AT_MIDNIGHT) for name in table.columns]
    return [name for name in places if name in names]


def _read(table: TableSpec, found: Found | FoundTable, keep_comments: bool, reading: CellsRead) -> _Part:
    left_out = () if keep_comments else COMMENTS
    mapping = found.mapping.without(left_out) if found.mapping else None
    wanted = names_wanted(mapping) if mapping else frozenset(table.columns) - set(left_out)
    if isinstance(found, FoundTable):
        first = needed_order(table.name, mapping)
        raw, sha256 = found.tables.read(found.called, mapping, wanted, first)
        name = f"{found.called} (its rows in the order of {', '.join(first)})"
        source = SourceFile(table.name, name, found.folder, sha256, len(raw.rows))
        return _part(table, found, mapping, raw, source, reading)
    try:
        with found.path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if not found.path.stat().st_size:
            raise RecordsError(
                found.path, "it is empty", "Write the names of its columns in the first row, or remove it"
            )
        raw = _read_raw(found, wanted)
        source = SourceFile(table.name, found.name, found.folder, sha256, len(raw.rows))
        part = _part(table, found, mapping, raw, source, reading)
        return replace(part, oddities=tuple(_filtered(table, found)))
    except OSError as error:
        why = f"it cannot be opened ({error.strerror})"
        raise RecordsError(found.path, why, "Close it in other programs, and see that you may read it") from error


def _filtered(table: TableSpec, found: Found) -> Iterator[str]:
    for sheet in found.sheets:
        if rows := rows_hidden_by_a_filter(sheet):
            hides, they = ("1 row", "it is") if rows == 1 else (f"{rows:,} rows", "they are")
            where = f"the sheet {sheet.name!r} of {found.name}"
            yield f"`{table.name}`: a filter hides {hides} of {where}, and {they} read like the others."


def _part(
    table: TableSpec,
    found: Found | FoundTable,
    mapping: MappingFile | None,
    raw: Raw,
    source: SourceFile,
    reading: CellsRead,
) -> _Part:
    files = [source]
    extra = _extra(raw, table, found.mapping)
    dropped = 0
    if mapping:
        raw, dropped = map_columns(raw, mapping)
    read = typed(raw, table, found.folder, mapping, reading)
    frame = read.frame
    if TEXT_FILE in frame.column_names:
        frame, texts = with_readings(frame, found.path.parent)
        files += [SourceFile(table.name, text.name, found.folder, text.sha256, 0) for text in texts]
    return _Part(frame, tuple(files), extra, dropped, read.nothing)


def _read_raw(found: Found, wanted: frozenset[str]) -> Raw:
    path, mapping = found.path, found.mapping
    match found.kind:
        case ".parquet":
            return read_parquet(path, wanted)
        case ".csv" | ".tsv" | ".txt":
            records = delimited_records(path, wanted)
        case ".xlsx" | ".xlsm" | ".xlsb" | ".xls" | ".ods":
            sheets = [sheet.name for sheet in found.sheets] or [""]  # of one that cannot be opened none is known
            header_rows = mapping.header_rows if mapping else 1
            return stacked([gather(sheet_records(path, sheet), wanted, path, header_rows) for sheet in sheets])
        case ".json":
            records = object_records(path)
        case ending:
            raise RecordsError(
                path,
                f"heard does not read files that end in {ending}" if ending else "its name has no ending such as .csv",
                "Save it as CSV, XLSX, ODS, Parquet or JSON",
            )
    return gather(records, wanted, path, mapping.header_rows if mapping else 1)


def _extra(raw: Raw, table: TableSpec, mapping: MappingFile | None) -> tuple[str, ...]:
    """The supplied columns that nothing speaks of; those that name a person go without a word."""
    known = names_spoken_of(mapping) if mapping else frozenset(table.columns)
    unknown = [name for name in raw.header if name and name_of(name) not in known]
    return tuple(name for name in unknown if not (table.name == "responses" and names_a_person(name)))
