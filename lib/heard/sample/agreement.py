"""What assessors' scores amount to: who scored, and how far two who scored the same agree. Read from the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import median

from heard.sample.council import Council
from heard.sample.draw import Draw
from heard.sample.judgements import NO_COMMITMENT
from heard.sample.ledger import Ledger

SELF = "self"
BEST = 6
Given = tuple[str, int]  # kind of assessor, score
Pair = tuple[int, int]


def plant(council: Council, _: Draw, ledger: Ledger) -> None:
    """Plant `judgements_made` and `judgements_agree`, once every score is written."""
    scored = _latest(council, ledger.tables["judgements"])
    for kind in sorted({kind for given in scored.values() for kind, _ in given}):
        scores = [score for given in scored.values() for each, score in given if each == kind]
        activities = {activity for (activity, _), given in scored.items() if kind in dict(given)}
        figures = {"activities": len(activities), "median_score": float(median(scores))}
        ledger.amount("judgements_made", kind, scores=len(scores), **figures)
    pairs: dict[str, list[Pair]] = {"the service and others": [], "others among themselves": []}
    for given in scored.values():
        for (one, score), (other, score_of_other) in combinations(sorted(given, key=_service_first), 2):
            if other != SELF:
                line = "the service and others" if one == SELF else "others among themselves"
                pairs[line].append((score, score_of_other))
    for line, found in pairs.items():
        if found:
            same = sum(one == other for one, other in found) / len(found)
            ledger.amount("judgements_agree", line, number=len(found), same_score=same, weighted_kappa=_kappa(found))


def _latest(council: Council, rows: Iterable[dict[str, str]]) -> dict[tuple[str, str], list[Given]]:
    """The last score of each assessor that counts, by activity of the year and commitment, in order of appearance."""
    closed = {activity.id for activity in council.closed}
    latest: dict[tuple[str, str], dict[str, tuple[str, Given]]] = {}
    for row in rows:
        score, day = int(row["score"]), row["judged_on"]
        counts = row["activity_id"] in closed and row["commitment"].upper() != NO_COMMITMENT
        if counts and score <= BEST and day <= council.as_at.isoformat():
            theirs = latest.setdefault((row["activity_id"], row["commitment"].upper()), {})
            if row["assessor"] not in theirs or day >= theirs[row["assessor"]][0]:
                theirs[row["assessor"]] = day, (row["kind"].casefold() or SELF, score)
    return {what: [given for _, given in theirs.values()] for what, theirs in latest.items()}


def _service_first(given: Given) -> bool:
    return given[0] != SELF


def _kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa, each point apart counted once: how much less apart than strangers with the same habits."""
    one, other = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    apart = sum(abs(a - b) for a, b in pairs) * len(pairs)
    strangers = sum(abs(a - b) * one[a] * other[b] for a in one for b in other)
    return 1 - apart / strangers if strangers else None
