"""A published report made again from what its manifest says it was made from, and held against itself byte by byte."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from heard.errors import HeardError, ParamsError
from heard.history.changed_figures import VERSION, kinds_that_differ
from heard.history.published_reports import MANIFEST, fields_of_any_length, load_year, manifest_of
from heard.model.tables import MOST_BYTES, RESPONSES
from heard.params import Params
from heard.press.manifest import PARAMS_FILE
from heard.press.place import INTERNAL, MARK, SIGNATURE, STATEMENT, files_of
from heard.press.staging import private_folder
from heard.sources.checked import sha256_of

FIRST = (
    "findings.csv",
    "results.csv",
    "commitments.csv",
    "people.csv",
    "carried-over.csv",
    "changes.csv",
    "figures.csv",
)
LAST = ("datapackage.json", "disclosure.json", STATEMENT)  # they differ because others do
KEYS = 3  # columns that a row of open data is known by, at most
MANY = 5  # files of one folder, which are counted and not named
LONGEST = 60  # letters of a cell that is quoted


@dataclass(frozen=True)
class MadeAgain:
    """What came of it: where the report first differs from what its inputs make, "" where it is the same.

    `why_not` says, where nothing was made and no difference is known, what was wanting.
    """

    difference: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class _Input:
    """A file that a report was made from: its name in the manifest, and where it is; None where it was not found."""

    name: str
    path: Path | None
    is_altered: bool = False


@dataclass(frozen=True)
class _Elsewhere:
    """A folder in which inputs are sought by what they hold, whatever their names, until they are found.

    The smallest files are looked at first, and those that are larger than the input may be are not.
    """

    folder: Path | None
    _by_hash: dict[str, Path] = field(default_factory=dict)

    def find(self, sha256: str, most: int | None) -> Path | None:
        """A file of this SHA-256 and at most so many bytes; None where there is none."""
        while sha256 not in self._by_hash and self._unseen and (most is None or self._unseen[-1][0] <= most):
            path = self._unseen.pop()[1]
            self._by_hash.setdefault(sha256_of(path), path)
        return self._by_hash.get(sha256)

    @cached_property
    def _unseen(self) -> list[tuple[int, Path]]:
        """The files that were not looked at yet, by size, the smallest last."""
        files = self.folder.rglob("*") if self.folder else ()
        return sorted(((path.stat().st_size, path) for path in files if path.is_file()), reverse=True)


def make_again(report: Path, records: Path | None, progress: Callable[[str], None]) -> MadeAgain:
    """Make an annual report again, elsewhere, and hold it against that in `report`; `progress` is told each step.

    Its inputs are sought where its manifest says, else by their SHA-256 in the folder `records`. A database on a server
    is not asked, for its address would come from a file that came with the report. ParamsError where `records` is none.
    """
    if records and not records.is_dir():
        raise ParamsError("--records", f"{records} is not a folder", "Name the folder that holds the inputs")
    manifest = manifest_of(report)
    if not (report / FIRST[0]).is_file():
        return MadeAgain(why_not="only annual reports are")
    made_at = _params_file(report, manifest)
    inputs = list(_sought(manifest, made_at, _Elsewhere(records)))
    altered = [each.name for each in inputs if each.is_altered]
    if missing := [each.name for each in inputs if each.path is None]:
        return MadeAgain(_altered(altered), f"{_called(missing)} {'is' if len(missing) == 1 else 'are'} not to hand")
    with private_folder() as folder:
        try:
            again = _published_again(report, _params(inputs, made_at, folder), folder, progress)
        except HeardError as error:
            found = f"it cannot be made again ({error.where}: {error.found})"
            return MadeAgain(f"{found}; {_altered(altered)}" if altered else found)
        found = place_of_difference(report, again)
        if found:
            return MadeAgain(f"{found}; {_moved_by(manifest, manifest_of(again), altered)}")
        return MadeAgain(f"no published file, but {_altered(altered)}" if altered else "")


def _params_file(report: Path, manifest: Mapping[str, Any]) -> Path | None:
    """The params file that a report was made from, where its manifest says; None where it does not."""
    written = manifest["run"].get(PARAMS_FILE)
    return Path(os.path.normpath(Path(os.path.realpath(report)) / written)) if written else None


def _sought(manifest: Mapping[str, Any], made_at: Path | None, elsewhere: _Elsewhere) -> Iterator[_Input]:
    for name, given in {str(each["file"]): each for each in manifest["inputs"]}.items():
        sha256, most = str(given["sha256"]), None if given.get("table") == RESPONSES else MOST_BYTES
        if "://" in name:
            yield _Input(name, _database_file(name, made_at))
            continue
        place = made_at.parent / name if made_at else None
        if place and place.is_file() and sha256_of(place) == sha256:
            yield _Input(name, place)
        elif not _is_whole(name) and (found := elsewhere.find(sha256, most)):
            yield _Input(name, found)
        else:
            yield _Input(name, place, is_altered=True) if place and place.is_file() else _Input(name, None)


def _database_file(name: str, made_at: Path | None) -> Path | None:
    """The file of a DuckDB database, of the name of a table in it."""
    written = name.partition(" (")[0].rpartition("/")[0]
    place = made_at.parent / written.removeprefix("duckdb://").removeprefix("/") if made_at else None
    return place if place and written.startswith("duckdb://") and place.is_file() else None


def _is_whole(name: str) -> bool:
    """Whether a path begins at the root, or on a drive: nothing is laid out there."""
    return PurePosixPath(name).is_absolute() or bool(PureWindowsPath(name).anchor)


def _params(inputs: Sequence[_Input], made_at: Path | None, folder: Path) -> Params:
    """The year of the inputs: where they are, or laid out as the manifest has them where some lie elsewhere."""
    if made_at and all(each.path == made_at.parent / each.name for each in inputs if "://" not in each.name):
        return load_year(made_at)
    up = max(PurePosixPath(each.name).parts.count("..") for each in inputs)
    beside = folder.joinpath("council", *["below"] * up)
    for each in inputs:
        if each.path and not _is_whole(each.name):
            place = Path(os.path.normpath(beside / each.name))
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(each.path, place)
    return load_year(beside / inputs[0].name)


def _published_again(report: Path, params: Params, folder: Path, progress: Callable[[str], None]) -> Path:
    """The report of the params, made as one that takes the place of the one in `report`, which a copy stands for."""
    from heard.press.annual_pack import publish_annual  # here: it imports what makes every format

    shutil.copytree(report, folder / params.name, ignore=shutil.ignore_patterns(INTERNAL, SIGNATURE))
    return publish_annual(params, folder, progress)


def place_of_difference(report: Path, again: Path) -> str:
    """The first file that is not the same in both, and the place in it; the figures first."""
    names = {
        path.relative_to(folder).as_posix() for folder in (report, again) for path in files_of(folder)
    } - {MANIFEST, SIGNATURE}  # fmt: skip
    others = sorted(names - {*FIRST, *LAST})
    for name in (*FIRST, *others, *LAST):
        files = report / name, again / name
        before, now = (path.read_bytes() if path.is_file() else b"" for path in files)
        if before != now:
            return _place_in(name, before, now)
    return ""


def _place_in(name: str, before: bytes, now: bytes) -> str:
    if name.endswith(".csv"):
        with fields_of_any_length():
            rows = [list(csv.reader(io.StringIO(each.decode("utf-8")))) for each in (before, now)]
        return f"{name}, {_row_in(*rows)}"
    if name.endswith((".html", ".json")):
        lines = enumerate(zip_longest(before.splitlines(), now.splitlines()), start=1)
        return f"{name}, line {next(n for n, (then, line) in lines if then != line)}"
    return name


def _row_in(before: Sequence[Sequence[str]], now: Sequence[Sequence[str]]) -> str:
    """The first row that is another, numbered as a spreadsheet does, and the cell in it."""
    for n, (then, row) in enumerate(zip_longest(before, now, fillvalue=()), start=1):
        if then == row:
            continue
        called = f"row {n} ({', '.join(filter(None, then[:KEYS] or row[:KEYS]))})"
        if not then or not row or then[:KEYS] != row[:KEYS]:
            return f"{called} does not come out again" if then else f"{called} is left out"
        cells = zip(before[0], then, row, strict=False)
        column, published, again = next((name, one, other) for name, one, other in cells if one != other)
        return f"{called}: {column} is {published[:LONGEST]!r}, and comes out as {again[:LONGEST]!r}"
    return "the ends of its lines"


def _moved_by(before: Mapping[str, Any], now: Mapping[str, Any], altered: Sequence[str]) -> str:
    """What the two were made from that differs."""
    if altered:
        return _altered(altered)
    kinds = kinds_that_differ(before, now)
    if kinds == (VERSION,):
        return f"{_makers(before, now)} made it"
    return f"what differs: {', '.join(kinds)}" if kinds else "nothing that it is made from differs: a fault in heard"


def _makers(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What made a report, where that is other than what is here."""
    then, here = ({MARK: made[MARK]["version"], **made["versions"]} for made in (before, now))
    return ", ".join(f"{name} {version}" for name, version in then.items() if here.get(name) != version) or MARK


def _called(names: Sequence[str]) -> str:
    """Names in a sentence; of a folder that has many, the folder and how many."""
    folders = Counter(name.rpartition("/")[0] for name in names)
    each = (name.rpartition("/")[0] if folders[name.rpartition("/")[0]] > MANY else name for name in names)
    return ", ".join(f"{name} ({n} files)" if n > MANY else name for name, n in Counter(each).items())


def _altered(names: Iterable[str]) -> str:
    several = list(names)
    return f"{', '.join(several)} {'was' if len(several) == 1 else 'were'} altered since" if several else ""
