"""What is owed, in sentences: how many, each by itself, a mail for a service, and the lines of a log."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import brief, day, number, some
from heard.model.obligation import Obligation, Standing
from heard.model.standards import Basis
from heard.year.owed import Owed

MAIL_LINES = 25
YEAR = 365  # days
URGENT = (Standing.LATE, Standing.WITHIN_7_DAYS)  # what a mail and a log name one by one
COUNTED = (*URGENT, Standing.WITHIN_28_DAYS, Standing.LATER, Standing.NOT_ON_RECORD, Standing.CANNOT_TELL)
WHOSE_DAY = {
    Basis.PROMISED: "The Council promised this day.",
    Basis.STRATEGY: "The strategy sets it.",
    Basis.OURS: "The strategy names no figure here: this one is a proposal of ours, and can be changed.",
    Basis.LAW: "The law on the papers of meetings sets it.",
    Basis.PLANNED: "It hangs on a day that is only planned, and moves with it.",
    Basis.PERIOD: "The strategy is kept or not within the year, so it ends with the year, or the quarter.",
}


def in_short(owed: Owed) -> str:
    """`3 late, 2 due within 7 days, 9 within 28, on 4 June 2026.`"""
    return f"{', '.join(how_many(owed))}, on {day(owed.on)}."


def how_many(owed: Owed) -> tuple[str, str, str]:
    """How many are late, due within 7 days, and due after that within 28."""
    late, week, month = (number(owed.counts[each]) for each in (*URGENT, Standing.WITHIN_28_DAYS))
    return f"{late} late", f"{week} due within 7 days", f"{month} within 28"


def task_and_day(each: Obligation) -> str:
    """What to do, and by when: `tell those who took part what came of it by 9 June 2026, in 5 days`."""
    task = each.task[:1].lower() + each.task[1:]
    if each.due_on is None or each.days is None:
        return f"{task}; {each.found}"
    match each.state:
        case Standing.LATE:
            return f"{task}; it was due by {day(each.due_on)}, {some(-each.days, 'days')} ago"
        case Standing.NOT_ON_RECORD | Standing.CANNOT_TELL:
            return f"{task}; its last day was {day(each.due_on)}: {each.found}"
    left = f"in {some(each.days, 'days')}" if each.days else "today"
    return f"{task} by {day(each.due_on)}, {left}"


def worked_out(each: Obligation) -> str:
    """How its day was worked out and whose figure it is, in sentences; nothing of one that has no day."""
    return f"{each.how[:1].upper()}{each.how[1:]}. {WHOSE_DAY[each.basis]}" if each.how else ""


def past_a_year(each: Obligation) -> bool:
    """Whether its day passed more than a year ago: such are counted, and named in the table alone."""
    return each.days is not None and each.days < -YEAR


def mail(owed: Owed, page: str) -> tuple[str, ...]:
    """At most 25 lines that a mail can carry, its subject first; `page` is the file in which all of it stands."""
    whose = one_line(owed.service or owed.params.council)
    head = (
        f"Subject: {whose}: {in_short(owed).rstrip('.')}",
        "",
        f"What {whose} owes to the public by the strategy, from the Council's own records.",
        "",
    )
    foot = ("", f"All of it, with how each day was worked out: {page}")
    return (*head, *most_pressing(owed, MAIL_LINES - len(head) - len(foot)), *foot)


def most_pressing(owed: Owed, most: int) -> list[str]:
    """A line each of what is due this week and of what is late, at most so many; the last may say how many are left.

    What can still be done in time comes before what cannot, and the latest before the oldest.
    """
    rows = (*owed.that_are(Standing.WITHIN_7_DAYS), *reversed(owed.that_are(Standing.LATE)))
    lines = [f"- {one_line(brief(each.title))}: {task_and_day(each)}." for each in rows]
    if len(lines) > most:
        lines[most - 1 :] = [f"- and {number(len(lines) - most + 1)} more that are late or due this week"]
    return lines or ["Nothing is late, and nothing is due within 7 days."]


def log(owed: Owed, at: str) -> Iterator[str]:
    """A line for each that is late or due within 7 days, and the counts; `at` is the moment that each begins with."""
    for each in owed.that_are(*URGENT):
        yield f"{at} {each.state} {each.id} due {each.due_on} {abs(each.days or 0)} days {each.owed_by}"
    said = (f"{owed.counts[state]} {state}" for state in COUNTED)
    yield f"owed: {', '.join(said)}"


def one_line(words: str) -> str:
    """Words that may have come from a cell with several lines, in one."""
    return " ".join(words.split())
