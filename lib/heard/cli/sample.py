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
    year: Annotated[str, typer.Option(help="The year, such as 2024-25.")] = "2024-25",
    activities: Annotated[int, typer.Option(min=1, help="How many activities close in the year.")] = 100,
    responses: Annotated[int, typer.Option(min=0, help="How many people answer.")] = 4_000,
    seed: Annotated[int, typer.Option(min=0, help="Another number invents another council.")] = 1,
) -> None:
    """Invent a council: its tables, a params file, and truth.csv with the states that were planted."""
    from heard.sample import write_sample

    with steps() as begin:
        begin("Inventing a council")
        written = write_sample(out, year=year, activities=activities, responses=responses, seed=seed)
    typer.echo(f"Invented: {written}")
