"""How long things took, those still waiting counted as waiting."""

from __future__ import annotations

import numpy as np

from heard.maths.survival import Curve, kaplan_meier
from heard.measures.amounts.behind import behind
from heard.measures.cases import Cases, Nothing, Rows
from heard.measures.claim import Column, Mask, day_number
from heard.measures.columns import Columns
from heard.measures.engine import judge
from heard.measures.promise import FEEDBACK_ON_TIME
from heard.measures.units import closed_activities, narrowed, not_withdrawn, ours
from heard.measures.words import days_open, its_feedback
from heard.model.figures import Figures, Line
from heard.model.state import State


def engagement_days(year: Columns) -> Figures:
    """Days open of the closed activities of level engage and coproduce (ENGAGE-2)."""
    title, columns = "How long engagement ran", ("level", "activities", "fewest days", "median days", "most days")
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return Figures("engagement_days", title, columns, missing=(str(closed.missing),))
    length, level = days_open(closed), closed.level.values
    source, lines = behind(closed), []
    for name in ("engage", "coproduce"):
        here = length.values[(level == name) & ~length.blank]
        if len(here):
            cells = (name, len(here), int(here.min()), float(np.median(here)), int(here.max()))
            lines.append(Line(cells, source((level == name) & ~length.blank)))
    n = int(np.isin(level, ("engage", "coproduce")).sum())
    return Figures("engagement_days", title, columns, tuple(lines), n, n)


def waiting(year: Columns) -> Curve | Nothing:
    """Days from closing to the first feedback after it; one with none yet waited until *as at*.

    What cannot be told (`feedback_on_time` is no evidence) is in no curve: nobody knows whether it still waits.
    """
    found = _fed_back(year)
    return found if isinstance(found, Nothing) else _curve(year, *found)


def _fed_back(year: Columns) -> tuple[Cases, Rows] | Nothing:
    """What closed and can be told of, and its feedback."""
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return closed
    states = (finding.state for finding in judge(FEEDBACK_ON_TIME, year).findings)
    known = narrowed(closed, np.fromiter((state is not State.NO_EVIDENCE for state in states), bool, closed.n))
    feedback = its_feedback(known)
    return Nothing(feedback.lacks) if feedback.lacks is not None else (known, feedback)


def _curve(year: Columns, closed: Cases, feedback: Rows) -> Curve:
    first = _first(feedback)
    ended = np.where(first.blank, day_number(year.as_at), first.values) - closed.closed_on.values
    return kaplan_meier([int(day) for day in ended], [not blank for blank in first.blank])


def _first(feedback: Rows) -> Column:
    return feedback.earliest(feedback.published_on)


def time_to_feedback(year: Columns) -> Figures:
    """Days from closing to the first feedback: the median by Kaplan and Meier's estimate."""
    title, columns = "How long people waited to hear back", ("figure", "number")
    found = _fed_back(year)
    if isinstance(found, Nothing):
        return Figures("time_to_feedback", title, columns, missing=(str(found.missing),))
    (known, feedback), curve, closed = found, _curve(year, *found), closed_activities(year)
    assert isinstance(closed, Cases)
    still, untold = _first(feedback).blank, ~np.isin(closed.ids, known.ids)
    of_closed, of_known, of_feedback = behind(closed), behind(known), behind(feedback)(np.ones(feedback.n, dtype=bool))
    lines = (
        Line(("activities closed", closed.n), of_closed(np.ones(closed.n, dtype=bool))),
        Line(("cannot tell", closed.n - known.n), of_closed(untold)),
        Line(("fed back", curve.n_happened), (*of_known(~still), *of_feedback)),
        Line(("still waiting", curve.n - curve.n_happened), of_known(still)),
        Line(("days until half had fed back", curve.median), (*of_closed(~untold), *of_feedback)),
    )
    return Figures("time_to_feedback", title, columns, lines if closed.n else (), known.n, closed.n)


def kept_promises(year: Columns) -> Figures:
    """Promised feedback days kept, apart from `feedback_on_time`: of the days promised that have come."""
    title, columns = "Feedback days that were promised", ("promise", "activities")
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return Figures("kept_promises", title, columns, missing=(str(closed.missing),))
    sheet = year.table("activities")
    if sheet is None or not sheet.has("promised_feedback_on"):
        return Figures("kept_promises", title, columns, missing=("activities.promised_feedback_on",))
    promised = (closed.promised_feedback_on > closed.closed_on).true
    feedback = its_feedback(closed)
    if feedback.lacks is not None:
        return Figures("kept_promises", title, columns, missing=(str(feedback.lacks),))
    in_time = feedback.some(feedback.published_on <= closed.promised_feedback_on)
    to_come: Mask = closed.promised_feedback_on.values >= day_number(year.as_at)
    kept = promised & in_time.true
    came: dict[str, Mask] = {
        "kept": kept,
        "not kept": promised & ~to_come & (~in_time).true,
        "still to come": promised & to_come & ~kept,
        "cannot tell": promised & ~to_come & in_time.unknown,
    }
    of_activity, of_feedback = behind(closed), behind(feedback)
    lines = tuple(
        Line((name, int(here.sum())), (*of_activity(here), *of_feedback(here[feedback.owners])))
        for name, here in came.items()
    )
    n = int(promised.sum())
    return Figures("kept_promises", title, columns, lines if n else (), n, closed.n)


def never_closed(year: Columns) -> Figures:
    """Consultations without a closing day, opened over a year before *as at*: named, for they are in no measure."""
    title, columns = "Consultations never closed", ("activity", "title", "days open so far")
    sheet = year.table("activities")
    assert sheet is not None
    if not sheet.has("closed_on"):
        return Figures("never_closed", title, columns, missing=("activities.closed_on",))
    open_for = day_number(year.as_at) - sheet.column("opened_on").values
    consult = (ours(sheet) & not_withdrawn(sheet) & sheet.column("level").is_("consult")).true
    old: Mask = consult & sheet.column("closed_on").blank & (open_for > year.standards.undecided_days)
    places = sheet.addresses
    lines = sorted(
        (
            Line(
                (str(sheet.rows["activity_id"].iloc[n]), _title(sheet.rows["title"].iloc[n]), int(open_for[n])),
                (places[n],),
            )
            for n in np.flatnonzero(old)
        ),
        key=lambda line: str(line.cells[0]),
    )
    n = int(consult.sum())
    return Figures("never_closed", title, columns, tuple(lines), len(lines), n, "consultations")


def _title(value: object) -> str:
    return "(no title)" if value is None or value != value or not str(value).strip() else str(value)
