"""The rules of a measure, read from the top: each a condition and the state it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from heard.measures.claim import Claim, Column
from heard.model.missing import Missing
from heard.model.state import State


@dataclass(frozen=True, eq=False)
class Rule:
    """A condition and the state it gives, in words a reader sees; no condition is *otherwise*.

    `wants` is what would have told, where the state is *no evidence* by rule.
    """

    condition: Claim | None
    state: State
    words: str
    wants: tuple[Missing, ...] = ()


def when(condition: Claim, state: State, words: str, *wants: Column) -> Rule:
    """Where this is true, that is the state; for *no evidence*, for want of these columns."""
    return Rule(condition, state, words, _missing(wants))


def otherwise(state: State, words: str, *wants: Column) -> Rule:
    """The state of what no rule above has settled; for *no evidence*, for want of these columns."""
    return Rule(None, state, words, _missing(wants))


def _missing(wants: Iterable[Column]) -> tuple[Missing, ...]:
    return tuple(missing for column in wants for missing in column.missing)
