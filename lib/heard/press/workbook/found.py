"""What was found, as tables: commitments, what could change them, results, and every finding."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from heard.history.since import changes, turns
from heard.model.result import Result, Sensitivity
from heard.model.state import State
from heard.press.workbook.sheet import Note, Row, Sheet, numbered
from heard.show.marks import IN_LAW
from heard.show.open_data_rows import (
    COMMITMENTS,
    FINDINGS,
    RESULTS,
    carried_over_rows,
    commitment_rows,
    finding_rows,
    result_rows,
)
from heard.show.report.who import directorates
from heard.show.results import is_law
from heard.year import Year

WHOLE = ("definition", "units", *(state.column for state in State), "counted")
SENSITIVE = (
    *("commitment", "state", "could change"),
    *("with rows set aside, at best", "with rows set aside, at worst", "with gaps filled, at best"),
    *("with gaps filled, at worst", "with both at once, at best", "with both at once, at worst"),
    *("fewest cases that would change it", "of the measures", "if each were", "it would be"),
)
CHANGES = ("measure", "title", "met then", "counted then", "met now", "counted now", "redefined", "least", "most")
ABOUT = (
    *("activity", "title", "service", "directorate", "divisions", "level", "target", "significance", "scale"),
    *("opened on", "closed on", "closed in the year", "days open"),
)
WORDS = ("divisions", "level", "target", "significance", "scale", "opened_on", "closed_on")
BASIS = "Days open are counted from the first day to the last, both included."


def what_was_found(year: Year) -> Iterator[Sheet]:
    """Commitments first, then what stands behind them."""
    assessment = year.assessment
    verdicts = tuple(commitment_rows(assessment))
    yield Sheet("Commitments", "What became of each commitment", COMMITMENTS, verdicts, {"state": Note.VERDICTS})
    yield Sheet(
        "Sensitivity",
        "What each commitment could have been, if what is missing had gone one way",
        SENSITIVE,
        tuple(
            (each.commitment, each.verdict, "no" if each.safe else "yes", *_ways(each), *_least(each))
            for each in assessment.sensitivities
        ),
        {"could change": Note.SENSITIVE},
    )
    yield Sheet(
        "Results",
        "The counts of each measure, by the commitments it serves and by service",
        RESULTS,
        tuple(numbered(row, RESULTS, WHOLE, ("value",)) for row in result_rows(assessment)),
        {"value": Note.VALUE, "judges": Note.JUDGES, "no_evidence": Note.STATES},
        ("value",),
    )
    yield _every_activity(year)
    others = (row for row in finding_rows(assessment) if row[1] != "activity")
    named = tuple((*row[:3], year.name(row[1], row[2]), *row[3:]) for row in others)
    columns = (*FINDINGS[:3], "name", *FINDINGS[3:])
    yield Sheet("Other findings", "Every finding that is not of one activity", columns, named, {"state": Note.STATES})


def since_last_year(year: Year) -> Iterator[Sheet]:
    """Beside last year's report, where one was given: measures, commitments, and what was carried over."""
    before = year.before
    if before is None:
        return
    rows: list[Row] = []
    for each in changes(year.assessment, before, year.params.standards.compare_from):
        chance = (each.chance.low, each.chance.high) if each.chance else ("", "")
        counts = (each.then.met, each.then.counted, each.now.met, each.now.counted)
        title = year.measures[each.measure].title
        rows.append((each.measure, title, *counts, "yes" if each.broken else "no", *chance))
    yield Sheet(
        "Changes",
        f"What changed since {before.period}, measure by measure",
        CHANGES,
        tuple(rows),
        {"redefined": Note.BROKEN, "least": Note.CHANCE},
        ("least", "most"),
    )
    turned = tuple(
        (each.commitment, each.then, each.now, ";".join(each.moved_by)) for each in turns(year.assessment, before)
    )
    title = f"Commitments whose state is another than in {before.period}"
    yield Sheet("Turns", title, ("commitment", "then", "now", "moved by"), turned, {"now": Note.VERDICTS})
    over = tuple(carried_over_rows(year.carried_over))
    title = f"What was not yet due in {before.period}, as it stands now"
    yield Sheet("Carried over", title, FINDINGS, over, {"state": Note.WAITING})


def _every_activity(year: Year) -> Sheet:
    """A row for each activity, a column for each measure of single activities; they may be filtered."""
    results = [result for result in year.assessment.results if result.unit == "activity"]
    states = [_states(year, result) for result in results]
    judged = {unit for of_measure in states for unit in of_measure}
    rows = tuple(
        (*about, *(of_measure.get(str(about[0]), "") for of_measure in states))
        for about in _register(year)
        if str(about[0]) in judged
    )
    titles = (f"{year.measures[result.measure].title} ({result.measure})" for result in results)
    title = "Every activity under every measure"
    return Sheet("Activities", title, (*ABOUT, *titles), rows, {"activity": Note.STATES}, basis=BASIS)


def _register(year: Year) -> Iterator[Row]:
    """The activities by service and title: what is blank is not recorded."""
    directorate, closed = directorates(year), set(year.closed["activity_id"])
    for _, row in year.register.sort_values(["service", "title"]).iterrows():
        words = {name: None if pd.isna(row[name]) else str(row[name]) for name in ("service", "title", *WORDS)}
        of = directorate.get((words["service"] or "").casefold())
        days = (row["closed_on"] - row["opened_on"]).days + 1 if words["closed_on"] else None
        ended = "yes" if row["activity_id"] in closed else "no"
        about = (str(row["activity_id"]), words["title"], words["service"], of)
        yield (*about, *(words[name] for name in WORDS), ended, days)


def _states(year: Year, result: Result) -> dict[str, str]:
    words = IN_LAW if is_law(year, result) else {}
    return {finding.unit_id: words.get(finding.state, finding.state.value) for finding in result.findings}


def _ways(each: Sensitivity) -> tuple[str, ...]:
    return (*each.aside, *each.missing, *each.together)


def _least(each: Sensitivity) -> Row:
    """The fewest cases that would change a verdict; nothing of one that is safe."""
    least = each.least
    return ("",) * 4 if least is None else (least.units, ";".join(least.measures), least.state, least.verdict)
