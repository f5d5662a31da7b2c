"""Which promises were kept: a mark for each, a row for each chapter of the strategy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

from heard.english import listed, some
from heard.model.state import Verdict
from heard.page.charts.canvas import sheet, wrap
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.key import LINE, draw_key, key_height
from heard.page.charts.marks import Place, verdict_marks
from heard.page.charts.style import RULE, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "Which promises were kept?"
JUDGED = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)
OTHER = (Verdict.NOT_YET_DUE, Verdict.NOT_APPLICABLE, Verdict.DESCRIBED, Verdict.NOT_MEASURED)
NAMES, PITCH, MARK = 146.0, 15.2, 16.0  # points: for the chapters' names, from mark to mark, for a mark in the key
ACROSS = int((WIDTH - NAMES) / PITCH)


@dataclass(frozen=True)
class Chapter:
    """A chapter's plain title, and (commitment id, what became of it) for each of its commitments."""

    title: str
    verdicts: tuple[tuple[str, Verdict], ...]

    @property
    def height(self) -> float:
        """Points that its row needs."""
        lines = max(len(wrap(self.title, NAMES - 8)), ceil(len(self.verdicts) / ACROSS))
        return lines * LINE + 9


def scorecard(chapters: Sequence[Chapter]) -> Chart | NoChart:
    """A mark for each commitment, by shape, a row for each chapter: kept first, cannot tell and the rest last."""
    found = Counter(verdict for chapter in chapters for _, verdict in chapter.verdicts)
    if not found:
        return NoChart(TITLE, "The strategy makes no promise that could be judged.")
    key = _key(found)
    tops = list(
        accumulate((chapter.height for chapter in chapters), initial=key_height((words for _, words in key), MARK) + 8)
    )
    with sheet(tops[-1]) as drawn:
        page = drawn.page()
        draw_key(page, key, lambda verdict, x, y: verdict_marks(page, verdict, [(x + 6, y)], "key"), mark=MARK)
        places: dict[Verdict, list[Place]] = defaultdict(list)
        for chapter, top in zip(chapters, tops, strict=False):
            _name(page, chapter, top)
            for verdict, place in _places(chapter, top):
                places[verdict].append(place)
        for verdict, where in places.items():
            verdict_marks(page, verdict, where, "mark")
        return Chart(TITLE, _alt(found), drawn.svg())


def _key(found: Counter[Verdict]) -> list[tuple[Verdict, str]]:
    key = [(verdict, f"{found[verdict]} {verdict}") for verdict in (*JUDGED, Verdict.CANNOT_TELL) if found[verdict]]
    other = sum(found[verdict] for verdict in OTHER)
    return [*key, (Verdict.NOT_MEASURED, f"{other} other")] if other else key


def _name(page: Axes, chapter: Chapter, top: float) -> None:
    page.plot([0, WIDTH], [top, top], color=RULE, linewidth=0.8)
    page.text(0, top + chapter.height / 2, "\n".join(wrap(chapter.title, NAMES - 8)), va="center", linespacing=1.1)


def _places(chapter: Chapter, top: float) -> Iterator[tuple[Verdict, Place]]:
    verdicts = sorted((verdict for _, verdict in chapter.verdicts), key=list(Verdict).index)
    first = top + (chapter.height - (ceil(len(verdicts) / ACROSS) - 1) * LINE) / 2
    for n, verdict in enumerate(verdicts):
        yield verdict, (NAMES + (n % ACROSS + 0.5) * PITCH, first + n // ACROSS * LINE)


def _alt(found: Counter[Verdict]) -> str:
    kept = listed(f"{found[verdict]} {verdict}" for verdict in JUDGED)
    unknown = f"; we cannot tell for {found[Verdict.CANNOT_TELL]}" if found[Verdict.CANNOT_TELL] else ""
    rest = [f"{found[verdict]} {verdict}" for verdict in OTHER if found[verdict]]
    return f"Of {some(found.total(), 'promises')}, {kept}{unknown}{'; ' + listed(rest) if rest else ''}."
