"""`heard-html`: an executed notebook as one accessible page that stands alone, by nbconvert and our own template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets import default

from heard.params.shipped import REPORTS
from heard.press.accessible import PressError
from heard.press.page import compose

TEMPLATES = REPORTS / "templates"
FOR_THE_ANALYST = "analyst"  # cells with this tag are for who opens the notebook, and are not published


class HeardHTML(HTMLExporter):  # type: ignore[misc] - nbconvert is not typed
    """Markdown cells and `text/html` outputs, in order; code, prompts and what was printed stay in the notebook."""

    export_from_notebook = "heard: web page (HTML)"

    @default("template_file")  # type: ignore[untyped-decorator]
    def _template_file_default(self) -> str:
        return "report.html.j2"

    @default("template_name")  # type: ignore[untyped-decorator]
    def _template_name_default(self) -> str:
        return TEMPLATES.name

    @default("extra_template_basedirs")  # type: ignore[untyped-decorator]
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES.parent)]

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page. Raises PressError for a notebook that has not run, that failed, or whose page shuts a reader out."""
        resources = {**(resources or {}), "page": compose(_fragments(nb))}
        return super().from_notebook_node(nb, resources, **kw)


def _fragments(nb: NotebookNode) -> Iterator[str]:
    for cell in nb.cells:
        if FOR_THE_ANALYST in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            yield MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(cell.source)
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                raise PressError("the notebook", f"a cell failed ({output.evalue})", "Put it right and run it again")
            if "text/html" in output.get("data", {}):
                yield output.data["text/html"]
