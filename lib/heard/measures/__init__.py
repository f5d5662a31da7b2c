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
from heard.model.records import Records
from heard.model.spelling import as_name
from heard.params import Params

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

__all__ = ["MEASURES", "Columns", "Measure", "columns_of", "judge", "measures_of"]


def columns_of(records: Records, params: Params) -> Columns:
    """The records, and what of the params the measures need."""
    committees = tuple(map(as_name, params.committees))
    holidays, elections = (
        tuple((span.first_day, span.last_day) for span in spans)
        for spans in (params.school_holidays, params.pre_election)
    )
    return Columns(
        records, params.period, params.as_at, params.standards, committees, params.strategy, holidays, elections
    )


def measures_of(year: Columns) -> tuple[Measure, ...]:
    """The measures that some commitment of this strategy names, and those that assessors' scores make."""
    named = {measure for commitment in year.strategy.commitments for measure in commitment.measured_by}
    return (*(measure for measure in MEASURES if measure.id in named), *judged_measures(year))
