"""What assessors scored: each one's latest score of a unit, and the median over them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
import numpy.typing as npt

from heard.measures.cases import Cases, Rows
from heard.measures.claim import Claim, settled

OTHERS = ("peer", "independent")


@dataclass(frozen=True, eq=False)
class Medians:
    """The median score of each unit, NaN where nobody scored it."""

    rows: Rows
    values: npt.NDArray[np.float64]

    def _claim(self, true: npt.NDArray[np.bool_]) -> Claim:
        return replace(settled(self.rows.cases, true, self.rows.score), rows=self.rows.rows_read)

    @property
    def given(self) -> Claim:
        """Somebody scored it."""
        return self._claim(~np.isnan(self.values))

    def at_least(self, score: int) -> Claim:
        """The median is this or more."""
        return self._claim(self.values >= score)

    def at_most(self, score: int) -> Claim:
        """The median is this or less."""
        return self._claim(self.values <= score)


def medians(c: Cases, commitments: Collection[str]) -> Medians:
    """The median over assessors of each one's latest score; without self where a peer or an independent scored."""
    rows = c.rows("judgements")
    values = np.full(c.n, np.nan)
    for unit, scores in latest_scores(rows, {name.casefold() for name in commitments}).items():
        others = [score for kind, score in scores if kind in OTHERS]
        values[unit] = median(others or [score for _, score in scores])
    return Medians(rows, values)


def latest_scores(rows: Rows, commitments: Collection[str]) -> dict[int, Iterable[tuple[str, float]]]:
    """Each unit's (kind, score) by assessor: the latest day's, and of one day the later row's."""
    latest: dict[int, dict[str, tuple[int, str, float]]] = {}
    if rows.owner is None or not rows.supplied:
        return {}
    columns = (rows.column(name).values for name in ("commitment", "assessor", "judged_on", "kind", "score"))
    for owner, about, who, day, kind, score in zip(rows.owner, *columns, strict=True):
        if about in commitments:
            theirs = latest.setdefault(int(owner), {})
            if who not in theirs or day >= theirs[who][0]:
                theirs[who] = (int(day), str(kind), float(score))
    return {unit: [(kind, score) for _, kind, score in theirs.values()] for unit, theirs in latest.items()}
