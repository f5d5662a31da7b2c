"""Counts and days in words: never more than the count supports, counts before percentages, no praise and no blame."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

LONGEST_NAME = 80
PERCENT_FROM = 20  # with fewer counted, the counts alone
SINGULAR = {
    "planned activities": "planned activity",
    "activities": "activity",
    "other activities": "other activity",
    "other entries": "other entry",
    "entries": "entry",
    "officers who led": "officer who led",
    "links and contacts": "link or contact",
}
OF_ONE = {"were": "was", "are": "is", "have": "has", "cite": "cites", "work": "works", "they": "it", "their": "its"}


def day(when: date) -> str:
    """3 May 2024."""
    return f"{when.day} {when:%B %Y}"


def number(n: int) -> str:
    """1,234."""
    return f"{n:,}".replace("-", "−")


def percent(n: int, of: int) -> str:
    """75%, in whole figures: 100% and 0% are kept for all and for none."""
    if n in (0, of):
        return f"{100 * n // of}%"
    return f"{min(99, max(1, round(100 * n / of)))}%"


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def one(noun: str) -> str:
    """The word for one of them: `activity` of activities."""
    return SINGULAR.get(noun, noun.removesuffix("s"))


def some(n: int, noun: str) -> str:
    """`1 consultation`, `2 consultations`, `no consultations`."""
    if n == 0:
        return f"no {noun}"
    return f"{number(n)} {one(noun) if n == 1 else noun}"


def span(days: list[int]) -> str:
    """From the fewest to the most: `3 to 12 days`, or `3 days`."""
    first, last = min(days), max(days)
    return some(first, "days") if first == last else f"{number(first)} to {some(last, 'days')}"


def agreed(n: int, phrase: str) -> str:
    """A phrase said of many, as it is said of `n`: `were open`, or of one `was open`."""
    if n != 1:
        return phrase
    return re.sub(rf"\b({'|'.join(OF_ONE)})\b", lambda word: OF_ONE[word[0]], phrase)


def out_of(
    n: int, of: int, noun: str, phrase: str, unmet: str, *, known: bool = True, sparse: bool = False, narrowed: str = ""
) -> str:
    """How many of those counted did it: `47 of 63 activities (75%) fed back in time.`

    `unmet` says the contrary, for the one that did not. Where there are others of which nothing is on record, they
    are not `known`, and the sentence speaks of those we can judge; where these are more than half of all, the count is
    `sparse`, and no percentage is made of it. `narrowed` says which alone are counted, for others that are left out:
    a sentence that would speak of all of them then speaks of those.
    """
    whom = noun if known else f"{noun} we can judge"
    apart = " we can judge" if not known else f" {narrowed}" if narrowed else ""
    if of == 1:
        return f"The one {one(noun)}{apart} {agreed(1, phrase if n else unmet)}."
    if n == of:
        return f"{'Both' if of == 2 else f'All {number(of)}'} {noun}{apart} {phrase}."
    if n == 0:
        whole = f"Neither of the 2 {noun}{apart}" if of == 2 else f"None of the {number(of)} {noun}{apart}"
        return f"{whole} {agreed(1, phrase) if of == 2 else phrase}."
    if n == of - 1 and of > 2:
        return f"All but one of the {number(of)} {noun}{apart} {phrase}."
    return f"{number(n)} of {number(of)} {whom}{_share(n, of, sparse)} {agreed(n, phrase)}."


def _share(n: int, of: int, sparse: bool) -> str:
    return "" if sparse or of < PERCENT_FROM else f" ({percent(n, of)})"


def on_record(n: int, partly: int, of: int, noun: str, rest: str, *, known: bool = True, sparse: bool = False) -> str:
    """How the chapter on law speaks of single consultations: what is on record, never what was not met.

    `rest` says it of the others: *otherwise on record*, and only where there is no record *not on record*.
    """
    counts = {"on record": n, "partly on record": partly, rest: of - n - partly}
    (first, many), *others = [(words, count) for words, count in counts.items() if count]
    if not others:
        whole = f"the one {one(noun)}" if of == 1 else f"both {noun}" if of == 2 else f"all {number(of)} {noun}"
        whole = whole.replace("all", "any of the") if first == "not on record" else whole
        return f"{capital(first)} for {whole}{'' if known else ' we can judge'}."
    told = listed(f"{words} for {number(count)}" for words, count in others)
    return f"{capital(first)} for {number(many)} of {some(of, noun)}{_share(many, of, sparse)}, {told}."


def brief(name: str) -> str:
    """A long title cut after a word: enough of it to know it by."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"


def capital(text: str) -> str:
    """With a capital letter first, the rest as it is."""
    return text[:1].upper() + text[1:]


def as_weeks(days: int) -> str:
    """`4 weeks`; `30 days` where it is not whole weeks."""
    return some(days // 7, "weeks") if days % 7 == 0 else some(days, "days")


def as_percent(share: float) -> str:
    """`61%`; a tenth where it is under ten; 0% and 100% are kept for none and for all."""
    if share in (0, 1):
        return f"{share:.0%}"
    return f"{max(share, 0.001):.1%}" if share < 0.0995 else f"{min(share, 0.99):.0%}"
