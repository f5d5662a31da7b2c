"""The days of one activity on a line: open, then what followed, and what was planned or is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from heard.english import capital, day, listed, some
from heard.maths.months import add_months
from heard.model.state import State
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import canvas, points, state_bar, strokes, text_width
from heard.page.charts.style import MARK, PANEL, PAPER_WIDTH, PHONE_WIDTH, RULE, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "When was it open, and what followed?"
HEAD, ROW, GAP = 15.0, 13.5, 12.0  # points: the months, a line, between the words and the line of days
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two that are named
APART = 46.0  # points from the name of a month to the next


@dataclass(frozen=True)
class Milestone:
    """A day of an activity, in words; `came` is no where it was planned or is due, and that is all that is said."""

    words: str
    day: date
    came: bool = True


@dataclass(frozen=True)
class _Sheet:
    """What the picture is drawn on: its width, its letters, and how much of it the words may take, in points."""

    width: float
    letters: float
    words: float


SHEET = _Sheet(width=PAPER_WIDTH, letters=8.5, words=190.0)
PHONE = _Sheet(width=PHONE_WIDTH, letters=9.0, words=160.0)


@dataclass(frozen=True)
class _Scale:
    """Days set along a sheet, right of the words, in points."""

    first: date
    last: date
    left: float
    sheet: _Sheet

    @property
    def per_day(self) -> float:
        return (self.sheet.width - self.left - GAP) / max((self.last - self.first).days, 1)

    def x(self, when: date) -> float:
        return self.left + (when - self.first).days * self.per_day

    def months(self) -> Iterator[date]:
        """The first days of months, as close as their names allow."""
        step = next((step for step in STEPS if step * 30 * self.per_day >= APART), STEPS[-1])
        month = date(self.first.year, 1, 1)
        while month <= self.last:
            if month >= self.first:
                yield month
            month = add_months(month, step)


def one_activity(opened_on: date | None, closed_on: date, milestones: Sequence[Milestone]) -> Chart | NoChart:
    """A bar for the days it was open, and a line for each day that followed or was set, the earliest first."""
    if opened_on is None:
        return NoChart(TITLE, "The day it opened is not on record, so its days cannot be drawn.")
    ordered = sorted(milestones, key=lambda each: (each.day, each.words))
    wide, narrow = (_drawn(opened_on, closed_on, ordered, sheet) for sheet in (SHEET, PHONE))
    return Chart(TITLE, _alt(opened_on, closed_on, ordered), wide, narrow)


def _drawn(opened_on: date, closed_on: date, ordered: Sequence[Milestone], sheet: _Sheet) -> str:
    days = [opened_on, closed_on, *(each.day for each in ordered)]
    lines = [f"open for {_for(opened_on, closed_on)}", *(f"{each.words} {_short(each.day)}" for each in ordered)]
    longest = max(text_width(line, sheet.letters) for line in lines)
    scale = _Scale(min(days), max(days), min(longest, sheet.words) + GAP, sheet)
    with canvas(HEAD + ROW * len(lines) + 4, sheet.width) as drawn:
        page = drawn.page()
        _months(page, scale, drawn.height)
        left, right = scale.x(opened_on), scale.x(closed_on)
        state_bar(page, State.MET, (left, HEAD + 3), max(right - left, 3), ROW - 6, "open")
        for line, words in enumerate(lines):
            page.text(0, HEAD + (line + 0.5) * ROW, words, va="center_baseline", size=sheet.letters)
        for line, each in enumerate(ordered, start=1):
            _mark(page, scale.x(each.day), HEAD + (line + 0.5) * ROW, each.came)
        return drawn.svg()


def _months(page: Axes, scale: _Scale, height: float) -> None:
    letters = scale.sheet.letters
    starts = [
        month for month in scale.months() if scale.x(month) + text_width(_month(month), letters) <= scale.sheet.width
    ]
    strokes(
        page, [(scale.x(month), HEAD, scale.x(month), height) for month in starts], "months", colour=RULE, thick=0.6
    )
    for month in starts:
        page.text(scale.x(month), HEAD / 2, _month(month), va="center_baseline", color=SOFT, size=letters)


def _mark(page: Axes, x: float, y: float, came: bool) -> None:
    colour, fill = (MARK, MARK) if came else (SOFT, PANEL)
    points(page, [(x, y)], f"day-{y:.0f}", colour=colour, fill=fill, across=6.5)


def _month(first: date) -> str:
    return f"{first:%b} {first.year}"


def _short(when: date) -> str:
    return f"{when.day} {when:%b} {when.year}"


def _for(opened_on: date, closed_on: date) -> str:
    return some((closed_on - opened_on).days + 1, "days")


def _alt(opened_on: date, closed_on: date, milestones: Sequence[Milestone]) -> str:
    opened = f"Open for {_for(opened_on, closed_on)}, from {day(opened_on)} to {day(closed_on)}."
    told = [f"{each.words} {day(each.day)}" for each in milestones]
    return f"{opened} {capital(listed(told))}." if told else opened
