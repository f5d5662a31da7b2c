"""Who took part, beside who lives here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from heard.english import as_percent, listed, number, some
from heard.maths.representation import Likeness
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import canvas, draw_key, key_height, points, strokes, text_width, wrap
from heard.page.charts.style import BAD, FAINT, INK, MARK, PANEL, PAPER_WIDTH, PHONE_WIDTH, RULE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KEY_MARK, DOT = 13.0, 6.0  # points
BESIDE = 6.0  # points from a dot to its share
HIDDEN = "hidden"


@dataclass(frozen=True)
class LikenessOf:
    """A characteristic, such as age, and its categories."""

    characteristic: str
    categories: tuple[Likeness, ...]


@dataclass(frozen=True)
class _Sheet:
    """What it is drawn on, in points: names stand left of the dots, `names` wide, or on a line `above` them."""

    width: float
    letters: float
    line: float
    names: float = 0.0
    above: float = 0.0

    @property
    def head(self) -> float:
        return self.line + 4.0


PAPER = _Sheet(width=PAPER_WIDTH, letters=8.5, line=10.6, names=215.0)
PHONE = _Sheet(width=PHONE_WIDTH, letters=9.0, line=12.0, above=12.0)


@dataclass(frozen=True)
class _Scale:
    """Shares set along a sheet: none at `left`, and so many points for all."""

    left: float
    whole: float

    def at(self, share: float) -> float:
        return self.left + share * self.whole


def dumbbell(characteristics: Sequence[LikenessOf], *, title: str, ratio_flag: float) -> Chart | NoChart:
    """For each category its share of those who took part joined to its share of the area; a hidden one says so."""
    known = [
        LikenessOf(each.characteristic, rows)
        for each in characteristics
        if (rows := tuple(row for row in each.categories if row.population_share is not None))
    ]
    if not known:
        return NoChart(title, "The record of who lives here does not have these groups.")
    if all(row.share is None for each in known for row in each.categories):
        return NoChart(title, "So much is hidden here that nothing is left to set beside the area.")
    return Chart(title, _alt(known, ratio_flag), *(_drawn(known, sheet, ratio_flag) for sheet in (PAPER, PHONE)))


def _drawn(characteristics: Sequence[LikenessOf], sheet: _Sheet, flag: float) -> str:
    rows = [row for each in characteristics for row in each.categories]
    keys = [("took-part", "share of those who took part"), ("lives-here", "share of the area")]
    keys += [("flag", f"under {flag:g} of its share")] if any(_is_flagged(row, flag) for row in rows) else []
    top = key_height((words for _, words in keys), KEY_MARK, sheet.width, sheet.letters)
    bottom = top + sum(sheet.head + sum(_height(row, sheet) for row in each.categories) for each in characteristics)
    most = max(share for row in rows for share in (row.share, row.population_share) if share is not None)
    room = text_width("00.0%", sheet.letters) + BESIDE + DOT
    left = sheet.names + room
    scale = _Scale(left, (sheet.width - room - KEY_MARK - left) / most)
    with canvas(bottom + 3, sheet.width) as drawn:
        page = drawn.page()
        look: dict[str, Any] = {"mark": KEY_MARK, "width": sheet.width, "size": sheet.letters}
        draw_key(page, keys, lambda kind, x, y: _key_mark(page, kind, x, y, sheet), **look)
        heads = list(_heads(characteristics, sheet, top))
        for each, y in heads:
            page.text(0, y + sheet.head - 5, each.characteristic, va="baseline", size=sheet.letters, weight="bold")
            for row, place in _rows(each, y + sheet.head, sheet):
                _draw(page, row, place, sheet, scale, is_flagged=_is_flagged(row, flag))
        rules = [(0.0, y + sheet.head - 2, sheet.width, y + sheet.head - 2) for _, y in heads]
        strokes(page, rules, "rules", colour=RULE, thick=0.6)
        return drawn.svg()


def _heads(characteristics: Sequence[LikenessOf], sheet: _Sheet, top: float) -> Iterator[tuple[LikenessOf, float]]:
    """Each characteristic with the top of its head."""
    for each in characteristics:
        yield each, top
        top += sheet.head + sum(_height(row, sheet) for row in each.categories)


def _rows(each: LikenessOf, top: float, sheet: _Sheet) -> Iterator[tuple[Likeness, float]]:
    """Each category of a characteristic with the top of its row."""
    for row in each.categories:
        yield row, top
        top += _height(row, sheet)


def _name(row: Likeness, sheet: _Sheet) -> list[str]:
    return wrap(row.category, (sheet.names or sheet.width) - BESIDE, sheet.letters)


def _height(row: Likeness, sheet: _Sheet) -> float:
    names = len(_name(row, sheet)) * sheet.line
    return names + sheet.above if sheet.above else names


def _key_mark(page: Axes, kind: str, x: float, y: float, sheet: _Sheet) -> None:
    if kind == "flag":
        page.text(x + 5, y, "▼", ha="center", va="center_baseline", size=sheet.letters, color=BAD)
    else:
        _dot(page, kind, x + 5, y, "key")


def _dot(page: Axes, kind: str, x: float, y: float, name: str) -> None:
    hollow = kind == "lives-here"
    look: dict[str, Any] = {"colour": INK if hollow else MARK, "fill": PANEL if hollow else MARK}
    points(page, [(x, y)], f"{name}-{kind}-{y:.0f}", across=DOT, edge=1.2, **look)


def _draw(page: Axes, row: Likeness, top: float, sheet: _Sheet, scale: _Scale, *, is_flagged: bool) -> None:
    """A category: its name, its two dots with their shares at the ends, and a mark where it is few."""
    lines, middle = _name(row, sheet), top + _height(row, sheet) / 2
    for n, line in enumerate(lines):
        page.text(0, top + (n + 0.5) * sheet.line, line, va="center_baseline", size=sheet.letters)
    y = top + len(lines) * sheet.line + sheet.above / 2 if sheet.above else middle
    if is_flagged:
        look: dict[str, Any] = {"ha": "right", "va": "center_baseline", "color": BAD}
        page.text(sheet.width, y, "▼", size=sheet.letters, **look)
    area = scale.at(row.population_share or 0.0)
    ends = [(area, as_percent(row.population_share or 0.0))]
    if row.share is not None:
        took_part = scale.at(row.share)
        thick, colour = (1.8, BAD) if is_flagged else (1.2, FAINT)
        page.plot([took_part, area], [y, y], color=colour, linewidth=thick)
        ends.append((took_part, as_percent(row.share)))
        _dot(page, "took-part", took_part, y, "mark")
    _dot(page, "lives-here", area, y, "mark")
    (left, lower), (right, higher) = min(ends), max(ends)
    page.text(left - BESIDE, y, lower, ha="right", va="center_baseline", size=sheet.letters)
    words = higher if row.share is not None else HIDDEN
    page.text(right + BESIDE, y, words, ha="left", va="center_baseline", size=sheet.letters)


def _is_flagged(row: Likeness, ratio_flag: float) -> bool:
    return row.ratio is not None and row.ratio < ratio_flag


def _alt(characteristics: Sequence[LikenessOf], ratio_flag: float) -> str:
    rows = [row for each in characteristics for row in each.categories]
    flagged = [row for row in rows if _is_flagged(row, ratio_flag)]
    hidden = sum(row.share is None for row in rows)
    by = listed(each.characteristic.lower() for each in characteristics)
    told = [
        f"A row for each of {some(len(rows), 'groups')} by {by}: its share of those who took part and of the area.",
        f"{number(len(flagged))} took part at under {ratio_flag:g} of their share.",
    ]
    if flagged:
        least = min(flagged, key=lambda row: (row.ratio or 0.0, row.category))
        shares = f"{as_percent(least.share or 0)} against {as_percent(least.population_share or 0)}"
        told.append(f"Furthest under it: {least.category}, {shares}.")
    told += [f"{number(hidden)} {'is' if hidden == 1 else 'are'} hidden."] if hidden else []
    return " ".join([*told, "The table below has every count."])
