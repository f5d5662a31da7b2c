"""What a page must have before it is published: each rule here is one that a reader with a screen reader would miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from heard.errors import RunError
from heard.page.blocks import Blocks
from heard.press.landmarks import Fetched, Grid, Landmark, Picture, Place, Title, Way, landmarks

SCOPES = ("col", "row", "colgroup", "rowgroup")


class PressError(RunError):
    """A page that must not be published as it is."""


def check_accessible(page: Blocks) -> None:
    """Raises PressError, with the first fault and how many there are, unless everybody can read the page."""
    found = faults(page)
    if found:
        more = f" (and {len(found) - 1} more like it)" if len(found) > 1 else ""
        raise PressError("the report", f"{found[0]}{more}", "Put it right where that part is made")


def faults(page: Blocks) -> list[str]:
    """What would shut a reader out, one sentence each."""
    marks = tuple(landmarks(page))
    looks = (_pictures, _tables, _headings, _ids, _links, _fetched)
    return [fault for look in looks for fault in look(marks)]


def _pictures(marks: Sequence[Landmark]) -> Iterator[str]:
    pictures = (mark for mark in marks if isinstance(mark, Picture))
    for number, picture in enumerate(pictures, start=1):
        if not picture.alt.strip():
            yield f"picture {number} has no alt text"


def _tables(marks: Sequence[Landmark]) -> Iterator[str]:
    tables = [mark for mark in marks if isinstance(mark, Grid)]
    called = Counter(table.caption for table in tables)
    yield from (f"{count} tables are called {caption!r}" for caption, count in called.items() if caption and count > 1)
    for number, table in enumerate(tables, start=1):
        if not table.caption.strip():
            yield f"table {number} has no caption"
        elif not table.scopes:
            yield f"the table {table.caption!r} has no header cells"
        elif any(scope not in SCOPES for scope in table.scopes):
            yield f"the table {table.caption!r} has a header cell without scope"


def _headings(marks: Sequence[Landmark]) -> Iterator[str]:
    titles = [mark for mark in marks if isinstance(mark, Title)]
    above = 0
    for title in titles:
        name = f"h{title.level}"
        if not title.words:
            yield f"a heading ({name}) is empty"
        if title.level > above + 1:
            yield f"the heading {title.words!r} is {name}, below {'nothing' if not above else f'h{above}'}"
        above = title.level
    if (first := sum(title.level == 1 for title in titles)) != 1:
        yield f"it has {first} main headings (h1), not one"


def _ids(marks: Sequence[Landmark]) -> Iterator[str]:
    counts = Counter(mark.id for mark in marks if isinstance(mark, Place))
    for name, count in counts.items():
        if count > 1:
            yield f"the id {name!r} stands {count} times"


def _links(marks: Sequence[Landmark]) -> Iterator[str]:
    places = {f"#{mark.id}" for mark in marks if isinstance(mark, Place)}
    for way in (mark for mark in marks if isinstance(mark, Way)):
        if way.to.startswith("#") and way.to not in places:
            yield f"a link leads to {way.to}, which is not on the page"
        if not way.words:
            yield f"the link to {way.to} has no text"


def _fetched(marks: Sequence[Landmark]) -> Iterator[str]:
    for mark in marks:
        if isinstance(mark, Fetched):
            yield f"it needs {mark.element}, and a report stands alone"
