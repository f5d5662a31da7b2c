"""What stands in a cell: its text freed of what is not seen, the words that say nothing, and names in one form.

The source is `2-records.md`, *What a cell says*. Whatever reads or compares a cell does it by these.
"""

from __future__ import annotations

import unicodedata

SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
UNSEEN_RANGES = (
    *((0x00AD, 0x00AD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064)),
    *((0x2066, 0x2069), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
)  # marks of width and direction, and the like
DASHES = "-" + "".join(map(chr, (*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D)))
APOSTROPHES = "'\u2018\u2019\u02bc`\u00b4"

NOTHING = frozenset(
    (
        *("null", "nan", "none", "n/a", "na", "#n/a", "nil", "tbc", "tba", "?"),
        *("not known", "not recorded", "unknown"),
        *DASHES,
    )
)
NO_ANSWER = frozenset(("prefer not to say", "prefer not to answer", "not answered", "no answer", "refused"))

_UNSEEN = {code: None for first, last in UNSEEN_RANGES for code in range(first, last + 1)}
_ONE_DASH = dict.fromkeys(map(ord, DASHES), "-")
_ONE_MARK = _ONE_DASH | dict.fromkeys(map(ord, APOSTROPHES), "'")


def freed(text: str) -> str:
    """Text without the marks that are not seen, and without the spaces around it."""
    return text.strip() if text.isascii() else text.translate(_UNSEEN).strip()  # no mark that is not seen is ASCII


def as_word(text: str) -> str:
    """Words as they are compared with a list: without regard to case or to the width of the spaces between them."""
    return " ".join(text.split()).lower()


def as_name(text: str) -> str:
    """A name as it is compared: apostrophes, dashes, letters and spaces each in one form, without regard to case."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_ONE_MARK)).split()).casefold()


def as_characteristic(text: str) -> str:
    """The name of a characteristic as the column of it is called: `ethnic_group` of *Ethnic group*."""
    return as_name(text).replace(" ", "_")


def with_one_dash(text: str) -> str:
    """Text with every dash as a hyphen."""
    return text.translate(_ONE_DASH)
