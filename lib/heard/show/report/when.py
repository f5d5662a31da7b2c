"""When: each consultation that closed, from opening to decision, and how many were open on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from heard.english import agreed, capital, day, listed, number, some
from heard.model.state import State
from heard.page.blocks import ANNEX, Block, Figure, Link, Para, details, figure, paragraph, table, words
from heard.page.charts import ConsultationDays, Shading, open_and_decided
from heard.show.described import most_on_one_day
from heard.show.figure_columns import column, whole
from heard.show.marks import CONSULTATIONS
from heard.show.results import to_activity
from heard.year import Year

WHEN = {
    "school holidays": "in school holidays",
    "before an election": "before an election",
    "bank holidays": "on bank holidays",
}
LENGTH, AFTER_CLOSING = "open_long_enough", "decided_after_closing"
SHORT = "open for less time than the strategy gives"
ROWS_AT_MOST = 44  # that a sheet of paper has room for
FEWER = (37, 30, 23, 16)  # where what stands above leaves less room
SHEET = "Calendar"  # of the workbook
COLUMNS = ("Consultation", "Opened", "Closed", "Days open", "First decision on record")
PHONE = "A phone has those with something to look at."


def when(year: Year) -> Iterator[Block | None]:
    """The consultations of the year as rows of days, the same as a table, and the busiest day."""
    if not year.closing_known:
        yield paragraph("No closing day is on record, so we cannot say when people could answer, or for how long.")
        return
    rows, unnamed = _rows(year)
    shown = _chosen(year, rows, ROWS_AT_MOST)
    yield _picture(year, rows)
    if shown:
        title = f"When each consultation was open and decided, {year.params.period.name}"
        cells = [
            (to_activity(year, unit_id), day(row.spells[0][0]), day(row.closed_on), row.n_days, row.decided)
            for unit_id, row in sorted(shown.items(), key=lambda each: (each[1].closed_on, each[1].name))
        ]
        everything = Link(f"{CONSULTATIONS}#", words("Every consultation, and what was decided"))
        yield details(
            "The picture as a table", table(title, COLUMNS, cells, sheet=SHEET), paragraph(everything, "."), kind=ANNEX
        )
    yield paragraph(most_on_one_day(year), *_at_bad_times(year), _not_shown(unnamed))


def _picture(year: Year, rows: dict[str, ConsultationDays]) -> Figure | Para:
    """The rows drawn, and drawn again with fewer of them, for paper that has less room."""
    whole, *fewer = (_drawn(year, rows, most) for most in (ROWS_AT_MOST, *(n for n in FEWER if n < len(rows))))
    shorter = tuple(each for each in fewer if isinstance(each, Figure))
    return replace(whole, shorter=shorter) if isinstance(whole, Figure) else whole


def _drawn(year: Year, rows: dict[str, ConsultationDays], most: int) -> Figure | Para:
    shown = list(_chosen(year, rows, most).values())
    picture = open_and_decided(shown, as_at=year.params.as_at, shaded=_shaded(year), short=SHORT)
    return figure(picture, _which(year, len(shown), len(rows)), "here", name="calendar", sheet=SHEET)


def _rows(year: Year) -> tuple[dict[str, ConsultationDays], int]:
    """The days of each consultation that closed, by its id; how many may not be marked for what is seen of them."""
    decided = year.decided.groupby("activity_id")["decided_on"].min().to_dict()
    marked = {
        (measure, state): set(year.ids(measure, state))
        for measure, state in (
            (LENGTH, State.NOT_MET),
            (AFTER_CLOSING, State.NOT_MET),
            (AFTER_CLOSING, State.NO_EVIDENCE),
        )
    }
    known = year.consultations.dropna(subset=["opened_on", "closed_on"])
    rows, unnamed = {}, 0
    for unit_id, opened, closed in known[["activity_id", "opened_on", "closed_on"]].itertuples(index=False, name=None):
        is_short, is_early, is_silent = (unit_id in ids for ids in marked.values())
        law = [LENGTH] * is_short + [AFTER_CLOSING] * is_early
        if any(year.right_of_reply.withholds(measure, unit_id) for measure in law):
            unnamed += 1
            continue
        spells = year.spells.get(unit_id, ((opened, closed),))
        n_days = year.days_open.get(unit_id, (closed - opened).days + 1)
        first = decided.get(unit_id)
        is_overdue = is_silent and first is None
        rows[str(unit_id)] = ConsultationDays(
            year.name("activity", unit_id), spells, n_days, first, is_short, is_early, is_overdue
        )
    return rows, unnamed


def _chosen(year: Year, rows: dict[str, ConsultationDays], most: int) -> dict[str, ConsultationDays]:
    """The rows that there is room for: those with something to look at, the significant, then the longest open."""
    is_significant = (year.consultations["significance"] == "significant").fillna(value=False)
    significant = set(year.consultations.loc[is_significant, "activity_id"])
    ordered = sorted(
        rows.items(),
        key=lambda each: (not each[1].is_to_be_seen, each[0] not in significant, -each[1].n_days, each[0]),
    )
    return dict(ordered[:most])


def _which(year: Year, shown: int, of: int) -> str:
    """Which consultations have a row, of how many, and from when to when they closed."""
    period = year.params.period
    closed = f"closed from {day(period.first_day)} to {day(period.last_day)}"
    if shown == of:
        return f"{capital(some(of, 'consultations'))} that {closed}. {PHONE}"
    first = f"{number(shown)} of {some(of, 'consultations')} that {closed}"
    return f"{first}: those with something to look at, then the significant, then the longest open. {PHONE}"


def _not_shown(n: int) -> str:
    """How many have no row, as they may not be named for what would be seen of them."""
    services = "their services were" if n > 1 else "its service was"
    return f"{capital(some(n, 'more'))} {agreed(n, 'are')} not shown: {services} not asked in time." if n else ""


def _at_bad_times(year: Year) -> Iterator[str]:
    """How many of all days on which something was open were days on which people are hard to reach."""
    shared = year.amounts["time_shared"]
    counts = [f"{number(n)} were {WHEN[words]}" for words, n in column(shared, "open days").items()]
    if counts:
        yield f"Of {number(whole(shared.rows[0][-1]))} days that they were open, {listed(counts)}."


def _shaded(year: Year) -> list[Shading]:
    params = year.params
    spans = [(span, "school holidays") for span in params.school_holidays]
    spans += [(span, "before an election") for span in params.pre_election]
    return [Shading(span.first_day, span.last_day, label) for span, label in spans]
