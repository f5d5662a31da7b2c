"""`heard check`."""

from __future__ import annotations

from typing import Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import ParamsFile, checked, say

SOMETHING_TO_LOOK_AT = 1


@app.command()
def check(
    params: ParamsFile,
    every: Annotated[bool, typer.Option("--all", help="Every sentence, however many are alike.")] = False,
) -> None:
    """Hold the records to their contracts. Exit 0: clean; 1: something to look at; 2: refused."""
    from heard.show.terminal import show_check

    _, records = checked(params)
    say(show_check(records, every=every))
    raise typer.Exit(SOMETHING_TO_LOOK_AT if records.faults else 0)
