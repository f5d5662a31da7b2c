"""Syllables of an English word: British hyphenation first, then the vowels the hyphens leave standing.

A hyphen never splits every syllable ("a|bout", "happ|y" stay whole in print), and a written vowel is not always spoken
("note-book", "moved"). So each piece between hyphens is read as its groups of vowels, silent ones taken out before and
vowels that meet but are spoken apart ("ide-a", "co-operate") added after.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

_HYPHENS = pyphen.Pyphen(lang="en_GB")
_VOWELS = re.compile(r"[aeiouy]+")
_ENDING = re.compile(r"['’](?:s|re|d|m)$")  # never a syllable of its own: it's, you're, he'd, I'm

# Written and not spoken. Patterns see the word with its hyphens. C: a consonant; K: one after which -le is spoken.
_SILENT = (
    r"(?<![^aeioun]g)(?<=[gq])ue(?=s?$|-?ness)",  # dialogue, unique
    r"(?<=.C)(?<!K[lr])e$",  # made, not able
    r"(?<=C)(?<![td])(?<!Kl|tr|dr)e(?=d$)",  # moved, not added
    r"(?<=C)(?<![szxcg])(?<!ch|sh|Kl)e(?=s$)",  # moves, not misses
    r"(?<=C)(?<!el|cl|cr|Kl)e(?=-?(?:ments?|less|ful|fully|ness|ly|some|wo-?m[ae]n|m[ae]n)(?:-|$))",  # statement
    r"(?:(?<=[aeiouy]C)(?<!el|er|ev)|(?<=[aeiouy]CC)|(?<=her)|(?<=^som))e(?=-C|one$)",  # notebook, therefore
    r"(?<=[nl])-?i-?(?=ons?$)|(?<=[cst])-?i-?(?=ans?$)",  # opinion, musician
    r"i-?(?=a-?(?:ge|ment))",  # marriage, parliament
    r"(?<=ic-)a(?=lly$)",  # automatically
    r"(?<=^ev)e(?=ry)|(?<=bus)i(?=-?ness)",  # every, business
)

# Vowels that meet within one piece and are spoken apart, and endings spoken with a vowel that is not written.
_APART = (
    r"(?<!g)e(?=o)(?!ous|oun|or|ople|op-le)|^ge(?=o)(?!org)",  # video, geography, not people
    r"[aeiouy]-?C*[^aeiouyc-]-?e(?=an?s?$)",  # idea, European
    r"(?<![tscgxnl])(?<![nl]-)i(?=o)(?!ou)|i(?=os?$)",  # period, ratio, not station
    r"(?<![tcs])i(?=a)(?!a-?ge|a-?m)|i(?=u)",  # diary, not social
    r"[aeiou]y(?=[aou])",
    r"(?<![qg])u(?=ou|a|ing|i-?ty)",  # actual, not equal
    r"^(?:re|pre)(?=e)|oi(?=ng)|eing|aic",  # pre-empt, doing
    r"[aiy]s-?m(?=s?$)|thm(?=s?$)",  # criticism, rhythm
    r"C['’](?=ll$|ve$)|[^aeiouyr]n['’]t$",  # it'll, could've, didn't
)


def _pattern(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives).replace("C", "[^aeiouy-]").replace("K", "[^aeiouylrw-]"))


_SILENT_VOWEL, _VOWELS_APART = _pattern(_SILENT), _pattern(_APART)


@lru_cache(maxsize=65536)
def syllables(word: str) -> int:
    """How many syllables the word has when read aloud, at least 1.

    A figure, sign, address or abbreviation with full stops counts as one, as Flesch counted them (*How to Write Plain
    English*, 1979, chapter 2). The parts of a word joined by a hyphen or `_` are added up.
    """
    parts = [part for part in re.split(r"[-‐‑_]", word.lower()) if part]
    return max(1, sum(_spoken(part) for part in parts)) if _is_read_as_a_word(word) else 1


def _is_read_as_a_word(word: str) -> bool:
    return not re.search(r"\d|[@/:&]|\w\.\w", word)


def _spoken(part: str) -> int:
    pieces = _HYPHENS.inserted(_ENDING.sub("", part))
    return max(1, len(_VOWELS.findall(_SILENT_VOWEL.sub("", pieces))) + len(_VOWELS_APART.findall(pieces)))
