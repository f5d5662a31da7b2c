"""What facts about unknown counts leave open, by linear programming."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array, vstack

from heard.maths.suppress import Disclosure, ShownTable

MOST = 1e6  # people: no bound of the problem, only an end to what is unbounded
Quantity = Mapping[str, float]  # a sum of unknown counts: the name of each, and how often it is taken


class Attacker:
    """Gathers facts about unknown counts, each with its least and its most, and works out what they leave open."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.facts: list[tuple[Quantity, float, float]] = []

    def learn(self, quantity: Quantity, least: float, most: float) -> None:
        for name in quantity:
            self.names.setdefault(name, len(self.names))
        self.facts.append((quantity, least, most))

    def read(self, table: str, published: ShownTable, rules: Disclosure) -> None:
        """All that a table shows, and that its cells add up to its total; rounding leaves each figure some room."""
        below, above = (rules.round_to // 2, (rules.round_to - 1) // 2) if rules.round_to else (0, 0)
        for category, n in published.shown.items():
            self.learn({f"{table}/{category}": 1}, *((0, MOST) if n is None else (n - below, n + above)))
        total = {f"{table}/{category}": 1 for category in published.cells} | {table: -1}
        self.learn(total, 0, 0)
        if isinstance(published.total, int):
            self.learn({table: 1}, published.total - below, published.total + above)

    def ranges(self, wanted: list[Quantity]) -> list[tuple[float, float]]:
        """The least and the most of each quantity: one problem, with a copy of all the facts for each question."""
        questions = [sign * self._row(quantity) for quantity in wanted for sign in (1, -1)]
        quantities, least, most = zip(*self.facts, strict=True)
        copies = len(questions)
        facts = block_diag([csr_array(np.vstack([self._row(quantity) for quantity in quantities]))] * copies, "csr")
        limits = np.concatenate([np.tile(most, copies), -np.tile(least, copies)])
        solved = linprog(np.concatenate(questions), vstack([facts, -facts]), limits, bounds=(0, MOST))
        assert solved.status == 0, solved.message
        found = [float(q @ x) for q, x in zip(questions, np.split(solved.x, copies), strict=True)]
        return [(low, -high) for low, high in zip(found[::2], found[1::2], strict=True)]

    def too_narrow(self, wanted: dict[str, tuple[Quantity, int]]) -> list[str]:
        """Those of the named quantities, each with its threshold, of which too much was learnt."""
        ranges = self.ranges([quantity for quantity, _ in wanted.values()]) if wanted else []
        return [
            f"{name}: {least:g} to {most:g}"
            for (name, (_, threshold)), (least, most) in zip(wanted.items(), ranges, strict=True)
            if floor(most + 1e-6) - ceil(least - 1e-6) + 1 < threshold
        ]

    def _row(self, quantity: Quantity) -> np.ndarray:
        row = np.zeros(len(self.names))
        for name, sign in quantity.items():
            row[self.names[name]] = sign
        return row
