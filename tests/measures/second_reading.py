"""A second reading of the ten most used measures, in plain Python over rows of text: nothing of heard is used.

It follows the specification sentence by sentence, so that what heard publishes can be held against it. True, false and
unknown are True, False and None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

Rows = list[dict[str, str]]  # a row has a cell for each column that was supplied
Tables = Mapping[str, Rows]  # those that were supplied
Truth = bool | None
Day = date | str | None  # FUTURE is a day that has not come; None is blank

FUTURE = "future"
MET, PARTLY, NOT_MET, NO_EVIDENCE, NOT_YET_DUE, NOT_APPLICABLE = STATES = (
    *("met", "partly", "not met", "no evidence", "not yet due", "not applicable"),
)
NOTHING = [*"null nan none n/a na #n/a nil tbc tba ? - – — unknown".split(), "not known", "not recorded"]
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
LEVELS = ("inform", "engage", "consult", "coproduce")
RUN_BY = ("council", "on behalf of council", "jointly", "partner")
CHANNELS = (
    *("online survey", "postal survey", "telephone survey", "social media", "meeting", "workshop", "talk"),
    *("information event", "review", "case study", "complaint", "compliment"),
)
NO_WAY_OF_TAKING_PART = ("review", "case study", "complaint", "compliment")
NOBODY_WROTE_IT_DOWN = ("materials", "channels", "affected_groups")  # what an activity without a row there says
ON_A_SCREEN = ("online survey", "social media")


def text(row: Mapping[str, str], column: str) -> str:
    """A cell without what is not seen; nothing where it holds a word for nothing."""
    cell = " ".join(UNSEEN.sub("", row.get(column, "")).split())
    return "" if cell.casefold() in NOTHING else cell


def listed(row: Mapping[str, str], column: str, words: Iterable[str]) -> str:
    """A word of a list; nothing of any other."""
    cell = text(row, column).casefold()
    return cell if cell in words else ""


def yes(row: Mapping[str, str], column: str) -> Truth:
    """Whether a cell says yes; unknown of a blank."""
    return {"yes": True, "no": False}.get(text(row, column).casefold())


def whole(row: Mapping[str, str], column: str) -> int | None:
    """A whole number that is not negative."""
    found = re.fullmatch(r"(\d+)(?:\.0+)?", text(row, column))
    return int(found[1]) if found else None


def day(row: Mapping[str, str], column: str) -> date | None:
    """A day from 2000 to 2100."""
    try:
        read = date.fromisoformat(text(row, column))
    except ValueError:
        return None
    return read if 2000 <= read.year <= 2100 else None


def some(truths: Iterable[Truth]) -> Truth:
    """True where one is; of none, false."""
    every_one = list(truths)
    return True if True in every_one else None if None in every_one else False


def every(truths: Iterable[Truth]) -> Truth:
    """False where one is; of none, true."""
    every_one = list(truths)
    return False if False in every_one else None if None in every_one else True


def before_or_on(first: Day, second: Day) -> Truth:
    """Whether one day is not after another; a day that has not come is later than every one that has."""
    if first is None or second is None or first == second == FUTURE:
        return None
    if FUTURE in (first, second):
        return second == FUTURE
    return first <= second  # type: ignore[operator]


@dataclass
class Activity:
    """One activity that is kept, and the rows about it: None where that table was not supplied."""

    row: dict[str, str]
    of: dict[str, Rows | None]
    aside: Counter[str]  # how many rows about it were set aside, by table
    columns: Mapping[str, set[str]]
    as_at: date

    @property
    def id(self) -> str:
        """Its id."""
        return text(self.row, "activity_id")

    def has(self, table: str, column: str) -> bool:
        """Whether a column was supplied."""
        return column in self.columns.get(table, ())

    def come(self, row: Mapping[str, str], column: str) -> Day:
        """A day of what was done: one after as at has not come."""
        read = day(row, column)
        return FUTURE if read is not None and read > self.as_at else read

    def planned(self, column: str) -> date | None:
        """A day of a plan, which stands whenever it is."""
        return day(self.row, column)

    @property
    def opened(self) -> date:
        """Its first day."""
        found = self.planned("opened_on")
        assert found
        return found

    @property
    def closed(self) -> date:
        """Its last day."""
        found = self.planned("closed_on")
        assert found
        return found

    def some_row(self, table: str, holds: Callable[[dict[str, str]], Truth]) -> Truth:
        """Whether some row about it holds; one that was set aside might, unless the table says nothing by its gaps."""
        rows = self.of[table]
        if rows is None or (not rows and table in NOBODY_WROTE_IT_DOWN):
            return None
        found = some(map(holds, rows))
        return None if found is False and self.aside[table] and table not in NOBODY_WROTE_IT_DOWN else found

    def every_row(self, table: str, holds: Callable[[dict[str, str]], Truth]) -> Truth:
        """Whether every row about it holds; unknown where there is none, for nobody wrote it down."""
        rows = self.of[table]
        return every(map(holds, rows)) if rows else None


Rule = tuple[Truth, str]


def first_true(*rules: Rule) -> str:
    """The state of the first rule that is true; where one before it is unknown, no evidence."""
    for truth, state in rules:
        if truth is None:
            return NO_EVIDENCE
        if truth:
            return state
    return NO_EVIDENCE


def open_long_enough(each: Activity) -> str:
    spells = each.of["openings"]
    days: int | None = (each.closed - each.opened).days + 1
    if each.aside["openings"]:
        days = None
    elif spells:
        ends = [(day(row, "opened_on"), day(row, "closed_on")) for row in spells]
        days = len({first + timedelta(n) for first, last in ends for n in range((last - first).days + 1)})  # type: ignore[operator, union-attr]
    least = whole(each.row, "prescribed_days")
    if least is not None:
        return first_true((None if days is None else days >= least, MET), (True, NOT_MET))
    significance = listed(each.row, "significance", ("significant", "other"))
    return first_true(
        (None if days is None else days < 28, NOT_MET),
        (None if days is None else days >= 84, MET),
        (significance == "other" if significance else None, MET),
        (bool(text(each.row, "short_time_reason")), PARTLY),
        (True, NOT_MET),
    )


def says_what_and_why(each: Activity) -> str:
    def its_own(row: dict[str, str]) -> bool:
        published = each.come(row, "published_on")
        return published is None or bool(before_or_on(published, each.closed))

    def says(column: str) -> Truth:
        rows = each.of["materials"]
        if rows is None or not each.has("materials", column):
            return None
        own = [row for row in rows if its_own(row)]
        return some(yes(row, column) for row in own) if own else None

    return first_true((every((says("says_what"), says("says_why"))), MET), (True, NOT_MET))


def ways_to_take_part(each: Activity) -> str:
    rows = each.of["channels"]
    found = None
    if rows:
        ways = {listed(row, "channel", CHANNELS) for row in rows}.difference(NO_WAY_OF_TAKING_PART)
        found = len(ways) >= 2 and not ways <= {*ON_A_SCREEN}
    specific = listed(each.row, "target", ("all residents", "service users", "specific group")) == "specific group"
    return first_true((specific, NOT_APPLICABLE), (found, MET), (True, NOT_MET))


def everything_read(each: Activity) -> str:
    def number(row: dict[str, str], column: str) -> int | None:
        return whole(row, column) if each.has("channels", column) else None

    def came(row: dict[str, str]) -> Truth:
        n = number(row, "contributions")
        return None if n is None else n >= 1

    def all_read(row: dict[str, str]) -> Truth:
        n, read = number(row, "contributions"), number(row, "read")
        return None if n is None or read is None else read >= n

    def negated(truth: Truth) -> Truth:
        return None if truth is None else not truth

    return first_true(
        (each.some_row("channels", lambda row: every((came(row), negated(all_read(row))))), NOT_MET),
        (each.every_row("channels", lambda row: negated(came(row))), NOT_APPLICABLE),
        (each.every_row("channels", lambda row: some((negated(came(row)), all_read(row)))), MET),
    )


def affected_contacted(each: Activity) -> str:
    last = (each.planned("first_closed_on") or each.closed) - timedelta(14)

    def in_time(row: dict[str, str]) -> Truth:
        return before_or_on(each.come(row, "contacted_on"), last)

    return first_true(
        (each.every_row("affected_groups", in_time), MET),
        (each.some_row("affected_groups", in_time), PARTLY),
        (True, NOT_MET),
    )


def impact_considered_first(each: Activity) -> str:
    return first_true((before_or_on(each.come(each.row, "impact_considered_on"), each.opened), MET), (True, NOT_MET))


def recorded_fully_and_soon(each: Activity) -> str:
    columns = ("service", "purpose", "significance", "recorded_on")
    if not all(each.has("activities", column) for column in columns):
        return NO_EVIDENCE
    soon = before_or_on(each.come(each.row, "recorded_on"), each.opened + timedelta(14))
    return first_true((any(not text(each.row, column) for column in columns), NOT_MET), (soon, MET), (True, NOT_MET))


def decided_after_closing(each: Activity) -> str:
    rows = each.of["decisions"]
    if rows is None or (rows and not each.has("decisions", "decided_on")):
        return NO_EVIDENCE
    days = [found for row in rows if isinstance(found := each.come(row, "decided_on"), date)]
    waits = each.closed >= each.as_at - timedelta(365)
    if not days:
        return NOT_YET_DUE if waits else NO_EVIDENCE
    return MET if min(days) > each.closed else NOT_MET


def feedback_on_time(each: Activity) -> str:
    promised = each.planned("promised_feedback_on")
    due = each.closed + timedelta(84)
    if promised is not None and promised > each.closed:
        due = min(promised, each.closed + timedelta(365))
    rows = each.of["feedback"]

    def its_own(row: dict[str, str]) -> bool:
        empty = yes(row, "includes_decision") is False and yes(row, "includes_reasons") is False
        return (day(row, "published_on") or each.closed) > each.closed and not empty

    def by(last: date | None) -> Callable[[dict[str, str]], Truth]:
        return lambda row: its_own(row) and (last is None or before_or_on(day(row, "published_on"), last))

    def has_none() -> Truth:
        found = each.some_row("feedback", by(None))
        return None if found is None else not found

    return first_true(
        (each.some_row("feedback", by(due)) if rows is not None else None, MET),
        (every((due >= each.as_at, has_none())), NOT_YET_DUE),
        (every((yes(each.row, "fed_back") is True, has_none())), NO_EVIDENCE),
        (True, NOT_MET),
    )


def evaluated_with_a_lesson(each: Activity) -> str:
    if not each.has("activities", "evaluated_on"):
        return NO_EVIDENCE
    last, evaluated = each.closed + timedelta(183), each.come(each.row, "evaluated_on")
    if isinstance(evaluated, date):
        if evaluated > last:
            return NOT_MET
        return NO_EVIDENCE if not each.has("activities", "lesson") else MET if text(each.row, "lesson") else PARTLY
    return NOT_YET_DUE if last >= each.as_at else NOT_MET


OF_CONSULTATIONS = ("open_long_enough", "says_what_and_why", "decided_after_closing")
MEASURES: Mapping[str, Callable[[Activity], str]] = {
    each.__name__: each
    for each in (
        *(open_long_enough, says_what_and_why, ways_to_take_part, everything_read, affected_contacted),
        *(impact_considered_first, recorded_fully_and_soon, decided_after_closing, feedback_on_time),
        evaluated_with_a_lesson,
    )
}
TABLES = ("openings", "materials", "channels", "affected_groups", "decisions", "feedback")


class SecondReading:
    """What the ten measures make of some tables, over a period and as at a day."""

    def __init__(self, tables: Tables, columns: Mapping[str, set[str]], first: date, last: date, as_at: date) -> None:
        self.tables, self.columns = tables, columns
        self.first, self.last, self.as_at = first, last, as_at
        self.register = self._register()

    def _register(self) -> list[dict[str, str]]:
        kept: dict[str, dict[str, str]] = {}
        for row in self.tables["activities"]:
            opened, closed = day(row, "opened_on"), day(row, "closed_on")
            listed_words = (("level", LEVELS), ("run_by", RUN_BY), ("in_scope", ("yes", "no")))
            is_fit = (
                bool(text(row, "activity_id"))
                and text(row, "activity_id") not in kept
                and opened is not None
                and (closed is not None or not text(row, "closed_on"))
                and (closed is None or closed >= opened)
                and all(not text(row, name) or listed(row, name, words) for name, words in listed_words)
            )
            if is_fit:
                kept[text(row, "activity_id")] = row
        return [*kept.values()]

    def closed(self) -> list[Activity]:
        """The closed activities."""
        found = []
        for row in self.register:
            closed, withdrawn = day(row, "closed_on"), day(row, "withdrawn_on")
            ours = listed(row, "run_by", RUN_BY) != "partner" and yes(row, "in_scope") is not False
            given_up = withdrawn is not None and withdrawn <= self.as_at
            if ours and not given_up and self._level(row) != "inform" and closed and self.first <= closed <= self.last:
                found.append(self._activity(row))
        return found

    @staticmethod
    def _level(row: Mapping[str, str]) -> str:
        return listed(row, "level", LEVELS) or "consult"

    def _activity(self, row: dict[str, str]) -> Activity:
        of: dict[str, Rows | None] = {}
        aside = Counter[str]()
        for name in TABLES:
            about = [
                each for each in self.tables.get(name, ()) if text(each, "activity_id") == text(row, "activity_id")
            ]
            fit = [each for each in about if self._is_fit(name, each)]
            of[name] = [each for each in fit if not self._is_to_come(name, each)] if name in self.tables else None
            aside[name] = len(about) - len(fit)
        return Activity(row, of, aside, self.columns, self.as_at)

    def _is_fit(self, table: str, row: Mapping[str, str]) -> bool:
        """Whether what a row must have is there and can be read."""
        match table:
            case "openings":
                first, last = day(row, "opened_on"), day(row, "closed_on")
                return first is not None and last is not None and first <= last
            case "materials":
                return bool(text(row, "document"))
            case "channels":
                return bool(listed(row, "channel", CHANNELS))
            case "affected_groups":
                return bool(text(row, "group"))
            case "feedback":
                return day(row, "published_on") is not None
        return True

    def _is_to_come(self, table: str, row: Mapping[str, str]) -> bool:
        """Whether it is of a day that has not come: it is passed over."""
        return table == "feedback" and (day(row, "published_on") or self.as_at) > self.as_at

    def states(self, measure: str) -> dict[str, tuple[str, str]]:
        """The state, and the service in small letters, of each unit of a measure, by its id."""
        units = [
            each for each in self.closed() if measure not in OF_CONSULTATIONS or self._level(each.row) == "consult"
        ]
        if not any(day(row, "closed_on") for row in self.register):
            return {"": (NO_EVIDENCE, "")}
        return {each.id: (MEASURES[measure](each), text(each.row, "service").casefold()) for each in units}

    def counts(self, measure: str) -> dict[str, Counter[str]]:
        """How many units of each group are in each state."""
        states = self.states(measure).values()
        groups = {"all": Counter(state for state, _ in states)}
        for service in sorted({service for _, service in states if service}):
            groups[f"service={service}"] = Counter(state for state, of in states if of == service)
        return groups


def counted(states: Counter[str]) -> int:
    """How many are met, partly and not met."""
    return states[MET] + states[PARTLY] + states[NOT_MET]


def verdict(of_measures: Mapping[str, Counter[str]], kept_at: int) -> tuple[str, list[str]]:
    """What becomes of a commitment that these measures serve, and which of them decided."""
    judging = {name: n for name, n in of_measures.items() if 0 < counted(n) >= n[NO_EVIDENCE]}
    enough = Fraction(kept_at, 100)
    if judging:
        broken = [name for name, n in judging.items() if Fraction(n[NOT_MET], counted(n)) > Fraction(1, 2)]
        if broken:
            return "not kept", sorted(broken)
        if all(Fraction(n[MET], counted(n) + n[NO_EVIDENCE]) >= enough for n in judging.values()):
            return "kept", sorted(judging)
        short = [name for name, n in judging.items() if Fraction(n[MET], counted(n)) < enough]
        return ("partly kept", sorted(short)) if short else ("cannot tell", [])
    totals = {
        "cannot tell": sum(n[NO_EVIDENCE] for n in of_measures.values()),
        "not yet due": sum(n[NOT_YET_DUE] for n in of_measures.values()),
        "not applicable": sum(n[NOT_APPLICABLE] for n in of_measures.values()),
    }
    most = max(totals.values())
    if most == 0:
        return "not applicable", []
    largest = [word for word, total in totals.items() if total == most]
    return (largest[0] if len(largest) == 1 else "cannot tell"), []
