"""The documents people were given: their text, read from beside the table, and how plain it is.

Of a text nothing is kept but figures, the words of the public list that it uses, and abbreviations it never explains.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from heard.errors import RecordsError
from heard.maths.readability import Reading, read, undefined_abbreviations
from heard.model.records import UNREAD
from heard.sources.plain_words import words_to_avoid_in
from heard.sources.raw import Cells, each_unlike
from heard.sources.text_files import encoding_of

TEXT_FILE = "text_file"
TEXT_FILES = (".txt", ".md", ".html", ".htm")
MOST_BYTES = 1_000_000  # of one document: a book of five hundred pages
_UNSEEN = re.compile(r"<(script|style|head)\b|<!doctype", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """One document: its path beside the table, its file's SHA-256, and what was counted in it."""

    name: str
    sha256: str
    reading: Reading
    words_to_avoid: tuple[str, ...]
    abbreviations: tuple[str, ...]  # never explained


COMPUTED: Mapping[str, tuple[Any, Callable[[Text], float | str | None]]] = {
    "text_grade": (pa.float64(), lambda text: text.reading.grade),
    "text_sentence_words": (pa.float64(), lambda text: text.reading.sentence_words),
    "text_not_plain": (pa.string(), lambda text: ";".join(text.words_to_avoid) or None),
    "text_abbreviations": (pa.string(), lambda text: ";".join(text.abbreviations) or None),
}  # the columns of `heard.model.tables.COMPUTED`: their type, and what they say of a text


def with_readings(frame: pa.Table, folder: Path) -> tuple[pa.Table, tuple[Text, ...]]:
    """The materials with the columns computed from their texts, and the texts read.

    A `text_file` that is not there, climbs out of the folder, is no text or has no words is blank, and noted.
    """
    names = frame[TEXT_FILE]
    texts = {name: _read_text(folder, name) for name in names.unique().drop_null().to_pylist()}
    read = {name: text for name, text in texts.items() if text is not None}
    is_read = pc.is_in(names, pa.array(list(read), pa.string()))
    nothing = pa.scalar(None, pa.string())
    frame = frame.set_column(frame.column_names.index(TEXT_FILE), TEXT_FILE, pc.if_else(is_read, names, nothing))
    for column, (kind, said_of) in COMPUTED.items():
        said = {name: said_of(text) for name, text in read.items()}
        frame = frame.append_column(column, each_unlike(names, said.get, kind))
    if len(read) < len(texts):
        frame = _noted(frame, pc.if_else(is_read, nothing, names))
    return frame, tuple(read.values())


def _noted(frame: pa.Table, unread: Cells) -> pa.Table:
    name = TEXT_FILE + UNREAD
    if name not in frame.column_names:
        return frame.append_column(name, unread)
    return frame.set_column(frame.column_names.index(name), name, pc.coalesce(frame[name], unread))


def without_unseen(text: str) -> str:
    """HTML without what is not read: scripts, styles and its head. One that never ends is left as it is.

    What has no end is looked for once, so that a text is never gone through again and again.
    """
    seen: list[str] = []
    at, endless = 0, set[str]()
    for found in _UNSEEN.finditer(text):
        kind = (found[1] or "!").lower()
        if found.start() < at or kind in endless:
            continue
        end = _end_of(text, kind, found.end())
        if end is None:
            endless.add(kind)
        else:
            seen.append(text[at : found.start()])
            at = end
    return " ".join((*seen, text[at:]))


def _end_of(text: str, kind: str, start: int) -> int | None:
    """Where an element ends that begins before `start`; None where it does not."""
    closing = re.compile(">" if kind == "!" else rf"</{kind}\s*>", re.IGNORECASE).search(text, start)
    return closing.end() if closing else None


def _read_text(folder: Path, name: str) -> Text | None:
    try:
        path = (folder / name.replace("\\", "/")).resolve()
        beside = path.relative_to(folder.resolve())  # a path that climbs out is not
        if path.suffix.casefold() not in TEXT_FILES:
            return None
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        content = path.read_bytes()
        text = content.decode(encoding_of(path)).replace("\r\n", "\n").replace("\r", "\n")
        sha256 = hashlib.sha256(content).hexdigest()
    except (OSError, RuntimeError, ValueError, RecordsError):  # RuntimeError: a link to itself
        return None
    if path.suffix.casefold() in (".html", ".htm"):
        text = html.unescape(without_unseen(text))
    reading = read(text)
    if not reading.n_words:
        return None
    return Text(beside.as_posix(), sha256, reading, words_to_avoid_in(text), undefined_abbreviations(text))
