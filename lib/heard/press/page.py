"""The fragments of an executed notebook, made one page: cover, contents, and a body that everybody can read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from heard.press.accessible import PressError, check_accessible

CONTENTS = ("h2", "h3")


@dataclass(frozen=True)
class Entry:
    """One line of the contents, with the lines below it."""

    id: str
    text: str
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Page:
    """What the template needs. `date` is ISO, "" where the cover gives none; `cover` and `body` are HTML.

    A `short` one has no cover page and no contents.
    """

    title: str
    date: str
    draft: bool
    sample: bool
    short: bool
    cover: str
    contents: tuple[Entry, ...]
    body: str


def compose(fragments: Iterable[str]) -> Page:
    """One page of the fragments, in order. Raises PressError where it would shut a reader out, or has no title."""
    soup = BeautifulSoup("\n".join(fragments), "html.parser")
    _name_headings(soup)
    _let_tables_scroll(soup)
    check_accessible(soup)
    cover = soup.find("header", class_="cover")
    title = soup.find("h1")
    assert isinstance(title, Tag)  # check_accessible saw exactly one
    if isinstance(cover, Tag):
        cover.extract()
    else:
        cover = title.wrap(soup.new_tag("header", attrs={"class": "cover"})).extract()
    short = _says_yes(cover, "data-short")
    return Page(
        title=str(cover.get("data-title") or title.get_text(" ", strip=True)),
        date=str(cover.get("data-date", "")),
        draft=_says_yes(cover, "data-draft"),
        sample=_says_yes(cover, "data-sample"),
        short=short,
        cover=str(cover.decode_contents()).strip(),
        contents=() if short else _contents(soup),
        body=str(soup).strip(),
    )


def _says_yes(cover: Tag, attribute: str) -> bool:
    said = cover.get(attribute, "no")
    if said not in ("yes", "no"):
        raise PressError("the cover", f"{attribute} is {said!r}", "Write yes or no")
    return said == "yes"


def _name_headings(soup: BeautifulSoup) -> None:
    """An id for every heading that has none, made of its words; the same words again get a number."""
    taken = {str(element["id"]) for element in soup.find_all(id=True)}
    for heading in soup.find_all(re.compile("^h[1-6]$")):
        if heading.get("id"):
            continue
        words = re.sub(r"[^\w]+", "-", heading.get_text(" ").casefold()).strip("-") or "part"
        name, number = words, 2
        while name in taken:
            name, number = f"{words}-{number}", number + 1
        taken.add(name)
        heading["id"] = name


def _let_tables_scroll(soup: BeautifulSoup) -> None:
    """Each table in a region of its own that scrolls, can be reached by keyboard, and is called by its caption."""
    for number, table in enumerate(soup.find_all("table"), start=1):
        caption = table.find("caption")
        if not isinstance(caption, Tag):
            continue
        name = caption.get("id") or f"table-{number}"
        caption["id"] = name
        region = {"class": "scroll", "role": "region", "tabindex": "0", "aria-labelledby": str(name)}
        table.wrap(soup.new_tag("div", attrs=region))


def _contents(soup: BeautifulSoup) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for heading in soup.find_all(CONTENTS):
        entry = Entry(str(heading["id"]), heading.get_text(" ", strip=True))
        if heading.name == "h3" and entries:
            above = entries.pop()
            entry = Entry(above.id, above.text, (*above.below, entry))
        entries.append(entry)
    return tuple(entries)
