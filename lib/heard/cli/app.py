"""The command `heard` itself: how it ends, what most commands begin with, and how they say what they do."""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from heard.cli.surroundings import leave_out_what_stops_heard
from heard.errors import FaultError, HeardError, ParamsError, RunError, StoppedError, did_you_mean
from heard.press.staging import clear_left_over, outside, private_folder, temporary_files_inside

if TYPE_CHECKING:
    from rich.text import Text

    from heard.model.commitment import Strategy
    from heard.model.records import Records
    from heard.params import Params


STOPPED_BY = (signal.SIGINT, signal.SIGTERM)
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no quotas

app = typer.Typer(
    help="Were people heard? A council's own records, held against its own promises.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """The command `heard`: a user's mistake is one sentence; anything else is kept whole in a file to send on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a letter that a terminal does not have is no reason to stop
    try:
        leave_out_what_stops_heard()
        clear_left_over()
        with _stopping_in_order(), temporary_files_inside():
            code = _typed(sys.argv[1:] or ["--help"])
        sys.exit(code)
    except typer.TyperException as error:
        _end(_as_typed(error), error.exit_code)
    except StoppedError:
        _end("heard was stopped before it had ended: what was published before stands, and nothing half made is left.")
    except FaultError as error:
        _end(f"{error} {_where_it_is_kept()}")
    except HeardError as error:
        _end(str(error), error.exit_code)
    except SystemExit:
        raise
    except BaseException as error:  # a library that is not written in Python may raise what is no Exception
        if refused := _by_the_system(error):
            _end(str(refused))
        _end(f"heard could not go on ({type(error).__name__}: {error}). {_where_it_is_kept()}")


def _typed(words: list[str]) -> int:
    """The exit code of a command; where nobody reads what it says any more, that of one that could not run."""
    try:
        return app(words, prog_name="heard", standalone_mode=False) or 0
    except SystemExit as ending:
        if isinstance(ending.__context__, BrokenPipeError):  # so end typer and rich
            return RunError.exit_code
        raise  # so ends JupyterLab, and says how


def _by_the_system(error: BaseException) -> RunError | None:
    """What the system refused, or a name that it gave a file, as what a user can mend; None where it was neither."""
    if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
        before, after = error.object[: error.start], error.object[error.start :]
        name = re.split(r"[\s\"'`]", before)[-1] + re.split(r"[\s\"'`]", after)[0]
        found = "the name of a file or folder is not written in UTF-8"
        return RunError(name.encode(errors="replace").decode(), found, "Give it another name")
    if isinstance(error, MemoryError):
        return RunError("heard", "there was not enough memory for this", "Close other programs, or give it more")
    if isinstance(error, OSError) and error.filename:
        found = f"cannot be read or written ({error.strerror})"
        return RunError(error.filename, found, "Close what has it open, make room, or name another")
    if isinstance(error, OSError) and error.errno in FULL:
        found = f"cannot be written ({error.strerror})"
        return RunError("what heard writes", found, "Make room where it goes, and run again")
    return None


def _as_typed(error: typer.TyperException) -> str:
    """What is wrong with the words that were typed, in one sentence, and where the right ones are."""
    command = getattr(getattr(error, "ctx", None), "command_path", "heard")
    message = error.format_message().removeprefix("Invalid value: ").removesuffix(".")
    return f"{command}: {message}{'' if message.endswith('?') else '.'} {command} --help has what it takes."


@contextmanager
def _stopping_in_order() -> Iterator[None]:
    """Within it, being told to end clears up what was begun, and is told in a sentence; told twice, it goes on so."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        del number, frame
        for each in STOPPED_BY:
            signal.signal(each, signal.SIG_IGN)
        raise StoppedError

    before = {each: signal.signal(each, stop) for each in STOPPED_BY}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _where_it_is_kept() -> str:
    """A sentence that names the file with what led to the error under way; where none can be written, that."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="heard-", suffix=".txt", delete=False, encoding="utf-8", dir=outside()
        ) as kept:
            traceback.print_exc(file=kept)
    except OSError as error:
        return f"What led to it cannot be kept ({error.strerror})."
    return f"What led to it is in {kept.name}."


def _end(sentence: str, code: int = RunError.exit_code) -> NoReturn:
    """Say in one line how it ended."""
    with suppress(OSError, ValueError):  # where nothing can be said, the code says it
        typer.echo(" ".join(sentence.split()), err=True)
    sys.exit(code)


ParamsFile = Annotated[Path, typer.Argument(metavar="PARAMS", help="The params file of a year.")]


Anew = Annotated[bool, typer.Option("--anew", help="Use nothing that was kept of an earlier check.")]


def with_nothing_kept(anew: bool) -> None:
    """From here on, where all is to be done `anew`, what was kept of earlier checks is neither used nor added to."""
    if anew:
        from heard.sources.kept import ANEW

        os.environ[ANEW] = "1"


def checked(path: Path) -> tuple[Params, Records]:
    """The params file and the records it names, held to their contracts; nothing of it is kept."""
    params = loaded(path)
    from heard.year.steps import check_year

    with steps() as begin, private_folder() as run_dir:
        begin("Reading and checking the records")
        return params, check_year(params, run_dir)


def loaded(path: Path) -> Params:
    """The params file: refused, where it must be, before anything slow is imported; a day to come is remarked on."""
    from heard.history.published_reports import load_year

    params = load_year(path)
    if params.as_at > datetime.now(UTC).date():
        what = "what falls due by then and is not on record counts as not done"
        typer.echo(f"{path}: 'as_at' is {params.as_at}, a day still to come: {what}.", err=True)
    refuse_unknown_measures(params.strategy)
    return params


def loaded_on(path: Path, on: str | None) -> Params:
    """The params file, with its records to be read as at another day than its own: today, where none is given."""
    params, day = loaded_and_day(path, on)
    return replace(params, as_at=day)


def loaded_and_day(path: Path, on: str | None) -> tuple[Params, date]:
    """The params file, and the day that was given beside it: today by its clock, where none was."""
    from heard.history.published_reports import load_year
    from heard.params.annual import as_on

    params = load_year(path)
    refuse_unknown_measures(params.strategy)
    return params, as_on(params, on or "").as_at


def refuse_unknown_measures(strategy: Strategy) -> None:
    """A promise whose measure is misspelt would be told as described, and nobody the wiser."""
    from heard.measures import MEASURES
    from heard.show.described import DESCRIBED

    known = (*(measure.id for measure in MEASURES), *DESCRIBED)
    for commitment in strategy.commitments:
        for name in commitment.measured_by:
            if name not in known:
                found = f"{commitment.id} is 'measured_by' {name!r}, and heard has no such measure"
                do = did_you_mean(name, known, "Name one it has, or say why the sentence is not measured")
                raise ParamsError(f"the strategy {strategy.name}", found, do)


def steps() -> AbstractContextManager[Callable[[str], None]]:
    """Says each step, on the side where errors are said, so that what is found can be piped elsewhere."""
    from rich.console import Console

    from heard.show.terminal import progress

    return progress(Console(stderr=True))


def say(lines: Iterable[Text]) -> None:
    """Print what was found, in full lines where it is piped."""
    from rich.console import Console

    console = Console(highlight=False)
    for line in lines:
        console.print(line, soft_wrap=not console.is_terminal)
