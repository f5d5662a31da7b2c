"""Names that may be two spellings of one: listed for a person to settle, never made one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.fuzz import ratio

from heard.model.spelling import as_name

ALIKE = 90
WORDS_ALIKE = 80  # of the words that two names do not share
LEAST_LETTERS = 5
MOST_NAMES = 500  # of more, those that stand there most often
SMALL = frozenset("and the of for in at to a &".split())
ONE_MORE = frozenset("service services team department directorate division unit section office council".split())


@dataclass(frozen=True)
class _Name:
    """A name as it is compared with others: in one form, its words less small ones, its figures, and its letters."""

    name: str

    @cached_property
    def folded(self) -> str:
        return as_name(self.name)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return plain_words(self.name)

    @cached_property
    def figures(self) -> tuple[str, ...]:
        return tuple(re.findall(r"[0-9]+", self.folded))

    @cached_property
    def initials(self) -> str:
        words = [word for word in re.findall(r"\w+", self.folded) if word not in SMALL]
        return "".join(word[0] for word in words) if len(words) > 1 else ""


def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name in one form, small ones left out, in the order of the alphabet."""
    return tuple(sorted(word for word in re.findall(r"\w+", as_name(name)) if word not in SMALL))


def perhaps_one_name(counted: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Clusters of names, in each the most frequent first. Names that are compared as one already are none."""
    often = sorted(counted, key=lambda each: counted[each])[-MOST_NAMES:]
    names = [_Name(name) for name in {as_name(name): name for name in often}.values()]
    clusters: list[set[str]] = []
    for n, one in enumerate(names):
        for other in names[n + 1 :]:
            if _may_be_one(one, other):
                both = {one.name, other.name}
                joined = [cluster for cluster in clusters if cluster & both]
                clusters = [cluster for cluster in clusters if cluster not in joined]
                clusters.append(both.union(*joined))
    ordered = (tuple(sorted(cluster, key=lambda each: (-counted[each], each))) for cluster in clusters)
    return tuple(sorted(ordered))


def _may_be_one(one: _Name, other: _Name) -> bool:
    if one.figures != other.figures:
        return False
    if one.words == other.words or one.folded == other.initials or other.folded == one.initials:
        return True
    first, second = set(one.words), set(other.words)
    if (first < second or second < first) and first ^ second <= ONE_MORE and len(first ^ second) == 1:
        return True
    if min(len(one.folded), len(other.folded)) < LEAST_LETTERS:
        return False
    return ratio(one.folded, other.folded, score_cutoff=ALIKE) > 0 and _words_unlike_are_alike(one, other)


def _words_unlike_are_alike(one: _Name, other: _Name) -> bool:
    """Whether what two names have not in common could be one thing spelt in two ways.

    Long names are alike by the words that they share: `Ministry of Justice of the Republic`, `… Finance …`.
    """
    own, theirs = (
        "".join(word for word in re.findall(r"\w+", a.folded) if word not in {*SMALL, *b.words})
        for a, b in ((one, other), (other, one))
    )
    return own == theirs or ratio(own, theirs) >= WORDS_ALIKE


def nearest(name: str, among: Iterable[str]) -> str | None:
    """The name most like one, where any is like it at all."""
    ranked = sorted(((ratio(as_name(name), as_name(each)), each) for each in among), reverse=True)
    return ranked[0][1] if ranked and ranked[0][0] >= 60 else None
