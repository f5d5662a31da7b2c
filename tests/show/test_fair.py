from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from heard.maths.suppress import Symbol
from heard.model.people import Category, Characteristic, People
from heard.page.blocks import Figure
from heard.show.fair import was_it_fair
from heard.year import Year

HIDDEN = Symbol.CONFIDENTIAL
SEX = Characteristic(
    "sex",
    (
        Category("Female", 60, 0.75, 500, 0.5, 1.5, flagged=False),
        Category("Male", 20, 0.25, 500, 0.5, 0.5, flagged=True),
    ),
    unknown=20,
    total=100,
    share_unknown=0.2,
    dissimilarity=0.25,
    source="The census",
)
RELIGION = Characteristic(
    "religion",
    (
        Category("Christian", 70, 0.875, 600, 0.6, 1.4583, flagged=False),
        Category("Sikh", HIDDEN, None, 200, 0.2, None, flagged=False),
        Category("Jewish", HIDDEN, None, 200, 0.2, None, flagged=False),
    ),
    unknown=20,
    total=100,
    share_unknown=0.2,
    dissimilarity=None,
    source="The census",
)


@pytest.fixture
def fair(year: Callable[..., Year], text: Callable[[object], str]) -> Callable[..., str]:
    """What the report says of some people."""
    assessed = year(activities="activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01")

    def answer(*characteristics: Characteristic, **more: object) -> str:
        people = People(characteristics, activities=3, **more)
        made = Year(assessed.params, assessed.records, replace(assessed.assessment, people=people))
        return text(was_it_fair(made))

    return answer


def test_a_row_says_how_many_how_many_did_not_say_and_how_many_would_have_to_be_others(fair):
    assert "Sex 100 20 (20%) 25 in 100 1 of 2" in fair(SEX)


def test_the_group_that_is_few_is_marked_and_the_other_is_not(fair):
    told = fair(SEX)
    assert "Male 20 25% 50% ▼ 0.50" in told and "Female 60 75% 50% 1.50" in told


def test_a_hidden_group_is_in_no_count_of_groups_under_the_mark(fair):
    told = fair(RELIGION)
    assert "[c] 0 of 1" in told and "A hidden group is not among the groups that are counted here." in told


def test_what_is_hidden_is_a_symbol_and_the_symbol_is_explained(fair):
    told = fair(RELIGION)
    assert "Sikh [c] [c] 20% [c]" in told and "Religion 100 20 (20%) [c]" in told
    assert "Counts of fewer than 5 people are hidden, of fewer than 10 where" in told and "hidden" not in fair(SEX)


def test_with_few_people_there_are_counts_and_no_shares(fair):
    few = replace(SEX, categories=tuple(replace(each, people=9) for each in SEX.categories), unknown=0, total=18)
    told = fair(few)
    assert "Male 9 – 50% –" in told and "▼" not in told and "in 100" not in told


def test_what_was_for_the_users_of_a_service_has_no_census_and_says_so(fair):
    assert "2 activities meant for some people alone have responses too. No census counts" in fair(
        SEX, without_baseline=2
    )


def test_without_a_population_nothing_is_set_beside_them(fair):
    alone = replace(
        SEX, categories=(Category("Female", 80, None, None, None, None, flagged=False),), dissimilarity=None, source=""
    )
    told = fair(alone, missing=("population",))
    assert "nothing to set them beside" in told and "Female 80 – – –" in told


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"missing": ("responses",)}, "No record says who took part"),
        ({}, "No activity that closed has a record"),
        ({"without_baseline": 1}, "1 activity meant for some people alone has responses too"),
    ],
)
def test_what_is_not_on_record_is_said(fair, more, words):
    assert words in fair(**more)


def test_a_ratio_under_the_mark_never_reads_as_the_mark(fair):
    near = Category("Male", 20, 0.3985, 500, 0.5, 0.797, flagged=True)
    assert "▼ under 0.8" in fair(replace(SEX, categories=(SEX.categories[0], near)))


YOUNG = Category("Under 16", 5, None, 200, None, None, flagged=False)
AGE = replace(SEX, name="age", categories=(YOUNG, *SEX.categories))


def test_ages_say_from_what_age_they_are_compared_and_the_rest_that_children_are_counted(fair):
    both, alone = fair(AGE, SEX), fair(AGE)
    assert "Ages are compared from 16 up, on both sides." in both and "Ages are compared from 16 up" in alone
    assert "counted with its children" in both and "counted with its children" not in alone
    assert "Under 16 5 – – –" in both
    assert "counted with its children" in fair(SEX)


def test_an_area_that_is_counted_without_children_does_not_speak_of_them(fair):
    told = fair(replace(AGE, categories=SEX.categories), SEX)
    assert "children" not in told and "compared from" not in told


def test_what_the_population_lacks_is_said_to_be_lacking(fair):
    border = Category("Over the border", 15, None, None, None, None, flagged=False)
    other = Category("(another answer)", 8, None, None, None, None, flagged=False)
    told = fair(replace(SEX, categories=(*SEX.categories, border, other)))
    assert "Who lives here is not counted by Over the border, so those are set beside nobody." in told
    assert "Too few" not in told
    nowhere = replace(RELIGION, categories=tuple(replace(each, population=None) for each in RELIGION.categories))
    assert "The record of who lives here says nothing of religion." in fair(SEX, nowhere)


def test_the_first_sentence_answers(fair):
    told = " ".join(fair(SEX).split())
    assert told.startswith("Not for all: 1 of 2 groups took part at under 0.8 of their share of the area, Male least (")


def test_every_group_that_is_compared_stands_in_one_picture(year):
    assessed = year(activities="activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01")
    people = People((SEX, RELIGION), activities=3)
    blocks = was_it_fair(Year(assessed.params, assessed.records, replace(assessed.assessment, people=people)))
    [picture] = [each for each in blocks if isinstance(each, Figure)]
    assert picture.chart.alt.startswith("A row for each of 5 groups by sex and religion")
