"""What became of a year: every measure, every commitment, what could change them, and who took part."""

from __future__ import annotations

from dataclasses import dataclass, field

from heard.model.people import People
from heard.model.result import Effect, Outcome, Result, Sensitivity


@dataclass(frozen=True)
class Assessment:
    """A year assessed: every measure, every commitment, and what the rows set aside could change."""

    period: str
    results: tuple[Result, ...]
    outcomes: tuple[Outcome, ...]
    effects: tuple[Effect, ...] = ()
    sensitivities: tuple[Sensitivity, ...] = ()
    people: People = field(default_factory=People)  # after disclosure control: every output has these and no others

    def result(self, measure: str) -> Result:
        """The result of one measure; KeyError if this year has none of that name."""
        return {result.measure: result for result in self.results}[measure]
