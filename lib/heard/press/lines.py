"""The lines of a page, from its blocks or from its HTML, and the numbers that are printed in them.

What is quoted (a title, the words of others, a name of a column) is left out; days, years and ids are no numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from pypdf import PdfReader

from heard.english import number
from heard.page.blocks import (
    ANNEX,
    FOLDED,
    HIDDEN,
    Block,
    Cell,
    Choice,
    Content,
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
    Origin,
    Para,
    Span,
    Table,
    Terms,
)
from heard.page.to_html import ELEMENTS
from heard.press.composing import Page

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NO_FIGURE = re.compile(rf"\b\d{{1,2}} (?:{MONTHS}) \d{{4}}\b|\b\d{{4}}-\d\d(?:-\d\d)?\b|\b[A-Z]+-\d+[a-z]?\b")
NUMBER = re.compile(r"(?<![\w.,/-])\d[\d,]*(?:\.\d+)?(?![\w/])")
OF_OTHERS = {"title", "quoted", "code", "removed", "added"}  # kinds of words that are as somebody else wrote them
NOT_READ = {*(ELEMENTS[kind] for kind in OF_OTHERS), "pre", "blockquote", "nav", "footer", "head", "script", "svg"}
PAGES, PDFS, WORD = "*.html", "*.pdf", "*.docx"
PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
LEFT_OUT = re.compile(r"<(style|script|svg)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ON_EVERY_SHEET = re.compile(r"^(DRAFT: not signed off.*|.*\bPage \d+ of \d+)$", re.MULTILINE)
IN_A_LINE = {"a", "strong", "em", "span", "b", "i", "sub", "sup"}  # elements at which no other line begins
NO_END = {"br", "img", "col", "input", "source", "hr", "meta", "link", "wbr"}


@dataclass(frozen=True)
class LineOfPage:
    """Words of a page that stand together, below the `place` that a link could lead to; not all are `on_paper`.

    `names` are what heads them in a table: its caption, the row and the column. `origins` are where the numbers are
    from that lie between two letters of it.
    """

    words: str
    place: str = ""
    on_paper: bool = True
    names: tuple[str, ...] = ()
    origins: tuple[tuple[int, int, Origin], ...] = ()


def numbers_in(words: str) -> Iterator[tuple[int, str]]:
    """Every number of a line, without its commas, and at which letter it begins."""
    blank = NO_FIGURE.sub(lambda found: " " * len(found[0]), words)
    for found in NUMBER.finditer(blank):
        yield found.start(), found[0].replace(",", "").removesuffix(".")


def lines_of(page: Page) -> Iterator[LineOfPage]:
    """Every line of a page, its cover first, without what is quoted."""
    reader = _Reader()
    yield from reader.lines((page.cover, *page.blocks))


class _Reader:
    """Reads blocks in the order of the page, and remembers the last place that a link could lead to."""

    def __init__(self) -> None:
        self.place, self.on_paper = "", True

    def lines(self, nodes: Iterable[Inline | Block]) -> Iterator[LineOfPage]:
        """Of words and blocks as they come: words that follow one another are a line."""
        run: list[Inline] = []
        for node in nodes:
            if isinstance(node, str | Span | Link | Mark):
                run.append(node)
                continue
            yield from self._line(*run)
            run = []
            was = self.on_paper
            self.on_paper = was and not {ANNEX, HIDDEN}.intersection(getattr(node, "kind", "").split())
            yield from self._block(node)
            self.on_paper = was
        yield from self._line(*run)

    def _line(self, *run: Inline) -> Iterator[LineOfPage]:
        words, origins = "", []
        for piece, origin in chain.from_iterable(map(_pieces, run)):
            if origin:
                origins.append((len(words), len(words) + len(piece), origin))
            words += piece
        if words.strip():
            yield LineOfPage(words, self.place, self.on_paper, origins=tuple(origins))

    def _block(self, block: Block) -> Iterator[LineOfPage]:
        if isinstance(block, Heading):
            self.place = block.id or self.place
        if isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Details):
            folded = FOLDED in block.kind.split()
            yield from (replace(each, on_paper=each.on_paper and not folded) for each in self.lines(block.summary))
            yield from self.lines(block.blocks)
        elif isinstance(block, Figure):
            yield from self._line(f"{block.chart.title} {block.caption}")
            yield from (replace(line, on_paper=False) for line in self._line(block.chart.alt))
        elif isinstance(block, Cover):
            yield from chain.from_iterable(map(self._line, (block.council, block.title, block.name)))
            yield from self.lines(block.about)
        else:
            yield from chain.from_iterable(map(self.lines, _runs(block)))

    def _table(self, table: Table) -> Iterator[LineOfPage]:
        yield from self._line(table.caption)
        for name in table.columns:
            yield from self._line(name)
        nowhere = ((None,) * len(table.columns),) * len(table.rows)
        for row, origins in zip(table.rows, table.origins or nowhere, strict=True):
            head = " ".join(_shown(row[0]).split())
            for column, cell, origin in zip(table.columns, row, origins, strict=True):
                for line in self._cell(cell):
                    whole = ((0, len(line.words), origin),) if origin else line.origins
                    yield replace(line, names=(table.caption, head, column), origins=whole)

    def _cell(self, cell: int | Cell | Content) -> Iterator[LineOfPage]:
        if isinstance(cell, int):
            yield from self._line(number(cell))
        else:
            yield from self.lines(cell.content if isinstance(cell, Cell) else cell)


def _runs(block: Block) -> Iterable[Content]:
    """What a block holds that is no table, picture or cover: each run of words, or of blocks, by itself."""
    match block:
        case Heading() | Para():
            return (block.words,)
        case Items():
            return block.items
        case Terms():
            return (run for term, value in block.pairs for run in ((term,), value))
        case Group():
            return (block.blocks,)
        case Choice():
            return ((words,) for words in (block.legend, *(label for _, label in block.options)))
        case Foreign():
            return ((words,) for words in lines_of_html(block.html))
    return ()  # what others wrote


def _shown(cell: int | Cell | Content) -> str:
    if isinstance(cell, int):
        return number(cell)
    nodes = cell.content if isinstance(cell, Cell) else cell
    pieces = (_pieces(node) for node in nodes if isinstance(node, str | Span | Link | Mark))
    return "".join(words for words, _ in chain.from_iterable(pieces))


def _pieces(node: Inline) -> Iterator[tuple[str, Origin | None]]:
    """Words as they are read, each piece with where its numbers are from, where that is known."""
    if isinstance(node, str):
        yield node, None
    elif isinstance(node, Mark):
        yield f"{node.shape} {node.word}", None
    elif isinstance(node, Span) and node.kind in OF_OTHERS:
        yield " ", None
    elif isinstance(node, Span) and node.origin:
        yield "".join(words for words, _ in chain.from_iterable(map(_pieces, node.words))), node.origin
    else:
        yield from chain.from_iterable(map(_pieces, node.words))


class _Html(HTMLParser):
    """The lines of a page, without what is quoted."""

    def __init__(self) -> None:
        super().__init__()
        self.lines, self.within = [""], list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Another line begins; what is not read is left out up to its end; a picture is what it says."""
        if self.within:
            self.within += [tag] if tag == self.within[0] else []
        elif tag in NOT_READ:
            self.within.append(tag)
            self.lines[-1] += " "
        elif tag not in IN_A_LINE:
            self.lines += [dict(attrs).get("alt") or "", ""] if tag == "img" else [""]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As one that begins, and holds nothing."""
        self.handle_starttag(tag, attrs)
        if tag not in NO_END:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of a line, or of what is not read."""
        if self.within:
            self.within = self.within[:-1] if tag == self.within[0] else self.within
        elif tag not in IN_A_LINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Words of the line."""
        if not self.within:
            self.lines[-1] += data


def lines_of_html(html: str) -> list[str]:
    """The lines of a page, or of a part of one, without what is quoted."""
    reader = _Html()
    reader.feed(html)
    reader.close()
    return [line for line in reader.lines if line.strip()]


def numbers_of(lines: Iterable[str]) -> Counter[str]:
    """How often each number stands in some lines."""
    return Counter(figure for line in lines for _, figure in numbers_in(line))


def words_of_formats(report: Path, *, with_papers: bool) -> Iterator[tuple[str, str]]:
    """The words of each format, quoted ones too, by its file; of the PDFs `with_papers`."""
    for page in sorted(report.glob(PAGES)):
        yield page.name, _squeezed(unescape(TAG.sub(" ", LEFT_OUT.sub(" ", page.read_text(encoding="utf-8")))))
    yield from words_of_papers(report, with_pdfs=with_papers)


def words_of_papers(report: Path, *, with_pdfs: bool) -> Iterator[tuple[str, str]]:
    """The words of each Word paper, and `with_pdfs` of each PDF, by its file."""
    for paper in sorted(report.glob(PDFS)) if with_pdfs else ():
        sheets = (ON_EVERY_SHEET.sub("", sheet.extract_text()) for sheet in PdfReader(paper).pages)
        yield paper.name, _squeezed(" ".join(sheets))
    for paper in sorted(report.glob(WORD)):
        with ZipFile(paper) as parts:
            body = ElementTree.fromstring(parts.read("word/document.xml"))
        yield paper.name, _squeezed(" ".join("".join(each.itertext()) for each in body.iter(PARAGRAPH)))


def _squeezed(text: str) -> str:
    return re.sub(r" ([.,:;)])", r"\1", " ".join(text.replace("( ", "(").split()))
