"""How far assessors agree: scores by kind of assessor, and pairs of them who scored the same thing."""

from __future__ import annotations

from itertools import combinations
from statistics import median

from heard.maths.agreement import Weights, kappa, raw_agreement
from heard.measures.cases import Nothing
from heard.measures.judged import latest_scores
from heard.measures.units import closed_activities
from heard.measures.year import Year
from heard.model.figures import Cell, Figures
from heard.model.tables import TABLES

KINDS = TABLES["judgements"].columns["kind"].words
SELF = "self"


def judgements_made(year: Year) -> Figures:
    """Scores of the closed activities by kind of assessor: self, peer and independent apart."""
    title, columns = "Who judged", ("kind of assessor", "scores", "activities", "median score")
    scores = _scores(year)
    if isinstance(scores, Nothing):
        return Figures("judgements_made", title, columns, missing=(scores.missing,))
    rows: list[tuple[Cell, ...]] = []
    for kind in KINDS:
        theirs = sorted(score for (_, _), found in scores.items() for k, score in found if k == kind)
        activities = {activity for (activity, _), found in scores.items() if any(k == kind for k, _ in found)}
        if theirs:
            rows.append((kind, len(theirs), len(activities), median(theirs)))
    alone = sum(all(kind == SELF for kind, _ in found) for found in scores.values())
    note = f"{alone} of {len(scores)} rest on self-assessment alone." if scores else ""
    return Figures("judgements_made", title, columns, tuple(rows), len(scores), len(scores), "judgements", note=note)


def judgements_agree(year: Year) -> Figures:
    """Raw agreement and weighted kappa where two assessed the same: the service beside others, and others apart."""
    title, columns = "Whether assessors agree", ("pairs", "number", "same score", "weighted kappa")
    scores = _scores(year)
    if isinstance(scores, Nothing):
        return Figures("judgements_agree", title, columns, missing=(scores.missing,))
    pairs: dict[str, list[tuple[int, int]]] = {"the service and others": [], "others among themselves": []}
    for found in scores.values():
        for (kind, score), (kind_b, score_b) in combinations(sorted(found, key=lambda each: each[0] != SELF), 2):
            if kind_b != SELF:
                name = "the service and others" if kind == SELF else "others among themselves"
                pairs[name].append((int(score), int(score_b)))
    rows = tuple((name, len(p), raw_agreement(p), kappa(p, Weights.LINEAR)) for name, p in pairs.items() if p)
    n = sum(len(found) > 1 for found in scores.values())
    return Figures("judgements_agree", title, columns, rows, n, len(scores), "judgements")


def _scores(year: Year) -> dict[tuple[str, str], list[tuple[str, float]]] | Nothing:
    """(kind, latest score) of every assessor, by activity and commitment."""
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return closed
    rows = closed.rows("judgements")
    if not rows.supplied:
        return Nothing(rows.missing)
    about = sorted(set(rows.commitment.values))
    found = {(unit, name): scores for name in about for unit, scores in latest_scores(rows, name).items()}
    return {(closed.ids[unit], name): list(scores) for (unit, name), scores in found.items()}
