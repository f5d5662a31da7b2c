"""Scores by assessors, what people answered, and how far those agree who scored the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from statistics import median

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger

# How often, in a hundred, each was kept, partly kept or not.
JUDGED = {"CONSULT-1": (94, 5, 1), "LISTEN-4": (94, 5, 1), "ENGAGE-3": (60, 30, 10), "CONSULT-6": (30, 30, 40)}
NO_COMMITMENT = "CONSULT-12"  # the strategy has none of that id
SCORED = 0.12  # of the year's exercises, for each commitment
Score = tuple[int, str | None, int, int]  # which assessor, kind, score, days after closing

# Median of each assessor's latest, without self where a peer or an independent scored: 4 or more, between, 2 or less.
# Two who scored the same mostly agree, or are a point apart; a service is a little kinder to itself.
SCORES: Mapping[State, tuple[tuple[Score, ...], ...]] = {
    State.MET: (
        ((0, "self", 5, 10),),
        ((0, None, 4, 9),),
        ((0, "self", 5, 10), (1, "peer", 5, 12)),
        ((0, "self", 4, 10), (1, "independent", 4, 26)),
        ((0, "self", 5, 8), (1, "peer", 4, 12)),
        ((0, "self", 6, 7), (1, "peer", 6, 12), (2, "independent", 5, 30)),
        ((0, "self", 4, 6), (1, "peer", 4, 15)),
        ((1, "peer", 4, 5), (2, "independent", 4, 9)),
        ((1, "Peer", 5, 5), (2, "independent", 5, 9)),
        ((0, "self", 3, 5), (0, "self", 4, 30)),  # scored again
        ((0, "self", 4, 5), (1, "self", 5, 6)),
        ((0, "self", 4, 5), (1, "peer", 7, 9)),  # there is no seven
        ((0, "self", 4, 5), (1, "peer", 1, 900)),  # not given yet
    ),
    State.PARTLY: (
        ((0, "self", 3, 10),),
        ((0, "self", 3, 7), (1, "peer", 3, 11)),
        ((0, "self", 4, 10), (1, "peer", 3, 12)),
        ((1, "peer", 3, 4), (2, "peer", 3, 8)),
        ((1, "peer", 3, 4), (2, "independent", 4, 8)),
        ((1, "peer", 2, 4), (2, "independent", 3, 8)),
        ((0, "self", 5, 3), (1, "independent", 3, 20)),
    ),
    State.NOT_MET: (
        ((0, "self", 2, 10),),
        ((0, "self", 2, 6), (1, "peer", 2, 16)),
        ((0, "self", 3, 3), (1, "peer", 2, 20)),
        ((0, "self", 3, 14), (0, "self", 2, 14)),  # twice on a day: the later row stands
        ((1, "peer", 2, 9), (2, "peer", 2, 11)),
        ((1, "peer", 1, 9), (2, "independent", 3, 23)),
        ((1, "peer", 1, 9), (2, "peer", 2, 11)),
    ),
}


def plant_judgements(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `judged_…` for some commitments; how plain the English is belongs to the facet of texts."""
    for commitment, shares in JUDGED.items():
        states = dict(zip((State.MET, State.PARTLY, State.NOT_MET), shares, strict=True))
        for activity in draw.some(council.closed, max(1, round(SCORED * len(council.closed)))):
            state = draw.among(states)
            score(activity, commitment, state, draw, ledger)
            ledger.state(f"judged_{commitment.lower()}", activity.id, state)
    if council.earlier:  # scored, but not for a closed activity of the year: no unit
        score(council.earlier[-1], "LEGAL-8", State.MET, draw, ledger)
    score(council.closed[0], NO_COMMITMENT, State.MET, draw, ledger)


def score(activity: Activity, commitment: str, state: State, draw: Draw, ledger: Ledger) -> None:
    """Write the scores of one exercise for one commitment that come to the state."""
    assessors = [f"E{number}" for number in draw.some(range(21001, 21999), 3)]
    for assessor, kind, points, days in draw.one(SCORES[state]):
        ledger.add(
            "judgements",
            activity_id=activity.id,
            commitment=commitment.lower() if draw.chance(0.1) else commitment,
            assessor=assessors[assessor],
            kind=kind,
            score=points,
            evidence_url=f"https://www.example.org/consultations/{activity.id.lower()}" if draw.chance(0.5) else None,
            judged_on=activity.after_closing(days),
        )


SELF = "self"
BEST = 6
FEWEST_PAIRS = 20  # below this nothing is said of what chance alone would give
Given = tuple[str, int]  # kind of assessor, score
Pair = tuple[int, int]


def plant_agreement(council: Council, _: Draw, ledger: Ledger) -> None:
    """Plant `judgements_made`, `judgements_agree` and the scores of `whose_word`, once every score is written."""
    scored = _latest(council, ledger.tables["judgements"])
    for kind in sorted({kind for given in scored.values() for kind, _ in given}):
        scores = [score for given in scored.values() for each, score in given if each == kind]
        activities = {activity for (activity, _), given in scored.items() if kind in dict(given)}
        figures = {"activities": len(activities), "median_score": float(median(scores))}
        ledger.amount("judgements_made", kind, scores=len(scores), **figures)
        ledger.amount("whose_word", f"scores: {kind}", number=len(scores))
    pairs: dict[str, list[Pair]] = {"the service and others": [], "others among themselves": []}
    for given in scored.values():
        for (one, score), (other, score_of_other) in combinations(sorted(given, key=_service_first), 2):
            if other != SELF:
                line = "the service and others" if one == SELF else "others among themselves"
                pairs[line].append((score, score_of_other))
    for line, found in pairs.items():
        if found:
            same = sum(one == other for one, other in found) / len(found)
            both_ways = [] if line == "the service and others" else [(other, one) for one, other in found]
            kappa = _kappa([*found, *both_ways]) if len(found) >= FEWEST_PAIRS else None
            ledger.amount("judgements_agree", line, number=len(found), same_score=same, weighted_kappa=kappa)


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
