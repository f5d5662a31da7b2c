"""The page of an executed notebook: its blocks in order, cover, contents, and what another library wrote among them."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count

from bs4 import BeautifulSoup, Tag

from heard.page.blocks import (
    ANNEX,
    FOLDED,
    HIDDEN,
    ONCE,
    RUN_IN,
    Block,
    Blocks,
    Content,
    Cover,
    Details,
    Figure,
    Foreign,
    Group,
    Heading,
    Inline,
    Para,
    Some,
    Table,
    changed,
    flow,
    inside,
    seen,
    span,
    strong,
)
from heard.press.accessible import PressError, check_accessible
from heard.press.allowed import allowed_html, with_links_that_lead
from heard.press.landmarks import Place, landmarks

SVG = "data:image/svg+xml;base64,"
HEADING = re.compile("^h[1-6]$")
BELOW = re.compile(r"The table below has (every count|the shares)\.$")  # how the words of a picture end


def foreign_blocks(html: str) -> Blocks:
    """HTML that heard did not write: its headings as ours, since the contents name them, and the rest as it stands."""
    return tuple(_blocks(html))


def _blocks(html: str) -> Iterator[Block]:
    between = ""
    for element in BeautifulSoup(html, "html.parser").contents:
        if isinstance(element, Tag) and HEADING.match(element.name):
            yield from _rest(between)
            between = ""
            yield Heading(int(element.name[1]), (element.get_text(),), str(element.get("id", "")))
        else:
            between += str(element)
    yield from _rest(between)


def _rest(html: str) -> Iterator[Foreign]:
    if html.strip():
        yield Foreign(html)


def with_regions(foreign: Foreign, number: int) -> tuple[Foreign, int]:
    """Each table with a caption in a region that scrolls and is called by it; `number` is that of the table before."""
    soup = BeautifulSoup(foreign.html, "html.parser")
    for table in soup.find_all("table"):
        number += 1
        caption = table.find("caption")
        if isinstance(caption, Tag):
            caption["id"] = caption.get("id") or f"table-{number}"
            region = {"class": "scroll", "role": "region", "tabindex": "0", "aria-labelledby": str(caption["id"])}
            table.wrap(soup.new_tag("div", attrs=region))
    return Foreign(str(soup)), number


def pictures_in(foreign: Foreign) -> Iterator[str | None]:
    """Each picture as SVG; None for one that is of another kind."""
    for picture in BeautifulSoup(foreign.html, "html.parser").find_all("img"):
        yield _svg(str(picture.get("src", "")))


def for_pandoc(foreign: Foreign, leads_on: Callable[[str], bool], picture: Callable[[str], Mapping[str, str]]) -> str:
    """The same HTML for a paper: a link that does not lead on is its words, and a picture has other attributes."""
    soup = BeautifulSoup(foreign.html, "html.parser")
    for link in soup.find_all("a", href=True):
        if not leads_on(str(link["href"])):
            link.unwrap()
    for element in soup.find_all("img"):
        if svg := _svg(str(element.get("src", ""))):
            element.attrs |= picture(svg)
    return str(soup)


def _svg(address: str) -> str | None:
    return base64.b64decode(address.removeprefix(SVG)).decode() if address.startswith(SVG) else None


SENTENCE = "sentence"  # what stands on one page, as closely as it is set
PART, CHAPTER = 2, 3  # the levels of the headings that the contents name


@dataclass(frozen=True)
class Entry:
    """One line of the contents, with the lines below it."""

    id: str
    words: str
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Page:
    """What every format is written from. Each fragment is what one cell showed; the cover stands above all of them."""

    cover: Cover
    contents: tuple[Entry, ...]
    fragments: tuple[Blocks, ...]

    @property
    def blocks(self) -> Blocks:
        """All but the cover, one after the other."""
        return flow(self.fragments)


def printable(blocks: Blocks) -> Blocks:
    """Blocks without what is for the web page alone, or for those who hear it, and what is folded there laid open."""
    return flow(changed(blocks, _printable))


def _printable(node: Inline | Block) -> Some:
    kinds = getattr(node, "kind", "").split()
    if isinstance(node, Details) and FOLDED in kinds:
        return node.blocks
    if isinstance(node, Group) and RUN_IN in kinds:
        return _run_in(node)
    if isinstance(node, Figure) and node.sheet:
        return _naming_its_sheet(node)
    return None if {ANNEX, HIDDEN}.intersection(kinds) else node


def _naming_its_sheet(figure: Figure) -> Figure:
    """A figure as paper has it, where no table is below: its caption and its words say which sheet has the counts."""
    sheet = figure.sheet.partition(",")[0]  # whoever listens to a picture is told no file's name
    told = BELOW.sub(lambda found: f"The workbook's sheet {sheet} has {found[1]}.", figure.chart.alt)
    chart = replace(figure.chart, alt=told)
    caption = f"{figure.caption} In {figure.sheet}.".strip()
    return replace(figure, chart=chart, caption=caption, shorter=tuple(map(_naming_its_sheet, figure.shorter)))


def _run_in(group: Group) -> Group:
    """A group without its heading, whose words open the first paragraph."""
    head, first, *rest = group.blocks
    assert isinstance(head, Heading) and isinstance(first, Para), "it was made of a heading and a paragraph"
    opened = Para((span("", strong(head.words), id=head.id), " ", *first.words), first.kind)
    return replace(group, blocks=(opened, *rest), kind=SENTENCE)


def pictures(nodes: Content) -> tuple[str, ...]:
    """The SVG of each picture, in order. PressError for a picture that is of another kind."""
    drawn: list[str] = []
    for node in (part for whole in nodes for part in inside(whole)):
        if isinstance(node, Figure):
            drawn.append(node.chart.svg)
        for svg in pictures_in(node) if isinstance(node, Foreign) else ():
            if svg is None:
                found = "it is not an SVG held in the page"
                raise PressError(f"picture {len(drawn) + 1}", found, "Make charts with heard.show")
            drawn.append(svg)
    return tuple(drawn)


def compose(fragments: Iterable[Blocks]) -> Page:
    """One page of the fragments, in order. Raises PressError where it would shut a reader out, or has no title.

    Where there is no cover the main heading is the title.
    """
    named = _leading(_named(_said_once(tuple(fragments))))
    check_accessible(flow(named))
    head = _head(flow(named))
    rest = tuple(_without(head, fragment) for fragment in named)
    cover = head if isinstance(head, Cover) else _cover_of(head)
    return Page(cover, () if cover.short else _contents(flow(rest)), rest)


def _said_once(fragments: tuple[Blocks, ...]) -> tuple[Blocks, ...]:
    """Without the paragraphs that are to stand once and have stood before; what was asked for twice is told once."""
    said: set[Para] = set()

    def once(node: Inline | Block) -> Some:
        if not isinstance(node, Para) or ONCE not in node.kind.split():
            return node
        is_new = node not in said
        said.add(node)
        return node if is_new else None

    return tuple(flow(changed(fragment, once)) for fragment in dict.fromkeys(fragments))


def _named(fragments: tuple[Blocks, ...]) -> tuple[Blocks, ...]:
    """An id for every heading that has none, made of its words, and for every table, of its number."""
    taken = {mark.id for mark in landmarks(flow(fragments)) if isinstance(mark, Place)}
    tables = 0

    def name(node: Inline | Block) -> Some:
        nonlocal tables
        match node:
            case Heading(id=""):
                return replace(node, id=_new_id(seen(node.words), taken))
            case Cover(id=""):
                return replace(node, id=_new_id(node.title, taken))
            case Table():
                tables += 1
                return replace(node, id=node.id or f"table-{tables}")
            case Foreign():
                node, tables = with_regions(allowed_html(node), tables)
        return node

    return tuple(flow(changed(fragment, name)) for fragment in fragments)


def _leading(fragments: tuple[Blocks, ...]) -> tuple[Blocks, ...]:
    """Each link leads where it may."""
    places = frozenset(f"#{mark.id}" for mark in landmarks(flow(fragments)) if isinstance(mark, Place))
    return tuple(flow(with_links_that_lead(fragment, places)) for fragment in fragments)


def _new_id(words: str, taken: set[str]) -> str:
    """The words with hyphens between them; the same words again get a number."""
    stem = re.sub(r"[^\w]+", "-", words.casefold()).strip("-") or "part"
    name = next(name for name in chain((stem,), (f"{stem}-{n}" for n in count(2))) if name not in taken)
    taken.add(name)
    return name


def _head(blocks: Blocks) -> Cover | Heading:
    """The cover, or the main heading."""
    for node in (node for block in blocks for node in inside(block)):
        if isinstance(node, Cover) or (isinstance(node, Heading) and node.level == 1):
            return node
    found = "its main heading stands inside what another library wrote"
    raise PressError("the report", found, "Write it in a Markdown cell of its own")


def _cover_of(heading: Heading) -> Cover:
    title = seen(heading.words)
    return Cover("", title, "", (), page_title=title, date="", draft=False, sample=False, id=heading.id)


def _without(head: Cover | Heading, blocks: Blocks) -> Blocks:
    return flow(changed(blocks, lambda node: None if node == head else node))


def _contents(blocks: Blocks) -> tuple[Entry, ...]:
    """The parts, each with its chapters below it."""
    entries: list[Entry] = []
    for node in (node for block in blocks for node in inside(block)):
        if not isinstance(node, Heading) or node.level not in (PART, CHAPTER):
            continue
        entry = Entry(node.id, seen(node.words))
        if node.level == CHAPTER and entries:
            above = entries.pop()
            entry = replace(above, below=(*above.below, entry))
        entries.append(entry)
    return tuple(entries)
