"""Years side by side: what changed since last year, and what became of a sentence over the years of a review."""

from heard.history.clock import Clock, clocks
from heard.history.course import Course, Passage, passage
from heard.history.revised import Cause, Now, Revision, revisions
from heard.history.since import Change, Turn, carried_over, changes, turns
from heard.history.trend import Direction, Point, Trend, trends

__all__ = [
    "Cause",
    "Change",
    "Clock",
    "Course",
    "Direction",
    "Now",
    "Passage",
    "Point",
    "Revision",
    "Trend",
    "Turn",
    "carried_over",
    "changes",
    "clocks",
    "passage",
    "revisions",
    "trends",
    "turns",
]
