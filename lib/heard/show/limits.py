"""What a measure takes as in time, or enough: its limit in words, and whose figures it is made of."""

from __future__ import annotations

from string import Formatter

from heard.measures.measure import Says
from heard.model.standards import Standards


def limit(says: Says, standards: Standards) -> str:
    """The limit of a measure and whose it is: `within 183 days of closing (our figure)`; "" where it has none."""
    names = [name for _, name, _, _ in Formatter().parse(says.limit) if name]
    if not names:
        return ""
    values = {name: getattr(standards, name) for name in names}
    words = says.limit.format(**values).replace("the 1 years ", "the year ").replace(" 1 years", " 1 year")
    return f"{words} ({whose(names, standards)})"


def whose(names: list[str], standards: Standards) -> str:
    """Whether figures are the strategy's or ours, and whether they were changed."""
    owner = "the strategy's" if all(standards.notes[name].strategy for name in names) else "our"
    changed = ", changed" if set(names) & set(standards.changed) else ""
    return f"{owner} figure{'s' if len(names) > 1 else ''}{changed}"
