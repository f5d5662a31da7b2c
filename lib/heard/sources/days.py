"""How a day is written, and when that says which day it is. The order of day and month is never guessed.

A moment that names its zone is the day on the clock of the council; one that names none is its own day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from heard.model.mapping import NAMED_FORMS
from heard.model.period import TIME_ZONE

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
DAY_FIRST, MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"
MIDNIGHT, NOON = time(), 12

_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
_ZONE = r"(?:\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_ISO = re.compile(rf"(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:(?:T|\s+){_CLOCK}{_ZONE})?")
_TIME_AFTER = re.compile(rf"(?P<day>.+?)(?:[T,]|\s)\s*{_CLOCK}\s*(?P<half>[AaPp]\.?[Mm]\.?)?{_ZONE}")
_ISO_WEEK = re.compile(r"([0-9]{4})-?[Ww]([0-9]{2})(?:-?([1-7]))?")
_FIGURES = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_HAS_A_CLOCK = re.compile(r"%[HIcX]")


@dataclass(frozen=True)
class Moment:
    """A calendar day and the time on the clock, where one stands there."""

    day: date
    clock: time | None = None


ReadMoment = Callable[[str], Moment | None]


def read_iso_moment(text: str, zone: ZoneInfo = TIME_ZONE) -> Moment | None:
    """The moment of `2024-05-03` or `2024-05-03T17:30Z`, its day from 2000 to 2100; None for anything else."""
    match = _ISO.fullmatch(text)
    return _in_range(lambda: _moment(date.fromisoformat(match["day"]), match, zone)) if match else None


def read_iso_day(text: str) -> date | None:
    """The day of `2024-05-03`, perhaps with a time after it, on the clock of London; None for anything else."""
    moment = read_iso_moment(text)
    return moment.day if moment else None


def moment_reader(form: str, zone: ZoneInfo = TIME_ZONE) -> ReadMoment:
    """How to read days written in a form (see `From.written_as`); ISO days too, which can be nothing else."""
    named = NAMED_FORMS.get(form.casefold(), form)
    if named == NAMED_FORMS["iso week"]:
        return lambda text: _read_iso_week(text) or read_iso_moment(text, zone)
    return lambda text: _read_written(text, named, zone) or read_iso_moment(text, zone)


def orders_that_fit(texts: Iterable[str]) -> tuple[str, ...] | None:
    """Which of day first and month first fits every cell like `3/5/2024`; None where there is no such cell."""
    figures = [match for text in texts if (match := _FIGURES.fullmatch(_without_time(text)))]
    orders = tuple(form for form in (DAY_FIRST, MONTH_FIRST) if all(_fits(m.group(), form) for m in figures))
    return orders if figures else None


def _fits(text: str, form: str) -> bool:
    return _read_written(text, form, TIME_ZONE) is not None


def _without_time(text: str) -> str:
    match = _TIME_AFTER.fullmatch(text)
    return match["day"] if match else text


def _read_written(text: str, form: str, zone: ZoneInfo) -> Moment | None:
    written = _FIGURES.sub(r"\1/\3/\4", text) if form in (DAY_FIRST, MONTH_FIRST) else text
    moment = _in_range(lambda: _strptime(written, form, zone))
    if moment is not None or (match := _TIME_AFTER.fullmatch(written)) is None:
        return moment
    return _in_range(lambda: _moment(_strptime(match["day"], form, zone).day, match, zone))


def _strptime(text: str, form: str, zone: ZoneInfo) -> Moment:
    read = datetime.strptime(text, form)  # noqa: DTZ007 - most days that people write have no zone
    local = read.astimezone(zone) if read.tzinfo else read
    return Moment(local.date(), local.time() if _HAS_A_CLOCK.search(form) else None)


def _read_iso_week(text: str) -> Moment | None:
    week = _ISO_WEEK.fullmatch(text)
    if week is None:
        return None
    return _in_range(lambda: Moment(date.fromisocalendar(int(week[1]), int(week[2]), int(week[3] or 1))))


def _moment(day: date, match: re.Match[str], zone: ZoneInfo) -> Moment:
    """A day with what stands after it. ValueError for hours that no clock has."""
    if match["hour"] is None:
        return Moment(day)
    clock = time(_hour(match), int(match["minute"]), int(match["second"] or 0))
    if match["zone"] is None:
        return Moment(day, clock)
    local = datetime.combine(day, clock, _offset(match["zone"])).astimezone(zone)
    return Moment(local.date(), local.time())


def _hour(match: re.Match[str]) -> int:
    hour, half = int(match["hour"]), match.groupdict().get("half")
    if half and hour == NOON and half.lower().startswith("a"):
        return 0
    return hour + NOON if half and hour < NOON and half.lower().startswith("p") else hour


def _offset(zone: str) -> timezone:
    if zone[0] not in "+-":
        return UTC
    hours, minutes = int(zone[1:3]), int(zone[-2:]) if len(zone) > len("+hh") else 0
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(ahead if zone[0] == "+" else -ahead)


def _in_range(read: Callable[[], Moment]) -> Moment | None:
    try:
        moment = read()
    except (ValueError, OverflowError):
        return None
    return moment if FIRST_DAY <= moment.day <= LAST_DAY else None
