"""What a notebook shows: blocks, as HTML for who works in it, and as JSON for the exporters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Any, cast

from heard.page import blocks as pieces
from heard.page.blocks import Block, Blocks, text_of
from heard.page.charts.chart import Chart
from heard.page.to_html import html_of

BLOCKS = "application/vnd.heard.blocks+json"  # the MIME type of the blocks of an output, which are given as text
KIND = "is"  # the key that says which kind of piece an object is

KINDS: Mapping[str, type[Any]] = {
    piece.__name__: piece
    for piece in (
        *(pieces.Span, pieces.Link, pieces.Mark, pieces.Heading, pieces.Para, pieces.Items, pieces.Terms),
        *(pieces.Cell, pieces.Table, pieces.Figure, pieces.Details, pieces.Listing, pieces.Group, pieces.Quote),
        *(pieces.Choice, pieces.Cover, pieces.Foreign, pieces.Origin, Chart),
    )
}


def is_at_work() -> bool:
    """Whether somebody runs this cell in JupyterLab, which says so; a run by papermill has nobody to choose."""
    from IPython.core.getipython import get_ipython

    header: Any = getattr(get_ipython(), "get_parent", dict)()
    return bool(header.get("metadata", {}).get("cellId"))


def to_json(blocks: Iterable[Block]) -> str:
    """Blocks as the text of a list of lists, objects, text and numbers; what has its usual value is left out."""
    return json.dumps([_written(block) for block in blocks], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Blocks:
    """What `to_json` gave, as blocks again. ValueError for what it never gives."""
    given = json.loads(text) if isinstance(text, str) else None
    if not isinstance(given, list):
        raise ValueError("blocks are the text of a list")
    return cast(Blocks, _read(given))


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    if is_dataclass(value):
        held = ((field, getattr(value, field.name)) for field in fields(value))
        return {KIND: type(value).__name__} | {f.name: _written(v) for f, v in held if _is_unusual(f, v)}
    return value


def _is_unusual(field: Field[Any], value: Any) -> bool:
    return field.default is MISSING or value != field.default


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(part) for part in value)
    if isinstance(value, dict):
        kind = KINDS.get(value.get(KIND, ""))
        if kind is None:
            raise ValueError(f"there is no piece of a page of the kind {value.get(KIND)!r}")
        return kind(**{name: _read(part) for name, part in value.items() if name != KIND})
    return value


YEAR = "heard"  # in the metadata of an output: the `date` of the year that was opened, and whether it is a `sample`


@dataclass(frozen=True)
class Shown:
    """Some blocks of a page, as a cell of a notebook shows them and the exporters publish them."""

    blocks: Blocks

    @property
    def html(self) -> str:
        """The blocks as the web page has them."""
        return html_of(self.blocks)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/html": self.html,
            BLOCKS: to_json(self.blocks),
            "text/plain": text_of(self.blocks, " "),
        }
