"""The year's calendar: each activity a line from opening to closing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.english import agreed, listed, some
from heard.model.period import Period
from heard.page.charts.canvas import sheet
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.load import Week, load_in_words, weeks_drawn
from heard.page.charts.marks import points, strokes
from heard.page.charts.style import BAD, BEHIND_TEXT, MARK, PANEL, WIDTH
from heard.page.charts.timeline import MONTHS, Shading, months, shade, shading_height, shading_key
from heard.page.charts.words import weeks_and

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINES_AT_MOST = 120  # more than this cannot be told apart; the weeks are counted instead
LEVELS = {"consult": "consultations", "engage": "engagements", "coproduce": "co-productions", "inform": "notices"}
KEY, HEADING, BELOW = 18.0, 20.0, 4.0  # points
DEEPEST, CLOSEST, WIDEST = 420.0, 3.4, 13.0  # points: all the lines together, and from line to line


@dataclass(frozen=True)
class Activity:
    """One activity: `closed_on` None while it is open, `level` as in the register, `highlight` for what to look at."""

    opened_on: date
    closed_on: date | None
    level: str
    highlight: bool = False

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"{self.level!r} is not one of {', '.join(LEVELS)}")


@dataclass(frozen=True)
class _Row:
    """Where one activity is drawn: days since the period's first, points from the top."""

    activity: Activity
    start: int
    end: int
    y: float


def calendar(
    activities: Sequence[Activity],
    *,
    period: Period,
    minimum_days: int,
    significant_days: int,
    shaded: Sequence[Shading] = (),
    highlighted: str = "open for less time than promised",
) -> Chart | NoChart:
    """A line for each activity open in the period; above 120, how many were open each week.

    A line has a gap at each of the two lengths; one that is highlighted ends in a ring, which `highlighted` names.
    """
    title = f"When were people asked in {period.name}, and for how long?"
    open_then = [each for each in activities if _is_open_in(each, period)]
    if not open_then:
        return NoChart(title, "No activity was open in this period.")
    alt = _alt(open_then, highlighted)
    if len(open_then) > LINES_AT_MOST:
        weeks = weeks_open(open_then, period)
        return Chart(title, f"{alt} {load_in_words(weeks)}", weeks_drawn(weeks, shaded))
    lengths = (minimum_days, significant_days)
    return Chart(title, alt, _lines_drawn(open_then, period, lengths, shaded, highlighted))


def weeks_open(activities: Sequence[Activity], period: Period) -> tuple[Week, ...]:
    """How many activities were open on some day of each week, Monday to Sunday, that touches the period."""
    monday = period.first_day - timedelta(days=period.first_day.weekday())
    weeks = []
    while monday <= period.last_day:
        sunday = monday + timedelta(days=6)
        n = sum(each.opened_on <= sunday and _ends(each, period) >= monday for each in activities)
        weeks.append(Week(monday, n))
        monday += timedelta(days=7)
    return tuple(weeks)


def _ends(activity: Activity, period: Period) -> date:
    return activity.closed_on or max(activity.opened_on, period.last_day)


def _is_open_in(activity: Activity, period: Period) -> bool:
    return activity.opened_on <= period.last_day and _ends(activity, period) >= period.first_day


def _lines_drawn(
    activities: Sequence[Activity],
    period: Period,
    lengths: tuple[int, int],
    shaded: Sequence[Shading],
    highlighted: str,
) -> str:
    pitch = min(max(DEEPEST / len(activities), CLOSEST), WIDEST)
    rows, deep = _placed(activities, period, pitch)
    marked = any(each.highlight for each in activities)
    top = KEY * (2 if marked else 1) + MONTHS
    height = top + deep + BELOW + shading_height(shaded)
    with sheet(height) as drawn:
        page = drawn.page()
        _key(page, lengths, highlighted if marked else "")
        axes = drawn.plot(0, top, WIDTH, top + deep)
        axes.set(ylim=(deep, 0), yticks=[])
        months(axes, period.first_day, period.last_day)
        shade(axes, shaded, period.first_day, period.last_day)
        _draw(axes, rows, lengths, min(pitch * 0.62, 5.0))
        shading_key(page, shaded, top + deep + BELOW, height)
        return drawn.svg()


def _placed(activities: Sequence[Activity], period: Period, pitch: float) -> tuple[list[_Row], float]:
    """The rows, a block for each level, by the day they opened; and how deep they all are."""
    rows: list[_Row] = []
    deep = 0.0
    for level in LEVELS:
        block = [each for each in activities if each.level == level]
        deep += HEADING if block else 0
        for each in sorted(block, key=lambda each: (each.opened_on, _ends(each, period))):
            start, last = ((day - period.first_day).days for day in (each.opened_on, _ends(each, period)))
            rows.append(_Row(each, start, last + 1, deep + pitch / 2))
            deep += pitch
    return rows, deep


def _draw(axes: Axes, rows: Sequence[_Row], lengths: tuple[int, int], thick: float) -> None:
    for level, n in Counter(row.activity.level for row in rows).items():
        first = next(row for row in rows if row.activity.level == level)
        axes.text(0, first.y - 7, some(n, LEVELS[level]), weight="bold", va="bottom", bbox=BEHIND_TEXT)
    marked = [row for row in rows if row.activity.highlight]
    plain = [row for row in rows if not row.activity.highlight]
    strokes(axes, [(row.start, row.y, row.end, row.y) for row in plain], "lines", colour=MARK, thick=thick)
    strokes(axes, [(row.start, row.y, row.end, row.y) for row in marked], "highlighted", colour=BAD, thick=thick)
    gaps = [(row.start + days, row.y) for row in rows for days in lengths if row.start + days < row.end]
    _gaps(axes, gaps, thick, "gaps")
    points(
        axes, [(row.end, row.y) for row in marked], "rings", colour=BAD, fill=PANEL, across=max(thick, 3.6), edge=1.2
    )


def _gaps(axes: Axes, places: Sequence[tuple[float, float]], thick: float, name: str) -> None:
    strokes(axes, [(x, y - thick / 2, x, y + thick / 2) for x, y in places], name, colour=PANEL, thick=1.2)


def _key(page: Axes, lengths: tuple[int, int], highlighted: str) -> None:
    """A line as long as the longer length and a little more, on the scale of those below."""
    scale, y = WIDTH / 365, 7.0
    end = (max(lengths) + 14) * scale
    strokes(page, [(0, y, end, y)], "key-line", colour=MARK, thick=5)
    _gaps(page, [(days * scale, y) for days in lengths], 5, "key-gaps")
    page.text(end + 6, y, f"gaps at {weeks_and(*lengths)}", va="center_baseline")
    if highlighted:
        y += KEY
        strokes(page, [(0, y, 20, y)], "key-highlighted", colour=BAD, thick=5)
        points(page, [(20, y)], "key-ring", colour=BAD, fill=PANEL, across=5, edge=1.2)
        page.text(30, y, highlighted, va="center_baseline")


def _alt(activities: Sequence[Activity], highlighted: str) -> str:
    by_level = Counter(each.level for each in activities)
    parts = listed(some(by_level[level], LEVELS[level]) for level in LEVELS if by_level[level])
    n = sum(each.highlight for each in activities)
    marked = f"; of these {n} {agreed(n, 'were')} {highlighted}" if n else ""
    return f"{parts} {agreed(len(activities), 'were')} open in the year{marked}."
