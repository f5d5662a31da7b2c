"""How the pictures of all promises are laid out: a line for each under its chapter, and the marks of the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

from heard.model.state import JUDGED, Verdict
from heard.page.charts.drawing import Place, points, strokes, text_width
from heard.page.charts.style import BAD, GOOD, HALF, INK, PANEL, PAPER_WIDTH, PHONE_WIDTH, RULE, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DISC, MARK_MIDDLE, MARK_WIDTH = 6.8, 4.5, 13.0  # points
KEY = (*((verdict, str(verdict)) for verdict in (*JUDGED, Verdict.CANNOT_TELL)), (None, "no verdict"))
Line = TypeVar("Line")


@dataclass(frozen=True)
class ChapterLines(Generic[Line]):
    """A chapter of the strategy and its promises, in the strategy's order."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Paper:
    """What such a picture is drawn on: its width, columns and letters, all in points."""

    width: float
    columns: int
    column: float
    row: float
    head: float
    letters: float

    def height(self, chapters: Sequence[ChapterLines[Line]]) -> float:
        """How high the chapters are, one below the other."""
        return sum(self.head + self.row * len(chapter.lines) for chapter in chapters)


SHEET = Paper(width=PAPER_WIDTH, columns=2, column=233.0, row=11.6, head=16.0, letters=8.5)
PHONE = Paper(width=PHONE_WIDTH, columns=1, column=PHONE_WIDTH, row=12.6, head=17.0, letters=9.0)


def in_columns(chapters: Sequence[ChapterLines[Line]], paper: Paper) -> list[Sequence[ChapterLines[Line]]]:
    """The chapters in one column, or in two of which the longer is as short as it can be."""
    if paper.columns == 1:
        return [chapters]
    cuts = ([chapters[:n], chapters[n:]] for n in range(1, len(chapters) + 1))
    return min(cuts, key=lambda cut: max(map(paper.height, cut)))


def placed_titles(
    columns: Sequence[Sequence[ChapterLines[Line]]], paper: Paper, top: float
) -> Iterator[tuple[ChapterLines[Line], Place]]:
    """Each chapter, with the top left of its title."""
    for n, column in enumerate(columns):
        tops = accumulate((paper.height([chapter]) for chapter in column), initial=top)
        yield from ((chapter, (n * (paper.width - paper.column), y)) for chapter, y in zip(column, tops, strict=False))


def placed_lines(chapter: ChapterLines[Line], place: Place, paper: Paper) -> Iterator[tuple[Line, Place]]:
    """Each promise of a chapter, with the left end and the middle of its line."""
    left, top = place
    for n, line in enumerate(chapter.lines):
        yield line, (left, top + paper.head + (n + 0.5) * paper.row)


def key_places(paper: Paper, last: float) -> list[Place]:
    """Where each mark of the key stands, (left, top), and then what is `last` points wide: on a new line if need be."""
    places, x, y = [], 0.0, 0.0
    for words in (*(words for _, words in KEY), ""):
        width = MARK_WIDTH + text_width(words, paper.letters) + 8 if words else last
        if x and x + width > paper.width:
            x, y = 0.0, y + paper.row
        places.append((x, y))
        x += width
    return places


def draw_key_words(page: Axes, places: Sequence[Place], paper: Paper) -> None:
    """The word of each mark of the key."""
    for (_, words), (x, top) in zip(KEY, places, strict=False):
        page.text(x + MARK_WIDTH, top + paper.row / 2, words, va="center_baseline", size=paper.letters)


def draw_titles(page: Axes, titles: Sequence[tuple[ChapterLines[Line], Place]], paper: Paper) -> None:
    """The title of each chapter, above a rule as wide as its column."""
    for chapter, (left, top) in titles:
        page.text(left, top + paper.head - 5, chapter.title, va="baseline", size=paper.letters, weight="bold")
    rules = [(left, top + paper.head - 2, left + paper.column, top + paper.head - 2) for _, (left, top) in titles]
    strokes(page, rules, "rules", colour=RULE, thick=0.6)


def draw_marks(page: Axes, marks: Sequence[tuple[Verdict | None, Place]], paper: Paper) -> None:
    """The shape of each verdict: a full disc, a half one, a ring, a question mark, or a dash."""
    kept, partly, broken = ([place for verdict, place in marks if verdict is each] for each in JUDGED)
    points(page, kept, "mark kept", colour=GOOD, across=DISC, edge=1.0)
    points(page, partly, "mark partly kept", colour=HALF, right=PANEL, across=DISC, edge=1.2)
    points(page, broken, "mark not kept", colour=BAD, fill=PANEL, across=DISC - 0.6, edge=1.9)
    for verdict, (x, y) in marks:
        if verdict not in JUDGED:
            shape, colour = ("?", INK) if verdict is Verdict.CANNOT_TELL else ("–", SOFT)
            page.text(x, y, shape, ha="center", va="center_baseline", size=paper.letters, weight="bold", color=colour)
