"""Every activity and every measure at a glance."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from heard.english import listed, number, some
from heard.model.state import State
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import LINE, canvas, draw_key, key_height, strokes, text_width, wrap
from heard.page.charts.style import BAD, GOOD, HALF, PANEL, SOFT, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES, NAMED_AT_MOST = 150.0, 30  # points for the titles, where there are few enough to name
DEEPEST, CLOSEST, WIDEST, BROADEST = 430.0, 4.0, 15.0, 24.0  # points: all rows, row to row, and across a cell
HEADS, KEY_MARK = 24.0, 18.0  # points
BLOCKS = {State.MET: (GOOD, 1.0), State.PARTLY: (HALF, 0.5), State.NOT_MET: (BAD, 1.0)}  # colour, share of the height
WORDS: Mapping[State, str] = {
    State.MET: "met or on record",
    State.PARTLY: "in part",
    State.NOT_MET: "not met or otherwise on record",
    State.NO_EVIDENCE: "cannot tell",
    State.NOT_YET_DUE: "not due yet",
    State.NOT_APPLICABLE: "not applicable",
}  # of single consultations, the chapter on law says what is on record
DASHES = {State.NO_EVIDENCE: 0.6, State.NOT_YET_DUE: 0.2}  # share of the width


@dataclass(frozen=True)
class GridRow:
    """An activity's title and its state under each measure, in the order of the measures; None where it has none."""

    title: str
    states: tuple[State | None, ...]


@dataclass(frozen=True)
class _Cells:
    """Where the cells are, in points: the corner of the first, how wide and high each is, and how many."""

    left: float
    top: float
    wide: float
    high: float
    across: int
    down: int

    @property
    def bottom(self) -> float:
        return self.top + self.down * self.high

    def runs(self, rows: Sequence[GridRow], state: State) -> Iterator[tuple[float, float, float]]:
        """The cells of one state, those side by side together: (x, y of the middle, x where they end)."""
        for n, row in enumerate(rows):
            at = 0
            for found, run in groupby(row.states):
                size = len(list(run))
                if found is state:
                    start = self.left + at * self.wide
                    yield start, self.top + (n + 0.5) * self.high, start + size * self.wide
                at += size


def grid(rows: Sequence[GridRow], *, measures: Sequence[str], title: str) -> Chart | NoChart:
    """A cell for each activity and measure: full, half, hollow, a dash or a dot; not applicable is bare.

    The measures are numbered, and named below; up to 30 activities are named beside their row.
    """
    found = Counter(state for row in rows for state in row.states if state)
    if not found:
        return NoChart(title, "No activity closed in this period.")
    key = [(state, WORDS[state]) for state in State if found[state] and state is not State.NOT_APPLICABLE]
    cells = _cells(rows, len(measures), key_height((words for _, words in key), KEY_MARK) + HEADS)
    below = [line for n, measure in enumerate(measures, 1) for line in wrap(f"{n} {measure}", WIDTH)]
    with canvas(cells.bottom + 10 + len(below) * LINE) as drawn:
        page = drawn.page()
        draw_key(page, key, lambda state, x, y: _draw(page, state, [(x, y, x + 12)], (12, 12), "key"), mark=KEY_MARK)
        for state, _ in key:
            _draw(page, state, list(cells.runs(rows, state)), (cells.wide, cells.high), "cell")
        edges = [cells.left + n * cells.wide for n in range(cells.across + 1)]
        strokes(page, [(x, cells.top, x, cells.bottom) for x in edges], "between", colour=PANEL, thick=1.6)
        _name(page, cells, rows)
        for n, line in enumerate(below):
            page.text(0, cells.bottom + 10 + n * LINE, line, va="top")
        return Chart(title, _alt(len(rows), len(measures), found), drawn.svg())


def _cells(rows: Sequence[GridRow], n_measures: int, top: float) -> _Cells:
    left = NAMES if len(rows) <= NAMED_AT_MOST else 0.0
    wide = min((WIDTH - left) / n_measures, BROADEST)
    high = min(max(DEEPEST / len(rows), CLOSEST), WIDEST)
    return _Cells(left, top, wide, high, n_measures, len(rows))


def _draw(
    page: Axes, state: State, runs: Sequence[tuple[float, float, float]], size: tuple[float, float], name: str
) -> None:
    wide, high = size[0], size[1] - min(1.4, size[1] * 0.2)
    name = f"{name}-{state}"
    middles = [(x + (n + 0.5) * wide, y) for x, y, end in runs for n in range(round((end - x) / wide))]
    if state in DASHES:
        half = wide * DASHES[state] / 2
        dashes = [(x - half, y, x + half, y) for x, y in middles]
        strokes(page, dashes, name, colour=SOFT, thick=min(high / 3, 1.6))
        return
    colour, share = BLOCKS[state]
    down = high * (1 - share) / 2  # what is not full stands at the bottom of its cell
    strokes(page, [(x, y + down, end, y + down) for x, y, end in runs], name, colour=colour, thick=high * share)
    if state is State.NOT_MET:
        edge = min(high / 4, 1.3)
        half = wide / 2 - edge - 0.7
        inside = [(x - half, y, x + half, y) for x, y in middles]
        strokes(page, inside, f"{name}-inside", colour=PANEL, thick=high - 2 * edge)


def _name(page: Axes, cells: _Cells, rows: Sequence[GridRow]) -> None:
    """The numbers of the measures, every one where there is room, else every fifth; and the activities, if few."""
    every = 1 if cells.wide > text_width(f"{cells.across}") + 2 else 5
    for n in range(1, cells.across + 1):
        if n == 1 or n % every == 0:
            x = cells.left + (n - 0.5) * cells.wide
            page.text(x, cells.top - 8, f"{n}", ha="center", va="center_baseline", color=SOFT)
    for n, row in enumerate(rows if cells.left else ()):
        page.text(0, cells.top + (n + 0.5) * cells.high, _cut(row.title, NAMES - 8), va="center_baseline")


def _cut(words: str, room: float) -> str:
    """As much of the words as there is room for."""
    beginning = words[: int(room)]  # no letter that is seen is narrower than a point
    if beginning == words and text_width(words) <= room:
        return words
    n = bisect_right(range(1, len(beginning) + 1), room, key=lambda n: text_width(f"{beginning[:n]}…"))
    return f"{beginning[:n].rstrip()}…"


def _alt(n_rows: int, n_measures: int, found: Counter[State]) -> str:
    parts = listed(f"{number(found[state])} {WORDS[state]}" for state in State if found[state])
    return f"{some(n_rows, 'activities')} under {some(n_measures, 'checks')}: {parts}."
