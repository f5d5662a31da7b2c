"""pandoc, called in one place: whatever the machine's language is, and with its failures told in one sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypandoc

from heard.errors import RunError

BACKTRACE = "HasCallStack"  # what pandoc says after this is for who makes pandoc
PLAIN = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}  # so that a letter with an accent is one in every path


def converted(text: str, into: str, given: str, options: Sequence[str], file: Path | None = None) -> str:
    """A text in one format as another, or nothing where it is written to a `file`. RunError where pandoc fails."""
    to = str(file) if file else None
    try:
        with _environment(PLAIN):
            return str(pypandoc.convert_text(text, into, format=given, outputfile=to, extra_args=list(options)))
    except (RuntimeError, OSError) as error:
        why = " ".join(str(error).partition(BACKTRACE)[0].split())
        found = f"pandoc could not make {into} of it ({why})"
        raise RunError("the press", found, "See that there is room for temporary files, and run again") from error


@contextmanager
def _environment(others: dict[str, str]) -> Iterator[None]:
    """Variables of the environment as a program that is started sees them."""
    before = {name: os.environ.get(name) for name in others}
    os.environ.update(others)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
