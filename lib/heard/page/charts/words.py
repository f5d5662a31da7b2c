"""Lengths in words, as a chart's labels have room for them."""

from __future__ import annotations

from heard.english import some


def as_weeks(days: int) -> str:
    """`4 weeks`; `30 days` where it is not whole weeks."""
    return some(days // 7, "weeks") if days % 7 == 0 else some(days, "days")


def weeks_and(first: int, second: int) -> str:
    """Two lengths in days: `4 and 12 weeks`; `4 weeks and 90 days` where they are not both whole weeks."""
    if first % 7 == second % 7 == 0:
        return f"{first // 7} and {as_weeks(second)}"
    return f"{as_weeks(first)} and {as_weeks(second)}"


def as_percent(share: float) -> str:
    """`61%`; a tenth where it is under ten; 0% and 100% are kept for none and for all."""
    if share in (0, 1):
        return f"{share:.0%}"
    return f"{max(share, 0.001):.1%}" if share < 0.0995 else f"{min(share, 0.99):.0%}"
