"""How far a share could move by chance: Wilson's interval, and Newcombe's for the difference of two shares.

The register is a full count, so these never speak of sampling: only of how much two years or two services could differ
if nothing but chance lay between them.

E. B. Wilson, "Probable inference, the law of succession, and statistical inference", *Journal of the American
Statistical Association* 22 (1927), 209-212. R. G. Newcombe, "Two-sided confidence intervals for the single proportion:
comparison of seven methods" (method 3), *Statistics in Medicine* 17 (1998), 857-872, and "Interval estimation for the
difference between independent proportions: comparison of eleven methods" (method 10), the same, 873-890.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt

Z_95 = 1.959963984540054  # 95 of 100 values of a normal distribution lie within so many standard deviations


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both included; shares are 0 to 1, differences -1 to 1."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies in the interval."""
        return self.low <= value <= self.high


def wilson(met: int, counted: int) -> Interval | None:
    """The 95% score interval of the share `met` of `counted`; None when nothing was counted."""
    _check(met, counted)
    if not counted:
        return None
    share, z2 = met / counted, Z_95**2
    middle = (share + z2 / (2 * counted)) / (1 + z2 / counted)
    half = Z_95 * sqrt(share * (1 - share) / counted + z2 / (4 * counted**2)) / (1 + z2 / counted)
    return Interval(0.0 if met == 0 else middle - half, 1.0 if met == counted else middle + half)


def difference(met: int, counted: int, met_before: int, counted_before: int) -> Interval | None:
    """The 95% hybrid score interval of this share less the share before; None when either counted nothing."""
    now, before = wilson(met, counted), wilson(met_before, counted_before)
    if now is None or before is None:
        return None
    share, share_before = met / counted, met_before / counted_before
    change = share - share_before
    return Interval(
        change - hypot(share - now.low, before.high - share_before),
        change + hypot(now.high - share, share_before - before.low),
    )


def _check(met: int, counted: int) -> None:
    if not 0 <= met <= counted:
        raise ValueError(f"{met} of {counted} is not a share")
