"""What people say of the year: Markdown, each part under the heading of what it speaks of, as blocks of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import pandas as pd

from heard.errors import ParamsError, did_you_mean
from heard.maths.sentences import without_comments
from heard.model.records import Records
from heard.page.blocks import Blocks, Table, flow, inside
from heard.page.markdown import blocks_of
from heard.params import Params
from heard.params.files_read import reading
from heard.params.written import read_text

THE_YEAR = "The year"  # heads what is said of the year as a whole
HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$", re.MULTILINE)
KINDS = "the id of a commitment, a chapter or an activity"
DO = f"Head it with {KINDS}, or with {THE_YEAR!r}, and set what is no heading in bold"


@dataclass(frozen=True)
class Reply:
    """What a service says of one of its activities; `at` is the commitment it speaks to, "" where it names none."""

    activity: str
    at: str
    blocks: Blocks


@dataclass(frozen=True)
class Commentary:
    """All that people say: of the year, of chapters and commitments by their ids, and of activities."""

    year: Blocks = ()
    about: Mapping[str, Blocks] = field(default_factory=dict)
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True)
class HeadedPart:
    """What stands under one heading, which has a level from 1; what has none is of the year."""

    line: int
    level: int
    heading: str
    blocks: Blocks


def read_commentary(params: Params, records: Records) -> Commentary:
    """The commentary file of the params, each part under what it speaks of; nothing said where there is no file.

    What stands above the first heading, or below `The year`, is of the year as a whole. An activity below the heading
    of a commitment, one level down, is a service's reply to that commitment. Raises ParamsError for a heading that is
    none of these, or stands twice, and where two tables would be called the same.
    """
    if params.commentary is None:
        return Commentary()
    commitments = [commitment.id for commitment in params.strategy.commitments]
    subjects = [THE_YEAR, *params.strategy.chapters, *commitments]
    known = {name.casefold(): name for name in (*_activities(records), *subjects)}
    blocks: dict[tuple[str, str], Blocks] = {}  # by what they are of, and for a reply the commitment it speaks to
    above, at = 1, ""
    with reading(params.read):
        text = read_text(params.commentary)
    for part in _parts(without_comments(text)):
        where, of = f"{params.commentary}, line {part.line}", known.get(part.heading.casefold(), "")
        if not of:
            problem = f"the heading {part.heading!r} is not {KINDS}"
            raise ParamsError(where, problem, did_you_mean(part.heading, known.values(), DO))
        if of in subjects:
            above, at = part.level, of if of in commitments else ""
        key = (of, at if of not in subjects and part.level > above else "")
        if key in blocks and of != THE_YEAR:
            raise ParamsError(where, f"the heading {part.heading!r} stands twice", "Put what is below both under one")
        blocks[key] = blocks.get(key, ()) + part.blocks
        if twice := _called_alike(flow(blocks.values())):
            problem = f"below {part.heading!r} stands a second table that is called {twice!r}"
            raise ParamsError(where, problem, "Write a line above it that says what it shows and ends with a colon")
    return Commentary(
        blocks.pop((THE_YEAR, ""), ()),
        {of: words for (of, _), words in blocks.items() if of in subjects and words},
        tuple(Reply(of, at, words) for (of, at), words in blocks.items() if of not in subjects and words),
    )


def _parts(text: str) -> Iterator[HeadedPart]:
    ends = [*HEADING.finditer(text)]
    if opening := blocks_of(text[: ends[0].start()] if ends else text):
        yield HeadedPart(1, 1, THE_YEAR, opening)
    for heading, following in zip_longest(ends, ends[1:]):
        below = text[heading.end() : following.start() if following else len(text)]
        line = text.count("\n", 0, heading.start()) + 1
        words = heading[2].rstrip(" \t").rstrip("#").rstrip(" \t")  # a heading may be closed as it was opened
        yield HeadedPart(line, len(heading[1]), words, blocks_of(below))


def _called_alike(blocks: Blocks) -> str:
    """What more than one table is called; "" where each has a name of its own."""
    captions = [node.caption for block in blocks for node in inside(block) if isinstance(node, Table)]
    return next((caption for caption in captions if captions.count(caption) > 1), "")


def _activities(records: Records) -> Sequence[str]:
    return [str(each) for each in records.tables["activities"].rows["activity_id"] if pd.notna(each)]
