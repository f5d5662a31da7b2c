"""Blocks as JSON and back, so that a notebook keeps beside its HTML what every format is written from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, cast

from heard.page import blocks as pieces
from heard.page.blocks import Block, Blocks
from heard.page.charts.chart import Chart

BLOCKS = "application/vnd.heard.blocks+json"  # the MIME type of an output's blocks: a list, one after the other
KIND = "is"  # the key that says which kind of piece an object is
KINDS: Mapping[str, type[Any]] = {
    piece.__name__: piece
    for piece in (
        *(pieces.Span, pieces.Link, pieces.Mark, pieces.Heading, pieces.Para, pieces.Items, pieces.Terms),
        *(pieces.Cell, pieces.Table, pieces.Figure, pieces.Details, pieces.Listing, pieces.Group, pieces.Quote),
        *(pieces.Choice, pieces.Cover, pieces.Foreign, Chart),
    )
}


def to_json(blocks: Iterable[Block]) -> list[Any]:
    """Blocks as lists, objects, text and numbers; what has its usual value is left out."""
    return [_written(block) for block in blocks]


def from_json(given: Any) -> Blocks:
    """What `to_json` gave, as blocks again. ValueError for what it never gives."""
    if not isinstance(given, list):
        raise ValueError("blocks are a list")
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
