"""The year in figures: how many, of what kind, who ran them, by which ways people took part, and when."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from heard.show.calendar import when
from heard.show.commentary import commentary
from heard.show.facts import Facts
from heard.show.html import figures, joined, paragraph, table, tag
from heard.show.register import ENGAGING, waterfall
from heard.show.sentences import number, some
from heard.show.who import who_ran_them


def year_in_figures(facts: Facts) -> Markup:
    """Every figure of the year that is no promise."""
    return joined(
        (
            tag("h2", "The year in figures", id="figures"),
            figures(_big(facts)),
            commentary(facts.commentary, facts.params.prepared_by),
            tag("h3", "What is counted"),
            paragraph(
                "A promise is judged by what closed in the year, was the Council's own, and asked people something.",
                "The rest of the register is left out here, each row once, at the first reason that fits.",
            ),
            waterfall(facts),
            tag("h3", "Who ran them"),
            *who_ran_them(facts),
            tag("h3", "How people took part", id="ways"),
            *_ways(facts),
            tag("h3", "When"),
            *when(facts),
            tag("h3", "What it cost"),
            paragraph(*_cost(facts)),
        )
    )


def _big(facts: Facts) -> Iterator[tuple[str, str]]:
    closed = facts.closed
    yield "consultations closed", number(len(facts.consultations))
    for level, words in zip(ENGAGING, ("engagements closed", "co-productions closed"), strict=True):
        if n := int((closed["level"] == level).sum()):
            yield words, number(n)
    given = _channels(facts)["contributions"]
    if given.notna().any():
        yield "contributions people made", number(int(given.sum()))


def _channels(facts: Facts) -> pd.DataFrame:
    """The ways of taking part in the activities that closed."""
    rows = facts.rows("channels")
    return rows[rows["activity_id"].isin(facts.closed["activity_id"])]


def _ways(facts: Facts) -> Iterator[Markup]:
    rows = _channels(facts)
    if rows.empty:
        yield paragraph("The ways in which people could take part are not on record.")
        return
    by_way = rows.groupby("channel", sort=True)
    told = [
        (str(way), int(some_rows["activity_id"].nunique()), _sum(some_rows["contributions"]), _sum(some_rows["read"]))
        for way, some_rows in by_way
    ]
    told.sort(key=lambda row: -row[1])
    yield table("Ways of taking part in what closed", ("Way", "Activities", "Contributions", "Read"), told)
    unsaid, whole = int(rows["contributions"].isna().sum()), some(len(rows), "rows")
    yield paragraph(
        "One person may have given several contributions, so these are not people.",
        f"How many came in is not on record for {number(unsaid)} of {whole}." if unsaid else "",
        class_="note",
    )


def _sum(values: pd.Series) -> int | str:
    return int(values.sum()) if values.notna().any() else "not recorded"


def _cost(facts: Facts) -> Iterator[str]:
    closed = facts.closed
    for column, words in (("cost", "Cost"), ("staff_days", "Staff time")):
        known = closed[column].dropna()
        of = f"{number(len(known))} of {some(len(closed), 'activities')}"
        if known.empty:
            yield f"{words} is not on record."
        else:
            total = f"£{known.sum():,.0f}" if column == "cost" else some(int(known.sum()), "days")
            yield f"{words} is on record for {of}: {total} in all."
