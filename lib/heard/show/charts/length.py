"""How long consultations were open, against four weeks, twelve weeks and three months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, count as numbers
from typing import TYPE_CHECKING

from heard.show.charts.canvas import sheet
from heard.show.charts.chart import Chart, NoChart
from heard.show.charts.style import BAD, BEHIND_TEXT, FAINT, INK, MARK, PANEL, WASH, WIDTH
from heard.show.charts.words import as_weeks, count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "How long were consultations open?"
SIGNIFICANCES = {"significant": "significant", "other": "other", None: "of significance not recorded"}
THREE_MONTHS = (89, 93)  # days open: three months are 89 to 92
LONGEST_SHOWN = 189  # days; what is longer stands at the edge, and is named
RULES, WORDS, AXIS, GAP = 20.0, 32.0, 20.0, 10.0  # points
DISC, HIGHEST = 6.0, 130.0
SCALE = (WIDTH - DISC) / LONGEST_SHOWN  # points a day


@dataclass(frozen=True)
class Opening:
    """Days open, first and last day included, and `significance`: significant, other, or None where not recorded."""

    days: int
    significance: str | None


@dataclass(frozen=True)
class _Row:
    """The consultations of one significance, each with how many stand below it."""

    words: str
    days: tuple[int, ...]
    levels: tuple[int, ...]


def days_open(consultations: Sequence[Opening], *, minimum_days: int, significant_days: int) -> Chart | NoChart:
    """A dot for each consultation at its days open, a row for each significance; a ring is short of the minimum."""
    if not consultations:
        return NoChart(TITLE, "No consultation closed in this period.")
    lengths = (minimum_days, significant_days)
    rows = [_row(words, (each.days for each in consultations if each.significance == key)) for key, words in SIGNIFICANCES.items()]
    rows = [row for row in rows if row.days]
    step = min(DISC + 0.8, HIGHEST / max(max(row.levels) + 1 for row in rows))
    heights = [WORDS + (max(row.levels) + 1) * step + DISC + GAP for row in rows]
    bottoms = list(accumulate(heights, initial=RULES))
    with sheet(bottoms[-1] + AXIS) as drawn:
        page = drawn.page()
        _rules(page, lengths, bottoms[-1])
        for row, top, bottom in zip(rows, bottoms, bottoms[1:], strict=False):
            page.text(0, top + 2, f"{len(row.days):,} {row.words}", weight="bold", va="top", bbox=BEHIND_TEXT)
            page.text(0, top + 17, _zones(row.days, lengths), va="top", bbox=BEHIND_TEXT)
            _dots(page, row, bottom - GAP, step, minimum_days)
        return Chart(TITLE, _alt(rows, lengths), drawn.svg())


def _row(words: str, days: Iterable[int]) -> _Row:
    """The dots side by side where there is room, otherwise on top of each other."""
    ordered = sorted(days)
    levels: list[int] = []
    for at, day in enumerate(ordered):
        taken = {levels[n] for n in range(at) if (_x(day) - _x(ordered[n])) < DISC}
        levels.append(next(level for level in numbers() if level not in taken))
    return _Row(words, tuple(ordered), tuple(levels))


def _x(days: int) -> float:
    return min(days, LONGEST_SHOWN) * SCALE


def _rules(page: Axes, lengths: tuple[int, int], bottom: float) -> None:
    minimum, significant = lengths
    page.fill_betweenx([RULES, bottom], _x(THREE_MONTHS[0]), _x(THREE_MONTHS[1]), facecolor=WASH, edgecolor=FAINT, linewidth=0.6)
    for days in lengths:
        page.plot([_x(days)] * 2, [RULES - 3, bottom], color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
    page.text(_x(minimum), RULES - 6, as_weeks(minimum), ha="center", va="bottom")
    page.text(_x(significant) + 4, RULES - 6, as_weeks(significant), ha="right", va="bottom")
    page.text(_x(THREE_MONTHS[0]), RULES - 6, "3 months", ha="left", va="bottom")
    page.plot([0, WIDTH], [bottom, bottom], color=FAINT, linewidth=0.8)
    for weeks in range(0, LONGEST_SHOWN // 7, 4):
        page.text(_x(weeks * 7), bottom + 5, f"{weeks}" if weeks else "0 weeks", ha="center" if weeks else "left", va="top")


def _dots(page: Axes, row: _Row, ground: float, step: float, minimum: int) -> None:
    places = [(day, _x(day), ground - level * step - DISC / 2) for day, level in zip(row.days, row.levels, strict=True)]
    kinds = (
        ("short", "o", PANEL, BAD, [place for place in places if place[0] < minimum]),
        ("long-enough", "o", MARK, MARK, [place for place in places if minimum <= place[0] <= LONGEST_SHOWN]),
        ("longer-than-shown", ">", MARK, MARK, [place for place in places if place[0] > LONGEST_SHOWN]),
    )
    for name, marker, fill, edge, found in kinds:
        if found:
            page.plot(
                [x for _, x, _ in found], [y for _, _, y in found], linestyle="none", marker=marker, markersize=DISC - 1,
                color=edge, markerfacecolor=fill, markeredgewidth=1.3, gid=f"{name}-{row.words.replace(' ', '-')}",
            )  # fmt: skip
    beyond = [place for place in places if place[0] > LONGEST_SHOWN]
    if beyond:
        words = count(beyond[0][0], "day") if len(beyond) == 1 else f"to {beyond[-1][0]:,} days"
        page.text(WIDTH - DISC - 4, beyond[0][2], words, ha="right", va="center_baseline")


def _zones(days: Sequence[int], lengths: tuple[int, int]) -> str:
    minimum, significant = lengths
    short, long = sum(day < minimum for day in days), sum(day >= significant for day in days)
    return f"{short:,} under {as_weeks(minimum)} · {len(days) - short - long:,} between · {long:,} of {as_weeks(significant)} or more"


def _alt(rows: Sequence[_Row], lengths: tuple[int, int]) -> str:
    parts = [f"{count(len(row.days), 'consultation')} {row.words}: {_zones(row.days, lengths).replace(' ·', ',')}." for row in rows]
    return " ".join(parts)
