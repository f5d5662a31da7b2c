"""How it was judged, as tables: each measure with its rule, each figure with its reason, and the rows set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import yaml

from heard.contracts.contract_files import FAST_LOADER
from heard.maths.suppress import Symbol
from heard.model.records import Action
from heard.model.result import Result
from heard.model.tables import RESPONSES
from heard.params.shipped import CONTRACTS
from heard.press.workbook.sheet import Note, Row, Sheet
from heard.show.marks import IN_LAW
from heard.show.results import is_law
from heard.year import Year

DEFINED = ("title", "asked of", "serves", "rule", "figures", "whose word", "caveat", "on record")
STANDARDS = ("figure", "value", "whose", "changed here", "reason", "measures")


def definition(year: Year, result: Result) -> Row:
    """What a measure asks, its rule and figures, whose word it takes, what it cannot show, and what is on record."""
    measure, words = year.measures[result.measure], IN_LAW if is_law(year, result) else {}
    rule = "; ".join(f"{why} → {words.get(state, state.value)}" for why, state in result.rules)
    asked = f"{measure.says.noun} ({result.unit})"
    serves, read = ";".join(result.serves), ";".join(result.figures)
    return measure.title, asked, serves, rule, read, measure.word, measure.caveat, result.content or ""


def figures(year: Year) -> Sheet:
    """Every figure that has a name."""
    read = {result.measure: result.figures for result in year.assessment.results}
    title = "Every figure that has a name, and why"
    return Sheet("Figures", title, STANDARDS, tuple(_standards(year, read)), {"whose": Note.WHOSE})


def set_aside(year: Year) -> Sheet:
    """How many rows broke each rule."""
    return Sheet("Set aside", "Rows set aside, by the rule they broke", ASIDE, tuple(_set_aside(year)))


def _standards(year: Year, read: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    standards = year.params.standards
    for name, note in standards.notes.items():
        whose = "the strategy's" if note.strategy else "ours: not in the strategy"
        measures = ";".join(measure for measure, figures in read.items() if name in figures)
        changed = "yes" if name in standards.changed else "no"
        yield name, getattr(standards, name), whose, changed, note.reason, measures


ASIDE = ("table", "rule", "why", "rows")


def _set_aside(year: Year) -> Iterator[Row]:
    """How many rows broke each rule; a row may break several. Of responses, not even which rules any broke."""
    faults = (fault for fault in year.records.faults if fault.action is Action.SET_ASIDE and fault.table != RESPONSES)
    counts = Counter((fault.table, fault.id) for fault in faults)
    because = {table: _because(table) for table in {table for table, _ in counts}}
    for (table, rule), rows in sorted(counts.items()):
        yield table, rule, because[table][rule], rows
    if year.has(RESPONSES):
        yield RESPONSES, "any", "each response is a person's", Symbol.CONFIDENTIAL


def _because(table: str) -> Mapping[str, str]:
    """Why each rule of a table's contract is there."""
    contract = yaml.load((CONTRACTS / f"{table}.yaml").read_text(encoding="utf-8"), FAST_LOADER)
    return {rule["id"]: rule["because"] for rule in contract["expectations"]}
