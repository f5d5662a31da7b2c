"""What the Committee is asked to do: the recommendations file, each with an owner, a day and a commitment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from heard.errors import did_you_mean
from heard.model.commitment import Strategy
from heard.params.document import Section, sections_of
from heard.params.written import read_yaml

KEYS = ("text", "owner", "day", "commitment")


@dataclass(frozen=True)
class Recommendation:
    """One thing the Committee is asked to agree; `owner` is a role, not a person, and "" while nobody has it."""

    text: str
    owner: str = ""
    day: date | None = None
    commitment: str = ""

    @property
    def lacks(self) -> str:
        """What it needs before anybody signs it off: `owner`, then `day`; "" for nothing."""
        return "owner" if not self.owner else "" if self.day else "day"


def load_recommendations(path: Path, strategy: Strategy) -> tuple[Recommendation, ...]:
    """The list in the YAML file `path`; ParamsError for a commitment that the strategy does not have."""
    return tuple(_recommendation(item, strategy) for item in sections_of(str(path), read_yaml(path)))


def _recommendation(item: Section, strategy: Strategy) -> Recommendation:
    item.only(KEYS, required=("text",))
    named = item.text("commitment")
    commitment = strategy.find(named)
    if named and commitment is None:
        known = [each.id for each in strategy.commitments]
        raise item.refuse("commitment", f"is {named!r}, which the strategy does not have", did_you_mean(named, known))
    return Recommendation(
        item.text("text"), item.text("owner"), item.day("day", None), commitment.id if commitment else ""
    )
