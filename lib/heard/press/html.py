"""`heard-html`: an executed notebook as one accessible page that stands alone, by nbconvert and our own template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets import default

from heard.params.shipped import TEMPLATES
from heard.press.accessible import PressError
from heard.press.page import Page, compose

YEAR = "heard"  # in the metadata of an output: the `date` of the year that was opened, and whether it is a `sample`
PUBLISHED = "text/vnd.heard.published+html"  # what is published of an output that is alive in a notebook
FOR_THE_ANALYST = "analyst"  # cells with this tag are for who opens the notebook, and are not published


class HeardHTML(HTMLExporter):
    """Markdown cells and `text/html` outputs, in order; code, prompts and what was printed stay in the notebook."""

    export_from_notebook = "heard: web page (HTML)"

    @default("template_file")
    def _template_file_default(self) -> str:
        return "report.html.j2"

    @default("template_name")
    def _template_name_default(self) -> str:
        return TEMPLATES.name

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES.parent)]

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters give text here, and say so likewise
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page. Raises PressError for a notebook that did not run to its end, or whose page shuts a reader out."""
        page = _of_its_year(nb, compose(_fragments(nb)))
        return super().from_notebook_node(nb, {**(resources or {}), "page": page}, **kw)


def publishable(nb: NotebookNode) -> tuple[str, Page]:
    """The page of an executed notebook, and what it is made of."""
    exporter = HeardHTML()  # type: ignore[no-untyped-call]  # nbconvert leaves it untyped
    html, resources = exporter.from_notebook_node(nb)
    return html, resources["page"]


def _of_its_year(nb: NotebookNode, page: Page) -> Page:
    """A page without a cover of its own has the day of the year that the notebook opened, is a draft, and says so."""
    opened = (
        output.metadata[YEAR]
        for cell in nb.cells
        for output in cell.get("outputs", ())
        if YEAR in output.get("metadata", ())
    )
    year = next(opened, None)
    return page if page.date or year is None else replace(page, date=year["date"], draft=True, sample=year["sample"])


def _fragments(nb: NotebookNode) -> Iterator[str]:
    markdown = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True))
    for cell in nb.cells:
        if FOR_THE_ANALYST in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            yield markdown.render(cell.source)
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                raise PressError("the notebook", f"a cell failed ({output.evalue})", "Put it right and run it again")
            data = output.get("data", {})
            yield data.get(PUBLISHED, data.get("text/html", ""))
