"""Why a number is what it is: one explanation for each measure, commitment, and count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import compress

from rich.text import Text

from heard.errors import ParamsError, did_you_mean
from heard.maths.suppress import Symbol
from heard.measures.amounts import AMOUNTS
from heard.measures.judged import judged_id
from heard.model.figures import Cell, Figures, Line
from heard.model.result import Finding
from heard.show.explain import of_measure, of_people
from heard.show.explain.of_measure import cells, places, sentences
from heard.show.marks import ITEMS
from heard.show.parts import heading
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
    applies = (cell != Symbol.NOT_APPLICABLE for cell in line.cells[1:])
    named = compress(zip(figures.columns[1:], line.cells[1:], strict=True), applies)
    said = ((_cell(cell) if column == "number" else f"{column} {_cell(cell)}") for column, cell in named)
    return f"{line.cells[0]}: {'; '.join(said)}"


def _cell(cell: Cell) -> str:
    if cell is None:
        return "not recorded"
    return f"{round(cell, 2):,}" if isinstance(cell, int | float) else cell


CARRIED_OVER = "carried_over"
OF_PEOPLE = (of_people.TOOK_PART, of_people.ANSWERED_AS)


def of_carried_over(year: Year, unit_id: str | None = None) -> Iterator[Text]:
    """Every case that was carried over; or those of one activity, with the cells that were read."""
    found = year.carried_over
    if unit_id is None:
        return _cases(year, found, each_row=False)
    ids = dict.fromkeys(each.unit_id for each in found)
    if unit_id not in ids:
        do = did_you_mean(unit_id, ids, f"Ask for {CARRIED_OVER} alone, which lists them")
        raise ParamsError(CARRIED_OVER, f"none of its {len(ids)} activities has the id {unit_id!r}", do)
    return _cases(year, [each for each in found if each.unit_id == unit_id], each_row=True)


def _cases(year: Year, found: Sequence[Finding], *, each_row: bool) -> Iterator[Text]:
    yield heading(f"What was not due yet a year ago ({CARRIED_OVER})")
    yield Text("What is counted: each check of each activity that last year's report gave as not yet due, read again.")
    yield Text("It is in none of this year's counts. A check is explained under its own name.")
    yield Text()
    if year.before is None:
        yield heading("No report of last year was given (params: `previous`).")
        return
    yield heading(f"{len(found)} cases, not yet due in {year.before.period}")
    for each in found:
        yield Text(f"  {each.unit_id}, {each.measure}: {each.state}, because: {each.reason}")
        if each_row:
            yield from cells(year, each.source, year.results[each.measure].reads)
        else:
            yield from places(year, each.source)


Answer = Callable[[str | None], Iterator[Text]]  # asked of the whole, or of one unit of it


@dataclass(frozen=True, eq=False)
class Explanation:
    """A year that can be asked why: of a commitment, of any measure, of one unit of a measure."""

    year: Year

    def of(self, name: str, unit_id: str | None = None) -> Iterator[Text]:
        """The lines that explain a measure (or one unit of it) or a commitment; ParamsError where there is none."""
        asked, unit = name.strip(), (unit_id or "").strip() or None
        answer = self._answers.get(asked.casefold())
        if answer is None:
            ask = f"Ask for a commitment, such as {self.names[0]}, which names its measures"
            raise ParamsError(asked, self._unknown(asked), did_you_mean(asked, self.names, ask))
        return answer(unit)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name that can be asked of: the commitments, then the measures of every kind."""
        return tuple(commitment.id for commitment in self.year.params.strategy.commitments) + self.measures

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure of this year: those that judge, of amount, of people, and what was carried over."""
        return (*self.year.measures, *AMOUNTS, *OF_PEOPLE, *ITEMS, CARRIED_OVER)

    @cached_property
    def _answers(self) -> Mapping[str, Answer]:
        year = self.year
        answers: dict[str, Answer] = {
            **{each.id: partial(of_measure.of_commitment, year, each) for each in year.params.strategy.commitments},
            **{name: partial(of_measure.of_measure, year, measure) for name, measure in year.measures.items()},
            **{name: partial(of_amount, year, name) for name in AMOUNTS},
            **{item: partial(of_people.of_item, year, item) for item in ITEMS},
            of_people.TOOK_PART: partial(of_people.of_who_took_part, year),
            of_people.ANSWERED_AS: partial(of_people.of_answered_as, year),
            CARRIED_OVER: partial(of_carried_over, year),
        }
        return {name.casefold(): answer for name, answer in answers.items()}

    def _unknown(self, name: str) -> str:
        """Why nothing is called that: a judgement that nobody made, or no such name."""
        if name.casefold() in {judged_id(each.id) for each in self.year.params.strategy.commitments}:
            return "nobody scored that commitment for an activity that closed in the year"
        return "no measure of this year has that id"
