"""`heard due`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heard.cli.app import app
from heard.errors import HeardError, ParamsError

if TYPE_CHECKING:
    from heard.params.calendar import Item

SOMETHING_LATE = 1


@app.command()
def due(
    calendar: Annotated[
        Path | None, typer.Argument(metavar="[CALENDAR]", help="The calendar; by default params/calendar.yaml.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="As on this day; by default today.")] = None,
    run: Annotated[bool, typer.Option("--run", help="Make what is due.")] = False,
) -> None:
    """Say what is due by when; with --run, make it. Exit 0: nothing late; 1: something late; 2 or 3: a run failed."""
    from heard.params.calendar import load_calendar
    from heard.params.shipped import CALENDAR, REPORTS
    from heard.press.due import due_on, in_short

    day, items = _day(on), load_calendar(calendar or CALENDAR)
    found = due_on(items, day, REPORTS)
    for each in found:
        typer.echo(each)
    typer.echo(in_short(found))
    worst = max((_made(each.item) for each in found if run and each.to_run), default=0)
    late = any(each.is_late for each in due_on(items, day, REPORTS))
    raise typer.Exit(worst or (SOMETHING_LATE if late else 0))


def _day(on: str | None) -> date:
    if on is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise ParamsError("--on", f"{on!r} is no day", "Write it as 2025-06-01") from None


def _made(item: Item) -> int:
    """Make one item as its own command does, and give back how that ended; the others are made all the same."""
    try:
        return int(typer.main.get_command(app).main([item.command, str(item.params)], standalone_mode=False) or 0)
    except HeardError as error:
        typer.echo(error, err=True)
        return error.exit_code
