"""A small council, clean in every table, and a way to hold any text of a table to its contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from heard.contracts import check_records
from heard.model.records import Records, Supplied
from heard.sources import read_records

HERE = Path(__file__).parent
CONTRACTS = HERE.parents[1] / "data_contracts"
AS_AT = date(2025, 6, 1)
COMMITMENTS = ("LISTEN-1", "LISTEN-2", "CONSULT-7a")
REGISTER = "activity_id,title,opened_on,closed_on\na1,Library hours,2024-05-01,2024-07-31\n"


@pytest.fixture(scope="session")
def contracts_folder() -> Path:
    return CONTRACTS


@pytest.fixture(scope="session")
def supplied_council() -> Mapping[str, Supplied]:
    return read_records([HERE / "council"], {})


@pytest.fixture(scope="session")
def council(supplied_council: Mapping[str, Supplied]) -> Records:
    return check_records(supplied_council, folder=CONTRACTS, as_at=AS_AT, commitments=COMMITMENTS)


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Records]:
    """Check tables given as text, in one folder or several; without a register, in one of a single activity, a1."""

    def check(*folders: Mapping[str, str], **tables: str) -> Records:
        paths = []
        for n, folder in enumerate(folders or ({"activities": REGISTER, **tables},)):
            paths.append(tmp_path / f"folder-{n}")
            paths[-1].mkdir()
            for table, text in folder.items():
                (paths[-1] / f"{table}.csv").write_text(text.strip() + "\n", encoding="utf-8")
        supplied = read_records(paths, {})
        return check_records(supplied, folder=CONTRACTS, as_at=AS_AT, commitments=COMMITMENTS)

    return check
