"""`heard form`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import ParamsFile, checked

SOMETHING_REFUSED = 1


@app.command()
def form(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write; by default one in heard's reports/.")
    ] = None,
    read: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A filled form, to put on record; give it again for more."),
    ] = None,
) -> None:
    """Write a form with a page for each consultation; with --read, record its answers.

    Exit 0: done; 1: some answers could not be taken; 2: refused; 3: failed.
    """
    if read and out:
        raise typer.BadParameter("--read adds to the records; it does not take --out.")
    year, records = checked(params)
    from heard.answers.form import read_forms, write_form

    if not read:
        typer.echo(write_form(year, records, out))
        return
    recorded = read_forms(year, records, read)
    typer.echo(recorded)
    raise typer.Exit(SOMETHING_REFUSED if recorded.refused else 0)
