"""The names of months and of days of the week, in English and in other languages, as Unicode's CLDR has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel.dates import get_day_names, get_month_names

ALSO_IN_ENGLISH = {"sep": 9, "sept": 9}
WEEKDAYS_IN_ENGLISH = ("tues", "weds", "thur", "thurs")


@dataclass(frozen=True)
class NamesOfDays:
    """The months by their names, and the names of the days of the week, in lower case and without a full stop."""

    months: Mapping[str, int]
    weekdays: frozenset[str]


@cache
def names_in(languages: tuple[str, ...]) -> NamesOfDays:
    """The names in English and in some languages, each by its code; one that means two months means the latter's."""
    months: dict[str, int] = dict(ALSO_IN_ENGLISH)
    weekdays = {*WEEKDAYS_IN_ENGLISH}
    for language in ("en", *languages):
        months |= dict(_months(language))
        weekdays |= set(_weekdays(language))
    return NamesOfDays(months, frozenset(weekdays))


def _months(language: str) -> Iterator[tuple[str, int]]:
    for width in ("abbreviated", "wide"):
        for context in ("format", "stand-alone"):
            for month, name in get_month_names(width, context, language).items():
                yield _bare(name), month


def _weekdays(language: str) -> Iterator[str]:
    for width in ("abbreviated", "wide"):
        for context in ("format", "stand-alone"):
            for name in get_day_names(width, context, language).values():
                yield from _bare(name).split("-")


def _bare(name: str) -> str:
    return name.rstrip(".").casefold()


ENGLISH = names_in(())
