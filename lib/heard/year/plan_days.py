"""The days of a plan: each step by its last day, worked back from decision, closing and opening; and what fits between.

How long a consultation must be open, and how long before its decision it must close, is nowhere written here: days are
tried, and the measures say on which of them none finds the plan worse than it could be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from heard.english import day, some
from heard.measures.columns import Columns
from heard.model.standards import Basis
from heard.params.draft import Draft
from heard.year.foreseen import Foreseen, Prospect, foresee

LENGTH = ("open_long_enough", "open_three_months_if_larger")
ROOM = ("decision_date_planned", "decided_after_closing")
NOTICE, CHANGEABLE, BY_DECISION = "on_the_forward_plan", "formative", "decided_after_closing"
FURTHER = 200  # days that are tried beyond the longest time that is asked for
OPENS, CLOSES, DECIDES = "opened_on", "closed_on", "decision_planned_on"
RANKS = {Prospect.MET: 0, Prospect.NOT_APPLICABLE: 0, Prospect.IN_PART: 2, Prospect.NOT_MET: 3}
UNTOLD = 1  # the rank of what the engine cannot tell

EachDay = tuple[date, ...]


@dataclass(frozen=True)
class PlanStep:
    """One step of a plan: the first and the last day for it, and the day that the draft gives."""

    step: str
    not_before: date | None
    last_on: date | None
    drafted_on: date | None
    basis: Basis | None
    how: str

    @property
    def slack(self) -> int | None:
        """How many days later it could be; below 0, by how many it is too early or too late. None without a day."""
        drafted = self.drafted_on
        if drafted is None or (self.not_before is None and self.last_on is None):
            return None
        early = (drafted - self.not_before).days if self.not_before else 0
        left = (self.last_on - drafted).days if self.last_on else early
        return min(early, left) if min(early, left) < 0 else left


@dataclass(frozen=True)
class Window:
    """Between which days fits what a draft leaves out; where nothing does, by how many days it is `short`.

    It is then to be decided on `decides_from` or later, closing on `closes_from` or later.
    """

    opens_from: date | None = None
    opens_by: date | None = None
    closes_from: date | None = None
    closes_by: date | None = None
    decides_from: date | None = None
    short: int = 0


@dataclass(frozen=True)
class PlanDays:
    """The days of one draft, as they can be told on one day from the records as at it."""

    draft: Draft
    year: Columns
    foreseen: Sequence[Foreseen]

    @property
    def on(self) -> date:
        """The day on which it is looked at."""
        return self.year.as_at

    def steps(self) -> Iterator[PlanStep]:
        """Every step, in the order of the days."""
        yield self._step("forward plan", NOTICE)
        yield self._step("plan agreed", "decision_date_planned", "planned_with_others", "resources_planned")
        yield self._step("impact and public interest", "impact_considered_first", "public_interest_considered")
        yield self._step("those affected", "affected_identified_first")
        yield self._step("web page", "listed_from_the_start")
        yield self._step("publicity", "publicised_from_the_start")
        yield self._opening()
        yield self._step("groups contacted", "affected_contacted")
        yield self._closing()
        yield self._final_proposal()
        yield self._step("results and papers", "results_seen_before_deciding", "papers_in_time")
        yield self._step("equality", "equality_before_decision")
        yield self._decision()
        yield self._step("feedback", "feedback_on_time", "told_those_who_took_part")
        yield self._step("reasons", "feedback_says_why")
        yield self._step("looking back", "evaluated_with_a_lesson")

    def window(self) -> Window | None:
        """What fits where the draft leaves a day out; None where it leaves out none, or nothing bounds it."""
        opens, closes, decides = (self.draft.day(name) for name in (OPENS, CLOSES, DECIDES))
        if opens and closes and decides:
            return None
        if opens and not decides:
            closes_from = None if closes else self.first_closing(opens)
            ends = closes or closes_from
            decides_from = self.first_decision(ends) if ends else None
            return Window(closes_from=closes_from, decides_from=decides_from) if decides_from else None
        assert decides is not None, "a draft has one of the two"
        closes_by = closes or self.last_closing(decides)
        opens_from = opens or self.first_opening()
        closes_from = self.first_closing(opens_from)
        opens_by = self.last_opening(closes_by) if closes_by and not opens else None
        if closes_from is None or closes_by is None:
            return None
        if closes_from > closes_by:
            decides_from = self.first_decision(closes_from)
            short = (closes_from - closes).days if closes else (decides_from - decides).days if decides_from else 0
            return Window(closes_from=closes_from, decides_from=decides_from, short=short)
        return Window(
            opens_from=None if opens else opens_from,
            opens_by=opens_by,
            closes_from=closes_from if opens else None,
            closes_by=None if closes else closes_by,
        )

    def first_closing(self, opens: date) -> date | None:
        """The first day on which it has been open for long enough, opened on a day."""
        return next(iter(self._fitting(CLOSES, self._from(opens), LENGTH, {OPENS: opens})), None)

    def last_closing(self, decides: date) -> date | None:
        """The last day on which it leaves long enough to a decision."""
        found = self._fitting(CLOSES, self._until(decides), ROOM, {DECIDES: decides})
        return found[-1] if found else None

    def last_opening(self, closes: date) -> date | None:
        """The last day from which it is open for long enough, closed on a day."""
        found = self._fitting(OPENS, self._until(closes), LENGTH, {CLOSES: closes})
        return found[-1] if found else None

    def first_decision(self, closes: date) -> date | None:
        """The first day that is long enough after a closing."""
        return next(iter(self._fitting(DECIDES, self._from(closes), ROOM, {CLOSES: closes})), None)

    def first_opening(self) -> date:
        """The first day, from today, of which notice can still be given."""
        tried = self._from(self.on)
        found = self._tried(OPENS, tried, (NOTICE,), {})
        in_time = (
            opens
            for opens, notice in zip(tried, found, strict=True)
            if all(each.answer is not Prospect.TOO_LATE for each in notice)
        )
        return next(in_time, self.on)

    def _from(self, first: date) -> EachDay:
        return tuple(first + timedelta(n) for n in range(self._furthest + 1))

    def _until(self, last: date) -> EachDay:
        return tuple(last - timedelta(n) for n in range(self._furthest, -1, -1))

    @property
    def _furthest(self) -> int:
        """How many days are tried, either way."""
        s, prescribed = self.year.standards, self.draft.cells.get("prescribed_days", 0)
        return FURTHER + max(s.minimum_days, s.significant_days, s.decision_after_closing_days, int(prescribed))

    def _fitting(self, column: str, days: Sequence[date], measures: Collection[str], given: dict[str, date]) -> EachDay:
        """The days on which each measure finds the draft as well as on any of them; none where none is asked of it."""
        tried = self._tried(column, days, measures, given)
        if all(each.answer is Prospect.NOT_APPLICABLE for found in tried for each in found):
            return ()
        ranks = [[RANKS.get(each.answer, UNTOLD) for each in found] for found in tried]
        best = [min(of_measure) for of_measure in zip(*ranks, strict=True)]
        return tuple(day for day, rank in zip(days, ranks, strict=True) if rank == best)

    def _tried(
        self, column: str, days: Sequence[date], measures: Collection[str], given: dict[str, date]
    ) -> tuple[tuple[Foreseen, ...], ...]:
        """What measures find of the draft on each of some days: its plan agreed in time, and not in several spells."""
        cells = {**self.draft.cells, **given}
        opens = cells.get(OPENS, min(days))
        cells = {OPENS: opens, "planned_on": min(opens, *days), **cells}
        rows = {table: rows for table, rows in self.draft.rows.items() if table in ("decisions", "forward_plan")}
        tried = [replace(self.draft, cells={**cells, column: each}, rows=rows) for each in days]
        return foresee(tried, self.year, self.on, only=measures)

    def _step(self, step: str, *measures: str) -> PlanStep:
        """A step that measures have a last day for: the earliest of theirs."""
        asked = [each for each in self.foreseen if each.measure in measures]
        applying = [each for each in asked if each.answer is not Prospect.NOT_APPLICABLE]
        dated = [each for each in applying if each.due_on]
        drafted = max((each.done_on for each in dated if each.done_on), default=None)
        if not dated:
            return PlanStep(step, None, None, drafted, None, next((each.reason for each in applying or asked), ""))
        first = min(dated, key=lambda each: each.due_on or date.max)
        return PlanStep(step, None, first.due_on, drafted, first.basis, first.how)

    def _opening(self) -> PlanStep:
        closes, decides = self.draft.day(CLOSES), self.draft.day(DECIDES)
        ends = closes or (self.last_closing(decides) if decides else None)
        last = self.last_opening(ends) if ends else None
        how = f"{_open_for(last, ends)}, if it closes on {day(ends)}" if last and ends else ""
        how = how or ("no check asks how long it is open" if ends else "`closed_on` is not given")
        return PlanStep("opening", None, last, self.draft.day(OPENS), self._basis(LENGTH) if last else None, how)

    def _closing(self) -> PlanStep:
        opens, decides = self.draft.day(OPENS), self.draft.day(DECIDES)
        first = self.first_closing(opens) if opens else None
        last = self.last_closing(decides) if decides else None
        how = (
            f"at the earliest {_open_for(opens, first)}, if it opens on {day(opens)}" if opens and first else "",
            f"at the latest {_days_between(last, decides)} before the decision planned for {day(decides)}"
            if last and decides
            else "",
        )
        basis = self._basis(ROOM if last else LENGTH) if first or last else None
        return PlanStep("closing", first, last, self.draft.day(CLOSES), basis, "; ".join(filter(None, how)))

    def _final_proposal(self) -> PlanStep:
        closes, decides = self.draft.day(CLOSES), self.draft.day(DECIDES)
        found = (
            self._fitting("proposal_final_on", self._from(closes), (CHANGEABLE,), {CLOSES: closes}) if closes else ()
        )
        how = (
            f"after it closes on {day(closes)}" if found and closes else "",
            f"by the decision planned for {day(decides)}" if decides else "",
        )
        drafted = self.draft.day("proposal_final_on")
        first = next(iter(found), None)
        basis = Basis.PLANNED if decides else Basis.STRATEGY if first else None
        return PlanStep("a final proposal", first, decides, drafted, basis, ", ".join(filter(None, how)))

    def _decision(self) -> PlanStep:
        closes = self.draft.day(CLOSES)
        first = self.first_decision(closes) if closes else None
        last = self._step("decision", BY_DECISION)
        how = (
            f"at the earliest {_days_between(closes, first)} after it closes on {day(closes)}"
            if closes and first
            else "",
            f"at the latest {last.how}" if last.last_on else last.how,
        )
        return replace(last, not_before=first, drafted_on=self.draft.day(DECIDES), how="; ".join(filter(None, how)))

    def _basis(self, measures: Iterable[str]) -> Basis:
        """Whose figure it is."""
        if "prescribed_days" in self.draft.cells and measures is LENGTH:
            return Basis.LAW
        figure = "minimum_days" if measures is LENGTH else "decision_after_closing_days"
        return Basis.STRATEGY if self.year.standards.notes[figure].strategy else Basis.OURS


def _open_for(opens: date | None, closes: date | None) -> str:
    days = (closes - opens).days + 1 if opens and closes else 0
    return f"{some(days, 'days')} open, first and last included"


def _days_between(first: date, last: date) -> str:
    return some((last - first).days, "days")
