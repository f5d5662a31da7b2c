"""A year from left to right: what was open on which day, and how much of it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from heard.english import agreed, day, listed, number, some, weeks_and
from heard.maths.months import add_months
from heard.model.period import Period
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import Canvas, canvas, draw_key, key_height, points, strokes
from heard.page.charts.style import BAD, BEHIND_TEXT, FAINT, MARK, PANEL, RULE, WASH, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes


MONTHS, SWATCH = 20.0, 22.0  # points: above the axes for their names, and in the key for a look
NARROWEST = 8  # days of a month that have room for its name
A_FEW_DAYS = 3  # too narrow to be seen as an area: drawn as a line
FILLS = ({"facecolor": WASH}, {"facecolor": PANEL, "hatch": "////"}, {"facecolor": RULE})


@dataclass(frozen=True)
class Shading:
    """Days to be seen behind what is drawn, both ends included: "school holidays", "pre-election period"."""

    first_day: date
    last_day: date
    label: str


def months(axes: Axes, first_day: date, last_day: date) -> None:
    """The months along the top, a thin line where each begins; x is days since `first_day`."""
    n_days = (last_day - first_day).days + 1
    starts = [first_day.replace(day=1)]
    while (following := add_months(starts[-1], 1)) <= last_day:
        starts.append(following)
    middles = {((add_months(start, 1) - timedelta(days=15)) - first_day).days: f"{start:%b}" for start in starts}
    named = {middle: name for middle, name in middles.items() if NARROWEST < middle < n_days - NARROWEST}
    axes.set_xlim(0, n_days)
    axes.set_xticks([max((start - first_day).days, 0) for start in starts], labels=[])
    axes.set_xticks(list(named), labels=list(named.values()), minor=True)
    axes.tick_params(axis="x", which="both", length=0, pad=2, labeltop=True, labelbottom=False)
    axes.grid(visible=True, axis="x", which="major")


def shade(axes: Axes, shaded: Sequence[Shading], first_day: date, last_day: date) -> None:
    """The shaded days between these two; each label has a look of its own."""
    for span in shaded:
        if span.first_day <= last_day and span.last_day >= first_day:
            start, end = (span.first_day - first_day).days, (span.last_day - first_day).days + 1
            _draw_shading(axes, shaded, span.label, start, end, (0, 1))


def shading_height(shaded: Sequence[Shading]) -> float:
    """How much room the key of the shaded days needs below a chart, in points."""
    return key_height(dict.fromkeys(span.label for span in shaded), SWATCH)


def shading_key(page: Axes, shaded: Sequence[Shading], top: float, sheet_height: float) -> None:
    """What each look means, in words, from `top` down."""

    def swatch(label: str, x: float, y: float) -> None:
        _draw_shading(page, shaded, label, x, x + SWATCH - 6, (1 - (y + 5) / sheet_height, 1 - (y - 5) / sheet_height))

    labels = dict.fromkeys(span.label for span in shaded)
    draw_key(page, [(label, label) for label in labels], swatch, mark=SWATCH, top=top)


def _draw_shading(
    axes: Axes, shaded: Sequence[Shading], label: str, start: float, end: float, high: tuple[float, float]
) -> None:
    """From start to end along the axes, between two shares of their height."""
    if _is_line(shaded, label):
        axes.axvline((start + end) / 2, *high, color=FAINT, linewidth=1, linestyle=":", zorder=0.6)
        return
    areas = [each for each in dict.fromkeys(span.label for span in shaded) if not _is_line(shaded, each)]
    area = axes.axvspan(start, end, *high, edgecolor=FAINT, linewidth=0.6, zorder=0.5)
    area.set(**FILLS[areas.index(label) % len(FILLS)])


def _is_line(shaded: Sequence[Shading], label: str) -> bool:
    return all((span.last_day - span.first_day).days < A_FEW_DAYS for span in shaded if span.label == label)


LINES_AT_MOST = 120  # more than this cannot be told apart; how many were open each day is drawn instead
LEVELS = {"consult": "consultations", "engage": "engagements", "coproduce": "co-productions", "inform": "notices"}
KEY, HEADING, BELOW_LINES = 18.0, 20.0, 4.0  # points
DEEPEST, CLOSEST, WIDEST = 420.0, 3.4, 13.0  # points: all the lines together, and from line to line


@dataclass(frozen=True)
class CalendarLine:
    """One activity: `closed_on` None while it is open, `level` as in the register, `highlight` for what to look at.

    `spells` are the first and last days of one that was open more than once, in order, none of them overlapping.
    """

    opened_on: date
    closed_on: date | None
    level: str
    highlight: bool = False
    spells: tuple[tuple[date, date], ...] = ()

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"{self.level!r} is not one of {', '.join(LEVELS)}")


@dataclass(frozen=True)
class _Row:
    """Where one activity is drawn: days since the period's first, points from the top."""

    activity: CalendarLine
    start: int
    end: int
    y: float
    spells: tuple[tuple[int, int], ...]  # where it was open; the second is the day after

    def after(self, days: int) -> int | None:
        """Where it had been open for so many days; None where it was not open for longer."""
        for start, end in self.spells:
            if days < end - start:
                return start + days
            days -= end - start
        return None


def calendar(
    activities: Sequence[CalendarLine],
    *,
    period: Period,
    minimum_days: int,
    significant_days: int,
    shaded: Sequence[Shading] = (),
    highlighted: str = "open for less time than promised",
) -> Chart | NoChart:
    """A line for each activity open in the period; above 120, how many were open each day.

    A line has a gap at each of the two lengths; one that is highlighted ends in a ring, which `highlighted` names.
    """
    title = f"When were people asked in {period.name}, and for how long?"
    open_then = [each for each in activities if _is_open_in(each, period)]
    if not open_then:
        return NoChart(title, "No activity was open in this period.")
    alt = _alt(open_then, highlighted)
    if len(open_then) > LINES_AT_MOST:
        by_day = open_by_day(open_then, period)
        return Chart(title, f"{alt} {load_in_words(by_day)}", _days_drawn(by_day, shaded))
    lengths = (minimum_days, significant_days)
    return Chart(title, alt, _lines_drawn(open_then, period, lengths, shaded, highlighted))


def open_by_day(activities: Sequence[CalendarLine], period: Period) -> OpenByDay:
    """How many activities were open on each day of the period."""
    steps: Counter[int] = Counter()
    for each in activities:
        for opened_on, closed_on in _spells(each, period):
            if opened_on <= period.last_day and closed_on >= period.first_day:
                steps[max((opened_on - period.first_day).days, 0)] += 1
                steps[(closed_on - period.first_day).days + 1] -= 1
    n_days = (period.last_day - period.first_day).days + 1
    return OpenByDay(period.first_day, tuple(accumulate(steps[n] for n in range(n_days))))


def _ends(activity: CalendarLine, period: Period) -> date:
    return activity.closed_on or max(activity.opened_on, period.last_day)


def _spells(activity: CalendarLine, period: Period) -> tuple[tuple[date, date], ...]:
    return activity.spells or ((activity.opened_on, _ends(activity, period)),)


def _is_open_in(activity: CalendarLine, period: Period) -> bool:
    return activity.opened_on <= period.last_day and _ends(activity, period) >= period.first_day


def _lines_drawn(
    activities: Sequence[CalendarLine],
    period: Period,
    lengths: tuple[int, int],
    shaded: Sequence[Shading],
    highlighted: str,
) -> str:
    pitch = min(max(DEEPEST / len(activities), CLOSEST), WIDEST)
    rows, deep = _placed(activities, period, pitch)
    marked = any(each.highlight for each in activities)
    top = KEY * (2 if marked else 1) + MONTHS
    height = top + deep + BELOW_LINES + shading_height(shaded)
    with canvas(height) as drawn:
        page = drawn.page()
        _key(page, lengths, highlighted if marked else "")
        axes = drawn.plot(0, top, WIDTH, top + deep)
        axes.set(ylim=(deep, 0), yticks=[])
        months(axes, period.first_day, period.last_day)
        shade(axes, shaded, period.first_day, period.last_day)
        _draw_lines(axes, rows, lengths, min(pitch * 0.62, 5.0))
        shading_key(page, shaded, top + deep + BELOW_LINES, height)
        return drawn.svg()


def _placed(activities: Sequence[CalendarLine], period: Period, pitch: float) -> tuple[list[_Row], float]:
    """The rows, a block for each level, by the day they opened; and how deep they all are."""
    rows: list[_Row] = []
    deep = 0.0
    for level in LEVELS:
        block = [each for each in activities if each.level == level]
        deep += HEADING if block else 0
        for each in sorted(block, key=lambda each: (each.opened_on, _ends(each, period))):
            start, last = ((day - period.first_day).days for day in (each.opened_on, _ends(each, period)))
            spells = (((a - period.first_day).days, (b - period.first_day).days + 1) for a, b in _spells(each, period))
            rows.append(_Row(each, start, last + 1, deep + pitch / 2, tuple(spells)))
            deep += pitch
    return rows, deep


def _draw_lines(axes: Axes, rows: Sequence[_Row], lengths: tuple[int, int], thick: float) -> None:
    for level, n in Counter(row.activity.level for row in rows).items():
        first = next(row for row in rows if row.activity.level == level)
        axes.text(0, first.y - 7, some(n, LEVELS[level]), weight="bold", va="bottom", bbox=BEHIND_TEXT)
    marked = [row for row in rows if row.activity.highlight]
    plain = [row for row in rows if not row.activity.highlight]
    strokes(axes, [(a, row.y, b, row.y) for row in plain for a, b in row.spells], "lines", colour=MARK, thick=thick)
    strokes(
        axes, [(a, row.y, b, row.y) for row in marked for a, b in row.spells], "highlighted", colour=BAD, thick=thick
    )
    gaps = [(place, row.y) for row in rows for days in lengths if (place := row.after(days)) is not None]
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


def _alt(activities: Sequence[CalendarLine], highlighted: str) -> str:
    by_level = Counter(each.level for each in activities)
    parts = listed(some(by_level[level], LEVELS[level]) for level in LEVELS if by_level[level])
    n = sum(each.highlight for each in activities)
    marked = f"; of these {n} {agreed(n, 'were')} {highlighted}" if n else ""
    return f"{parts} {agreed(len(activities), 'were')} open in the year{marked}."


TITLE = "How many activities were open at once?"
LEFT, DEEP, BELOW_DAYS = 26.0, 160.0, 6.0  # points


@dataclass(frozen=True)
class OpenByDay:
    """How many activities were open on each day, one day after the other from `first_day`."""

    first_day: date
    counts: tuple[int, ...]

    @property
    def most(self) -> int:
        """How many were open on the busiest day."""
        return max(self.counts, default=0)

    @property
    def busiest(self) -> tuple[date, ...]:
        """The days on which so many were open."""
        return tuple(self.first_day + timedelta(days=n) for n, count in enumerate(self.counts) if count == self.most)


def open_at_once(by_day: OpenByDay, *, shaded: Sequence[Shading] = ()) -> Chart | NoChart:
    """A step for each day, in order; the busiest is named."""
    if not by_day.most:
        return NoChart(TITLE, "No activity was open on any day of this period.")
    return Chart(TITLE, load_in_words(by_day), _days_drawn(by_day, shaded))


def _days_drawn(by_day: OpenByDay, shaded: Sequence[Shading]) -> str:
    """The picture alone, as SVG."""
    height = MONTHS + DEEP + BELOW_DAYS + shading_height(shaded)
    with canvas(height) as drawn:
        _steps(drawn, by_day, shaded)
        shading_key(drawn.page(), shaded, MONTHS + DEEP + BELOW_DAYS, height)
        return drawn.svg()


def _steps(drawn: Canvas, by_day: OpenByDay, shaded: Sequence[Shading]) -> None:
    from matplotlib.ticker import MaxNLocator

    axes = drawn.plot(LEFT, MONTHS, WIDTH, MONTHS + DEEP)
    n_days = len(by_day.counts)
    last_day = by_day.first_day + timedelta(days=n_days - 1)
    months(axes, by_day.first_day, last_day)
    shade(axes, shaded, by_day.first_day, last_day)
    axes.stairs(by_day.counts, range(n_days + 1), fill=True, color=MARK, gid="days")
    axes.set_ylim(0, by_day.most * 1.22)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10], integer=True))
    axes.tick_params(axis="y", length=0)
    _name_the_busiest(axes, by_day)


def _name_the_busiest(axes: Axes, by_day: OpenByDay) -> None:
    busiest, n_days = by_day.busiest, len(by_day.counts)
    x = (busiest[0] - by_day.first_day).days + 0.5
    when = day(busiest[0]) if len(busiest) == 1 else f"on {len(busiest)} days"
    words = f"{number(by_day.most)} open, {when}"
    side = "left" if x < n_days * 0.3 else "right" if x > n_days * 0.7 else "center"
    axes.text(x, by_day.most * 1.06, words, ha=side, va="bottom", weight="bold", bbox=BEHIND_TEXT)


def load_in_words(by_day: OpenByDay) -> str:
    """The most and the fewest that were open on one day, and when."""
    most, busiest = by_day.most, by_day.busiest
    when = f"on {day(busiest[0])}" if len(busiest) == 1 else f"on each of {len(busiest)} days"
    empty = sum(not n for n in by_day.counts)
    quiet = f"none was open on {some(empty, 'days')}" if empty else f"never fewer than {number(min(by_day.counts))}"
    return f"At most {some(most, 'activities')} {agreed(most, 'were')} open at once, {when}; {quiet}."
