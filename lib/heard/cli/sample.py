"""`heard sample`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import steps


@app.command()
def sample(
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write; made where it is not there.")],
    year: Annotated[str, typer.Option(help="The year, such as 2024-25; the last of several.")] = "2024-25",
    years: Annotated[int, typer.Option(min=1, help="How many years follow each other.")] = 1,
    activities: Annotated[int, typer.Option(min=1, help="How many activities close in each year.")] = 100,
    responses: Annotated[int, typer.Option(min=0, help="How many people answer in each year.")] = 4_000,
    seed: Annotated[int, typer.Option(min=0, help="Another number invents another council.")] = 1,
) -> None:
    """Invent a council: its tables, a params file, and truth.csv with the states that were planted.

    Of several years: the same for each, truth-trends.csv with what was planted across them, and a review's params file.
    """
    from heard.sample import write_sample

    with steps() as begin:
        begin("Inventing a council")
        written = write_sample(out, year=year, years=years, activities=activities, responses=responses, seed=seed)
    typer.echo(f"Invented: {written}")
