"""The six states of several measures, one bar for each: as many as there are, on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from heard.english import listed, number, some
from heard.model.state import COUNTED, State
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import LINE, canvas, draw_key, fits_beside, key_height, state_bar, text_width, wrap
from heard.page.charts.style import LOOKS, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BAR, GAP, SWATCH = 16.0, 11.0, 20.0  # points
WIDEST_UNIT = 24.0  # points: two of two should not look like sixty of sixty
FEW = 3  # so many measures can be told one by one


@dataclass(frozen=True)
class MeasureStates:
    """A measure's title and how many of its units are in each state (one left out is 0)."""

    title: str
    counts: Mapping[State, int]

    def n(self, *states: State) -> int:
        """How many units are in any of these states."""
        return sum(self.counts.get(state, 0) for state in states)


@dataclass(frozen=True)
class _Block:
    """The units of one state, as wide as there are many of them."""

    state: State
    n: int
    x: float
    width: float

    @property
    def holds_its_count(self) -> bool:
        return text_width(number(self.n)) + 6 <= self.width


@dataclass(frozen=True)
class _Bar:
    """One measure: its title in lines, its blocks, and in words what does not fit into them."""

    title: list[str]
    blocks: list[_Block]

    @property
    def outside(self) -> list[tuple[State, str]]:
        return [(block.state, f"{number(block.n)} {block.state}") for block in self.blocks if not block.holds_its_count]

    @property
    def end(self) -> float:
        return self.blocks[-1].x + self.blocks[-1].width + GAP

    @property
    def has_room_beside(self) -> bool:
        return fits_beside((words for _, words in self.outside), SWATCH, self.end)

    @property
    def height(self) -> float:
        below = 0 if self.has_room_beside else key_height((words for _, words in self.outside), SWATCH) + 4
        return len(self.title) * LINE + BAR + below + GAP


def states_by_measure(rows: Sequence[MeasureStates], *, title: str) -> Chart | NoChart:
    """A bar for each measure: the units in each state, by pattern and shade, with their counts.

    A measure without units has no bar; a count that does not fit into its block stands beside its bar, with its word,
    or below where there is no room.
    """
    rows = [row for row in rows if row.n(*State)]
    if not rows:
        return NoChart(title, "None of these measures has anything to count in this period.")
    unit = min(WIDEST_UNIT, WIDTH / max(row.n(*State) for row in rows))
    bars = [_bar(row, unit) for row in rows]
    key = [(state, str(state)) for state in State if any(row.n(state) for row in rows)]
    tops = list(accumulate((bar.height for bar in bars), initial=key_height((words for _, words in key), SWATCH) + GAP))
    with canvas(tops[-1] - GAP) as drawn:
        page = drawn.page()
        _swatches(page, key, 0)
        for n, (bar, top) in enumerate(zip(bars, tops, strict=False)):
            _draw(page, n, bar, top)
        return Chart(title, _alt(rows), drawn.svg())


def _bar(row: MeasureStates, unit: float) -> _Bar:
    counts = [(state, row.n(state)) for state in State]
    starts = accumulate((n * unit for _, n in counts), initial=0.0)
    blocks = [_Block(state, n, x, n * unit) for (state, n), x in zip(counts, starts, strict=False) if n]
    return _Bar(wrap(row.title, WIDTH), blocks)


def _draw(page: Axes, n: int, bar: _Bar, top: float) -> None:
    for line in bar.title:
        page.text(0, top, line, va="top")
        top += LINE
    for block in bar.blocks:
        state_bar(page, block.state, (block.x, top), block.width, BAR, f"bar-{n}")
        if block.holds_its_count:
            look = LOOKS[block.state]
            behind = {"facecolor": look.fill, "edgecolor": "none", "pad": 1.2} if look.hatch else None
            middle = (block.x + block.width / 2, top + BAR / 2)
            page.text(*middle, number(block.n), ha="center", va="center_baseline", color=look.text, bbox=behind)
    if bar.has_room_beside:
        _swatches(page, bar.outside, top + (BAR - LINE) / 2, left=bar.end)
    else:
        _swatches(page, bar.outside, top + BAR + 2)


def _swatches(page: Axes, key: Sequence[tuple[State, str]], top: float, left: float = 0) -> None:
    def swatch(state: State, x: float, y: float) -> None:
        state_bar(page, state, (x, y - 5), SWATCH - 5, 10, f"key-{top:.0f}")

    draw_key(page, key, swatch, mark=SWATCH, top=top, left=left)


def _alt(rows: Sequence[MeasureStates]) -> str:
    if len(rows) <= FEW:
        return " ".join(_sentence(row) for row in rows)
    counted = [row for row in rows if row.n(*COUNTED)]
    all_met = sum(row.n(State.MET) == row.n(*COUNTED) for row in counted)
    which, were = (str(all_met) if all_met else "None"), ("were" if all_met > 1 else "was")
    found = f"{which} of {some(len(rows), 'checks')} {were} met in every case we can judge."
    if len(counted) < len(rows):
        found += f" Nothing could be counted in {len(rows) - len(counted)}."
    most = max(row.n(State.NOT_MET) for row in rows)
    worst = [
        f"{row.title} ({number(most)} of {number(row.n(*COUNTED))})" for row in counted if row.n(State.NOT_MET) == most
    ]
    if most and len(worst) <= FEW:
        found += f" Most not met: {listed(worst)}."
    return found


def _sentence(row: MeasureStates) -> str:
    return f"{row.title}: {listed(f'{number(row.n(state))} {state}' for state in State if row.n(state))}."
