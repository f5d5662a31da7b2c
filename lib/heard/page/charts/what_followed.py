"""What followed each consultation: results published, decided, fed back; and which are still waiting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from heard.english import listed, number, some
from heard.model.state import State
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import LINE, Place, canvas, draw_key, key_height, points, state_bar, strokes
from heard.page.charts.style import FAINT, GOOD, INK, MARK, PANEL, SOFT, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "What followed each consultation, and when?"
LINES_AT_MOST = 120  # more than this cannot be told apart; those that reached each step are counted instead
SHORTEST_SHOWN, LONGEST_WAIT_SHOWN, EARLIEST_SHOWN = 100, 425, -28  # days from closing
QUARTER = 91.3  # days
AXIS, EDGE, KEY_MARK = 22.0, 6.0, 18.0  # points
DEEPEST, CLOSEST, WIDEST = 420.0, 3.4, 16.0  # points: all the lines together, and from line to line


@dataclass(frozen=True)
class ConsultationSteps:
    """The first day of each step of one consultation; None where it has not happened, or nobody wrote it down."""

    closed_on: date
    results_on: date | None
    decided_on: date | None
    fed_back_on: date | None

    @property
    def days(self) -> tuple[int | None, ...]:
        """Days from closing to each step, in the order of the chain; negative for what came before closing."""
        steps = (self.results_on, self.decided_on, self.fed_back_on)
        return tuple(None if day is None else (day - self.closed_on).days for day in steps)

    @property
    def reached(self) -> int:
        """Days from closing to the last step there was; 0 while there is none."""
        return max(0, *(days or 0 for days in self.days))


@dataclass(frozen=True)
class _Mark:
    """A step of the chain: one is hollow, one high, one full, so that steps of the same day can all be seen."""

    words: str
    shape: str
    across: float
    edge: float
    colour: str
    fill: str

    def draw(self, axes: Axes, places: Sequence[Place], size: float, name: str) -> None:
        """At each place, in proportion to `size` points."""
        look = {"shape": self.shape, "colour": self.colour, "fill": self.fill}
        points(axes, places, f"{name}-{self.words}", across=size * self.across, edge=size * self.edge, **look)


MARKS = (
    _Mark("results published", "D", 0.9, 0.17, MARK, PANEL),
    _Mark("decided", "|", 1.3, 0.33, INK, INK),
    _Mark("fed back", "o", 0.9, 0.17, GOOD, GOOD),
)


def chain(consultations: Sequence[ConsultationSteps], *, as_at: date) -> Chart | NoChart:
    """A line of days for each consultation, the quickest to feed back first; above 120, how many reached each step."""
    if not consultations:
        return NoChart(TITLE, "No consultation closed in this period.")
    if len(consultations) > LINES_AT_MOST:
        return Chart("What followed each consultation?", _alt(consultations), _bars_drawn(consultations))
    return Chart(TITLE, _alt(consultations), _lines_drawn(sorted(consultations, key=_order), as_at))


def _order(steps: ConsultationSteps) -> tuple[bool, int, date]:
    return steps.fed_back_on is None, steps.days[-1] or 0, steps.closed_on


def _reached(consultations: Sequence[ConsultationSteps]) -> list[int]:
    """How many reached each step."""
    return [sum(each.days[step] is not None for each in consultations) for step in range(len(MARKS))]


def _lines_drawn(rows: Sequence[ConsultationSteps], as_at: date) -> str:
    key: list[tuple[_Mark | None, str]] = [
        (mark, f"{number(n)} {mark.words}") for mark, n in zip(MARKS, _reached(rows), strict=True)
    ]
    if waiting := sum(row.fed_back_on is None for row in rows):
        key.append((None, f"{number(waiting)} no feedback yet"))
    pitch = min(max(DEEPEST / len(rows), CLOSEST), WIDEST)
    top = key_height((words for _, words in key), KEY_MARK) + 6
    deep = pitch * (len(rows) + 0.5)
    with canvas(top + deep + AXIS) as drawn:
        page = drawn.page()
        draw_key(page, key, lambda mark, x, y: _draw_key(page, mark, x, y), mark=KEY_MARK)
        axes = drawn.plot(EDGE, top, WIDTH - EDGE, top + deep)
        axes.set(ylim=(deep, 0), yticks=[])
        _days_along(axes, rows, as_at)
        _draw(axes, rows, pitch, as_at)
        return drawn.svg()


def _draw_key(page: Axes, mark: _Mark | None, x: float, y: float) -> None:
    if mark is None:
        strokes(page, [(x, y, x + 14, y)], "key-waiting", colour=SOFT, thick=1.4, dashes=":")
    else:
        mark.draw(page, [(x + 7, y)], 7.0, "key")


def _days_along(axes: Axes, rows: Sequence[ConsultationSteps], as_at: date) -> None:
    known = [days for row in rows for days in row.days if days is not None]
    waited = max((as_at - row.closed_on).days for row in rows)
    last = max([SHORTEST_SHOWN, *known, min(waited, LONGEST_WAIT_SHOWN)])
    axes.set_xlim(max(min([0, *known]), EARLIEST_SHOWN) - 2, last * 1.02)
    quarters = range(1, int(last / QUARTER) + 1)
    words = ["closed", *(f"{3 * quarter}{' months' if quarter == 1 else ''}" for quarter in quarters)]
    labels = axes.set_xticks([0, *(quarter * QUARTER for quarter in quarters)], labels=words)
    labels[0].label1.set_horizontalalignment("left")
    if quarters[-1] * QUARTER > last * 0.92:
        labels[-1].label1.set_horizontalalignment("right")
    axes.tick_params(length=0)
    axes.grid(visible=True, axis="x")


def _draw(axes: Axes, rows: Sequence[ConsultationSteps], pitch: float, as_at: date) -> None:
    heights = [(n + 0.5) * pitch for n in range(len(rows))]
    thick = min(pitch / 4, 1.4)
    strokes(
        axes, [(0, y, row.reached, y) for row, y in zip(rows, heights, strict=True)], "lines", colour=FAINT, thick=thick
    )
    waits = [
        (row.reached, y, (as_at - row.closed_on).days, y)
        for row, y in zip(rows, heights, strict=True)
        if row.fed_back_on is None
    ]
    strokes(axes, waits, "waiting", colour=SOFT, thick=thick, dashes=":")
    for step, mark in enumerate(MARKS):
        mark.draw(axes, list(_places(rows, heights, step)), min(pitch * 0.95, 7.0), "mark")


def _places(rows: Sequence[ConsultationSteps], heights: Sequence[float], step: int) -> Iterator[Place]:
    for row, y in zip(rows, heights, strict=True):
        if (days := row.days[step]) is not None:
            yield max(days, EARLIEST_SHOWN), y


def _bars_drawn(rows: Sequence[ConsultationSteps]) -> str:
    """How many reached each step, and how many did not, as bars of the same length."""
    unit = WIDTH / len(rows)
    with canvas(LINE * 6.6) as drawn:
        page = drawn.page()
        for step, (mark, n) in enumerate(zip(MARKS, _reached(rows), strict=True)):
            top = step * LINE * 2.2
            page.text(0, top, f"{mark.words}: {number(n)} of {number(len(rows))}", va="top")
            for state, start, size in ((State.MET, 0, n), (State.NOT_YET_DUE, n, len(rows) - n)):
                if size:
                    state_bar(page, state, (start * unit, top + LINE), size * unit, 13, f"bar-{step}")
        return drawn.svg()


def _alt(rows: Sequence[ConsultationSteps]) -> str:
    published, decided, fed_back = (number(n) for n in _reached(rows))
    parts = listed((f"{published} had results published", f"{decided} had been decided", f"{fed_back} had fed back"))
    return f"Of {some(len(rows), 'consultations')} that closed, {parts}."
