"""`heard-pdf`: the published page on paper, PDF/UA-1 and PDF/A-2a in one file, by pandoc and typst."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from heard.page.blocks import (
    Block,
    Blocks,
    Cover,
    Details,
    Figure,
    Foreign,
    Group,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Para,
    Quote,
    Span,
    Table,
    changed,
    flow,
    inside,
    seen,
)
from heard.page.charts import Chart
from heard.page.charts.style import DRAWN_WIDE
from heard.page.to_html import Html, element
from heard.params.shipped import TEMPLATES
from heard.press.accessible import PressError
from heard.press.composing import SENTENCE, Page, for_pandoc, pictures, printable
from heard.press.html import page_of
from heard.press.pandoc import converted
from heard.press.templates import template_in

STYLED = {
    *("council", "lede", "opens", "note", "figures", "facts", "commentary", "commitment", "attention", "asks", "sheet"),
    SENTENCE,
    "filled",
}
COMMITMENT, OPENING = "commitment", "opening"
FILLED = "filled"  # an empty group: up to where the page is filled
LIST = "attention"  # the kind of list which a paragraph opens
MAIN = '#import "report.typ": *\n#show: report.with(json("about.json"))\n\n'


class HeardPDF(Exporter):
    """The page of `heard-html`, without its annexes."""

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
        return paper(page_of(nb)), resources


def paper(page: Page) -> bytes:
    """A page, made a PDF."""
    blocks = _for_paper(page)
    shorter = (each for block in blocks for node in inside(block) if isinstance(node, Figure) for each in node.shorter)
    drawn = dict.fromkeys((*pictures(blocks), *(each.chart.svg for each in shorter)))
    charts = {svg: f"chart-{number}.svg" for number, svg in enumerate(drawn, start=1)}
    with TemporaryDirectory() as made_in:
        folder = Path(made_in)
        for svg, name in charts.items():  # typst reads no picture from an address
            (folder / name).write_text(svg, encoding="utf-8", newline="\n")
        template_in(folder, TEMPLATES / "report.typ")
        (folder / "about.json").write_text(json.dumps(_about(page.cover)), encoding="utf-8", newline="\n")
        filters = [f"--lua-filter={template_in(folder, TEMPLATES / 'report.lua')}"]
        html = PaperHtml(_places(blocks), charts).of(blocks)
        body = converted(html, "typst", "html", filters)
        (folder / "main.typ").write_text(MAIN + body, encoding="utf-8", newline="\n")
        return _set_type(folder / "main.typ", page.cover)


def _for_paper(page: Page) -> Blocks:
    """The cover and the report itself, with what stands one below the other arranged."""
    blocks = printable((page.cover, *page.blocks))
    return _arranged(flow(changed(blocks, _with_its_blocks_arranged)))


def _with_its_blocks_arranged(node: Inline | Block) -> Inline | Block:
    return replace(node, blocks=_arranged(node.blocks)) if isinstance(node, Group | Details | Quote) else node


def _arranged(run: Blocks) -> Blocks:
    """Charts in their places, and each opening kept with what it opens."""
    placed = list(run)
    for n, block in enumerate(run):
        if not isinstance(block, Figure):
            continue
        if n and _is_chapter(run[n - 1]):  # it is all there is under its heading
            placed[n] = replace(block, place="here")
        elif (
            n > 1 and _is_chapter(run[n - 2]) and isinstance(run[n - 1], Para) and _are(COMMITMENT, run[n + 1 : n + 2])
        ):
            placed[n : n + 2] = [run[n + 1], replace(block, place="foot")]  # it is of the rows below, and amid them
    return tuple(piece for n in range(len(placed)) for piece in (*_end_before(placed, n), _opening(placed, n)))


def _end_before(run: Sequence[Block], n: int) -> Blocks:
    """A mark where a page is filled up to, before the heading of a picture that can be had with fewer rows."""
    below = run[n + 1 : n + 2]
    opens = isinstance(run[n], Heading) and any(isinstance(each, Figure) and each.shorter for each in below)
    return (Group((), FILLED),) if opens else ()


def _opening(run: Sequence[Block], n: int) -> Block:
    """A paragraph that opens what is below it, as a group that stays with it; any other block as it is."""
    block, below = run[n], run[n + 1 : n + 2]
    if not isinstance(block, Para) or not below:
        return block
    opens_chapter = (
        n
        and _is_chapter(run[n - 1])
        and (isinstance(below[0], Table) or _are(COMMITMENT, below) or _are(SENTENCE, below))
    )
    opens_list = isinstance(below[0], Items) and (_are(LIST, below) or seen(block.words).endswith(":"))
    return Group((block,), OPENING) if opens_chapter or opens_list else block


def _is_chapter(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 3


def _are(kind: str, blocks: Sequence[Block]) -> bool:
    return any(kind in getattr(block, "kind", "").split() for block in blocks)


def _places(blocks: Blocks) -> frozenset[str]:
    """What links can lead to on paper."""
    nodes = (node for block in blocks for node in inside(block))
    return frozenset(f"#{node.id}" for node in nodes if isinstance(node, Heading | Cover))


class PaperHtml(Html):
    """Blocks as pandoc can carry them to typst: of all classes it knows those of a div, and it folds nothing away.

    `places` are what links can lead to, `charts` the file of each picture, and `part_of` the commitment whose parts
    come next, so that no link needs to lead there.
    """

    def __init__(self, places: frozenset[str], charts: Mapping[str, str], part_of: str = "") -> None:
        self.places, self.charts, self.part_of = places, charts, part_of

    def node(self, node: Inline | Block) -> str:
        """One node; a block of a kind that is styled in a div of that kind."""
        written, kind = super().node(node), getattr(node, "kind", "")
        is_styled = not isinstance(node, Span | Mark) and not STYLED.isdisjoint(kind.split())
        return element("div", written, class_=kind) if is_styled else written

    def cover(self, cover: Cover) -> str:
        """The cover sheet, or the head of a short paper."""
        return element(
            "div", self.inside_cover(cover), class_="cover" if cover.sheet and not cover.short else "cover short"
        )

    def details(self, details: Details) -> str:
        """What is one step away on the screen is printed."""
        summary = element("div", element("p", self.of(details.summary)), class_="summary")
        return element("div", element("div", summary + self.of(details.blocks)), class_=details.kind or "details")

    def quote(self, quote: Quote) -> str:
        """What people wrote."""
        return element("div", super().quote(quote), class_="commentary")

    def group(self, group: Group) -> str:
        """Blocks that belong together; a commitment knows its own heading."""
        headings = (block.id for block in group.blocks if isinstance(block, Heading))
        own = next(headings, "") if _are(COMMITMENT, (group,)) else ""
        return Html.group(PaperHtml(self.places, self.charts, own) if own else self, group)

    def link(self, link: Link) -> str:
        """A link; its words where it leads nowhere on paper."""
        return super().link(link) if self._leads_on(link.to) else self.of(link.words)

    def figure(self, figure: Figure) -> str:
        """A picture; one that can be had with fewer rows is followed by those, and typst takes one of them."""
        whole = super().figure(figure)
        if not figure.shorter:
            return whole
        return element("div", whole + "".join(map(self.figure, figure.shorter)), class_="fitting")

    def drawing(self, chart: Chart) -> str:
        """The wide drawing: paper is never narrow."""
        return element("img", src=self.address(chart.svg), alt=chart.alt)

    def address(self, svg: str) -> str:
        """Where a picture is: in a file beside."""
        return self.charts[svg]

    def foreign(self, foreign: Foreign) -> str:
        """What another library wrote."""
        return for_pandoc(foreign, self._leads_on, lambda svg: {"src": self.address(svg)})

    def _leads_on(self, to: str) -> bool:
        if self.part_of and re.fullmatch(f"#{re.escape(self.part_of)}[a-z]?", to):
            return False
        return to in self.places or ":" in to


def _about(cover: Cover) -> dict[str, object]:
    names = {"title": cover.page_title, "date": cover.date}
    return {**names, "draft": cover.draft, "sample": cover.sample, "short": cover.short}


def _set_type(main: Path, cover: Cover) -> bytes:
    if not cover.date:
        raise PressError("the cover", "gives no day, and a PDF for the archive needs one", "Write one as ISO")
    day = date.fromisoformat(cover.date)
    try:
        return typst.compile(
            str(main),
            root=str(main.parent),
            font_paths=[str(_fonts())],
            ignore_system_fonts=True,
            sys_inputs={"wide": str(DRAWN_WIDE), "single": "yes" if cover.single else ""},
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
