"""`heard profiles`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import ParamsFile, loaded, steps


@app.command()
def profiles(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=61, metavar="N", help="How many processes share the work.")] = 1,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers see the same folders.")
    ] = "",
) -> None:
    """Write a page for each activity that closed, for its service. Exit 0: published; 2: refused; 3: could not run."""
    if cluster and workers > 1:
        raise typer.BadParameter("--workers and --cluster exclude one another: give one of them.")
    from heard.params.shipped import REPORTS

    year = loaded(params)
    from heard.press.profiles import place_of_profiles, publish_profiles
    from heard.press.publish import refuse_to_replace_inputs

    refuse_to_replace_inputs(year, place_of_profiles(year, out or REPORTS))
    with steps() as begin:
        published = publish_profiles(year, out or REPORTS, begin, workers=workers, cluster=cluster)
    typer.echo(f"Published: {published}")
