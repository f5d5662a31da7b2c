"""What was found: a state for every unit of every measure, the counts they add up to, and what becomes of a commitment.

Counts derive from the ids in each state, so a count cannot disagree with its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from heard.model.address import Address
from heard.model.missing import Missing, Record
from heard.model.state import COUNTED, State, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one unit under one measure, why, and the rows it rests on."""

    measure: str
    unit: str
    unit_id: str
    state: State
    reason: str
    source: tuple[Address, ...] = ()
    missing: tuple[Missing, ...] = ()  # for no evidence: what would have told
    service: str = ""  # of the activity, for the group `service=`


@dataclass(frozen=True)
class Tally:
    """The units of one group under one measure, by state."""

    group: str
    ids: Mapping[State, tuple[str, ...]]
    reason: str = ""

    def n(self, *states: State) -> int:
        """How many units are in any of these states."""
        return sum(len(self.ids.get(state, ())) for state in states)

    @property
    def units(self) -> int:
        """All six states added up."""
        return self.n(*State)

    @property
    def counted(self) -> int:
        """Met, partly and not met."""
        return self.n(*COUNTED)

    @property
    def value(self) -> Fraction | None:
        """Met out of counted; None when nothing was counted."""
        return Fraction(self.n(State.MET), self.counted) if self.counted else None


def tally(group: str, findings: Iterable[Finding], reason: str = "") -> Tally:
    """The findings of one group, counted."""
    ids: dict[State, list[str]] = {}
    for finding in findings:
        ids.setdefault(finding.state, []).append(finding.unit_id)
    return Tally(group, {state: tuple(sorted(found)) for state, found in ids.items()}, reason)


Counts = tuple[tuple[str, int], ...]  # words, each with how many


@dataclass(frozen=True)
class Result:
    """One measure over the period: its findings, and its tallies (`all` first, then each `service=` in order).

    `reads` and `figures` are what its rules read while it was judged: tables and columns, and the named figures
    in their order. `content` says what is on record where the whole year is judged; `shortfall` says of those that are
    not met more closely than their reasons how far they fell short.
    """

    measure: str
    definition: int
    serves: tuple[str, ...]
    described: bool  # † : it has states, but no commitment hangs on it
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    unit: str = "activity"
    tables: tuple[str, ...] = ()  # the tables its rules read
    rules: tuple[tuple[str, State], ...] = ()  # in words, each with the state it gives
    reads: tuple[Record, ...] = ()
    figures: tuple[str, ...] = ()
    content: str = ""
    shortfall: Counts = ()
    by_assessors: bool = False  # its states are the scores of assessors

    @property
    def all(self) -> Tally:
        """Every unit."""
        return self.tallies[0]

    def judges(self, tally: Tally) -> bool:
        """Whether it can judge a commitment: not †, something counted, and no evidence does not outnumber it."""
        return not self.described and 0 < tally.counted >= tally.n(State.NO_EVIDENCE)


@dataclass(frozen=True)
class Outcome:
    """What became of one commitment, which measures decided it, and why."""

    commitment: str
    text: str
    verdict: Verdict
    decided_by: tuple[str, ...]
    reason: str
    counted: int | None = None  # in the measure that decided, where fewer than 3: "kept (1 of 1)"
    met: int | None = None


@dataclass(frozen=True)
class Effect:
    """How many units of a measure the rows set aside could change, and which rows those are.

    `ids` are the units that have a state and could have had another; the rest of `units` could have been units too.
    """

    measure: str
    units: int
    rows: tuple[Address, ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Least:
    """The fewest units that would change a verdict: how many, of which measures, with which state, and to what."""

    units: int
    measures: tuple[str, ...]
    state: State
    verdict: Verdict


@dataclass(frozen=True)
class Sensitivity:
    """What a commitment's state could have been, at best and at worst, if what is missing were filled in.

    `aside` is for the rows set aside alone, `missing` for every *no evidence* alone, `together` for both at once; each
    is (at best, at worst). `least` is the least that would change it; None where nothing would.
    """

    commitment: str
    verdict: Verdict
    aside: tuple[Verdict, Verdict]
    missing: tuple[Verdict, Verdict]
    together: tuple[Verdict, Verdict]
    least: Least | None = None

    @property
    def safe(self) -> bool:
        """Whether no way of filling in everything that is missing at once could change it."""
        return {*self.together} == {self.verdict}


def flipping(weeks: Result, months: Result) -> tuple[int, list[str]]:
    """How many both rules judge, and the ids of those that one finds met and the other does not."""
    states = {finding.unit_id: finding.state for finding in weeks.findings if finding.state in COUNTED}
    both = [finding for finding in months.findings if finding.unit_id in states and finding.state in COUNTED]
    return len(both), sorted(f.unit_id for f in both if (f.state is State.MET) != (states[f.unit_id] is State.MET))
