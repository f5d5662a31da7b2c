"""How many activities were open at once, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.show.charts.canvas import Sheet, sheet
from heard.show.charts.chart import Chart, NoChart
from heard.show.charts.style import BEHIND_TEXT, MARK, WIDTH
from heard.show.charts.timeline import Shading, months, shade, shading_key, shading_key_height
from heard.show.charts.words import count, in_full

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "How many activities were open at once?"
LEFT, TOP, DEEP = 26.0, 20.0, 160.0  # points


@dataclass(frozen=True)
class Week:
    """A week by its first day, and how many activities were open on some day of it."""

    first_day: date
    n_open: int


def open_at_once(weeks: Sequence[Week], *, shaded: Sequence[Shading] = ()) -> Chart | NoChart:
    """A step for each week, in order; the busiest is named."""
    if not any(week.n_open for week in weeks):
        return NoChart(TITLE, "No activity was open in any week of this period.")
    height = TOP + DEEP + shading_key_height(shaded)
    with sheet(height) as drawn:
        draw_weeks(drawn, weeks, shaded, TOP, TOP + DEEP - 4)
        shading_key(drawn.page(), shaded, TOP + DEEP, height)
        return Chart(TITLE, load_in_words(weeks), drawn.svg())


def draw_weeks(drawn: Sheet, weeks: Sequence[Week], shaded: Sequence[Shading], top: float, bottom: float) -> None:
    """The steps, between two heights of the sheet, the months above them."""
    axes = drawn.plot(LEFT, top, WIDTH, bottom)
    first_day, last_day = weeks[0].first_day, weeks[-1].first_day + timedelta(days=6)
    months(axes, first_day, last_day)
    shade(axes, shaded, first_day, last_day)
    edges = [(week.first_day - first_day).days for week in weeks] + [(last_day - first_day).days + 1]
    axes.stairs([week.n_open for week in weeks], edges, fill=True, color=MARK, gid="weeks")
    most = max(week.n_open for week in weeks)
    axes.set_ylim(0, most * 1.22)
    axes.yaxis.get_major_locator().set_params(integer=True, nbins=4)
    axes.tick_params(axis="y", length=0)
    _name_the_busiest(axes, weeks, most, (last_day - first_day).days)


def _name_the_busiest(axes: Axes, weeks: Sequence[Week], most: int, n_days: int) -> None:
    busiest = [week for week in weeks if week.n_open == most]
    x = (busiest[0].first_day - weeks[0].first_day).days + 3.5
    words = f"{most:,} open, week of {in_full(busiest[0].first_day)}" if len(busiest) == 1 else f"{most:,} open, in {len(busiest)} weeks"
    side = "left" if x < n_days * 0.3 else "right" if x > n_days * 0.7 else "center"
    axes.text(x, most * 1.06, words, ha=side, va="bottom", weight="bold", bbox=BEHIND_TEXT)


def load_in_words(weeks: Sequence[Week]) -> str:
    """The busiest week and the quietest, with their counts."""
    most, least = max(week.n_open for week in weeks), min(week.n_open for week in weeks)
    busiest = [week for week in weeks if week.n_open == most]
    when = f"in the week of {in_full(busiest[0].first_day)}" if len(busiest) == 1 else f"in each of {len(busiest)} weeks"
    empty = sum(not week.n_open for week in weeks)
    quiet = f"none was open in {count(empty, 'week')}" if empty else f"never fewer than {least:,}"
    return f"At most {count(most, 'activity was', 'activities were')} open at once, {when}; {quiet}."
