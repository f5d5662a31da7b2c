"""Chance with a seed and a name, and the dealing of planted cases to those they fit."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from heard.model.state import State

T = TypeVar("T")
U = TypeVar("U")


class Draw:
    """The chance of one facet: its own stream, so that a change in one facet moves nothing in another."""

    def __init__(self, seed: int, facet: str) -> None:
        self._random = random.Random(f"{seed} {facet}")

    def share(self) -> float:
        """A number from 0 up to 1."""
        return self._random.random()

    def chance(self, share: float) -> bool:
        """True in that share of draws."""
        return self.share() < share

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self.share() * (most - least + 1))

    def one(self, options: Sequence[T]) -> T:
        """One of them."""
        return options[int(self.share() * len(options))]

    def some(self, options: Sequence[T], n: int) -> list[T]:
        """`n` different ones (all of them where there are no more), in the order given."""
        chosen: set[int] = set()
        while len(chosen) < min(n, len(options)):
            chosen.add(int(self.share() * len(options)))
        return [options[place] for place in sorted(chosen)]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All of them, in another order."""
        return sorted(options, key=lambda _: self.share())

    def among(self, weights: Mapping[T, float]) -> T:
        """One of the keys, by weight."""
        left = self.share() * sum(weights.values())
        for option, weight in weights.items():
            left -= weight
            if left < 0:
                return option
        return list(weights)[-1]

    def day(self, first: date, last: date) -> date:
        """A day, both ends included."""
        return first + timedelta(days=self.whole(0, (last - first).days))


def fits_all(_: Any) -> bool:
    """A case that anyone can be dealt."""
    return True


@dataclass(frozen=True)
class Case(Generic[U, T]):
    """One planted case: how often, the state it must come to, what to write for it, and whom it fits.

    The state is known from what the case is, before any cell is written.
    """

    weight: float
    state: State
    write: T
    fits: Callable[[U], bool] = fits_all


UNKNOWN = 0.2  # as often as usual, where a share is to be kept
COVERED = 0.2  # of the units, at most so many are there to have every case; the others are an ordinary year


def deal(cases: Sequence[Case[U, T]], units: Sequence[U], draw: Draw, kept: float | None = None) -> list[Case[U, T]]:
    """One fitting case for each unit, in their order: every case once, if there are units enough; the rest by weight.

    A unit's `care` (1 where it has none) weighs its good cases, so that some services keep more than others. Where
    `kept` is given, that share of the units has a good case, as far as one fits them, and no more.
    """
    if kept is not None:
        return _deal_share(cases, units, draw, kept)
    dealt: dict[int, Case[U, T]] = {}
    waiting = draw.shuffled(range(len(units)))
    for case in draw.shuffled(cases)[: round(COVERED * len(units))]:
        place = next((place for place in waiting if case.fits(units[place])), None)
        if place is not None:
            waiting.remove(place)
            dealt[place] = case
    for place in waiting:
        unit = units[place]
        care = getattr(unit, "care", 1.0)
        weights = {
            n: case.weight * (care if case.state is State.MET else 1.0)
            for n, case in enumerate(cases)
            if case.fits(unit)
        }
        dealt[place] = cases[draw.among(weights)]
    return [dealt[place] for place in range(len(units))]


def _deal_share(cases: Sequence[Case[U, T]], units: Sequence[U], draw: Draw, kept: float) -> list[Case[U, T]]:
    """The careful ones first come to a good case; of the others little is left unknown, so that a trend shows."""
    order = sorted(range(len(units)), key=lambda place: draw.share() / getattr(units[place], "care", 1.0))
    left = round(kept * len(units))
    dealt: dict[int, Case[U, T]] = {}
    for place in order:
        fitting = {n: case.weight for n, case in enumerate(cases) if case.fits(units[place])}
        good = {n: weight for n, weight in fitting.items() if cases[n].state is State.MET}
        others = {n: weight for n, weight in fitting.items() if n not in good}
        others = {n: weight * (UNKNOWN if cases[n].state is State.NO_EVIDENCE else 1) for n, weight in others.items()}
        weights = good if good and (left > 0 or not others) else others
        left -= weights is good
        dealt[place] = cases[draw.among(weights)]
    return [dealt[place] for place in range(len(units))]
