"""How long things take when some have not happened yet: the Kaplan-Meier estimate.

One still waiting counts as waiting for the days seen so far, and as nothing after. Leaving it out would make a service
that never answers look quick.

E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", *Journal of the American Statistical
Association* 53 (1958), 457-481.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Curve:
    """The share still waiting, which falls on each day on which something happened.

    `days` are those days in order, `waiting` the share still waiting at the end of each (exact), `last_day` the longest
    anything was watched, `n` how many there were and `n_happened` how many of them happened.
    """

    days: tuple[int, ...]
    waiting: tuple[Fraction, ...]
    last_day: int
    n: int
    n_happened: int

    @property
    def median(self) -> int | None:
        """The first day by which half had happened; None when that day has not come."""
        return next((day for day, waiting in zip(self.days, self.waiting, strict=True) if 2 * waiting <= 1), None)

    def share_by(self, day: int) -> float | None:
        """The share that had happened by the end of the day; None where nobody was watched so long."""
        reached = [waiting for at, waiting in zip(self.days, self.waiting, strict=True) if at <= day]
        waiting = reached[-1] if reached else Fraction(1)
        if not self.n or (day > self.last_day and waiting):
            return None
        return float(1 - waiting)


def kaplan_meier(days: Sequence[int], happened: Sequence[bool]) -> Curve:
    """The curve of those that waited `days` until it happened or, where `happened` is false, until last seen.

    What was last seen on a day on which something happened was still waiting then.
    """
    ends = Counter(day for day, ended in zip(days, happened, strict=True) if ended)
    share, steps = Fraction(1), []
    for day in sorted(ends):
        at_risk = sum(seen >= day for seen in days)
        share *= Fraction(at_risk - ends[day], at_risk)
        steps.append((day, share))
    return Curve(
        days=tuple(day for day, _ in steps),
        waiting=tuple(waiting for _, waiting in steps),
        last_day=max(days, default=0),
        n=len(days),
        n_happened=ends.total(),
    )
