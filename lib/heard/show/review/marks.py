"""How the word for a sentence over the years is shown, and each of its years: a shape and a word."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from heard.history import Course
from heard.model.state import Verdict
from heard.page.html import joined, tag
from heard.show.marks import CLASSES, OTHER, SHAPES

COURSES = {
    Course.KEPT: ("●", "kept"),
    Course.IMPROVING: ("▲", "kept"),
    Course.WORSENING: ("▼", "not-kept"),
    Course.NOT_KEPT: ("○", "not-kept"),
    Course.NEVER: ("?", "cannot-tell"),
    Course.SEEN_KEPT: ("●", "kept"),
    Course.UNTOLD: ("?", "cannot-tell"),
    Course.PARTLY: ("◐", "partly"),
    Course.UNEVEN: ("◇", "partly"),
}
MEANS = {
    Course.KEPT: "Kept in every year.",
    Course.IMPROVING: "Not kept in every year, and a check behind it rose by more than chance. None fell.",
    Course.WORSENING: "Not kept in every year, and a check behind it fell by more than chance. None rose.",
    Course.NOT_KEPT: "Not kept in any year that we can judge, and no check moved by more than chance.",
    Course.NEVER: "No year has enough on record to judge by, or nothing measures it.",
    Course.SEEN_KEPT: "Kept in each year that we can judge, and some year cannot be judged.",
    Course.UNTOLD: "Enough of the cases on record did it, and too many others have no record.",
    Course.PARTLY: "Partly kept in each year that we can judge, and no check moved by more than chance.",
    Course.UNEVEN: "The years differ, or its checks went different ways.",
    Course.ALONE: "One year can be judged, so there is nothing to compare.",
    Course.NOTHING: "Nothing in these years was due, or nothing came up to apply it to.",
    Course.DESCRIBED: "Counted in the annual reports, and not judged.",
}


def course_mark(course: Course) -> Markup:
    """The word over the years: its shape, hidden from screen readers, and the word."""
    shape, kind = COURSES.get(course, (OTHER, "other"))
    return tag("span", tag("span", shape, aria_hidden="true"), f" {course}", class_=f"state {kind}")


def year_marks(names: Sequence[str], verdicts: Sequence[Verdict | None]) -> Markup:
    """`2022-23 ○ not kept, 2023-24 ◐ partly kept, …`, or `each year ◐ partly kept`; a year without records says so."""
    if len(verdicts) > 1 and len(set(verdicts)) == 1:
        return _year("each year", verdicts[0])
    return joined((_year(name, verdict) for name, verdict in zip(names, verdicts, strict=True)), ", ")


def _year(name: str, verdict: Verdict | None) -> Markup:
    shape = SHAPES.get(verdict, OTHER) if verdict else OTHER
    kind = CLASSES.get(verdict, "other") if verdict else "other"
    word = str(verdict) if verdict else "no records"
    mark = tag("span", tag("span", shape, aria_hidden="true"), f" {word}", class_=f"state {kind}")
    return joined((name, mark), " ")
