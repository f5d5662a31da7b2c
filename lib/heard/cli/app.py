"""The command `heard` itself: what it is called with, and how it ends."""

from __future__ import annotations

import io
import sys
import tempfile
import traceback
from typing import NoReturn

import typer

from heard.errors import FaultError, HeardError, RunError

app = typer.Typer(
    help="Were people heard? A council's own records, held against its own promises.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """The command `heard`: a user's mistake is one sentence; anything else is kept whole in a file to send on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a letter that a terminal does not have is no reason to stop
    try:
        app(prog_name="heard")
    except FaultError as error:
        typer.echo(f"{error} What led to it is in {_kept()}.", err=True)
        sys.exit(error.exit_code)
    except HeardError as error:
        _end(error)
    except Exception as error:
        if isinstance(error, OSError) and error.filename:
            found = f"cannot be read or written ({error.strerror})"
            _end(RunError(error.filename, found, "Close what has it open, make room, or name another"))
        what = f"{type(error).__name__}: {error}"
        typer.echo(f"heard could not go on ({what}). What led to it is in {_kept()}.", err=True)
        sys.exit(RunError.exit_code)


def _kept() -> str:
    """The file that has what led to the error under way."""
    with tempfile.NamedTemporaryFile("w", prefix="heard-", suffix=".txt", delete=False, encoding="utf-8") as kept:
        traceback.print_exc(file=kept)
    return kept.name


def _end(error: HeardError) -> NoReturn:
    typer.echo(error, err=True)
    sys.exit(error.exit_code)
