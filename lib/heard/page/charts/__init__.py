"""The report's charts. Each is a pure function from plain data to a picture that answers the question in its title.

Every function gives a `Chart`, or, where there is nothing to draw, a `NoChart`: one sentence in its place. Both have
`title` and `alt` (what is seen, in a sentence with its counts), and `heard.page.blocks.figure` takes
either; a `Chart` has its `svg`, and `png(dpi)` makes dots of it. The title is not drawn: it stands as
text in the figcaption, where it can be read aloud, found and made larger. Nothing here reads a file, and what is passed
in must have been through disclosure control.

    promises_kept(chapters: tuple[ChapterLines, ...], *, title: str, noun: str, kept_at: int)
    cases_by_check(checks: Sequence[CheckCases], *, title: str, kept_at: int, words: Mapping[State, str])
    calendar(activities: Sequence[CalendarLine], *, period: Period, minimum_days: int, significant_days: int,
             shaded: Sequence[Shading] = (), highlighted: str = "open for less time than promised")
    chain(consultations: Sequence[ConsultationSteps], *, as_at: date)
    one_activity(opened_on: date | None, closed_on: date, milestones: Sequence[Milestone])
    open_at_once(by_day: OpenByDay, *, shaded: Sequence[Shading] = ())
    time_to_feedback(curve: Curve, *, feedback_days: int)
    dumbbell(rows: Sequence[Likeness], *, title: str, ratio_flag: float)
    promises_over_years(chapters: Chapters, *, years: Sequence[str], title: str, noun: str, kept_at: int)
    slopes(series: Sequence[Series], *, periods: Sequence[str], title: str)
    grid(rows: Sequence[GridRow], *, measures: Sequence[str], title: str)

`promises_kept`, `promises_over_years` and `cases_by_check` are 482 points wide, the whole width of the text on paper,
with a second drawing for phones. Every other picture is 360 points (5 inches) wide with no text under 11 points, so
that at 320 px the smallest letters are still about 10 px; show it about as wide as that (34rem at most, 12 cm on paper)
rather than stretched.
matplotlib is imported when the first chart is drawn, not before.
"""

from __future__ import annotations

from heard.page.charts.activity_grid import GridRow, grid
from heard.page.charts.cases_by_check import CheckCases, cases_by_check
from heard.page.charts.chart import Chart, NoChart
from heard.page.charts.dumbbell import dumbbell
from heard.page.charts.in_chapters import ChapterLines
from heard.page.charts.one_activity import Milestone, one_activity
from heard.page.charts.promises_kept import PromiseLine, promises_kept
from heard.page.charts.promises_over_years import YearsLine, promises_over_years
from heard.page.charts.slopes import Series, slopes
from heard.page.charts.time_to_feedback import time_to_feedback
from heard.page.charts.what_followed import ConsultationSteps, chain
from heard.page.charts.year_line import CalendarLine, OpenByDay, Shading, calendar, open_at_once

__all__ = [
    "CalendarLine",
    "ChapterLines",
    "Chart",
    "CheckCases",
    "ConsultationSteps",
    "GridRow",
    "Milestone",
    "NoChart",
    "OpenByDay",
    "PromiseLine",
    "Series",
    "Shading",
    "YearsLine",
    "calendar",
    "cases_by_check",
    "chain",
    "dumbbell",
    "grid",
    "one_activity",
    "open_at_once",
    "promises_kept",
    "promises_over_years",
    "slopes",
    "time_to_feedback",
]
