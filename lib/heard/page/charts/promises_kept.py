"""Every promise: its verdict, and how far the weakest check behind it was met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from heard.english import listed, number, some
from heard.model.state import JUDGED, Verdict
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import Place, canvas, hyphened, strokes, text_width
from heard.page.charts.in_chapters import (
    KEY,
    MARK_MIDDLE,
    MARK_WIDTH,
    PHONE,
    SHEET,
    ChapterLines,
    Paper,
    draw_key_words,
    draw_marks,
    draw_titles,
    in_columns,
    key_places,
    placed_lines,
    placed_titles,
)
from heard.page.charts.style import EDGE, INK, MARK, PALE, PANEL, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NONE_JUDGED = "No {} could be judged this year, so there is nothing to draw."
BAR, BAR_HEIGHT = 56.0, 6.4  # points
ROOM, GAP = 45.0, 4.0  # points for the words at the end of a line, as long as none needs more; and beside a bar
KEY_BAR = 180.0  # points that the bar of the key and its words need
PARTS = ("met", "short or in part", "no record")


@dataclass(frozen=True)
class PromiseLine:
    """A promise: its name, its verdict, the words at the end of its line, and the cases of its weakest check.

    Without cases it has no bar: a single duty, or what nothing can judge.
    """

    name: str
    verdict: Verdict
    words: str
    met: int = 0
    short: int = 0
    no_record: int = 0

    @property
    def cases(self) -> int:
        """All cases of its weakest check that are counted or have no record."""
        return self.met + self.short + self.no_record


@lru_cache(maxsize=1)  # the report and the summary show the same
def promises_kept(
    chapters: tuple[ChapterLines[PromiseLine], ...], *, title: str, noun: str, kept_at: int
) -> Chart | NoChart:
    """A line for each promise: the mark of its verdict, its name, and a bar of its weakest check's cases.

    A bar is dark where they were met, pale where they fell short or were met in part, and white where there is no
    record, with a line at `kept_at` per cent. Chapters stand whole, in two columns on paper and in one on a phone.
    `noun` is what each is called, where it is no promise.
    """
    if not any(line.verdict in JUDGED for chapter in chapters for line in chapter.lines):
        return NoChart(title, NONE_JUDGED.format(noun))
    drawings = [_drawn(chapters, paper, kept_at) for paper in (SHEET, PHONE)]
    return Chart(title, _alt(chapters, noun), *drawings)


def _drawn(chapters: Sequence[ChapterLines[PromiseLine]], paper: Paper, kept_at: int) -> str:
    columns = in_columns(chapters, paper)
    key = key_places(paper, KEY_BAR)
    top = key[-1][1] + 2 * paper.row
    with canvas(top + max(map(paper.height, columns)), paper.width) as drawn:
        page = drawn.page()
        titles = list(placed_titles(columns, paper, top))
        placed = [(line, place) for chapter, place in titles for line, place in placed_lines(chapter, place, paper)]
        marks = [(verdict, (x, y + paper.row / 2)) for (verdict, _), (x, y) in zip(KEY, key, strict=False)]
        marks += [(line.verdict, place) for line, place in placed]
        draw_marks(page, [(verdict, (x + MARK_MIDDLE, y)) for verdict, (x, y) in marks], paper)
        _draw_key(page, key, paper, kept_at)
        draw_titles(page, titles, paper)
        bar = _bar_of([line for line, _ in placed if line.cases], paper)
        for line, place in placed:
            _draw_line(page, line, place, paper, bar)
        bars = [(line, (x + bar.left, y)) for line, (x, y) in placed if line.cases]
        _draw_limits(page, bars, bar.width, kept_at)
        return drawn.svg()


class _Bar(NamedTuple):
    """How far from the left end of its line a bar begins, and how long it is, in points."""

    left: float
    width: float


def _bar_of(lines: Sequence[PromiseLine], paper: Paper) -> _Bar:
    """Between the names and the words: where words are long it moves towards the names, and then gets shorter."""
    words = max([ROOM, *(text_width(line.words, paper.letters) + GAP for line in lines)])
    names = max([0.0, *(MARK_WIDTH + text_width(line.name, paper.letters) + GAP for line in lines)])
    left = max(paper.column - words - BAR, min(names, paper.column - ROOM - BAR))
    return _Bar(left, paper.column - words - left)


def _draw_key(page: Axes, places: list[Place], paper: Paper, kept_at: int) -> None:
    draw_key_words(page, places, paper)
    left, top = places[-1]
    y = top + paper.row / 2
    widths = [text_width(words, paper.letters) + 4 for words in PARTS]
    ends = list(accumulate(widths, initial=left))
    for fill, begins, width, words in zip((MARK, PALE, PANEL), ends, widths, PARTS, strict=False):
        _block(page, fill, (begins, y), width, f"key-{words}")
        page.text(begins + width / 2, y + paper.row, words, ha="center", va="center_baseline", size=paper.letters)
    end = ends[-1] + 5
    page.plot([end, end], [y - 5, y + 5], color=INK, linewidth=1.1)
    page.text(end + 4, y, f"{kept_at} in 100", va="center_baseline", size=paper.letters)


def _draw_line(page: Axes, line: PromiseLine, place: Place, paper: Paper, bar: _Bar) -> None:
    """The name of a promise, the words at the end of its line, and its bar where it has one."""
    left, y = place
    page.text(left + MARK_WIDTH, y, line.name, va="center_baseline", size=paper.letters)
    colour = INK if line.cases or line.verdict in (*JUDGED, Verdict.CANNOT_TELL) else SOFT
    end = left + paper.column
    page.text(end, y, line.words, ha="right", va="center_baseline", size=paper.letters, color=colour)
    begins = left + bar.left
    for fill, n, word in ((MARK, line.met, "met"), (PALE, line.short, "short"), (PANEL, line.no_record, "no-record")):
        if n:
            width = bar.width * n / line.cases
            _block(page, fill, (begins, y), width, f"bar-{line.name}-{word}")
            begins += width


def _draw_limits(page: Axes, bars: Sequence[tuple[PromiseLine, Place]], width: float, kept_at: int) -> None:
    """The line at `kept_at` per cent across each bar: white where the bar is dark, so that it is seen there too."""
    at, half = width * kept_at / 100, BAR_HEIGHT / 2
    across = [(x + at, y - half - 2, x + at, y + half + 2) for _, (x, y) in bars]
    strokes(page, across, "limits", colour=INK, thick=1.1)
    on_dark = [(x + at, y - half, x + at, y + half) for line, (x, y) in bars if 100 * line.met > kept_at * line.cases]
    strokes(page, on_dark, "limits on dark", colour=PANEL, thick=1.1)


def _block(page: Axes, fill: str, place: Place, width: float, name: str) -> None:
    x, y = place
    edge = fill if fill == MARK else EDGE
    page.barh(y, width, left=x, height=BAR_HEIGHT, facecolor=fill, edgecolor=edge, linewidth=0.6, gid=hyphened(name))


def _alt(chapters: Sequence[ChapterLines[PromiseLine]], noun: str) -> str:
    lines = [line for chapter in chapters for line in chapter.lines]
    verdicts = Counter(line.verdict for line in lines)
    counts = [f"{number(n)} {verdict}" for verdict in (*JUDGED, Verdict.CANNOT_TELL) if (n := verdicts.pop(verdict, 0))]
    others = [f"{number(n)} not judged"] if (n := verdicts.total()) else []
    what = f"A row for each of {some(len(lines), f'{noun}s')} in {some(len(chapters), 'chapters')}"
    how = f"{what}, with its verdict and how far its weakest check was met."
    return " ".join([how, f"{listed([*counts, *others])}.", *_furthest(lines), "The table below has every count."])


def _furthest(lines: Sequence[PromiseLine]) -> Iterator[str]:
    """The promise whose weakest check fell furthest short."""
    short = [line for line in lines if line.short]
    if short:
        least = min(short, key=lambda line: (line.met / line.cases, line.name))
        yield f"Furthest short: {least.name}, {number(least.met)} of {number(least.met + least.short)}."
