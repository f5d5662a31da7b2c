"""Each number on the page is in the open data or in the workbook: read there, or counted there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from heard.params.shipped import STRATEGY
from heard.params.strategies import load_strategy
from heard.show.fair import CAPACITIES

from .addresses import NUMBER, Addresses, numbers_in

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT_MONTHS = "|".join(month[:3] for month in MONTHS.split("|"))
NO_FIGURES = re.compile(  # what has digits, and is no figure of the year
    rf"\b\d{{1,2}} (?:{MONTHS}|{SHORT_MONTHS}) \d{{4}}\b"  # a day
    r"|\b\d{4}-\d\d(?:-\d\d)?\b"  # a year, or a day as the records have it
    r"|\b[A-Z]+-\d+[a-z]?\b"  # the id of a commitment
    r"|\bfrom 1 to 5\b|\b4 or 5\b"  # the scale that people answered on
    r"|\bmedian score (?:of|between) \d(?: or (?:more|less)| and \d)?"  # the scale of assessors
    r"|\breading grade of [\d.]+"  # of the page itself: tests/press hold it
    r"|\band [\d,]+ more\b"  # the rest of a list, whose count stands before it
    r"|\b(?:each|in) 100\b"  # what a share is of
    r"|\bthree months are 89 to 92\b|\bheard \d+\.\d+\.\d+\b|\b\d+mph\b"
    r"|\(Equality Act 2010\)|\bWorking Together Commitment 2015\b"
)
WORDS_OF_OTHERS = (  # titles, the strategy, commentary, recommendations, and cells of the records, as they were written
    "style, script, :not(th, th > a) > cite, q, :not(th) > code, blockquote, .id, .faults, ol.asks, ul.changes, "
    "table.grid"
)
ELEMENTS = "p, li, figcaption, summary, dt, dd, h3, h4, caption, td, img"
HOLDS_OTHERS = ("p", "li", "table", "td", "figure")
OF = re.compile(r"(\d[\d,]*) of (?:the )?(\d[\d,]*)\b(?:(?! \d)[^.;:(]{0,40}\((\d+)%\))?")


OF_ALL = ("All", "All chapters", "Did not say")  # the last rows of a table, which add up or leave over
CALLED = {"Where they live": "district", **{name: word for word, name in CAPACITIES.items() if word}}
KEPT_AS = {"answered_as": "capacity"}  # what is described, and where its counts of people stand
STRATEGY_2017 = load_strategy(STRATEGY)


@dataclass(frozen=True)
class Said:
    """A piece of the page, and the names of what it is about, where it says that."""

    text: str
    about: frozenset[str]


class Guard:
    """Looks up each number of a page of one published folder."""

    def __init__(self, folder: Path) -> None:
        self.addresses = Addresses(folder)
        self.said = list(said((folder / "annual-report.html").read_text(encoding="utf-8")))
        self._under: dict[frozenset[str], list[frozenset[float]]] = {}

    def unaddressed(self, piece: Said) -> list[str]:
        """The numbers of a piece that stand nowhere under its names, and those that do not stand together."""
        groups = self._groups(piece.about)
        known, found = set().union(*groups), []
        for part, whole, percent in OF.findall(piece.text):
            n, of = (float(each.replace(",", "")) for each in (part, whole))
            together = any({n, of} <= group for group in groups)
            if not together or (percent and round(100 * n / of) != int(percent)):
                found.append(f"{part} of {whole}{f' ({percent}%)' if percent else ''}")
        rest = OF.sub(" ", piece.text)
        return found + [f"{number:g}" for number in numbers_in(rest) if number not in known]

    def _groups(self, names: frozenset[str]) -> list[frozenset[float]]:
        if names not in self._under:
            found = self.addresses.of(names) or self.addresses.groups
            self._under[names] = list({group.numbers for group in found})
        return self._under[names]


def said(html: str) -> Iterator[Said]:
    """The pieces of a page that have a number of the year in them: of a table, its rows."""
    page = BeautifulSoup(html, "html.parser")
    for words in page.select(WORDS_OF_OTHERS):
        words.replace_with(" ")
    for element in page.select("main " + ", main ".join(ELEMENTS.split(", "))):
        if element.name == "img" or not element.find(HOLDS_OTHERS):
            words = str(element["alt"]) if element.name == "img" else " ".join(element.get_text(" ").split())
            text = NO_FIGURES.sub(" ", words)
            if numbers_in(text):
                yield Said(text, names_of(element))


def names_of(element: Tag) -> frozenset[str]:
    """What a piece is about: the commitment of its article, those it links to, or what begins its row of a table."""
    article, row = element.find_parent("article"), element.find_parent("tr")
    if article is not None and article.h4 is not None:
        return family([str(article.h4["id"])])
    if row is not None and row.th is not None and row.find_parent("tbody"):
        if row.th.a is not None and (promises := family([str(row.th.a["href"]).removeprefix("#")])):
            return promises
        head = " ".join(row.th.get_text(" ").split())
        return frozenset() if head in OF_ALL else frozenset({CALLED.get(head, head)})
    linked = family(str(link["href"]).removeprefix("#") for link in element.select("a[href^='#']"))
    return linked | {"promises", "kept at"} if linked else linked


def family(commitments: Iterable[str]) -> frozenset[str]:
    """Commitments, their lettered parts, and every measure that the strategy names for them."""
    found = [each for name in commitments if (each := STRATEGY_2017.find(name)) is not None]
    whole = [each for one in found for each in (one, *STRATEGY_2017.parts_of(one.id))]
    judged = (f"judged_{each.id}" for each in whole)
    measures = {name for each in whole for name in each.measured_by}
    kept_as = (table for name, table in KEPT_AS.items() if name in measures)
    return frozenset((*(each.id for each in whole), *judged, *measures, *kept_as))


@pytest.fixture(scope="module")
def guards(reports: dict[str, Path]) -> dict[str, Guard]:
    return {name: Guard(folder) for name, folder in reports.items()}


@pytest.mark.parametrize(("council", "least"), [("sample", 1000), ("one CSV", 100)])
def test_each_number_on_the_page_is_in_the_open_data_or_the_workbook(
    guards: dict[str, Guard], council: str, least: int
) -> None:
    guard = guards[council]
    assert sum(len(numbers_in(piece.text)) for piece in guard.said) >= least
    wrong = [(piece.text[:90], found) for piece in guard.said if (found := guard.unaddressed(piece))]
    assert wrong == []


NEXT = 100  # the numbers above one, each of which it is taken to be by mistake
WRONG = {  # where a number stands, and how many of the next are noticed at the least
    "a count of a promise": ("PROMISE-3", r"^(.*?)(\d+)( of \d+ activities)", 100),
    "what a count is of": ("CONSULT-4", r"^(.*?of )(\d+)( consultations)", 100),
    "a share that its counts do not make": ("PROMISE-3", r"^(.*?\()(\d+)(%\))", 100),
    "a reason": ("PROMISE-1", r"^(Fell short.*?not in time \()(\d+)(\))", 85),
    "a reason where many other numbers stand": ("CONSULT-7c", r"^(Fell short.*?reads easily \()(\d+)(\))", 40),
    "how late": ("PROMISE-3", r"^(.*?late, by \d+ to )(\d+)( days)", 85),
    "how many understood": ("CONSULT-2", r"^(Of those who were asked, )([\d,]+)( of)", 100),
    "a row of a table": ("Libraries", r"^()(\d+)()$", 85),
}


@pytest.mark.parametrize(("name", "place", "least"), WRONG.values(), ids=WRONG)
def test_a_wrong_number_is_noticed(guards: dict[str, Guard], name: str, place: str, least: int) -> None:
    guard = guards["sample"]
    pieces = [piece for piece in guard.said if name in piece.about and re.search(place, piece.text)]
    assert pieces
    for piece in pieces:
        noticed = [bool(guard.unaddressed(with_more(piece, place, more))) for more in range(1, NEXT + 1)]
        assert sum(noticed) >= least, piece.text


def with_more(piece: Said, place: str, more: int) -> Said:
    """A piece in which the number at a place is so much more than it was."""
    text = re.sub(place, lambda found: f"{found[1]}{int(found[2].replace(',', '')) + more}{found[3]}", piece.text)
    return replace(piece, text=text)


def test_most_numbers_would_be_noticed_were_they_wrong_by_one(guards: dict[str, Guard]) -> None:
    """Not all: a small number may stand in the same row for something else."""
    guard, noticed = guards["sample"], []
    for piece in guard.said:
        for found in NUMBER.finditer(piece.text):
            if found[1].replace(",", "").isdigit():
                more = int(found[1].replace(",", "")) + 1
                wrong = f"{piece.text[: found.start(1)]}{more}{piece.text[found.end(1) :]}"
                noticed.append(bool(guard.unaddressed(replace(piece, text=wrong))))
    assert len(noticed) > 1000 and sum(noticed) > len(noticed) / 2
