"""The review judged by its own rules: a consultation on the strategy itself, check by check, where one is on record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from heard.english import capital, day, listed, number
from heard.model.result import Finding, Result
from heard.model.state import State
from heard.page.blocks import Block, Group, Link, Some, figures, group, heading, paragraph, span, table, title, words
from heard.show.marks import CASES, CONTRADICTIONS, IN_LAW
from heard.show.records_in_words import why_missing
from heard.show.results import is_law
from heard.year import Year
from heard.year.years import Review

ITSELF = re.compile(r"\b(strategy|commitment)\b", re.IGNORECASE)
OF_WHAT = re.compile(r"\b(consultation|engagement|working together)\b", re.IGNORECASE)
KNOWN_BY = (
    "We know one by its title: it has “strategy” or “commitment”, "
    "and “consultation”, “engagement” or “working together”."
)
MOST_NAMED = 5
COLUMNS = ("Check", "State", "Why")


def judged_itself(review: Review) -> Group:
    """The last such activity in three sentences, by the last year that has it; one sentence where there is none."""
    found = list(_activities(review).items())
    last = found[-1:] and _in_three_sentences(found[-1][1], found[-1][0])
    none = "" if found else f"No consultation on the strategy itself is in the register of these years. {KNOWN_BY}"
    return group(
        heading(3, "The review judged by its own rules", id="itself"), paragraph(none, *last), element="section"
    )


def every_check_of_itself(review: Review) -> Iterator[Block | None]:
    """Each such activity of any year, with every check of it."""
    yield paragraph(KNOWN_BY)
    for activity, seen in _activities(review).items():
        yield from _activity(seen, activity)


def _activities(review: Review) -> dict[str, Year]:
    """Each such activity, with the last year that has it."""
    return {id: seen for _, seen in review.seen for id, name in seen.titles.items() if is_itself(name)}


def _in_three_sentences(year: Year, activity: str) -> Iterator[Some]:
    """What it was and when, how its checks came out, and what fell short."""
    (_, opened), (_, closed) = _days(year, activity)
    judged = _judged(year, activity)
    yield words(title(year.titles[activity]), f" opened on {opened} and closed on {closed}.")
    if not judged:
        yield f"It did not close in {year.params.period.name}, or is out of scope: no check asks about it."
        return
    yield f"Of {number(len(judged))} checks: {_counts(judged)}."
    short = [year.measures[result.measure].title for result, finding in judged if _fell_short(year, result, finding)]
    beyond = f"; and {number(len(short) - MOST_NAMED)} more" if len(short) > MOST_NAMED else ""
    every = words("every check is in ", Link(f"{CONTRADICTIONS}#itself", ("the annex",)), ".")
    if short:
        yield words(f"Fell short: {'; '.join(short[:MOST_NAMED])}{beyond}; ", every)
    else:
        yield words("None outside the law fell short; ", every)


def _fell_short(year: Year, result: Result, finding: Finding) -> bool:
    """Whether it is named: what the chapter on law asks is told as the record has it, and beside the rest."""
    return finding.state is State.NOT_MET and not is_law(year, result)


def _judged(year: Year, activity: str) -> list[tuple[Result, Finding]]:
    return [(result, finding) for result in year.assessment.results for finding in _of(result, activity)]


def _counts(judged: Sequence[tuple[Result, Finding]]) -> str:
    counts = {state: sum(f.state is state for _, f in judged) for state in State}
    said = {**CASES, State.NOT_APPLICABLE: "does not apply" if counts[State.NOT_APPLICABLE] == 1 else "do not apply"}
    return listed(f"{number(n)} {said[state]}" for state, n in counts.items() if n)


def is_itself(name: str) -> bool:
    """Whether a title says that people were asked about the strategy, or the Commitment, itself."""
    return bool(ITSELF.search(name) and OF_WHAT.search(name))


def _activity(year: Year, activity: str) -> Iterator[Block | None]:
    name = year.params.period.name
    yield heading(3, title(year.titles[activity]), " ", span("id", activity))
    yield figures([*_days(year, activity), ("Judged in", name)], kind="facts")
    judged = _judged(year, activity)
    if not judged:
        yield paragraph(f"It did not close in {name}, or is out of scope: no check asks about it.")
        return
    yield paragraph(f"Of {number(len(judged))} checks: {_counts(judged)}.")
    rows = [
        (year.measures[result.measure].title, _state(year, result, finding), _why(finding))
        for result, finding in judged
    ]
    yield table(f"Every check of {activity}", COLUMNS, rows)


def _days(year: Year, activity: str) -> Iterator[tuple[str, str]]:
    row = year.register[year.register["activity_id"] == activity].iloc[0]
    for name, column in (("Opened", "opened_on"), ("Closed", "closed_on")):
        yield name, day(row[column]) if pd.notna(row[column]) else "no day on record"


def _of(result: Result, activity: str) -> Iterator[Finding]:
    return (finding for finding in result.findings if (finding.unit, finding.unit_id) == ("activity", activity))


def _why(finding: Finding) -> Some:
    return why_missing(finding) if finding.missing else capital(finding.reason)


def _state(year: Year, result: Result, finding: Finding) -> str:
    return str(IN_LAW.get(finding.state, CASES[finding.state]) if is_law(year, result) else CASES[finding.state])
