from __future__ import annotations

from itertools import combinations
from statistics import mean, median

from heard.sample.judgements import SCORES

PAIRS = ("the service and others", "others among themselves")


def figures(invented, figure: str) -> list[float]:
    return [invented.ledger.amounts["judgements_agree", line, figure] for line in PAIRS]


def test_two_who_scored_the_same_agree_as_people_do(councils) -> None:
    same = [share for invented in councils for share in figures(invented, "same score")]
    kappas = [kappa for invented in councils for kappa in figures(invented, "weighted kappa") if kappa is not None]
    assert 0.4 <= mean(same) <= 0.65 and min(same) > 0.2
    assert 0.4 <= mean(kappas) <= 0.7 and min(kappas) > 0.25
    of_pairs = [n for invented in councils for n in figures(invented, "number")]
    assert len(kappas) == sum(n >= 20 for n in of_pairs) > 0


def test_few_pairs_of_scores_are_more_than_a_point_apart() -> None:
    apart = [
        abs(one[2] - other[2])
        for given in (given for patterns in SCORES.values() for given in patterns)
        for one, other in combinations([each for each in given if each[2] <= 6 and each[3] < 365], 2)
        if one[0] != other[0]
    ]
    assert max(apart) == 2 and sum(distance <= 1 for distance in apart) / len(apart) > 0.85


def test_who_scored_is_counted_by_kind(councils) -> None:
    for invented in councils:
        closed = {activity.id for activity in invented.council.closed}
        peers = [row for row in invented.rows("judgements") if row["kind"].casefold() == "peer"]
        counted = [
            row
            for row in peers
            if row["activity_id"] in closed
            and row["commitment"].upper() != "CONSULT-12"
            and row["score"] != "7"
            and row["judged_on"] <= invented.council.as_at.isoformat()
        ]
        assert invented.ledger.amounts["judgements_made", "peer", "scores"] == len(counted)
        middle = median(int(row["score"]) for row in counted)
        assert invented.ledger.amounts["judgements_made", "peer", "median score"] == middle
