"""`heard explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import ParamsFile, checked, say


@app.command()
def explain(
    params: ParamsFile,
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="The id of a measure, or of a commitment.")],
    unit_id: Annotated[str | None, typer.Argument(metavar="[UNIT_ID]", help="One unit of the measure.")] = None,
) -> None:
    """Say why: the sentence of the strategy, the rule, the rows, the state, the reason."""
    from heard.assess import assess_year
    from heard.show.explain import Explanation

    year, records = checked(params)
    say(Explanation(records, year, assess_year(records, year)).of(measure, unit_id))
