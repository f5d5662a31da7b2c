"""Published reference values (`reference/SOURCE.md` says whose)."""

from pathlib import Path

import pytest

REFERENCE = Path(__file__).parent / "reference"


@pytest.fixture(scope="session")
def readability_reference() -> Path:
    """The folder of texts with published grades and words with published syllables."""
    return REFERENCE


@pytest.fixture(scope="session")
def strategy_2017() -> str:
    """The text of the 2017 strategy, as supplied."""
    return (REFERENCE / "strategy-2017.txt").read_text(encoding="utf-8")
