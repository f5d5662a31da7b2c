from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from heard.model.period import Period
from heard.sample import responses
from heard.sample.invent import invent
from heard.sample.responses import load_census, write_responses

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


def written(path: Path, n: int) -> list[dict[str, str]]:
    council, _, answers = invent(YEAR, 20, n, seed=3)
    write_responses(path / "responses.csv", answers, council, load_census(), np.random.default_rng(3))
    with (path / "responses.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows(tmp_path_factory) -> list[dict[str, str]]:
    return written(tmp_path_factory.mktemp("responses"), 3000)


def test_a_response_comes_while_its_exercise_is_open(rows) -> None:
    council, _, _ = invent(YEAR, 20, 3000, seed=3)
    days = {
        each.id: (each.opened_on.isoformat(), each.closed_on.isoformat()) for each in council.closed if each.closed_on
    }
    for row in rows[:3000]:
        first, last = days[row["activity_id"]]
        assert first <= row["received_on"] <= last


def test_a_few_rows_cannot_be_used_and_the_rest_are_as_many_as_asked(rows) -> None:
    assert len({row["response_id"] for row in rows[:3000]}) == 3000
    assert len(rows) == 3005
    assert Counter(row["response_id"] for row in rows)["R0000001"] == 2


def test_people_are_the_countys_and_some_do_not_say(rows) -> None:
    census = load_census()
    for name in ("sex", "ethnic_group", "disability", "religion", "district"):
        assert {row[name] for row in rows} <= {*census.county(name), ""}
        assert any(not row[name] for row in rows[:3000])
    ages = [int(row["age"]) for row in rows if row["age"]]
    assert min(ages) >= 11 and max(ages) <= 97


def test_older_people_answer_more_readily_than_the_young(rows) -> None:
    ages = [int(row["age"]) for row in rows if row["age"]]
    people = load_census().county("age")
    share = people["65 to 74"] / sum(people.values())
    assert sum(65 <= age <= 74 for age in ages) / len(ages) > 1.3 * share


def test_understanding_is_scored_from_one_to_five_where_it_was_asked(rows) -> None:
    scores = {row["understood_what_difference"] for row in rows}
    assert scores == {"", "1", "2", "3", "4", "5"}


def test_chunks_join_without_a_seam(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(responses, "CHUNK", 64)
    rows = written(tmp_path, 200)
    assert [row["response_id"] for row in rows[:200]] == [f"R{n:07d}" for n in range(1, 201)]


def test_nobody_need_answer(tmp_path) -> None:
    assert written(tmp_path, 0) == []
