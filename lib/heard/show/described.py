"""What the strategy describes and nobody judges: counts, each in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from heard.model.commitment import Commitment
from heard.model.period import Period, add_months
from heard.show.facts import Facts
from heard.show.sentences import capital, listed, number, some

FEW = 5  # below this a middle says nothing that the first and last do not
WAYS = {
    "a": ("review", "case study", "complaint", "compliment"),
    "b": ("online survey", "postal survey", "telephone survey"),
    "c": ("social media",),
    "d": ("meeting", "workshop"),
    "e": ("talk",),
    "f": ("information event",),
}
ACTIONS = {"MEMBERS-1": ("promoted",), "MEMBERS-2": ("explained",), "MEMBERS-3": ("scrutinised",)}
OUTCOMES = ("changed", "changed in part", "unchanged with reasons", "unchanged without reasons")


def counted(values: pd.Series, of: Iterable[str]) -> list[tuple[str, int]]:
    """How often each word stands in a column, in the order given; what is blank is `not recorded`."""
    counts = [(word, int((values == word).sum())) for word in of]
    blank = int(values.isna().sum())
    return [*counts, ("not recorded", blank)] if blank else counts


def _told(counts: Iterable[tuple[str, int]]) -> str:
    return listed(f"{word} {number(n)}" for word, n in counts)


def ways_used(facts: Facts, commitment: Commitment) -> str:
    """Activities that used each of the ways one part of LISTEN-3 names."""
    rows = facts.rows("channels")
    rows = rows[rows["activity_id"].isin(facts.closed["activity_id"])]
    ways = WAYS.get(commitment.letter or "", tuple(way for some_ways in WAYS.values() for way in some_ways))
    used = rows[rows["channel"].isin(ways)]
    activities = used["activity_id"].nunique()
    verb = "used this way" if len(ways) == 1 else f"used one of these ways ({_told(counted_by(used, ways))})"
    return f"{capital(some(activities, 'activities'))} of {number(len(facts.closed))} {verb}."


def counted_by(used: pd.DataFrame, ways: Iterable[str]) -> list[tuple[str, int]]:
    """Activities that used each way."""
    return [(way, int(used.loc[used["channel"] == way, "activity_id"].nunique())) for way in ways]


def regular_feedback(facts: Facts, _: Commitment) -> str:
    """Services with regular feedback on record in the period."""
    rows = facts.rows("service_feedback")
    within = rows["quarter"].map(lambda quarter: _lies_within(str(quarter), facts.params.period))
    services = rows.loc[within.astype(bool) & rows["received"].notna(), "service"].str.casefold().nunique()
    return f"{capital(some(services, 'services'))} took regular feedback in the year, on the record."


def _lies_within(quarter: str, period: Period) -> bool:
    year, number_in_year = quarter.upper().split("-Q")
    first = date(int(year), 3 * int(number_in_year) - 2, 1)
    return period.first_day <= first and add_months(first, 3) - timedelta(days=1) <= period.last_day


def purposes(facts: Facts, _: Commitment) -> str:
    """Closed activities by purpose."""
    words = ("strategic planning", "strategic performance", "transformation", "operational planning")
    return f"The activities that closed served these purposes: {_told(counted(facts.closed['purpose'], words))}."


def engagement_days(facts: Facts, _: Commitment) -> str:
    """How long engagement and work together stood open."""
    rows = facts.closed[facts.closed["level"].isin(["engage", "coproduce"])]
    if rows.empty:
        return "No engagement closed in the year, so no length can be given."
    ends = zip(rows["opened_on"], rows["closed_on"], strict=True)
    days = sorted((closed - opened).days + 1 for opened, closed in ends)
    if len(days) == 1:
        return f"The one engagement that closed was open for {some(days[0], 'days')}."
    half = f" Half of them were open for {number(days[len(days) // 2])} days or more." if len(days) >= FEW else ""
    span = f"{number(days[0])} to {some(days[-1], 'days')}"
    return f"{capital(some(len(days), 'engagements'))} closed. They were open for {span}.{half}"


def member_actions(facts: Facts, commitment: Commitment) -> str:
    """What members are on record as doing for the activities that closed: of MEMBERS-2, what they explained."""
    rows = facts.rows("member_actions")
    rows = rows[rows["activity_id"].isin(facts.closed["activity_id"])]
    actions = ACTIONS.get(commitment.id, ("promoted", "explained", "scrutinised"))
    counts = [(action, rows.loc[rows["action"] == action, "activity_id"].nunique()) for action in actions]
    told = listed(f"{action} {some(n, 'activities')}" for action, n in counts)
    return f"Members are on record as having {told}, of {number(len(facts.closed))} that closed."


def outcomes(facts: Facts, _: Commitment) -> str:
    """Decisions on consultations that closed, by what they did; never scored."""
    rows = facts.decided
    counts = _told(counted(rows["outcome"], OUTCOMES))
    return f"Of {some(len(rows), 'decisions')}: {counts}. We count these and never score them."


def issues(facts: Facts, _: Commitment) -> str:
    """Issues raised and answered at board meetings of the period."""
    rows, period = facts.rows("board_meetings"), facts.params.period
    rows = rows[rows["met_on"].between(period.first_day, period.last_day)]
    if rows["issues_raised"].isna().all():
        return "How many issues the boards raised is not on record."
    raised, answered = int(rows["issues_raised"].sum()), int(rows["issues_answered"].sum())
    return f"The boards raised {some(raised, 'issues')}; {number(answered)} had an answer, on the record."


def statutory(facts: Facts, _: Commitment) -> str:
    """Consultations that the law asked for."""
    basis = int(facts.consultations["statutory_basis"].notna().sum())
    fixed = int(facts.consultations["prescribed_days"].notna().sum())
    return (
        f"The law asked for {some(basis, 'consultations')} of those that closed; it set the length of {number(fixed)}."
    )


def resources(facts: Facts, _: Commitment) -> str:
    """Where cost and staff time are on record."""
    closed = facts.closed
    cost, days = int(closed["cost"].notna().sum()), int(closed["staff_days"].notna().sum())
    return f"Cost is on record for {number(cost)} of {some(len(closed), 'activities')}, staff time for {number(days)}."


def challenges(_facts: Facts, _: Commitment) -> str:
    """Where the decisions that were challenged are told."""
    return "Decisions that were challenged are told among the questions that members ask."


@dataclass(frozen=True)
class Described:
    """What is told, and the record (`table` or `table.column`) that it is told from."""

    told: Callable[[Facts, Commitment], str]
    needs: str

    def on_record(self, facts: Facts) -> bool:
        """Whether that record was supplied."""
        return facts.has(*self.needs.split("."))


DESCRIBED: Mapping[str, Described] = {
    "ways_used": Described(ways_used, "channels"),
    "regular_feedback": Described(regular_feedback, "service_feedback"),
    "purposes_served": Described(purposes, "activities.purpose"),
    "engagement_days": Described(engagement_days, "activities.closed_on"),
    "member_actions_by_kind": Described(member_actions, "member_actions"),
    "outcomes": Described(outcomes, "decisions"),
    "issues_answered": Described(issues, "board_meetings"),
    "statutory_consultations": Described(statutory, "activities.statutory_basis"),
    "resources": Described(resources, "activities"),
    "challenges": Described(challenges, "decisions"),
}
