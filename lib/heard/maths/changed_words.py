"""What changed between two versions of a sentence, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

ANEW = 0.4  # two versions with less in common were written anew, and to show which words are left would only confuse
_TOKEN = re.compile(r"\s*(?:\S+@\S+|\w+://\S+|\w+(?:[-'’/]\w+)*|[^\w\s])")


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
