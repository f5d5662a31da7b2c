"""What is usual elsewhere: how councils that count the same spread, and how long consultations of others were open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from heard.maths.five_numbers import Spread
from heard.model.state import State

FEWEST_COUNCILS, FEWEST_UNITS = 10, 20  # of whom a spread is told, and how many cases each of them counts
SPREAD = ("least", "quarter", "middle", "three_quarters", "most")
COLUMNS_OF_USUAL = ("measure", "definition", "councils", *SPREAD, *(state.column for state in State))


@dataclass(frozen=True)
class Usual:
    """One measure in one definition, over the councils that counted enough: their shares' spread, and the states.

    Shares are those met of those counted, from 0 to 1; `states` are cases of all the councils together.
    """

    measure: str
    definition: int
    councils: int
    spread: Spread
    states: Mapping[State, int]


@dataclass(frozen=True)
class Lengths:
    """How long the consultations of a public register were open, in days, the first and the last included.

    Half were open for `middle` days or fewer. `day` is that of the register as it was read.
    """

    register: str
    consultations: int
    middle: int
    at_least_28: int
    at_least_84: int
    day: date
    source: str
    licence: str
