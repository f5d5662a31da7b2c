"""What heard ships with, and where one works with it: in its checkout, or where one stands with heard installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
IN_A_WHEEL = PACKAGE / "shipped"  # where pyproject.toml has the wheel put the folders below
CHECKOUT = None if IN_A_WHEEL.is_dir() else PACKAGE.parents[1]
SHIPPED = CHECKOUT or IN_A_WHEEL
HOME = "HEARD_HOME"  # set for the notebooks of `heard lab`, which run in a folder below the one it was called in
ROOT = CHECKOUT or Path(os.environ.get(HOME) or Path.cwd())

CONTRACTS = SHIPPED / "data_contracts"
NOTEBOOKS = SHIPPED / "notebooks"
TEMPLATES = SHIPPED / "reports" / "templates"
STANDARDS = SHIPPED / "params" / "standards.yaml"
STRATEGY = SHIPPED / "params" / "strategies" / "strategy-2017.yaml"
LENGTHS = SHIPPED / "params" / "reference" / "lengths.csv"
EARLIER = STRATEGY.with_name("commitment-2015.yaml")

REPORTS = ROOT / "reports"
OWN_CALENDAR = ROOT / "params" / "calendar.yaml"
CALENDAR = OWN_CALENDAR if OWN_CALENDAR.is_file() else SHIPPED / "params" / "calendar.yaml"
OPENED_NOTEBOOKS = REPORTS / "lab" / "notebooks" if CHECKOUT else ROOT / "notebooks"  # never those of a checkout itself


def copy_notebooks() -> None:
    """Lay the notebooks beside one's own work, to be opened and changed there; those already there stay as they are."""
    OPENED_NOTEBOOKS.mkdir(parents=True, exist_ok=True)
    for notebook in NOTEBOOKS.glob("*.ipynb"):
        if not (OPENED_NOTEBOOKS / notebook.name).exists():
            shutil.copyfile(notebook, OPENED_NOTEBOOKS / notebook.name)
