"""Every promise over the years: its verdict in each, and how far the check behind it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from heard.english import agreed, listed, number, some
from heard.model.state import JUDGED, Verdict
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import Place, canvas, points, strokes, text_width
from heard.page.charts.in_chapters import (
    KEY,
    MARK_MIDDLE,
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
from heard.page.charts.style import BAD, GOOD, INK, MARK, PANEL, RULE, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NONE_JUDGED = "No {} could be judged in these years, so there is nothing to draw."
APART = 14.0  # points from the mark of a year to that of the next
SCALE, BESIDE = 36.0, 41.0  # points: from none met to all met, and the room at the right of it
FIRST, LAST = 4.2, 6.6  # points across, of the dots of the first years and of the last
KEY_DOTS = 150.0  # points that the dots of the key and their words need
BETTER, WORSE = "better", "worse"
WAYS = {BETTER: ("▲ better", GOOD), WORSE: ("▼ worse", BAD)}


@dataclass(frozen=True)
class YearsLine:
    """A promise: its name, its verdict in each year, and (met, counted) of one check, None for a year not compared.

    `way` is `better` or `worse` where it moved by more than chance, else "".
    """

    name: str
    verdicts: tuple[Verdict | None, ...]
    counts: tuple[tuple[int, int] | None, ...] = ()
    way: str = ""


Chapters = Sequence[ChapterLines[YearsLine]]


def promises_over_years(
    chapters: Chapters, *, years: Sequence[str], title: str, noun: str, kept_at: int
) -> Chart | NoChart:
    """A line for each promise: its mark in each year, and a dot a year on a scale from none met to all.

    The first years are rings, the last a larger full dot; those that follow each other are joined, with a line at
    `kept_at` per cent. Chapters stand whole, in two columns on paper and in one on a phone.
    """
    if not any(verdict in JUDGED for line in _lines(chapters) for verdict in line.verdicts):
        return NoChart(title, NONE_JUDGED.format(noun))
    drawings = [_drawn(chapters, years, paper, kept_at) for paper in (SHEET, PHONE)]
    return Chart(title, _alt(chapters, years, noun), *drawings)


def _lines(chapters: Chapters) -> Iterator[YearsLine]:
    return (line for chapter in chapters for line in chapter.lines)


def _drawn(chapters: Chapters, years: Sequence[str], paper: Paper, kept_at: int) -> str:
    columns, key = in_columns(chapters, paper), key_places(paper, KEY_DOTS)
    top = key[-1][1] + 2.6 * paper.row
    with canvas(top + max(map(paper.height, columns)), paper.width) as drawn:
        page = drawn.page()
        titles = list(placed_titles(columns, paper, top))
        placed = [(line, place) for chapter, place in titles for line, place in placed_lines(chapter, place, paper)]
        marks = [
            (verdict, (x + MARK_MIDDLE, y + paper.row / 2)) for (verdict, _), (x, y) in zip(KEY, key, strict=False)
        ]
        for line, (left, y) in placed:
            places = _mark_places(paper, left, len(line.verdicts))
            marks += [(verdict, (x, y)) for verdict, x in zip(line.verdicts, places, strict=True)]
            _draw_words(page, line, (left, y), places[0] - 6 - left, paper)
        draw_marks(page, marks, paper)
        draw_key_words(page, key, paper)
        _draw_key_dots(page, key[-1], len(years), paper)
        _draw_heads(page, years, len([each for each in columns if each]), top, paper, kept_at)
        draw_titles(page, titles, paper)
        _draw_scales(page, placed, paper, kept_at)
        return drawn.svg()


def _scale_left(paper: Paper, left: float) -> float:
    return left + paper.column - BESIDE - SCALE


def _mark_places(paper: Paper, left: float, n: int) -> list[float]:
    """The middle of each year's mark, from left to right, beside the scale."""
    last = _scale_left(paper, left) - 12
    return [last - APART * (n - 1 - at) for at in range(n)]


def _draw_words(page: Axes, line: YearsLine, place: Place, room: float, paper: Paper) -> None:
    left, y = place
    page.text(left, y, _cut(line.name, room, paper.letters), va="center_baseline", size=paper.letters)
    if line.way:
        words, colour = WAYS[line.way]
        end = left + paper.column
        page.text(end, y, words, ha="right", va="center_baseline", size=paper.letters, weight="bold", color=colour)


def _cut(name: str, room: float, letters: float) -> str:
    """The name, cut at a letter where it is wider than its room."""
    while name and text_width(name, letters) > room:
        name = f"{name[:-2].rstrip()}…"
    return name


def _draw_key_dots(page: Axes, place: Place, n: int, paper: Paper) -> None:
    """The dots of the years, joined, and what they are."""
    left, top = place
    y, xs = top + paper.row / 2, [left + 4 + 9.0 * at for at in range(n)]
    _draw_dots(page, [[(x, y) for x in xs]], "key")
    words = "the last year" if n == 1 else "from the first year to the last"
    page.text(xs[-1] + 9, y, words, va="center_baseline", size=paper.letters)


def _draw_heads(page: Axes, years: Sequence[str], columns: int, top: float, paper: Paper, kept_at: int) -> None:
    """Above each column the year in which each ended, and on the scale none and `kept_at`."""
    y = top - paper.row * 0.6
    for at in range(columns):
        left = at * (paper.width - paper.column)
        for year, x in zip(years, _mark_places(paper, left, len(years)), strict=True):
            page.text(x, y, year[-2:], ha="center", va="center_baseline", size=paper.letters, color=SOFT)
        begins = _scale_left(paper, left)
        page.text(begins, y, "0", ha="center", va="center_baseline", size=paper.letters, color=SOFT)
        limit = begins + SCALE * kept_at / 100
        page.text(limit, y, f"{kept_at} in 100", ha="center", va="center_baseline", size=paper.letters, color=SOFT)


def _draw_scales(page: Axes, placed: Sequence[tuple[YearsLine, Place]], paper: Paper, kept_at: int) -> None:
    counted = [(line, (_scale_left(paper, left), y)) for line, (left, y) in placed if any(line.counts)]
    strokes(page, [(x, y, x + SCALE, y) for _, (x, y) in counted], "scales", colour=RULE, thick=0.7)
    at = SCALE * kept_at / 100
    half = paper.row / 2
    strokes(page, [(x + at, y - half, x + at, y + half) for _, (x, y) in counted], "limits", colour=INK, thick=0.9)
    runs = [run for line, (x, y) in counted for run in _runs(line, x, y)]
    _draw_dots(page, runs, "of")


def _runs(line: YearsLine, x: float, y: float) -> Iterator[list[Place | None]]:
    """Where the dots of a line stand, a year after the other; None for one that is not compared."""
    yield [None if count is None else (x + SCALE * count[0] / count[1], y) for count in line.counts]


def _draw_dots(page: Axes, runs: Sequence[Sequence[Place | None]], name: str) -> None:
    joined = [(*one, *other) for run in runs for one, other in pairwise(run) if one and other]
    strokes(page, joined, f"{name} joined", colour=MARK, thick=1.4)
    first = [place for run in runs for place in run[:-1] if place]
    points(page, first, f"{name} first years", colour=MARK, fill=PANEL, across=FIRST, edge=1.1)
    last = [run[-1] for run in runs if run[-1]]
    points(page, last, f"{name} last year", colour=MARK, across=LAST, edge=0.8)


def _alt(chapters: Chapters, years: Sequence[str], noun: str) -> str:
    lines = list(_lines(chapters))
    kept = sum(set(line.verdicts) == {Verdict.KEPT} for line in lines)
    ways = {way: [line for line in lines if line.way == way] for way in WAYS}
    what = f"A row for each of {some(len(lines), f'{noun}s')} in {some(len(chapters), 'chapters')}"
    how = f"{what}, with its verdict in {listed(years)} and the share that one check was met."
    counts = [f"{number(len(found))} got {way}" for way, found in ways.items()]
    whole = f"{number(kept)} {agreed(kept, 'were')} kept in every year; {listed(counts)} by more than chance."
    return " ".join([how, whole, *_furthest([*ways[WORSE], *ways[BETTER]]), "The table below has every count."])


def _furthest(lines: Sequence[YearsLine]) -> Iterator[str]:
    """The promise whose check went furthest, with its first and its last count."""
    ends = [(line.name, found[0], found[-1]) for line in lines if len(found := [c for c in line.counts if c]) > 1]
    if ends:
        name, (met, of), (met_last, of_last) = max(ends, key=lambda end: abs(_share(end[2]) - _share(end[1])))
        yield f"Furthest: {name}, {number(met)} of {number(of)} to {number(met_last)} of {number(of_last)}."


def _share(count: tuple[int, int]) -> float:
    return count[0] / count[1]
