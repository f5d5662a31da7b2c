"""Counts, days and lists in words, as every alt text writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def count(n: int, thing: str, things: str = "") -> str:
    """`1 consultation`, `1,204 consultations`."""
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"


def listed(parts: Iterable[str]) -> str:
    """`a`; `a and b`; `a, b and c`."""
    *rest, last = parts
    return f"{', '.join(rest)} and {last}" if rest else last


def in_full(day: date) -> str:
    """`3 May 2024`."""
    return f"{day.day} {day:%B %Y}"


def as_weeks(days: int) -> str:
    """`4 weeks`; `30 days` where it is not whole weeks."""
    return count(days // 7, "week") if days % 7 == 0 else count(days, "day")


def weeks_and(first: int, second: int) -> str:
    """Two lengths in days: `4 and 12 weeks`; `4 weeks and 90 days` where they are not both whole weeks."""
    if first % 7 == second % 7 == 0:
        return f"{first // 7} and {as_weeks(second)}"
    return f"{as_weeks(first)} and {as_weeks(second)}"
