"""`heard annual`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import ParamsFile, loaded, steps
from heard.errors import ParamsError

if TYPE_CHECKING:
    from heard.params import Params


@app.command()
def annual(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
) -> None:
    """Assess the year and publish its report. Exit 0: published; 2: refused; 3: could not run."""
    from heard.params.shipped import REPORTS

    year = loaded(params)
    _refuse_to_replace_inputs(year, (out or REPORTS) / year.name)
    from heard.press.annual import publish_annual

    with steps() as begin:
        published = publish_annual(year, out or REPORTS, begin)
    typer.echo(f"Published: {published}")


def _refuse_to_replace_inputs(params: Params, report: Path) -> None:
    """A report takes the place of its folder whole: what it is made from cannot lie in there."""
    place = os.path.realpath(report)  # unlike Path.resolve, it takes a link to itself
    for path in (params.path, *params.record_folders):
        if path.resolve().is_relative_to(place):
            found = f"{path} lies in {report}, which the report is to take the place of"
            raise ParamsError(params.path, found, "Move it, or choose another folder with --out")
