"""Who is meant: the first by name, then how many there are; on paper a few, on the web page more."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from heard.english import brief, number
from heard.page.html import joined, tag, title

MOST = 10
ON_PAPER = 3


def named(names: Sequence[str], *, label: str = "Named", address: Markup | str = "") -> Markup:
    """A line of names, ten at most; `address` says where all are where there are more. Nothing for no names."""
    if not names:
        return Markup("")
    shown = [title(brief(name)) for name in names[:MOST]]
    few, others = joined(shown[:ON_PAPER], "; "), joined(shown[ON_PAPER:], "; ")
    opening = tag("strong", f"{label}:" if len(names) <= ON_PAPER else f"{label}, of {number(len(names))}:")
    rest = tag("span", "; ", others, class_="annex") if others else ""
    where = tag("span", " ", address, class_="annex") if address and len(names) > MOST else ""
    return tag("p", opening, " ", few, rest, ".", where, class_="named")
