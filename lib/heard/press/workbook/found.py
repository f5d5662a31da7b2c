"""What was found, as tables: commitments, what could change them, results, and every finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from heard.history.since import changes, turns
from heard.model.commitment import Commitment
from heard.model.result import Result, Sensitivity
from heard.model.state import State, Verdict
from heard.press.workbook.definitions import DEFINED, definition
from heard.press.workbook.sheet import Cell, Note, Row, Sheet, no_larger, numbered
from heard.show.marks import IN_LAW
from heard.show.open_data_rows import (
    FINDINGS,
    RESULTS,
    carried_over_rows,
    finding_rows,
    result_rows,
)
from heard.show.report.who import directorates
from heard.show.results import is_law
from heard.show.weakest import how_far, weakest
from heard.year import Year

WHOLE = ("definition", "units", *(state.column for state in State), "counted")
EVERYTHING = "all"  # the group of all units
FIRST = (State.NOT_MET, State.PARTLY, State.NO_EVIDENCE, State.NOT_YET_DUE, State.NOT_APPLICABLE, State.MET)
_RANK: Mapping[Cell, int] = {state.value: rank for rank, state in enumerate(FIRST)}
FELL_SHORT = {State.NOT_MET.value, IN_LAW[State.NOT_MET]}
COUNTED = {"value": Note.VALUE, "judges": Note.JUDGES, "no_evidence": Note.STATES}
PROMISES = (
    *("commitment", "short", "text", "chapter", "strength", "verdict", "how_far", "weakest_check"),
    *("met", "in_part", "fell_short", "no_record", "counted", "share", "reason"),
)
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
BASIS = "Days open are counted from the first day to the last, both included, less those on which it was paused."


def promises(year: Year) -> Sheet:
    """Each statement of the strategy, its verdict, and the check that stands for it."""
    rows = tuple(_promise(year, each) for each in year.params.strategy.commitments)
    notes = {"verdict": Note.VERDICTS, "share": Note.VALUE}
    return Sheet("Promises", "What became of each statement", PROMISES, rows, notes, ("share",))


def _promise(year: Year, commitment: Commitment) -> Row:
    outcome, check = year.outcomes[commitment.id], weakest(year, commitment)
    far = str(how_far(year, commitment)) if outcome.verdict is Verdict.PARTLY_KEPT else ""
    chapter, short = year.params.strategy.chapters[commitment.chapter].title, commitment.short or commitment.brief
    about: Row = (commitment.id, short, commitment.text, chapter, str(commitment.strength), str(outcome.verdict), far)
    if check is None:
        return (*about, *("",) * 7, outcome.reason)
    tally = check.all
    counts: list[Cell] = [tally.n(state) for state in (State.MET, State.PARTLY, State.NOT_MET, State.NO_EVIDENCE)]
    return (*about, check.measure, *counts, tally.counted, round(float(tally.value or 0), 4), outcome.reason)


def checks(year: Year) -> Sheet:
    """The counts of each measure by the commitments it serves, and how it was judged."""
    defined = {result.measure: definition(year, result) for result in year.assessment.results}
    rows = (row for row in result_rows(year.assessment) if row[RESULTS.index("group")] == EVERYTHING)
    return Sheet(
        "Checks",
        "Every check: its counts by the statements it serves, its rule, and what it cannot show",
        (*RESULTS, *DEFINED),
        tuple((*_as_numbers(row), *defined[row[0]]) for row in rows),
        {**COUNTED, "whose word": Note.WORD, "figures": Note.WHOSE},
        ("value",),
    )


def by_service(year: Year) -> Sheet:
    """The counts of each measure by service."""
    rows = (row for row in result_rows(year.assessment) if row[RESULTS.index("group")] != EVERYTHING)
    title = "The counts of each check, by service"
    return Sheet("By service", title, RESULTS, tuple(map(_as_numbers, rows)), COUNTED, ("value",))


def _as_numbers(row: tuple[str, ...]) -> Row:
    return numbered(row, RESULTS, WHOLE, ("value",))


def every_case(year: Year) -> Sheet:
    """Every finding; where they are very many, what fell short before what was met."""
    columns = (*FINDINGS[:3], "name", *FINDINGS[3:])
    state = columns.index("state")
    rows = ((*row[:3], year.name(row[1], row[2]), *row[3:]) for row in finding_rows(year.assessment))
    sheet = Sheet("Every case", "Every case of every check", columns, (), {"state": Note.STATES})
    order = "what fell short, what was met in part, what has no record, the rest; findings.csv has every case"
    return no_larger(sheet, rows, lambda row: _RANK[row[state]], order)


def what_could_change(year: Year) -> Sheet:
    """What each verdict could have been, for records and gaps."""
    rows = tuple(
        (each.commitment, each.verdict, "no" if each.safe else "yes", *_ways(each), *_least(each))
        for each in year.assessment.sensitivities
    )
    return Sheet("What could change", "", SENSITIVE, rows, {"could change": Note.SENSITIVE})


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


def every_activity(year: Year) -> Sheet:
    """A row for each activity, a column for each measure of single activities; they may be filtered."""
    results = [result for result in year.assessment.results if result.unit == "activity"]
    states = [_states(year, result) for result in results]
    judged = {unit for of_measure in states for unit in of_measure}
    rows = (
        (*about, *(of_measure.get(str(about[0]), "") for of_measure in states))
        for about in _register(year)
        if str(about[0]) in judged
    )
    titles = (f"{year.measures[result.measure].title} ({result.measure})" for result in results)
    title = "Every activity under every measure"
    sheet = Sheet("Activities", title, (*ABOUT, *titles), (), {"activity": Note.STATES}, basis=BASIS)
    order = "those that fell short of most checks first; findings.csv has what became of every one"
    return no_larger(sheet, rows, lambda row: -sum(cell in FELL_SHORT for cell in row[len(ABOUT) :]), order)


def _register(year: Year) -> Iterator[Row]:
    """The activities by service and title: what is blank is not recorded."""
    directorate, closed = directorates(year), set(year.closed["activity_id"])
    for _, row in year.register.sort_values(["service", "title"]).iterrows():
        words = {name: None if pd.isna(row[name]) else str(row[name]) for name in ("service", "title", *WORDS)}
        of = directorate.get((words["service"] or "").casefold())
        spells = year.spells.get(row["activity_id"], ((row["opened_on"], row["closed_on"]),))
        days = sum((last - first).days + 1 for first, last in spells) if words["closed_on"] else None
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
