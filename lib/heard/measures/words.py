"""Words that several measures share: its materials, its feedback, due, decided and undecided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from holidays import country_holidays

from heard.english import day
from heard.measures.cases import Cases, Rows
from heard.measures.claim import BLANK_DAY, Claim, Column, Places, RowsRead, day_number, settled
from heard.measures.columns import Columns
from heard.measures.rules import Rule, when
from heard.model.missing import Missing, Why
from heard.model.standards import Standards
from heard.model.state import State


def days_open(c: Cases) -> Column:
    """The different days in its `openings`; where it has none there, `closed_on` − `opened_on` + 1.

    Where one of its rows there was set aside it cannot be told.
    """
    whole, spells = c.closed_on.days_since(c.opened_on) + 1, c.rows("openings")
    if not spells.supplied:
        return whole
    first, last, days = spells.opened_on.values, spells.closed_on.values, whole.values.copy()
    for unit in np.unique(spells.owners):
        theirs = spells.owners == unit
        days[unit] = sum(ends - begins + 1 for begins, ends in _joined(zip(first[theirs], last[theirs], strict=True)))
    doubtful = np.zeros(c.n, dtype=bool) if spells.doubtful is None else spells.doubtful
    read = frozenset(missing.cell for column in (spells.opened_on, spells.closed_on) for missing in column.missing)
    return Column(
        c,
        (Missing("openings", "", Why.A_ROW_ASIDE),),
        days,
        whole.blank | doubtful,
        rows=spells.rows_read,
        made_of=read | {missing.cell for missing in whole.missing},
    )


def _joined(spells: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first and the last day of each spell, by the day it begins, those that meet or overlap as one."""
    joined: list[tuple[int, int]] = []
    for begins, ends in sorted(spells):
        if joined and begins <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((begins, ends))
    return joined


class Spells(NamedTuple):
    """When activities were open: the place in the register of the activity of each spell, its first and last day."""

    places: Places
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]


def spells_of_all(year: Columns) -> Spells:
    """The spells of every activity of the register that counts: of one without `openings`, from `opened_on` on.

    What has no closing day was open to the day it was withdrawn or, where it was not, to the end of the period.
    """
    register, openings = year.table("activities"), year.table("openings")
    assert register is not None, "activities is the one table that must be supplied"
    closed, given_up = register.column("closed_on"), register.column("withdrawn_on")
    ended = np.where(given_up.blank | given_up.is_not_yet, day_number(year.period.last_day), given_up.values)
    opened, ended = register.column("opened_on").values, np.where(closed.blank, ended, closed.values)
    own: dict[str, list[tuple[int, int]]] = {}
    if openings is not None:
        days = (openings.column(name).values for name in ("opened_on", "closed_on"))
        for key, begins, ends in zip(openings.keys("activity_id"), *days, strict=True):
            own.setdefault(key, []).append((int(begins), int(ends)))
    spells = [
        (place, begins, ends)
        for place, key in enumerate(register.keys("activity_id"))
        for begins, ends in (_joined(own[key]) if key in own else [(opened[place], ended[place])])
    ]
    return Spells(*np.array(spells, dtype=np.int64).reshape(-1, 3).T)


def first_closing_day(c: Cases) -> Column:
    """The last day as first announced: `first_closed_on`; blank: `closed_on`."""
    return c.first_closed_on.or_if_blank(c.closed_on)


def not_closed_before(rows: Rows, day: date) -> Claim:
    """Still open on a day, or opened later; a blank `closed_on` is still open, one that was not supplied unknown."""
    return ~rows.closed_on.filled | (rows.closed_on >= day)


def open_on_some_day(rows: Rows, first: date, last: date) -> Claim:
    """Open on some day from the first to the last; without a `closed_on` unknown for one that opened before them."""
    return (rows.opened_on <= last) & (not_closed_before(rows, first) | (rows.opened_on >= first))


def its_materials(c: Cases) -> Rows:
    """The materials published on or before `closed_on`, or without a day."""
    materials = c.rows("materials")
    published = materials.published_on
    return materials.where(settled(materials, published.blank | (published <= c.closed_on).true))


def decided(c: Cases) -> Claim:
    """Some decision has a `decided_on`."""
    decisions = c.rows("decisions")
    return decisions.some(decisions.decided_on.filled)


def first_decided_on(c: Cases) -> Column:
    """The earliest `decided_on` of its decisions."""
    decisions = c.rows("decisions")
    return decisions.earliest(decisions.decided_on)


def undecided(c: Cases, s: Standards) -> tuple[Rule, Rule]:
    """Not decided: not yet due for a year after closing, then no evidence."""
    not_decided = ~decided(c)
    lately = c.closed_on + s.undecided_days >= c.year.as_at
    return (
        when(not_decided & lately, State.NOT_YET_DUE, f"no decision yet; closed within {s.undecided_days} days"),
        when(
            not_decided,
            State.NO_EVIDENCE,
            f"no decision on record, over {s.undecided_days} days after it closed",
            c.rows("decisions").decided_on,
        ),
    )


def its_feedback(c: Cases) -> Rows:
    """Feedback published after `closed_on`, less what includes neither the decision nor the reasons."""
    feedback = c.rows("feedback")
    neither = feedback.includes_decision.no & feedback.includes_reasons.no
    return feedback.where((feedback.published_on > c.closed_on).surely & ~neither.surely)


def due(c: Cases, s: Standards) -> Column:
    """The day feedback is due: the day promised, at most a year after closing; else twelve weeks after closing."""
    promised, latest, usual = (
        c.promised_feedback_on,
        c.closed_on + s.feedback_at_most_days,
        c.closed_on + s.feedback_days,
    )
    stands = ~promised.blank & (promised.values > c.closed_on.values)
    values = np.where(stands, np.minimum(promised.values, latest.values), usual.values)
    return Column(c, (*c.closed_on.missing, *promised.missing), values, c.closed_on.blank)


def clear_days(published: Column, met: Column, at_least: int) -> Claim:
    """This many clear working days between two days: Monday to Friday, less England's bank holidays, no end counted."""
    blank = published.blank | met.blank | (published.is_not_yet & met.is_not_yet)
    countable = ~blank & ~published.is_not_yet & ~met.is_not_yet
    days = np.zeros(published.space.n)
    if countable.any():
        first, last = (column.values[countable].astype("datetime64[D]") for column in (published, met))
        days[countable] = np.busday_count(first + 1, last, holidays=bank_holidays(_years(first, last)))
    days[met.is_not_yet] = np.inf
    missing, supplied = published.missing + met.missing, published.supplied and met.supplied
    number = Column(published.space, missing, days, blank, supplied, published.rows | met.rows)
    return number >= at_least


def _years(*days: npt.NDArray[np.datetime64]) -> tuple[int, ...]:
    years = np.concatenate([d.astype("datetime64[Y]").astype(int) + 1970 for d in days])
    return tuple(range(int(years.min()), int(years.max()) + 1))


@lru_cache
def bank_holidays(years: tuple[int, ...]) -> list[np.datetime64]:
    """England's bank holidays of these years."""
    return [np.datetime64(day, "D") for day in sorted(country_holidays("GB", subdiv="ENG", years=years))]


class NamedActivity:
    """The activity that an id in this column names, looked up in the register.

    Of an activity that was set aside only its id is known: everything else asked of it is unknown.
    """

    def __init__(self, c: Cases, column: str) -> None:
        register = c.year.table("activities")
        assert register is not None
        place = {key: n for n, key in enumerate(register.keys("activity_id"))}
        self._ids = c.column(column)
        self._found = np.array([place.get(key, -1) for key in self._ids.values], dtype=np.intp)
        self._register, self._cases = register, c
        owners = np.flatnonzero(self._found >= 0)
        addresses = [register.addresses[n] for n in self._found[owners]]
        self._named = frozenset({RowsRead(register.name, f"named in {column}", addresses, owners)})

    @property
    def in_register(self) -> Claim:
        """It is in the register, by its id alone; unknown where the cell is blank."""
        known = np.array([key in self._cases.year.register for key in self._ids.values], dtype=bool)
        return replace(self._ids.where_true(known), rows=self._named)

    def is_inform(self) -> Claim:
        """It is of level inform."""
        return self._column("level").is_("inform")

    def opened_on(self) -> Column:
        """The day it opened."""
        return self._column("opened_on")

    def is_withdrawn(self) -> Claim:
        """It was given up before a decision."""
        return self._column("withdrawn_on").filled

    def ended_on(self) -> Column:
        """Its `closed_on` or, where that is blank, its `opened_on`; unknown where no closing day was supplied."""
        closed = self._column("closed_on")
        return closed.or_if_blank(self._column("opened_on")) if closed.supplied else closed

    def _column(self, name: str) -> Column:
        column = self._register.column(name)
        missing = self._found < 0
        values = column.values[self._found]
        values[missing] = BLANK_DAY if values.dtype == np.int64 else None
        blank = missing | column.blank[self._found]
        return Column(self._cases, column.missing, values, blank, column.supplied, self._named)


def had_a_say(c: Cases, s: Standards) -> Claim:
    """Of a decision of the council: people were asked in the years before it, and that was not withdrawn."""
    activity = NamedActivity(c, "activity_id")
    ended = activity.ended_on()
    lately = (ended <= c.decided_on) & (ended >= c.decided_on.plus_years(-s.say_within_years))
    return c.activity_id.filled & ~activity.is_inform() & ~activity.is_withdrawn() & lately


def names_what_is_not_there(c: Cases) -> Rule:
    """A decision of the council that names an activity which is not in the register: nothing can be told."""
    unregistered = c.activity_id.filled & ~NamedActivity(c, "activity_id").in_register
    return when(unregistered, State.NO_EVIDENCE, "the activity it names is not in the register")


def considered(c: Cases, items: Rows, *kinds: str, also: Claim | None = None) -> tuple[Claim, Claim]:
    """(by the committee of the params, by any body): some item of these kinds was considered.

    A blank body, or no committee named in the params, counts as that committee.
    """
    wanted = items.kind.is_(*kinds) if also is None else items.kind.is_(*kinds) & also
    names = c.year.committees
    ours = items.body.is_(*names) | ~items.body.filled if names else settled(items, True)
    return items.some(wanted & ours), items.some(wanted)


def considered_in_words(year: Columns, items: pd.DataFrame) -> list[str]:
    """`annual report considered by Overview on 3 May 2024`, for each item considered by *as at*, the earliest first."""
    items = items[items["considered_on"] <= year.as_at].sort_values("considered_on", kind="stable")
    named = zip(items["kind"], items["body"].fillna(""), items["considered_on"], strict=True)
    return [f"{kind} considered{f' by {body}' if body else ''} on {day(when)}" for kind, body, when in named]
