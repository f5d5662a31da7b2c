"""Results made by hand, and a small strategy for them to serve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from heard.model.commitment import Commitment, Strategy, Strength
from heard.model.result import Finding, Result, tally
from heard.model.state import State

Make = Callable[..., Result]


@pytest.fixture
def make() -> Make:
    """A result in which so many units have each state: `make("m", met=9, not_met=1)`."""

    def result(
        measure: str, *, serves: str = "X-1", unit: str = "activity", described: bool = False, **counts: int
    ) -> Result:
        findings = tuple(
            Finding(measure, unit, f"{name} {n}", State(name.replace("_", " ")), "")
            for name, count in counts.items()
            for n in range(count)
        )
        return Result(measure, 1, tuple(serves.split()), described, findings, (tally("all", findings),), unit)

    return result


def commitment(id: str, *measured_by: str, because: str = "") -> Commitment:
    return Commitment(id, id, "here", Strength.WILL, ("We will.",), (), measured_by, because)


@pytest.fixture
def strategy() -> Strategy:
    """X-1 has measures; X-2 has lettered parts; X-3 is described, X-4 is not measured."""
    return Strategy(
        "made",
        "Made by hand",
        {"strategy": date(2017, 12, 31)},
        {"X": "A chapter"},
        (
            commitment("X-1", "a", "b", "c"),
            commitment("X-2", because="Its parts are measured."),
            commitment("X-2a", "p"),
            commitment("X-2b", "ways_used"),
            commitment("X-2c", because="Nobody knows how."),
            commitment("X-3", "described"),
            commitment("X-4", because="Nobody could."),
            commitment("X-5", "ways_used"),
        ),
    )
