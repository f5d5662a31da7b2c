from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from heard.sample.draw import Draw
from heard.sample.stock import Titles, boards, changed, committee_of, contacts, districts, services, topics, words


def test_titles_are_never_the_same_however_many(councils) -> None:
    titles = Titles(Draw(1, "titles"))
    given = [titles.give(("School term dates",), date(2024, 5, 1)).text for _ in range(400)]
    assert len(set(given)) == 400
    assert given[0] == "School term dates"


def test_titles_of_an_ordinary_year_are_short(councils) -> None:
    for invented in councils:
        titles = [activity.title for activity in invented.council.activities]
        assert max(Counter(titles).values()) == 1
        assert sum(", stage" in title for title in titles) == 0


def test_a_place_lies_in_its_district(councils) -> None:
    for invented in councils:
        for activity in invented.council.activities:
            assert set(activity.divisions) <= set(districts().get(activity.district or "", []))


def test_every_service_that_asks_has_something_to_ask_and_something_to_change() -> None:
    for service in services():
        assert bool(service.busy) == bool(service.consult) == bool(service.engage) == bool(service.changed)
        assert all(line.endswith(".") for line in changed(service.name, "Ely"))
        assert committee_of(service.name).endswith("Committee")


@pytest.mark.parametrize("kind", ["inform", "partner", "out_of_scope"])
def test_what_is_not_the_councils_to_count_has_titles_of_its_own(kind: str) -> None:
    own = {title for service in services() for title in (*service.consult, *service.engage)}
    assert topics(kind) and not own & set(topics(kind))


def test_nothing_reads_like_test_data() -> None:
    lists = ("lessons", "comments", "practice_lessons", "practice_changes", "toolkit_changes", "actions", "documents")
    lines = [line for kind in lists for line in words(kind)] + list(contacts()) + boards()
    assert all(len(line) > 5 for line in lines)
    assert not [line for line in lines if {"test", "foo", "lorem", "example"} & set(line.lower().split())]
