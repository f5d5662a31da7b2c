"""What a measure is: a declaration that reads like its line in `3-measures.md`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from heard.measures.cases import Cases, Nothing
from heard.measures.claim import Claim
from heard.measures.year import Year
from heard.model.state import State
from heard.params import Standards

PUBLIC, INTERNAL, OWN_WORD = "public record", "internal record", "the service's own word"


@dataclass(frozen=True, eq=False)
class Rule:
    """A condition and the state it gives, in words a reader sees; no condition is *otherwise*.

    `wants` names the columns that would have told, where the state is *no evidence* by rule.
    """

    condition: Claim | None
    state: State
    words: str
    wants: tuple[str, ...] = ()


def when(condition: Claim, state: State, words: str, *wants: str) -> Rule:
    """Where this is true, that is the state."""
    return Rule(condition, state, words, wants)


def otherwise(state: State, words: str, *wants: str) -> Rule:
    """The state of what no rule above has settled."""
    return Rule(None, state, words, wants)


@dataclass(frozen=True, eq=False)
class Measure:
    """One question about the year, its units, and the rules that give each unit a state.

    `definition` is raised when its meaning changes, so that history does not join what was defined differently.
    `met_as` completes "47 of 63 …". `word` says whose word the evidence is. `described` marks a measure on which no
    commitment hangs (†).
    """

    id: str
    title: str
    serves: tuple[str, ...]
    units: Callable[[Year], Cases | Nothing]
    rules: Callable[[Cases, Standards], tuple[Rule, ...]]
    met_as: str
    noun: str = "consultations"
    caveat: str = ""
    word: str = INTERNAL
    described: bool = False
    definition: int = 1
