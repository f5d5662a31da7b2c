"""Labels worth a look: they decide what a rule asks of an activity, and services give them to themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from heard.english import agreed, some
from heard.measures.claim import Mask
from heard.page.blocks import Block, Blocks, Some, flow, paragraph
from heard.show.marks import named
from heard.year import Year

OPTIONS = 2  # one option is a plan; two are a choice


def labels(year: Year) -> Iterator[Some]:
    """Called other, though the record has it weighty; called engagement, though it was decided on options."""
    closed = year.closed
    weighty = _surely(closed["impact"] == "high") | _surely(closed["purpose"] == "transformation")
    weighty |= _surely(closed["activity_id"].isin(year.rows("key_decisions")["activity_id"].dropna()))
    decided = closed["activity_id"].isin(year.rows("decisions").dropna(subset=["decided_on"])["activity_id"])
    on_options = _surely(closed["options_count"] >= OPTIONS) & _surely(decided)
    striking = (
        (
            _surely(closed["significance"] == "other") & weighty,
            "are called not significant, but had a high impact, a transformation or a key decision",
        ),
        (_surely(closed["level"] == "engage") & on_options, "are called engagement, but were decided on options"),
    )
    unlabelled = closed["significance"].isna().all()
    standing_out = flow(_so_labelled(closed, mask, which) for mask, which in striking)
    yield standing_out or paragraph("No label is on record." if unlabelled else "No label stands out.")
    yield paragraph("Labels decide which rules apply. Services give them; we have changed none.")


def never_closed(year: Year) -> Iterator[Block | None]:
    """Consultations with no closing day, opened more than a year before the day of the report."""
    figures = year.amounts["never_closed"]
    if figures.missing:
        yield paragraph("No closing day is on record.")
    elif figures.empty:
        yield paragraph("No consultation has been open for more than a year.")
    else:
        which = "were opened over a year ago and have no closing day on record, and so they are in no measure"
        yield paragraph(f"{some(len(figures.rows), 'consultations')} {agreed(len(figures.rows), which)}.")
        yield named([str(title) for _, title, _ in figures.rows])


def _surely(column: pd.Series) -> Mask:
    """Where it is so for certain: a blank cell says nothing."""
    return column.to_numpy(dtype=bool, na_value=False)


def _so_labelled(rows: pd.DataFrame, mask: Mask, which: str) -> Blocks:
    """How many have such a label, and their names; nothing where none has."""
    labelled = rows[mask]
    if labelled.empty:
        return ()
    count = paragraph(f"{some(len(labelled), 'activities')} {agreed(len(labelled), which)}.")
    return flow(count, named([str(name) for name in labelled["title"].fillna(labelled["activity_id"])]))
