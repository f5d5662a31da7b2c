from __future__ import annotations

from statistics import median

import pytest

from heard.sample.judgements import JUDGED


def latest(rows: list[dict[str, str]], as_at: str) -> list[tuple[str, int]]:
    """Kind and score of each assessor's latest score that counts."""
    counted = [row for row in rows if row["score"] in "123456" and row["judged_on"] <= as_at]
    by = {row["assessor"]: row for row in sorted(counted, key=lambda row: row["judged_on"])}
    return [(row["kind"].casefold() or "self", int(row["score"])) for row in by.values()]


@pytest.mark.parametrize("commitment", JUDGED)
def test_peers_and_independents_are_heard_before_those_who_judge_themselves(councils, commitment) -> None:
    for invented in councils:
        measure = f"judged_{commitment.lower()}"
        rows = [row for row in invented.rows("judgements") if row["commitment"].upper() == commitment.upper()]
        assert invented.units(measure) == {row["activity_id"] for row in rows}
        for unit in invented.units(measure):
            scores = latest([row for row in rows if row["activity_id"] == unit], invented.council.as_at.isoformat())
            others = [score for kind, score in scores if kind != "self"]
            middle = median(others or [score for _, score in scores])
            expected = "met" if middle >= 4 else "not met" if middle <= 2 else "partly"
            assert invented.state(measure, unit) == expected


def test_scores_of_earlier_years_and_of_no_commitment_have_no_state(councils) -> None:
    for invented in councils:
        named = {row["commitment"].upper() for row in invented.rows("judgements")}
        assert {"LEGAL-8", "CONSULT-12"} <= named
        assert not invented.units("judged_legal-8") | invented.units("judged_consult-12")
