"""What a user has set for Python and for other programs, left out where it would stop heard."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from zoneinfo import ZoneInfo

from heard.errors import RunError

WARNINGS, OPTIMISE = "PYTHONWARNINGS", "PYTHONOPTIMIZE"
WITHOUT_WORDS = 2  # how Python is to optimise, for it to leave out what documents each function


def leave_out_what_stops_heard() -> None:
    """Warnings that were made errors, and a time zone that is none. RunError for what cannot be left out any more."""
    if sys.flags.optimize >= WITHOUT_WORDS:
        found = f"is {sys.flags.optimize}, and then Python leaves out words that a library of heard's reads"
        raise RunError(OPTIMISE, found, "Unset it")
    if sys.warnoptions:
        sys.warnoptions.clear()  # which processes that are started would be given
        warnings.resetwarnings()
        warnings.simplefilter("ignore")
    os.environ.pop(WARNINGS, None)
    if not _is_zone(os.environ.get("TZ", "").removeprefix(":")):
        del os.environ["TZ"]


def _is_zone(written: str) -> bool:
    """Whether libraries can read a time zone: a path that is no such file stops some; what is no path stops none."""
    if not written.startswith("/"):
        return True
    try:
        with Path(written).open("rb") as file:
            ZoneInfo.from_file(file)
    except (OSError, ValueError):
        return False
    return True
