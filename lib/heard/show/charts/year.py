"""The year's calendar: each activity a line from opening to closing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.model.period import Period
from heard.show.charts.canvas import sheet
from heard.show.charts.chart import Chart, NoChart
from heard.show.charts.load import Week, draw_weeks, load_in_words
from heard.show.charts.marks import strokes
from heard.show.charts.style import BAD, BEHIND_TEXT, MARK, PANEL, WIDTH
from heard.show.charts.timeline import Shading, months, shade, shading_key, shading_key_height
from heard.show.charts.words import count, listed, weeks_and

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "When were people asked in {}, and for how long?"
LINES_AT_MOST = 120  # more than this cannot be told apart; the weeks are counted instead
LEVELS = {
    "consult": ("consultation", "consultations"),
    "engage": ("engagement", "engagements"),
    "coproduce": ("co-production", "co-productions"),
    "inform": ("information activity", "information activities"),
}
KEY, MONTHS, HEADING = 18.0, 20.0, 20.0  # points
DEEPEST = 420.0  # points, for all the lines together
CLOSEST, WIDEST = 3.4, 13.0  # points, from line to line


@dataclass(frozen=True)
class Activity:
    """One activity: `closed_on` None while it is open, `level` as in the register, `highlight` for what to look at."""

    opened_on: date
    closed_on: date | None
    level: str
    highlight: bool = False


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

    A line has a gap at each of the two lengths; one that is highlighted has a ring at its end, which `highlighted` names.
    """
    open_then = [each for each in activities if each.opened_on <= period.last_day and _ends(each, period) >= period.first_day]
    title = TITLE.format(period.name)
    if not open_then:
        return NoChart(title, "No activity was open in this period.")
    alt = _alt(open_then, highlighted)
    if len(open_then) > LINES_AT_MOST:
        return _by_week(weeks_open(open_then, period), shaded, title, alt)
    rows, deep = _placed(open_then, period)
    marked = any(each.highlight for each in open_then)
    top = KEY * (2 if marked else 1) + MONTHS
    height = top + deep + 4 + shading_key_height(shaded)
    with sheet(height) as drawn:
        page = drawn.page()
        _key(page, (minimum_days, significant_days), highlighted if marked else "")
        axes = drawn.plot(0, top, WIDTH, top + deep)
        axes.set_ylim(deep, 0)
        axes.set_yticks([])
        months(axes, period.first_day, period.last_day)
        shade(axes, shaded, period.first_day, period.last_day)
        _draw(axes, rows, (minimum_days, significant_days))
        shading_key(page, shaded, top + deep + 4, height)
        return Chart(title, alt, drawn.svg())


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


def _placed(activities: Sequence[Activity], period: Period) -> tuple[list[_Row], float]:
    """The rows, a block for each level, by the day they opened; and how deep they all are."""
    pitch = min(max(DEEPEST / len(activities), CLOSEST), WIDEST)
    rows: list[_Row] = []
    deep = 0.0
    for level in LEVELS:
        block = sorted((each for each in activities if each.level == level), key=lambda each: (each.opened_on, _ends(each, period)))
        deep += HEADING if block else 0
        for each in block:
            start, end = (each.opened_on - period.first_day).days, (_ends(each, period) - period.first_day).days + 1
            rows.append(_Row(each, start, end, deep + pitch / 2))
            deep += pitch
    return rows, deep


def _draw(axes: Axes, rows: Sequence[_Row], lengths: tuple[int, int]) -> None:
    apart = [below.y - above.y for above, below in zip(rows, rows[1:], strict=False)]
    thick = min(min(apart, default=WIDEST) * 0.62, 5.0)
    for level, n in Counter(row.activity.level for row in rows).items():
        first = next(row for row in rows if row.activity.level == level)
        axes.text(0, first.y - 7, count(n, *LEVELS[level]), weight="bold", va="bottom", bbox=BEHIND_TEXT)
    for marked, colour in ((False, MARK), (True, BAD)):
        lines = [(row.start, row.y, row.end, row.y) for row in rows if row.activity.highlight is marked]
        strokes(axes, lines, "highlighted" if marked else "lines", colour, thick)
    gaps = [(row.start + days, row.y) for row in rows for days in lengths if row.start + days < row.end]
    strokes(axes, [(x, y - thick / 2, x, y + thick / 2) for x, y in gaps], "gaps", PANEL, 1.2)
    rings = [row for row in rows if row.activity.highlight]
    _ring(axes, [row.end for row in rings], [row.y for row in rings], max(thick, 3.6))


def _ring(axes: Axes, xs: Sequence[float], ys: Sequence[float], across: float) -> None:
    axes.plot(xs, ys, linestyle="none", marker="o", color=BAD, markerfacecolor=PANEL, markersize=across, markeredgewidth=1.2)


def _key(page: Axes, lengths: tuple[int, int], highlighted: str) -> None:
    scale = WIDTH / 365
    end = (max(lengths) + 14) * scale
    strokes(page, [(0, 7, end, 7)], "key", MARK, 5)
    strokes(page, [(days * scale, 4, days * scale, 10) for days in lengths], "key-gaps", PANEL, 1.2)
    page.text(end + 6, 7, f"gaps at {weeks_and(*lengths)}", va="center_baseline")
    if highlighted:
        strokes(page, [(0, 7 + KEY, 20, 7 + KEY)], "key-highlighted", BAD, 5)
        _ring(page, [20], [7 + KEY], 5)
        page.text(30, 7 + KEY, highlighted, va="center_baseline")


def _by_week(weeks: Sequence[Week], shaded: Sequence[Shading], title: str, alt: str) -> Chart:
    height = 200 + shading_key_height(shaded)
    with sheet(height) as drawn:
        draw_weeks(drawn, weeks, shaded, MONTHS, 196)
        shading_key(drawn.page(), shaded, 200, height)
        return Chart(title, f"{alt} {load_in_words(weeks)}", drawn.svg())


def _alt(activities: Sequence[Activity], highlighted: str) -> str:
    by_level = Counter(each.level for each in activities)
    parts = listed(count(by_level[level], *LEVELS[level]) for level in LEVELS if by_level[level])
    were = "was" if len(activities) == 1 else "were"
    n = sum(each.highlight for each in activities)
    marked = f"; of these {n} {'was' if n == 1 else 'were'} {highlighted}" if n else ""
    return f"{parts} {were} open in the year{marked}."
