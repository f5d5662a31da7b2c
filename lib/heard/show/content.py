"""What a year holds: a measure of the whole year prints its content, and not a count of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from heard.english import capital, day, listed, some
from heard.year import Year

MOST = 6


def _within(year: Year, table: str, column: str) -> pd.DataFrame:
    rows, period = year.rows(table), year.params.period
    return rows[rows[column].between(period.first_day, period.last_day)].sort_values(column, kind="stable")


def boards(year: Year) -> str:
    """Which boards met, and how often."""
    meetings = _within(year, "board_meetings", "met_on")
    held = meetings["board"].value_counts(sort=False).sort_index()
    if held.empty:
        return "No board is on record as having met."
    named = [f"{board} ({times})" for board, times in held.items()]
    named = named if len(named) <= MOST else [*named[:MOST], f"{len(named) - MOST} more"]
    met = some(len(held), "boards")
    return f"{capital(met)} met, with this many meetings each: {listed(named)}."


def forward_plan(year: Year) -> str:
    """How much of the plan was there on the first day of the year."""
    rows, period = year.rows("forward_plan"), year.params.period
    entries = rows[rows["financial_year"] == period.name]
    if entries.empty:
        return f"The plan has no entry for {period.name}."
    ready = int((entries["added_on"] <= period.first_day).sum())
    had = some(len(entries), "entries")
    return f"The plan for {period.name} had {had}; {ready} stood on it by {day(period.first_day)}."


def toolkit(year: Year) -> str:
    """What was published of the Toolkit, and when the law in it was looked at."""
    published, reviewed = _within(year, "toolkit", "published_on"), _within(year, "toolkit", "legal_reviewed_on")
    versions = zip(published["version"], published["published_on"], strict=True)
    told = [f"version {version} came out on {day(when)}" for version, when in versions][-2:] or ["no version came out"]
    checked = sorted(set(reviewed["legal_reviewed_on"]))
    law = f"the law in it was checked on {day(checked[-1])}" if checked else "no check of the law in it is on record"
    return capital(f"{listed(told)}; {law}.")


def lessons(year: Year) -> str:
    """How many lessons were shared, with whom, and when."""
    rows = _within(year, "practice", "shared_on")
    if rows.empty:
        return "No lesson was shared."
    audiences = rows["audience"].fillna("").str.split(";")
    reached = [(who, int(audiences.map(lambda told, who=who: who in told).sum())) for who in ("members", "staff")]
    if len(rows) == 1:
        whom = listed(who for who, n in reached if n) if any(n for _, n in reached) else "nobody named"
        return f"1 lesson, to {whom}, {day(rows['shared_on'].iloc[0])}."
    first, last = day(rows["shared_on"].iloc[0]), day(rows["shared_on"].iloc[-1])
    told = listed(f"{n or 'none'} to {who}" for who, n in reached)
    return f"{some(len(rows), 'lessons')}, {told}, from {first} to {last}."


def from_others(year: Year) -> str:
    """What was learned from other organisations, and put to use."""
    rows = _within(year, "practice", "shared_on")
    rows = rows[rows["learned_from"] == "other organisation"]
    if rows.empty:
        return "No lesson from another organisation is on record."
    used = int(rows["change_made"].notna().sum())
    last = day(rows["shared_on"].iloc[-1])
    return f"{some(len(rows), 'lessons')} from other organisations, {used} with a change made; the last on {last}."


def _considered(year: Year, rows: pd.DataFrame) -> list[str]:
    rows = rows[rows["considered_on"] <= year.params.as_at].sort_values("considered_on", kind="stable")
    items = zip(rows["kind"], rows["body"].fillna(""), rows["considered_on"], strict=True)
    return [f"{kind} considered{f' by {body}' if body else ''} on {day(when)}" for kind, body, when in items]


def reported(year: Year) -> str:
    """When last year's report was considered, and by whom."""
    rows, before = year.rows("committee"), year.params.period.before.name
    rows = rows[(rows["kind"] == "annual report") & (rows["period"] == before)]
    found = _considered(year, rows)
    return capital(f"{found[-1]}.") if found else f"No annual report for {before} is on record as considered."


def monitored(year: Year) -> str:
    """What was considered in the period."""
    rows = _within(year, "committee", "considered_on")
    found = _considered(year, rows[rows["kind"].isin(["annual report", "monitoring"])])
    return capital(f"{listed(found[-2:])}.") if found else "No report or monitoring item is on record in the year."


def reviewed(year: Year) -> str:
    """When the strategy and the Commitment were last reviewed."""
    rows, told = year.rows("committee"), []
    for document, called in (("strategy", "the strategy"), ("commitment", "the Commitment")):
        days = rows.loc[rows["kind"] == f"{document} review", "considered_on"].dropna()
        days = days[days <= year.params.as_at]
        last = f"{called} was last reviewed on {day(max(days))}" if len(days) else f"no review of {called} is on record"
        told.append(last)
    return capital(f"{listed(told)}.")


CONTENT: Mapping[str, Callable[[Year], str]] = {
    "boards_active": boards,
    "forward_plan_ready": forward_plan,
    "toolkit_updated": toolkit,
    "practice_shared": lessons,
    "learned_from_others": from_others,
    "reported_to_committee": reported,
    "monitored_by_committee": monitored,
    "reviewed_in_three_years": reviewed,
}
