"""How the register becomes what is counted: every row is left out once, at the first reason that fits, or stays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heard.measures.claim import Claim
from heard.measures.units import OURS, not_withdrawn
from heard.model.records import STANDING, Standing
from heard.page.blocks import FOLDED, Blocks, details, flow, paragraph, table
from heard.year import Year

Mask = npt.NDArray[np.bool_]
ENGAGING = ("engage", "coproduce")


@dataclass(frozen=True)
class Step:
    """One line on the way from the register to what is counted."""

    words: str
    n: int
    is_total: bool = False


def steps(year: Year) -> tuple[Step, ...]:
    """From the rows supplied to the activities that closed, and of these to the consultations."""
    checked = year.records.tables["activities"].rows
    standing = checked[STANDING]
    aside = int(standing.isin([Standing.SET_ASIDE, Standing.REPEATS]).sum())
    passed = int((standing == Standing.PASSED_OVER).sum())
    closed, consultations = len(year.closed), len(year.consultations)
    dropped = year.records.dropped.get("activities", 0)
    return (
        Step("Rows supplied", len(checked) + dropped, is_total=True),
        Step("not an activity, by the mapping file", -dropped),
        Step("set aside, for a fault in the row", -aside),
        Step("passed over: the same activity again, or not yet happened", -passed),
        *(Step(words, -n) for words, n in _left_out(year)),
        Step("Activities that closed in the year", closed, is_total=True),
        Step("engagements and co-productions", consultations - closed),
        Step("Consultations", consultations, is_total=True),
    )


def _left_out(year: Year) -> list[tuple[str, int]]:
    """Of the rows that count, how many are in no measure of closed activities, and why."""
    sheet = year.columns.table("activities")
    assert sheet is not None, "activities is the one table that must be supplied"
    period, closed_on = year.params.period, sheet.column("closed_on")
    left = np.ones(sheet.space.n, dtype=bool)
    counts = []
    for words, out in (
        ("out of the scope of the strategy", ~_true(sheet.column("in_scope").yes)),
        ("run by a partner", ~_true(sheet.column("run_by").is_(*OURS))),
        ("gave information and asked nothing", _true(sheet.column("level").is_("inform"))),
        ("withdrawn before a decision", ~_true(not_withdrawn(sheet))),
        ("no closing day on record: still open, or not written down", closed_on.blank),
        ("closed before the year", _true(closed_on < period.first_day)),
        ("closed after the year", _true(closed_on > period.last_day)),
    ):
        counts.append((words, int((left & out).sum())))
        left &= ~out
    return counts


def _true(claim: Claim) -> Mask:
    surely: Mask = claim.true
    return surely


def waterfall(year: Year) -> Blocks:
    """The table that shows what was left out; it adds up."""
    lines = [step for step in steps(year) if step.n or step.is_total]
    totals = [place for place, step in enumerate(lines) if step.is_total]
    rows = [(step.words, step.n) for step in lines]
    counted = table("From the register to what is counted", ("Step", "How many"), rows, totals=totals)
    levels = year.rows("activities")["level"]
    unsaid = "Where no level is on record, we count a consultation." if levels.isna().any() else ""
    rule = paragraph(
        f"A {year.params.strategy.noun} is judged by what closed in the year, was the Council's own, and asked people "
        "something.",
        "The rest of the register is left out here, each row once, at the first reason that fits.",
        unsaid,
    )
    return flow(details("From the register to what is counted", rule, counted, kind=FOLDED))
