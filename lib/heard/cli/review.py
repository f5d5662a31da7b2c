"""`heard review`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import refuse_unknown_measures, steps


@app.command()
def review(
    params: Annotated[Path, typer.Argument(metavar="PARAMS", help="The params file of a review.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
) -> None:
    """Read the years of a review again and publish its pack. Exit 0: published; 2: refused; 3: could not run."""
    from heard.params.review_params import load_review
    from heard.params.shipped import REPORTS
    from heard.press.publish import refuse_to_replace_inputs

    given = load_review(params)
    refuse_unknown_measures(given.strategy)
    place = (out or REPORTS) / given.name
    refuse_to_replace_inputs(given, place)
    for year in given.years:
        if year.params:
            refuse_to_replace_inputs(year.params, place)
    from heard.press.review import publish_review

    with steps() as begin:
        published = publish_review(given, out or REPORTS, begin)
    typer.echo(f"Published: {published}")
