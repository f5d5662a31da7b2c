"""The commands. Each is a few lines; what it needs is imported when it is called, so that `heard --help` is quick."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from heard.errors import HeardError, ParamsError, RunError, did_you_mean

if TYPE_CHECKING:
    from rich.text import Text

    from heard.model.commitment import Strategy
    from heard.model.records import Records
    from heard.params import Params

SOMETHING_TO_LOOK_AT = 1

app = typer.Typer(
    help="Were people heard? A council's own records, held against its own promises.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ParamsFile = Annotated[Path, typer.Argument(metavar="PARAMS", help="The params file of a year.")]


@app.command()
def sample(
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write; made where it is not there.")],
    year: Annotated[str, typer.Option(help="The year, such as 2024-25.")] = "2024-25",
    activities: Annotated[int, typer.Option(min=1, help="How many activities close in the year.")] = 100,
    responses: Annotated[int, typer.Option(min=0, help="How many people answer.")] = 4_000,
    seed: Annotated[int, typer.Option(min=0, help="Another number invents another council.")] = 1,
) -> None:
    """Invent a council: its tables, a params file, and truth.csv with the states that were planted."""
    from heard.sample import write_sample

    with _steps() as begin:
        begin("Inventing a council")
        written = write_sample(out, year=year, activities=activities, responses=responses, seed=seed)
    typer.echo(f"Invented: {written}")


@app.command()
def check(
    params: ParamsFile,
    every: Annotated[bool, typer.Option("--all", help="Every sentence, however many are alike.")] = False,
) -> None:
    """Hold the records to their contracts. Exit 0: clean; 1: something to look at; 2: refused."""
    from heard.show.terminal import show_check

    _, records = _checked(params)
    _say(show_check(records, every=every))
    raise typer.Exit(SOMETHING_TO_LOOK_AT if records.faults else 0)


@app.command()
def annual(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
) -> None:
    """Assess the year and publish its report. Exit 0: published; 2: refused; 3: could not run."""
    from heard.params.shipped import REPORTS

    year = _loaded(params)
    _refuse_to_replace_inputs(year, (out or REPORTS) / year.name)
    from heard.press.annual import publish_annual

    with _steps() as begin:
        published = publish_annual(year, out or REPORTS, begin)
    typer.echo(f"Published: {published}")


@app.command()
def explain(
    params: ParamsFile,
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="The id of a measure, or of a commitment.")],
    unit_id: Annotated[str | None, typer.Argument(metavar="[UNIT_ID]", help="One unit of the measure.")] = None,
) -> None:
    """Say why: the sentence of the strategy, the rule, the rows, the state, the reason."""
    from heard.assess import assess_year
    from heard.show.explain import Explanation

    year, records = _checked(params)
    _say(Explanation(records, year, assess_year(records, year)).of(measure, unit_id))


@app.command()
def judge(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write; by default one in heard's reports/.")
    ] = None,
    read: Annotated[Path | None, typer.Option(metavar="FILE", help="A filled file, to put on record.")] = None,
    activities: Annotated[int, typer.Option(min=1, help="How many activities to draw.")] = 12,
    seed: Annotated[int, typer.Option(help="Another number draws others.")] = 1,
    commitment: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="To be scored, in place of the usual; give it again for more."),
    ] = None,
) -> None:
    """Write a file for two people to score, apart; with --read, record scores. Exit 0: done; 2: refused; 3: failed."""
    if read and (out or commitment):
        raise typer.BadParameter("--read adds to the records; it takes neither --out nor --commitment.")
    year, records = _checked(params)
    from heard.press.judging import enter_scores, write_scoring_file

    if read:
        typer.echo(enter_scores(year, records, read))
    else:
        asked = commitment or ()
        written = write_scoring_file(year, records, out, activities=activities, seed=seed, commitments=asked)
        typer.echo(f"Written: {written}")


def _checked(path: Path) -> tuple[Params, Records]:
    """The params file and the records it names, held to their contracts; nothing of it is kept."""
    params = _loaded(path)
    from heard.press.steps import check_year

    with _steps() as begin, tempfile.TemporaryDirectory(prefix="heard-") as run_dir:
        begin("Reading and checking the records")
        return params, check_year(params, Path(run_dir))


def _loaded(path: Path) -> Params:
    """The params file: refused, where it must be, before anything slow is imported; a day to come is remarked on."""
    from heard.params import load_annual

    params = load_annual(path)
    if params.as_at > datetime.now(UTC).date():
        what = "what falls due by then and is not on record counts as not done"
        typer.echo(f"{path}: 'as_at' is {params.as_at}, a day still to come: {what}.", err=True)
    _refuse_unknown_measures(params.strategy)
    return params


def _refuse_unknown_measures(strategy: Strategy) -> None:
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


def _refuse_to_replace_inputs(params: Params, report: Path) -> None:
    """A report takes the place of its folder whole: what it is made from cannot lie in there."""
    place = os.path.realpath(report)  # unlike Path.resolve, it takes a link to itself
    for path in (params.path, *params.record_folders):
        if path.resolve().is_relative_to(place):
            found = f"{path} lies in {report}, which the report is to take the place of"
            raise ParamsError(params.path, found, "Move it, or choose another folder with --out")


def _steps() -> AbstractContextManager[Callable[[str], None]]:
    """Says each step, on the side where errors are said, so that what is found can be piped elsewhere."""
    from rich.console import Console

    from heard.show.terminal import progress

    return progress(Console(stderr=True))


def _say(lines: Iterable[Text]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for line in lines:
        console.print(line, soft_wrap=not console.is_terminal)


def main() -> None:
    """The command `heard`: a user's mistake is one sentence; anything else is kept whole in a file to send on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a letter that a terminal does not have is no reason to stop
    try:
        app(prog_name="heard")
    except HeardError as error:
        _end(error)
    except Exception as error:
        if isinstance(error, OSError) and error.filename:
            found = f"cannot be read or written ({error.strerror})"
            _end(RunError(error.filename, found, "Close what has it open, make room, or name another"))
        with tempfile.NamedTemporaryFile("w", prefix="heard-", suffix=".txt", delete=False, encoding="utf-8") as kept:
            traceback.print_exc(file=kept)
        typer.echo(
            f"heard could not go on ({type(error).__name__}: {error}). What led to it is in {kept.name}.", err=True
        )
        sys.exit(RunError.exit_code)


def _end(error: HeardError) -> NoReturn:
    typer.echo(error, err=True)
    sys.exit(error.exit_code)
