"""What is owed to the public on some day: the obligation that stands beside each measure, as the engine judges it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from heard.english import day
from heard.errors import ParamsError, did_you_mean
from heard.measures import judge, measures_of
from heard.measures.cases import Cases, Nothing
from heard.measures.claim import Column, LastDay, day_of
from heard.measures.columns import Columns
from heard.measures.measure import Late, Measure, Owes
from heard.measures.owes import days_told, quarter_end
from heard.measures.rules import otherwise, when
from heard.model.obligation import Obligation, Standing
from heard.model.result import Finding
from heard.model.spelling import as_name
from heard.model.standards import Basis
from heard.model.state import State
from heard.params import Params
from heard.year import Year

SOON, IN_SIGHT = 7, 28  # days: this week, and four weeks


@dataclass(frozen=True, eq=False)
class Owed:
    """What is owed on the day `on`, by its last day: of the whole Council, or of one `service`."""

    year: Year
    on: date
    obligations: tuple[Obligation, ...]
    service: str = ""

    @property
    def params(self) -> Params:
        """The year's params, with the day that its report speaks of."""
        return self.year.params

    @property
    def services(self) -> tuple[str, ...]:
        """Every service that the register or an obligation names, by its name."""
        named = {str(name) for name in self.year.register["service"].dropna()}
        named |= {each.unit_id for each in self.obligations if each.unit == "service"}
        return tuple(sorted(named, key=lambda name: (name.casefold(), name)))

    @property
    def counts(self) -> Counter[Standing]:
        """How many obligations stand in each way."""
        return Counter(each.state for each in self.obligations)

    @property
    def is_late(self) -> bool:
        """Whether anything is late that is still owed."""
        return bool(self.counts[Standing.LATE])

    def that_are(self, *states: Standing) -> tuple[Obligation, ...]:
        """The obligations that stand in one of these ways, by their last day."""
        return tuple(each for each in self.obligations if each.state in states)

    def of(self, service: str) -> Owed:
        """What one service owes. ParamsError where no service is called so, in whatever case."""
        known = {as_name(name): name for name in self.services}
        name = known.get(as_name(service))
        if name is None:
            none = "The register names no service: leave out --service"
            do = did_you_mean(service, self.services) if known else none
            raise ParamsError("--service", f"no service is called {service!r}", do)
        of_it = tuple(each for each in self.obligations if each.owed_by == name)
        return replace(self, obligations=of_it, service=name)


def refuse_before_the_period(params: Params, on: date) -> None:
    """What was owed before the year began stands in that year's records (ParamsError)."""
    first = params.period.first_day
    if on < first:
        found = f"{day(on)} is before the period, which begins on {day(first)}"
        raise ParamsError("--on", found, "Name the params file of that year")


def owed_on(year: Year, on: date, service: str = "") -> Owed:
    """What is owed as at a day; of one service, where one is named (ParamsError where it is none)."""
    every = Owed(year, on, owed(year, on))
    return every.of(service) if service else every


def owed(year: Year, on: date) -> tuple[Obligation, ...]:
    """What is owed as at a day, by its last day and then by its id; what has no day comes last.

    The records of `year` must have been checked as at `on`: as at a later day they hold what is still to come. It has
    what was due from the first day of the year before the period, and what is older and still late.
    """
    columns = replace(year.columns, as_at=on, report_as_at=year.params.as_at)
    first = year.params.period.before.first_day
    every = (each for measure in measures_of(columns) for each in _of_measure(year, measure, columns))
    standing = (each for each in every if each.due_on is None or each.due_on >= first or each.state is Standing.LATE)
    return tuple(sorted(standing, key=lambda each: (each.due_on or date.max, each.id)))


def _of_measure(year: Year, measure: Measure, columns: Columns) -> Iterator[Obligation]:
    """What is owed under one measure; of one that looks at quarters, of each quarter."""
    owes = measure.owes
    if owes is None:
        return
    columns = owes.year(columns)
    cases = (owes.units or measure.units)(columns)
    if isinstance(cases, Nothing):
        return
    wider = replace(measure, units=lambda _: cases, shortfall=None)
    if owes.each_quarter is None:
        yield from _of_units(year, wider, cases, owes.by(cases, columns.standards))
        return
    for quarter in columns.period.quarters:
        claim = owes.each_quarter(cases, quarter)
        rules = (when(claim, State.MET, "done in the quarter"), otherwise(State.NOT_MET, "not done in the quarter"))
        of_quarter = replace(wider, rules=lambda *_, rules=rules: rules)
        part = f"{quarter[0].year}-Q{quarter[0].month // 3 + 1}"
        yield from _of_units(year, of_quarter, cases, quarter_end(cases, quarter), part)


def _of_units(year: Year, measure: Measure, cases: Cases, last: LastDay, part: str = "") -> Iterator[Obligation]:
    owes, columns = measure.owes, cases.year
    assert owes is not None, "only measures under which something is owed come here"
    strategy, served = columns.strategy, tuple(sorted(measure.serves(columns.strategy)))
    sentence = "; ".join(each.text for name in served if (each := strategy.find(name)))
    due, done = _days(last.on), _days(owes.done.day(cases)) if owes.done.day else [None] * cases.n
    closed = _days(cases.closed_on) if owes.late is Late.WHILE_OPEN else [None] * cases.n
    for place, finding in enumerate(judge(measure, columns).findings):
        still = owes.late is Late.ALWAYS or (
            owes.late is Late.WHILE_OPEN and ((closing := closed[place]) is None or closing >= columns.as_at)
        )
        standing = _standing(finding, owes, due[place], done[place], columns.as_at, still_owed=still)
        if standing is None:
            continue
        due_on = due[place]
        yield Obligation(
            measure=measure.id,
            commitments=served,
            unit=finding.unit,
            unit_id=finding.unit_id,
            title=year.name(finding.unit, finding.unit_id),
            owed_by=_owed_by(year, finding),
            due_on=due_on,
            state=standing,
            days=None if due_on is None else (due_on - columns.as_at).days,
            done_on=done[place],
            task=owes.task,
            how=last.how[place],
            basis=last.basis[place],
            settled_by=owes.done.columns,
            found=_found(finding, standing, cases, last, place),
            sentence=sentence,
            source=finding.source,
            unit_part=part,
        )


def _days(column: Column) -> list[date | None]:
    """The days of a column; None where there is none, or it is still to come."""
    told = days_told(column)
    return [day_of(int(n)) if there else None for n, there in zip(column.values, told, strict=True)]


def _standing(
    finding: Finding, owes: Owes, due: date | None, done: date | None, on: date, *, still_owed: bool
) -> Standing | None:
    """How it stands, by what the engine says of the unit and where the day lies; None where it does not apply."""
    state = finding.state
    if state is State.NOT_APPLICABLE:
        return None
    if state is State.MET and not (owes.renewed and due is not None):
        return Standing.SETTLED_LATE if due and done and done > due else Standing.SETTLED
    if due is None:
        return Standing.CANNOT_TELL
    if due >= on:
        if state is State.NOT_YET_DUE and done is not None and not owes.renewed:
            return Standing.SETTLED
        left = (due - on).days
        return (
            Standing.WITHIN_7_DAYS if left <= SOON else Standing.WITHIN_28_DAYS if left <= IN_SIGHT else Standing.LATER
        )
    if state is State.NO_EVIDENCE:
        return Standing.NOT_ON_RECORD
    if state is State.NOT_YET_DUE:
        return Standing.CANNOT_TELL
    if done is not None and done > due:
        return Standing.SETTLED_LATE
    return Standing.LATE if still_owed else Standing.MISSED


def _found(finding: Finding, standing: Standing, cases: Cases, last: LastDay, place: int) -> str:
    """The measure's own reason; where nothing can be told of a day, why not."""
    if standing is not Standing.CANNOT_TELL:
        return finding.reason
    if last.basis[place] is Basis.PLANNED and days_told(last.on)[place]:
        planned = day_of(int(cases.decision_planned_on.values[place]))
        return f"The decision was planned for {day(planned)}; none is on record"
    base = cases.base.name if cases.base is not None else ""
    blank = [m for m in last.on.missing if m.table == base and cases.column(m.column).blank[place]]
    missing = (*blank, *last.on.missing)
    return f"{missing[0].reason}: nobody can say when it is due" if missing else finding.reason


def _owed_by(year: Year, finding: Finding) -> str:
    """The service or the board; else whoever prepares the report, else the council."""
    whose = finding.unit_id if finding.unit in ("board", "service") else finding.service
    return whose or year.params.prepared_by or year.params.council
