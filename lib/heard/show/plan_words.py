"""What a plan says in sentences: how many checks it would meet, which days fit, and the one change that mends most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from heard.english import as_weeks, brief, day, listed, number, some
from heard.model.workdays import bank_holidays
from heard.year.foreseen import Prospect
from heard.year.plan import Plan
from heard.year.plan_calendar import Meanwhile, SharedDays
from heard.year.plan_change import PlanChange

COUNTS = {
    Prospect.NOT_MET: "not met",
    Prospect.TOO_LATE: "too late",
    Prospect.IN_PART: "in part",
    Prospect.TO_DO: "still to do",
    Prospect.NOT_DECIDED: "not decided",
    Prospect.MET: "would be met",
    Prospect.NOT_APPLICABLE: "not asked of it",
}
KINDS = {"engage": "an engagement", "coproduce": "a co-production", "inform": "an information activity"}
NUMBERS = ("", "one week's", "two weeks'", "three weeks'", "four weeks'", "five weeks'", "six weeks'")
WEEK = 7
NAMED = 4  # titles named in one line


def in_short(plan: Plan) -> str:
    """How many checks came to each answer, those that fall short first."""
    counts = [(len(plan.of(prospect)), words) for prospect, words in COUNTS.items()]
    told = listed(f"{number(n)} {words}" for n, words in counts if n)
    return f"{told[:1].upper()}{told[1:]}: {some(len(plan.foreseen), 'checks')} as things stand on {day(plan.on)}."


def window_in_words(plan: Plan) -> str:
    """Which days fit for what the draft leaves out; "" where it leaves out none."""
    window, draft = plan.window, plan.draft
    if window is None:
        return ""
    opens, closes, decides = (draft.day(name) for name in ("opened_on", "closed_on", "decision_planned_on"))
    if window.short and window.decides_from:
        close = f"close on or after {day(window.closes_from)}" if closes and window.closes_from else ""
        later = not decides or window.decides_from > decides
        decide = f"decide on or after {day(window.decides_from)}" if later else ""
        return f"It does not fit, by {some(window.short, 'days')}: {listed(filter(None, (close, decide)))}."
    given = [("opened on", opens), ("closed on", closes), ("to be decided on", decides)]
    said = _days_after([when for _, when in given if when])
    start = listed(f"{words} {next(said)}" for words, when in reversed(given) if when) if any((opens, decides)) else ""
    fits = listed(_fits(plan, decides or closes or opens))
    sentence = f"{start[:1].upper()}{start[1:]}, {_kind(plan)} {fits}."
    return f"{sentence} {_notice(plan, decides or closes or opens)}".strip()


def _days_after(days: Sequence[date]) -> Iterator[str]:
    """Days from the last to the first; the year is said once where it is the same."""
    before: date | None = None
    for each in sorted(days, reverse=True):
        yield _short(each, before)
        before = each


def _short(when: date, after: date | None) -> str:
    """3 December, or with its year where another was named before."""
    return f"{when.day} {when:%B}" if after and after.year == when.year else day(when)


def _kind(plan: Plan) -> str:
    if kind := KINDS.get(str(plan.draft.cells.get("level", ""))):
        return kind
    significant = plan.draft.cells.get("significance") == "significant"
    return "a significant consultation" if significant else "a consultation"


def _fits(plan: Plan, named: date | None) -> Iterator[str]:
    """What is still free, each with its days."""
    window = plan.window
    assert window is not None, "only of a window"
    if window.closes_from and window.closes_by:
        yield f"closes from {_short(window.closes_from, named)} to {_short(window.closes_by, named)}"
    elif window.closes_by:
        yield f"closes by {_short(window.closes_by, named)}"
    elif window.closes_from:
        yield f"closes on or after {_short(window.closes_from, named)}"
    if window.opens_by:
        yield f"opens by {_short(window.opens_by, named)}"
    if window.decides_from:
        yield f"is decided on or after {_short(window.decides_from, named)}"


def _notice(plan: Plan, named: date | None) -> str:
    """From when it can open, with the notice that is asked."""
    opens_from = plan.window.opens_from if plan.window else None
    if opens_from is None:
        return ""
    days = (opens_from - plan.on).days
    if not days:
        return "It can open from today."
    weeks, rest = divmod(days, WEEK)
    notice = NUMBERS[weeks] if not rest and weeks < len(NUMBERS) else f"{as_weeks(days)} of"
    return f"With {notice} notice from today it can open from {_short(opens_from, named)}."


def change_in_words(change: PlanChange | None, *, falls_short: bool) -> str:
    """The one change that mends most, what it mends, and what it leaves to the decision."""
    if change is None:
        return (
            "No single change of a day, a way or a format would mend more than it breaks."
            if falls_short
            else "Nothing falls short that a change of a day, a way or a format could mend."
        )
    mends = listed(f"{title[:1].lower()}{title[1:]}" for title in change.mends)
    follows = ""
    if change.decided_after is not None:
        verb = "still follows" if change.changed == "closed_on" else "then follows"
        follows = f" The decision {verb} {some(change.decided_after, 'days')} after closing."
    return f"{_does(change)}: {mends}.{follows}"


def _does(change: PlanChange) -> str:
    if isinstance(change.to, date):
        verb = {"opened_on": "Open", "closed_on": "Close"}.get(change.changed, "Decide")
        by = f"{some(abs(change.moved), 'days')} {'later' if change.moved > 0 else 'earlier'}"
        return f"{verb} {by}, on {day(change.to)}"
    return f"Add one more way, {change.to}" if change.changed == "channel" else f"Offer one more format, {change.to}"


def calendar_in_words(plan: Plan) -> Iterator[str]:
    """What else there is on its days, a sentence each."""
    calendar = plan.calendar
    for does, when in calendar.days_off:
        off = "a bank holiday" if when in bank_holidays(when.year) else f"a {when:%A}"
        yield f"It {does} on {day(when)}, {off}."
    if not calendar.days_open:
        yield "Its days open are not known yet: nothing else is counted."
        return
    yield _shared("school holidays", calendar.school_holidays, calendar.days_open)
    yield _shared("the time before an election", calendar.pre_election, calendar.days_open)
    holidays = calendar.bank_holidays
    on = f": {listed(day(each) for each in holidays)}" if holidays else ""
    yield f"Open on {some(len(holidays), 'bank holidays')}{on}."
    yield _others(plan)
    if to_open := calendar.to_open:
        entries = some(len(to_open), "other entries")
        yield f"On the forward plan, {entries} to open meanwhile, for whom is not on record: {_named(to_open)}."


def _shared(what: str, shared: SharedDays, days_open: int) -> str:
    if shared.known_until is None:
        return f"Days in {what}: not counted: the params name none."
    counted = f"{number(shared.days)} of {some(days_open, 'days')} open {'is' if shared.days == 1 else 'are'} in {what}"
    if not shared.beyond:
        return f"{counted}."
    until = f"the params name none after {day(shared.known_until)}"
    if shared.beyond == days_open:
        return f"Days in {what}: not counted: {until}."
    return f"{counted}; {some(shared.beyond, 'days')} not counted: {until}."


def _others(plan: Plan) -> str:
    calendar = plan.calendar
    if not calendar.target:
        return "Other activities for the same people: not counted: the draft names no `target`."
    whom = f"for {calendar.target}"
    if not calendar.meanwhile:
        return f"No other activity {whom} is open meanwhile."
    assert calendar.fullest is not None, "where others are open, one day has most"
    others = some(len(calendar.meanwhile), "other activities")
    most = f"{number(calendar.most)} at most on one day, {day(calendar.fullest)}"
    return f"{others[:1].upper()}{others[1:]} {whom} open meanwhile, {most}: {_named(calendar.meanwhile)}."


def _named(others: Sequence[Meanwhile]) -> str:
    """The first titles, and how many more there are."""
    titles = [brief(each.title.rstrip(".")) for each in others[:NAMED]]
    more = [f"and {number(len(others) - NAMED)} more"] if len(others) > NAMED else []
    return "; ".join([*titles, *more])
