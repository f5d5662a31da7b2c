"""The words that name the marks, set in lines above or below a chart, or beside a mark: a mark, a word, the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from heard.page.charts.canvas import text_width
from heard.page.charts.style import WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINE = 15.0  # points, from a line of words to the next
GAP = 14.0
Marked = TypeVar("Marked")


def key_height(words: Iterable[str], mark: float) -> float:
    """How much room the words need in points, `mark` points before each for what is drawn there."""
    return (max((line for line, _ in _flow(words, mark)), default=-1) + 1) * LINE


def fits_beside(words: Iterable[str], mark: float, left: float) -> bool:
    """Whether the words stand in one line from `left` on, where `left` is in points."""
    return left + sum(mark + text_width(each) + GAP for each in words) - GAP <= WIDTH


def draw_key(
    page: Axes,
    entries: Sequence[tuple[Marked, str]],
    draw_mark: Callable[[Marked, float, float], None],
    *,
    mark: float,
    top: float = 0.0,
    left: float = 0.0,
) -> None:
    """Each thing and its words, from `left` on; `draw_mark` draws the thing from x on, the middle of its line at y."""
    for (thing, words), (line, x) in zip(entries, _flow((words for _, words in entries), mark), strict=True):
        y = top + (line + 0.5) * LINE
        draw_mark(thing, left + x, y)
        page.text(left + x + mark, y, words, va="center_baseline")


def _flow(words: Iterable[str], mark: float) -> list[tuple[int, float]]:
    """Where each stands, (line, x): a new line where the room is used up."""
    places: list[tuple[int, float]] = []
    line, x = 0, 0.0
    for each in words:
        width = mark + text_width(each)
        if x and x + width > WIDTH:
            line, x = line + 1, 0.0
        places.append((line, x))
        x += width + GAP
    return places
