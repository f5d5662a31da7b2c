"""Last year's report, as it was published: what was found then, to stand beside what is found now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from heard.model.state import State, Verdict


@dataclass(frozen=True)
class Count:
    """What was published of one measure, over all its units."""

    definition: int
    met: int
    counted: int
    units: int


@dataclass(frozen=True)
class Published:
    """A report published earlier: counts by measure, verdicts by commitment, and what was not yet due."""

    name: str
    period: str
    counts: Mapping[str, Count]
    verdicts: Mapping[str, Verdict]
    states: Mapping[tuple[str, str], State]  # by (measure, unit id), of activities
    decided_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # measures, by commitment

    @property
    def waiting(self) -> tuple[tuple[str, str], ...]:
        """(measure, activity id) of everything that was not yet due then."""
        return tuple(sorted(key for key, state in self.states.items() if state is State.NOT_YET_DUE))


@dataclass(frozen=True)
class Made:
    """How a report published earlier was made, as its manifest says.

    `definitions` are by measure, `standards` the figures that have a name (none from a manifest that does not hold
    them), `files` the SHA-256 of every file read for each table, and `settings` that of each other file by its name.
    """

    version: str
    as_at: str
    definitions: Mapping[str, int]
    standards: Mapping[str, float]
    files: Mapping[str, frozenset[str]]
    settings: Mapping[str, str]
