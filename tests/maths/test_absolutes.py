"""Words that promise without limit, and words that let off: found where they stand, and not where they mean less."""

from __future__ import annotations

import pytest

from heard.maths.wording import absolutes, ways_out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in clear English and with no jargon", ("no",)),
        ("as easy as possible for everybody", ("as easy as possible", "everybody")),
        ("Everybody's thoughts should be valued equally", ("everybody", "equally")),
        ("so that as many people as possible can join in", ("as many people as possible",)),
        ("to make sure that everyone is able to take part", ("make sure", "everyone")),
        ("All of it, all of it", ("all",)),
        ("any consultation", ("any",)),
        ("every three years", ()),
        ("every year", ("every",)),
        ("notice the overall anyhow", ()),
        ("as appropriate", ()),
    ],
)
def test_what_promises_without_limit_is_found(text: str, found: tuple[str, ...]) -> None:
    assert absolutes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ideally following guidelines where appropriate/possible", ("ideally", "where appropriate/possible")),
        ("Give additional support (if needed)", ("if needed",)),
        ("an assessment where necessary", ("where necessary",)),
        ("in different formats as appropriate", ("as appropriate",)),
        ("as early as possible", ()),
        ("an appropriate length of time", ()),
    ],
)
def test_what_lets_off_is_found(text: str, found: tuple[str, ...]) -> None:
    assert ways_out(text) == found
