"""Published reference values, kept beside the checkout."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture(scope="session")
def readability_reference() -> Path:
    """The folder of texts with published grades and words with published syllables (its SOURCE.md says whose)."""
    folder = SHARED_DATA / "readability_reference"
    if not folder.is_dir():
        pytest.fail(f"{folder} is not there: put the project's `shared` folder beside the checkout and run again.")
    return folder


@pytest.fixture(scope="session")
def strategy_2017() -> str:
    """The text of the 2017 strategy, as supplied."""
    path = SHARED_DATA.parent / "strategy" / "strategy-2017.txt"
    if not path.is_file():
        pytest.fail(f"{path} is not there: put the project's `shared` folder beside the checkout and run again.")
    return path.read_text(encoding="utf-8")
