"""The steps of a year: records checked, and kept in the run folder; commitments assessed from what was kept."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from heard.assess import assess_year
from heard.model.records import Records
from heard.params import Params
from heard.params.shipped import CONTRACTS
from heard.sources import read_records
from heard.sources.checked import load_checked, write_checked
from heard.sources.connect import unchanging_mark
from heard.sources.reduce import reduce_responses
from heard.year.commentary import read_commentary
from heard.year.year import Year

FROZEN = "this run"
STAMP = "checked.stamp"


def check_year(params: Params, run_dir: Path) -> Records:
    """The year's records, read and held to their contracts, and left in `run_dir` for the steps that follow."""
    from heard.contracts import check_records  # here: Great Expectations takes seconds to import

    supplied = read_records(
        params.places, params.mappings, keep_comments=params.keep_comments, time_zone=params.time_zone
    )
    ids = [commitment.id for commitment in params.strategy.commitments]
    records = reduce_responses(check_records(supplied, folder=CONTRACTS, as_at=params.as_at, commitments=ids))
    write_checked(records, run_dir)
    (run_dir / STAMP).write_text(_stamp(params), encoding="utf-8", newline="\n")
    return records


def checked_year(params: Params, run_dir: Path) -> Records:
    """The records as they were checked in `run_dir`; checked first where they never were, or were another day's."""
    kept = load_checked(run_dir) if _is_current(params, run_dir) else None
    return kept or check_year(params, run_dir)


def freeze(run_dir: Path) -> None:
    """From now on what was checked in `run_dir` stands, whatever happens to the records: all of a run tells of one."""
    (run_dir / STAMP).write_text(FROZEN, encoding="utf-8", newline="\n")


def assessed_year(params: Params, run_dir: Path) -> Year:
    """The year, from the records checked in `run_dir`: every measure and commitment, and what people say of it."""
    records = checked_year(params, run_dir)
    return Year(params, records, assess_year(records, params), read_commentary(params, records))


def told_year(params: Params, run_dir: Path) -> Year:
    """The year as its pages look things up; kept while nothing changes, for the next page that this process makes."""
    if not _is_current(params, run_dir):
        check_year(params, run_dir)
    stamp = run_dir / STAMP
    made_of = f"{stamp.resolve()} {stamp.stat().st_mtime_ns} {stamp.read_text(encoding='utf-8')}"
    if made_of not in _told_last:
        records = load_checked(run_dir) or check_year(params, run_dir)
        _told_last.clear()
        _told_last[made_of] = Year(params, records, assess_year(records, params))
    return _told_last[made_of]


_told_last: dict[str, Year] = {}


def _is_current(params: Params, run_dir: Path) -> bool:
    stamp = run_dir / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") in (FROZEN, _stamp(params))


def _stamp(params: Params) -> str:
    """One word for the params and every file checked with them: another word when any of them changes."""
    return hashlib.sha256("\n".join([repr(params), *_files(params)]).encode()).hexdigest()


def _files(params: Params) -> Iterator[str]:
    for _, database in params.databases:
        yield unchanging_mark(database) or f"asked anew at {time.time_ns()}"
    for folder in (*params.record_folders, CONTRACTS):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            stat = file.stat()
            yield f"{file} {stat.st_size} {stat.st_mtime_ns}"
