"""What came in is told after closing, and once: no two days of the site tell of a few people apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.maths.suppress import Disclosure, Symbol, to_hide_beside_their_sum
from heard.measures.columns import Columns
from heard.measures.counted_once import as_shown, counted_once, told_of
from heard.model.public_page import PublicCount
from heard.model.shown_before import as_json, from_json
from heard.sources.reduce import reduce_responses

REGISTER = """activity_id,title,opened_on,closed_on,run_by,withdrawn_on
A1,Library hours,2024-05-01,2024-08-01,council,
A2,Bus fares,2024-05-01,2025-07-01,council,
A3,Bins,2024-05-01,2024-08-01,partner,
A4,Paths,2024-05-01,2024-08-01,council,2024-06-01
"""
SEVERAL = """activity_id,title,opened_on,closed_on
A1,Library hours,2024-05-01,2024-08-01
A2,Bus fares,2024-05-01,2024-08-02
A3,Bins,2024-05-01,2024-08-03
"""
MANY = ("A1", "A2", "A3")
WAYS = ("online survey", "meeting")
HIDDEN = Symbol.CONFIDENTIAL
RULES = Disclosure()
MakeYear = Callable[..., Columns]
Told = Mapping[tuple[str, str, str], object]


def channels(*ways: tuple[str, str, int]) -> str:
    return "activity_id,channel,contributions\n" + "".join(f"{id},{way},{n}\n" for id, way, n in ways)


def answers(id: str, *given: int) -> str:
    rows = "".join(f"{id}-{n},{id},{answer}\n" for n, answer in enumerate(given))
    return f"response_id,activity_id,understood_how_long\n{rows}"


def register(year: MakeYear, activities: str = REGISTER, **tables: str) -> Columns:
    columns = year({"activities": activities, **tables})
    return replace(columns, records=reduce_responses(columns.records))


def told(
    year: Columns, before: Sequence[PublicCount] = (), ids: Sequence[str] = ("A1", "A2", "A3", "A4")
) -> tuple[PublicCount, ...]:
    return counted_once(year, ids, RULES, before)


def with_contributions(year: Columns, numbers: Sequence[int]) -> Columns:
    checked = year.records.tables["channels"]
    rows = checked.rows.assign(contributions=pd.array(numbers, dtype="Int64"))
    tables = {**year.records.tables, "channels": replace(checked, rows=rows)}
    return replace(year, records=replace(year.records, tables=tables))


def standing(counts: Sequence[PublicCount]) -> Told:
    return {
        (each.activity_id, each.count, each.way): (each.people, each.of) if each.of is not None else each.people
        for several in as_shown(counts).values()
        for each in several
    }


def test_what_came_in_is_told_of_our_own_activities_once_they_have_closed(year: MakeYear) -> None:
    ways = [(id, "online survey", 40) for id in ("A1", "A2", "A3", "A4")]
    found = told(register(year, channels=channels(*ways)))
    assert standing(found) == {("A1", "contributions", "online survey"): 40}
    assert {each.counted_on for each in found} == {date(2025, 6, 1)}


def test_an_activity_that_has_no_page_is_not_counted(year: MakeYear) -> None:
    columns = register(year, channels=channels(("A1", "online survey", 40)))
    assert told(columns, ids=["A2"]) == ()


def test_a_small_count_is_hidden_and_another_of_the_same_way_with_it(year: MakeYear) -> None:
    ways = [("A1", "online survey", 40), *((id, "meeting", n) for id, n in zip(MANY, (3, 60, 70), strict=True))]
    found = standing(told(register(year, SEVERAL, channels=channels(*ways), responses=answers("A1", 5, 5)), ids=MANY))
    assert found["A1", "contributions", "meeting"] is HIDDEN and found["A2", "contributions", "meeting"] is HIDDEN
    assert found["A3", "contributions", "meeting"] == 70 and found["A1", "contributions", "online survey"] == 40
    assert found["A1", "responses", ""] is HIDDEN


def test_while_others_may_still_close_the_first_large_count_of_a_way_is_held_back(year: MakeYear) -> None:
    in_time = [(id, "meeting", n) for id, n in zip(MANY, (40, 50, 60), strict=True)]
    this_year = SEVERAL.replace("2024-08-", "2025-05-")
    columns = register(year, this_year, channels=channels(*in_time))
    first = told(columns, ids=["A1", "A2"])
    assert standing(first) == {("A1", "contributions", "meeting"): HIDDEN, ("A2", "contributions", "meeting"): 50}
    assert standing(told(columns, first, MANY)) == {**standing(first), ("A3", "contributions", "meeting"): 60}
    over = told(register(year, SEVERAL, channels=channels(*in_time)), ids=MANY)
    assert HIDDEN not in standing(over).values()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 30), min_size=3, max_size=3), st.permutations(("A1", "A2", "A3")), st.booleans())
def test_no_sum_that_a_report_tells_gives_away_what_the_site_did_not_tell(
    year: MakeYear, numbers: list[int], order: tuple[str, ...], is_over: bool
) -> None:
    """However activities close: what is left of the sum is several counts, and enough of them can be each."""
    register_of = SEVERAL if is_over else SEVERAL.replace("2024-08-", "2025-05-")
    columns = register(year, register_of, channels=channels(*((id, "meeting", 9) for id in MANY)))
    columns = with_contributions(columns, numbers)
    came_in, counts = dict(zip(MANY, numbers, strict=True)), ()
    for closed in range(1, 4):
        counts = told(columns, counts, ids=order[:closed])
    shown = {id for (id, *_), n in standing(counts).items() if isinstance(n, int)}
    if shown and shown.isdisjoint(to_hide_beside_their_sum(came_in, shown, RULES)):  # then a report tells the sum
        left = {id: n for id, n in came_in.items() if id not in shown}
        for id, n in left.items():
            if n < RULES.threshold:
                others = [m for other, m in left.items() if other != id]
                assert others and sum(left.values()) >= RULES.threshold - 1, (came_in, shown)


def test_a_count_that_changed_by_a_few_stands_as_it_was_first_told(year: MakeYear) -> None:
    first = told(register(year, channels=channels(("A1", "online survey", 40))))
    later = told(register(year, channels=channels(("A1", "online survey", 42))), first)
    assert later == first


def test_a_count_that_changed_enough_is_told_anew_and_the_old_one_is_remembered(year: MakeYear) -> None:
    first = told(register(year, channels=channels(("A1", "online survey", 40))))
    anew = told(register(year, channels=channels(("A1", "online survey", 52))), first)
    assert anew[:1] == first and len(anew) == 2
    assert standing(anew)["A1", "contributions", "online survey"] == 52
    near_the_first = told(register(year, channels=channels(("A1", "online survey", 41))), anew)
    assert near_the_first == anew


def test_what_people_understood_is_told_once_beside_the_answers(year: MakeYear) -> None:
    first = told(register(year, responses=answers("A1", *[5] * 30, *[1] * 20)))
    assert standing(first)["A1", "understood_how_long", ""] == (30, 50)
    later = told(register(year, responses=answers("A1", *[5] * 31, *[1] * 20)), first)
    assert later == first


def test_of_an_activity_that_left_the_register_what_was_told_is_remembered(year: MakeYear) -> None:
    first = told(register(year, channels=channels(("A1", "online survey", 40))))
    without = REGISTER.replace("A1,", "A9,")
    gone = told(register(year, without, channels=channels(("A9", "meeting", 3))), first, ids=["A9"])
    assert [each for each in gone if each.activity_id == "A1"] == list(first)
    assert told(register(year, channels=channels(("A1", "online survey", 41))), gone)[:1] == first


def test_the_report_hears_what_the_site_told_of_all_of_its_activities(year: MakeYear) -> None:
    ways = channels(("A1", "online survey", 40))
    counts = told(register(year, channels=ways, responses=answers("A1", *[5] * 30, *[1] * 20)))
    remembered = told_of(counts, {"A1"})
    assert remembered.contributions[0].cells == {"online survey": 40}
    assert remembered.understood["understood_how_long"][0].wholes == {"A1": 50}
    assert remembered.by_activity == {"online survey": {"A1"}, "responses": {"A1"}}
    assert from_json(json.loads(json.dumps(as_json(remembered)))) == remembered
    assert told_of(counts, {"A2"}).contributions == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the year is made once, and never changed
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=4))
def test_no_two_days_of_the_site_subtracted_show_a_count_below_the_threshold(
    year: MakeYear, days: list[tuple[int, int]]
) -> None:
    columns = register(year, channels=channels(*[("A1", way, 40) for way in WAYS]))
    counts: tuple[PublicCount, ...] = ()
    shown: list[Told] = []
    for numbers in days:
        counts = told(with_contributions(columns, numbers), counts)
        shown.append(standing(counts))
    for first, second in combinations(shown, 2):
        for one, other in ((first[key], second[key]) for key in first.keys() & second.keys()):
            if isinstance(one, int) and isinstance(other, int):
                assert one == other or abs(one - other) > RULES.threshold
