from __future__ import annotations

import pytest

from heard.sample.stock import (
    COMMITTEE,
    actions,
    boards,
    body_of,
    changed,
    contacts,
    districts,
    for_everybody,
    places,
    services,
    statute_of,
    topics,
    words,
)


def test_a_place_lies_in_its_district(councils) -> None:
    for invented in councils:
        for activity in invented.council.activities:
            assert set(activity.divisions) <= set(districts().get(activity.district or "", []))


def test_every_service_that_asks_has_something_to_ask_and_something_may_come_of_it() -> None:
    for service in services():
        assert bool(service.busy) == bool(service.consult) == bool(service.engage)
        assert body_of("committee", service.name).endswith("Committee")
        for topic in service.consult:
            lines = changed(topic, "Ely")
            assert len(lines) > 1 and all(line.endswith(".") and "{" not in line for line in lines)
            assert "{" in topic or not any("Ely" in line for line in lines), topic


def test_what_came_of_it_is_said_of_the_place_that_was_asked(consultations) -> None:
    told = 0
    for invented, activity in consultations:
        for row in invented.rows("decisions", activity):
            if row.get("what_changed"):
                lines = [
                    line for place in (activity.divisions or ("the county",)) for line in changed(activity.topic, place)
                ]
                assert row["what_changed"] in lines
                told += 1
    assert told > 100


def test_a_place_is_of_the_kind_that_a_title_needs() -> None:
    assert ("Fenland", "March") in places("town") and ("Fenland", "March") not in places("village")
    assert ("Cambridge", "Abbey") in places("urban") and ("Cambridge", "Abbey") not in places("village")
    assert set(places("town")) | set(places("village")) | set(places("urban")) == set(places("place"))


def test_what_concerns_everybody_is_for_all_residents(councils) -> None:
    for invented in councils:
        targets = {each.target for each in invented.council.activities if for_everybody(each.topic)}
        assert targets <= {"all residents", None}


@pytest.mark.parametrize("kind", ["inform", "partner", "out_of_scope"])
def test_what_is_not_the_councils_to_count_has_titles_of_its_own(kind: str) -> None:
    own = {title for service in services() for title in (*service.consult, *service.engage)}
    assert topics(kind) and not own & set(topics(kind))
    assert set(topics(kind).values()) <= {service.name for service in services()}


def test_nothing_reads_like_test_data() -> None:
    lists = ("lessons", "comments", "practice_lessons", "practice_changes", "toolkit_changes", "documents")
    lines = [line for kind in lists for line in words(kind)] + [*contacts(), *boards(), *actions()]
    assert all(len(line) > 5 for line in lines)
    assert not [line for line in lines if {"test", "foo", "lorem", "example"} & set(line.lower().split())]


def test_who_decides_belongs_to_the_service() -> None:
    assert body_of("officer", "Special educational needs") == "Service Director for Education"
    assert body_of("project board", "Road safety") == "Transport Delivery Board"
    assert body_of("committee", None) == COMMITTEE


def test_a_law_asks_only_the_service_it_is_about(consultations) -> None:
    named = {
        (activity.service, basis)
        for invented, activity in consultations
        if (basis := invented.row(activity).get("statutory_basis"))
    }
    assert len(named) > 4
    assert all(statute_of(service) == basis for service, basis in named)


def test_a_lesson_is_not_told_twice_before_every_lesson_is_told(councils) -> None:
    for invented in councils:
        lessons = [row["lesson"] for row in invented.rows("activities") if row.get("lesson")]
        assert len(set(lessons[: len(words("lessons"))])) >= len(words("lessons")) - 2  # but for rows entered twice
