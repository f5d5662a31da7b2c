"""The address of an activity's page: told from its id, good on every system, and never given to another."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.model.public_page import named


def code(id: str) -> str:
    return sha256(id.encode()).hexdigest()[:8]


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("FC21-0004", "fc21-0004"),
        ("FC21/0004", f"fc21-0004-{code('FC21/0004')}"),
        ("Ä", f"--{code('Ä')}"),
        ("x" * 61, f"{'x' * 60}-{code('x' * 61)}"),
        ("../../etc", f"..-..-etc-{code('../../etc')}"),
        ("CON", f"con-{code('CON')}"),
        ("nul.1", f"nul.1-{code('nul.1')}"),
    ],
)
def test_a_page_is_named_for_its_id_and_where_that_cannot_be_with_some_of_its_hash(id: str, name: str) -> None:
    assert named([id], {}) == {id: name}


def test_an_id_that_differs_in_case_alone_has_another_name() -> None:
    assert named(["a1", "A1"], {}) == {"A1": "a1", "a1": f"a1-{code('a1')}"}


def test_the_name_given_before_wins_whatever_comes_after() -> None:
    assert named(["A1", "a1"], {"a1": "a1"}) == {"a1": "a1", "A1": f"a1-{code('A1')}"}
    assert named([], {"gone": "gone"}) == {"gone": "gone"}


@given(st.lists(st.lists(st.text(st.sampled_from("aA1-./\\ ÄCON"), min_size=1, max_size=4), max_size=8), max_size=6))
def test_no_history_of_a_register_gives_one_name_to_two_or_another_to_one(days: list[list[str]]) -> None:
    names: dict[str, str] = {}
    for ids in days:
        now = named(ids, names)
        assert names.items() <= now.items()
        assert {*ids} <= {*now}
        names = now
    assert len(set(names.values())) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in names.values())
