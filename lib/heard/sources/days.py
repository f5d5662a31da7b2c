"""How a day is written, and when that says which day it is. The order of day and month is never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

from heard.model.mapping import NAMED_FORMS

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
DAY_FIRST, MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"

ReadDay = Callable[[str], date | None]

_TIME = (
    r"(?:[T,]|\s)\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?"
)
_ISO = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:{_TIME})?")
_TIME_AFTER = re.compile(rf"(.+?){_TIME}")
_ISO_WEEK = re.compile(r"([0-9]{4})-?[Ww]([0-9]{2})(?:-?([1-7]))?")
_FIGURES = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")


def read_iso_day(text: str) -> date | None:
    """The day of `2024-05-03`, perhaps with a time after it, from 2000 to 2100; None for anything else."""
    match = _ISO.fullmatch(text)
    return _in_range(lambda: date.fromisoformat(match[1])) if match else None


def reader_of(form: str) -> ReadDay:
    """How to read days written in a form (see `From.written_as`); ISO days too, which can be nothing else."""
    named = NAMED_FORMS.get(form.casefold(), form)
    read = _read_iso_week if named == NAMED_FORMS["iso week"] else lambda text: _read_written(text, named)
    return lambda text: read(text) or read_iso_day(text)


def orders_that_fit(texts: Iterable[str]) -> tuple[str, ...] | None:
    """Which of day first and month first fits every cell like `3/5/2024`; None where there is no such cell."""
    figures = [match for text in texts if (match := _FIGURES.fullmatch(_without_time(text)))]
    orders = tuple(form for form in (DAY_FIRST, MONTH_FIRST) if all(_read_written(m.group(), form) for m in figures))
    return orders if figures else None


def _without_time(text: str) -> str:
    match = _TIME_AFTER.fullmatch(text)
    return match[1] if match else text


def _read_written(text: str, form: str) -> date | None:
    written = _FIGURES.sub(r"\1/\3/\4", text) if form in (DAY_FIRST, MONTH_FIRST) else text
    return _strptime(written, form) or _strptime(_without_time(written), form)


def _strptime(text: str, form: str) -> date | None:
    return _in_range(lambda: datetime.strptime(text, form).date())  # noqa: DTZ007 - a calendar day has no zone


def _read_iso_week(text: str) -> date | None:
    week = _ISO_WEEK.fullmatch(text)
    if week is None:
        return None
    return _in_range(lambda: date.fromisocalendar(int(week[1]), int(week[2]), int(week[3] or 1)))


def _in_range(read: Callable[[], date]) -> date | None:
    try:
        day = read()
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
