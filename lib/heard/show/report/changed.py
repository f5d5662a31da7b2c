"""What changed because people were asked: each decision in the words of the record, and how many said nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from heard.english import brief, day, number, some
from heard.model.tables import TABLES
from heard.page.blocks import ANNEX, Block, Words, bullets, details, paragraph, quoted, title, words
from heard.show.described import by_outcome
from heard.show.marks import named
from heard.year import Year

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
    yield paragraph(
        f"{some(rows['activity_id'].nunique(), 'consultations')} of {number(len(closed))} have a decision on record.",
        by_outcome(year),
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
        yield named([year.name("activity", i) for i in ids], label=outcome.capitalize())


def _in_their_words(year: Year, row: pd.Series) -> Words:
    by = f"{row['body']}, " if pd.notna(row["body"]) else ""
    name = title(brief(year.name("activity", str(row["activity_id"]))))
    return words(name, f" ({by}{day(row['decided_on'])}): ", quoted(str(row["what_changed"])))
