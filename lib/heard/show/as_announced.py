"""What did not run as it was announced, or was not run alone: extended, paused, withdrawn, run jointly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from heard.english import agreed, capital, day, listed, number
from heard.measures.amounts.spells import JOINTLY, WITHDRAWN
from heard.page.blocks import Para, Words, link, words
from heard.show.marks import first_of, led_to
from heard.show.results import MOST_NAMED
from heard.year import Year

SAID = {
    "extended": "open for longer than first announced",
    "paused": "paused and opened again",
    "relaunched": "launched again",
    "reopened": "opened again after closing",
    JOINTLY: "run jointly with others",
    WITHDRAWN: "withdrawn in the year, before a decision",
}
EXPLAINED = "withdrawals_explained"  # the check that tells why
HOW = "How it ran"  # the fact that needs no name in a sentence


def what_ran_otherwise(year: Year) -> Iterator[Para]:
    """A sentence for each way in which some did not run as announced, or not alone, with as many names as are read."""
    register = year.register.set_index("activity_id", drop=False)
    for what, ids in year.ran_otherwise.items():
        names = [_name(year, row, what) for row in register.loc[list(ids)].to_dict("records")]
        opening = f"{number(len(ids))} {agreed(len(ids), 'were')} {SAID[what]}: "
        yield Para(words(opening, first_of(names, MOST_NAMED), ".", _why(year, what)))


def how_it_ran(year: Year, activity: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """Of one activity: when it was open, of several spells each, the last day first announced, and with whom it ran."""
    opened, closed = (_cell(activity, name) for name in ("opened_on", "closed_on"))
    spells = year.spells.get(str(activity["activity_id"]), ((opened, closed),))
    ways = [what for what, ids in year.ran_otherwise.items() if activity["activity_id"] in ids]
    how = listed(SAID[what] for what in ways if what != JOINTLY) if {*ways} - {JOINTLY} else ""
    first = _cell(activity, "first_closed_on")
    return [
        ("Open", listed(f"{day(first)} to {day(last)}" if first else f"to {day(last)}" for first, last in spells)),
        *([(HOW, capital(how))] if how else []),
        *([("First announced", f"to close on {day(first)}")] if first and first != closed else []),
        *([("Run by", f"the Council jointly with {_partners(activity) or 'others'}")] if JOINTLY in ways else []),
    ]


def _name(year: Year, activity: Mapping[Any, Any], what: str) -> Words:
    id = str(activity["activity_id"])
    named = led_to(year.name("activity", id), year.anchors.get(id))
    if what == WITHDRAWN:
        return words(named, f", on {day(activity['withdrawn_on'])}")
    if what == JOINTLY and (others := _partners(activity)):
        return words(named, f", with {others}")
    if what == "extended" and (first := _cell(activity, "first_closed_on")):
        return words(named, f", to {day(activity['closed_on'])}, not {day(first)}")
    return words(named)


def _why(year: Year, what: str) -> Words:
    place = year.shown_at.get(EXPLAINED)
    return words(" Why is told under ", link(place, place), ".") if what == WITHDRAWN and place else ()


def _partners(activity: Mapping[Any, Any]) -> str:
    cell = _cell(activity, "run_with")
    return listed(name.strip() for name in str(cell).split(";")) if cell else ""


def _cell(activity: Mapping[Any, Any], name: str) -> Any:
    return None if pd.isna(activity[name]) else activity[name]
