"""`heard lab`."""

from __future__ import annotations

from typing import Annotated

import typer

from heard.cli.app import app


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    options_metavar="[OPTIONS] [-- JUPYTER]",
)
def lab(
    context: typer.Context,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Say the address, and open no window.")] = False,
) -> None:
    """Open JupyterLab at the welcome notebook; what else is given is JupyterLab's own, such as --port 8899."""
    from heard.desk.lab import open_lab

    open_lab([*(["--no-browser"] if no_browser else []), *context.args])
