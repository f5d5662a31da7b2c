"""What reports published earlier told of people, read from their folders: the memory of the gate."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from heard.history.published_reports import MANIFEST, load_published, manifest_of, rows_in
from heard.maths.suppress import ShownTable, Symbol
from heard.measures import MEASURES
from heard.measures.units import opened_consultations
from heard.measures.who_took_part import Before
from heard.model.people import DID_NOT_SAY
from heard.model.shown_before import ShownBefore, as_json, from_json
from heard.params.files_read import as_read

DISCLOSURE, PEOPLE = "disclosure.json", "people.csv"
KEPT = "told-before.json"  # in the folder of a run
OF_OPENED = {measure.id for measure in MEASURES if measure.units is opened_consultations}  # they need not have closed
REPLACED = ".replaced-"  # between the name of a report and the day on which it was put aside


def profiles_of(name: str) -> str:
    """The profiles that go with a report: `profiles-2024-25` with `annual-2024-25`."""
    return f"profiles-{name.removeprefix('annual-')}"


def told_under(name: str, out: Path) -> tuple[ShownBefore, tuple[str, ...]]:
    """What was told in `out` by the report of this name, its profiles, and those put aside for them.

    Then a sentence for each of which it cannot be known.
    """
    folders: list[Path] = []
    for each in (name, profiles_of(name)):
        place = Path(os.path.realpath(out / each))  # a report may lie elsewhere, and those put aside lie beside it
        aside = sorted(place.parent.glob(f"{place.name}{REPLACED}*")) if place.parent.is_dir() else []
        folders += [*aside, place]
    return told_in(folders)


def told_in(folders: Iterable[Path]) -> tuple[ShownBefore, tuple[str, ...]]:
    """What the reports in these folders told, the oldest first, and a sentence for each that does not say.

    Of a folder in which something was altered, only the files that are as heard wrote them are believed.
    """
    told, unknown = ShownBefore(), []
    for folder in folders:
        here = _told(folder)
        if here is None and (folder / MANIFEST).is_file():
            unknown.append(f"What {folder} told of people is not known: its {DISCLOSURE} is gone, or was altered.")
        told = told.and_then(here or ShownBefore())
    return told, tuple(unknown)


def told_last_year(folder: Path | None) -> Before | None:
    """What last year's report, in `folder`, told of people, and which activities it counted; None without one."""
    if folder is None:
        return None
    counted = {activity for measure, activity in load_published(folder).states if measure not in OF_OPENED}
    told, _ = told_in([folder])
    return Before(told.people, told.contributions, frozenset(counted))


def keep_told(told: ShownBefore, run_dir: Path) -> None:
    """What earlier reports told, for every step of a run: it takes the place of one of them."""
    run_dir.mkdir(parents=True, exist_ok=True)
    (run_dir / KEPT).write_text(json.dumps(as_json(told), ensure_ascii=False), encoding="utf-8", newline="\n")


def told_before(run_dir: Path) -> ShownBefore:
    """What was kept so; nothing where a run takes no report's place, as when a notebook is opened by itself."""
    kept = run_dir / KEPT
    return from_json(json.loads(kept.read_text(encoding="utf-8"))) if kept.is_file() else ShownBefore()


def _told(folder: Path) -> ShownBefore | None:
    written = unaltered(folder, DISCLOSURE)
    if written is None:
        people = unaltered(folder, PEOPLE)
        return None if people is None else ShownBefore(_people(people))
    try:
        return from_json(json.loads(written)["told"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def unaltered(folder: Path, name: str) -> bytes | None:
    """What a published file holds that has the hash which the manifest beside it gives; None of any other."""
    try:
        content = as_read(folder / name)
        hashes = {each["file"]: each["sha256"] for each in manifest_of(folder)["published"]}
    except (OSError, KeyError, TypeError):
        return None
    return content if hashes.get(name) == hashlib.sha256(content).hexdigest() else None


def _people(written: bytes) -> dict[str, tuple[ShownTable, ...]]:
    """Who took part, as `people.csv` has it: all that a report told before heard wrote `disclosure.json`."""
    cells: dict[str, dict[str, int | Symbol]] = {}
    totals: dict[str, int | Symbol] = {}
    for row in rows_in(written):
        category = "" if row["category"] == DID_NOT_SAY else row["category"]
        cells.setdefault(row["characteristic"], {})[category] = _count(row["people"])
        totals[row["characteristic"]] = _count(row["total"])
    tables = {name: ShownTable(counts, totals[name]) for name, counts in cells.items()}
    return {name: (table,) for name, table in tables.items() if isinstance(table.total, int)}


def _count(written: str) -> int | Symbol:
    return int(written) if written.isdecimal() else Symbol.CONFIDENTIAL
