"""Whom a page may name for falling short of a check of the law: first its service is asked, and has its days to reply.

It holds for each check that serves a chapter of the law, wherever the check is told, and for a length that the law
sets. Those that may not be named are counted. `findings.csv`, every case in the workbook and `heard explain` have all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from heard.english import day
from heard.model.missing import Record
from heard.model.result import Finding, Result
from heard.model.state import SHORT_OF
from heard.year.commentary import Commentary

PRESCRIBED = Record("activities", "prescribed_days")  # what reads it is of the law for an activity that has it
NOT_SHOWN = "not shown: its service was not asked"


@dataclass(frozen=True)
class RightOfReply:
    """Who was asked to reply by `reply_day`, of whom that asks `reply_days` before, and what it is asked for.

    `as_at` is the day the report speaks of: it cannot say that nobody replied on a day after that.
    `of_law` has the measures that serve a chapter of the law, `of_length` others that read the length set by law, and
    `prescribed` the activities that have one.
    """

    commentary: Commentary
    reply_day: date
    as_at: date
    reply_days: int
    of_law: frozenset[str]
    of_length: frozenset[str]
    prescribed: frozenset[str]

    def replied(self, activity: str) -> bool:
        """Whether a service replied, on a day that is written down or with words alone."""
        asking = self.commentary.askings.get(activity)
        is_told = any(reply.activity == activity for reply in self.commentary.replies)
        return is_told or (asking is not None and asking.replied_on is not None)

    def may_be_named(self, activity: str) -> bool:
        """Whether the service replied, or was asked so long before the reply day as it has days to reply."""
        asking = self.commentary.askings.get(activity)
        in_time = self.reply_day - timedelta(days=self.reply_days)
        was_asked = asking is not None and asking.asked_on is not None and asking.asked_on <= in_time
        return was_asked or self.replied(activity)

    def governs(self, measure: str, activity: str) -> bool:
        """Whether falling short of a measure of activities is a matter of law for this one."""
        return measure in self.of_law or (measure in self.of_length and activity in self.prescribed)

    def withholds(self, measure: str, activity: str) -> bool:
        """Whether an activity may not be named as one that fell short of a measure of activities."""
        return self.governs(measure, activity) and not self.may_be_named(activity)

    def withholds_finding(self, finding: Finding) -> bool:
        """Whether a finding may not be shown beside the name of its activity."""
        is_short = finding.unit == "activity" and finding.state in SHORT_OF
        return is_short and self.withholds(finding.measure, finding.unit_id)

    def lets_stand(self, activity: str, results: Iterable[Result]) -> bool:
        """Whether an activity may be named for one of these results: it fell short of it, and that is not withheld."""
        short = (each for each in results if any(activity in each.all.ids.get(state, ()) for state in SHORT_OF))
        return any(not self.withholds(each.measure, activity) for each in short)

    def beside(self, activity: str) -> str:
        """When a service was asked and replied: `asked on 2 May 2025; no reply by 1 June 2025`; "" where it was not."""
        asking = self.commentary.askings.get(activity)
        asked = f"asked on {day(asking.asked_on)}" if asking and asking.asked_on else ""
        if not self.replied(activity):
            return f"{asked}; no reply by {day(min(self.reply_day, self.as_at))}" if asked else ""
        replied = f"replied on {day(asking.replied_on)}" if asking and asking.replied_on else "its service replied"
        return ", ".join(filter(None, (asked, replied)))
