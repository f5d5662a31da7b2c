"""Every promise: its verdict, and how far the weakest check behind it was met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from heard.english import listed, number, some
from heard.model.state import JUDGED, Verdict
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import canvas, hyphened, text_width
from heard.page.charts.style import BAD, EDGE, GOOD, HALF, INK, MARK, PALE, PANEL, PAPER_WIDTH, PHONE_WIDTH, RULE, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NONE_JUDGED = "No promise could be judged this year, so there is nothing to draw."
WORDS = {Verdict.KEPT: "kept", Verdict.PARTLY_KEPT: "partly kept", Verdict.NOT_KEPT: "not kept"}
BAR, BAR_HEIGHT, MARK_WIDTH = 56.0, 6.4, 13.0  # points
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


@dataclass(frozen=True)
class ChapterLines:
    """A chapter of the strategy and its promises, in the strategy's order."""

    title: str
    lines: tuple[PromiseLine, ...]


@dataclass(frozen=True)
class _Paper:
    """What the picture is drawn on: its width, columns and letters, all in points."""

    width: float
    columns: int
    column: float
    row: float
    head: float
    letters: float

    @property
    def bar_left(self) -> float:
        return self.column - 45.0 - BAR

    def height(self, chapters: Sequence[ChapterLines]) -> float:
        return sum(self.head + self.row * len(chapter.lines) for chapter in chapters)


SHEET = _Paper(width=PAPER_WIDTH, columns=2, column=233.0, row=11.6, head=16.0, letters=8.5)
PHONE = _Paper(width=PHONE_WIDTH, columns=1, column=PHONE_WIDTH, row=14.0, head=19.0, letters=9.0)


def promises_kept(chapters: Sequence[ChapterLines], *, title: str, kept_at: int) -> Chart | NoChart:
    """A line for each promise: the mark of its verdict, its name, and a bar of its weakest check's cases.

    A bar is dark where they were met, pale where they fell short or were met in part, and white where there is no
    record, with a line at `kept_at` per cent. Chapters stand whole, in two columns on paper and in one on a phone.
    """
    if not any(line.verdict in JUDGED for chapter in chapters for line in chapter.lines):
        return NoChart(title, NONE_JUDGED)
    drawings = [_drawn(chapters, paper, kept_at) for paper in (SHEET, PHONE)]
    return Chart(title, _alt(chapters), *drawings)


def _drawn(chapters: Sequence[ChapterLines], paper: _Paper, kept_at: int) -> str:
    columns = _columns(chapters, paper)
    key = _key_places(paper)
    top = key[-1][1] + 2 * paper.row
    with canvas(top + max(map(paper.height, columns)), paper.width) as drawn:
        page = drawn.page()
        _draw_key(page, key, paper, kept_at)
        for n, column in enumerate(columns):
            left = n * (paper.width - paper.column)
            tops = accumulate((paper.height([chapter]) for chapter in column), initial=top)
            for chapter, begins in zip(column, tops, strict=False):
                _draw_chapter(page, chapter, (left, begins), paper, kept_at)
        return drawn.svg()


def _columns(chapters: Sequence[ChapterLines], paper: _Paper) -> list[Sequence[ChapterLines]]:
    """The chapters in one column, or in two of which the longer is as short as it can be."""
    if paper.columns == 1:
        return [chapters]
    cuts = ([chapters[:n], chapters[n:]] for n in range(1, len(chapters) + 1))
    return min(cuts, key=lambda cut: max(map(paper.height, cut)))


KEY = (*WORDS.items(), (Verdict.CANNOT_TELL, "cannot tell"), (None, "no verdict"))


def _key_places(paper: _Paper) -> list[tuple[float, float]]:
    """Where each mark of the key stands, (left, top), and last the bar: on a new line where the room is used up."""
    places, x, y = [], 0.0, 0.0
    for words in (*(words for _, words in KEY), ""):
        width = MARK_WIDTH + text_width(words, paper.letters) + 8 if words else KEY_BAR
        if x and x + width > paper.width:
            x, y = 0.0, y + paper.row
        places.append((x, y))
        x += width
    return places


def _draw_key(page: Axes, places: list[tuple[float, float]], paper: _Paper, kept_at: int) -> None:
    for (verdict, words), (x, top) in zip(KEY, places, strict=False):
        y = top + paper.row / 2
        _draw_mark(page, verdict, x + 4.5, y, paper)
        page.text(x + MARK_WIDTH, y, words, va="center_baseline", size=paper.letters)
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


def _draw_chapter(page: Axes, chapter: ChapterLines, place: tuple[float, float], paper: _Paper, kept_at: int) -> None:
    left, top = place
    under = top + paper.head - 2
    page.text(left, under - 3, chapter.title, va="baseline", size=paper.letters, weight="bold")
    page.plot([left, left + paper.column], [under, under], color=RULE, linewidth=0.6)
    for n, line in enumerate(chapter.lines):
        y = top + paper.head + (n + 0.5) * paper.row
        _draw_mark(page, line.verdict, left + 4.5, y, paper)
        page.text(left + MARK_WIDTH, y, line.name, va="center_baseline", size=paper.letters)
        colour = INK if line.cases or line.verdict in (*JUDGED, Verdict.CANNOT_TELL) else SOFT
        end = left + paper.column
        page.text(end, y, line.words, ha="right", va="center_baseline", size=paper.letters, color=colour)
        if line.cases:
            _draw_bar(page, line, (left + paper.bar_left, y), kept_at)


def _draw_bar(page: Axes, line: PromiseLine, place: tuple[float, float], kept_at: int) -> None:
    left, y = place
    unit = BAR / line.cases
    begins = left
    for fill, n, word in ((MARK, line.met, "met"), (PALE, line.short, "short"), (PANEL, line.no_record, "no-record")):
        if n:
            _block(page, fill, (begins, y), n * unit, f"bar-{line.name}-{word}")
        begins += n * unit
    at, half = left + BAR * kept_at / 100, BAR_HEIGHT / 2
    page.plot([at, at], [y - half - 2, y + half + 2], color=INK, linewidth=1.1)
    if line.met * unit > BAR * kept_at / 100:
        page.plot([at, at], [y - half, y + half], color=PANEL, linewidth=1.1)


def _block(page: Axes, fill: str, place: tuple[float, float], width: float, name: str) -> None:
    x, y = place
    edge = fill if fill == MARK else EDGE
    page.barh(y, width, left=x, height=BAR_HEIGHT, facecolor=fill, edgecolor=edge, linewidth=0.6, gid=hyphened(name))


def _draw_mark(page: Axes, verdict: Verdict | None, x: float, y: float, paper: _Paper) -> None:
    """The shape of a verdict: a full disc, a half one, a ring, a question mark, or a dash."""
    from matplotlib.patches import Circle, Wedge

    radius = 3.4
    if verdict is Verdict.KEPT:
        page.add_patch(Circle((x, y), radius, facecolor=GOOD, edgecolor=GOOD, linewidth=1.0))
    elif verdict is Verdict.PARTLY_KEPT:
        page.add_patch(Circle((x, y), radius, facecolor=PANEL, edgecolor=HALF, linewidth=1.2))
        page.add_patch(Wedge((x, y), radius, 90, 270, facecolor=HALF, edgecolor=HALF, linewidth=0.4))
    elif verdict is Verdict.NOT_KEPT:
        page.add_patch(Circle((x, y), radius - 0.3, facecolor=PANEL, edgecolor=BAD, linewidth=1.9))
    else:
        shape, colour = ("?", INK) if verdict is Verdict.CANNOT_TELL else ("–", SOFT)
        page.text(x, y, shape, ha="center", va="center_baseline", size=paper.letters, weight="bold", color=colour)


def _alt(chapters: Sequence[ChapterLines]) -> str:
    lines = [line for chapter in chapters for line in chapter.lines]
    verdicts = Counter(line.verdict for line in lines)
    counts = [f"{number(n)} {verdict}" for verdict in (*JUDGED, Verdict.CANNOT_TELL) if (n := verdicts.pop(verdict, 0))]
    others = [f"{number(n)} not judged"] if (n := verdicts.total()) else []
    what = f"A row for each of {some(len(lines), 'promises')} in {some(len(chapters), 'chapters')}"
    how = f"{what}, with its verdict and how far its weakest check was met."
    return " ".join([how, f"{listed([*counts, *others])}.", *_furthest(lines), "The table below has every count."])


def _furthest(lines: Sequence[PromiseLine]) -> Iterator[str]:
    """The promise whose weakest check fell furthest short."""
    short = [line for line in lines if line.short]
    if short:
        least = min(short, key=lambda line: (line.met / line.cases, line.name))
        yield f"Furthest short: {least.name}, {number(least.met)} of {number(least.met + least.short)}."
