"""What a page is made of: frozen values, which each format writes in its own way.

A `Block` stands by itself (a heading, a paragraph, a table); an `Inline` stands in a line (words, a link, a mark).
`kind` says what a thing is for, in the words of `reports/templates/report.css`, which sets the web page by them; paper
and Word heed the kinds that they know. What is of the kind `annex` is for the web page alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from heard.page.charts.chart import Chart, NoChart

ANNEX = "annex"  # for the web page alone: left out on paper and in Word
FOLDED = "folded"  # details that are folded on the web page alone: on paper and in Word their blocks stand open
RUN_IN = "run-in"  # a group whose heading opens its first paragraph, on paper and in Word, as words that stand out
HIDDEN = "hidden"  # for those who hear the page
ONCE = "once"  # a paragraph that a page has once, where it is said first
FIND = "find"  # an empty group in which the script of a page lays a field to search it by
OTHER_COUNTS = "Other counts"  # the sheet of the workbook that has a table as it stands, where no other sheet has it
GRID = "grid"  # a table of every activity, which is set small however many its columns are
CLOSE = "close"  # a table of words that is set closely on paper, to share a page with what it belongs to
WIDE = 7  # a table of more columns is set in small type, and across the page on paper


@dataclass(frozen=True)
class Origin:
    """Where numbers are from: a file of the open data, the key of a row of it, and the column of each, in order."""

    file: str
    row: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """Words of a kind, with an `id` where links lead to them.

    The kinds: `strong`, `code`, `title` (of a consultation: the council's words), `quoted`, `removed`, `added`,
    `emphasis`, or a class of the style sheet; of no kind, they are plain. `origin` is where their numbers are from.
    """

    kind: str
    words: Words
    id: str = ""
    origin: Origin | None = None


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: `#place` on the same page, or a whole address.

    One `given` by people, in what they wrote, is its words alone where there is no such place.
    """

    to: str
    words: Words
    download: str = ""  # the name under which it is saved, where it is not opened
    given: bool = False


@dataclass(frozen=True)
class Mark:
    """What became of something: a shape for the eye, and its word."""

    kind: str
    shape: str
    word: str


@dataclass(frozen=True)
class Heading:
    """A heading of a level from 1; one without an id is given one, made of its words, when the page is composed."""

    level: int
    words: Words
    id: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    words: Words
    kind: str = ""


@dataclass(frozen=True)
class Items:
    """A list, in order or not; an item holds words or blocks. `first` is the number that the first in order has."""

    items: tuple[Content, ...]
    ordered: bool = False
    kind: str = ""
    first: int = 1


@dataclass(frozen=True)
class Terms:
    """Terms and what they come to, side by side."""

    pairs: tuple[tuple[str, Content], ...]
    kind: str = "figures"


@dataclass(frozen=True)
class Cell:
    """A cell of a kind of its own, which the style sheet knows."""

    content: Content
    kind: str


@dataclass(frozen=True)
class Traced:
    """A cell of a table that is being put together, and where its numbers are from."""

    cell: int | Cell | Some
    origin: Origin


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first cell names its row, and whole numbers are set as numbers.

    `totals` are the places, from 0, of the rows that add up others; `widths` are per cent, one for each column, where
    the words in it are no measure of the room it needs; `row_kinds` is one for each row, or nothing. One without an id
    is given its number when the page is composed. `sheet` is the sheet of the workbook that has what it counts.
    `origins` are where the numbers of each cell are from, or nothing where no number is a cell of the open data.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int | Cell | Content, ...], ...]
    totals: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    kind: str = ""
    row_kinds: tuple[str, ...] = ()
    id: str = ""
    sheet: str = OTHER_COUNTS
    origins: tuple[tuple[Origin | None, ...], ...] = ()

    @cached_property
    def numeric(self) -> tuple[bool, ...]:
        """Whether a column holds whole numbers."""
        return tuple(any(isinstance(row[n], int) for row in self.rows) for n in range(len(self.columns)))

    @property
    def kinds(self) -> str:
        """Its kind, and whether it is wide."""
        is_wide = len(self.columns) > WIDE and self.kind != GRID
        return " ".join(filter(None, (self.kind, "wide" if is_wide else "")))


@dataclass(frozen=True)
class Figure:
    """A chart below the question it answers; `caption` tells how to read it.

    `place` says where paper sets it: `here`, at the `foot` of a page, or where there is room (""). `name` is what an
    analyst asks for it by, and is never shown. `sheet` is where the workbook has its counts, which paper says.
    `shorter` are the same with fewer rows: paper takes one where it would else leave a page half empty.
    """

    chart: Chart
    caption: str = ""
    place: str = ""
    name: str = ""
    sheet: str = ""
    shorter: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Details:
    """What is folded away under a line of words."""

    summary: Words
    blocks: Blocks
    kind: str = ""


@dataclass(frozen=True)
class Listing:
    """Lines set as they were typed, each space kept."""

    words: Words


@dataclass(frozen=True)
class Group:
    """Blocks that belong together: a `section`, an `article`, a `blockquote` or a plain `div`."""

    blocks: Blocks
    kind: str = ""
    element: str = "div"


@dataclass(frozen=True)
class Quote:
    """What people wrote, of what it speaks (the title of an activity, or nothing), and whose words they are."""

    blocks: Blocks
    signed: str
    of: str = ""


@dataclass(frozen=True)
class Choice:
    """One of several to be chosen, without a script: the style sheet heeds which. The first is chosen to begin with."""

    legend: str
    name: str
    options: tuple[tuple[str, str], ...]  # the id and the label of each


@dataclass(frozen=True)
class Cover:
    """What stands above everything. A `short` page has no cover sheet and no contents; without a `sheet` a page has
    contents on the screen, and begins on paper below its title. A `single` one is set small on paper, as one sheet.

    `page_title` names the document and `date` (ISO) its day; the press prints that it is a `draft`, or of a `sample`.
    `id` is that of its title, which is given one as a heading is. `facts` are what a council's own paper may ask for,
    each by its word.
    """

    council: str
    title: str
    name: str
    about: Blocks
    page_title: str
    date: str
    draft: bool
    sample: bool
    short: bool = False
    id: str = ""
    sheet: bool = True
    single: bool = False
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Foreign:
    """HTML that heard did not write: what another library shows in an analyst's own notebook."""

    html: str


Inline = str | Span | Link | Mark
Block = Heading | Para | Items | Terms | Table | Figure | Details | Listing | Group | Quote | Choice | Cover | Foreign
Words = tuple[Inline, ...]
Blocks = tuple[Block, ...]
Content = tuple[Inline | Block, ...]
Some = (
    Inline | Block | None | Iterable["Some"]
)  # what is put together: nested in any way, with gaps where nothing is said


MANY = (tuple, list, Iterable)  # in this order: most are one of the first two, and the last is the slowest to tell


def words(*pieces: Some, between: Inline = "") -> Words:
    """Pieces one after the other as one line, with something between them; what is empty is left out."""
    line: list[Inline] = []
    for piece in pieces:
        flat = _flat(piece)
        if flat and line and between:
            line.append(between)
        line.extend(flat)  # type: ignore[arg-type]  # a block in a line is refused by whoever writes it
    return tuple(line)


def flow(*parts: Some) -> Blocks:
    """Blocks one after the other; what is empty is left out."""
    return tuple(_flat(parts))  # type: ignore[arg-type]  # words outside a paragraph are refused by whoever writes them


def content(*parts: Some) -> Content:
    """Words and blocks as they come; what is empty is left out."""
    return tuple(_flat(parts))


def _flat(piece: Some) -> list[Inline | Block]:
    flat: list[Inline | Block] = []
    _put(piece, flat)
    return flat


def _put(piece: Some, flat: list[Inline | Block]) -> None:
    """Put what is in a piece, in its order, at the end of a list."""
    if piece is None or piece == "":
        return
    if isinstance(piece, str) or not isinstance(piece, MANY):
        flat.append(piece)
    else:
        for part in piece:
            _put(part, flat)


def heading(level: int, *pieces: Some, id: str = "") -> Heading:
    """A heading."""
    return Heading(level, words(*pieces), id)


def paragraph(*sentences: Some, kind: str = "") -> Para | None:
    """Sentences with a space between them; nothing where there is nothing to say."""
    inside = words(*sentences, between=" ")
    return Para(inside, kind) if inside else None


def bullets(items: Sequence[Some], *, ordered: bool = False, kind: str = "") -> Items | None:
    """A list; nothing where there are no items."""
    return Items(tuple(content(item) for item in items), ordered, kind) if items else None


def figures(pairs: Iterable[tuple[str, Some]], kind: str = "figures") -> Terms:
    """Terms and what they come to, side by side."""
    return Terms(tuple((term, content(value)) for term, value in pairs), kind)


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[int | Cell | Some | Traced]],
    *,
    totals: Collection[int] = (),
    widths: Sequence[int] = (),
    kind: str = "",
    row_kinds: Sequence[str] = (),
    sheet: str = OTHER_COUNTS,
) -> Table | None:
    """A table; nothing where there are no rows. ValueError where a row has not one cell for each column."""
    given = [tuple(row) for row in rows]
    if any(len(row) != len(columns) for row in given):
        raise ValueError(f"{caption}: a row has not one cell for each of {len(columns)} columns")
    body = tuple(tuple(map(_cell, row)) for row in given)
    places = tuple(tuple(cell.origin if isinstance(cell, Traced) else None for cell in row) for row in given)
    more = (tuple(totals), tuple(widths), kind, tuple(row_kinds))
    whole = Table(caption, tuple(columns), body, *more, sheet=sheet, origins=places if any(map(any, places)) else ())
    return whole if body else None


def _cell(cell: int | Cell | Some | Traced) -> int | Cell | Content:
    inside = cell.cell if isinstance(cell, Traced) else cell
    return inside if isinstance(inside, int | Cell) else content(inside)


def figure(
    chart: Chart | NoChart,
    caption: str = "",
    place: str = "",
    *,
    name: str = "",
    sheet: str = "",
    shorter: tuple[Figure, ...] = (),
) -> Figure | Para:
    """A chart; where there is nothing to draw, the sentence that stands in its place."""
    if isinstance(chart, Chart):
        return Figure(chart, caption, place, name, sheet, shorter)
    return Para((chart.alt,), "note")


def details(summary: Some, *parts: Some, kind: str = "") -> Details:
    """Blocks folded away under a line of words."""
    return Details(words(summary), flow(*parts), kind)


def first_open(summary: Some, *parts: Some) -> Blocks:
    """Blocks of which the web page folds away all but the first; paper and Word have them all."""
    first, *rest = flow(*parts)
    return flow(first, details(summary, rest, kind=FOLDED) if rest else None)


def group(*parts: Some, kind: str = "", element: str = "div") -> Group:
    """Blocks that belong together."""
    return Group(flow(*parts), kind, element)


def span(kind: str, *pieces: Some, id: str = "") -> Span:
    """Words of a kind."""
    return Span(kind, words(*pieces), id)


def strong(*pieces: Some) -> Span:
    """Words that stand out."""
    return Span("strong", words(*pieces))


def code(name: str) -> Span:
    """The name of a table, a column or a file."""
    return Span("code", (name,))


def title(name: str) -> Span:
    """The title of a consultation: the council's words, not ours."""
    return Span("title", (name,))


def quoted(text: str) -> Span:
    """The words of a document."""
    return Span("quoted", (text,))


def link(place: str, *pieces: Some) -> Link:
    """A link to a place in the report."""
    return Link(f"#{place}", words(*pieces))


def inside(node: Inline | Block | Cell) -> Iterator[Inline | Block | Cell]:
    """Everything that a node holds, itself first, in the order of the page."""
    yield node
    for run in _runs(node):
        for part in run:
            yield from inside(part)


def _runs(node: Inline | Block | Cell) -> Iterable[Sequence[Inline | Block | Cell]]:
    """What a node holds: each run of words, or of blocks, by itself."""
    match node:
        case Span() | Link() | Heading() | Para() | Listing():
            return (node.words,)
        case Items():
            return node.items
        case Terms():
            return (run for term, value in node.pairs for run in ((term,), value))
        case Cell():
            return (node.content,)
        case Table():
            cells = (cell for row in node.rows for cell in row if not isinstance(cell, int))
            return ((cell,) if isinstance(cell, Cell) else cell for cell in cells)
        case Details():
            return (node.summary, node.blocks)
        case Group() | Quote():
            return (node.blocks,)
        case Cover():
            return (node.about,)
    return ()


Change = Callable[[Inline | Block], Some]


def changed(nodes: Iterable[Inline | Block], change: Change) -> Content:
    """Nodes after a change, which is asked of each, once all that it holds is changed, what stands in its place.

    It gives back the node as it is, another, several, or nothing: then the node is left out.
    """
    return content(*(change(_changed_inside(node, change)) for node in nodes))


def _changed_inside(node: Inline | Block, change: Change) -> Inline | Block:
    def all_of(nodes: Content) -> Any:  # what a part of a node may hold is not for a change to alter
        return changed(nodes, change)

    match node:
        case Span() | Link() | Heading() | Para() | Listing():
            return replace(node, words=all_of(node.words))
        case Items():
            return replace(node, items=tuple(map(all_of, node.items)))
        case Terms():
            return replace(node, pairs=tuple((term, all_of(value)) for term, value in node.pairs))
        case Table():
            return replace(node, rows=tuple(tuple(_changed_cell(cell, change) for cell in row) for row in node.rows))
        case Details():
            return replace(node, summary=all_of(node.summary), blocks=all_of(node.blocks))
        case Group() | Quote():
            return replace(node, blocks=all_of(node.blocks))
        case Cover():
            return replace(node, about=all_of(node.about))
    return node


def _changed_cell(cell: int | Cell | Content, change: Change) -> int | Cell | Content:
    if isinstance(cell, int):
        return cell
    return replace(cell, content=changed(cell.content, change)) if isinstance(cell, Cell) else changed(cell, change)


def leading_to(page: str, nodes: Iterable[Inline | Block]) -> Content:
    """Nodes after a change: what leads to a place on this page leads to that place on another."""

    def lead(node: Inline | Block) -> Inline | Block:
        if isinstance(node, Link) and node.to.startswith("#"):
            return replace(node, to=page + node.to)
        return node

    return changed(nodes, lead)


def text_of(nodes: Iterable[Inline | Block], between: str = "") -> str:
    """The words that are read, without the marks of their kinds; shapes are for the eye and left out."""
    return between.join(piece for node in nodes for part in inside(node) if (piece := _said(part)))


def _said(node: Inline | Block | Cell) -> str:
    if isinstance(node, str):
        return node
    return node.word if isinstance(node, Mark) else ""


def seen(nodes: Iterable[Inline | Block | Cell]) -> str:
    """All that is seen, shapes too, in one line: where words of another kind begin, a space stands."""
    return " ".join(" ".join(_pieces(nodes)).split())


def _pieces(nodes: Iterable[Inline | Block | Cell]) -> Iterator[str]:
    """Words, cut where their kind changes: strings that follow one another are one piece."""
    piece = ""
    for node in _without_plain_spans(nodes):
        if isinstance(node, str):
            piece += node
            continue
        yield piece
        piece = ""
        if isinstance(node, Mark):
            yield from (node.shape, node.word)
        for run in _runs(node):
            yield from _pieces(run)
    yield piece


def _without_plain_spans(nodes: Iterable[Inline | Block | Cell]) -> Iterator[Inline | Block | Cell]:
    """Nodes, with the words themselves where a span only says where their numbers are from."""
    for node in nodes:
        if isinstance(node, Span) and node.origin and not node.kind:
            yield from _without_plain_spans(node.words)
        else:
            yield node
