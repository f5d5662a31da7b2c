"""`heard-docx`: the published page as the council's committee paper, in Word's own styles, by pandoc."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from heard.english import some
from heard.model.records import Records
from heard.page.blocks import Content, Cover, Foreign, Heading, Span, content, inside
from heard.page.charts.chart import in_dots
from heard.page.charts.style import DRAWN_WIDE
from heard.page.to_html import escape
from heard.params import Params
from heard.params.shipped import TEMPLATES
from heard.press.accessible import PressError
from heard.press.committee_paper import PLACE, committee_paper
from heard.press.composing import Page, pictures
from heard.press.html import page_of
from heard.press.pandoc import converted
from heard.press.templates import template_in
from heard.press.word_styles import WordHtml, places_of_frame, style_frame

REFERENCE = TEMPLATES / "reference.docx"
NOTICES = {"draft": "DRAFT: not signed off", "sample": "Sample council: invented records"}
WIDE, HIGH = 8.9, 17.0  # centimetres: seven tenths of what a chart is drawn, and its words are 8 points high
WHOLE_WIDTH = 17.0  # centimetres between the margins
DOTS = 300  # to the inch
WHOLE = '<html lang="en-GB"><head><title>{title}</title></head><body>{body}</body></html>'
HEAD = re.compile(r"word/(header|footer)\d+\.xml")
NO_DAY = "1980-01-01"
FIXED = (1980, 1, 1, 0, 0, 0)
CORE = """<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:description>{notice}</dc:description>
<dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:created>
<dcterms:modified xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:modified></cp:coreProperties>
"""
MOST_TOGETHER = 15  # rows: a longer table may break over pages, and repeats its header
TABLE, END_OF_ROW = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL), "</w:tr>"
BARE = re.compile(r"<w:p>(?!<w:pPr>)")
PARAGRAPH, WORDS, KEPT = re.compile(r"<w:p>.*?</w:p>", re.DOTALL), re.compile(r"<w:t[ >][^<]*"), "<w:keepNext />"
STYLE_OF_PARAGRAPH = re.compile(r"<w:pPr>(?:<w:pStyle [^>]*/>)?")
ROWS = (  # what pandoc leaves out of a table: a row stays on one page, and the first column heads its rows
    ("<w:tr><w:trPr>", "<w:tr><w:trPr><w:cantSplit />"),
    ("<w:tr><w:tc>", "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>"),
    ('w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0" w:val="0020"', 'w:firstColumn="1" w:val="00A0"'),
    ('w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0" w:val="0000"', 'w:firstColumn="1" w:val="0080"'),
)


class HeardDocx(Exporter):
    """The page of `heard-html`, without its annexes, below the headings of the committee paper."""

    export_from_notebook = "heard: Word (committee paper)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".docx"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters give a document here
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The paper, the same bytes for the same notebook. Raises PressError as `heard-html` does."""
        _, resources = super().from_notebook_node(nb, resources, **kw)
        return paper_docx(page_of(nb)), resources


def paper_docx(page: Page, sources: Sequence[str] = (), template: Path | None = None) -> bytes:
    """A page, made the committee paper; `sources` are the documents it rests on, a sentence each.

    Raises PressError for a template that asks for what heard does not know, and where DRAFT could not be printed.
    """
    paper = committee_paper(page, sources, template)
    parts, frame = content(paper.parts.values()), Foreign(paper.frame)
    with TemporaryDirectory() as made_in:
        folder = Path(made_in)
        charts = _write_charts((*parts, frame), folder)
        write = WordHtml(_places(parts) | places_of_frame(paper.frame), charts.__getitem__)
        title, framed = style_frame(write.not_ours(frame), paper.parts)
        body = PLACE.sub(lambda place: write.of(paper.parts[place[1]]), framed)
        words = WHOLE.format(title=escape(title or page.cover.page_title), body=body)
        given = [f"--reference-doc={template_in(folder, REFERENCE)}", f"--resource-path={folder}"]
        converted(words, "docx", "html", given, folder / "paper.docx")
        return _finished((folder / "paper.docx").read_bytes(), page.cover)


def source_documents(params: Params, records: Records) -> tuple[str, ...]:
    """What the paper rests on: the strategy, the records, and where each file is listed.

    How many rows a table has is told in the workbook alone, where that of responses is hidden: each is a person's.
    """
    tables = some(len({file.table for file in records.files}), "tables")
    return (
        params.strategy.title,
        f"The Council's records, as supplied: {tables}, each named in workbook.xlsx",
        "Each file with its fingerprint, every setting and definition: manifest.json, published with this paper",
    )


def _places(parts: Content) -> set[str]:
    """What links can lead to in the parts of the page."""
    nodes = (node for part in parts for node in inside(part))
    return {f"#{node.id}" for node in nodes if isinstance(node, Heading | Span) and node.id}


def _write_charts(parts: Content, folder: Path) -> dict[str, dict[str, str]]:
    """Each chart in dots, since Word shows no SVG; all to one scale, but for one too high for a page."""
    attributes: dict[str, dict[str, str]] = {}
    for number, svg in enumerate(pictures(parts), start=1):
        dots = in_dots(svg, DOTS)
        (folder / f"chart-{number}.png").write_bytes(dots)
        wide, high = (int.from_bytes(dots[at : at + 4], "big") for at in (16, 20))  # as the header of a PNG has them
        most = WHOLE_WIDTH if wide > DRAWN_WIDE * DOTS / 72 else WIDE
        width = min(most, HIGH * wide / high)
        attributes[svg] = {"src": f"chart-{number}.png", "width": f"{width:.2f}cm"}
    return attributes


def _finished(made: bytes, cover: Cover) -> bytes:
    """The file with what pandoc leaves out: what stands on every page, rows that hold together, and a fixed day."""
    said = {"draft": cover.draft, "sample": cover.sample}
    notice = " · ".join(words for name, words in NOTICES.items() if said[name])
    about = {"title": escape(cover.page_title), "notice": escape(notice), "date": cover.date or NO_DAY}
    whole = BytesIO()
    with ZipFile(BytesIO(made)) as parts, ZipFile(whole, "w", ZIP_DEFLATED) as fixed:
        _refuse_unsaid(parts, notice)
        for name in parts.namelist():
            info = ZipInfo(name, FIXED)
            info.compress_type = ZIP_DEFLATED
            fixed.writestr(info, _part(name, parts.read(name), about))
    return whole.getvalue()


def _refuse_unsaid(parts: ZipFile, notice: str) -> None:
    heads = [parts.read(name).decode() for name in parts.namelist() if HEAD.fullmatch(name)]
    if notice and not any("{{ notice }}" in head for head in heads):
        raise PressError(REFERENCE, "has no {{ notice }} at the head of its pages", "Write it there, all in one style")


def _held_together(table: str) -> str:
    """A table of few rows as it stays on one page: each row but the last keeps with the next."""
    *rows, last = table.split(END_OF_ROW)[:-1] or [""]
    if not rows or len(rows) >= MOST_TOGETHER:
        return table
    return "".join(f"{row}{END_OF_ROW}" for row in (*map(_kept, rows), last)) + table.rpartition(END_OF_ROW)[2]


def _kept(paragraphs: str) -> str:
    """Paragraphs that stay on one page with what follows them."""
    return STYLE_OF_PARAGRAPH.sub(rf"\g<0>{KEPT}", BARE.sub(r"<w:p><w:pPr></w:pPr>", paragraphs))


def _leading_on(paragraph: str) -> str:
    """A paragraph; one that leads into what is below it, as a list, stays on one page with it."""
    words = "".join(WORDS.findall(paragraph)).rstrip()
    return _kept(paragraph) if words.endswith(":") and KEPT not in paragraph else paragraph


def _part(name: str, content: bytes, about: Mapping[str, str]) -> bytes:
    if name == "docProps/core.xml":
        return CORE.format(**about).encode()
    if HEAD.fullmatch(name):
        return PLACE.sub(lambda place: about.get(place[1], place[0]), content.decode()).encode()
    if name == "word/document.xml":
        text = content.decode()
        for pandocs, ours in ROWS:
            text = text.replace(pandocs, ours)
        text = TABLE.sub(lambda table: _held_together(table[0]), text)
        return PARAGRAPH.sub(lambda found: _leading_on(found[0]), text).encode()
    return content
