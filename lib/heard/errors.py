"""What a user can put right: one sentence saying where, what was found and what to do, and an exit code."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class HeardError(Exception):
    """A mistake the user can mend.

    The message is one sentence: `where`: `found`. `do`.
    """

    exit_code = 3

    def __init__(self, where: str | Path, found: str, do: str) -> None:
        self.where = str(where)
        self.found = found
        self.do = do
        super().__init__(f"{where}: {found.rstrip('.')}. {do if do.endswith('?') else do.rstrip('.') + '.'}")


class ParamsError(HeardError):
    """A params, standards, strategy, mapping or contract file says something heard cannot follow."""

    exit_code = 2


class RecordsError(HeardError):
    """The records cannot be used as they are: a file unreadable, a required column missing, nothing usable."""

    exit_code = 2


class RunError(HeardError):
    """The run could not be made: a folder in use, a disk full, a notebook that failed."""

    exit_code = 3


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """`Did you mean 'period'?`, or where nothing known is like it, what to do otherwise: all that is known."""
    by_case = {each.casefold(): each for each in known}
    close = get_close_matches(word.casefold(), by_case, n=1)
    if close:
        return f"Did you mean {by_case[close[0]]!r}?"
    return f"Known are {', '.join(by_case.values())}" if otherwise is None else otherwise
