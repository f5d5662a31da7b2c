"""When each consultation was open, and when it was first decided: one row of days for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from heard.english import agreed, listed, number, some
from heard.maths.months import add_months
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.drawing import (
    Place,
    canvas,
    draw_key,
    key_height,
    points,
    strokes,
    text_width,
)
from heard.page.charts.style import BAD, INK, MARK, PANEL, PAPER_WIDTH, PHONE_WIDTH, RULE, SOFT, WASH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "When was each consultation open, and when was it decided?"
NONE_CLOSED = "No consultation closed in this period."
NO_DECISION = "none on record"
LONGEST_NAME = 40  # characters; longer is cut at a word
GUIDE = 5  # rows from one line of guide to the next
KEY_MARK, SWATCH = 26.0, 20.0  # points that a mark of the key and the room before its words need
STEPS = (1, 2, 3, 6, 12, 24, 60)  # months between two that are named
GAP = 7.0  # points between two columns


@dataclass(frozen=True)
class Shading:
    """Days to be seen behind what is drawn, both ends included: "school holidays", "before an election"."""

    first_day: date
    last_day: date
    label: str


@dataclass(frozen=True)
class ConsultationDays:
    """A consultation: the first and last day of each spell in which it was open, and the day it was first decided.

    `n_days` are the days it was really open. `is_short` says that they were fewer than the strategy gives, `is_early`
    that the decision is dated on or before closing, and `is_overdue` that none is on record so long after it.
    """

    name: str
    spells: tuple[tuple[date, date], ...]
    n_days: int
    decided_on: date | None = None
    is_short: bool = False
    is_early: bool = False
    is_overdue: bool = False

    @property
    def closed_on(self) -> date:
        """The last day on which it was open."""
        return self.spells[-1][1]

    @property
    def is_to_be_seen(self) -> bool:
        """Whether something about it is to be looked at."""
        return self.is_short or self.is_early or self.is_overdue

    @property
    def decided(self) -> str:
        """The day of its first decision, in words."""
        return NO_DECISION if self.decided_on is None else f"{self.decided_on.day} {self.decided_on:%b %Y}"


@dataclass(frozen=True)
class _Sheet:
    """What the picture is drawn on, in points: a name stands left of its bar, or on a line `above` it."""

    width: float
    letters: float
    axis: float  # the letters of months and bands
    row: float
    bar: float
    above: float = 0.0


PAPER = _Sheet(width=PAPER_WIDTH, letters=8.5, axis=8.0, row=11.4, bar=6.2)
PHONE = _Sheet(width=PHONE_WIDTH, letters=9.0, axis=9.0, row=25.0, bar=7.5, above=12.5)


@dataclass(frozen=True)
class _Scale:
    """Days set along a sheet, between `left` and `right` in points."""

    first: date
    last: date
    left: float
    right: float

    def at(self, when: date) -> float:
        """Where a day begins; one out of range at the nearer end."""
        days = min(max((when - self.first).days, 0), (self.last - self.first).days)
        return self.left + days * (self.right - self.left) / max((self.last - self.first).days, 1)


def open_and_decided(
    consultations: Sequence[ConsultationDays], *, as_at: date, shaded: Sequence[Shading] = (), short: str
) -> Chart | NoChart:
    """A row for each consultation, by closing day: a bar for each spell, and a diamond at the first decision.

    A bar is white with a thick edge where the consultation was open for too short a time, which `short` names; a
    diamond is hollow where the decision is dated on or before closing. A phone has those alone that are to be looked
    at, where there are any.
    """
    if not consultations:
        return NoChart(TITLE, NONE_CLOSED)
    rows = sorted(consultations, key=lambda row: (row.closed_on, row.name))
    few = [row for row in rows if row.is_to_be_seen] or rows
    drawings = [_drawn(some_rows, sheet, as_at, shaded, short) for some_rows, sheet in ((rows, PAPER), (few, PHONE))]
    return Chart(TITLE, _alt(rows, short), *drawings)


def _drawn(rows: Sequence[ConsultationDays], sheet: _Sheet, as_at: date, shaded: Sequence[Shading], short: str) -> str:
    key = [("open", "open"), ("short", short), ("decided", "first decision")]
    key += [("early", "dated on or before closing")] if any(row.is_early for row in rows) else []
    keys = [each for each in key if each[0] != "short" or any(row.is_short for row in rows)]
    top = key_height((words for _, words in keys), KEY_MARK, sheet.width, sheet.letters) + 4
    scale = _scale(rows, sheet, as_at)
    bands = [each for each in shaded if each.first_day <= scale.last and each.last_day >= scale.first]
    head = (2 if bands else 0) * (sheet.axis + 1.5) + sheet.axis * 2.4 + 3
    bottom = top + head + len(rows) * sheet.row
    with canvas(bottom + 3, sheet.width) as drawn:
        page = drawn.page()
        draw_key(
            page, keys, lambda kind, x, y: _key_mark(page, kind, x, y), mark=KEY_MARK, width=sheet.width,
            size=sheet.letters,
        )  # fmt: skip
        _draw_bands(page, bands, scale, sheet.axis, (top, top + head, bottom))
        _draw_months(page, scale, sheet.axis, (top + head, bottom))
        _draw_heads(page, sheet, top + head - 3)
        _draw_rows(page, rows, sheet, scale, top + head)
        return drawn.svg()


def _scale(rows: Sequence[ConsultationDays], sheet: _Sheet, as_at: date) -> _Scale:
    """From the first opening to the day of the report, between the names and what is written at the right."""
    names = 0.0 if sheet.above else max(text_width(_cut(row.name), sheet.letters) for row in rows) + GAP
    room = sheet.width - _decided_width(sheet) - GAP
    right = room if sheet.above else room - _days_width(sheet) - GAP
    days = [as_at, *(row.closed_on for row in rows), *(row.decided_on for row in rows if row.decided_on)]
    return _Scale(min(row.spells[0][0] for row in rows), max(days), names, right - 3)


def _decided_width(sheet: _Sheet) -> float:
    return text_width(NO_DECISION, sheet.letters, "bold")


def _days_width(sheet: _Sheet) -> float:
    return text_width("days", sheet.letters)


def _cut(name: str) -> str:
    """A name, cut at a word where it is long."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 1].rsplit(' ', 1)[0].rstrip(':;,')} …"


def _key_mark(page: Axes, kind: str, x: float, y: float) -> None:
    if kind in ("open", "short"):
        _bar(page, (x, x + SWATCH, y), 6.2, f"key-{kind}", is_short=kind == "short")
    else:
        _diamonds(page, [(x + SWATCH / 2, y)], f"key-{kind}", is_early=kind == "early")


def _bar(page: Axes, place: tuple[float, float, float], height: float, name: str, *, is_short: bool) -> None:
    """A bar from one place to another; full, or white with a thick edge."""
    start, end, y = place
    thick = 1.5 if is_short else 0.0
    width = max(end - start - thick, 1.2)
    [drawn] = page.barh(y, width, left=start + thick / 2, height=height - thick, linewidth=thick)
    drawn.set(facecolor=PANEL if is_short else MARK, edgecolor=BAD if is_short else MARK, gid=name)


def _diamonds(page: Axes, places: Sequence[Place], name: str, *, is_early: bool) -> None:
    points(page, places, name, colour=INK, fill=PANEL if is_early else INK, shape="D", across=4.4, edge=1.2)


def _draw_bands(
    page: Axes, bands: Sequence[Shading], scale: _Scale, letters: float, heights: tuple[float, float, float]
) -> None:
    """The days behind the rows, and above them the name of each kind once, over the widest that it has."""
    top, head, bottom = heights
    for band in bands:
        begins, ends = scale.at(band.first_day), scale.at(band.last_day + timedelta(days=1))
        page.barh((head + bottom) / 2, ends - begins, left=begins, height=bottom - head, color=WASH, zorder=0.5)
    end = scale.left
    for label in dict.fromkeys(band.label for band in sorted(bands, key=lambda band: band.first_day)):
        widest = max((band for band in bands if band.label == label), key=lambda band: band.last_day - band.first_day)
        lines = _two_lines(label)
        half = max(text_width(line, letters) for line in lines) / 2
        middle = (scale.at(widest.first_day) + scale.at(widest.last_day)) / 2
        middle = max(min(middle, scale.right + GAP - half), end + half)
        for n, line in enumerate(lines):
            y = top + (n + 0.5) * (letters + 1.5)
            page.text(middle, y, line, ha="center", va="center_baseline", size=letters, color=SOFT)
        end = middle + half + 4


def _two_lines(label: str) -> list[str]:
    """Words in two lines that are about as long as each other."""
    given = label.split()
    cuts = [(" ".join(given[:n]), " ".join(given[n:])) for n in range(1, len(given))]
    return list(min(cuts, key=lambda cut: max(map(len, cut)))) if cuts else [label]


def _draw_months(page: Axes, scale: _Scale, letters: float, heights: tuple[float, float]) -> None:
    """A thin line where a month begins, and its name above; the year below the first name of each."""
    head, bottom = heights
    starts, year = [], 0
    for month in _named_months(scale, letters):
        x = scale.at(month)
        starts.append((x, head, x, bottom))
        page.text(x + 1.5, head - letters * 1.75, f"{month:%b}", va="center_baseline", size=letters, color=SOFT)
        if month.year != year:
            page.text(x + 1.5, head - letters * 0.6, f"{month:%Y}", va="center_baseline", size=letters, color=SOFT)
        year = month.year
    strokes(page, starts, "months", colour=RULE, thick=0.7)


def _named_months(scale: _Scale, letters: float) -> Iterator[date]:
    """Months of the calendar's quarters, or further apart where there is not the room for each name."""
    first, n = scale.first.replace(day=1), (scale.last - scale.first).days / 30.4
    apart = text_width("2024", letters) + 6
    step = next((step for step in STEPS if (scale.right - scale.left) * step / max(n, 1) >= apart), STEPS[-1])
    month = add_months(first, -((first.month - 1) % min(step, 12)))
    while month <= scale.last:
        if scale.first <= month and scale.at(month) + apart - 4 <= scale.right + GAP:
            yield month
        month = add_months(month, step)


def _draw_heads(page: Axes, sheet: _Sheet, y: float) -> None:
    """What stands in the two columns at the right."""
    page.text(sheet.width, y, "decided", ha="right", va="baseline", size=sheet.letters, color=SOFT)
    if not sheet.above:
        x = sheet.width - _decided_width(sheet) - GAP
        page.text(x, y, "days", ha="right", va="baseline", size=sheet.letters, color=SOFT)


def _draw_rows(page: Axes, rows: Sequence[ConsultationDays], sheet: _Sheet, scale: _Scale, top: float) -> None:
    guides = [(0.0, y, sheet.width, y) for n in range(0, len(rows) + 1, GUIDE) for y in [top + n * sheet.row]]
    strokes(page, guides, "guides", colour=RULE, thick=0.6)
    placed = [(row, top + n * sheet.row) for n, row in enumerate(rows)]
    waits: list[tuple[float, float, float, float]] = []
    full: list[Place] = []
    hollow: list[Place] = []
    for n, (row, y) in enumerate(placed):
        middle = y + sheet.above + (sheet.row - sheet.above) / 2
        _draw_words(page, row, (y, middle), sheet)
        for at, (first, last) in enumerate(row.spells):
            place = (scale.at(first), scale.at(last + timedelta(days=1)), middle)
            _bar(page, place, sheet.bar, f"bar-{n}-{at}", is_short=row.is_short)
        if row.decided_on is not None:
            decided = scale.at(row.decided_on)
            waits.append((scale.at(row.closed_on), middle, decided, middle))
            (hollow if row.is_early else full).append((decided, middle))
    strokes(page, waits, "waits", colour=SOFT, thick=0.9, dashes=":")
    _diamonds(page, full, "decided", is_early=False)
    _diamonds(page, hollow, "early", is_early=True)


def _draw_words(page: Axes, row: ConsultationDays, heights: tuple[float, float], sheet: _Sheet) -> None:
    """The name, the days it was open, bold where too few, and the day of the decision, bold where none came."""
    top, middle = heights
    name_at = top + sheet.above / 2 + 1 if sheet.above else middle
    page.text(0, name_at, _cut(row.name), va="center_baseline", size=sheet.letters)
    right = sheet.width if sheet.above else sheet.width - _decided_width(sheet) - GAP
    words = some(row.n_days, "days") if sheet.above else number(row.n_days)
    look: dict[str, Any] = {"va": "center_baseline", "ha": "right", "size": sheet.letters}
    page.text(right, name_at, words, weight="bold" if row.is_short else "normal", **look)
    page.text(sheet.width, middle, row.decided, weight="bold" if row.is_overdue else "normal", **look)


def _alt(rows: Sequence[ConsultationDays], short: str) -> str:
    counts = (
        (sum(row.is_short for row in rows), short),
        (sum(row.is_early for row in rows), "decided on or before closing"),
        (sum(row.is_overdue for row in rows), "long undecided"),
    )
    found = [f"{number(n)} {agreed(n, 'were')} {what}" for n, what in counts if n]
    shortest = min(rows, key=lambda row: (row.n_days, row.name))
    told = [
        f"A row for each of {some(len(rows), 'consultations')}, with its days open and its first decision.",
        f"{listed(found)}." if found else "",
        f"Shortest: {_cut(shortest.name)}, {some(shortest.n_days, 'days')}.",
        "The table below has every count.",
    ]
    return " ".join(filter(None, told))
