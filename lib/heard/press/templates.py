"""The templates of the pages and papers, each read once a run, before anything is made of them."""

from __future__ import annotations

from pathlib import Path

from heard.params.files_read import content_of
from heard.params.shipped import TEMPLATES

USED = ("*.j2", "*.css", "*.js", "*.typ", "*.lua", "*.docx", "*.md")


def read_templates() -> None:
    """Read all of them, so that the run has them as they are now."""
    for pattern in USED:
        for path in TEMPLATES.glob(pattern):
            content_of(path)


def template(name: str) -> bytes:
    """What a template holds, or held when the run began."""
    return content_of(TEMPLATES / name)


def template_in(folder: Path, path: Path) -> Path:
    """A template, by its path, as a file in a folder of one's own: for a program that reads files alone."""
    copy = folder / path.name
    copy.write_bytes(content_of(path))
    return copy
