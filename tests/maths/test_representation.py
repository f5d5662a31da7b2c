"""Who took part beside who lives here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.maths.representation import compare

POPULATION = {"16 to 34": 300, "35 to 64": 500, "65 and over": 200}


def test_shares_stand_beside_the_population_with_their_ratio() -> None:
    found = compare({"16 to 34": 15, "35 to 64": 50, "65 and over": 35}, POPULATION, unknown=25)
    young = found.categories[0]
    assert (young.people, young.share, young.population_share) == (15, 0.15, 0.3)
    assert young.ratio == pytest.approx(0.5)
    assert found.dissimilarity == pytest.approx(0.15)
    assert found.share_unknown == pytest.approx(0.2)


def test_a_category_nobody_is_of_has_a_share_of_none() -> None:
    assert compare({"35 to 64": 10}, POPULATION).categories[0].share == 0


def test_those_who_did_not_say_are_in_no_share() -> None:
    few, many = (compare({"16 to 34": 30, "35 to 64": 70}, POPULATION, unknown=n) for n in (0, 900))
    assert few.categories == many.categories
    assert (few.share_unknown, many.share_unknown) == (0, 0.9)


def test_a_hidden_count_hides_what_would_give_it_back() -> None:
    found = compare({"16 to 34": None, "35 to 64": 50, "65 and over": None}, POPULATION, unknown=20, total=120)
    assert [row.share for row in found.categories] == [None, 0.5, None]
    assert [row.ratio for row in found.categories] == [None, 1, None]
    assert found.dissimilarity is None
    assert found.share_unknown == pytest.approx(1 / 6)


@pytest.mark.parametrize(("unknown", "total"), [(None, 120), (20, None)])
def test_without_a_known_whole_there_is_no_share(unknown: int | None, total: int | None) -> None:
    found = compare({"16 to 34": None, "35 to 64": 50, "65 and over": None}, POPULATION, unknown, total)
    assert all(row.share is None for row in found.categories)
    assert found.share_unknown is None


def test_nobody_took_part_and_nothing_is_claimed() -> None:
    found = compare({}, POPULATION)
    assert all(row.share is None and row.ratio is None for row in found.categories)
    assert found.dissimilarity is found.share_unknown is None


def test_a_category_nobody_lives_in_has_no_ratio() -> None:
    found = compare({"a": 1, "b": 1}, {"a": 10, "b": 0})
    assert found.categories[1].ratio is None
    assert found.dissimilarity == pytest.approx(0.5)


def test_a_category_the_population_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no population is known for martian"):
        compare({"martian": 1}, POPULATION)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1))
def test_the_index_is_0_for_the_same_shares_and_never_above_1(rows: list[tuple[int, int]]) -> None:
    people = {str(i): n for i, (n, _) in enumerate(rows)}
    population = {str(i): n for i, (_, n) in enumerate(rows)}
    index = compare(people, population).dissimilarity
    assert index is None or 0 <= index <= 1
    assert compare({c: 3 * n for c, n in population.items()}, population).dissimilarity == pytest.approx(0)


def test_those_who_said_what_the_population_does_not_have_are_counted_and_are_in_no_share_of_it() -> None:
    found = compare({"16 to 34": 30, "35 to 64": 70}, POPULATION, unknown=20, others=30)
    assert (found.categories[0].share, found.share_unknown) == (0.3, pytest.approx(2 / 15))
    hidden = compare({"16 to 34": None, "35 to 64": 60}, POPULATION, unknown=20, others=30, total=170)
    assert (hidden.categories[1].share, hidden.share_unknown) == (0.5, pytest.approx(2 / 17))
