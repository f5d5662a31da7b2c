"""`heard annual`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import ParamsFile, loaded, steps


@app.command()
def annual(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
) -> None:
    """Assess the year and publish its report. Exit 0: published; 2: refused; 3: could not run."""
    from heard.params.shipped import REPORTS
    from heard.press.publish import refuse_to_replace_inputs

    year = loaded(params)
    place = (out or REPORTS) / year.name
    refuse_to_replace_inputs(year, place)
    from heard.press.fingerprint import unchanged_since

    since = unchanged_since(year, place)
    if since is not None:
        typer.echo(f"Nothing changed since {since.astimezone():%Y-%m-%d %H:%M}: {place} stands as it is.")
        return
    from heard.press.annual import publish_annual

    with steps() as begin:
        published = publish_annual(year, out or REPORTS, begin)
    typer.echo(f"Published: {published}")
