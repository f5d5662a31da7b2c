"""A small council for the case table of a measure: CSV text in, the state of each unit out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import dedent

import pandas as pd
import pytest

from heard.contracts.spelt import in_one_spelling
from heard.contracts.standing import standings
from heard.measures import MEASURES, Columns, judge
from heard.model.period import Period
from heard.model.records import BECAUSE, STANDING, Checked, Records, Standing
from heard.model.result import Result
from heard.model.tables import TABLES
from heard.params import ROOT, load_standards
from heard.params.strategies import load_strategy
from heard.sources.checked import to_pandas
from heard.sources.raw import Wanted, gather
from heard.sources.texts import TEXT_FILE, with_readings
from heard.sources.typed import alone, typed

STANDARDS = load_standards()
STRATEGY = load_strategy(ROOT / "params" / "strategies" / "strategy-2017.yaml")

Tables = Mapping[str, str]
Aside = Mapping[str, Sequence[int]]


@pytest.fixture
def year(tmp_path: Path) -> Callable[..., Columns]:
    """The year of some tables given as CSV text; `aside` names rows set aside, as a spreadsheet numbers them.

    A row that repeats a key is set aside and one whose day is still to come is passed over, as the contracts have it.
    """

    def build(
        tables: Tables,
        *,
        as_at: date = date(2025, 6, 1),
        aside: Aside | None = None,
        committees: tuple[str, ...] = (),
        first_day: date = date(2024, 4, 1),
    ) -> Columns:
        checked = {}
        for name, text in tables.items():
            rows = typed_rows(name, dedent(text).lstrip(), tmp_path)
            set_aside = rows["row"].isin((aside or {}).get(name, ())).to_numpy(dtype=bool)
            before = standings(TABLES[name], rows, set_aside, as_at)
            standing = before.standing.mask(before.repeated >= 0, Standing.REPEATS.value)
            checked[name] = Checked(TABLES[name], rows.assign(**{STANDING: standing, BECAUSE: ""}))
        checked = in_one_spelling(checked)
        period = Period(first_day, first_day.replace(year=first_day.year + 1) - (date(2024, 4, 2) - date(2024, 4, 1)))
        return Columns(Records(checked), period, as_at, STANDARDS, committees, STRATEGY)

    return build


def typed_rows(name: str, text: str, folder: Path) -> pd.DataFrame:
    """The rows of a table as a run types them; the texts that materials name lie in `folder`."""
    table = TABLES[name]
    wanted = Wanted(frozenset(table.columns.keys() - {"comment"}), tuple((bold,) for bold in table.required))
    raw = gather(csv.reader(io.StringIO(text)), wanted, Path(f"{name}.csv"))
    frame = typed(alone(raw), table).frame
    return to_pandas(with_readings(frame, folder)[0] if TEXT_FILE in frame.column_names else frame)


@pytest.fixture
def result(year: Callable[..., Columns]) -> Callable[..., Result]:
    """The result of one measure over some tables."""

    def assess(measure: str, tables: Tables, **settings: object) -> Result:
        (wanted,) = (m for m in MEASURES if m.id == measure)
        return judge(wanted, year(tables, **settings))

    return assess


@pytest.fixture
def states(result: Callable[..., Result]) -> Callable[..., dict[str, str]]:
    """The state of each unit of one measure over some tables."""

    def assess(measure: str, tables: Tables, **settings: object) -> dict[str, str]:
        return {finding.unit_id: str(finding.state) for finding in result(measure, tables, **settings).findings}

    return assess


@pytest.fixture
def wanted() -> Callable[[str], dict[str, str]]:
    """The states written in a case table, in its column `expected`, by its first column; no state, no unit."""

    def read(text: str) -> dict[str, str]:
        rows = csv.DictReader(dedent(text).strip().splitlines())
        return {next(iter(row.values())): row["expected"] for row in rows if row["expected"]}

    return read


@pytest.fixture
def register() -> Callable[..., str]:
    """A register of one consultation, from 1 May to 31 July 2024, for each activity of a case table, and for others."""

    def write(text: str, *others: str) -> str:
        rows = csv.DictReader(dedent(text).strip().splitlines())
        names = dict.fromkeys([*(row["activity_id"] for row in rows), *others])
        return "\n".join(["activity_id,title,opened_on,closed_on", *(f"{n},{n},2024-05-01,2024-07-31" for n in names)])

    return write
