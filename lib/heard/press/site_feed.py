"""`feed.xml` and `sitemap.xml`: what is new on the public pages, and where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from heard.english import capital
from heard.model.public_page import PageStanding, PublicPage
from heard.year.public import PublicRegister

ATOM, SITEMAP = "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"
FEED_FILE, SITEMAP_FILE = "feed.xml", "sitemap.xml"
LATEST = 50  # entries of the feed
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may hold


@dataclass(frozen=True, order=True)
class Event:
    """One thing that happened to an activity, on a day."""

    on: date
    activity_id: str
    what: str


def write_feed(public: PublicRegister, folder: Path) -> None:
    """Write `feed.xml`: what was last listed, opened, closed, decided, fed back or withdrawn, the latest first."""
    site = public.params.site.address
    events = sorted(events_of(public), reverse=True)[:LATEST]
    feed = ElementTree.Element("feed", xmlns=ATOM)
    _add(feed, "title", f"Consultations of {public.params.council}")
    _add(feed, "id", site)
    _add(feed, "updated", _moment(events[0].on if events else public.on))
    _add(_add(feed, "author"), "name", public.params.council)
    _add(feed, "link", href=site + FEED_FILE, rel="self")
    _add(feed, "link", href=site)
    for event in events:
        page = f"{site}activities/{public.names[event.activity_id]}.html"
        entry = _add(feed, "entry")
        _add(entry, "title", f"{capital(event.what)}: {public.title(event.activity_id)}")
        _add(entry, "id", f"{page}#{event.what.replace(' ', '-')}-{event.on}")
        _add(entry, "updated", _moment(event.on))
        _add(entry, "link", href=page)
    _write(feed, folder / FEED_FILE)


def events_of(public: PublicRegister) -> Iterator[Event]:
    """All that happened to the activities that have a page, by the day that the pages are of."""
    for id, row in public.activities.items():
        days = {
            "listed": [row["listed_on"]],
            "opened": [row["opened_on"]],
            "closed": [None if row["withdrawn_on"] else row["closed_on"]],
            "withdrawn": [row["withdrawn_on"]],
            "decided": [each["decided_on"] for each in public.of("decisions", id)],
            "fed back": [each["published_on"] for each in public.of("feedback", id)],
        }
        happened = {(when, what) for what, several in days.items() for when in several if when is not None}
        yield from (Event(when, id, what) for when, what in happened if when <= public.on)


def write_sitemap(public: PublicRegister, pages: Iterable[PublicPage], folder: Path) -> None:
    """Write `sitemap.xml`: the first page, and each page of an activity with the day on which it last changed."""
    site = public.params.site.address
    urls = ElementTree.Element("urlset", xmlns=SITEMAP)
    _add(_add(urls, "url"), "loc", site)
    for page in pages:
        if page.standing is PageStanding.SHOWN:
            url = _add(urls, "url")
            _add(url, "loc", site + page.address)
            _add(url, "lastmod", page.changed_on.isoformat())
    _write(urls, folder / SITEMAP_FILE)


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = NO_XML.sub("", text) or None
    return element


def _moment(on: date) -> str:
    return f"{on}T00:00:00Z"


def _write(root: ElementTree.Element, path: Path) -> None:
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', encoding="utf-8", newline="\n")
