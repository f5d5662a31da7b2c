"""Measures and strategy together: a state, with its reason, for every counted thing and every commitment."""

from __future__ import annotations

from dataclasses import replace

from heard.assess.commitments import outcome
from heard.assess.effects import effect
from heard.assess.sensitivity import sensitivities
from heard.maths.suppress import Disclosure
from heard.measures import MEASURES, Measure, Year, judge, judged_measures
from heard.measures.people import people_of
from heard.model.records import Records
from heard.model.result import Assessment, Result
from heard.params import Params

__all__ = ["assess_year", "measures_of", "year_of"]


def year_of(records: Records, params: Params) -> Year:
    """The records, and what of the params the measures need."""
    committees = tuple(name.strip().casefold() for name in params.committees)
    holidays, elections = (
        tuple((span.first_day, span.last_day) for span in spans)
        for spans in (params.school_holidays, params.pre_election)
    )
    return Year(
        records, params.period, params.as_at, params.standards, committees, params.strategy, holidays, elections
    )


def assess_year(records: Records, params: Params) -> Assessment:
    """Every measure that the strategy names, and what becomes of every commitment."""
    year = year_of(records, params)
    results = tuple(_assessed(measure, year) for measure in measures_of(year))
    kept_at = params.standards.kept_at
    outcomes = tuple(outcome(commitment, year.strategy, results, kept_at) for commitment in year.strategy.commitments)
    effects = tuple(effect(result, records, params.period) for result in results)
    safety = sensitivities(outcomes, year.strategy, results, effects, kept_at)
    given = params.disclosure
    gate = Disclosure(given.threshold, given.special_category_threshold, given.round_to)
    return Assessment(params.period.name, results, outcomes, effects, safety, people_of(year, gate))


def measures_of(year: Year) -> tuple[Measure, ...]:
    """The measures that some commitment of this strategy names, and those that assessors' scores make."""
    named = {measure for commitment in year.strategy.commitments for measure in commitment.measured_by}
    return (*(measure for measure in MEASURES if measure.id in named), *judged_measures(year))


def _assessed(measure: Measure, year: Year) -> Result:
    serves = tuple(c.id for c in year.strategy.commitments if measure.id in c.measured_by)
    return replace(judge(measure, year), serves=serves or measure.serves)
