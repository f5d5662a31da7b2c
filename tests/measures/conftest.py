"""A small council for the case table of a measure: CSV text in, the state of each unit out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from heard.measures import MEASURES, Year, judge
from heard.model.period import Period
from heard.model.records import BECAUSE, STANDING, Checked, Records, Standing
from heard.model.result import Result
from heard.model.tables import TABLES
from heard.params import load_standards
from heard.params.strategies import load_strategy
from heard.sources import read_records

STRATEGY = Path(__file__).parents[2] / "params" / "strategies" / "strategy-2017.yaml"

Tables = Mapping[str, str]
Aside = Mapping[str, Sequence[int]]


@pytest.fixture
def year(tmp_path: Path) -> Callable[..., Year]:
    """The year of some tables given as CSV text; `aside` and `repeats` name rows, as a spreadsheet numbers them."""

    def build(
        tables: Tables,
        *,
        as_at: date = date(2025, 6, 1),
        aside: Aside | None = None,
        repeats: Aside | None = None,
        committees: tuple[str, ...] = (),
        first_day: date = date(2024, 4, 1),
    ) -> Year:
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(dedent(text).lstrip(), encoding="utf-8")
        checked = {}
        for name, supplied in read_records([tmp_path], {}).items():
            rows = supplied.rows
            standing = np.where(rows["row"].isin((aside or {}).get(name, ())), Standing.SET_ASIDE, Standing.KEPT)
            standing = np.where(rows["row"].isin((repeats or {}).get(name, ())), Standing.REPEATS, standing)
            checked[name] = Checked(TABLES[name], rows.assign(**{STANDING: standing, BECAUSE: ""}))
        period = Period(first_day, first_day.replace(year=first_day.year + 1) - (date(2024, 4, 2) - date(2024, 4, 1)))
        return Year(Records(checked), period, as_at, load_standards(), committees, load_strategy(STRATEGY))

    return build


@pytest.fixture
def result(year: Callable[..., Year]) -> Callable[..., Result]:
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
