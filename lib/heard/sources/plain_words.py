"""Words that are not plain English, and what to say instead: see `reference/SOURCE.md`."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from heard.maths.readability import not_plain

WORDS_TO_AVOID = Path(__file__).parent / "reference" / "words_to_avoid.csv"


@cache
def _listed() -> tuple[dict[str, str], ...]:
    with WORDS_TO_AVOID.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def say_instead() -> Mapping[str, str]:
    """Each word to avoid, with the plain words for it."""
    return MappingProxyType({row["word"]: row["instead"] for row in _listed()})


def words_to_avoid_in(text: str) -> tuple[str, ...]:
    """The words to avoid that stand in a text in some form, those that stand there most often first."""
    word_of = {form: row["word"] for row in _listed() for form in (row["found_as"] or row["word"]).split(";")}
    found: Counter[str] = Counter()
    for form, times in not_plain(text, word_of).items():
        found[word_of[form]] += times
    return tuple(sorted(found, key=lambda word: (-found[word], word)))
