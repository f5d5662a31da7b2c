"""The records held to their contracts: what is refused, what is set aside, what is worth a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from heard.contracts.contract_files import load_contract
from heard.contracts.counted import check_counted
from heard.contracts.damaged import damaged_ids
from heard.contracts.faults import cells, faults_of, rows_of
from heard.contracts.joined import join_own_rows, join_tables
from heard.contracts.message import refusal
from heard.contracts.no_usable_row import no_usable_row
from heard.contracts.notes import notes_of
from heard.contracts.rule import Breach, Contract
from heard.contracts.spelt import in_one_spelling
from heard.contracts.standing import because_of, in_one_form, layers_of, set_aside, standings
from heard.errors import RecordsError, speaking_of
from heard.model.records import (
    AT_MIDNIGHT,
    BECAUSE,
    PART,
    STANDING,
    UNREAD,
    Action,
    Checked,
    Fault,
    Records,
    Standing,
    Supplied,
)
from heard.model.spelling import as_name
from heard.model.tables import RESPONSES, TABLES

if TYPE_CHECKING:
    from heard.contracts.data_docs import DataDocs

CHECKED_FIRST = ("services", "boards", "activities", RESPONSES)  # the others rest on these
STRAY = "FIL-00"  # a file that looks like a table and is none: the loader's finding, so it has no contract
ORDER = (*CHECKED_FIRST, *(name for name in TABLES if name not in CHECKED_FIRST))


def check_records(
    supplied: Mapping[str, Supplied],
    *,
    folder: Path,
    as_at: date,
    commitments: Collection[str],
    pages: Path | None = None,
) -> Records:
    """Every table supplied, with the standing of every row and a sentence for every finding.

    `folder` holds the contracts, `commitments` the ids of the strategy; into the folder `pages` Great Expectations
    writes its own account. Raises RecordsError where a rule refuses,
    ParamsError where a contract says what cannot be followed, RunError where a rule could not be checked.
    """
    if "activities" not in supplied:
        raise RecordsError("the records", "there is no table `activities`", "Supply it as activities.csv, or map it")
    docs = _data_docs(pages)
    checked: dict[str, Checked] = {}
    faults: dict[str, tuple[Fault, ...]] = {}
    for name in sorted(supplied, key=ORDER.index):
        table = replace(supplied[name], rows=supplied[name].rows.reset_index(drop=True))
        if name == "judgements":
            table = blank_unknown_commitments(table, commitments)
        contract = load_contract(folder / f"{name}.yaml")
        with speaking_of(f"table `{name}`"):
            check = check_counted if name == RESPONSES else check_table
            checked[name], faults[name] = check(table, contract, checked, as_at, docs)
    if docs:
        docs.write()
    checked = in_one_spelling(checked)
    names = [name for name in TABLES if name in supplied]
    strays = tuple(Fault(STRAY, Action.WARN, "files", sentence) for sentence in supplied["activities"].strays)
    return Records(
        tables={name: checked[name] for name in names},
        faults=(*strays, *(fault for name in names for fault in faults[name])),
        files=tuple(file for name in names for file in supplied[name].files),
        extra={name: supplied[name].extra for name in names if supplied[name].extra},
        dropped={name: supplied[name].dropped for name in names if supplied[name].dropped},
        parts=tuple(part for name in names for part in supplied[name].parts),
        readings=tuple(reading for name in names for reading in supplied[name].readings),
    )


def check_table(
    supplied: Supplied,
    contract: Contract,
    checked: Mapping[str, Checked],
    as_at: date,
    docs: DataDocs | None = None,
) -> tuple[Checked, tuple[Fault, ...]]:
    """One table, the tables it rests on being checked already.

    Its rows are judged one by one, and then together: only a row that stands uses up its key.
    """
    from heard.contracts import expectations  # here, because Great Expectations takes seconds to import

    rows = join_tables(supplied, checked)
    alone = expectations.broken(contract, [rule for rule in contract.rules if not rule.is_of_rows_together], rows, docs)
    _refuse(alone, supplied, rows)
    before = standings(supplied.table, rows, set_aside(alone, len(rows)), as_at, layers_of(supplied))
    rows = join_own_rows(supplied, rows, before.standing, before.repeated)
    together = expectations.broken(contract, [rule for rule in contract.rules if rule.is_of_rows_together], rows, docs)
    standing = before.standing.mask(set_aside(together, len(rows)), Standing.REPEATS.value)
    rows = rows.assign(**{STANDING: standing})
    faults = faults_of(contract, supplied, rows, (*alone, *together))
    _refuse(together, supplied, rows, faults)
    notes = notes_of(contract, supplied, Counter(rows[PART][before.superseded]))
    own = supplied.rows[~before.superseded]
    damaged = damaged_ids(contract, supplied, own, checked, lambda column: [own[column]])
    because = because_of((*alone, *together), standing)
    known = [name for name in map(str, supplied.rows) if not name.endswith(AT_MIDNIGHT)]
    judged = Checked(supplied.table, supplied.rows[known].assign(**{STANDING: standing, BECAUSE: because}))
    return replace(judged, silent=frozenset(supplied.silent)), (*notes, *damaged, *faults)


def _data_docs(pages: Path | None) -> DataDocs | None:
    if pages is None:
        return None
    from heard.contracts.data_docs import DataDocs  # here, because Great Expectations takes seconds to import

    return DataDocs(pages, datetime.now(UTC))


def blank_unknown_commitments(judgements: Supplied, commitments: Collection[str]) -> Supplied:
    """The judgements, with a commitment that the strategy does not have read as blank, its words kept beside it."""
    if not judgements.has("commitment"):
        return judgements
    rows, named = judgements.rows, judgements.rows["commitment"]
    unknown = named.notna() & ~in_one_form(named).isin(set(map(as_name, commitments)))
    if not unknown.any():
        return judgements
    words = named.where(unknown, rows.get("commitment" + UNREAD))
    return replace(judgements, rows=rows.assign(**{"commitment": named.mask(unknown), "commitment" + UNREAD: words}))


def _refuse(breaches: Iterable[Breach], supplied: Supplied, rows: pd.DataFrame, faults: tuple[Fault, ...] = ()) -> None:
    """Raise the first refusal, with what may have led to it."""
    for breach in breaches:
        if breach.rule.action is Action.REFUSE:
            if STANDING in breach.rule.reads:
                raise no_usable_row(supplied, rows, faults)
            raise refusal(breach.rule, supplied, next(cells(rows_of(breach, rows)), {}))
