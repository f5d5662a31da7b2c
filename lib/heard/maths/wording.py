"""The wording of a sentence: what promises without limit, what lets off, and what changed between two versions.

The words for all and for none are the universal and negative pronouns and determiners, with `always`, `never` and the
adverbs of the highest degree, of R. Quirk and others, *A Comprehensive Grammar of the English Language* (1985),
chapters 6 and 8. The words of guarantee, and those that let off, are ours. A list finds words; whether they go too far
is for people to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALL = r"all|always|any(?:body|one|thing)?|every(?:body|one|thing|where)?(?!\s+(?:one|two|three|four|five)\b)"
_NONE = r"no|nobody|no one|none|nothing|nowhere|never"
_HIGHEST = r"absolutely|completely|entirely|fully|totally|equally|as\s+\w+(?:\s+\w+)?\s+as\s+possible"
_GUARANTEE = r"ensur(?:e[sd]?|ing)|mak(?:e[s]?|ing)\s+sure|guarante\w+"
_ABSOLUTE = re.compile(rf"\b(?:{_HIGHEST}|{_ALL}|{_NONE}|{_GUARANTEE})(?=['’]s\b|\b)", re.IGNORECASE)
_WAY_OUT = re.compile(
    r"\b(?:ideally|normally|generally|usually"
    r"|(?:where|when|if|as)\s+(?:appropriate(?:/possible)?|necessary|needed)|(?:where|when|if)\s+possible)\b",
    re.IGNORECASE,
)
ANEW = 0.4  # two versions with less in common were written anew, and to show which words are left would only confuse
_TOKEN = re.compile(r"\s*(?:\S+@\S+|\w+://\S+|\w+(?:[-'’/]\w+)*|[^\w\s])")


def absolutes(text: str) -> tuple[str, ...]:
    """The words that promise without limit, as they stand, in small letters, each once: `("no", "everyone")`."""
    return _found(_ABSOLUTE, text)


def ways_out(text: str) -> tuple[str, ...]:
    """The words that let off, as they stand, in small letters, each once: `("ideally", "where appropriate")`."""
    return _found(_WAY_OUT, text)


def _found(words: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(match[0].lower().split()) for match in words.finditer(text)))


@dataclass(frozen=True)
class Piece:
    """Words that stand in both versions, in the one before alone (`after` is ""), or in the one after alone."""

    before: str
    after: str

    @property
    def kept(self) -> bool:
        """Whether they stand in both."""
        return bool(self.before and self.after)


def changed_words(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that both versions are made of, in order; what was replaced is two, the words before and those after.

    Put together, the `before` of all is the one version and the `after` of all the other. A mark such as a full stop
    is a word here, so that a word is not called changed for the stop behind it. A sentence written anew is two pieces.
    """
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    same = SequenceMatcher(None, [t.strip() for t in one], [t.strip() for t in other], autojunk=False)
    if same.ratio() < ANEW:
        return tuple(piece for piece in (Piece(before, ""), Piece("", after)) if piece.before or piece.after)
    pieces: list[Piece] = []
    for what, start, end, begin, stop in same.get_opcodes():
        left, right = "".join(one[start:end]), "".join(other[begin:stop])
        pieces += [Piece(left, right)] if what == "equal" else [Piece(left, ""), Piece("", right)]
    return tuple(piece for piece in pieces if piece.before or piece.after)


def same_words(before: str, after: str) -> bool:
    """Whether two versions have the same words in the same order, whatever their capitals, stops and spaces."""
    return _bare(before) == _bare(after)


def _bare(text: str) -> list[str]:
    return [word.casefold() for word in map(str.strip, _TOKEN.findall(text)) if word[0].isalnum()]
