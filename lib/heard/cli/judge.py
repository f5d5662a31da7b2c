"""`heard judge`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import ParamsFile, checked


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
    year, records = checked(params)
    from heard.answers.judging import enter_scores, write_scoring_file

    if read:
        typer.echo(enter_scores(year, records, read))
    else:
        asked = commitment or ()
        written = write_scoring_file(year, records, out, activities=activities, seed=seed, commitments=asked)
        typer.echo(f"Written: {written}")
