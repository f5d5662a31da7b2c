"""One table of the workbook, before it is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from heard.maths.suppress import Symbol

Cell = str | int | float | None  # None is not recorded; "" says that there is nothing to say here
Row = tuple[Cell, ...]


class Note(StrEnum):
    """What a column needs said of it; each stands once, on the sheet of notes."""

    STATES = (
        "Six states, which add up: met, partly, not met, no evidence, not yet due, not applicable. No evidence is "
        "never met, and never nought. The chapter on law says on record, partly on record or not on record."
    )
    VERDICTS = (
        "Kept: every check was met in nearly every case (kept_at, on the sheet of standards). Not kept: some check "
        "fell short in more than half of what is counted. Partly kept: neither. Cannot tell: too little is on record."
    )
    VALUE = "Met out of counted; counted is met, partly and not met added up. Look at the counts first."
    JUDGES = "A measure judges a commitment when something is counted and no evidence does not outnumber it."
    DISCLOSURE = (
        "Counts of people below a threshold are hidden, and further counts from which a hidden one could be worked "
        "out. One person may respond to several activities."
    )
    SHARES = "Of those who said which category they are of; for those who did not, of everyone who took part."
    LOOK = "Yes where the ratio is below ratio_flag, on the sheet of standards: worth a look, and no judgement."
    DISSIMILARITY = "The share of those who took part who would have to be others for the two to look alike."
    SENSITIVE = (
        "What the state could have been, at best and at worst: first if every row set aside had counted, then if every "
        "finding of no evidence had gone one way, then if both had. A safe verdict is one that no way of filling in "
        "all of it at once would change."
    )
    CHANCE = "The 95% interval of the change in the share met. It speaks of chance; every case is counted."
    BROKEN = "Yes where the meaning of the measure was changed between the two years, so that they are not joined."
    BROKEN_THEN = "Where it is another than now, what was published is not joined to other years."
    WILSON = "The 95% interval of the share (Wilson). It speaks of chance; every case is counted."
    COURSE = (
        "One word for all the years. Improving and worsening mean that a check behind the sentence moved by more than "
        "chance alone would move it; never evidenced, that no year has enough on record to judge by."
    )
    WAITING = "Not yet due in last year's report, as it stands now. It is in no count of this year."
    WHOSE = "A figure of the strategy, or one of ours, which a council may change in its standards file."
    WORD = "Whose word the evidence is: a public record, an internal record, or the service's own word."


@dataclass(frozen=True)
class Sheet:
    """One table: `notes` of its columns by their names, `shares` the columns shown as percentages.

    `basis` is one sentence that says what the table rests on.
    """

    label: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: Mapping[str, Note] = field(default_factory=dict)
    shares: tuple[str, ...] = ()
    basis: str = ""

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """The symbols that stand in it."""
        found = {cell for row in self.rows for cell in map(marked, row) if isinstance(cell, Symbol)}
        return tuple(symbol for symbol in Symbol if symbol in found)


def marked(cell: Cell) -> Cell:
    """The cell as it is written: never blank, since a blank cell does not say why it is."""
    if cell is None:
        return Symbol.NOT_AVAILABLE
    if isinstance(cell, str) and not cell.strip():
        return Symbol.NOT_APPLICABLE
    return next((symbol for symbol in Symbol if symbol == cell), cell)


def numbered(row: tuple[str, ...], columns: tuple[str, ...], whole: tuple[str, ...], parts: tuple[str, ...]) -> Row:
    """A row of open data with its numbers as numbers: those of the columns named whole, and those with decimals."""
    return tuple(_number(cell, name in whole, name in parts) for name, cell in zip(columns, row, strict=True))


def _number(cell: str, is_whole: bool, is_part: bool) -> Cell:
    if not (is_whole or is_part) or not cell or cell in tuple(Symbol):
        return cell
    return int(cell) if is_whole else float(cell)
