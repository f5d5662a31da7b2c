"""How long consultations were open, against four weeks, twelve weeks and three months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from heard.english import as_weeks, number, some
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import canvas, hyphened, points
from heard.page.charts.style import BAD, BEHIND_TEXT, FAINT, INK, MARK, PANEL, WASH, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "How long were consultations open?"
SIGNIFICANCES = {"significant": "significant", "other": "other", None: "with significance not recorded"}
THREE_MONTHS = (89, 93)  # days open: three months are 89 to 92
LONGEST_SHOWN = 182  # days; what is longer stands at the edge, and is named
DOTS_AT_MOST = 150  # more than this are bars, a bar a week
WORDS, ABOVE, BETWEEN, AXIS = 34.0, 12.0, 12.0, 20.0  # points
DISC, HIGHEST = 6.0, 120.0
SCALE = (WIDTH - 2 * DISC) / LONGEST_SHOWN  # points a day


@dataclass(frozen=True)
class Opening:
    """Days open, first and last day included, and `significance`: significant, other, or None where not recorded."""

    days: int
    significance: str | None

    def __post_init__(self) -> None:
        if self.significance not in SIGNIFICANCES:
            raise ValueError(f"{self.significance!r} is not significant, other or None")


@dataclass(frozen=True)
class _Row:
    """The consultations of one significance: their days open, in order, and how many stand below each."""

    words: str
    days: tuple[int, ...]
    levels: tuple[int, ...]

    @property
    def n_levels(self) -> int:
        return max(self.levels) + 1


def days_open(consultations: Sequence[Opening], *, minimum_days: int, significant_days: int) -> Chart | NoChart:
    """A dot for each consultation at its days open, a row for each significance; a ring is short of the minimum.

    Above 150 consultations, a bar for each week.
    """
    if not consultations:
        return NoChart(TITLE, "No consultation closed in this period.")
    lengths = (minimum_days, significant_days)
    week_wide = len(consultations) > DOTS_AT_MOST
    rows = [
        _row(words, [each.days for each in consultations if each.significance == significance], week_wide)
        for significance, words in SIGNIFICANCES.items()
        if any(each.significance == significance for each in consultations)
    ]
    step = min(DISC + 0.8, HIGHEST / max(row.n_levels for row in rows))
    tops = list(accumulate((WORDS + row.n_levels * step + ABOVE + BETWEEN for row in rows), initial=0.0))
    with canvas(tops[-1] - BETWEEN + AXIS) as drawn:
        page = drawn.page()
        for row, top, below in zip(rows, tops, tops[1:], strict=False):
            ground = below - BETWEEN
            page.text(0, top + 2, f"{number(len(row.days))} {row.words}", weight="bold", va="top")
            page.text(0, top + 17, _zones(row.days, lengths), va="top")
            _rules(page, lengths, top + WORDS, ground)
            (_bars if week_wide else _dots)(page, row, ground, step, minimum_days)
        _axis(page, lengths, tops[-1] - BETWEEN)
        return Chart(TITLE, _alt(rows, lengths), drawn.svg())


def _row(words: str, days: Iterable[int], week_wide: bool) -> _Row:
    """Dots side by side where there is room, otherwise on top of each other; bars by whole weeks."""
    ordered = sorted(days)
    levels: list[int] = []
    for at, day in enumerate(ordered):
        taken = {levels[n] for n in range(at) if _is_beside(ordered[n], day, week_wide)}
        levels.append(next(level for level in range(len(ordered)) if level not in taken))
    return _Row(words, tuple(ordered), tuple(levels))


def _is_beside(one: int, other: int, week_wide: bool) -> bool:
    one, other = min(one, LONGEST_SHOWN), min(other, LONGEST_SHOWN)
    return one // 7 == other // 7 if week_wide else (other - one) * SCALE < DISC


def _x(days: int) -> float:
    return min(days, LONGEST_SHOWN) * SCALE


def _rules(page: Axes, lengths: tuple[int, int], top: float, ground: float) -> None:
    shortest, longest = (_x(days) for days in THREE_MONTHS)
    page.fill_betweenx([top, ground], shortest, longest, facecolor=WASH, edgecolor=FAINT, linewidth=0.6)
    for days in lengths:
        page.plot([_x(days)] * 2, [top, ground], color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
    page.plot([0, WIDTH], [ground, ground], color=FAINT, linewidth=0.8)


def _axis(page: Axes, lengths: tuple[int, int], ground: float) -> None:
    minimum, significant = lengths
    page.text(0, ground + 5, "0", va="top")
    page.text(_x(minimum), ground + 5, as_weeks(minimum), ha="center", va="top")
    page.text(_x(significant) + 3, ground + 5, as_weeks(significant), ha="right", va="top")
    page.text(_x(THREE_MONTHS[0]), ground + 5, "3 months", va="top")
    page.text(WIDTH, ground + 5, as_weeks(LONGEST_SHOWN), ha="right", va="top")


def _dots(page: Axes, row: _Row, ground: float, step: float, minimum: int) -> None:
    heights = [ground - level * step - DISC / 2 - 2 for level in row.levels]
    places = [(day, (_x(day), y)) for day, y in zip(row.days, heights, strict=True)]
    short = [place for day, place in places if day < minimum]
    enough = [place for day, place in places if minimum <= day <= LONGEST_SHOWN]
    beyond = [place for day, place in places if day > LONGEST_SHOWN]
    points(page, short, f"short-{row.words}", colour=BAD, fill=PANEL, across=DISC - 1, edge=1.3)
    points(page, enough, f"enough-{row.words}", colour=MARK, across=DISC - 1, edge=1.3)
    points(page, beyond, f"beyond-{row.words}", colour=MARK, shape=">", across=DISC - 1, edge=1.3)
    if beyond:
        words = f"{'up to ' if len(beyond) > 1 else ''}{some(row.days[-1], 'days')}"
        x, y = beyond[0]
        page.text(x - DISC, y, words, ha="right", va="center_baseline", bbox=BEHIND_TEXT)


def _bars(page: Axes, row: _Row, ground: float, step: float, minimum: int) -> None:
    weeks = Counter(min(day, LONGEST_SHOWN) // 7 for day in row.days)
    for week, n in sorted(weeks.items()):
        is_short = week * 7 < minimum
        [bar] = page.bar(_x(week * 7) + 0.8, -n * step, 7 * SCALE - 1.6, ground, align="edge", linewidth=1.2)
        bar.set(facecolor=PANEL if is_short else MARK, edgecolor=BAD if is_short else MARK)
        bar.set_gid(hyphened("week", row.words, str(week)))


def _zones(days: Sequence[int], lengths: tuple[int, int]) -> str:
    minimum, significant = lengths
    short, long = sum(day < minimum for day in days), sum(day >= significant for day in days)
    between = f"{number(len(days) - short - long)} between"
    return f"{number(short)} under {as_weeks(minimum)} · {between} · {number(long)} of {as_weeks(significant)} or more"


def _alt(rows: Sequence[_Row], lengths: tuple[int, int]) -> str:
    parts = [f"{number(len(row.days))} {row.words}: {_zones(row.days, lengths).replace(' ·', ',')}." for row in rows]
    return " ".join([f"{some(sum(len(row.days) for row in rows), 'consultations')}.", *parts])
