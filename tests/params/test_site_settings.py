"""The key `site:` of a params file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.params import load_annual
from heard.params.site_settings import Site

ONE = "activity_id,title,opened_on\nA1,Library hours,2024-05-01"
MakeCouncil = Callable[..., Path]


def test_each_key_may_be_left_out(make_council: MakeCouncil) -> None:
    assert load_annual(make_council(activities=ONE)).site == Site()
    given = load_annual(make_council("site: {address: 'https://www.example.org/c', moved: {A0: A1}}\n")).site
    assert given == Site(address="https://www.example.org/c/", moved={"A0": "A1"})


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("{adress: x}", "the key 'adress' is not known. Did you mean 'address'?"),
        (
            "{address: www.example.org}",
            "'address' is 'www.example.org', which is the address of no folder on the web. "
            "Write it as https://www.example.org/consultations/.",
        ),
        ("{address: 'javascript:alert(1)'}", "is the address of no folder on the web"),
        ("{address: 'https://[x/'}", "is the address of no folder on the web"),
        ("{moved: {A0: 3}}", "'A0' is 3, and not an id. Write the id that it has now."),
        ("{moved: {A0: A0}}", "'A0' names itself. Write the id that it has now, or take the line out."),
    ],
)
def test_what_cannot_be_followed_is_refused_in_a_sentence(
    make_council: MakeCouncil, written: str, sentence: str
) -> None:
    with pytest.raises(ParamsError) as refused:
        load_annual(make_council(f"site: {written}\n", activities=ONE))
    assert sentence in str(refused.value)
