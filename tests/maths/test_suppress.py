"""The gate, case by case; `test_suppress_attack.py` attacks it as a whole."""

import pytest

from heard.maths.suppress import Disclosure, Published, Symbol, publish, publish_parts

HIDDEN = Symbol.CONFIDENTIAL
RULES = Disclosure()


def shown(counts: dict[str, int], rules: Disclosure = RULES, before: Published | None = None) -> Published:
    return publish({"age": counts}, rules, {"age": before} if before else None)["age"]


def hidden(published: Published) -> set[str]:
    return {category for category, cell in published.cells.items() if cell == HIDDEN}


def test_counts_of_the_threshold_and_above_are_shown() -> None:
    assert shown({"young": 5, "old": 12}) == Published({"young": 5, "old": 12}, 17)


@pytest.mark.parametrize("few", [0, 1, 4])
def test_a_count_below_the_threshold_is_hidden_and_the_smallest_other_with_it(few: int) -> None:
    published = shown({"young": few, "middle": 9, "old": 30})
    assert published == Published({"young": HIDDEN, "middle": HIDDEN, "old": 30}, few + 39)


def test_small_counts_that_are_enough_together_need_no_other() -> None:
    assert hidden(shown({"young": 3, "middle": 2, "old": 30})) == {"young", "middle"}


def test_small_counts_that_are_too_few_together_take_another_with_them() -> None:
    assert hidden(shown({"young": 3, "middle": 0, "old": 30, "oldest": 40})) == {"young", "middle", "old"}


def test_noughts_beside_one_full_category_are_hidden_and_so_is_that() -> None:
    assert hidden(shown({"young": 0, "middle": 0, "old": 30})) == {"young", "middle", "old"}


@pytest.mark.parametrize("characteristic", ["ethnic_group", "disability", "religion"])
def test_what_people_are_in_confidence_has_the_higher_threshold(characteristic: str) -> None:
    counts = {"a": 9, "b": 11, "c": 40}
    published = publish({characteristic: counts, "sex": counts}, RULES)
    assert hidden(published[characteristic]) == {"a", "b"}
    assert hidden(published["sex"]) == set()


def test_too_few_people_in_all_hide_every_table_and_the_total() -> None:
    published = publish({"sex": {"f": 9}, "religion": {"a": 9}}, RULES)
    assert published == {"sex": Published({"f": HIDDEN}, HIDDEN), "religion": Published({"a": HIDDEN}, HIDDEN)}


def test_tables_of_different_people_are_refused() -> None:
    with pytest.raises(ValueError, match="age, sex count different numbers of people"):
        publish({"age": {"young": 10}, "sex": {"f": 11}}, RULES)


def test_rounding_rounds_what_is_shown_and_nothing_else() -> None:
    published = shown({"young": 4, "middle": 12, "old": 33, "oldest": 58}, Disclosure(round_to=5))
    assert published == Published({"young": HIDDEN, "middle": HIDDEN, "old": 35, "oldest": 60}, 105)


@pytest.mark.parametrize(("n", "to", "rounded"), [(12, 5, 10), (13, 5, 15), (15, 10, 20), (14, 10, 10), (13, 0, 13)])
def test_halves_are_rounded_up(n: int, to: int, rounded: int) -> None:
    assert Disclosure(round_to=to).rounded(n) == rounded


def test_hidden_counts_are_none_to_whoever_works_on_with_them() -> None:
    assert shown({"young": 3, "middle": 9, "old": 30}).shown == {"young": None, "middle": None, "old": 30}


def test_the_symbols_are_the_governments() -> None:
    assert [str(symbol) for symbol in Symbol] == ["[c]", "[x]", "[z]", "[u]"]


def test_the_same_people_told_again_are_told_the_same() -> None:
    counts = {"young": 3, "middle": 9, "old": 30, "oldest": 61}
    for rules in (RULES, Disclosure(round_to=5)):
        assert shown(counts, rules, before=shown(counts, rules)) == shown(counts, rules)


def test_what_was_hidden_stays_hidden() -> None:
    before = shown({"young": 3, "middle": 9, "old": 30})
    assert hidden(shown({"young": 13, "middle": 19, "old": 30}, before=before)) == {"young", "middle"}


def test_a_change_too_small_to_show_is_hidden_with_others_that_changed() -> None:
    before = shown({"young": 10, "middle": 20, "old": 30, "oldest": 40})
    after = shown({"young": 12, "middle": 20, "old": 36, "oldest": 60}, before=before)
    assert hidden(after) == {"young", "middle", "old"}


def test_where_two_people_came_in_all_nothing_more_is_told() -> None:
    before = shown({"young": 10, "middle": 20})
    assert shown({"young": 11, "middle": 21}, before=before) == Published({"young": HIDDEN, "middle": HIDDEN}, HIDDEN)


def test_a_count_told_before_cannot_hide_another() -> None:
    before = shown({"young": 7, "middle": 20, "old": 30}, Disclosure(threshold=3))
    again = shown({"young": 7, "middle": 20, "old": 30}, Disclosure(threshold=8), before=before)
    assert again.total == HIDDEN


def test_a_category_told_before_is_not_dropped_in_silence() -> None:
    before = shown({"young": 10, "middle": 20, "old": 30})
    assert "young" in hidden(shown({"middle": 20, "old": 40}, before=before))


def test_an_earlier_table_that_told_nothing_takes_nothing_away() -> None:
    before = shown({"young": 1, "middle": 2})
    assert shown({"young": 10, "middle": 20}, before=before) == shown({"young": 10, "middle": 20})


def test_a_part_with_a_small_count_is_hidden_whole_and_another_with_it() -> None:
    parts = {"A": {"yes": 20, "no": 2}, "B": {"yes": 30, "no": 14}, "C": {"yes": 50, "no": 40}}
    shown_parts, together = publish_parts(parts, "understood", RULES)
    assert {part: hidden(published) for part, published in shown_parts.items()} == {
        "A": {"yes", "no"},
        "B": {"yes", "no"},
        "C": set(),
    }
    assert [published.total for published in shown_parts.values()] == [22, 44, 90]
    assert together == Published({"yes": 100, "no": 56}, 156)


def test_parts_without_a_small_count_are_shown() -> None:
    parts = {"A": {"yes": 20, "no": 6}, "B": {"yes": 30, "no": 14}}
    shown_parts, together = publish_parts(parts, "understood", RULES)
    assert shown_parts == {"A": Published(parts["A"], 26), "B": Published(parts["B"], 44)}
    assert together == Published({"yes": 50, "no": 20}, 70)


def test_a_part_of_too_few_people_hides_its_number_and_that_of_another() -> None:
    parts = {"A": {"yes": 2, "no": 0}, "B": {"yes": 30, "no": 14}, "C": {"yes": 50, "no": 40}}
    shown_parts, together = publish_parts(parts, "understood", RULES)
    assert [published.total for published in shown_parts.values()] == [HIDDEN, HIDDEN, 90]
    assert together.total == 136


def test_where_the_parts_cannot_be_made_safe_only_numbers_are_shown() -> None:
    parts = {"A": {"yes": 20, "no": 1}, "B": {"yes": 30, "no": 1}, "C": {"yes": 5, "no": 2}}
    shown_parts, together = publish_parts(parts, "understood", RULES)
    assert all(hidden(published) == {"yes", "no"} for published in [*shown_parts.values(), together])
    assert together.total == 59


@pytest.mark.parametrize("parts", [{}, {"A": {}}, {"A": {"yes": 1}, "B": {"yes": 2}}])
def test_parts_of_too_few_people_in_all_show_nothing(parts: dict[str, dict[str, int]]) -> None:
    shown_parts, together = publish_parts(parts, "understood", RULES)
    assert together.total == HIDDEN
    assert all(published.total == HIDDEN for published in shown_parts.values())


def test_a_single_part_is_the_whole() -> None:
    shown_parts, together = publish_parts({"A": {"yes": 20, "no": 2, "perhaps": 9}}, "understood", RULES)
    assert shown_parts == {"A": together}
    assert hidden(together) == {"no", "perhaps"}
