"""The six states of several measures, one bar for each: as many as there are, on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from heard.model.state import COUNTED, State
from heard.show.charts.canvas import sheet, text_width, wrap
from heard.show.charts.chart import Chart, NoChart
from heard.show.charts.marks import flow, state_bar
from heard.show.charts.style import LOOKS, WIDTH
from heard.show.charts.words import count, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINE, BAR, GAP = 15.0, 16.0, 11.0  # points
SWATCH = 20.0
WIDEST_UNIT = 24.0  # points: two of two should not look like sixty of sixty


@dataclass(frozen=True)
class MeasureStates:
    """A measure's title and how many of its units are in each state (one left out is 0)."""

    title: str
    counts: Mapping[State, int]


@dataclass(frozen=True)
class _Block:
    state: State
    n: int
    x: float
    width: float

    @property
    def holds_its_count(self) -> bool:
        return text_width(f"{self.n:,}") + 6 <= self.width


def states_by_measure(rows: Sequence[MeasureStates], *, title: str) -> Chart | NoChart:
    """A bar for each measure: the units in each state, by pattern and shade, with their counts.

    A measure without units has no bar; a count that does not fit into its block stands below, with its word.
    """
    rows = [row for row in rows if any(row.counts.values())]
    if not rows:
        return NoChart(title, "None of these measures has anything to count in this period.")
    unit = min(WIDEST_UNIT, WIDTH / max(sum(row.counts.values()) for row in rows))
    states = [state for state in State if any(row.counts.get(state) for row in rows)]
    places = flow(states, WIDTH, SWATCH)
    bars = [_blocks(row, unit) for row in rows]
    heights = [_height(row, bar) for row, bar in zip(rows, bars, strict=True)]
    tops = list(accumulate(heights, initial=(places[-1][0] + 1) * LINE + GAP))
    with sheet(tops[-1] - GAP) as drawn:
        page = drawn.page()
        for state, place in zip(states, places, strict=True):
            _draw_swatch(page, state, state, place, 0)
        for n, (row, bar, top) in enumerate(zip(rows, bars, tops, strict=False)):
            _draw_row(page, n, row, bar, top)
        return Chart(title, _alt(rows), drawn.svg())


def _blocks(row: MeasureStates, unit: float) -> list[_Block]:
    counts = [(state, row.counts.get(state, 0)) for state in State]
    starts = accumulate((n * unit for _, n in counts), initial=0.0)
    return [_Block(state, n, x, n * unit) for (state, n), x in zip(counts, starts, strict=False) if n]


def _below(bar: Sequence[_Block]) -> Iterator[tuple[State, str, tuple[int, float]]]:
    """The counts that do not fit, in words, and where each stands."""
    left_over = [block for block in bar if not block.holds_its_count]
    words = [f"{block.n:,} {block.state}" for block in left_over]
    for block, word, place in zip(left_over, words, flow(words, WIDTH, SWATCH), strict=True):
        yield block.state, word, place


def _height(row: MeasureStates, bar: Sequence[_Block]) -> float:
    below = max((line + 1 for _, _, (line, _) in _below(bar)), default=0)
    return (len(wrap(row.title, WIDTH)) + below) * LINE + BAR + GAP


def _draw_row(page: Axes, n: int, row: MeasureStates, bar: Sequence[_Block], top: float) -> None:
    for line in wrap(row.title, WIDTH):
        page.text(0, top, line, va="top")
        top += LINE
    for block in bar:
        state_bar(page, block.state, block.x, top, block.width, BAR, f"bar-{n}")
        if block.holds_its_count:
            _draw_count(page, block, top)
    for state, words, place in _below(bar):
        _draw_swatch(page, state, words, place, top + BAR + 4)


def _draw_count(page: Axes, block: _Block, top: float) -> None:
    look = LOOKS[block.state]
    behind = {"facecolor": look.fill, "edgecolor": "none", "pad": 1.2} if look.hatch else None
    middle = (block.x + block.width / 2, top + BAR / 2)
    page.text(*middle, f"{block.n:,}", ha="center", va="center_baseline", color=look.text, bbox=behind)


def _draw_swatch(page: Axes, state: State, words: str, place: tuple[int, float], top: float) -> None:
    line, x = place
    top += line * LINE
    state_bar(page, state, x, top, SWATCH - 5, LINE - 5, f"swatch-{top:.0f}")
    page.text(x + SWATCH, top + (LINE - 5) / 2, words, va="center_baseline")


def _alt(rows: Sequence[MeasureStates]) -> str:
    if len(rows) <= 3:
        return " ".join(_sentence(row) for row in rows)
    counted = [row for row in rows if _counted(row)]
    all_met = sum(row.counts.get(State.MET, 0) == _counted(row) for row in counted)
    found = f"Everything counted was met in {all_met} of {count(len(rows), 'check')}."
    if len(counted) < len(rows):
        found += f" Nothing could be counted in {len(rows) - len(counted)}."
    most = max(row.counts.get(State.NOT_MET, 0) for row in rows)
    worst = [row for row in counted if most and row.counts.get(State.NOT_MET) == most]
    if len(worst) in (1, 2):
        named = listed(f"{row.title} ({most:,} of {_counted(row):,})" for row in worst)
        found += f" Most often not met: {named}."
    return found


def _counted(row: MeasureStates) -> int:
    return sum(row.counts.get(state, 0) for state in COUNTED)


def _sentence(row: MeasureStates) -> str:
    return f"{row.title}: {listed(f'{row.counts[state]:,} {state}' for state in State if row.counts.get(state))}."
