"""How far assessors agree: scores by kind of assessor, and pairs of them who scored the same thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

import numpy as np

from heard.english import number
from heard.maths.kappa import Weights, kappa, raw_agreement
from heard.measures.amounts.behind import Source, behind
from heard.measures.cases import Nothing, Rows
from heard.measures.columns import Columns
from heard.measures.scores import latest_scores
from heard.measures.units import closed_activities
from heard.model.figures import Figures, Line
from heard.model.tables import TABLES

KINDS = TABLES["judgements"].columns["kind"].words
SELF = "self"
WITH_SERVICE, AMONG_OTHERS = "the service and others", "others among themselves"

Scored = tuple[str, str]  # an activity and the commitment it was scored for


def judgements_made(year: Columns) -> Figures:
    """Scores of the closed activities by kind of assessor: self, peer and independent apart."""
    title, columns = "Who judged", ("kind of assessor", "scores", "activities", "median score")
    scored = _scores(year)
    if isinstance(scored, Nothing):
        return Figures("judgements_made", title, columns, missing=(str(scored.missing),))
    lines: list[Line] = []
    for kind in KINDS:
        theirs = sorted(score for found in scored.latest.values() for k, score in found if k == kind)
        activities = {activity for (activity, _), found in scored.latest.items() if any(k == kind for k, _ in found)}
        if theirs:
            source = behind(scored.rows)(scored.rows.kind.values == kind)
            lines.append(Line((kind, len(theirs), len(activities), median(theirs)), source))
    n = len(scored.latest)
    alone = sum(all(kind == SELF for kind, _ in found) for found in scored.latest.values())
    note = f"{number(alone)} of {number(n)} rest on self-assessment alone." if n else ""
    return Figures("judgements_made", title, columns, tuple(lines), n, n, "judgements", note=note)


def judgements_agree(year: Columns) -> Figures:
    """Raw agreement and weighted kappa where two assessed the same: the service beside others, and others apart."""
    title, columns = "Whether assessors agree", ("pairs", "number", "same score", "weighted kappa")
    scored = _scores(year)
    if isinstance(scored, Nothing):
        return Figures("judgements_agree", title, columns, missing=(str(scored.missing),))
    pairs: dict[str, list[tuple[int, int]]] = {WITH_SERVICE: [], AMONG_OTHERS: []}
    about: dict[str, set[Scored]] = {WITH_SERVICE: set(), AMONG_OTHERS: set()}
    for what, found in scored.latest.items():
        for (kind, score), (kind_b, score_b) in combinations(sorted(found, key=lambda each: each[0] != SELF), 2):
            if kind_b != SELF:
                name = WITH_SERVICE if kind == SELF else AMONG_OTHERS
                pairs[name].append((int(score), int(score_b)))
                about[name].add(what)
    least = year.standards.compare_from
    beyond = {
        WITH_SERVICE: pairs[WITH_SERVICE],
        AMONG_OTHERS: [each for a, b in pairs[AMONG_OTHERS] for each in ((a, b), (b, a))],  # neither of them is first
    }
    lines = tuple(
        Line(
            (name, len(p), raw_agreement(p), kappa(beyond[name], Weights.LINEAR) if len(p) >= least else None),
            scored.source(about[name]),
        )
        for name, p in pairs.items()
        if p
    )
    n = sum(len(found) > 1 for found in scored.latest.values())
    note = f"Kappa has linear weights, each point apart counting once, and is worked out of {least} pairs or more."
    return Figures("judgements_agree", title, columns, lines, n, len(scored.latest), "judgements", note=note)


@dataclass(frozen=True, eq=False)
class _Scores:
    """The rows of scores, and (kind, latest score) of every assessor, by activity and commitment."""

    rows: Rows
    latest: Mapping[Scored, Sequence[tuple[str, float]]]

    def source(self, about: Collection[Scored]) -> Source:
        """The rows of these."""
        of = zip((self.rows.cases.ids[owner] for owner in self.rows.owners), self.rows.commitment.values, strict=True)
        return behind(self.rows)(np.array([each in about for each in of], dtype=bool))


def _scores(year: Columns) -> _Scores | Nothing:
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return closed
    rows = closed.rows("judgements")
    if rows.lacks is not None:
        return Nothing(rows.lacks)
    about = sorted(set(rows.commitment.values))
    found = {(unit, name): scores for name in about for unit, scores in latest_scores(rows, {name}).items()}
    return _Scores(rows, {(closed.ids[unit], name): list(scores) for (unit, name), scores in found.items()})
