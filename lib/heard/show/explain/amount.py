"""Why a measure of amount says what it says: what is counted, the figures, and the rows behind each line of them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from heard.errors import ParamsError, did_you_mean
from heard.measures.amounts import AMOUNTS
from heard.model.figures import Cell, Figures, Line
from heard.show.explain.rows import cells, places, sentences
from heard.show.terminal import heading
from heard.year import Year

DESCRIBED = "It is described, and judged by nobody."


def of_amount(year: Year, name: str, unit_id: str | None = None) -> Iterator[Text]:
    """A measure of amount, line by line; or the lines of one name, with the cells that were read."""
    figures = year.amounts[name]
    if unit_id is None:
        return _whole(year, figures)
    lines = [line for line in figures.lines if str(line.cells[0]).casefold() == unit_id.casefold()]
    if not lines:
        names = dict.fromkeys(str(line.cells[0]) for line in figures.lines)
        do = did_you_mean(unit_id, names, f"Ask for {name} alone, which lists its lines")
        raise ParamsError(name, f"none of its {len(names)} lines is named {unit_id!r}", do)
    return _lines(year, figures, lines)


def _whole(year: Year, figures: Figures) -> Iterator[Text]:
    yield from _opening(year, figures)
    yield heading(_rests_on(figures))
    for line in figures.lines:
        yield Text(f"  {_told(figures, line)}")
        yield from places(year, line.source)


def _lines(year: Year, figures: Figures, lines: list[Line]) -> Iterator[Text]:
    yield from _opening(year, figures)
    for line in lines:
        yield heading(_told(figures, line))
        yield from cells(year, line.source, AMOUNTS[figures.measure].reads)


def _opening(year: Year, figures: Figures) -> Iterator[Text]:
    yield heading(f"{figures.title} ({figures.measure})")
    yield from sentences(year, figures.measure)
    yield Text(f"What is counted: {AMOUNTS[figures.measure].counts}")
    yield Text(DESCRIBED)
    yield Text()


def _rests_on(figures: Figures) -> str:
    """How much of it is on record, and what would tell the rest."""
    if figures.missing:
        said = f"Not supplied: {', '.join(figures.missing)}."
    elif figures.empty:
        said = "None in the period."
    else:
        said = f"Recorded for {figures.recorded:,} of {figures.of:,} {figures.noun}."
    return " ".join(filter(None, (said, figures.note)))


def _told(figures: Figures, line: Line) -> str:
    """A line of figures, each with the name of its column; a column of plain numbers needs none."""
    named = zip(figures.columns[1:], line.cells[1:], strict=True)
    said = ((_cell(cell) if column == "number" else f"{column} {_cell(cell)}") for column, cell in named)
    return f"{line.cells[0]}: {'; '.join(said)}"


def _cell(cell: Cell) -> str:
    if cell is None:
        return "not recorded"
    return f"{round(cell, 2):,}" if isinstance(cell, int | float) else cell
