"""Measures and strategy together: a state, with its reason, for every counted thing and every commitment."""

from __future__ import annotations

from heard.assess.commitments import outcome
from heard.assess.effects import effect
from heard.assess.possible import possible
from heard.assess.sensitivity import sensitivities
from heard.errors import speaking_of
from heard.measures import Columns, Measure, columns_of, judge, measures_of
from heard.measures.who_took_part import Before, people_of
from heard.model.assessment import Assessment
from heard.model.records import Records
from heard.model.result import Result
from heard.model.shown_before import ShownBefore
from heard.params import Params


def assess_year(
    records: Records, params: Params, told: ShownBefore | None = None, before: Before | None = None
) -> Assessment:
    """Every measure that the strategy names, and what becomes of every commitment.

    `told` is what earlier reports of this year told of people, `before` what last year's did.
    """
    year = columns_of(records, params)
    measures = measures_of(year)
    results = tuple(_assessed(measure, year) for measure in measures)
    kept_at = params.standards.kept_at
    outcomes = tuple(outcome(commitment, year.strategy, results, kept_at) for commitment in year.strategy.commitments)
    effects = tuple(
        effect(result, records, params.period, possible(measure), measure.asks_of)
        for measure, result in zip(measures, results, strict=True)
    )
    safety = sensitivities(outcomes, year.strategy, results, effects, kept_at)
    people = people_of(year, params.disclosure, before, told)
    return Assessment(params.period.name, results, outcomes, effects, safety, people)


def _assessed(measure: Measure, year: Columns) -> Result:
    with speaking_of(f"measure {measure.id}, of {', '.join(measure.serves(year.strategy))}"):
        return judge(measure, year)
