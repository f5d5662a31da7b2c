"""Which promises were kept: a mark for each, a row for each chapter of the strategy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

from heard.model.state import Verdict
from heard.show.charts.canvas import sheet, wrap
from heard.show.charts.chart import Chart, NoChart
from heard.show.charts.marks import flow, verdict_marks
from heard.show.charts.style import RULE, WIDTH
from heard.show.charts.words import count, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "Which promises were kept?"
JUDGED = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT, Verdict.CANNOT_TELL)
OTHER = (Verdict.NOT_YET_DUE, Verdict.NOT_APPLICABLE, Verdict.DESCRIBED, Verdict.NOT_MEASURED)
NAMES = 146.0  # points for the chapters' names
PITCH, LINE = 15.2, 15.0
ACROSS = int((WIDTH - NAMES) / PITCH)


@dataclass(frozen=True)
class Chapter:
    """A chapter's plain title, and (commitment id, what became of it) for each of its commitments."""

    title: str
    verdicts: tuple[tuple[str, Verdict], ...]


def scorecard(chapters: Sequence[Chapter]) -> Chart | NoChart:
    """A mark for each commitment, by shape, a row for each chapter: kept first, cannot tell and the rest last."""
    found = Counter(verdict for chapter in chapters for _, verdict in chapter.verdicts)
    if not found:
        return NoChart(TITLE, "The strategy makes no promise that could be judged.")
    key = _key(found)
    places = flow([words for _, words in key], WIDTH, 16)
    tops = list(accumulate((_height(chapter) for chapter in chapters), initial=(places[-1][0] + 1) * LINE + 8))
    with sheet(tops[-1]) as drawn:
        page = drawn.page()
        for (verdict, words), (line, x) in zip(key, places, strict=True):
            verdict_marks(page, verdict, [(x + 6, 8 + line * LINE)], "key")
            page.text(x + 16, 8 + line * LINE, words, va="center_baseline")
        marks: dict[Verdict, list[tuple[float, float]]] = {}
        for chapter, top in zip(chapters, tops, strict=False):
            _name(page, chapter, top)
            for verdict, place in _places(chapter, top):
                marks.setdefault(verdict, []).append(place)
        for verdict, at in marks.items():
            verdict_marks(page, verdict, at, "mark")
        return Chart(TITLE, _alt(found), drawn.svg())


def _key(found: Counter[Verdict]) -> list[tuple[Verdict, str]]:
    key = [(verdict, f"{found[verdict]} {verdict}") for verdict in JUDGED if found[verdict]]
    other = sum(found[verdict] for verdict in OTHER)
    return [*key, (Verdict.NOT_MEASURED, f"{other} other")] if other else key


def _height(chapter: Chapter) -> float:
    return max(len(wrap(chapter.title, NAMES - 8)), ceil(len(chapter.verdicts) / ACROSS)) * LINE + 9


def _name(page: Axes, chapter: Chapter, top: float) -> None:
    page.plot([0, WIDTH], [top, top], color=RULE, linewidth=0.8)
    page.text(0, top + _height(chapter) / 2, "\n".join(wrap(chapter.title, NAMES - 8)), va="center", linespacing=1.1)


def _places(chapter: Chapter, top: float) -> Iterator[tuple[Verdict, tuple[float, float]]]:
    verdicts = sorted((verdict for _, verdict in chapter.verdicts), key=list(Verdict).index)
    first = top + (_height(chapter) - (ceil(len(verdicts) / ACROSS) - 1) * LINE) / 2
    for n, verdict in enumerate(verdicts):
        yield verdict, (NAMES + (n % ACROSS + 0.5) * PITCH, first + n // ACROSS * LINE)


def _alt(found: Counter[Verdict]) -> str:
    parts = [f"{found[verdict]} {verdict}" for verdict in JUDGED[:3]]
    unknown = f"; we cannot tell for {found[Verdict.CANNOT_TELL]}" if found[Verdict.CANNOT_TELL] else ""
    rest = [f"{found[verdict]} {verdict}" for verdict in OTHER if found[verdict]]
    return f"Of {count(found.total(), 'promise')}, {listed(parts)}{unknown}{'; ' + listed(rest) if rest else ''}."
