"""What a user can put right: one sentence saying where, what was found and what to do, and an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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

    def __reduce__(self) -> tuple[type[HeardError], tuple[str, str, str]]:
        """Made anew of its parts, so that one raised in another process arrives as it was."""
        return type(self), (self.where, self.found, self.do)


class ParamsError(HeardError):
    """A params, standards, strategy, mapping or contract file says something heard cannot follow."""

    exit_code = 2


class RecordsError(HeardError):
    """The records cannot be used as they are: a file unreadable, a required column missing, nothing usable."""

    exit_code = 2


class PlaceError(HeardError):
    """A folder that the report is to take the place of holds what heard must not throw away."""

    exit_code = 2


class RunError(HeardError):
    """The run could not be made: a folder in use, a disk full, a notebook that failed."""

    exit_code = 3


class StoppedError(BaseException):
    """Somebody, or the system, asks the command to end; no Exception, so that nothing takes it for a fault."""


class FaultError(RunError):
    """Something that nobody foresaw went wrong in heard itself; `where` is the part of the year that it struck."""


@contextmanager
def speaking_of(where: str) -> Iterator[None]:
    """What goes wrong in here, and is no sentence yet, is raised as one that says what heard was at: a FaultError."""
    try:
        yield
    except HeardError:
        raise
    except Exception as error:
        found = f"heard could not go on ({type(error).__name__}: {' '.join(str(error).split())})"
        raise FaultError(where, found, "Look at its rows; if they are right, this is a fault in heard") from error


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """`Did you mean 'period'?`, or where nothing known is like it, what to do otherwise: all that is known."""
    by_case = {each.casefold(): each for each in known}
    close = get_close_matches(word.casefold(), by_case, n=1)
    if close:
        return f"Did you mean {by_case[close[0]]!r}?"
    return f"Known are {', '.join(by_case.values())}" if otherwise is None else otherwise
