"""What followed each consultation: results published, decided, fed back; and which are still waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import TYPE_CHECKING

from heard.model.state import State
from heard.show.charts.canvas import sheet
from heard.show.charts.chart import Chart, NoChart
from heard.show.charts.marks import flow, state_bar, strokes
from heard.show.charts.style import FAINT, GOOD, INK, MARK, PANEL, SOFT, WIDTH
from heard.show.charts.words import count, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "What followed each consultation, and when?"
LINES_AT_MOST = 120  # more than this cannot be told apart; those that reached each step are counted instead
SHORTEST_SHOWN, EARLIEST_SHOWN = 100, -28  # days from closing
LINE, AXIS, DEEPEST = 16.0, 22.0, 420.0  # points
CLOSEST, WIDEST = 3.4, 16.0  # points, from line to line


@dataclass(frozen=True)
class Steps:
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


@dataclass(frozen=True)
class _Mark:
    """How a step is drawn; the larger ones first, so that steps of one day can all be seen."""

    words: str
    shape: str
    size: float
    fill: str
    edge: str


MARKS = (
    _Mark("results published", "D", 1.0, PANEL, MARK),
    _Mark("decided", "s", 0.9, INK, INK),
    _Mark("fed back", "o", 0.9, GOOD, PANEL),
)
FED_BACK = 2  # the position of the last step


def chain(consultations: Sequence[Steps], *, as_at: date) -> Chart | NoChart:
    """A line of days for each consultation, the quickest to feed back first; above 120, how many reached each step."""
    if not consultations:
        return NoChart(TITLE, "No consultation closed in this period.")
    if len(consultations) > LINES_AT_MOST:
        return _reached(consultations)
    rows = sorted(consultations, key=lambda each: (_or_never(each.days[FED_BACK]), each.closed_on))
    key = _key(rows)
    places = flow([words for _, words in key], WIDTH, 18)
    top = (places[-1][0] + 1) * LINE + 6
    pitch = min(max(DEEPEST / len(rows), CLOSEST), WIDEST)
    deep = pitch * (len(rows) + 0.5)
    with sheet(top + deep + AXIS) as drawn:
        page = drawn.page()
        for (mark, words), (line, x) in zip(key, places, strict=True):
            _draw_key(page, mark, x, 8 + line * LINE)
            page.text(x + 18, 8 + line * LINE, words, va="center_baseline")
        axes = drawn.plot(6, top, WIDTH - 6, top + deep)
        axes.set(ylim=(deep, 0), yticks=[])
        _days_along(axes, rows)
        _draw(axes, rows, pitch, as_at)
        return Chart(TITLE, _alt(rows), drawn.svg())


def _or_never(days: int | None) -> float:
    return inf if days is None else days


def _key(rows: Sequence[Steps]) -> list[tuple[_Mark | None, str]]:
    found = [sum(row.days[step] is not None for row in rows) for step in range(len(MARKS))]
    key: list[tuple[_Mark | None, str]] = [(mark, f"{n:,} {mark.words}") for mark, n in zip(MARKS, found, strict=True)]
    waiting = len(rows) - found[FED_BACK]
    return [*key, (None, f"{waiting:,} no feedback yet")] if waiting else key


def _draw_key(page: Axes, mark: _Mark | None, x: float, y: float) -> None:
    if mark is None:
        strokes(page, [(x, y, x + 14, y)], "key-waiting", SOFT, 1.4, ":")
    else:
        _draw_marks(page, mark, [x + 7], [y], 7.0, "key")


def _draw_marks(axes: Axes, mark: _Mark, xs: Sequence[float], ys: Sequence[float], size: float, name: str) -> None:
    axes.plot(
        xs, ys, linestyle="none", marker=mark.shape, markersize=size * mark.size, color=mark.edge,
        markerfacecolor=mark.fill, markeredgewidth=min(size / 5, 1.2), gid=f"{name}-{mark.words.replace(' ', '-')}",
    )  # fmt: skip


def _days_along(axes: Axes, rows: Sequence[Steps]) -> None:
    known = [days for row in rows for days in row.days if days is not None]
    first, last = min([0, *known]), max([SHORTEST_SHOWN, *known])
    axes.set_xlim(max(first, EARLIEST_SHOWN) - 2, last * 1.03)
    quarters = range(0, last // 91 + 1)
    axes.set_xticks([quarter * 91.3 for quarter in quarters], labels=[_quarter(quarter, len(quarters)) for quarter in quarters])
    axes.tick_params(length=0)
    axes.get_xticklabels()[0].set_ha("left")
    axes.grid(visible=True, axis="x")


def _quarter(quarter: int, of: int) -> str:
    if not quarter:
        return "closed"
    return f"{3 * quarter} months" if quarter == 1 or of < 5 else f"{3 * quarter}"


def _draw(axes: Axes, rows: Sequence[Steps], pitch: float, as_at: date) -> None:
    lines, waits = [], []
    for n, row in enumerate(rows):
        y = (n + 0.5) * pitch
        reached = max((days for days in row.days if days is not None), default=0)
        lines.append((0.0, y, float(max(reached, 0)), y))
        if row.fed_back_on is None:
            waits.append((float(max(reached, 0)), y, float((as_at - row.closed_on).days), y))
    strokes(axes, lines, "lines", FAINT, min(pitch / 4, 1.4))
    strokes(axes, waits, "waiting", SOFT, min(pitch / 4, 1.4), ":")
    for step, mark in enumerate(MARKS):
        at = [(row.days[step], (n + 0.5) * pitch) for n, row in enumerate(rows)]
        seen = [(max(days, EARLIEST_SHOWN), y) for days, y in at if days is not None]
        _draw_marks(axes, mark, [days for days, _ in seen], [y for _, y in seen], min(pitch * 0.95, 7.0), "mark")


def _reached(rows: Sequence[Steps]) -> Chart:
    """How many reached each step, and how many did not, as bars of the same length."""
    with sheet(LINE * 6.6) as drawn:
        page = drawn.page()
        for step, mark in enumerate(MARKS):
            n = sum(row.days[step] is not None for row in rows)
            top = step * LINE * 2.2
            page.text(0, top, f"{mark.words}: {n:,} of {len(rows):,}", va="top")
            parts = ((State.MET, 0.0, n), (State.NOT_YET_DUE, float(n), len(rows) - n))
            for state, start, size in parts:
                if size:
                    state_bar(page, state, start * WIDTH / len(rows), top + LINE, size * WIDTH / len(rows), 13, f"bar-{step}")
        return Chart("What followed each consultation?", _alt(rows), drawn.svg())


def _alt(rows: Sequence[Steps]) -> str:
    found = [sum(row.days[step] is not None for row in rows) for step in range(len(MARKS))]
    parts = listed(f"{n:,} had {'been decided' if step == 1 else mark.words}" for step, (n, mark) in enumerate(zip(found, MARKS, strict=True)))
    return f"Of {count(len(rows), 'consultation')} that closed, {parts}."
