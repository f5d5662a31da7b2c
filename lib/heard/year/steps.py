"""The steps of a year: records checked, and kept in the run folder; commitments assessed from what was kept."""

from __future__ import annotations

from pathlib import Path

from heard.assess import assess_year
from heard.model.records import Records
from heard.params import Params
from heard.params.shipped import CONTRACTS
from heard.params.shown_before_files import told_before
from heard.sources import read_records
from heard.sources.checked import is_current, load_checked, made_from, stamp, write_checked
from heard.sources.reduce import reduce_responses
from heard.year import Year
from heard.year.commentary import read_commentary


def check_year(params: Params, run_dir: Path) -> Records:
    """The year's records, read and held to their contracts, and left in `run_dir` for the steps that follow."""
    from heard.contracts import check_records  # here: Great Expectations takes seconds to import

    supplied = read_records(
        params.places, params.mappings, keep_comments=params.keep_comments, time_zone=params.time_zone
    )
    ids = [commitment.id for commitment in params.strategy.commitments]
    records = reduce_responses(check_records(supplied, folder=CONTRACTS, as_at=params.as_at, commitments=ids))
    write_checked(records, run_dir)
    stamp(run_dir, _made_from(params))
    return records


def checked_year(params: Params, run_dir: Path) -> Records:
    """The records as they were checked in `run_dir`; checked first where they never were, or were another day's."""
    kept = load_checked(run_dir) if is_current(run_dir, _made_from(params)) else None
    return kept or check_year(params, run_dir)


def assessed_year(params: Params, run_dir: Path) -> Year:
    """The year, from the records checked in `run_dir`: every measure and commitment, and what people say of it."""
    records = checked_year(params, run_dir)
    return Year(params, records, assess_year(records, params, told_before(run_dir)), read_commentary(params, records))


def _made_from(params: Params) -> str:
    databases = (database for _, database in params.databases)
    return made_from(repr(params), (*params.record_folders, CONTRACTS), databases)
