"""The tables of the public pages as open data, and what the search of the first page reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from heard.english import day
from heard.history.published_site import ADDRESSES, COUNTS, DATA
from heard.measures.counted_once import CONTRIBUTIONS
from heard.model.public_page import PageStanding, PublicCount, PublicPage
from heard.model.shown_before import RESPONSES
from heard.model.tables import TABLES, UNDERSTOOD, ColumnSpec, Kind
from heard.press.datapackage import Field, Resource, write_package
from heard.press.open_data import write_csv
from heard.show.site.activity_page import kind_of, places_of
from heard.year.public import PUBLISHED, PublicRegister, Row

FIND_DATA = "find-data.js"
WEB_LISTING = "web_listing"
TABLES_PUBLISHED = ("activities", "forward_plan", "decisions", "feedback")
PAGE_COLUMNS = ("activity_id", "address", "first_on", "changed_on", "fingerprint", "standing")
COUNT_COLUMNS = ("activity_id", "count", "way", "edition", "people", "of", "counted_on")
LISTING_COLUMNS = (*TABLES[WEB_LISTING].columns, "made_on")
SAFE_IN_A_SCRIPT = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}

# What each column of the open data holds; of a table that is one of heard's own, in the words of its specification.
SAYS: Mapping[str, str] = {
    "activity_id": "The activity, by its number in the Council's register",
    "title": "What it is called",
    "opened_on": "The day it opened, or is to open",
    "closed_on": "The last day on which it is open",
    "first_closed_on": "The last day as it was first announced, where that was another",
    "fed_back": "Whether anything was published back to people, where no day of it is on record",
    "withdrawn_on": "The day on which it was given up before a decision",
    "withdrawn_because": "Why it was withdrawn",
    "level": "What kind of activity: information, engagement, consultation, co-production",
    "service": "The service that runs it",
    "run_by": "Whether the Council runs it, or somebody for it, with it, or apart from it",
    "run_with": "Organisations that run it with the Council, semicolons between",
    "in_scope": "Whether the Council's strategy for consultation is about it",
    "purpose": "What it is to inform",
    "stage": "At which stage of the work people were asked",
    "significance": "Whether the service calls the decision significant",
    "target": "Whom it is meant for",
    "divisions": "Divisions that it is about, semicolons between",
    "options_published_on": "The day on which options were published",
    "decision_planned_on": "The day on which it is to be decided",
    "promised_feedback_on": "The day by which feedback was promised",
    "what_people_valued": "What people said they value, as the service put it",
    "follows": "The activity that it follows",
    "listed_on": "The day from which it was on the Council's web pages",
    "url": "Where it can be read about",
    "entry_id": "The entry of the forward plan",
    "financial_year": "The financial year that it is planned for",
    "added_on": "The day on which it was added to the forward plan",
    "planned_open_on": "The day on which it is planned to open",
    "body": "Who decided; an officer is not named",
    "body_kind": "What kind of body decided",
    "report_published_on": "The day on which the report with the results was published",
    "decided_on": "The day of the decision",
    "outcome": "What became of what was proposed",
    "what_changed": "What changed, in the Council's words",
    "reasons_published_on": "The day on which the reasons were published",
    "published_on": "The day on which it was published",
    "includes_decision": "Whether it tells the decision",
    "includes_reasons": "Whether it gives the reasons",
    "sent_to_participants": "Whether it was sent to those who took part",
}
_ID = Field("string", SAYS["activity_id"])
_OF_TYPE: Mapping[Kind, str] = {Kind.DAY: "date", Kind.PLAN: "date", Kind.WHOLE: "integer"}


def _field(column: ColumnSpec) -> Field:
    words = ("yes", "no") if column.kind is Kind.YES_NO else column.words
    required = column.required or column.blank_is is not None
    return Field(_OF_TYPE.get(column.kind, "string"), SAYS[column.name], words, required=required)


def _resource(table: str, title: str, key: tuple[str, ...]) -> Resource:
    columns = {name: _field(TABLES[table].columns[name]) for name in PUBLISHED[table]}
    return Resource(title, f"A row is {TABLES[table].row_is}.", key, columns)


RESOURCES: Mapping[str, Resource] = {
    "activities": _resource("activities", "Every activity that has a page", ("activity_id",)),
    "forward_plan": _resource("forward_plan", "The forward plan", ("entry_id",)),
    "decisions": _resource("decisions", "Decisions that were taken on what people were asked", ()),
    "feedback": _resource("feedback", "What was published back to people", ()),
    "counts": Resource(
        "What came in, and what people understood",
        "Counts of people after disclosure control, each as it was shown first, once the activity had closed. A count "
        "that changed enough to be told anew has a higher edition, and the last one stands on the page. [c]: hidden, "
        "so that nobody can be recognised, or because it would give away what is hidden. heard reads this file when "
        "the pages are made again, so that no two editions tell of a few people apart.",
        ("activity_id", "count", "way", "edition"),
        {
            "activity_id": _ID,
            "count": Field(
                "string",
                "What is counted: contributions, responses, or those who said they understood",
                (CONTRIBUTIONS, RESPONSES, *UNDERSTOOD),
            ),
            "way": Field(
                "string", "By which way contributions came in; empty for what is not counted by way", required=False
            ),
            "edition": Field("integer", "Which edition of the count this is", bounds={"minimum": 1}),
            "people": Field("integer", "How many", required=False, bounds={"minimum": 0}),
            "of": Field("integer", "Out of how many who answered", required=False, bounds={"minimum": 0}),
            "counted_on": Field("date", "The day on which it was first shown so"),
        },
        ("", "[c]"),
    ),
    "addresses": Resource(
        "The address of each page, for good",
        "A page keeps its address, whatever becomes of its activity. heard reads this file when the pages are made "
        "again: without it addresses could break.",
        ("activity_id",),
        {
            "activity_id": _ID,
            "address": Field("string", "Where its page is, seen from the first page"),
            "first_on": Field("date", "The first day on which it had a page"),
            "changed_on": Field("date", "The day on which what its page says last changed"),
            "fingerprint": Field("string", "A word that is another whenever what the page says is"),
            "standing": Field("string", "What stands at the address", tuple(PageStanding)),
        },
    ),
    WEB_LISTING: Resource(
        "The pages as heard's own table of what was seen on the web",
        "Evidence that an activity was on the web once somebody has entered the day on which its address answered.",
        ("listing_id",),
        {
            "listing_id": Field("string", "The listing"),
            "title": Field("string", SAYS["title"]),
            "activity_id": _ID,
            "opened_on": Field("date", SAYS["opened_on"]),
            "closed_on": Field("date", SAYS["closed_on"], required=False),
            "status": Field("string", "Whether it was to come, open or closed", ("forthcoming", "open", "closed")),
            "url": Field("string", "The address of its page"),
            "seen_on": Field("date", "Empty: the day on which somebody saw that the address answers", required=False),
            "made_on": Field("date", "The first day on which the page was made"),
        },
    ),
}


def write_site_data(public: PublicRegister, pages: Sequence[PublicPage], folder: Path) -> None:
    """Write `data/` and `find-data.js` to the folder of the site."""
    data = folder / DATA
    data.mkdir()
    for table in TABLES_PUBLISHED:
        columns = PUBLISHED[table]
        write_csv(data / f"{table}.csv", columns, (_cells(row, columns) for row in public.every(table)))
    rows = [{name: _json(cell) for name, cell in row.items()} for row in public.every("activities")]
    _write(data / "activities.json", json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    write_csv(folder / ADDRESSES, PAGE_COLUMNS, (_values(page, PAGE_COLUMNS) for page in pages))
    write_csv(folder / COUNTS, COUNT_COLUMNS, (_values(count, COUNT_COLUMNS) for count in public.counts))
    if public.params.site.address and public.params.site.signed_off_by:
        write_csv(data / f"{WEB_LISTING}.csv", LISTING_COLUMNS, _listings(public, pages))
    about = f"The Consultation Database of {public.params.council}, made on {day(public.on)}."
    write_package(data, RESOURCES, public.params, "consultations", f"Consultations, {public.params.council}", about)
    _write(folder / FIND_DATA, find_data(public))


def find_data(public: PublicRegister) -> str:
    """One assignment, which a page on a disk may load: what the search looks through, the latest first.

    Of each: id, title, service, places, kind, first day, last day, day withdrawn, and the name of its page.
    """
    found = [_findable(public, row) for row in reversed(public.every("activities"))]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).translate(SAFE_IN_A_SCRIPT)
    return f"var HEARD_ACTIVITIES = {text};\n"


def _findable(public: PublicRegister, row: Row) -> list[str]:
    id = row["activity_id"]
    days = (_text(row[name]) for name in ("opened_on", "closed_on", "withdrawn_on"))
    places = " ".join(places_of(public, row))
    return [id, public.title(id), row["service"] or "", places, kind_of(row), *days, public.names[id]]


def _listings(public: PublicRegister, pages: Iterable[PublicPage]) -> Iterable[tuple[str, ...]]:
    for page in pages:
        if page.standing is not PageStanding.SHOWN:
            continue
        row = public.activities[page.activity_id]
        days = (_text(row["opened_on"]), _text(row["closed_on"]))
        url, made_on = public.params.site.address + page.address, page.first_on.isoformat()
        title = public.title(page.activity_id)
        yield page.activity_id, title, page.activity_id, *days, _status(public, row), url, "", made_on


def _status(public: PublicRegister, row: Row) -> str:
    if row["opened_on"] > public.on:
        return "forthcoming"
    return "closed" if row["closed_on"] and row["closed_on"] < public.on else "open"


def _cells(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(_text(row[name]) for name in columns)


def _values(value: PublicPage | PublicCount, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(_text(getattr(value, name)) for name in columns)


def _text(cell: Any) -> str:
    """A cell as open data has it: ISO days, and nothing where it is blank."""
    return "" if cell is None else str(cell)


def _json(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
