"""How many activities were open at once, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.english import agreed, day, number, some
from heard.page.charts.canvas import Sheet, sheet
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.style import BEHIND_TEXT, MARK, WIDTH
from heard.page.charts.timeline import MONTHS, Shading, months, shade, shading_height, shading_key

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "How many activities were open at once?"
LEFT, DEEP, BELOW = 26.0, 160.0, 6.0  # points


@dataclass(frozen=True)
class Week:
    """A week by its first day, and how many activities were open on some day of it."""

    first_day: date
    n_open: int


def open_at_once(weeks: Sequence[Week], *, shaded: Sequence[Shading] = ()) -> Chart | NoChart:
    """A step for each week, in order; the busiest is named."""
    if not any(week.n_open for week in weeks):
        return NoChart(TITLE, "No activity was open in any week of this period.")
    return Chart(TITLE, load_in_words(weeks), weeks_drawn(weeks, shaded))


def weeks_drawn(weeks: Sequence[Week], shaded: Sequence[Shading]) -> str:
    """The picture alone, as SVG."""
    height = MONTHS + DEEP + BELOW + shading_height(shaded)
    with sheet(height) as drawn:
        _steps(drawn, weeks, shaded)
        shading_key(drawn.page(), shaded, MONTHS + DEEP + BELOW, height)
        return drawn.svg()


def _steps(drawn: Sheet, weeks: Sequence[Week], shaded: Sequence[Shading]) -> None:
    from matplotlib.ticker import MaxNLocator

    axes = drawn.plot(LEFT, MONTHS, WIDTH, MONTHS + DEEP)
    first_day, last_day = weeks[0].first_day, weeks[-1].first_day + timedelta(days=6)
    months(axes, first_day, last_day)
    shade(axes, shaded, first_day, last_day)
    n_days = (last_day - first_day).days + 1
    edges = [(week.first_day - first_day).days for week in weeks] + [n_days]
    axes.stairs([week.n_open for week in weeks], edges, fill=True, color=MARK, gid="weeks")
    axes.set_ylim(0, max(week.n_open for week in weeks) * 1.22)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10], integer=True))
    axes.tick_params(axis="y", length=0)
    _name_the_busiest(axes, weeks, n_days)


def _name_the_busiest(axes: Axes, weeks: Sequence[Week], n_days: int) -> None:
    busiest = _busiest(weeks)
    x = (busiest[0].first_day - weeks[0].first_day).days + 3.5
    when = f"week of {day(busiest[0].first_day)}" if len(busiest) == 1 else f"in {len(busiest)} weeks"
    words = f"{number(busiest[0].n_open)} open, {when}"
    side = "left" if x < n_days * 0.3 else "right" if x > n_days * 0.7 else "center"
    axes.text(x, busiest[0].n_open * 1.06, words, ha=side, va="bottom", weight="bold", bbox=BEHIND_TEXT)


def _busiest(weeks: Sequence[Week]) -> list[Week]:
    most = max(week.n_open for week in weeks)
    return [week for week in weeks if week.n_open == most]


def load_in_words(weeks: Sequence[Week]) -> str:
    """The busiest week and the quietest, with their counts."""
    busiest = _busiest(weeks)
    most = busiest[0].n_open
    when = f"in the week of {day(busiest[0].first_day)}" if len(busiest) == 1 else f"in each of {len(busiest)} weeks"
    empty, least = sum(not week.n_open for week in weeks), min(week.n_open for week in weeks)
    quiet = f"none was open in {some(empty, 'weeks')}" if empty else f"never fewer than {number(least)}"
    return f"At most {some(most, 'activities')} {agreed(most, 'were')} open at once, {when}; {quiet}."
