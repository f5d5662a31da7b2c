"""The assessed year, worked out once: what everything that is shown and published reads."""

from heard.year.year import Year

__all__ = ["Year"]
