"""Why a state is what it is, as a notebook shows it: what `heard explain` says, and the days on a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.text import Text

from heard.page.blocks import Block, Blocks, bullets, content, figure, flow, paragraph, strong
from heard.page.charts.one_activity import one_activity
from heard.show.explain.explanation import Explanation
from heard.show.profile.milestones import milestones
from heard.year import Year

STEP = "  "  # what the explanation of a terminal sets further in, a notebook shows as a list


def why(year: Year, name: str, unit_id: str | None) -> Blocks:
    """The explanation of a commitment, a measure, or one unit of it; ParamsError where there is none."""
    lines = list(Explanation(year).of(name, unit_id))
    return flow(_explained(lines), _days(year, name, unit_id))


def days_of(year: Year, activity_id: str) -> Iterator[Block]:
    """The days of an activity that closed in the year, on a line; nothing of any other."""
    closed = year.closed[year.closed["activity_id"] == activity_id]
    for row in closed.to_dict("records"):
        yield figure(one_activity(row["opened_on"], row["closed_on"], milestones(year, activity_id)))


def _days(year: Year, name: str, unit_id: str | None) -> Iterator[Block | None]:
    result = year.results.get(name.strip().casefold())
    if unit_id is not None and result is not None and result.unit == "activity":
        yield paragraph(year.name("activity", unit_id.strip()))
        yield from days_of(year, unit_id.strip())


def _explained(lines: Iterable[Text]) -> Iterator[Block | None]:
    for is_set_in, group in groupby(lines, key=lambda line: line.plain.startswith(STEP)):
        if is_set_in:
            yield _list([line.plain.removeprefix(STEP) for line in group])
        else:
            yield from (paragraph(strong(line.plain) if line.style else line.plain) for line in group)


def _list(lines: Iterable[str]) -> Block | None:
    """A list, each line with those set further in below it."""
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith(STEP) and items:
            items[-1][1].append(line.strip())
        else:
            items.append((line.strip(), []))
    return bullets([content(line, bullets(below)) for line, below in items])
