"""How many, of what kind, and what it cost, of what closed in the period."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from heard.maths.suppress import Symbol
from heard.measures.amounts.behind import Source, behind
from heard.measures.cases import Cases, Nothing, Rows
from heard.measures.claim import Column, Mask
from heard.measures.columns import Columns
from heard.measures.units import closed_activities, consultations, quarters_within
from heard.model.figures import Figures, Line
from heard.model.tables import TABLES


def words_of(table: str, column: str) -> tuple[str, ...]:
    """The words that a column can hold, in the order of the specification."""
    return TABLES[table].columns[column].words


def _counted(words: Iterable[str], column: Column, keep: Mask, source: Callable[[Mask], Source]) -> tuple[Line, ...]:
    """A line for each word, in the order of the table, with how often it stands; what is blank is left out."""
    places: list[tuple[str, Mask]] = [(word, keep & (column.values == word)) for word in words]
    return tuple(Line((word, int(here.sum())), source(here)) for word, here in places)


def _all_of(cases: Cases) -> Mask:
    return np.ones(cases.n, dtype=bool)


def _number(column: Column, keep: Mask) -> tuple[int | float | None, int]:
    """(the sum of what is recorded, None where nothing is; how many are recorded)."""
    known = keep & ~column.blank
    total = float(column.values[known].sum()) if known.any() else None
    return (int(total) if total is not None and total.is_integer() else total), int(known.sum())


def absent(measure: str, title: str, columns: tuple[str, ...], missing: str) -> Figures:
    """An amount of which nothing is on record, for want of a table or a column."""
    return Figures(measure, title, columns, missing=(missing,))


HELD = ("meeting", "workshop", "talk", "information event")  # people come to these, on a day
REGULAR = TABLES["service_feedback"].columns["kind"].words
WAYS = (
    *("channel", "activities", "contributions", "rows without a number", "received as regular feedback"),
    *("held on a known day", "at a weekend", "districts"),
)


def ways_used(year: Columns) -> Figures:
    """Closed activities and contributions by channel (LISTEN-3a to f). One person may give several.

    Beside a kind of regular feedback stands what services received of it in the year (LISTEN-3a); beside what people
    come to, how often it was held on a known day, how many of these at a weekend, and in how many districts.
    """
    title, closed = "Ways people took part", closed_activities(year)
    channels = rows_of(closed, "channels")
    if isinstance(closed, Nothing) or isinstance(channels, str):
        return absent("ways_used", title, WAYS, str(closed.missing if isinstance(closed, Nothing) else channels))
    kinds, given, source, lines = channels.channel.values, channels.contributions, behind(channels), []
    regular = {str(line.cells[0]): line for line in regular_feedback(year).lines}
    for word in words_of("channels", "channel"):
        here: Mask = kinds == word
        total, known = _number(given, here)
        came_in = regular.get(word)
        received = None if came_in is None else came_in.cells[1]
        if here.any() or received is not None:
            cells = (
                *(word, len(set(channels.owners[here])), total, int(here.sum()) - known),
                received if word in REGULAR else Symbol.NOT_APPLICABLE,
                *(_held(channels, here) if word in HELD else [Symbol.NOT_APPLICABLE] * 3),
            )
            lines.append(Line(cells, (*source(here), *(came_in.source if came_in else ()))))
    recorded = len(set(channels.owners))
    return Figures("ways_used", title, WAYS, tuple(lines), recorded, closed.n, note="One person may give several.")


def _held(channels: Rows, here: Mask) -> tuple[int, int, int]:
    """Of these rows: how many were held on a known day, how many of them at a weekend, and in how many districts."""
    held = here & channels.held_on.filled.true
    days = channels.held_on.values[held].astype("datetime64[D]")
    places = set(channels.district.values[held]) - {None}
    return int(held.sum()), int((~np.is_busday(days)).sum()), len(places)


def rows_of(cases: Cases | Nothing, table: str) -> Rows | str:
    """The rows of a table that belong to the units; else the name of what was not supplied."""
    if isinstance(cases, Nothing):
        return str(cases.missing)
    rows = cases.rows(table)
    return rows if rows.lacks is None else str(rows.lacks)


def purposes_served(year: Columns) -> Figures:
    """Closed activities by purpose (APPROACH-1)."""
    title, columns = "What the activities were for", ("purpose", "activities")
    closed = closed_activities(year)
    if isinstance(closed, Nothing) or not closed.purpose.supplied:
        missing = str(closed.missing) if isinstance(closed, Nothing) else "activities.purpose"
        return absent("purposes_served", title, columns, missing)
    lines = _counted(words_of("activities", "purpose"), closed.purpose, _all_of(closed), behind(closed))
    return Figures("purposes_served", title, columns, lines, int((~closed.purpose.blank).sum()), closed.n)


def _by_decision(year: Columns, measure: str, title: str, column: str) -> Figures:
    cases = consultations(year)
    decisions = rows_of(cases, "decisions")
    columns = (column, "decisions")
    if isinstance(decisions, str) or not decisions.has(column):
        return absent(measure, title, columns, decisions if isinstance(decisions, str) else f"decisions.{column}")
    taken = decisions.decided_on.filled.true
    said = decisions.column(column)
    lines = _counted(words_of("decisions", column), said, taken, behind(decisions))
    n_taken, n_said = int(taken.sum()), int((taken & ~said.blank).sum())
    return Figures(measure, title, columns, lines if n_taken else (), n_said, n_taken, "decisions")


def outcomes(year: Columns) -> Figures:
    """Decisions by outcome (MEMBERS-4): counted, never scored; results do not replace the democratic process."""
    return _by_decision(year, "outcomes", "What the decisions were", "outcome")


def challenges(year: Columns) -> Figures:
    """Decisions challenged, and how (LEGAL-7)."""
    return _by_decision(year, "challenges", "Whether the decisions were challenged", "challenged")


def member_actions_by_kind(year: Columns) -> Figures:
    """What members did for the closed activities, by kind (MEMBERS-1, 2 and 3)."""
    title, columns = "What members did", ("action", "times", "activities")
    closed = closed_activities(year)
    actions = rows_of(closed, "member_actions")
    if isinstance(closed, Nothing) or isinstance(actions, str) or not actions.has("action"):
        missing = actions if isinstance(actions, str) else "member_actions.action"
        return absent("member_actions_by_kind", title, columns, missing)
    kinds, source = actions.action.values, behind(actions)
    lines = tuple(
        Line((word, int((kinds == word).sum()), len(set(actions.owners[kinds == word]))), source(kinds == word))
        for word in words_of("member_actions", "action")
    )
    touched = len(set(actions.owners))
    return Figures("member_actions_by_kind", title, columns, lines, touched, closed.n)


def statutory_consultations(year: Columns) -> Figures:
    """Consultations with a statutory basis, and the length the law prescribes for them (LEGAL-8).

    Which law it is stays where it is: free text of the records is not published.
    """
    title, columns = "Consultations the law requires", ("basis", "consultations", "days prescribed, least", "most")
    cases = consultations(year)
    if isinstance(cases, Nothing) or not cases.statutory_basis.supplied:
        missing = str(cases.missing) if isinstance(cases, Nothing) else "activities.statutory_basis"
        return absent("statutory_consultations", title, columns, missing)
    required, days = ~cases.statutory_basis.blank, cases.prescribed_days
    known = days.values[required & ~days.blank]
    length = (int(known.min()), int(known.max())) if len(known) else (None, None)
    n = int(required.sum())
    lines = (Line(("on record", n, *length), behind(cases)(required)),) if n else ()
    return Figures("statutory_consultations", title, columns, lines, n, cases.n, "consultations")


def resources(year: Columns) -> Figures:
    """Cost and staff days of the closed activities, where recorded (CONSULT-7)."""
    title, columns = "What it took", ("resource", "in all", "activities that say")
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return absent("resources", title, columns, str(closed.missing))
    named, source = (("cost (pounds)", closed.cost), ("staff days", closed.staff_days)), behind(closed)
    lines = [
        Line((label, *_number(column, _all_of(closed))), source(~column.blank))
        for label, column in named
        if column.supplied
    ]
    missing = tuple(name for _, column in named if not column.supplied for name in map(str, column.missing))
    recorded = max((len(line.source) for line in lines), default=0)
    return Figures("resources", title, columns, tuple(lines), recorded, closed.n, missing=missing)


def regular_feedback(year: Columns) -> Figures:
    """Feedback that services took regularly in the quarters of the period, by kind (LISTEN-3a)."""
    title, columns = "Regular feedback", ("kind", "received", "used", "services")
    sheet = year.table("service_feedback")
    if sheet is None:
        return absent("regular_feedback", title, columns, "service_feedback")
    ours: Mask = np.isin(sheet.column("quarter").values, quarters_within(year.period))
    source, lines = behind(sheet), []
    for kind in words_of("service_feedback", "kind"):
        here = ours & (sheet.column("kind").values == kind)
        received, used = (_number(sheet.column(name), here)[0] for name in ("received", "used"))
        lines.append(Line((kind, received, used, len(set(sheet.keys("service")[here]))), source(here)))
    n_services = len(set(sheet.keys("service")[ours]))
    known = year.table("services")
    of = known.space.n if known is not None else n_services
    return Figures("regular_feedback", title, columns, tuple(lines) if n_services else (), n_services, of, "services")


def issues_answered(year: Columns) -> Figures:
    """Issues that Boards raised in the period, and those answered (BOARDS-1)."""
    title, columns = "Issues the Boards raised", ("board", "meetings", "raised", "answered")
    sheet = year.table("board_meetings")
    if sheet is None:
        return absent("issues_answered", title, columns, "board_meetings")
    held = sheet.column("met_on").between(year.period.first_day, year.period.last_day).true
    names = {key: str(name) for key, name in zip(sheet.keys("board"), sheet.rows["board"], strict=True)}
    source, lines = behind(sheet), []
    for key, name in sorted(names.items()):
        here = held & (sheet.keys("board") == key)
        raised, answered = (_number(sheet.column(column), here)[0] for column in ("issues_raised", "issues_answered"))
        if here.any():
            lines.append(Line((name, int(here.sum()), raised, answered), source(here)))
    said = held & ~sheet.column("issues_raised").blank & ~sheet.column("issues_answered").blank
    return Figures("issues_answered", title, columns, tuple(lines), int(said.sum()), int(held.sum()), "meetings")


def items_answered(year: Columns) -> Figures:
    """What Boards took up in the period, by kind, and how much of it was answered (BOARDS-1)."""
    title, columns = "What the Boards took up", ("kind", "taken up", "answered")
    sheet = year.table("board_items")
    if sheet is None or not sheet.has("kind"):
        return absent("items_answered", title, columns, "board_items" if sheet is None else "board_items.kind")
    raised = sheet.column("raised_on").between(year.period.first_day, year.period.last_day).true
    kinds, answered = sheet.column("kind"), sheet.column("answered_on")
    source, lines = behind(sheet), []
    for word in words_of("board_items", "kind"):
        here = raised & (kinds.values == word)
        n_answered = int((here & answered.filled.true).sum()) if answered.supplied else None
        lines.append(Line((word, int(here.sum()), n_answered), source(here)))
    n, said = int(raised.sum()), int((raised & ~kinds.blank).sum())
    return Figures("items_answered", title, columns, tuple(lines) if n else (), said, n, "things taken up")
