"""How a day is written, and when that says which day it is. The order of day and month is never guessed.

A moment that names its zone is the day on the clock of the council; one that names none is its own day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from zoneinfo import ZoneInfo

from heard.model.how_read import WayRead
from heard.model.mapping import DAY_FIRST, MONTH_FIRST, SERIAL, SERIAL_1904
from heard.model.period import TIME_ZONE
from heard.model.spelling import with_one_dash
from heard.sources.month_names import ENGLISH, NamesOfDays

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
MIDNIGHT, NOON = time(), 12
SERIAL_BEGINS = {SERIAL: date(1899, 12, 30), SERIAL_1904: date(1904, 1, 1)}
CENTURY = 2000  # of a year of two digits

_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
_ZONE = r"(?:\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_ISO = re.compile(rf"(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:(?:T|\s+){_CLOCK}{_ZONE})?")
_TIME_AFTER = re.compile(rf"(?P<day>.+?)(?:[T,]|\s)\s*{_CLOCK}\s*(?P<half>[AaPp]\.?[Mm]\.?)?{_ZONE}")
_ISO_WEEK = re.compile(r"([0-9]{4})-?[Ww]([0-9]{2})(?:-?([1-7]))?")
_ONE_SEPARATOR = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_HAS_A_CLOCK = re.compile(r"%[HIcX]")
_SERIAL = re.compile(r"([0-9]{1,6})(\.[0-9]+)?")

_HALF = r"(?P<half>[ap]\.?m\.?)"
_HOURS = (
    rf"(?:(?P<hour>[0-9]{{1,2}})(?:[:.](?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}})(?:[.,][0-9]+)?)?)?\s*{_HALF}"
    r"|(?P<hour_of_24>[0-9]{1,2}):(?P<minute_of_24>[0-9]{2})(?::(?P<second_of_24>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"|(?:12(?:[:.]00)?\s*)?(?P<word>midnight|midday|noon))"
)
_SPOKEN_AFTER = re.compile(rf"(?P<day>.+?)(?:[T,]|\s)\s*(?:at\s+)?{_HOURS}{_ZONE}", re.IGNORECASE)
_SPOKEN_BEFORE = re.compile(rf"(?:at\s+)?{_HOURS}{_ZONE}(?:\s*,\s*|\s+)(?P<day>.+)", re.IGNORECASE)
_FIGURES = re.compile(r"([0-9]{1,2})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{4}|[0-9]{2})\.?")
_YEAR_FIRST = re.compile(r"([0-9]{4})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})\.?")
_NO_PART_OF_A_DAY = re.compile(r"[^\w\s,.'()/-]|_")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_DAY_ALONE = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th|\.)?", re.IGNORECASE)
_FIRST_DAY_OF_FIGURES = re.compile(r"[0-9]{1,2}\s*([/.-])\s*[0-9]{1,2}\1?")
ORDINALS = ("st", "nd", "rd", "th", "er")
IN_PASSING = ("on", "the", "of", "at", "de", "del", "den", "der", "le", "el")
PARTS_OF_A_DAY = 3


@dataclass(frozen=True)
class Moment:
    """A calendar day and the time on the clock, where one stands there; and in which way it was written."""

    day: date
    clock: time | None = None
    way: WayRead = WayRead.AS_WRITTEN


ReadMoment = Callable[[str], Moment | None]


def read_iso_moment(text: str, zone: ZoneInfo = TIME_ZONE) -> Moment | None:
    """The moment of `2024-05-03` or `2024-05-03T17:30Z`, its day from 2000 to 2100; None for anything else."""
    match = _ISO.fullmatch(text)
    return _in_range(lambda: _moment(date.fromisoformat(match["day"]), match, zone)) if match else None


def read_iso_day(text: str) -> date | None:
    """The day of `2024-05-03`, perhaps with a time after it, on the clock of London; None for anything else."""
    moment = read_iso_moment(text)
    return moment.day if moment else None


def moment_reader(forms: str | Sequence[str], zone: ZoneInfo = TIME_ZONE, names: NamesOfDays = ENGLISH) -> ReadMoment:
    """How to read days written in one of some forms (see `From.written_as`); ISO days too, which nobody misreads."""
    each = tuple(_reader(form, zone, names) for form in ([forms] if isinstance(forms, str) else forms))

    def read(text: str) -> Moment | None:
        return next((moment for reader in each if (moment := reader(text))), None) or read_iso_moment(text, zone)

    return read


def _reader(form: str, zone: ZoneInfo, names: NamesOfDays) -> ReadMoment:
    match form.casefold():
        case "day first" | "month first" as order:
            return lambda text: _in_order(text, order, zone, names)
        case "iso week":
            return _read_iso_week
        case "spreadsheet number" | "spreadsheet number 1904" as numbers:
            return lambda text: _read_serial(text, SERIAL_BEGINS[numbers])
        case "24 july 2025":
            return lambda text: _read_written(text, "%d %B %Y", zone)
    return lambda text: _read_written(text, form, zone)


@dataclass(frozen=True)
class Orders:
    """What the days of a column that are written in figures say of the order of day and month.

    Only a day that fits an order votes. `either` are those that fit both and are then two days.
    """

    day_first: tuple[str, ...] = ()  # that can be nothing else
    month_first: tuple[str, ...] = ()
    either: tuple[str, ...] = ()

    @property
    def proven(self) -> str | None:
        """The order, where some day can only have one, and none only the other; day first, where it is no matter."""
        if self.day_first and not self.month_first:
            return DAY_FIRST
        if self.month_first and not self.day_first:
            return MONTH_FIRST
        return None if self.either or self.day_first else DAY_FIRST


def orders_of(texts: Iterable[str], zone: ZoneInfo = TIME_ZONE, names: NamesOfDays = ENGLISH) -> Orders:
    """The votes of some cells."""
    votes: dict[str, list[str]] = {"day_first": [], "month_first": [], "either": []}
    for text in texts:
        if _ISO.fullmatch(text):
            continue
        days, months = (_in_order(text, order, zone, names) for order in (DAY_FIRST, MONTH_FIRST))
        if days and not months:
            votes["day_first"].append(text)
        elif months and not days:
            votes["month_first"].append(text)
        elif days and months and days.day != months.day:
            votes["either"].append(text)
    return Orders(**{name: tuple(found) for name, found in votes.items()})


def completed(part: str, last: str) -> str:
    """One of several days of a cell, with the month and the year of the last where it has none: `24` of `24 – 30 July`.

    As it is, where it has its own or cannot take them.
    """
    figures = re.search(r"([/.-])\s*[0-9]{1,2}\s*\1\s*([0-9]{4}|[0-9]{2})\.?$", last)
    if _DAY_ALONE.fullmatch(part):
        rest = figures[0] if figures else re.sub(r"^\W*[0-9]{1,2}(?:st|nd|rd|th|\.)?", "", last)
        return f"{part.rstrip('.')}{rest}" if rest != last and re.search(r"[0-9]", rest) else part
    if figures and (first := _FIRST_DAY_OF_FIGURES.fullmatch(part)):
        return f"{part.rstrip(first[1])}{first[1]}{figures[2]}"
    year = re.search(r"[0-9]{4}(?=\W*$)", last)
    has_a_month = any(token.isalpha() for token in _TOKEN.findall(part))
    if year and has_a_month and not re.search(r"[0-9]{4}", part) and re.search(r"[0-9]", part):
        return f"{part} {year[0]}"
    return part


@dataclass(frozen=True)
class _Written:
    """A day as somebody wrote it, less the time: its day where the day stands first, and where the month does."""

    day_first: date | None
    month_first: date | None
    way: WayRead | None = None  # None: as the order has it

    def in_order(self, order: str) -> date | None:
        return self.day_first if order == DAY_FIRST else self.month_first


def _in_order(text: str, order: str, zone: ZoneInfo, names: NamesOfDays) -> Moment | None:
    """The moment of a day written in any of the ways that people have, figures in the order given."""
    if moment := read_iso_moment(text, zone):
        return moment
    whole = with_one_dash(text)
    for day, clock, of_zone in _timed(whole):
        written = _parsed(day, names)
        found = written.in_order(order) if written else None
        if written is None or found is None:
            continue
        way = written.way or (WayRead.DAY_FIRST if order == DAY_FIRST else WayRead.MONTH_FIRST)
        moment = _in_range(partial(_on_our_clock, found, clock, of_zone, zone))
        return replace(moment, way=WayRead.MOMENT if clock else way) if moment else None
    return None


def _timed(text: str) -> Iterable[tuple[str, time | None, str | None]]:
    """A text as a day alone; and, where a time stands after it or before it, the day, the time and its zone."""
    yield text, None, None
    for pattern in (_SPOKEN_AFTER, _SPOKEN_BEFORE):
        if match := pattern.fullmatch(text):
            try:
                yield match["day"], _clock(match), match["zone"]
            except ValueError:
                continue


def _clock(match: re.Match[str]) -> time:
    """The time that is spoken of. ValueError for one that no clock has."""
    if word := match["word"]:
        return MIDNIGHT if word.casefold() == "midnight" else time(NOON)
    if match["half"]:
        return time(_hour(match), int(match["minute"] or 0), int(match["second"] or 0))
    return time(int(match["hour_of_24"]), int(match["minute_of_24"]), int(match["second_of_24"] or 0))


def _parsed(text: str, names: NamesOfDays) -> _Written | None:
    """The day that a text without a time says, in either order. Nothing is added to a month alone, or to a season."""
    if _NO_PART_OF_A_DAY.search(text):
        return None
    bare = " ".join(re.sub(r"[(),]", " ", text).split())
    words = [token.casefold() for token in _TOKEN.findall(bare) if token.isalpha()]
    months = [names.months[word] for word in words if word in names.months]
    passed_by = {*names.weekdays, *IN_PASSING, *ORDINALS}
    if any(word not in names.months and word not in passed_by for word in words):
        return None
    if len(months) == 1:
        return _in_words(bare, months[0])
    return _in_figures(re.sub(r"[^\W\d_]+\.?", " ", bare).strip(" .,") if words else bare) if not months else None


def _in_words(text: str, month: int) -> _Written | None:
    tokens = _TOKEN.findall(text)
    numbers = [token for token in tokens if token.isdecimal()]
    if len(numbers) != PARTS_OF_A_DAY - 1:
        return None
    first, second = numbers
    day, year = (second, first) if len(first) == len("2024") else (first, second)
    if len(day) > len("31") or len(year) not in (len("24"), len("2024")):
        return None
    found = _calendar_day(_year(year), month, int(day))
    return _Written(found, found, WayRead.TWO_DIGIT_YEAR if len(year) == len("24") else WayRead.MONTH_IN_WORDS)


def _in_figures(text: str) -> _Written | None:
    if match := _YEAR_FIRST.fullmatch(text):
        found = _calendar_day(int(match[1]), int(match[3]), int(match[4]))
        return _Written(found, found, WayRead.YEAR_FIRST)
    if (match := _FIGURES.fullmatch(text)) is None:
        return None
    year, one, other = _year(match[4]), int(match[1]), int(match[3])
    way = WayRead.TWO_DIGIT_YEAR if len(match[4]) == len("24") else None
    return _Written(_calendar_day(year, other, one), _calendar_day(year, one, other), way)


def _year(text: str) -> int:
    return int(text) + (CENTURY if len(text) == len("24") else 0)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    """A day from 2000 to 2100; None where no calendar has it."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _on_our_clock(day: date, clock: time | None, of_zone: str | None, zone: ZoneInfo) -> Moment:
    if clock is None or of_zone is None:
        return Moment(day, clock)
    local = datetime.combine(day, clock, _offset(of_zone.upper())).astimezone(zone)
    return Moment(local.date(), local.time())


def _read_serial(text: str, first: date) -> Moment | None:
    """The day that a spreadsheet counts from its first."""
    match = _SERIAL.fullmatch(text)
    if match is None:
        return None
    moment = _in_range(lambda: Moment(first + timedelta(days=int(match[1]))))
    return replace(moment, way=WayRead.SPREADSHEET_NUMBER) if moment else None


def _read_written(text: str, form: str, zone: ZoneInfo) -> Moment | None:
    written = _ONE_SEPARATOR.sub(r"\1/\3/\4", text) if form in ("%d/%m/%Y", "%m/%d/%Y") else text
    moment = _in_range(lambda: _strptime(written, form, zone))
    if moment is None and (match := _TIME_AFTER.fullmatch(written)):
        moment = _in_range(lambda: _moment(_strptime(match["day"], form, zone).day, match, zone))
    return replace(moment, way=WayRead.MOMENT if moment.clock else _way_of(form)) if moment else None


def _way_of(form: str) -> WayRead:
    """How a format of `strptime` writes days."""
    if "%y" in form:
        return WayRead.TWO_DIGIT_YEAR
    if re.search(r"%[bB]", form):
        return WayRead.MONTH_IN_WORDS
    order = re.findall(r"%-?([dmY])", form)
    if order[:1] == ["Y"]:
        return WayRead.AS_WRITTEN if form == "%Y-%m-%d" else WayRead.YEAR_FIRST
    return WayRead.MONTH_FIRST if order[:1] == ["m"] else WayRead.DAY_FIRST


def _strptime(text: str, form: str, zone: ZoneInfo) -> Moment:
    read = datetime.strptime(text, form)  # noqa: DTZ007 - most days that people write have no zone
    local = read.astimezone(zone) if read.tzinfo else read
    return Moment(local.date(), local.time() if _HAS_A_CLOCK.search(form) else None)


def _read_iso_week(text: str) -> Moment | None:
    week = _ISO_WEEK.fullmatch(text)
    if week is None:
        return None
    moment = _in_range(lambda: Moment(date.fromisocalendar(int(week[1]), int(week[2]), int(week[3] or 1))))
    return replace(moment, way=WayRead.YEAR_FIRST) if moment else None


def _moment(day: date, match: re.Match[str], zone: ZoneInfo) -> Moment:
    """A day with what stands after it. ValueError for hours that no clock has."""
    if match["hour"] is None:
        return Moment(day)
    clock = time(_hour(match), int(match["minute"]), int(match["second"] or 0))
    found = _on_our_clock(day, clock, match["zone"], zone)
    return replace(found, way=WayRead.MOMENT)


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
