"""How much the name of a column of theirs speaks for one of ours: stems of words, in ten languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

STEMS = Path(__file__).parent / "reference" / "stems.yaml"
STRONG, WEAK, AGAINST = 1.0, 0.5, 0.6
WHOLE_WORD = 3  # letters: a stem no longer than this is a word of its own


@dataclass(frozen=True)
class Stems:
    """The beginnings of words that speak for a column, weakly for it, and against it."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    against: tuple[str, ...]


@cache
def all_stems() -> Mapping[str, Stems]:
    """By canonical column."""
    found = yaml.safe_load(STEMS.read_text(encoding="utf-8"))
    return {
        column: Stems(*(tuple(str(each.get(key) or "").split()) for key in ("strong", "weak", "against")))
        for column, each in found.items()
    }


def words_of(name: str) -> list[str]:
    """The words of a name, without accents, split where a small letter meets a capital."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    bare = "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c))
    return re.findall(r"[a-z]+|[0-9]+", bare.casefold())


def name_score(column: str, theirs: str) -> float:
    """From -0.6 to 1: 1 for a strong stem or our own name, a half for a weak one, less 0.6 for one against."""
    words = words_of(theirs)
    if words == column.split("_"):
        return STRONG
    stems = all_stems().get(column)
    if stems is None:
        return STRONG if " ".join(column.removesuffix("_on").split("_")) in " ".join(words) else 0.0
    score = STRONG if _some(words, stems.strong) else WEAK if _some(words, stems.weak) else 0.0
    return score - AGAINST * _some(words, stems.against)


def speaks_against(column: str, theirs: str) -> bool:
    """Whether a name says of its column that it is another than this one of ours."""
    stems = all_stems().get(column)
    return stems is not None and _some(words_of(theirs), stems.against)


def _some(words: list[str], stems: tuple[str, ...]) -> bool:
    return any(word == stem or (len(stem) > WHOLE_WORD and word.startswith(stem)) for word in words for stem in stems)
