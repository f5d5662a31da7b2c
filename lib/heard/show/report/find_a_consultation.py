"""Each activity that closed in the year, to be found by a resident or a service, and the grid of every check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from heard.english import capital, day, listed, number, some
from heard.model.result import Finding, Result
from heard.model.state import SHORT_OF, State
from heard.page.blocks import (
    FIND,
    Blocks,
    Cover,
    Details,
    Group,
    Link,
    Quote,
    Some,
    Words,
    bullets,
    details,
    figures,
    flow,
    group,
    heading,
    paragraph,
    quoted,
    span,
    strong,
    title,
    words,
)
from heard.show.as_announced import how_it_ran
from heard.show.marks import REPORT
from heard.show.report.cover import beside_the_report
from heard.show.report.grid import NO_SERVICE, grid
from heard.show.report.quotations import reply_by
from heard.show.report.who import divisions_in
from heard.show.results import is_law
from heard.year import Year
from heard.year.public import AN_OFFICER, OFFICER, WEB
from heard.year.right_of_reply import NOT_SHOWN

MOST = 1_000
ONE = "activity"  # the kind of the details of one, which the script of the page looks for
Row = Mapping[str, Any]


def find_a_consultation(year: Year) -> Blocks:
    """A page of its own: every activity under its service, then the grid."""
    return flow(
        _cover(year),
        paragraph(*_how_many(year)),
        Group((), FIND),
        _services(year),
        grid(year),
    )


def _cover(year: Year) -> Cover:
    back = paragraph(
        "What became of every promise is in ", words(Link(REPORT, ("the annual report",)), "."), kind="note"
    )
    return beside_the_report(year.params, "Find a consultation", back)


def _how_many(year: Year) -> Iterator[str]:
    closed = len(year.closed)
    yield f"{capital(some(closed, 'activities'))} closed in {year.params.period.name}."
    if closed:
        yield "Find yours by a word of its title, its service or its division."
    if closed > MOST:
        yield f"Those that fell short of most are here, {number(MOST)} of them; all are in findings.csv."


def _services(year: Year) -> Iterator[Group]:
    """Each service, in the order of their names, with its activities by title; those without one come last."""
    tables = {name: _by_activity(year.rows(name)) for name in ("decisions", "feedback")}
    short = _short_of(year)
    rows = year.closed.sort_values(["service", "title", "activity_id"], kind="stable", na_position="last")
    kept = {*sorted(rows["activity_id"].astype(str), key=lambda each: -len(short.get(each, ())))[:MOST]}
    by_service: dict[str, list[Details]] = {}
    for row in _rows(rows):
        if (id := row["activity_id"]) in kept:
            service = row["service"] or NO_SERVICE
            told = {name: found.get(id, []) for name, found in tables.items()}
            by_service.setdefault(service, []).append(_activity(year, row, told, short.get(id, [])))
    for service, activities in by_service.items():
        yield group(heading(2, capital(service)), activities, element="section")


def _by_activity(rows: pd.DataFrame) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(rows):
        if row["activity_id"]:
            found.setdefault(row["activity_id"], []).append(row)
    return found


def _rows(table: pd.DataFrame) -> list[Row]:
    """Row by row, None where a cell is blank."""
    return [{str(name): cell for name, cell in row.items()} for row in _blank(table).to_dict("records")]


def _blank(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype(object).where(table.notna(), None)


def _short_of(year: Year) -> Mapping[str, list[Words]]:
    """What each activity fell short of or did in part, check by check: how, or that it is not shown."""
    found: dict[str, list[Words]] = {}
    for result in year.assessment.results:
        if result.unit == "activity" and not result.described:
            name = year.measures[result.measure].title
            for finding in result.findings:
                if finding.state in SHORT_OF:
                    how = NOT_SHOWN if year.right_of_reply.withholds_finding(finding) else _how(year, result, finding)
                    found.setdefault(finding.unit_id, []).append(words(f"{name}: {how}."))
    return found


def _how(year: Year, result: Result, finding: Finding) -> str:
    in_part = "partly on record, " if is_law(year, result) else "in part, "
    return f"{in_part if finding.state is State.PARTLY else ''}{finding.reason}"


def _activity(year: Year, row: Row, told: Mapping[str, list[Row]], short: list[Words]) -> Details:
    """One activity, folded: its days, its pages, what was decided, what fell short, and what its service replied."""
    id = str(row["activity_id"])
    where = listed(divisions_in(row["divisions"])) if row["divisions"] else ""
    anchor = span("", id, id=year.anchors[id])
    facts: list[tuple[str, Some]] = [
        ("In the register", anchor),
        *how_it_ran(year, row),
        ("Its page", web_link(row["url"])),
        ("Decided", _decisions(year, told["decisions"])),
        ("What happened", _feedback(year, told["feedback"])),
    ]
    return details(
        words(title(year.name("activity", id)), span("note", f" {where}") if where else ""),
        figures([(name, value) for name, value in facts if value], kind="facts"),
        paragraph(
            strong(f"What fell short ({number(len(short))}):" if short else "Nothing fell short, on the record.")
        ),
        bullets(short),
        _reply(year, id),
        kind=ONE,
    )


def web_link(address: str | None) -> Some:
    """An address as a link where it is one of the web, and as its words where it is not; nothing for a blank."""
    if not address:
        return ""
    return Link(address, (address,)) if address.casefold().startswith(WEB) else address


def _one_or_more(lines: list[Words], nothing: str) -> Some:
    """Each line once: two rows that say the same are the same to a reader."""
    told = list(dict.fromkeys(lines))
    return (told[0] if len(told) == 1 else bullets(told)) if told else nothing


def _decisions(year: Year, rows: list[Row]) -> Some:
    taken = [row for row in rows if row["decided_on"] and row["decided_on"] <= year.params.as_at]
    taken.sort(key=lambda row: row["decided_on"])
    return _one_or_more(
        [_decision(row, year.params.as_at) for row in taken],
        "no decision on record" if not rows else "no day on record",
    )


def _decision(row: Row, as_at: date) -> Words:
    by = AN_OFFICER if row["body_kind"] == OFFICER else row["body"]
    outcome = f": {row['outcome']}" if row["outcome"] else ""
    changed, reasons = row["what_changed"], row["reasons_published_on"]
    return words(
        f"{day(row['decided_on'])}{f', by {by}' if by else ''}{outcome}.",
        words("What changed: ", quoted(changed.rstrip(".")), ".") if changed else "",
        f"Reasons published on {day(reasons)}." if reasons and reasons <= as_at else "",
        between=" ",
    )


def _feedback(year: Year, rows: list[Row]) -> Some:
    """What was published back to people, by its day, and where it can be read."""
    published = [row for row in rows if row["published_on"] and row["published_on"] <= year.params.as_at]
    lines = [
        words(
            f"Published on {day(row['published_on'])}", words(": ", link) if (link := web_link(row["url"])) else "", "."
        )
        for row in sorted(published, key=lambda row: row["published_on"])
    ]
    return _one_or_more(lines, "nothing is on record as published")


def _reply(year: Year, id: str) -> Blocks:
    """The service's words; where there are none, when it was asked for them."""
    replies: list[Quote | None] = [reply_by(year, each) for each in year.commentary.replies if each.activity == id]
    beside = year.right_of_reply.beside(id)
    return flow(
        replies or (paragraph(f"Its service was {beside}.", kind="note") if beside.startswith("asked") else None)
    )
