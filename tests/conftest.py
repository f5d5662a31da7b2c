"""What many tests begin with: a council small enough to be read at a glance."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"

MakeCouncil = Callable[..., Path]


@pytest.fixture
def make_council(tmp_path: Path) -> MakeCouncil:
    """Writes `records/<table>.csv` from lines of text, and the params file that names them, which it returns."""

    def make(more: str = "", **tables: str) -> Path:
        (tmp_path / "records").mkdir(exist_ok=True)
        for name, lines in tables.items():
            rows = [line.strip() for line in lines.strip().splitlines()]
            (tmp_path / "records" / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        params = tmp_path / "annual-2024-25.yaml"
        params.write_text(PARAMS + more, encoding="utf-8")
        return params

    return make
