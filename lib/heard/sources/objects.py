"""JSON files, a list of objects, row by row: what lies deeper is named with `/` between, as `area/name`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from heard.errors import RecordsError
from heard.sources.encoding import encoding_of
from heard.sources.sheets import text_of


def object_records(path: Path) -> Iterator[list[str]]:
    """The names of all objects, as a header, then an object a row. RecordsError for a file of another shape."""
    try:
        found = json.loads(path.read_text(encoding=encoding_of(path)))
    except (ValueError, RecursionError):
        raise RecordsError(path, "it is not JSON", "Export it again, or give it the ending of what it is") from None
    if not (isinstance(found, list) and all(isinstance(each, dict) for each in found)):
        raise RecordsError(path, "it is not a list of objects", "Export the search results themselves")
    rows = [_flat(each) for each in found]
    header = list(dict.fromkeys(name for row in rows for name in row))
    yield header
    yield from ([row.get(name, "") for name in header] for row in rows)


def _flat(value: Any, name: str = "") -> dict[str, str]:
    """The values of an object by their path; of a list, those of the same path joined by `;`."""
    match value:
        case dict():
            parts = [_flat(each, f"{name}/{key}" if name else str(key)) for key, each in value.items()]
        case list():
            parts = [_flat(each, name) for each in value]
        case _:
            return {name: text_of(value).encode(errors="replace").decode()}  # JSON can spell half a letter
    joined: dict[str, str] = {}
    for part in parts:
        for key, text in part.items():
            joined[key] = f"{joined[key]};{text}" if key in joined else text
    return joined
