"""What assessors are asked: a sample of the activities that closed, each with the commitments that speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from heard.errors import ParamsError, RecordsError, did_you_mean
from heard.maths.strata import stratified
from heard.measures import MEASURES, Columns
from heard.measures.cases import Cases, Nothing
from heard.measures.units import closed_activities
from heard.model.commitment import Commitment, Strategy, Strength

FIRM = (Strength.WILL, Strength.SHOULD, Strength.BELIEVES)


@dataclass(frozen=True)
class Asked:
    """One activity to be scored, and for which commitments, in the order of the strategy."""

    activity_id: str
    title: str
    opened_on: date
    closed_on: date
    level: str
    service: str
    url: str
    commitments: tuple[Commitment, ...]


def askable(year: Columns, named: Sequence[str] = ()) -> tuple[Asked, ...]:
    """Every activity that closed in the period and is asked about something, in the order of ids.

    They are asked about the commitments `named`; where none is, about those firmly promised in the chapters
    that the strategy has scored. An activity is asked about a commitment that heard has a measure of
    for such an activity, and about one that it has no measure of. Raises ParamsError for a commitment that the
    strategy does not have, and RecordsError where there is nothing to score.
    """
    cases, strategy = closed_activities(year), year.strategy
    wanted = [_named(strategy, name) for name in named] or _firmly_promised(strategy)
    asked = () if isinstance(cases, Nothing) else _asked(cases, wanted, elsewhere_too=bool(named))
    if not asked:
        found = f"no activity that closed in {year.period.name} can be scored for the commitments asked about"
        raise RecordsError("activities", found, "Fill in `closed_on`, or name other commitments with --commitment")
    return asked


def drawn(asked: Sequence[Asked], n: int, seed: int) -> tuple[Asked, ...]:
    """So many of them, by chance, each level and each service of it with its share: see `stratified`."""
    return tuple(asked[place] for place in stratified([(each.level, each.service) for each in asked], n, seed))


def _named(strategy: Strategy, name: str) -> Commitment:
    commitment = strategy.find(name)
    if commitment is None:
        known = [each.id for each in strategy.commitments]
        raise ParamsError("--commitment", f"{strategy.name} has no {name!r}", did_you_mean(name, known))
    return commitment


def _firmly_promised(strategy: Strategy) -> list[Commitment]:
    chapters = [name for name, chapter in strategy.chapters.items() if chapter.scored] or list(strategy.chapters)
    return [each for each in strategy.commitments if each.chapter in chapters and each.strength in FIRM]


def _asked(cases: Cases, wanted: Sequence[Commitment], *, elsewhere_too: bool) -> tuple[Asked, ...]:
    """What each activity is asked; `elsewhere_too`: all of them about what speaks of no activity."""
    assert cases.base is not None and cases.picked is not None
    about = {each: _speaks_of(each, cases) or frozenset(cases.ids if elsewhere_too else ()) for each in wanted}
    rows = cases.base.rows.iloc[cases.picked].reindex(columns=["title", "opened_on", "closed_on", "url"])
    told = zip(cases.ids, cases.level.values, cases.services, rows.itertuples(index=False), strict=True)
    asked = [
        Asked(
            activity_id=activity,
            title="(no title)" if pd.isna(title) else title,
            opened_on=opened,
            closed_on=closed,
            level=level,
            service=service,
            url="" if pd.isna(url) else url,
            commitments=tuple(each for each in wanted if activity in about[each]),
        )
        for activity, level, service, (title, opened, closed, url) in told
    ]
    return tuple(sorted((each for each in asked if each.commitments), key=lambda each: each.activity_id))


def _speaks_of(commitment: Commitment, cases: Cases) -> frozenset[str]:
    """The activities that a commitment speaks of; none where it speaks of services, boards or the year.

    Where heard has no measure that could tell, it speaks of all, but for a lettered part, which is an example.
    """
    measured = [measure.units(cases.year) for measure in MEASURES if measure.id in commitment.measured_by]
    if not measured and commitment.letter is None:
        return frozenset(cases.ids)
    return frozenset(i for each in measured if isinstance(each, Cases) and each.unit == "activity" for i in each.ids)
