"""Inventing a council: the days first, then what was decided, then every other facet, for one year or several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from heard.model.period import Period
from heard.sample import (
    before_and_after,
    channels,
    decisions,
    feedback,
    impact_and_equality,
    items_of_boards,
    judgements,
    key_decisions,
    length_and_learning,
    listings,
    materials,
    not_as_announced,
    order_and_people,
    publicity_and_help,
    quantities,
    reports_and_follow_up,
    seats_and_meetings,
    services,
)  # fmt: skip
from heard.sample.channels import Answers
from heard.sample.council import Council
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger
from heard.sample.register import settle

NEXT_YEAR = 1_000_003  # from the seed of one year to the seed of the next: facets have their own chance in each

# Each owns its columns and knows none of the others; what they share was settled with the register.
FACETS: Mapping[str, Callable[[Council, Draw, Ledger], None]] = {
    "length": length_and_learning.plant_length,
    "people": order_and_people.plant_people,
    "impact": impact_and_equality.plant_impact,
    "record": before_and_after.plant_record,
    "order": order_and_people.plant_order,
    "planning": before_and_after.plant_planning,
    "materials": materials.plant,
    "listing": listings.plant_listing,
    "judgements": judgements.plant_judgements,
    "evaluation": before_and_after.plant_evaluation,
    "members": seats_and_meetings.plant_member_actions,
    "forward plan": before_and_after.plant_forward_plan,
    "planned and listed": before_and_after.plant_planned_and_listed,
    "publicity": publicity_and_help.plant_publicity,
    "organisations": publicity_and_help.plant_organisations,
    "not as announced": not_as_announced.plant_not_as_announced,
    "services": services.plant_services,
    "training": length_and_learning.plant_training,
    "boards": seats_and_meetings.plant_seats_and_meetings,
    "board items": items_of_boards.plant_board_items,
    "key decisions": key_decisions.plant_key_decisions,
    "learning": length_and_learning.plant_learning,
    "committee": reports_and_follow_up.plant_committee,
    "follow-up": reports_and_follow_up.plant_follow_up,
    "amounts": quantities.plant_amounts,
    "counted": quantities.plant_counted,
    "agreement": judgements.plant_agreement,
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
    impact_and_equality.plant_equality(council, decided, Draw(seed, "equality"), ledger)
    feedback.plant(council, decided, Draw(seed, "feedback"), ledger)
    for name, plant in FACETS.items():
        plant(council, Draw(seed, name), ledger)
    return channels.plant_channels(council, responses, Draw(seed, "channels"), ledger)
