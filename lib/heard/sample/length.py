"""The facet of length: scale, reasons for a short time and lengths set by law, over the days already settled."""

from __future__ import annotations

from enum import Enum

from heard.model.state import State
from heard.sample.council import Activity, Council, Span
from heard.sample.draw import Case, Draw, deal
from heard.sample.ledger import Ledger
from heard.sample.stock import words


class ByLaw(Enum):
    """What the law says of the length, and how the days open compare with it."""

    SILENT = "no length is set"
    UNREADABLE = "a length that is no number"
    TO_THE_DAY = "open for exactly as long"
    LONGER = "open for longer"
    A_DAY_SHORT = "a day short of it"


BY_LAW: tuple[Case[Activity, ByLaw], ...] = (
    Case(85, State.NOT_APPLICABLE, ByLaw.SILENT),
    Case(1, State.NOT_APPLICABLE, ByLaw.UNREADABLE),
    Case(3, State.MET, ByLaw.TO_THE_DAY),
    Case(6, State.MET, ByLaw.LONGER),
    Case(1, State.NOT_MET, ByLaw.A_DAY_SHORT),
)
SILENT = (ByLaw.SILENT, ByLaw.UNREADABLE)


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `open_long_enough` and `open_three_months_if_larger`."""
    for activity, case in zip(council.consultations, deal(BY_LAW, council.consultations, draw), strict=True):
        reason = _reason(activity, draw)
        scale = _scale(activity, draw)
        ledger.fill(
            activity.id,
            scale=scale,
            short_time_reason=reason,
            prescribed_days=_prescribed(case.write, activity.days_open, draw),
        )
        long_enough = case.state if case.write not in SILENT else _long_enough(activity, reason is not None)
        ledger.state("open_long_enough", activity.id, long_enough)
        ledger.state("open_three_months_if_larger", activity.id, _three_months(activity, scale, reason is not None))


def _reason(activity: Activity, draw: Draw) -> str | None:
    wanted = activity.span is not Span.FULL and activity.significant is not False
    return draw.one(words("short_time_reasons")) if draw.chance(0.45 if wanted else 0.03) else None


def _scale(activity: Activity, draw: Draw) -> str | None:
    larger = {Span.SHORT: 8, Span.MIDDLING: 8, Span.LONG: 30, Span.FULL: 60}[activity.span or Span.MIDDLING]
    return draw.among({"larger": larger, "other": 98 - larger, None: 1.5, "medium": 0.5})


def _prescribed(by_law: ByLaw, days_open: int, draw: Draw) -> int | str | None:
    return {
        ByLaw.SILENT: None,
        ByLaw.UNREADABLE: "six weeks",
        ByLaw.TO_THE_DAY: days_open,
        ByLaw.LONGER: max(1, days_open - draw.whole(1, 14)),
        ByLaw.A_DAY_SHORT: days_open + 1,
    }[by_law]


def _long_enough(activity: Activity, reason_given: bool) -> State:
    """By the strategy's own words, where the law sets no length."""
    if activity.span is Span.SHORT:
        return State.NOT_MET
    if activity.span is not Span.MIDDLING or activity.significant is False:
        return State.MET
    if activity.significant is None:
        return State.NO_EVIDENCE
    return State.PARTLY if reason_given else State.NOT_MET


def _three_months(activity: Activity, scale: str | None, reason_given: bool) -> State:
    if scale == "other":
        return State.NOT_APPLICABLE
    if scale != "larger":
        return State.NO_EVIDENCE
    if activity.span is Span.FULL:
        return State.MET
    return State.PARTLY if reason_given else State.NOT_MET
