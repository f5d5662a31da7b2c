"""`heard new`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from heard.cli.app import app
from heard.errors import ParamsError


@app.command()
def new(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder to begin in; made if need be.")
    ] = None,
    council: Annotated[str | None, typer.Option(help="The council's name.")] = None,
    committee: Annotated[str | None, typer.Option(help="The committee that the report goes to.")] = None,
    year: Annotated[str | None, typer.Option(help="The year, such as 2024-25.")] = None,
    records: Annotated[
        Path | None, typer.Option(metavar="PATH", help="A folder with your tables, or a CSV file of consultations.")
    ] = None,
) -> None:
    """Begin a council: its params file, folders, and a first mapping. Exit 0: written; 2: refused; 3: failed."""
    asks = sys.stdin.isatty()
    for flag, value in (("--council", council), ("--year", year)):
        if not (value or asks):
            found = f"{flag} is not given, and there is no terminal to ask at"
            raise ParamsError("heard new", found, f"Add {flag}")
    folder = folder or Path(_asked("Which folder", ".", asks))
    council = council or _asked("The council's name", None, asks)
    committee = _asked("The committee that the report goes to", "", asks) if committee is None else committee
    year = year or _asked("The year, such as 2024-25", None, asks)
    named = records or _asked("A folder with your tables, or a CSV file of consultations", "", asks)
    from heard.answers.beginning import begin_council

    typer.echo(begin_council(folder, council, committee, year, Path(named) if named else None))


def _asked(question: str, default: str | None, asks: bool) -> str:
    """What a person answers at a terminal; the default, where there is none to ask."""
    if not asks:
        return default or ""
    answer: str = typer.prompt(question, default=default, show_default=bool(default))
    return answer.strip()
