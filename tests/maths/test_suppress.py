"""The gate, case by case; `test_suppress_attack.py` and `test_suppress_rule.py` attack it as a whole."""

import pytest

from heard.maths.suppress import (
    Disclosure,
    Shares,
    ShownTable,
    Symbol,
    publish,
    publish_shares,
    to_hide_beside_their_sum,
)

HIDDEN = Symbol.CONFIDENTIAL
RULES = Disclosure()


def shown(counts: dict[str, int], rules: Disclosure = RULES, before: ShownTable | None = None) -> ShownTable:
    return publish({"age": counts}, rules, {"age": [before]} if before else None)["age"]


def hidden(published: ShownTable) -> set[str]:
    return {category for category, cell in published.cells.items() if cell == HIDDEN}


def test_counts_of_the_threshold_and_above_are_shown() -> None:
    assert shown({"young": 5, "old": 12}) == ShownTable({"young": 5, "old": 12}, 17)


@pytest.mark.parametrize("few", [0, 1, 4])
def test_a_count_below_the_threshold_is_hidden_and_the_first_other_with_it(few: int) -> None:
    published = shown({"middle": 9, "young": few, "old": 30})
    assert published == ShownTable({"middle": HIDDEN, "young": HIDDEN, "old": 30}, few + 39)


def test_the_first_is_hidden_whatever_its_count_so_that_what_is_hidden_does_not_tell_how_many_there_are() -> None:
    assert hidden(shown({"old": 300, "young": 4, "middle": 9})) == {"old", "young"}
    assert hidden(shown({"middle": 9, "young": 4, "old": 300})) == {"middle", "young"}


def test_small_counts_that_are_enough_together_need_no_other() -> None:
    assert hidden(shown({"old": 30, "young": 3, "middle": 1})) == {"young", "middle"}


@pytest.mark.parametrize(("young", "middle"), [(3, 0), (4, 4), (3, 2)])
def test_small_counts_that_are_too_few_or_too_many_together_take_another_with_them(young: int, middle: int) -> None:
    """All that are small are below the threshold: of 8 in two of them, there are 4 in each."""
    assert hidden(shown({"old": 30, "oldest": 40, "young": young, "middle": middle})) == {"young", "middle", "old"}


def test_noughts_beside_one_full_category_are_hidden_and_so_is_that() -> None:
    assert hidden(shown({"young": 0, "middle": 0, "old": 30})) == {"young", "middle", "old"}


@pytest.mark.parametrize("characteristic", ["ethnic_group", "disability", "religion"])
def test_what_people_are_in_confidence_has_the_higher_threshold(characteristic: str) -> None:
    counts = {"b": 11, "a": 9, "c": 40}
    published = publish({characteristic: counts, "sex": counts}, RULES)
    assert hidden(published[characteristic]) == {"a", "b"}
    assert hidden(published["sex"]) == set()


def test_too_few_people_in_all_hide_every_table_and_the_total() -> None:
    published = publish({"sex": {"f": 9}, "religion": {"a": 9}}, RULES)
    assert published == {"sex": ShownTable({"f": HIDDEN}, HIDDEN), "religion": ShownTable({"a": HIDDEN}, HIDDEN)}


def test_tables_of_different_people_are_refused() -> None:
    with pytest.raises(ValueError, match="age, sex count different numbers of people"):
        publish({"age": {"young": 10}, "sex": {"f": 11}}, RULES)


def test_rounding_rounds_what_is_shown_and_nothing_else() -> None:
    published = shown({"young": 4, "middle": 12, "old": 33, "oldest": 58}, Disclosure(round_to=5))
    assert published == ShownTable({"young": HIDDEN, "middle": HIDDEN, "old": 35, "oldest": 60}, 105)


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


def test_what_is_known_to_be_there_anyway_is_not_counted() -> None:
    counts = {"old": 40, "other": 5, "young": 30}
    assert hidden(publish({"sex": counts}, RULES)["sex"]) == set()
    assert hidden(publish({"sex": counts}, RULES, least={"sex": {"other": 1}})["sex"]) == {"old", "other"}


def test_a_count_that_is_known_to_reach_the_threshold_is_shown() -> None:
    counts = {"old": 40, "other": 12, "young": 30}
    assert hidden(publish({"sex": counts}, RULES, least={"sex": {"other": 10}})["sex"]) == set()


def test_a_total_that_is_nearly_known_is_hidden() -> None:
    """One who reads that seven activities had responses knows of seven people."""
    assert publish({"sex": {"f": 11}}, RULES, known=7)["sex"].total == HIDDEN
    assert publish({"sex": {"f": 12}}, RULES, known=7)["sex"].total == 12


def test_one_step_back_is_no_memory() -> None:
    first, second = shown({"young": 50, "old": 50}), shown({"young": 57, "old": 57})
    third = {"young": 53, "old": 61}
    assert hidden(publish({"age": third}, RULES, {"age": [second]})["age"]) == {"young", "old"}
    assert publish({"age": {"young": 51, "old": 63}}, RULES, {"age": [first, second]})["age"].total == HIDDEN


def test_a_change_too_small_to_show_is_hidden_with_others_that_changed() -> None:
    before = shown({"young": 10, "middle": 20, "old": 30, "oldest": 40})
    after = shown({"young": 12, "middle": 20, "old": 36, "oldest": 60}, before=before)
    assert hidden(after) == {"young", "middle", "old"}


def test_where_two_people_came_in_all_nothing_more_is_told() -> None:
    before = shown({"young": 10, "middle": 20})
    assert shown({"young": 11, "middle": 21}, before=before) == ShownTable({"young": HIDDEN, "middle": HIDDEN}, HIDDEN)


def test_a_count_told_before_cannot_hide_another() -> None:
    before = shown({"young": 7, "middle": 20, "old": 30}, Disclosure(threshold=3))
    again = shown({"young": 7, "middle": 20, "old": 30}, Disclosure(threshold=8), before=before)
    assert again.total == HIDDEN


def test_a_category_told_before_is_not_dropped_in_silence() -> None:
    before = shown({"young": 10, "middle": 20, "old": 30})
    assert "young" in hidden(shown({"middle": 20, "old": 40}, before=before))


def test_what_a_table_hid_is_not_told_by_what_stands_before_and_after_it() -> None:
    """Fewer came than can be told of, and then one more: a way in which nobody came is hidden, and stays so."""
    rules = Disclosure(threshold=3)
    then = shown({"postal survey": 0, "meeting": 8, "talk": 141}, rules)
    between = shown({"postal survey": 3, "meeting": 8, "talk": 141}, rules, before=then)
    after = {"postal survey": 3, "meeting": 9, "talk": 141}
    assert then.cells["talk"] == 141 and between.total == HIDDEN
    assert "talk" not in hidden(publish({"age": after}, rules, {"age": [then]})["age"])
    assert "talk" in hidden(publish({"age": after}, rules, {"age": [then, between]})["age"])


def test_what_was_told_after_a_table_that_hid_all_is_told_again() -> None:
    none, some = shown({"young": 1, "middle": 2}), {"young": 10, "middle": 20}
    told = shown(some, before=none)
    assert publish({"age": some}, RULES, {"age": [none, told]})["age"] == told


def test_an_earlier_table_that_told_nothing_takes_nothing_away() -> None:
    before = shown({"young": 1, "middle": 2})
    assert shown({"young": 10, "middle": 20}, before=before) == shown({"young": 10, "middle": 20})


def shares(before: Shares | None = None, **parts: tuple[int, int]) -> Shares:
    """Of each activity (how many answered, how many understood)."""
    wholes, some = ({name: pair[place] for name, pair in parts.items()} for place in (0, 1))
    return publish_shares(wholes, some, 5, RULES, [before] if before else [])


def test_a_part_that_is_small_is_hidden_and_that_of_the_smallest_whole_with_it() -> None:
    found = shares(A=(22, 20), B=(44, 30), C=(90, 50), D=(11, 6))
    assert found.parts == {"A": HIDDEN, "B": 30, "C": 50, "D": HIDDEN}
    assert (found.wholes, found.whole, found.part) == ({"A": 22, "B": 44, "C": 90, "D": 11}, 167, 106)


def test_parts_that_are_not_small_are_shown() -> None:
    assert shares(A=(26, 20), B=(44, 30)) == Shares({"A": 26, "B": 44}, {"A": 20, "B": 30}, 70, 50)


def test_a_single_part_that_is_small_hides_the_sum_which_is_the_same() -> None:
    assert shares(A=(26, 24)) == Shares({"A": 26}, {"A": HIDDEN}, 26, HIDDEN)


def test_a_sum_that_is_small_is_hidden_with_all_its_parts() -> None:
    found = shares(A=(30, 29), B=(40, 39))
    assert (set(found.parts.values()), found.part, found.whole) == ({HIDDEN}, HIDDEN, 70)


def test_of_nothing_there_is_nothing_to_tell() -> None:
    assert shares() == Shares({}, {}, 0, 0)


def test_shares_told_again_are_told_the_same() -> None:
    first = shares(A=(22, 20), B=(44, 30), C=(90, 50), D=(11, 6))
    assert shares(first, A=(22, 20), B=(44, 30), C=(90, 50), D=(11, 6)) == first


def test_a_few_who_came_hide_their_activity_and_the_sums() -> None:
    found = shares(shares(A=(40, 20), B=(44, 30)), A=(41, 21), B=(44, 30))
    assert found == Shares({"A": HIDDEN, "B": 44}, {"A": HIDDEN, "B": 30}, HIDDEN, HIDDEN)


def test_an_activity_that_was_hidden_in_between_is_not_told_as_it_was() -> None:
    first = shares(A=(40, 20), B=(44, 30))
    second = shares(first, A=(41, 21), B=(44, 30))
    third = publish_shares({"A": 40, "B": 44}, {"A": 20, "B": 30}, 5, RULES, [first, second])
    assert third == second
    assert publish_shares({"A": 40, "B": 44}, {"A": 20, "B": 30}, 5, RULES, [first]) == first


def test_many_who_came_are_told_of() -> None:
    found = shares(shares(A=(40, 20), B=(44, 30)), A=(60, 30), B=(44, 30))
    assert found == Shares({"A": 60, "B": 44}, {"A": 30, "B": 30}, 104, 60)


def test_a_new_activity_is_told_beside_those_told_before() -> None:
    found = shares(shares(A=(40, 20)), A=(40, 20), B=(50, 30))
    assert found == Shares({"A": 40, "B": 50}, {"A": 20, "B": 30}, 90, 50)


def test_an_activity_that_is_gone_takes_the_sums_with_it() -> None:
    found = shares(shares(A=(40, 20), B=(50, 30)), A=(40, 20))
    assert found == Shares({"A": 40}, {"A": 20}, HIDDEN, HIDDEN)


def test_counts_of_the_higher_threshold_are_shown() -> None:
    assert hidden(publish({"religion": {"a": 10, "b": 12, "c": 40}}, RULES)["religion"]) == set()


def test_a_total_is_shown_where_it_is_the_threshold_without_the_one_whom_everybody_knows_of() -> None:
    assert [publish({"sex": {"f": n}}, RULES)["sex"].total for n in (5, 6)] == [HIDDEN, 6]


def test_one_table_with_too_few_people_hides_those_beside_it() -> None:
    published = publish({"sex": {"f": 10}, "religion": {"a": 10}}, RULES)
    assert all(table.hides_all for table in published.values())


def test_nobody_is_in_a_category_that_is_gone() -> None:
    before = shown({"young": 10, "middle": 20, "old": 30})
    assert shown({"middle": 20, "old": 40}, before=before).total == 60


def test_what_was_told_without_rounding_is_compared_without_it() -> None:
    before = shown({"young": 23, "middle": 40, "old": 70})
    after = shown({"young": 28, "middle": 40, "old": 90}, Disclosure(round_to=5), before)
    assert "young" in hidden(after)


def test_beside_a_sum_what_is_told_already_is_hidden_last() -> None:
    assert to_hide_beside_their_sum({"a": 9, "b": 3, "c": 20}, {"a"}, RULES) == {"b", "c"}


@pytest.mark.parametrize(
    ("a", "b", "part"),
    [((30, 5), (40, 0), 5), ((30, 2), (40, 2), HIDDEN), ((30, 28), (40, 38), HIDDEN), ((30, 25), (40, 40), 65)],
)
def test_the_sum_of_the_parts_is_shown_where_it_and_what_is_left_reach_the_threshold(
    a: tuple[int, int], b: tuple[int, int], part: int | Symbol
) -> None:
    found = shares(A=a, B=b)
    assert (found.part, set(found.parts.values())) == (part, {HIDDEN})


@pytest.mark.parametrize(
    ("whole", "part", "told"),
    [(60, 22, False), (60, 25, False), (60, 26, True), (48, 27, False), (51, 26, False), (52, 26, True)],
)
def test_a_share_is_told_anew_where_more_than_the_threshold_came_to_its_part_and_to_the_rest(
    whole: int, part: int, told: bool
) -> None:
    found = shares(shares(A=(40, 20), B=(44, 30)), A=(whole, part), B=(44, 30))
    assert (found.wholes["A"], found.parts["A"]) == ((whole, part) if told else (HIDDEN, HIDDEN))


def test_a_share_is_told_anew_only_where_it_is_far_from_all_that_was_told_of_it() -> None:
    first, second = shares(A=(40, 20), B=(44, 30)), shares(A=(60, 30), B=(44, 30))
    third = publish_shares({"A": 62, "B": 44}, {"A": 32, "B": 30}, 5, RULES, [first, second])
    assert third.wholes == {"A": HIDDEN, "B": 44}


def test_an_activity_told_where_another_was_hidden_is_remembered() -> None:
    second = shares(shares(A=(40, 20), B=(44, 30)), A=(41, 21), B=(44, 30))
    third = publish_shares({"A": 60}, {"A": 30}, 5, RULES, [second])
    assert third.whole == HIDDEN, "it is gone, and the sums would tell of it"


def test_shares_are_compared_rounded_with_what_was_rounded_and_exactly_with_what_was_not() -> None:
    rounding = Disclosure(round_to=5)
    wholes, parts = {"A": 41, "B": 44}, {"A": 21, "B": 30}
    rounded = publish_shares(wholes, parts, 5, rounding)
    assert publish_shares(wholes, parts, 5, rounding, [rounded]) == rounded
    exact = publish_shares(wholes, parts, 5, RULES)
    assert publish_shares(wholes, parts, 5, rounding, [exact]) == rounded
