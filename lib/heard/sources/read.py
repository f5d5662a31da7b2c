"""The records of a council: every table found in its folders, read and typed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from heard.errors import RecordsError
from heard.model.database import Database
from heard.model.mapping import MappingFile, names_a_person
from heard.model.records import FOLDER, ROW, UNREAD, SourceFile, Supplied
from heard.model.tables import TABLES, Table
from heard.sources.columnar import read_parquet
from heard.sources.delimited import delimited_records
from heard.sources.find import Found, FoundTable, Stray, find_all, find_strays
from heard.sources.frames import to_pandas
from heard.sources.mapped import map_columns, names_spoken_of, names_wanted
from heard.sources.objects import object_records
from heard.sources.raw import Raw, gather, name_of
from heard.sources.sheets import sheet_records
from heard.sources.tables import needed_order, opened
from heard.sources.texts import COMPUTED, TEXT_FILE, with_readings
from heard.sources.typed import typed

COMMENTS = ("comment",)
REGISTER = "activities"  # the one table a run cannot do without


def read_records(
    places: Sequence[Path | Database], mappings: Mapping[str, MappingFile], *, keep_comments: bool = False
) -> dict[str, Supplied]:
    """Every table that some folder or database has, by name, in the order of the model.

    With the register comes what lies in the folders and was not read. Raises RecordsError, one sentence, for a place
    that is not there or cannot be opened and a file that cannot be read as what it is.
    """
    with opened(places) as ready:
        found = {table: find_all(ready, table, mappings.get(table)) for table in TABLES}
        folders = [place for place in ready if isinstance(place, Path)]
        strays = tuple(find_strays(folders, [file.path for files in found.values() for file in files]))
        _refuse_misspelt_register(found, strays)
        supplied = {name: _supplied(TABLES[name], files, keep_comments) for name, files in found.items() if files}
    if REGISTER in supplied:
        supplied[REGISTER] = replace(supplied[REGISTER], strays=tuple(stray.sentence for stray in strays))
    return supplied


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


def _supplied(table: Table, files: Sequence[Found | FoundTable], keep_comments: bool) -> Supplied:
    parts = [_read(table, found, keep_comments) for found in files]
    _refuse_lacking(table, dict(zip((found.where for found in files), parts, strict=True)))
    frame = pa.concat_tables([part.frame for part in parts], promote_options="default")
    return Supplied(
        table=table,
        rows=to_pandas(frame.select(_in_order(frame.column_names, table))),
        files=tuple(file for part in parts for file in part.files),
        extra=tuple(dict.fromkeys(name for part in parts for name in part.extra)),
        dropped=sum(part.dropped for part in parts),
    )


def _refuse_lacking(table: Table, parts: Mapping[str, _Part]) -> None:
    """A bold column that one folder has and another lacks is no blank; what all of them lack, the contract says."""
    for name in table.required:
        lacking = [path for path, part in parts.items() if name not in part.frame.column_names]
        if 0 < len(lacking) < len(parts):
            found = f"it has no column `{name}`, which `{table.name}` has in another folder"
            raise RecordsError(lacking[0], found, "Name the column so, or say in a mapping file which is which")


def _in_order(names: Sequence[str], table: Table) -> list[str]:
    """The canonical columns, then those computed from them, then the row and its folder, then what was not read."""
    places = [*table.columns, *COMPUTED, ROW, FOLDER, *(name + UNREAD for name in table.columns)]
    return [name for name in places if name in names]


def _read(table: Table, found: Found | FoundTable, keep_comments: bool) -> _Part:
    left_out = () if keep_comments else COMMENTS
    mapping = found.mapping.without(left_out) if found.mapping else None
    wanted = names_wanted(mapping) if mapping else frozenset(table.columns) - set(left_out)
    if isinstance(found, FoundTable):
        first = needed_order(table.name, mapping)
        raw, sha256 = found.tables.read(found.called, mapping, wanted, first)
        name = f"{found.called} (its rows in the order of {', '.join(first)})"
        return _part(table, found, mapping, raw, SourceFile(table.name, name, found.folder, sha256, len(raw.rows)))
    try:
        with found.path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if not found.path.stat().st_size:
            raise RecordsError(
                found.path, "it is empty", "Write the names of its columns in the first row, or remove it"
            )
        raw = _read_raw(found, table, wanted)
        source = SourceFile(table.name, found.name, found.folder, sha256, len(raw.rows))
        return _part(table, found, mapping, raw, source)
    except OSError as error:
        why = f"it cannot be opened ({error.strerror})"
        raise RecordsError(found.path, why, "Close it in other programs, and see that you may read it") from error


def _part(table: Table, found: Found | FoundTable, mapping: MappingFile | None, raw: Raw, source: SourceFile) -> _Part:
    files = [source]
    extra = _extra(raw, table, found.mapping)
    dropped = 0
    if mapping:
        raw, dropped = map_columns(raw, mapping)
    frame = typed(raw, table, found.folder, mapping)
    if TEXT_FILE in frame.column_names:
        frame, texts = with_readings(frame, found.path.parent)
        files += [SourceFile(table.name, text.name, found.folder, text.sha256, 0) for text in texts]
    return _Part(frame, tuple(files), extra, dropped)


def _read_raw(found: Found, table: Table, wanted: frozenset[str]) -> Raw:
    path, mapping = found.path, found.mapping
    match found.kind:
        case ".parquet":
            return read_parquet(path, wanted)
        case ".csv" | ".tsv" | ".txt":
            records = delimited_records(path, wanted)
        case ".xlsx" | ".xlsm" | ".xlsb" | ".xls" | ".ods":
            records = sheet_records(path, table.name, mapping.sheet if mapping else None)
        case ".json":
            records = object_records(path)
        case ending:
            raise RecordsError(
                path,
                f"heard does not read files that end in {ending}" if ending else "its name has no ending such as .csv",
                "Save it as CSV, XLSX, ODS, Parquet or JSON",
            )
    return gather(records, wanted, path, mapping.header_rows if mapping else 1)


def _extra(raw: Raw, table: Table, mapping: MappingFile | None) -> tuple[str, ...]:
    """The supplied columns that nothing speaks of; those that name a person go without a word."""
    known = names_spoken_of(mapping) if mapping else frozenset(table.columns)
    unknown = [name for name in raw.header if name and name_of(name) not in known]
    return tuple(name for name in unknown if not (table.name == "responses" and names_a_person(name)))
