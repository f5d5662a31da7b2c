"""What else must be hidden, so that nobody who knows all that is published, and this rule, can narrow a hidden count.

**The problem.** A table of counts is published with its total, and the small counts are hidden. Who takes the shown
counts from the total has the sum of those hidden, so further counts are hidden with them (secondary suppression:
A. Hundepool and others, *Statistical Disclosure Control*, Wiley, 2012, chapters 4 and 5). But the choice of these is
itself a statement about the counts. Where the smallest are taken first, a count that is shown says that each count
hidden for another's sake is smaller still (R. C.-W. Wong, A. W.-C. Fu, K. Wang and J. Pei, "Minimality attack in
privacy preserving data publishing", *VLDB* 2007, 543-554). A reader who knows the rule lists every table that would
have been published in the same way, and that list is all that the table says.

**The rule.** A count that is small is hidden: below the threshold, or too near a count shown before. What was hidden
before stays hidden. Then further categories are hidden one by one **in an order that everybody knows** and that no
count has a part in, until what is hidden holds. Whether it holds depends only on which categories are hidden and on
their sum, which everybody knows too, so the rule says the same of every table in the list.

**When it holds.** Let `S` be the hidden categories and `R` their sum. Every count in `S` must have at least as many
different values as the threshold, in the list of tables that would have been published in the same way. That list has
these tables, and more:

- those in which every category of `S` is small (or was hidden before), and the sum is `R`;
- where the first category of the order, `z`, is in `S`: those in which all the others of `S` are small, their sum `r`
  is one with which they would not have held alone, and `z` has the rest, `R - r`, and is not small. They alone are
  tried first, they do not hold, `z` is added, and what is hidden is `S`, with the sum `R`.

Where `z` is not in `S`, the first kind is the whole list, for what is hidden for another's sake begins with `z`. Only
these two kinds are counted, whatever the size of the list: that can only widen what a reader is taken to know. The
tests list the tables one by one. Each count of the two kinds is one of a few runs of whole numbers, so the list is
counted by dynamic programming: which sums some categories can have together, and for each sum how many values of one
more category lead to it.

**What was published before.** A count that is too near one shown before is small; so is one that is as it was, where a
publication in between hid the whole table. Who holds two publications side by side knows how many came (or went) in the
hidden categories together. That too must be nobody, or so many that of how many came to each there are as many values
as the threshold: nought among them, so one less is enough. Where people only came, the list is cut to the tables in
which every count is at least what it was, and likewise where they only went, so that what a reader believes about those
who were counted before does not help.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from heard.maths.distribution import Distribution, Runs, Wholes, rounded

Flags = NDArray[np.bool_]
NOT_SHOWN: Wholes = np.zeros(1, dtype=np.int64)


def categories_to_hide(table: Distribution) -> frozenset[str] | None:
    """The categories to hide in a table whose total is shown; None where hiding all of them is not enough."""
    if any(earlier.is_near(table.total, earlier.total, table.threshold) for earlier in table.before):
        return None
    hidden = frozenset(c for c in table.counts if c in table.hidden_before or table.is_small(c))
    others = [category for category in table.counts if category not in hidden]
    while hidden and not _holds(table, hidden):
        if not others:
            return None
        hidden |= {others.pop(0)}
    return hidden


def _holds(table: Distribution, hidden: frozenset[str]) -> bool:
    """Whether each hidden count can have as many values as the threshold, though the rule is known."""
    total, first = sum(table.counts[category] for category in hidden), table.first
    if first is None or first not in hidden:
        alone = _Small(table, hidden, total)
        shown = NOT_SHOWN if first is None else np.array([table.counts[first]])
        return total < alone.size and bool(alone.hold(shown)[total])
    if not _came_nobody_or_enough(table, hidden, NOT_SHOWN).all():
        return False
    others = _Small(table, hidden - {first}, total)
    rest: Wholes = total - np.arange(others.size)  # left for the first category, by the sum of the others
    least, most = table.bounds(first)
    listed = others.sums & (rest >= least) & (rest <= most) & (_in(rest, table.small(first)) | ~others.hold(rest))
    return int(listed.sum()) >= table.threshold and others.have_values(listed)


class _Small:
    """Some hidden categories, each of them small or hidden before, and the sums that they can have together.

    Those hidden before are taken together: among themselves they are as they were, and no narrower.
    """

    def __init__(self, table: Distribution, hidden: frozenset[str], most: int) -> None:
        """The categories `hidden`, in which there are `most` people or fewer."""
        before = hidden & table.hidden_before
        together = [_together(table, before, most)] if before else []
        self.table, self.hidden = table, hidden
        self.cells = [table.small(category) for category in hidden - before]
        self.fixed = together if len(before) > 1 else []
        if len(before) == 1:
            self.cells += together
        self.size = min(most, sum(runs[-1][1] if runs else 0 for runs in (*self.cells, *self.fixed))) + 1
        self.sums = self._sums(self.cells)

    def hold(self, first: Wholes) -> Flags:
        """For each sum, whether they hold where no other category is hidden; `first` is shown of the first category."""
        if not self.hidden:
            return np.ones(self.size, dtype=bool)
        hold: Flags = self.sums & _came_nobody_or_enough(self.table, self.hidden, first)
        for runs in set(self.cells):
            hold &= _ways(self._without(runs), runs) >= self.table.threshold
        return hold

    def have_values(self, listed: Flags) -> bool:
        """Whether each has as many values as the threshold in the tables in which their sum is a listed one."""
        return all(self._values(runs, listed) >= self.table.threshold for runs in set(self.cells))

    def _values(self, runs: Runs, listed: Flags) -> int:
        """How many values one of them has, as far as it takes to know that they are enough."""
        others, found = self._without(runs), 0
        for n in (n for first, last in runs for n in range(first, min(last, self.size - 1) + 1)):
            found += bool((listed[n:] & others[: self.size - n]).any())
            if found >= self.table.threshold:
                break
        return found

    def _without(self, runs: Runs) -> Flags:
        """The sums of all of them but one, which has these values."""
        left = list(self.cells)
        left.remove(runs)
        return self._sums(left)

    def _sums(self, cells: Iterable[Runs]) -> Flags:
        sums: Flags = np.arange(self.size) == 0
        for runs in (*cells, *self.fixed):
            sums = _ways(sums, runs) > 0
        return sums


def _together(table: Distribution, hidden: frozenset[str], total: int) -> Runs:
    """How many can be in those hidden before, while each of several keeps as many values as the threshold."""
    spare = table.threshold - 1 if len(hidden) > 1 else 0
    least = sum(table.least.get(category, 0) for category in hidden) + spare
    most = min(total, sum(table.most.get(category, total) for category in hidden) - spare)
    then = [earlier.together(hidden) for earlier in table.before if earlier.hidden <= hidden]
    if table.way > 0:
        least = max([least, *then])
    if table.way < 0:
        most = min([most, *then])
    return ((least, most),) if least <= most else ()


def _came_nobody_or_enough(table: Distribution, hidden: frozenset[str], first: Wholes) -> Flags:
    """Whether those who came to the hidden categories since any earlier publication, or went, are too many to tell of.

    Or nobody did, and none of them was shown then. `first` is what is shown of the first category, whatever it may be;
    nought where that is hidden.
    """
    enough: Flags = np.ones(1, dtype=bool)
    for earlier in table.before:
        to = earlier.round_to
        shown = sum(rounded(n, to) for c, n in table.counts.items() if c not in hidden and c != table.first)
        came = rounded(table.total, to) - shown - rounded(first, to) - earlier.together(hidden)
        enough = enough & ((abs(came) >= table.threshold - 1) | ((came == 0) & (hidden <= earlier.hidden)))
    return enough


def _ways(sums: Flags, runs: Runs) -> Wholes:
    """For each sum, how many of the values in `runs` lead to it from one of `sums`."""
    below = np.concatenate([[0], np.cumsum(sums)])  # how many of the sums are below each
    places = np.arange(len(sums))
    ways = np.zeros(len(sums), dtype=np.int64)
    for first, last in runs:
        ways += below[np.maximum(places - first + 1, 0)] - below[np.maximum(places - last, 0)]
    return ways


def _in(numbers: Wholes, runs: Runs) -> Flags:
    """Which of the numbers are in the runs."""
    found = np.zeros(len(numbers), dtype=bool)
    for first, last in runs:
        found |= (first <= numbers) & (numbers <= last)
    return found
