"""What people say of the year: Markdown, each part under the heading of what it speaks of, as blocks of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest

import pandas as pd

from heard.english import day
from heard.errors import ParamsError, did_you_mean
from heard.maths.sentences import without_comments
from heard.model.records import Records
from heard.page.blocks import Blocks, Table, inside
from heard.page.markdown import blocks_of
from heard.params.annual import Params
from heard.params.files_read import reading
from heard.params.written import read_text

THE_YEAR = "The year"  # heads what is said of the year as a whole
HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$", re.MULTILINE)
DAY_OF = re.compile(r"\s*^(asked|replied):[ \t]*(.*?)[ \t]*$\n?", re.MULTILINE)  # such lines stand first in a part
IN_FULL = re.compile(r"\d{4}-\d\d-\d\d")
KINDS = "the id of a commitment, a chapter or an activity"
DO = f"Head it with {KINDS}, or with {THE_YEAR!r}, and set what is no heading in bold"


@dataclass(frozen=True)
class Reply:
    """What a service says of one of its activities; `at` is the commitment it speaks to, "" where it names none."""

    activity: str
    at: str
    blocks: Blocks


@dataclass(frozen=True)
class Asking:
    """The days on which a service was asked about one of its activities and replied; None where none is written."""

    asked_on: date | None = None
    replied_on: date | None = None


@dataclass(frozen=True)
class Commentary:
    """All that people say: of the year, of chapters and commitments by their ids, and of activities.

    `askings` has the activities whose service was asked to reply, or did, on a day that is written down.
    """

    year: Blocks = ()
    about: Mapping[str, Blocks] = field(default_factory=dict)
    replies: tuple[Reply, ...] = ()
    askings: Mapping[str, Asking] = field(default_factory=dict)


@dataclass(frozen=True)
class HeadedPart:
    """What stands under one heading, which has a level from 1; what has none is of the year."""

    line: int
    level: int
    heading: str
    text: str


def read_commentary(params: Params, records: Records) -> Commentary:
    """The commentary file of the params, each part under what it speaks of; nothing said where there is no file.

    What stands above the first heading, or below `The year`, is of the year as a whole. An activity below the heading
    of a commitment, one level down, is a service's reply to that commitment. Lines with the days on which the service
    was asked and replied stand first under an activity. Raises ParamsError for a heading that is none of these, or
    stands twice, for a day that cannot be, and where two tables would be called the same.
    """
    if params.commentary is None:
        return Commentary()
    commitments = [commitment.id for commitment in params.strategy.commitments]
    subjects = [THE_YEAR, *params.strategy.chapters, *commitments]
    known = {name.casefold(): name for name in (*_activities(records), *subjects)}
    blocks: dict[tuple[str, str], Blocks] = {}  # by what they are of, and for a reply the commitment it speaks to
    askings: dict[str, Asking] = {}
    captions: set[str] = set()  # of the tables so far
    above, at = 1, ""
    with reading(params.read):
        written = read_text(params.commentary)
    for part in _parts(without_comments(written)):
        where, of = f"{params.commentary}, line {part.line}", known.get(part.heading.casefold(), "")
        if not of:
            problem = f"the heading {part.heading!r} is not {KINDS}"
            raise ParamsError(where, problem, did_you_mean(part.heading, known.values(), DO))
        if of in subjects:
            above, at = part.level, of if of in commitments else ""
        key = (of, at if of not in subjects and part.level > above else "")
        if key in blocks and of != THE_YEAR:
            raise ParamsError(where, f"the heading {part.heading!r} stands twice", "Put what is below both under one")
        text = part.text
        if of not in subjects:
            text, askings[of] = _without_days(part, where, askings.get(of, Asking()), params.reply_day)
        words = blocks_of(text)
        for caption in _captions(words):
            if caption in captions:
                problem = f"below {part.heading!r} stands a second table that is called {caption!r}"
                raise ParamsError(where, problem, "Write a line above it that says what it shows and ends with a colon")
            captions.add(caption)
        blocks[key] = blocks.get(key, ()) + words
    return Commentary(
        blocks.pop((THE_YEAR, ""), ()),
        {of: words for (of, _), words in blocks.items() if of in subjects and words},
        tuple(Reply(of, at, words) for (of, at), words in blocks.items() if of not in subjects and words),
        {of: asking for of, asking in askings.items() if asking != Asking()},
    )


def _parts(text: str) -> Iterator[HeadedPart]:
    ends = [*HEADING.finditer(text)]
    if (opening := text[: ends[0].start()] if ends else text).strip():
        yield HeadedPart(1, 1, THE_YEAR, opening)
    line, counted = 1, 0  # the line on which a heading stands, and the letters up to which lines were counted
    for heading, following in zip_longest(ends, ends[1:]):
        below = text[heading.end() : following.start() if following else len(text)]
        line, counted = line + text.count("\n", counted, heading.start()), heading.start()
        words = heading[2].rstrip(" \t").rstrip("#").rstrip(" \t")  # a heading may be closed as it was opened
        yield HeadedPart(line, len(heading[1]), words, below)


def _without_days(part: HeadedPart, where: str, asking: Asking, reply_day: date) -> tuple[str, Asking]:
    """The words of a part of an activity without its days, and the days known of it; ParamsError for a wrong one."""
    text = part.text
    while line := DAY_OF.match(text):
        what, given = f"{line[1]}_on", _day(where, line[1], line[2], reply_day)
        if getattr(asking, what) is not None:
            raise ParamsError(where, f"{line[1]!r} stands twice for {part.heading!r}", "Keep one of the two")
        asking, text = replace(asking, **{what: given}), text[line.end() :]
    if asking.asked_on and asking.replied_on and asking.replied_on < asking.asked_on:
        problem = f"'replied' is {asking.replied_on}, before the service was asked, on {asking.asked_on}"
        raise ParamsError(where, problem, "Put one of them right")
    return text, asking


def _day(where: str, key: str, written: str, reply_day: date) -> date:
    try:
        given = date.fromisoformat(written if IN_FULL.fullmatch(written) else "")
    except ValueError:
        raise ParamsError(where, f"{key!r} is {written!r}, and no day", "Write it as 2025-05-02") from None
    if given > reply_day:
        problem = f"{key!r} is {written}, after the day by which a reply counts, {day(reply_day)}"
        raise ParamsError(where, problem, "Write the day that was meant, or put `as_at` or `meeting_on` right")
    return given


def _captions(blocks: Blocks) -> list[str]:
    """What the tables are called, in order."""
    return [node.caption for block in blocks for node in inside(block) if isinstance(node, Table)]


def _activities(records: Records) -> Sequence[str]:
    return [str(each) for each in records.tables["activities"].rows["activity_id"] if pd.notna(each)]
