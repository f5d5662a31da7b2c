"""Who is meant: the first by name, then how many there are; on paper a few, on the web page more."""

from __future__ import annotations

from collections.abc import Sequence

from heard.english import brief, number
from heard.page.blocks import ANNEX, Para, Words, span, strong, title, words

MOST = 10
ON_PAPER = 3


def named(names: Sequence[str], *, label: str = "Named", address: Words = ()) -> Para | None:
    """A line of names, ten at most; `address` says where all are where there are more. Nothing for no names."""
    if not names:
        return None
    titles = [title(brief(name)) for name in names[:MOST]]
    few, others = titles[:ON_PAPER], titles[ON_PAPER:]
    opening = strong(f"{label}:" if len(names) <= ON_PAPER else f"{label}, of {number(len(names))}:")
    rest = span(ANNEX, "; ", words(*others, between="; ")) if others else None
    where = span(ANNEX, " ", address) if address and len(names) > MOST else None
    return Para(words(opening, " ", words(*few, between="; "), rest, ".", where), "named")
