"""The summary for members: the year on two sheets, each promise named, and the way from there to the full report."""

from __future__ import annotations

from heard.english import capital, number, some
from heard.model.commitment import Commitment
from heard.model.state import Verdict
from heard.page.blocks import (
    Blocks,
    Link,
    Para,
    Some,
    Words,
    bullets,
    flow,
    heading,
    leading_to,
    link,
    paragraph,
    strong,
    words,
)
from heard.show.concerns import RULE, RULE_OF_WENT_WELL, asked, concerns, went_well
from heard.show.described import by_outcome
from heard.show.marks import shown
from heard.show.report.cover import masthead
from heard.show.report.glance import REST, by_chapter, headline
from heard.show.report.since_last_year import what_changed
from heard.show.results import in_words, untold
from heard.year import Year

REPORT = "annual-report.html"  # published beside it
MOST = 60  # promises named under one verdict
MOST_RECORDS = 3
WHERE = "Every promise with its counts, who fell short, and how far to trust each figure, is in the full report: "


def summary(year: Year) -> Blocks:
    """All of it: promised, kept, not kept, could not tell, changed, to decide. Its links lead to the full report."""
    worst, best = [concern.sentences for concern in concerns(year)], went_well(year)
    parts: dict[str, Some] = {
        "Promised": (paragraph(headline(year), kind="lede"), by_chapter(year)),
        "Kept": (_those(year, Verdict.KEPT), bullets(best), paragraph(RULE_OF_WENT_WELL if best else "", kind="note")),
        "Not kept, or kept in part": (
            _those(year, Verdict.NOT_KEPT),
            _those(year, Verdict.PARTLY_KEPT),
            paragraph(strong("What most needs attention:")) if worst else None,
            bullets(worst, ordered=True, kind="attention"),
            paragraph(RULE if worst else "", kind="note"),
        ),
        "Could not tell": (
            _those(year, Verdict.CANNOT_TELL),
            bullets(_missing(year)),
            (_those(year, verdict) for verdict in REST),  # nobody could judge these this year
        ),
        "Changed": (what_changed(year), paragraph(_decided(year))),
        "To decide": (asked(year), Para((WHERE, Link(REPORT, (REPORT,)), "."), "note")),
    }
    sections = ((name, flow(part)) for name, part in parts.items())
    body = flow((heading(2, name), blocks) for name, blocks in sections if blocks)
    return flow(masthead(year.params), leading_to(REPORT, body))


def _those(year: Year, verdict: Verdict) -> Para | None:
    """The promises that came to a verdict, each by its title."""
    promises = [promise for promise in year.promises if year.outcomes[promise.id].verdict is verdict]
    if not promises:
        return None
    titles = words(*map(_title, promises[:MOST]), between="; ")
    more = f"; and {number(len(promises) - MOST)} more" if len(promises) > MOST else ""
    return Para(words(shown(verdict), f", {some(len(promises), 'promises')}: ", titles, more, "."), "named")


def _title(promise: Commitment) -> Link:
    return link(promise.id, capital(promise.title))


def _missing(year: Year) -> list[Words]:
    """The records for want of which most promises cannot be told of."""
    records = list(untold(year, year.promises).items())[:MOST_RECORDS]
    return [words("No record of ", in_words(name), f": {some(len(each), 'promises')}.") for name, each in records]


def _decided(year: Year) -> str:
    counts = by_outcome(year) if year.has("decisions") else ""
    return f"{counts} These are counted and never scored." if counts else "No record says what was decided."
