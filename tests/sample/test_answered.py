from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import numpy as np
import pytest

from heard.model.period import Period
from heard.sample.invent import invent
from heard.sample.responses import LEAST_ANSWERS, load_census, write_responses

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
TOOK_PART = "took_part_like_the_county"


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """The council, its ledger with what was planted, and the rows of people who can be counted."""
    path = tmp_path_factory.mktemp("answered") / "responses.csv"
    council, ledger, answers = invent(YEAR, 30, 2_000, seed=2)
    census = load_census()
    write_responses(path, answers, council, census, np.random.default_rng(2)).plant(census, ledger)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {each.id for each in council.closed}
    first = {row["response_id"]: row for row in reversed(rows) if row["activity_id"] in known}
    return council, ledger, list(first.values())


def test_people_of_each_category_are_counted_where_all_residents_were_asked(planted) -> None:
    council, ledger, rows = planted
    for_all = {each.id for each in council.closed if each.target == "all residents"}
    counted = Counter(row["sex"] for row in rows if row["activity_id"] in for_all)
    names = {"Female": "Female", "Male": "Male", "": "(did not say)"}
    for cell, name in names.items():
        assert ledger.amounts[TOOK_PART, f"sex: {name}", "people"] == counted[cell]
    assert ledger.amounts[TOOK_PART, "sex", "total"] == counted.total()


def test_shares_of_those_who_said_add_up_to_one(planted) -> None:
    _, ledger, _ = planted
    shares = [
        amount
        for (measure, line, figure), amount in ledger.amounts.items()
        if measure == TOOK_PART and line.startswith("age: ") and figure == "share" and "did not say" not in line
    ]
    assert len(shares) == 9 and shares.count(None) == 2  # those under 16, and a band across two, have none
    assert abs(sum(share for share in shares if share is not None) - 1) < 1e-9


def test_those_who_answered_four_or_five_understood_where_enough_answered(planted) -> None:
    _, ledger, rows = planted
    item = "understood_what_and_why"
    scores: dict[str, list[int]] = {}
    for row in rows:
        if row[item]:
            scores.setdefault(row["activity_id"], []).append(int(row[item]))
    enough = {activity: of for activity, of in scores.items() if len(of) >= LEAST_ANSWERS}
    found = {line: n for (name, line, figure), n in ledger.amounts.items() if (name, figure) == (item, "understood")}
    in_the_year = found.pop("(the year)")
    assert found == {activity: sum(score >= 4 for score in of) for activity, of in enough.items()}
    assert in_the_year == sum(found.values())
