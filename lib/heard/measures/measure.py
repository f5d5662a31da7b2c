"""What a measure is: a declaration that reads like its line in `3-measures.md`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from heard.measures.cases import Cases, Nothing
from heard.measures.claim import Claim, Column, LastDay
from heard.measures.columns import Columns
from heard.measures.rules import Rule
from heard.model.commitment import Strategy
from heard.model.missing import Record
from heard.model.result import Counts, Finding
from heard.model.standards import Standards

PUBLIC, INTERNAL, OWN_WORD = "public record", "internal record", "the service's own word"


class Late(StrEnum):
    """How long something not done by its last day is still owed."""

    ALWAYS = "always"
    WHILE_OPEN = "while open"
    NEVER = "never"


@dataclass(frozen=True, eq=False)
class Done:
    """The columns that say it was done, and the day of each unit on which it was; without one, no day tells."""

    columns: str
    day: Callable[[Cases], Column] | None = None


@dataclass(frozen=True, eq=False)
class Owes:
    """What is owed under a measure. It has no condition of its own: the engine says what is settled.

    `task` says what to do, in the imperative. `units` are wider than the measure's, with what is planned and what is
    open; without them they are the measure's own. What is `renewed` lapses on its last day, so that it is owed
    although the measure is met. `each_quarter` is the part of the measure's rule that speaks of one quarter. `year` is
    the year that the measure is read for.
    """

    by: Callable[[Cases, Standards], LastDay]
    task: str
    done: Done
    late: Late = Late.NEVER
    units: Callable[[Columns], Cases | Nothing] | None = None
    renewed: bool = False
    each_quarter: Callable[[Cases, tuple[date, date]], Claim] | None = None
    year: Callable[[Columns], Columns] = lambda year: year


def cell(column: str) -> Done:
    """A column of the register holds the day."""
    return Done(f"activities.{column}", lambda c: c.column(column))


def noted(columns: str) -> Done:
    """Some columns say that it was done, and not on which day."""
    return Done(columns)


@dataclass(frozen=True)
class Says:
    """The words of a measure: of those that did it, of the others, and of what follows for people.

    `done` completes "47 of 63 …", and `undone` says the contrary, so far as the record shows; of a whole year it is a
    clause of its own. `matters` is what that means for people, and never says more than the rule that was broken.
    `asks` is a draft of what a committee could ask for, for people to put right and to own. `limit` is what is taken as
    in time, or enough, with the names of its figures in braces.
    """

    done: str
    undone: str
    matters: str
    asks: str
    noun: str = "consultations"
    limit: str = ""


def reads(**tables: str) -> tuple[Record, ...]:
    """Each column of each table, the columns of one written with spaces between them."""
    return tuple(Record(table, column) for table, columns in tables.items() for column in columns.split())


@dataclass(frozen=True, eq=False)
class Measure:
    """One question about the year, its units, the rules that give each unit a state, and all that is said of it.

    What it serves stands in the strategy's file alone. `definition` is raised when its meaning changes, so that history
    does not join what was defined differently. `reads` names the columns that would answer it, were every table kept.
    `word` says whose word the evidence is. `described` marks a measure on which no commitment hangs (†). `scores_of` is
    the commitment that assessors scored, where their scores are its evidence. `asks_of` is the column in which a unit
    names another activity, of which something is asked too.

    Where the whole year is judged, `content` tells what is on record. `shortfall` tells those that are not met closer
    than their rules do, each with how many.

    Exactly one of `owes`, what is owed by some day, and `no_day`, why there is no such day, is filled.
    """

    id: str
    title: str
    units: Callable[[Columns], Cases | Nothing]
    says: Says
    rules: Callable[[Cases, Standards], tuple[Rule, ...]]
    reads: tuple[Record, ...]
    caveat: str = ""
    word: str = INTERNAL
    described: bool = False
    definition: int = 1
    scores_of: str = ""
    asks_of: Record | None = None
    content: Callable[[Columns], str] | None = None
    shortfall: Callable[[Cases, Standards, Sequence[Finding]], Counts] | None = None
    owes: Owes | None = None
    no_day: str = ""

    def serves(self, strategy: Strategy) -> tuple[str, ...]:
        """The commitments of a strategy that it serves: those that name it, or the one that assessors scored."""
        return (self.scores_of,) if self.scores_of else tuple(each.id for each in strategy.served_by(self.id))
