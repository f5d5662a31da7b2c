"""The rows of a plan's tables: what each measure would find, the days, and what to paste into the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from heard.model.tables import TABLES
from heard.params.draft import Row as Cells
from heard.show.open_data_rows import Row
from heard.sources.own_columns import OwnColumn
from heard.year.foreseen import FALLS_SHORT, Foreseen, Prospect
from heard.year.plan import Plan

FORESEEN = ("measure", "commitment", "answer", "reason", "due_on", "would_take")
STEPS = ("step", "not_before", "last_on", "drafted_on", "slack", "basis", "how")
TO_FILL = ("activity_id", "lead_id")
STILL_HAS_A_DAY = (*FALLS_SHORT, Prospect.TO_DO)


def foreseen_rows(plan: Plan) -> Iterator[Row]:
    """One row per measure of activities, what falls short first; a day only where something is still to be done."""
    return map(_foreseen, plan.of(*Prospect))


def _foreseen(each: Foreseen) -> Row:
    due = each.due_on if each.answer in STILL_HAS_A_DAY else None
    served = ";".join(each.commitments)
    return each.measure, served, each.answer.value, each.reason, str(due or ""), each.would_take


def step_rows(plan: Plan) -> Iterator[Row]:
    """One row per step, in the order of the days."""
    for each in plan.steps:
        days = (str(day or "") for day in (each.not_before, each.last_on, each.drafted_on))
        slack = "" if each.slack is None else str(each.slack)
        yield each.step, *days, slack, each.basis.value if each.basis else "", each.how


def columns_to_paste(plan: Plan, table: str) -> tuple[OwnColumn, ...]:
    """The columns of the council's own file; ours, where it has none."""
    return plan.own_columns.get(table) or tuple(OwnColumn(name, name) for name in TABLES[table].columns)


def activity_to_paste(plan: Plan) -> Row:
    """The draft as a row of the register, its ids to be filled: its own, and that of whoever leads it."""
    cells = {name: cell for name, cell in plan.draft.cells.items() if name not in TO_FILL}
    return _pasted(plan, "activities", cells)


def entry_to_paste(plan: Plan) -> Row:
    """The draft as an entry of the forward plan, added today, its ids to be filled."""
    opens = plan.draft.day("opened_on")
    day = opens or plan.draft.day("decision_planned_on")
    cells = {
        "financial_year": plan.params.period.containing(day).name if day else None,
        "title": plan.draft.cells.get("title"),
        "added_on": plan.on,
        "planned_open_on": opens,
    }
    return _pasted(plan, "forward_plan", cells | {"activity_id": plan.draft.activity_id})


def _pasted(plan: Plan, table: str, cells: Cells) -> Row:
    return tuple(_cell(cells.get(own.column), own.words) for own in columns_to_paste(plan, table))


def _cell(value: object, words: Mapping[str, str]) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else words.get(str(value), str(value))
