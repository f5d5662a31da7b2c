"""How hard a text is to read: the published formulas, abbreviations never explained, and words not in plain use.

Flesch reading ease: R. Flesch, "A new readability yardstick", *Journal of Applied Psychology* 32 (1948), 221-233.
Grade: J. P. Kincaid and others, *Derivation of new readability formulas for Navy enlisted personnel* (1975).
A formula can fail a text; only a person can pass it.

Syllables: British hyphenation first, then the vowels the hyphens leave standing. A hyphen never splits every syllable
("a|bout", "happ|y" stay whole in print), and a written vowel is not always spoken ("note-book", "moved"). So each piece
between hyphens is read as its groups of vowels, silent ones taken out before and vowels that meet but are spoken apart
("ide-a", "co-operate") added after.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

import pyphen

from heard.maths.sentences import sentences, words

__all__ = ["WELL_KNOWN", "Reading", "not_plain", "read", "sentences", "syllables", "undefined_abbreviations", "words"]

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


# Better known than their full wording: GOV.UK style guide, "abbreviations" (MIT licence, Crown copyright).
_GOV_UK = "BBC CCTV DIY DVLA EU GP HM HTML ID MOT MP NHS PAYE SORN TV UK URL USA VAT VPN JPG PDF PNG BA GCSE KC OBE"
WELL_KNOWN = frozenset(_GOV_UK.split())
_ABBREVIATION = re.compile(r"\b([A-Z]{2,6})(?:s|['’]s)?\b(?![-'’]?\w)")
_NEAR = 200  # characters before a bracket, enough to hold the words it abbreviates
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True)
class Reading:
    """What was counted in a text. The formulas are None for a text without words."""

    n_sentences: int
    n_words: int
    n_syllables: int

    @property
    def sentence_words(self) -> float | None:
        """Mean number of words in a sentence."""
        return self.n_words / self.n_sentences if self.n_words else None

    @property
    def grade(self) -> float | None:
        """Flesch-Kincaid grade: years of (American) school; 9 is about age 14. Not clamped."""
        if not self.n_words:
            return None
        return 0.39 * self.n_words / self.n_sentences + 11.8 * self.n_syllables / self.n_words - 15.59

    @property
    def ease(self) -> float | None:
        """Flesch reading ease: 100 very easy, 0 very hard. Not clamped."""
        if not self.n_words:
            return None
        return 206.835 - 1.015 * self.n_words / self.n_sentences - 84.6 * self.n_syllables / self.n_words


def read(text: str) -> Reading:
    """Count the sentences, words and syllables of a text in plain text or Markdown."""
    found = [words(sentence) for sentence in sentences(text)]
    return Reading(len(found), sum(map(len, found)), sum(syllables(word) for sentence in found for word in sentence))


def undefined_abbreviations(text: str, well_known: Collection[str] = WELL_KNOWN) -> tuple[str, ...]:
    """Abbreviations in capitals that the text uses and nowhere explains, in alphabetical order.

    Explained: `public sector equality duty (PSED)` or `PSED (public sector equality duty)`, initials in order, small
    words passed over. Left out: those in `well_known`, Roman numerals, headings in capitals, and a word in capitals
    for stress, which is known by standing in the text in small letters too.
    """
    found = sentences(text)
    used = {
        abbreviation for sentence in found if not sentence.isupper() for abbreviation in _ABBREVIATION.findall(sentence)
    }
    ordinary = {word.upper() for sentence in found for word in words(sentence) if word.islower()}
    unknown = used - set(well_known) - ordinary
    return tuple(sorted(a for a in unknown if not _ROMAN.fullmatch(a) and not _explained(a, text)))


def _explained(abbreviation: str, text: str) -> bool:
    in_brackets = re.finditer(rf"\((?:[^()\w]|the\b|or\b)*{abbreviation}(?:s|['’]s)?\W*\)", text)
    before = [text[max(0, found.start() - _NEAR) : found.start()].split() for found in in_brackets]
    after = re.findall(rf"\b{abbreviation}s?\s*\(([^()]*)\)", text)
    several = 2 * len(abbreviation) + 1  # words far enough back to hold the small ones as well
    phrases = [words_before[-several:] for words_before in before] + [phrase.split() for phrase in after]
    return any(_spells(abbreviation, phrase) for phrase in phrases)


def _spells(abbreviation: str, phrase: list[str]) -> bool:
    """Whether the letters of the abbreviation are initials of the phrase, in order."""
    initials = iter([part[0].upper() for word in phrase for part in re.split(r"\W+", word) if part])
    return all(letter in initials for letter in abbreviation)


def not_plain(text: str, words_to_avoid: Iterable[str]) -> dict[str, int]:
    """How often each of the words or phrases to avoid is in the text, most often first; those not found are left out.

    Capitals do not matter, and the last word may carry an ending (`facilitate` is found in "facilitated").
    """
    running = " ".join(word.lower() for sentence in sentences(text) for word in words(sentence))
    found = {phrase: _times(phrase, running) for phrase in words_to_avoid}
    return dict(sorted(((phrase, n) for phrase, n in found.items() if n), key=lambda pair: (-pair[1], pair[0])))


def _times(phrase: str, running: str) -> int:
    """How often the phrase is there, its last word with any ending."""
    phrase = " ".join(phrase.lower().split())
    stem, ending = phrase.removesuffix("e"), r"(?:e|es|ed|ing)" if phrase.endswith("e") else r"(?:s|es|ed|ing)?"
    return len(re.findall(rf"(?<![\w-]){re.escape(stem)}{ending}(?![\w-])", running)) if stem in running else 0
