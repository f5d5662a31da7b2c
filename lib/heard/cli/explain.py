"""`heard explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from heard.cli.app import app
from heard.cli.opening import ParamsFile, checked, say


@app.command()
def explain(
    params: ParamsFile,
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="A measure of any kind, or a commitment.")],
    unit_id: Annotated[str | None, typer.Argument(metavar="[UNIT_ID]", help="One unit, or one line, of it.")] = None,
) -> None:
    """Say why: the sentence of the strategy, the rule or what is counted, the figures, and the rows behind them."""
    from heard.assess import assess_year
    from heard.show.explain import Explanation
    from heard.year import Year

    year, records = checked(params)
    say(Explanation(Year(year, records, assess_year(records, year))).of(measure, unit_id))
