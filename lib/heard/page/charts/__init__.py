"""The report's charts. Each is a pure function from plain data to a picture that answers the question in its title.

Every function gives a `Chart`, or, where there is nothing to draw, a `NoChart`: one sentence in its place. Both have
`title` and `alt` (what is seen, in a sentence with its counts), and `heard.page.blocks.figure` takes
either; a `Chart` has its `svg`, and `png(dpi)` makes dots of it. The title is not drawn: it stands as
text in the figcaption, where it can be read aloud, found and made larger. Nothing here reads a file, and what is passed
in must have been through disclosure control.

    promises_kept(chapters: tuple[ChapterLines, ...], *, title: str, noun: str, kept_at: int)
    cases_by_check(checks: Sequence[CheckCases], *, title: str, kept_at: int, words: Mapping[State, str])
    open_and_decided(consultations: Sequence[ConsultationDays], *, as_at: date, shaded: Sequence[Shading] = (),
                     short: str)
    one_activity(opened_on: date | None, closed_on: date, milestones: Sequence[Milestone])
    time_to_feedback(curve: Curve, *, feedback_days: int)
    dumbbell(characteristics: Sequence[LikenessOf], *, title: str, ratio_flag: float)
    promises_over_years(chapters: Chapters, *, years: Sequence[str], title: str, noun: str, kept_at: int)
    grid(rows: Sequence[GridRow], *, measures: Sequence[str], title: str)

A picture is 482 points wide, the whole width of the text on paper, with a second drawing for phones. `grid`, on the
page of all consultations, is 360 points (5 inches) wide, with no text under 11 points, so that at 320 px the smallest
letters are still about 10 px.
matplotlib is imported when the first chart is drawn, not before.
"""

from __future__ import annotations

from heard.page.charts.activity_grid import GridRow, grid
from heard.page.charts.cases_by_check import CheckCases, cases_by_check
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.dumbbell import LikenessOf, dumbbell
from heard.page.charts.in_chapters import ChapterLines
from heard.page.charts.one_activity import Milestone, one_activity
from heard.page.charts.open_and_decided import ConsultationDays, Shading, open_and_decided
from heard.page.charts.promises_kept import PromiseLine, promises_kept
from heard.page.charts.promises_over_years import YearsLine, promises_over_years
from heard.page.charts.time_to_feedback import time_to_feedback

__all__ = [
    "ChapterLines",
    "Chart",
    "CheckCases",
    "ConsultationDays",
    "GridRow",
    "LikenessOf",
    "Milestone",
    "NoChart",
    "PromiseLine",
    "Shading",
    "YearsLine",
    "cases_by_check",
    "dumbbell",
    "grid",
    "one_activity",
    "open_and_decided",
    "promises_kept",
    "promises_over_years",
    "time_to_feedback",
]
