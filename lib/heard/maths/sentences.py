"""Where a sentence ends and what a word is, in plain text or Markdown.

A heading, a list item and a cell of a table are sentences of their own. Run together they make one long sentence out of
a page that nobody reads as one: an error of counting, not of writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_APART = "\n\n"
_NARROWEST_PAGE = 60  # characters; no text is wrapped to fewer, so a shorter line ended because it was finished

_LONGEST = 1_000  # characters of a word that are looked at
# What is not read aloud, and what stands in its place; what stands by itself is set apart. None looks far ahead from
# many places, so that a text is gone through once whatever stands in it.
_MARKUP = tuple(
    (re.compile(pattern, re.MULTILINE), instead)
    for pattern, instead in (
        (r"\r\n?", "\n"),
        (r"[ \t]{30,}", " " * 30),
        (r"[?!….]{30,}", "..."),
        (r"!\[[^\[\]]*\]\([^)\[\]]*\)|\[\^[^\[\]]+\]:?", " "),
        (r"</?(?:p|div|li|ul|ol|h[1-6]|t[dhr]|table|br|dt|dd|section)\b[^<>]*>|\f", _APART),
        (r"</?[A-Za-z]\w*(?:\s[^<>]*)?/?>", ""),
        (r"\[([^\[\]]+)\]\([^)\[\]]*\)", r"\1"),
        (r"^[ \t]*(?:>[ \t]?)+", ""),
        (r"^[ \t]*[-=*_|:+ ]{3,}$", _APART),  # a rule, the line under a heading or under a table's header
        (r"^[ \t]*#{1,6}[ \t]+(.*)$", rf"{_APART}\1{_APART}"),
        (r"(?<=[^|])[ \t]*\|[ \t]*(?=[^|\n])|^[ \t]*\||\|[ \t]*$", _APART),  # the cells of a table
        (r"^[ \t]*(?:[-*+–—]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)])[ \t]+|[ \t]*[•‣◦▪●■][ \t]*", _APART),  # list items
        (r"^[ \t]*\d{1,2}(?:\.\d{1,2})+\.?[ \t]+(?=[A-Z])", _APART),  # numbered paragraphs
        (r"\*{1,3}|`+|~~|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)", ""),
    )
)

_NEAR = 80  # characters either side of a full stop, enough to hold the words that tell what it ends
_FULL_STOP = re.compile(r"(?:[?!…]|\.)+[\"'”’)\]]*(?=\s)")
_BEGINNING = re.compile(r"\s+[\"'“‘(\[]*([A-Z0-9£$€])")
_LAST_WORDS = re.compile(r"(?:(\S+)\s+)?[^\w\s]*([\w.'’&-]*\w)\.[\"'”’)\]]*$")
_BEFORE_A_NAME = re.compile(
    r"m(?:rs?|s|essrs)|dr|prof|rev|hon|cllr|st|e\.?g|i\.?e|viz|cf|vs?|approx|incl", re.IGNORECASE
)
_BEFORE_A_NUMBER = re.compile(
    r"nos?|pp?|paras?|ss?|sec|art|ch|vol|figs?|refs?|regs?|tel|ext|ca?|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"[A-HJ-Z]|(?:[A-Z]\.)+[A-Z]")  # J. Smith, U.K.; not the word I
_LETTERED = re.compile(r"option|plan|part|annex|appendix|route|site|zone|phase|group|scheme|section", re.IGNORECASE)

_ADDRESS = re.compile(r"://|^\W*www\.|\w@\w|\d/\d")
_PIECE = re.compile(r"[^/—–]+")
_BEFORE_OR_AFTER_WORD = re.compile(r"^[^\w£$€]+|[^\w%]+$")


@lru_cache(maxsize=8)  # a text is asked for its sentences several times in a row
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in plain text or Markdown, in order, without markup; each has at least one word."""
    return tuple(sentence for block in _blocks(text) for sentence in _split(block) if words(sentence))


@lru_cache(maxsize=4096)
def words(sentence: str) -> tuple[str, ...]:
    """The words of a sentence, without the punctuation around them.

    A hyphenated word, a contraction, a figure, an abbreviation and an address on the web are each one word;
    `and/or` is two.
    """
    pieces = (
        piece
        for token in (whole[:_LONGEST] for whole in sentence.split())
        for piece in ([token] if _ADDRESS.search(token) else _PIECE.findall(token))
    )
    bare = (_BEFORE_OR_AFTER_WORD.sub("", piece) for piece in pieces)
    return tuple(word for word in bare if any(letter.isalnum() for letter in word))


def without_comments(text: str, instead: str = "") -> str:
    """Markdown or HTML with something in the place of its comments; one that never ends is left as it is.

    The ends of lines within a comment stay, so that what follows it stands in the line in which it was written.
    """
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[at:start], instead, "\n" * text.count("\n", start, end)]
        at = end + len("-->")
    return "".join((*kept, text[at:]))


def _blocks(text: str) -> Iterator[str]:
    """Stretches of text that no sentence crosses: a paragraph, a heading, a list item, a cell of a table."""
    text = without_comments(text, " ")
    for mark, instead in _MARKUP:
        text = mark.sub(instead, text)
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in paragraph.strip().split("\n")]
        width = max(_NARROWEST_PAGE, *(len(line) for line in lines))
        block = [lines[0]]
        for line, following in pairwise(lines):
            if _stopped_short(line, following, width):
                yield " ".join(block)
                block = []
            block.append(following)
        yield " ".join(block)


def _stopped_short(line: str, following: str, width: int) -> bool:
    """Whether a line ends before the edge of the page, as a heading does, and the next one begins anew."""
    first_word = following.split(maxsplit=1)[0]
    return (
        len(line) + 1 + len(first_word) <= width
        and not line.endswith((",", "-"))
        and bool(_BEGINNING.match(f" {following}"))
    )


def _split(block: str) -> Iterator[str]:
    start = 0
    for stop in _FULL_STOP.finditer(block):
        end = stop.end()
        if _ends_a_sentence(block[max(start, end - _NEAR) : end], block[end : end + _NEAR]):
            yield block[start:end].strip()
            start = end
    yield block[start:].strip()


def _ends_a_sentence(before: str, after: str) -> bool:
    """Whether a full stop with `before` to its left and `after` to its right closes a sentence, not an abbreviation."""
    beginning = _BEGINNING.match(after)
    if not beginning:
        return False
    last = _LAST_WORDS.search(before)
    if not last:
        return True
    word_before, word = last.groups(default="")
    if _BEFORE_A_NAME.fullmatch(word):
        return False
    if _BEFORE_A_NUMBER.fullmatch(word):
        return not beginning[1].isdigit()
    return not _INITIAL.fullmatch(word) or bool(_LETTERED.fullmatch(word_before))
