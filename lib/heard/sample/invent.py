"""Inventing a council: the days first, then what was decided, then every other facet, for one year or several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from heard.model.period import Period
from heard.sample import (
    agreement,
    amounts,
    boards,
    channels,
    committee,
    counted,
    decisions,
    equality,
    evaluation,
    feedback,
    follow_up,
    forward_plan,
    impact,
    judgements,
    key_decisions,
    learning,
    length,
    listing,
    materials,
    members,
    order,
    people,
    planning,
    record,
    services,
    training,
)  # fmt: skip
from heard.sample.channels import Answers
from heard.sample.council import Council
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger
from heard.sample.register import settle

NEXT_YEAR = 1_000_003  # from the seed of one year to the seed of the next: facets have their own chance in each

# Each owns its columns and knows none of the others; what they share was settled with the register.
FACETS: Mapping[str, Callable[[Council, Draw, Ledger], None]] = {
    "length": length.plant,
    "people": people.plant,
    "impact": impact.plant,
    "record": record.plant,
    "order": order.plant,
    "planning": planning.plant,
    "materials": materials.plant,
    "listing": listing.plant,
    "judgements": judgements.plant,
    "evaluation": evaluation.plant,
    "members": members.plant,
    "forward plan": forward_plan.plant,
    "services": services.plant,
    "training": training.plant,
    "boards": boards.plant,
    "key decisions": key_decisions.plant,
    "learning": learning.plant,
    "committee": committee.plant,
    "follow-up": follow_up.plant,
    "amounts": amounts.plant,
    "counted": counted.plant,
    "agreement": agreement.plant,
}


class Invented(NamedTuple):
    """A council in one year: the facts its facets read, its tables and truth, and where its responses come from."""

    council: Council
    ledger: Ledger
    answers: list[Answers]


def invent(period: Period, activities: int, responses: int, seed: int) -> Invented:
    """A council in a year that stands alone."""
    (only,) = invent_years((period,), activities, responses, seed)
    return only


def invent_years(periods: Sequence[Period], activities: int, responses: int, seed: int) -> list[Invented]:
    """One council in each of several years that follow each other: so many activities and responses in each.

    The register of a year holds the activities of the years before, and what is planted follows the trends.
    """
    ledgers = [Ledger() for _ in periods]
    councils = settle(periods, activities, Draw(seed, "register"), ledgers)
    return [
        Invented(council, ledger, _plant(council, responses, seed + NEXT_YEAR * year, ledger))
        for year, (council, ledger) in enumerate(zip(councils, ledgers, strict=True))
    ]


def _plant(council: Council, responses: int, seed: int, ledger: Ledger) -> list[Answers]:
    """The days come first, then what was decided, which equality and feedback read; the others need no order."""
    decided = decisions.plant(council, Draw(seed, "decisions"), ledger)
    equality.plant(council, decided, Draw(seed, "equality"), ledger)
    feedback.plant(council, decided, Draw(seed, "feedback"), ledger)
    for name, plant in FACETS.items():
        plant(council, Draw(seed, name), ledger)
    return channels.plant(council, responses, Draw(seed, "channels"), ledger)
