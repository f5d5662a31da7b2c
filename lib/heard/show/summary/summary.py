"""The summary for members: the year on two sheets, each promise named, and the way from there to the full report."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heard.english import capital, number, some
from heard.model.commitment import Commitment
from heard.model.state import Verdict
from heard.page.html import bullets, joined, link, paragraph, tag
from heard.show.concerns import RULE, concerns, went_well
from heard.show.described import by_outcome
from heard.show.gaps import in_words, untold
from heard.show.marks import shown
from heard.show.report.asked import asked
from heard.show.report.cover import masthead
from heard.show.report.glance import by_chapter
from heard.show.report.page_one import REST, headline
from heard.show.report.since import what_changed
from heard.year import Year

REPORT = "annual-report.html"  # published beside it
MOST = 60  # promises named under one verdict
MOST_RECORDS = 3
WHERE = "Every promise with its counts, who fell short, and how far to trust each figure, is in the full report: "


def summary(year: Year) -> Markup:
    """All of it: promised, kept, not kept, could not tell, changed, to decide. Its links lead to the full report."""
    worst = [concern.told for concern in concerns(year)]
    parts = {
        "Promised": (paragraph(headline(year), class_="lede"), by_chapter(year)),
        "Kept": (*_those(year, Verdict.KEPT), bullets(went_well(year))),
        "Not kept, or kept in part": (
            *_those(year, Verdict.NOT_KEPT),
            *_those(year, Verdict.PARTLY_KEPT),
            paragraph(tag("strong", "What most needs attention:") if worst else ""),
            bullets(worst, ordered=True, class_="attention"),
            paragraph(RULE if worst else "", class_="note"),
        ),
        "Could not tell": (*_those(year, Verdict.CANNOT_TELL), bullets(_missing(year)), *_others(year)),
        "Changed": (*what_changed(year), paragraph(_decided(year))),
        "To decide": (*asked(year), tag("p", WHERE, tag("a", REPORT, href=REPORT), ".", class_="note")),
    }
    told = joined(joined((tag("h2", name), *part)) for name, part in parts.items() if joined(part))
    return joined((masthead(year.params), Markup(str(told).replace('href="#', f'href="{REPORT}#'))))


def _those(year: Year, verdict: Verdict) -> Iterator[Markup]:
    """The promises that came to a verdict, each by its title."""
    found = [promise for promise in year.promises if year.outcomes[promise.id].verdict is verdict]
    if found:
        titles = joined(map(_title, found[:MOST]), "; ")
        more = f"; and {number(len(found) - MOST)} more" if len(found) > MOST else ""
        yield tag("p", shown(verdict), f", {some(len(found), 'promises')}: ", titles, more, ".", class_="named")


def _title(promise: Commitment) -> Markup:
    return link(promise.id, capital(promise.title))


def _missing(year: Year) -> list[Markup]:
    """The records for want of which most promises cannot be told of."""
    found = list(untold(year, year.promises).items())[:MOST_RECORDS]
    return [joined(("No record of ", in_words(name), f": {some(len(each), 'promises')}.")) for name, each in found]


def _others(year: Year) -> Iterator[Markup]:
    """The promises that nobody could judge this year, by why."""
    for verdict in REST:
        yield from _those(year, verdict)


def _decided(year: Year) -> str:
    told = by_outcome(year) if year.has("decisions") else ""
    return f"{told} These are counted and never scored." if told else "No record says what was decided."
