"""Which year the notebooks are about: the params files that are there, and the one chosen last."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from heard.params.shipped import REPORTS, ROOT

CHOSEN = "chosen-year.txt"  # in reports/lab/, so that a year is chosen once for all notebooks
NOT_LOOKED_IN = ("lib", "tests", "docs", "reports", "notebooks", "data_contracts", "strategies", "mappings")
DEEPEST = 3  # folders below that in which one works
HAS_BOTH = re.compile(r"^period:.*^records:|^records:.*^period:", re.MULTILINE | re.DOTALL)


def choose(path: Path) -> None:
    """Let the notebooks that name no params file be about this one."""
    kept = REPORTS / "lab" / CHOSEN
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(str(path.resolve()), encoding="utf-8", newline="\n")


def chosen() -> Path | None:
    """The params file chosen last, where it still is; else None."""
    kept = REPORTS / "lab" / CHOSEN
    path = Path(kept.read_text(encoding="utf-8")) if kept.is_file() else None
    return path if path and path.is_file() else None


def params_files() -> tuple[Path, ...]:
    """The params files of a year in heard's checkout, or in and below where one stands, in order."""
    return tuple(sorted(_params_files()))


def _params_files() -> Iterator[Path]:
    for folder, below, files in os.walk(ROOT):
        deep = len(Path(folder).relative_to(ROOT).parts)
        below[:] = [name for name in below if deep < DEEPEST and not name.startswith(".") and name not in NOT_LOOKED_IN]
        for path in (Path(folder, name) for name in files if name.endswith((".yaml", ".yml"))):
            if HAS_BOTH.search(path.read_text(encoding="utf-8", errors="replace")):
                yield path
