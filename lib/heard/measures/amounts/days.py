"""How long things took, those still waiting counted as waiting."""

from __future__ import annotations

import numpy as np

from heard.maths.survival import Curve, kaplan_meier
from heard.measures.cases import Nothing
from heard.measures.claim import FALSE, TRUE, Mask, day_number
from heard.measures.units import closed_activities, ours
from heard.measures.words import days_open, its_feedback
from heard.measures.year import Year
from heard.model.figures import Cell, Figures
from heard.model.tables import TABLES


def engagement_days(year: Year) -> Figures:
    """Days open of the closed activities of level engage and coproduce (ENGAGE-2)."""
    title, columns = "How long engagement ran", ("level", "activities", "fewest days", "median days", "most days")
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return Figures("engagement_days", title, columns, missing=(closed.missing,))
    days, level = days_open(closed).values, closed.level.values
    rows: list[tuple[Cell, ...]] = []
    for name in ("engage", "coproduce"):
        here = days[level == name]
        if len(here):
            rows.append((name, len(here), int(here.min()), float(np.median(here)), int(here.max())))
    n = int(np.isin(level, ("engage", "coproduce")).sum())
    return Figures("engagement_days", title, columns, tuple(rows), n, n)


def waiting(year: Year) -> Curve | Nothing:
    """Days from closing to the first feedback after it; one with none yet waited until *as at*."""
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return closed
    feedback = its_feedback(closed)
    if not feedback.supplied:
        return Nothing(feedback.missing)
    first = feedback.earliest(feedback.published_on)
    ended = np.where(first.blank, day_number(year.as_at), first.values) - closed.closed_on.values
    return kaplan_meier([int(day) for day in ended], [not blank for blank in first.blank])


def time_to_feedback(year: Year) -> Figures:
    """Days from closing to the first feedback: the median by Kaplan and Meier's estimate."""
    title, columns = "How long people waited to hear back", ("figure", "number")
    curve = waiting(year)
    if isinstance(curve, Nothing):
        return Figures("time_to_feedback", title, columns, missing=(curve.missing,))
    rows: tuple[tuple[Cell, ...], ...] = (
        ("activities closed", curve.n),
        ("fed back", curve.n_happened),
        ("still waiting", curve.n - curve.n_happened),
        ("days until half had fed back", curve.median),
    )
    return Figures("time_to_feedback", title, columns, rows if curve.n else (), curve.n_happened, curve.n)


def kept_promises(year: Year) -> Figures:
    """Promised feedback days kept, apart from `feedback_on_time`: of the days promised that have come."""
    title, columns = "Feedback days that were promised", ("promise", "activities")
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return Figures("kept_promises", title, columns, missing=(closed.missing,))
    sheet = year.sheet("activities")
    if sheet is None or not sheet.has("promised_feedback_on"):
        return Figures("kept_promises", title, columns, missing=("activities.promised_feedback_on",))
    promised: Mask = (closed.promised_feedback_on > closed.closed_on).truth == TRUE
    feedback = its_feedback(closed)
    if not feedback.supplied:
        return Figures("kept_promises", title, columns, missing=(feedback.missing,))
    in_time = feedback.some(feedback.published_on <= closed.promised_feedback_on).truth
    to_come: Mask = closed.promised_feedback_on.values >= day_number(year.as_at)
    kept = promised & (in_time == TRUE)
    rows: tuple[tuple[Cell, ...], ...] = (
        ("kept", int(kept.sum())),
        ("not kept", int((promised & ~to_come & (in_time == FALSE)).sum())),
        ("still to come", int((promised & to_come & ~kept).sum())),
        ("cannot tell", int((promised & ~to_come & ~np.isin(in_time, (FALSE, TRUE))).sum())),
    )
    n = int(promised.sum())
    return Figures("kept_promises", title, columns, rows if n else (), n, closed.n)


def never_closed(year: Year) -> Figures:
    """Consultations without a closing day, opened over a year before *as at*: named, for they are in no measure."""
    title, columns = "Consultations never closed", ("activity", "title", "days open so far")
    sheet = year.sheet("activities")
    assert sheet is not None
    if not sheet.has("closed_on"):
        return Figures("never_closed", title, columns, missing=("activities.closed_on",))
    open_for = day_number(year.as_at) - sheet.column("opened_on").values
    consult: Mask = (ours(sheet) & sheet.column("level").is_("consult")).truth == TRUE
    old: Mask = consult & sheet.column("closed_on").blank & (open_for > year.standards.undecided_days)
    key = TABLES["activities"].key
    rows = [
        (str(sheet.rows[key].iloc[n]), _title(sheet.rows["title"].iloc[n]), int(open_for[n]))
        for n in np.flatnonzero(old)
    ]
    return Figures("never_closed", title, columns, tuple(sorted(rows)), len(rows), int(consult.sum()), "consultations")


def _title(value: object) -> str:
    return "(no title)" if value is None or value != value or not str(value).strip() else str(value)
