"""Five numbers of a spread: the least, the quarter, the middle, three quarters and the most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Spread:
    """The five-number summary (J. W. Tukey, *Exploratory Data Analysis*, 1977); the quarters lie between two values."""

    least: float
    quarter: float
    middle: float
    three_quarters: float
    most: float


def spread(values: Sequence[float]) -> Spread:
    """The spread of some values. ValueError where there is none."""
    if not values:
        raise ValueError("there is no spread of nothing")
    return Spread(*(float(value) for value in np.quantile(values, (0, 0.25, 0.5, 0.75, 1))))
