"""`heard-html`: an executed notebook as one accessible page that stands alone, by our own template."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from jinja2 import DictLoader, Environment, Template
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from heard.page.blocks import FIND, Blocks, Choice, Details, Group, Table, flow, inside, paragraph
from heard.page.markdown import blocks_of_cell
from heard.page.output import BLOCKS, YEAR, from_json
from heard.page.to_html import Html, attribute, element, escape
from heard.press.accessible import PressError
from heard.press.composing import Page, compose, foreign_blocks
from heard.press.templates import template

PAGE, STYLE = "report.html.j2", "report.css"
OPEN_EVERYTHING, FIND_ON_PAGE = "open-everything.js", "find-on-page.js"
FOR_THE_ANALYST = "analyst"  # cells with this tag are for who opens the notebook, and are not published
SERVICE = "service"  # the choice whose options the style sheet has to be given


class HeardHTML(Exporter):
    """Markdown cells and what cells show, in order; code, prompts and what was printed stay in the notebook."""

    export_from_notebook = "heard: web page (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters give a document here
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page, which says where a cell failed. PressError for one that shuts a reader out, or has no title."""
        _, resources = super().from_notebook_node(nb, resources, **kw)
        return web_page(page_of(nb)), resources


def page_of(nb: NotebookNode) -> Page:
    """The page of an executed notebook, which every format is written from. Raises PressError as `heard-html` does."""
    return _of_its_year(nb, compose(_fragments(nb)))


def web_page(page: Page) -> str:
    """A page as HTML that stands alone."""
    write, nodes = PageHtml(), [node for block in page.blocks for node in inside(block)]
    services = sum(len(node.options) for node in nodes if isinstance(node, Choice) and node.name == SERVICE)
    scripts = [template(name).decode("utf-8") for name in _scripts(nodes)]
    return _template().render(
        page=page,
        cover=write.inside_cover(page.cover),
        body="\n".join(map(write.of, page.fragments)).strip(),
        services=services,
        scripts=scripts,
        hashes=[base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts],
    )


def _scripts(nodes: Sequence[object]) -> Iterator[str]:
    """The scripts that a page has a use for; each is let in by its hash, and the page can be read without it."""
    if any(isinstance(node, Details) for node in nodes):
        yield OPEN_EVERYTHING
    if any(isinstance(node, Group) and node.kind == FIND for node in nodes):
        yield FIND_ON_PAGE


class PageHtml(Html):
    """Blocks as the web page has them once they stand in a page: a table in a region of its own."""

    def table(self, table: Table) -> str:
        """A table that scrolls, can be reached by keyboard, and is called by its caption."""
        region = {"class_": "scroll", "role": "region", "tabindex": "0", "aria_labelledby": table.id}
        return element("div", super().table(table), **region)


def _template() -> Template:
    return _compiled(template(PAGE).decode("utf-8"), template(STYLE).decode("utf-8"))


@cache
def _compiled(page: str, style: str) -> Template:
    templates = Environment(loader=DictLoader({PAGE: page, STYLE: style}))
    templates.filters |= {"escaped": escape, "quoted": attribute}
    return templates.get_template(PAGE)


def _of_its_year(nb: NotebookNode, page: Page) -> Page:
    """A page without a cover of its own has the day of the year that the notebook opened, is a draft, and says so."""
    opened = (
        output.metadata[YEAR]
        for cell in nb.cells
        for output in cell.get("outputs", ())
        if YEAR in output.get("metadata", ())
    )
    year = next(opened, None)
    if page.cover.date or year is None:
        return page
    return replace(page, cover=replace(page.cover, date=year["date"], draft=True, sample=year["sample"]))


def _fragments(nb: NotebookNode) -> Iterator[Blocks]:
    for cell in nb.cells:
        if FOR_THE_ANALYST in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            yield blocks_of_cell(cell.source)
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                yield flow(paragraph("A cell failed here, and shows nothing:", output.evalue, kind="note"))
            data = output.get("data", {})
            if BLOCKS in data:
                yield _blocks(data[BLOCKS])
            else:
                yield foreign_blocks(data.get("text/html", ""))


def _blocks(carried: str) -> Blocks:
    """The blocks that an output carries. Raises PressError for those of another version of heard."""
    try:
        return from_json(carried)
    except ValueError as error:
        raise PressError("the notebook", f"was run by another version of heard ({error})", "Run it again") from error
