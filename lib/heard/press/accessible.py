"""What a page must have before it is published: each rule here is one that a reader with a screen reader would miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from heard.errors import RunError

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FETCHED = {"img": "src", "link": "href", "script": "src", "iframe": "src", "source": "src", "object": "data"}


class PressError(RunError):
    """A page that must not be published as it is."""


def check_accessible(page: BeautifulSoup) -> None:
    """Raises PressError, with the first fault and how many there are, unless everybody can read the page."""
    found = faults(page)
    if found:
        more = f" (and {len(found) - 1} more like it)" if len(found) > 1 else ""
        raise PressError("the report", f"{found[0]}{more}", "Put it right where that part is made")


def faults(page: BeautifulSoup) -> list[str]:
    """What would shut a reader out, one sentence each."""
    looks = (_pictures, _tables, _headings, _ids, _links, _fetched)
    return [fault for look in looks for fault in look(page)]


def _pictures(page: BeautifulSoup) -> Iterator[str]:
    for number, picture in enumerate(page.find_all("img"), start=1):
        if not str(picture.get("alt", "")).strip():
            yield f"picture {number} has no alt text"


def _tables(page: BeautifulSoup) -> Iterator[str]:
    called = Counter(caption.get_text(" ", strip=True) for caption in page.find_all("caption"))
    yield from (f"{count} tables are called {caption!r}" for caption, count in called.items() if caption and count > 1)
    for number, table in enumerate(page.find_all("table"), start=1):
        caption = table.find("caption")
        if caption is None or not caption.get_text(strip=True):
            yield f"table {number} has no caption"
            continue
        named = f"the table {caption.get_text(' ', strip=True)!r}"
        headers = table.find_all("th")
        if not headers:
            yield f"{named} has no header cells"
        if any(header.get("scope") not in ("col", "row", "colgroup", "rowgroup") for header in headers):
            yield f"{named} has a header cell without scope"


def _headings(page: BeautifulSoup) -> Iterator[str]:
    above = 0
    for heading in page.find_all(HEADINGS):
        level, text = int(heading.name[1]), heading.get_text(" ", strip=True)
        if not text:
            yield f"a heading ({heading.name}) is empty"
        if level > above + 1:
            yield f"the heading {text!r} is {heading.name}, below {'nothing' if not above else f'h{above}'}"
        above = level
    if (titles := len(page.find_all("h1"))) != 1:
        yield f"it has {titles} main headings (h1), not one"


def _ids(page: BeautifulSoup) -> Iterator[str]:
    counts = Counter(str(element["id"]) for element in page.find_all(id=True))
    for name, count in counts.items():
        if count > 1:
            yield f"the id {name!r} stands {count} times"


def _links(page: BeautifulSoup) -> Iterator[str]:
    ids = {str(element["id"]) for element in page.find_all(id=True)}
    for link in page.find_all("a", href=True):
        address = str(link["href"])
        if address.startswith("#") and address[1:] not in ids:
            yield f"a link leads to {address}, which is not on the page"
        if not link.get_text(strip=True):
            yield f"the link to {address} has no text"


def _fetched(page: BeautifulSoup) -> Iterator[str]:
    for element in page.find_all(list(FETCHED)):
        address = str(element.get(FETCHED[element.name], ""))
        if element.name == "script" or not address.startswith("data:"):
            yield f"it needs {_shown(element)}, and a report stands alone"


def _shown(element: Tag) -> str:
    return str(element).partition(">")[0][:80] + ">"
