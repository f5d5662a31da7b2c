"""The questions that members ask, each answered straight: what is known, what is not, and what changed by it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from heard.english import PERCENT_FROM, agreed, capital, day, listed, number, percent, some
from heard.maths.survival import Curve
from heard.measures.amounts.how_many_days import waiting
from heard.model.tables import TABLES
from heard.page.blocks import (
    ANNEX,
    Block,
    Blocks,
    Link,
    Some,
    Words,
    bullets,
    details,
    figure,
    first_open,
    flow,
    heading,
    paragraph,
    quoted,
    strong,
    table,
    words,
)
from heard.page.charts import time_to_feedback
from heard.page.charts.time_to_feedback import share_fed_back
from heard.show.described import by_outcome
from heard.show.fair import was_it_fair
from heard.show.figure_columns import column, in_counts
from heard.show.hidden_counts import hidden_counts
from heard.show.marks import CONSULTATIONS, named
from heard.show.report.normal import are_we_normal
from heard.show.report.who import divisions_in
from heard.show.results import in_short, to_activity
from heard.show.understood import did_people_understand
from heard.year import Year
from heard.year.public import AN_OFFICER, OFFICER

SHEET = "Decisions and feedback"  # of the workbook

UNCHANGED = TABLES["decisions"].columns["outcome"].words[2:]  # with reasons, and without
ON_PAPER = 4
MOST = 100
NOTHING_SAID = "No record says what was decided."


def what_changed(year: Year) -> Iterator[Block | None]:
    """Decisions on consultations that closed in the year: by outcome, and each in the words of `what_changed`."""
    rows = year.decided
    if not year.has("decisions"):
        yield paragraph(NOTHING_SAID)
        return
    closed = year.consultations["activity_id"]
    decided = rows["activity_id"].nunique()
    yield paragraph(
        by_outcome(year) or NOTHING_SAID,
        f"{number(decided)} of {some(len(closed), 'consultations')} {agreed(decided, 'have')} a decision on record.",
        "We never score whether a decision followed the majority.",
    )
    changes = [_in_their_words(year, row) for _, row in rows[rows["what_changed"].notna()].iterrows()]
    if changes:
        yield paragraph("In the words of the record:")
        yield bullets(changes[:ON_PAPER])
    if rest := changes[ON_PAPER:MOST]:
        yield details(f"{number(len(rest))} more", bullets(rest), kind=ANNEX)
    for outcome in UNCHANGED:
        ids = dict.fromkeys(rows.loc[rows["outcome"] == outcome, "activity_id"].astype(str))
        yield named([to_activity(year, i) for i in ids], label=outcome.capitalize())


def _in_their_words(year: Year, row: pd.Series) -> Words:
    by_officer = pd.notna(row["body_kind"]) and row["body_kind"] == OFFICER
    body = AN_OFFICER if by_officer else row["body"]
    by = f"{body}, " if pd.notna(body) else ""
    name = to_activity(year, str(row["activity_id"]))
    return words(name, f" ({by}{day(row['decided_on'])}): ", quoted(str(row["what_changed"])))


SCREEN = ("online survey", "social media")
NOT_CHALLENGED = "none"
TITLES = 5
MOST_DIVISIONS = 3
WAITED = (28, 56, 84, 112, 140, 168, 196, 224, 252, 365)  # days after closing that the table of waiting has
EVERY = Link(CONSULTATIONS, words("the list of consultations"))


def questions(year: Year) -> Blocks:
    """Eight questions and their answers."""
    answers: dict[str, Some] = {
        "Was it fair?": was_it_fair(year),
        "Was it the loud few?": _loud_few(year),
        "Did people understand?": did_people_understand(year),
        "What changed because of it?": what_changed(year),
        "When did people hear back?": _heard_back(year),
        "In my division?": _divisions(year),
        "Were we challenged?": _challenged(year),
        "Are we normal?": are_we_normal(year),
    }
    return flow(
        heading(2, "Questions members ask", id="questions"),
        ((heading(3, question), first_open(f"More: {question}", answer)) for question, answer in answers.items()),
    )


def _loud_few(year: Year) -> Iterator[Block | None]:
    came_in = year.assessment.people.contributions
    ways = [came_in.cells[way] for way in SCREEN if way in came_in.cells]
    answer = "We cannot tell: no record says which answers came from a campaign, or whether one person sent several."
    if not came_in.cells:
        yield paragraph(answer, "Nor does any say how much came in, or by which way.")
    elif isinstance(came_in.total, int) and all(isinstance(n, int) for n in ways):
        on_screen = sum(n for n in ways if isinstance(n, int))
        share = f" ({percent(on_screen, came_in.total)})" if came_in.total >= PERCENT_FROM else ""
        whole = f"{number(on_screen)} of {number(came_in.total)} contributions{share}"
        yield paragraph(answer, f"{whole} came by online survey or social media.", _read(year))
    else:
        yield paragraph(answer, "How much came by online survey or social media is hidden.", _read(year))
        yield hidden_counts(year.params.disclosure)


def _read(year: Year) -> str:
    return in_short(year, year.results["everything_read"]) if "everything_read" in year.results else ""


NEITHER = "What was published and gives neither the decision nor the reasons does not count as hearing back."


def _heard_back(year: Year) -> Iterator[Block | None]:
    curve = waiting(year.columns)
    if not isinstance(curve, Curve) or not curve.n or "feedback_on_time" not in year.results:
        lacking = "nothing closed" if year.closed.empty else "no record of feedback to the public"
        yield paragraph(f"We cannot tell: {lacking}.")
        return
    untold = year.amounts["time_to_feedback"].of - curve.n
    known = " we can tell of" if untold else ""
    n = f"{some(curve.n, 'activities')}{known}"
    half = (
        f"Half heard back within {some(curve.median, 'days')} of closing, those still waiting counted as waiting."
        if curve.median is not None
        else "Fewer than half have heard back, so we cannot say how long it takes."
    )
    if curve.n_happened == curve.n:
        one = f"The one activity{known} has fed back."
        back = f"All {n} have fed back." if curve.n > 1 else one
    else:
        back = f"{number(curve.n_happened)} of {n} had fed back by the day of this report."
    yield paragraph(half, in_short(year, year.results["feedback_on_time"]), back, _promised(year))
    if year.has("feedback", "includes_decision") and year.has("feedback", "includes_reasons"):
        yield paragraph(NEITHER, kind="note")
    drawn = time_to_feedback(curve, feedback_days=year.params.standards.feedback_days)
    subtitle = f"{n} that closed in {year.params.period.name}."
    yield figure(drawn, subtitle, "here", name="time to feedback", sheet=SHEET)
    rows = [(some(days, "days"), by_then) for days in WAITED if (by_then := share_fed_back(curve, days))]
    by_day = table(
        "How many had fed back, by days after closing", ("Within", "Share that had fed back"), rows, sheet=SHEET
    )
    yield details("The picture as a table", by_day, kind=ANNEX) if by_day else None


def _promised(year: Year) -> str:
    """Of the feedback days that were promised, how many were kept: apart from those fed back in time."""
    promised = year.amounts["kept_promises"]
    if not promised.recorded:
        return ""
    became = in_counts((what, n) for what, n in column(promised, "activities").items() if n)
    days = some(promised.recorded, "activities")
    return f"A day was promised for {days} of {number(promised.of)}: {became}."


def _divisions(year: Year) -> Iterator[Block | None]:
    rows = year.closed[year.closed["divisions"].notna()]
    if rows.empty:
        yield paragraph("No record says which divisions an activity was about.")
        return
    held: dict[str, list[Words]] = {}
    for cell, id in zip(rows["divisions"], rows["activity_id"].astype(str), strict=True):
        for division in divisions_in(cell):
            held.setdefault(division, []).append(to_activity(year, id))
    most = sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_DIVISIONS]
    [(name, titles), *others] = most
    blank = len(year.closed) - len(rows)
    first = [f"{name} had {some(len(titles), 'activities')}", *(f"{name} {number(len(n))}" for name, n in others)]
    yield paragraph(
        f"{listed(first)}.",
        words(f"{capital(some(len(held), 'divisions'))} had at least one; all are in ", EVERY, "."),
        "One activity may be about several.",
        f"No division is on record for {some(blank, 'activities')} of {number(len(year.closed))}." if blank else "",
    )
    items = [_division(name, titles) for name, titles in sorted(held.items())]
    yield details("What closed in each division", bullets(items), kind=ANNEX)


def _division(name: str, titles: list[Words]) -> Words:
    more = f"; and {number(len(titles) - TITLES)} more" if len(titles) > TITLES else ""
    first = words(*titles[:TITLES], between="; ")
    return words(strong(name), f" ({number(len(titles))}): ", first, more, ".")


def _challenged(year: Year) -> Iterator[Block | None]:
    figures = year.amounts["challenges"]
    if figures.missing:
        yield paragraph("No record says whether a decision was challenged.")
        return
    kinds = {kind: n for kind, n in column(figures, "decisions").items() if n and kind != NOT_CHALLENGED}
    by = f": {listed(f'{number(n)} by {kind}' for kind, n in kinds.items())}" if kinds else ""
    blank = figures.of - figures.recorded
    n = sum(kinds.values())
    said = f"{number(n)} of {some(figures.of, 'decisions')} {agreed(n, 'are')} on record as challenged{by}."
    yield paragraph(
        f"Yes: {said}" if n else f"Not on record: none of {some(figures.of, 'decisions')} is recorded as challenged.",
        f"For {number(blank)} the record does not say." if blank else "",
        "A challenge is not a finding against the Council.",
    )
    challenged = year.decided[year.decided["challenged"].isin(kinds)]
    yield named([to_activity(year, str(i)) for i in dict.fromkeys(challenged["activity_id"])])
