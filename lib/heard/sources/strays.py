"""What lies in the folders of records and is not read, though it looks like a table: files, and sheets of workbooks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from heard.errors import did_you_mean
from heard.model.tables import TABLES
from heard.sources.find import CANONICAL, FIRST_FOLDER_ONLY, HIDDEN, Found, called_like_a_table, entries
from heard.sources.spreadsheets import Worksheet, worksheets

TABULAR = (*CANONICAL, ".tsv", ".json", ".xls", ".xlsm", ".xlsb")


@dataclass(frozen=True)
class Stray:
    """A file that looks like a table and is none heard reads: why not, and what may have been meant."""

    folder: Path
    why: str
    do: str

    @property
    def sentence(self) -> str:
        """Both, as `heard check` says them."""
        return f"{self.why}. {self.do}" if self.do.endswith("?") else f"{self.why}. {self.do}."


def find_strays(folders: Sequence[Path], found: Collection[Found]) -> Iterator[Stray]:
    """What looks like a table and is not read: files of the folders, and sheets of the workbooks that were `found`."""
    taken = {file.path for file in found}
    for n, folder in enumerate(folders):
        there = f" in folder {n + 1}" if len(folders) > 1 else ""
        for path in (*entries(folder), *called_like_a_table(folder)):
            if path not in taken and path.suffix.casefold() in TABULAR and not path.name.startswith(HIDDEN):
                yield from _stray(path, there)
        for path in dict.fromkeys(file.path for file in found if file.folder == n):
            read = {sheet for file in found if file.path == path for sheet in file.sheets}
            yield from (_unread(sheet, folder, there) for sheet in worksheets(path) if _is_stray(sheet, read))


def _stray(path: Path, there: str) -> Iterator[Stray]:
    called, name = path.stem.casefold(), path.name.encode(errors="replace").decode()  # it need not be UTF-8
    if path.is_dir() or not (path.is_file() or path.is_symlink()):
        why = f"`{name}`{there} is not read, because it is {'a folder' if path.is_dir() else 'a device'} and no file"
        yield Stray(path.parent, why, f"Put the file `{name}` in its place")
    elif called not in TABLES:
        why = f"`{name}`{there} is not read, because heard knows no table of that name"
        yield Stray(path.parent, why, did_you_mean(called, TABLES, "Map it, or leave it out of the folder"))
    elif path.suffix.casefold() not in CANONICAL:
        endings = f"{', '.join(CANONICAL[:-1])} or {CANONICAL[-1]}"
        why = f"`{name}`{there} is not read, because the name of a table ends in {endings}"
        yield Stray(path.parent, why, "Save it as one of them, or map it")


def _is_stray(sheet: Worksheet, read: Collection[Worksheet]) -> bool:
    elsewhere = sheet.is_seen and any(map(sheet.is_called, FIRST_FOLDER_ONLY))  # read from the first folder alone
    return sheet not in read and not elsewhere and not sheet.is_blank


def _unread(sheet: Worksheet, folder: Path, there: str) -> Stray:
    why = "heard knows no table of that name" if sheet.is_seen else "it is hidden"
    do = did_you_mean(sheet.name, TABLES, "Name it in a mapping under `sheet:`, or leave it out of the workbook")
    found = f"the sheet {sheet.name!r} of `{sheet.path.name}`{there} is not read, because {why}"
    return Stray(folder, found, do if sheet.is_seen else "Unhide it, name it in a mapping, or delete it")
