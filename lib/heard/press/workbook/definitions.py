"""How it was judged, as tables: each measure with its rule, each figure with its reason, and the rows set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import yaml

from heard.maths.suppress import Symbol
from heard.model.records import Action
from heard.model.result import Result
from heard.params.shipped import CONTRACTS
from heard.press.workbook.sheet import Note, Row, Sheet
from heard.show.marks import IN_LAW
from heard.show.results import is_law
from heard.year import Year

MEASURES = ("measure", "title", "definition", "asked of", "serves", "rule", "figures", "whose word", "caveat")
RESPONSES = "responses"
STANDARDS = ("figure", "value", "whose", "changed here", "reason", "measures")


def how_it_was_judged(year: Year) -> Iterator[Sheet]:
    """The definitions, the figures they read, and the rows set aside before they were."""
    read = {result.measure: result.figures for result in year.assessment.results}
    measures = tuple(_measure(year, result, read[result.measure]) for result in year.assessment.results)
    notes = {"whose word": Note.WORD, "figures": Note.WHOSE}
    yield Sheet("Measures", "Every measure: what it asks, its rule, and what it cannot show", MEASURES, measures, notes)
    figures = tuple(_standards(year, read))
    yield Sheet("Standards", "Every figure that has a name, and why", STANDARDS, figures, {"whose": Note.WHOSE})
    columns = ("table", "rule", "why", "rows")
    yield Sheet("Set aside", "Rows set aside, by the rule they broke", columns, tuple(_set_aside(year)))


def _measure(year: Year, result: Result, figures: tuple[str, ...]) -> Row:
    measure, words = year.measures[result.measure], IN_LAW if is_law(year, result) else {}
    rule = "; ".join(f"{why} → {words.get(state, state.value)}" for why, state in result.rules)
    asked = f"{measure.says.noun} ({result.unit})"
    serves, read = ";".join(result.serves), ";".join(figures)
    about = (result.measure, measure.title, result.definition, asked, serves)
    return (*about, rule, read, measure.word, measure.caveat)


def _standards(year: Year, read: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    standards = year.params.standards
    for name, note in standards.notes.items():
        whose = "the strategy's" if note.strategy else "ours: not in the strategy"
        measures = ";".join(measure for measure, figures in read.items() if name in figures)
        changed = "yes" if name in standards.changed else "no"
        yield name, getattr(standards, name), whose, changed, note.reason, measures


def _set_aside(year: Year) -> Iterator[Row]:
    """How many rows broke each rule; a row may break several. Of responses, not even which rules any broke."""
    faults = (fault for fault in year.records.faults if fault.action is Action.SET_ASIDE and fault.table != RESPONSES)
    counts = Counter((fault.table, fault.id) for fault in faults)
    for (table, rule), rows in sorted(counts.items()):
        yield table, rule, _because(table)[rule], rows
    if year.has(RESPONSES):
        yield RESPONSES, "any", "each response is a person's", Symbol.CONFIDENTIAL


def _because(table: str) -> Mapping[str, str]:
    """Why each rule of a table's contract is there."""
    contract = yaml.safe_load((CONTRACTS / f"{table}.yaml").read_text(encoding="utf-8"))
    return {rule["id"]: rule["because"] for rule in contract["expectations"]}
