"""What is owed beside a measure: the last day of each unit, how that day was worked out in words, and what tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from heard.english import as_weeks, day, listed, some
from heard.measures.cases import Cases, Rows
from heard.measures.claim import Claim, Column, LastDay, Mask, day_number, day_of
from heard.model.standards import Basis, Standards
from heard.model.workdays import bank_holidays_between, with_clear_days

TO_COME, PASSED = {"closes": "closes", "opens": "opens"}, {"closes": "closed", "opens": "opened"}


def days_told(column: Column) -> Mask:
    """Where a day is there and has come, or is planned."""
    return ~column.blank & ~column.is_not_yet


def last_day(on: Column, words: str, basis: Basis, told: Column | None = None) -> LastDay:
    """A last day; `words` say how it was worked out, with `{day}` for the day of `told`, or its own.

    `{closes}` and `{opens}` are said of a day to come, or of one that has passed.
    """
    shown = told if told is not None else on
    assert isinstance(on.space, Cases), "a last day is of units, not of their rows"
    there, today = days_told(on) & days_told(shown), on.space.year.as_at
    days = (day_of(int(n)) if ok else None for n, ok in zip(shown.values, there, strict=True))
    how = (words.format(day=day(each), **(PASSED if each < today else TO_COME)) if each else "" for each in days)
    return LastDay(on, (basis,) * on.space.n, tuple(how))


def counted(start: Column, figure: str, s: Standards, words: str) -> LastDay:
    """So many days, a figure of the standards, after another day, or before it where `words` begin with `before`."""
    days, whose = getattr(s, figure), "the strategy's figure" if s.notes[figure].strategy else "our figure"
    length = f"{as_weeks(days)} ({days} days, {whose})" if days % 7 == 0 else f"{some(days, 'days')} ({whose})"
    on = start - days if words.startswith("before") else start + days
    return last_day(on, f"{length} {words}", Basis.STRATEGY if s.notes[figure].strategy else Basis.OURS, start)


def either(first: LastDay, other: LastDay, where: Mask) -> LastDay:
    """The first where `where`; the other elsewhere."""
    on = Column(
        first.on.space,
        first.on.missing + other.on.missing,
        np.where(where, first.on.values, other.on.values),
        np.where(where, ~days_told(first.on), ~days_told(other.on)),
    )
    pairs = list(zip(where, first.basis, other.basis, first.how, other.how, strict=True))
    return LastDay(on, tuple(a if w else b for w, a, b, _, _ in pairs), tuple(a if w else b for w, _, _, a, b in pairs))


def opening(c: Cases, s: Standards) -> LastDay:
    """The day it opens."""
    return last_day(c.opened_on, "the day it opens, {day}", Basis.STRATEGY)


def closing(c: Cases, s: Standards) -> LastDay:
    """The day it closes, as it stands."""
    return last_day(c.closed_on, "the day it closes, {day}, after which nobody can take part", Basis.STRATEGY)


def papers_closing(c: Cases, s: Standards) -> LastDay:
    """The day it closes; what people are given is best there on the day it opens."""
    return last_day(c.closed_on, "the day it closes, {day}; best on the day it opens", Basis.STRATEGY)


def deciding(c: Cases, s: Standards) -> LastDay:
    """The day of a decision of the council."""
    return last_day(c.decided_on, "the day of the decision, {day}", Basis.STRATEGY)


def end_of_period(c: Cases, s: Standards) -> LastDay:
    """The last day of the period."""
    return fixed(c, c.year.period.last_day, "the last day of the year, {day}", Basis.PERIOD)


def fixed(c: Cases, on: date, words: str, basis: Basis) -> LastDay:
    """One day, the same of every unit."""
    days = np.full(c.n, day_number(on), dtype=np.int64)
    return last_day(Column(c, (), days, np.zeros(c.n, dtype=bool)), words, basis)


def quarter_end(c: Cases, quarter: tuple[date, date]) -> LastDay:
    """The last day of a quarter."""
    return fixed(c, quarter[1], "the last day of the quarter, {day}", Basis.PERIOD)


def its_decision(c: Cases, decisions: Rows, as_wanted: Claim, first: Column) -> Column:
    """The day of the earliest decision of which something is still wanted, or else the `first`; of none, as planned."""
    taken = decisions.decided_on.filled.surely
    wanting = decisions.where(taken & ~as_wanted.surely)
    earliest = wanting.earliest(wanting.decided_on)
    on = np.where(earliest.blank, first.values, earliest.values)
    planned = c.decision_planned_on
    blank = first.blank & planned.blank
    missing = (*planned.missing, *first.missing)
    return Column(c, missing, np.where(first.blank, planned.values, on), blank, rows=first.rows)


def its_report(c: Cases, on: Column, decided: Claim) -> Column:
    """The day on which the report of the decision of a day was published; of none taken, of those on record."""
    decisions = c.rows("decisions")
    taken = decided.true
    of_day = decisions.where((decisions.decided_on.between(on, on)).surely)
    then, whenever = (rows.earliest(rows.report_published_on) for rows in (of_day, decisions))
    return replace(
        then, values=np.where(taken, then.values, whenever.values), blank=np.where(taken, then.blank, whenever.blank)
    )


def before_the_decision(decision: Column, decided: Claim) -> LastDay:
    """The day before a decision, taken or planned."""
    taken = last_day(decision - 1, "the day before the decision of {day}", Basis.STRATEGY, decision)
    planned = last_day(decision - 1, "the day before the decision that is planned for {day}", Basis.PLANNED, decision)
    return either(taken, planned, decided.true)


def with_papers(decision: Column, decided: Claim, clear: int, more: str = "") -> LastDay:
    """The working day that leaves so many clear ones before a decision, bank holidays passed over."""
    there = days_told(decision)
    values = decision.values.copy()
    for place in np.flatnonzero(there):
        values[place] = day_number(with_clear_days(day_of(int(values[place])), clear))
    on = replace(decision, values=values, blank=~there)
    words = f"{some(clear, 'clear working days')} before the decision"
    taken = last_day(on, f"{words} of {{day}}{more}", Basis.LAW, decision)
    planned = last_day(on, f"{words} that is planned for {{day}}{more}", Basis.PLANNED, decision)
    last = either(taken, planned, decided.true)
    passed = (
        bank_holidays_between(*map(day_of, span)) if ok else ()
        for ok, *span in zip(there, values, decision.values, strict=True)
    )
    return replace(last, how=tuple(how + _passed_over(days) for how, days in zip(last.how, passed, strict=True)))


def _passed_over(holidays: Sequence[date]) -> str:
    if not holidays:
        return ""
    days = "bank holiday of" if len(holidays) == 1 else "bank holidays of"
    return f"; the {days} {listed(map(day, holidays))} passed over"
