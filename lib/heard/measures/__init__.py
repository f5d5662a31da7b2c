"""Every measure, chapter by chapter of the strategy, and the one engine that reads them."""

from heard.measures import (
    approach,
    boards,
    consult,
    consult_people,
    contact,
    deliver,
    engage,
    legal,
    listen,
    members,
    promise,
)
from heard.measures.columns import Columns
from heard.measures.engine import judge
from heard.measures.judged import judged_measures
from heard.measures.measure import Measure

MEASURES: tuple[Measure, ...] = (
    *promise.MEASURES,
    *listen.MEASURES,
    *engage.MEASURES,
    *consult.MEASURES,
    *consult_people.MEASURES,
    *approach.MEASURES,
    *boards.MEASURES,
    *members.MEASURES,
    *legal.MEASURES,
    *deliver.MEASURES,
    *contact.MEASURES,
)

__all__ = ["MEASURES", "Columns", "Measure", "judge", "judged_measures"]
