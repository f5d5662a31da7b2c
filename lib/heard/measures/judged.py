"""What assessors made of an activity: `judged_<commitment>`, and the median score behind it."""

from __future__ import annotations

import numpy as np

from heard.measures.cases import Cases, Nothing
from heard.measures.columns import Columns
from heard.measures.measure import OWN_WORD, Measure, Says, reads
from heard.measures.rules import Rule, otherwise, when
from heard.measures.scores import medians
from heard.measures.units import closed_activities, narrowed
from heard.model.standards import Standards
from heard.model.state import State

SCORED_ITSELF = "clear_english"  # the measure that uses the scores of what it serves


def _scored(commitment: str, year: Columns) -> Cases | Nothing:
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return closed
    return narrowed(closed, ~np.isnan(medians(closed, (commitment,)).values))


def judged_id(commitment: str) -> str:
    """The id of the measure of what assessors made of a commitment."""
    return f"judged_{commitment.casefold()}"


def judged(commitment: str, title: str) -> Measure:
    """What assessors made of one commitment, over the closed activities scored for it."""

    def rules(c: Cases, s: Standards) -> tuple[Rule, ...]:
        score = medians(c, (commitment,))
        return (
            when(score.at_least(4), State.MET, "a median score of 4 or more"),
            when(score.at_most(2), State.NOT_MET, "a median score of 2 or less"),
            otherwise(State.PARTLY, "a median score between 2 and 4"),
        )

    return Measure(
        id=judged_id(commitment),
        title=f"Judged by assessors: {title[:1].lower()}{title[1:]}",
        units=lambda year: _scored(commitment, year),
        says=Says(
            done="were judged good or better",
            undone="were judged weak",
            matters="Those who looked closely found them weak.",
            asks="Ask what will be done about those that assessors judged weak.",
            noun="activities",
        ),
        rules=rules,
        reads=reads(judgements="score"),
        caveat="A score is one person's view; where peers or independent assessors scored, self-scores are left out.",
        word=OWN_WORD,
        scores_of=commitment,
        no_day="A score may come until the year is assessed.",
    )


def judged_measures(year: Columns) -> tuple[Measure, ...]:
    """One measure for each commitment that has a score for a closed activity; `clear_english` uses its own itself."""
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return ()
    rows = closed.rows("judgements")
    if not rows.supplied:
        return ()
    apart = {name.casefold() for name in year.strategy.scored_for(SCORED_ITSELF)}
    found = sorted(set(rows.commitment.values) - apart)
    about = [c for c in (year.strategy.find(name) for name in found) if c is not None]
    return tuple(judged(c.id, c.title) for c in about)
