"""Each check of a chapter: the cases that met it, did it in part, fell short of it, or have no record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from heard.english import number, some
from heard.model.state import COUNTED, State
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import Place, canvas, hyphened, strokes, text_width, wrap
from heard.page.charts.style import (
    BAD,
    EDGE,
    INK,
    MARK,
    MID,
    PANEL,
    PAPER_WIDTH,
    PHONE_WIDTH,
    SOFT,
    Look,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOTHING = "No two checks of this chapter have three cases or more, so there is nothing to draw."
CASES = (State.MET, State.PARTLY, State.NOT_MET, State.NO_EVIDENCE)
PARTS = {
    State.MET: Look(MARK, MARK, text=PANEL),
    State.PARTLY: Look(MID, EDGE),
    State.NOT_MET: Look(PANEL, BAD, text=BAD),
    State.NO_EVIDENCE: Look(PANEL, SOFT, dashes=":", text=SOFT),
}
BAR, ROW, LINE, KEY = 12.0, 19.5, 10.0, 20.0  # points
SWATCH = 18.0  # points that a part of the key is wide
HOLDS = 5.0  # points that a part is wider than its number
LINES = 2  # that a name may have


@dataclass(frozen=True)
class CheckCases:
    """A check: its name, and how many cases are in each state (one left out is 0)."""

    name: str
    counts: Mapping[State, int]

    def n(self, *states: State) -> int:
        """How many cases are in any of these states."""
        return sum(self.counts.get(state, 0) for state in states)


@dataclass(frozen=True)
class _Paper:
    """What the picture is drawn on, in points: a bar begins at `left`, beside its name, or at 0, below it."""

    width: float
    letters: float
    left: float = 0.0

    @property
    def bar(self) -> float:
        return self.width - self.left - 1.0

    def name(self, check: CheckCases) -> list[str]:
        lines = wrap(check.name, (self.left or self.width) - 8.0, self.letters)
        return lines if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1]} …"]

    def height(self, check: CheckCases) -> float:
        lines = len(self.name(check)) * LINE
        return max(ROW, lines + 4.0) if self.left else lines + BAR + 6.0


SHEET = _Paper(width=PAPER_WIDTH, letters=8.5, left=206.0)
PHONE = _Paper(width=PHONE_WIDTH, letters=9.0)


def cases_by_check(
    checks: Sequence[CheckCases], *, title: str, kept_at: int, words: Mapping[State, str]
) -> Chart | NoChart:
    """A bar for each check, as long for few cases as for many: met, in part, fell short, and no record.

    A line crosses them all at `kept_at` per cent. `words` are those of the key; a number stands in each part that
    holds it.
    """
    if len(checks) < 2:
        return NoChart(title, NOTHING)
    wide, narrow = (_drawn(checks, paper, kept_at, words) for paper in (SHEET, PHONE))
    return Chart(title, _alt(checks, kept_at, words), wide, narrow)


def _drawn(checks: Sequence[CheckCases], paper: _Paper, kept_at: int, words: Mapping[State, str]) -> str:
    places = list(_key_places(paper, words, f"{kept_at} in 100"))
    tops = list(accumulate(map(paper.height, checks), initial=places[-1][1] + KEY))
    with canvas(tops[-1], paper.width) as drawn:
        page = drawn.page()
        _draw_key(page, places, paper, words, f"{kept_at} in 100")
        for n, (check, top) in enumerate(zip(checks, tops, strict=False)):
            _draw_check(page, n, check, top, paper)
        _draw_limit(page, list(zip(checks, tops, strict=False)), paper, kept_at)
        return drawn.svg()


def _draw_limit(page: Axes, placed: Sequence[tuple[CheckCases, float]], paper: _Paper, kept_at: int) -> None:
    """The line at `kept_at` per cent: beside the bars, and within them where they are dark, never over a number."""
    x, half = paper.left + paper.bar * kept_at / 100, BAR / 2
    middles = [(check, _bar_middle(check, top, paper)) for check, top in placed]
    beside = [(x, y + end - 1.8, x, y + end + 1.8) for _, y in middles for end in (-half - 1.8, half + 1.8)]
    strokes(page, beside, "limit", colour=INK, thick=1.2)
    dark = [y for check, y in middles if 100 * check.n(State.MET) > kept_at * check.n(*CASES)]
    strokes(page, [(x, y - half, x, y + half) for y in dark], "limit on dark", colour=PANEL, thick=1.2)


def _bar_middle(check: CheckCases, top: float, paper: _Paper) -> float:
    return top + (paper.height(check) / 2 if paper.left else len(paper.name(check)) * LINE + BAR / 2 + 2)


def _draw_check(page: Axes, n: int, check: CheckCases, top: float, paper: _Paper) -> None:
    """The name of a check, and its bar."""
    lines, y = paper.name(check), _bar_middle(check, top, paper)
    first = y - (len(lines) - 1) * LINE / 2 if paper.left else top + LINE / 2
    for at, line in enumerate(lines):
        page.text(0, first + at * LINE, line, va="center_baseline", size=paper.letters)
    begins, unit = paper.left, paper.bar / check.n(*CASES)
    for state in CASES:
        if cases := check.n(state):
            _draw_part(page, state, (begins, y), cases * unit, hyphened(f"bar-{n}", state))
            weight = "bold" if state is State.NOT_MET else "normal"
            if text_width(number(cases), paper.letters, weight) + HOLDS <= cases * unit:
                _draw_number(page, number(cases), (begins + cases * unit / 2, y), PARTS[state].text, weight, paper)
            begins += cases * unit


def _draw_number(page: Axes, words: str, place: Place, colour: str, weight: str, paper: _Paper) -> None:
    set_words = partial(page.text, ha="center", va="center_baseline", size=paper.letters)
    set_words(*place, words, color=colour, weight=weight)


def _draw_part(page: Axes, state: State, place: Place, width: float, name: str) -> None:
    """A part of a bar, drawn so that two side by side do not touch."""
    (x, y), look = place, PARTS[state]
    thick = 1.6 if state is State.NOT_MET else 0.9
    [part] = page.barh(y, max(width - thick - 0.6, 0.4), left=x + thick / 2, height=BAR - thick, linewidth=thick)
    part.set(facecolor=look.fill, edgecolor=look.edge, linestyle=look.dashes, gid=name)


def _key_places(paper: _Paper, words: Mapping[State, str], limit: str) -> Iterator[Place]:
    """Where each part of the key stands, and last the words of the line: on a new line where the room is used up."""
    x, y = 0.0, 0.0
    set_wide = partial(text_width, size=paper.letters)
    for width in (*(SWATCH + 5 + set_wide(words[state]) + 12 for state in CASES), set_wide(limit) + 9):
        if x and x + width > paper.width:
            x, y = 0.0, y + KEY * 0.8
        yield x, y
        x += width


def _draw_key(page: Axes, places: Sequence[Place], paper: _Paper, words: Mapping[State, str], limit: str) -> None:
    for state, (x, top) in zip(CASES, places, strict=False):
        _draw_part(page, state, (x, top + 7), SWATCH, hyphened("key", state))
        page.text(x + SWATCH + 5, top + 7, words[state], va="center_baseline", size=paper.letters)
    x, top = places[-1]
    strokes(page, [(x + 2, top + 1, x + 2, top + 13)], "key limit", colour=INK, thick=1.0)
    page.text(x + 7, top + 7, limit, va="center_baseline", size=paper.letters)


def _alt(checks: Sequence[CheckCases], kept_at: int, words: Mapping[State, str]) -> str:
    """What the picture is, how many checks reach the line, and which falls furthest short of it."""
    high = sum(100 * check.n(State.MET) >= kept_at * check.n(*CASES) for check in checks)
    met = words[State.MET]
    told = [
        f"A row for each of {some(len(checks), 'checks')}, with its cases by what became of them.",
        f"In {number(high)} at least {kept_at} in 100 are {met}.",
    ]
    if short := [check for check in checks if check.n(*COUNTED) > check.n(State.MET)]:
        least = min(short, key=lambda check: check.n(State.MET) / check.n(*COUNTED))
        told.append(f"Furthest from it: {least.name}, {number(least.n(State.MET))} of {number(least.n(*COUNTED))}.")
    return " ".join([*told, "The table below has every count."])
