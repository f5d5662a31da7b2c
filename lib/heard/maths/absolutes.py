"""Words that promise without limit, and words that let off: what makes a sentence hard to keep, or hard to hold to.

The words for all and for none are the universal and negative pronouns and determiners, with `always`, `never` and the
adverbs of the highest degree, of R. Quirk and others, *A Comprehensive Grammar of the English Language* (1985),
chapters 6 and 8. The words of guarantee, and those that let off, are ours. A list finds words; whether they go too far
is for people to say.
"""

from __future__ import annotations

import re

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


def absolutes(text: str) -> tuple[str, ...]:
    """The words that promise without limit, as they stand, in small letters, each once: `("no", "everyone")`."""
    return _found(_ABSOLUTE, text)


def ways_out(text: str) -> tuple[str, ...]:
    """The words that let off, as they stand, in small letters, each once: `("ideally", "where appropriate")`."""
    return _found(_WAY_OUT, text)


def _found(words: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(match[0].lower().split()) for match in words.finditer(text)))
