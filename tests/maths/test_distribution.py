"""What everybody knows of a table of counts, case by case; the gate as a whole is attacked elsewhere."""

from __future__ import annotations

import pytest

from heard.maths.distribution import Distribution, Earlier, rounded

BEFORE = Earlier({"a": 20, "b": 30, "c": None}, 55)


@pytest.mark.parametrize(("n", "to", "nearest"), [(7, 0, 7), (7, 5, 5), (8, 5, 10), (5, 10, 10), (4, 10, 0)])
def test_a_count_is_rounded_to_the_nearest_halves_up(n: int, to: int, nearest: int) -> None:
    assert rounded(n, to) == nearest


def test_nobody_was_in_a_category_that_the_table_did_not_have() -> None:
    assert (BEFORE.count("a"), BEFORE.count("c"), BEFORE.count("new")) == (20, None, 0)
    assert BEFORE.hidden == {"c"}
    assert (BEFORE.together(["c"]), BEFORE.together(["a", "c"])) == (5, 25)


def test_a_count_is_near_to_another_within_the_threshold_and_to_itself_only_where_all_was_hidden_since() -> None:
    near = [n for n in range(10, 31) if BEFORE.is_near(n, 20, 5)]
    assert near == [15, 16, 17, 18, 19, 21, 22, 23, 24, 25]
    assert Earlier(BEFORE.shown, 55, hidden_since=True).is_near(20, 20, 5)
    assert [n for n in range(30) if Earlier(BEFORE.shown, 55, round_to=10).is_near(n, 20, 5)] == []


@pytest.mark.parametrize(
    ("totals", "total", "way"), [((55,), 60, 1), ((55,), 50, -1), ((55,), 55, 0), ((55, 70), 60, 0), ((), 60, 0)]
)
def test_the_way_is_that_of_every_earlier_publication(totals: tuple[int, ...], total: int, way: int) -> None:
    before = [Earlier(BEFORE.shown, then) for then in totals]
    assert Distribution({"a": total}, 5, before=before).way == way


def test_people_who_only_came_or_went_bound_a_count_by_what_was_shown() -> None:
    def bounds(total: int) -> tuple[int, int]:
        return Distribution({"a": total - 30, "b": 30}, 5, before=[BEFORE]).bounds("a")

    assert (bounds(60), bounds(50), bounds(55)) == ((20, 60), (0, 20), (0, 55))
    assert Distribution({"a": 9, "b": 30}, 5, {"a": 3}, {"a": 12}).bounds("a") == (3, 12)


def test_the_first_to_be_hidden_for_another_is_the_first_that_was_not_hidden_before() -> None:
    assert Distribution({"c": 9, "a": 9, "b": 9}, 5, before=[BEFORE]).first == "a"
    assert Distribution({"c": 9}, 5, before=[BEFORE]).first is None


def test_the_values_that_hide_a_count_are_runs() -> None:
    assert Distribution({"a": 40, "b": 9}, 5).small("a") == ((0, 4),)
    assert Distribution({"a": 40, "b": 9}, 5, {"a": 3}).small("a") == ((3, 7),)
    assert Distribution({"a": 40, "b": 9}, 5, {"a": 5}).small("a") == ()
    assert Distribution({"a": 40, "b": 9}, 5, most={"a": 45}).small("a") == ((0, 4), (41, 45))
    level = Distribution({"a": 25, "b": 30}, 5, before=[BEFORE])
    assert level.small("a") == ((0, 4), (15, 19), (21, 25))
    assert [n for n in range(40) if Distribution({"a": n, "b": 9}, 5).is_small("a")] == [0, 1, 2, 3, 4]


def test_what_was_shown_before_hides_a_count_that_is_near_as_rounded_then() -> None:
    assert [n for n in range(10, 40) if Distribution({"a": n, "b": 30}, 5, before=[BEFORE]).is_small("a")] == [
        *range(15, 20),
        *range(21, 26),
    ]
    rounded_to_ten = Earlier({"a": 20, "b": 30}, 50, round_to=10)
    assert Distribution({"a": 60, "b": 30}, 10, before=[rounded_to_ten]).small("b") == ((35, 44),)
    assert Distribution({"a": 20, "b": 30}, 10, before=[rounded_to_ten]).small("a") == ((0, 14), (25, 34))
