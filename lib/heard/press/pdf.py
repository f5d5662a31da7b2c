"""`heard-pdf`: the published page on paper, PDF/UA-1 and PDF/A-2a in one file, by pandoc and typst."""

from __future__ import annotations

import base64
import json
import re
import shutil
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc
import typst
from bs4 import BeautifulSoup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from heard.params.shipped import TEMPLATES
from heard.press.accessible import HEADINGS, PressError
from heard.press.html import publishable
from heard.press.page import Page

SVG = "data:image/svg+xml;base64,"
STYLED = (
    ".council, .lede, .note, .figures, .facts, .commentary, .commitment, .attention, .asks, .marks, summary, details"
)
PLAIN = {"details": "div", "summary": "p"}
OPENING = "h3 + p:has(+ .commitment, + figure, + .scroll), p:has(+ .marks, + .attention)"  # stays with what it opens
ALL_THERE_IS = "h3 + figure"  # a chart under its heading, which does not go to the foot of a page
OF_ROWS = "h3 + p + figure:has(+ .commitment)"  # a chart of the rows below it: at the foot of a page, amid them
LEFT_OUT = ".annex, .hidden"
MAIN = '#import "report.typ": *\n#show: report.with(json("about.json"))\n\n'


class HeardPDF(Exporter):
    """The page of `heard-html`, without its annexes. A subclass of HTMLExporter may not make a PDF, so it calls one."""

    export_from_notebook = "heard: PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters give a document here
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF, the same bytes for the same notebook. Raises PressError as `heard-html` does."""
        _, resources = super().from_notebook_node(nb, resources, **kw)
        return paper(*publishable(nb)), resources


def paper(html: str, page: Page) -> bytes:
    """The published page, made a PDF."""
    soup = _for_paper(html)
    with TemporaryDirectory() as made_in:
        folder = Path(made_in)
        _write_charts(soup, folder)
        shutil.copy(TEMPLATES / "report.typ", folder)
        (folder / "about.json").write_text(json.dumps(_about(page)), encoding="utf-8", newline="\n")
        filters = [f"--lua-filter={TEMPLATES / 'report.lua'}"]
        body = pypandoc.convert_text(str(soup), "typst", format="html", extra_args=filters)
        (folder / "main.typ").write_text(MAIN + body, encoding="utf-8", newline="\n")
        return _set_type(folder / "main.typ", page)


def _for_paper(html: str) -> BeautifulSoup:
    """The cover and the report itself, as pandoc can carry them over: of all classes, it knows those of a div."""
    page = BeautifulSoup(html, "html.parser")
    soup = BeautifulSoup("", "html.parser")
    soup.extend(page.select("div.cover, main > *"))
    for element in soup.select(LEFT_OUT):
        element.decompose()
    for figure in soup.select(ALL_THERE_IS):
        figure["class"] = "here"
    for figure in soup.select(OF_ROWS):
        figure["class"] = "foot"
        first = figure.find_next_sibling()
        assert first is not None, "a row follows it"
        first.insert_after(figure.extract())
    for element in soup.select(OPENING):
        element.wrap(soup.new_tag("div", attrs={"class": "opening"}))
    for element in soup.select(STYLED):
        named = [name for name in element.get_attribute_list("class") if name] or [element.name]
        element.wrap(soup.new_tag("div", attrs={"class": " ".join(named)}))
        element.name = PLAIN.get(element.name, element.name)
    headings = {f"#{heading['id']}" for heading in soup.find_all(HEADINGS)}
    for link in soup.select("a[href]"):
        if link["href"] not in headings and ":" not in str(link["href"]):  # it leads to an annex, or to another page
            link.unwrap()
    for link in soup.select(".commitment a[href]"):
        above = link.find_previous("h4", id=True)
        if above is not None and re.fullmatch(f"#{re.escape(str(above['id']))}[a-z]?", str(link["href"])):
            link.unwrap()  # it leads to a part, which comes next
    return soup


def _write_charts(soup: BeautifulSoup, folder: Path) -> None:
    """Each chart a file of its own: typst reads no picture from an address."""
    for number, picture in enumerate(soup.find_all("img"), start=1):
        address = str(picture["src"])
        if not address.startswith(SVG):
            raise PressError(f"picture {number}", "it is not an SVG held in the page", "Make charts with heard.show")
        picture["src"] = f"chart-{number}.svg"
        (folder / f"chart-{number}.svg").write_bytes(base64.b64decode(address.removeprefix(SVG)))


def _about(page: Page) -> dict[str, object]:
    return {"title": page.title, "date": page.date, "draft": page.draft, "sample": page.sample, "short": page.short}


def _set_type(main: Path, page: Page) -> bytes:
    if not page.date:
        raise PressError("the cover", "gives no data-date, and a PDF for the archive needs its day", "Write one as ISO")
    day = date.fromisoformat(page.date)
    try:
        return typst.compile(
            str(main),
            root=str(main.parent),
            font_paths=[str(_fonts())],
            ignore_system_fonts=True,
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise PressError("the PDF", str(error).splitlines()[0], "Put it right where that part is made") from error


def _fonts() -> Path:
    """DejaVu Sans travels with matplotlib, so every machine sets the same type."""
    found = find_spec("matplotlib")
    assert found is not None and found.submodule_search_locations is not None
    return Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
