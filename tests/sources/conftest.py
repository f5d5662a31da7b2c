from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heard.model.mapping import Always, From, MappingFile
from heard.model.records import Supplied
from heard.sources import read_records

Write = Callable[..., Path]
Read = Callable[..., dict[str, Supplied]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the records folder: text in an encoding, or bytes."""

    def _write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return _write


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the records folder, with mappings if any."""

    def _read(*mappings: MappingFile, **options: bool) -> dict[str, Supplied]:
        return read_records([tmp_path], {mapping.table: mapping for mapping in mappings}, **options)

    return _read


@pytest.fixture
def mapping() -> Callable[..., MappingFile]:
    """A mapping of activities: a column's name is where it comes from, or the source itself."""

    def _mapping(columns: dict[str, str | From | Always], table: str = "activities", **rest: object) -> MappingFile:
        sources = {name: From((each,)) if isinstance(each, str) else each for name, each in columns.items()}
        return MappingFile(path=Path("their.yaml"), table=table, columns=sources, **rest)  # type: ignore[arg-type]  # a test's shorthand

    return _mapping
