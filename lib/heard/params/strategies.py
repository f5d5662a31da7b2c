"""A strategy file to a typed strategy, held word for word to the source document beside it.

Every sentence of the source is in exactly one place of the file: under a commitment, or under `not_a_commitment:` with
a reason. Whatever in the file cannot be followed is refused in one sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from heard.errors import ParamsError, did_you_mean
from heard.model.commitment import (
    COMMITMENT_ID,
    PROMISE,
    SHORT,
    Chapter,
    Commitment,
    NotACommitment,
    Strategy,
    Strength,
)
from heard.params.document import Section, read_section
from heard.params.written import read_text

KEYS = ("title", "noun", "source", "documents", "chapters", "commitments", "not_a_commitment")
KEYS_OF_A_COMMITMENT = (
    "id", "title", "short", "place", "strength", "text", "continues",
    "measured_by", "counts", "scored_as", "not_measured_because", "not_judged_because",
)  # fmt: skip
KEYS_OF_A_CHAPTER = ("title", "law", "scored")
STRENGTHS = tuple(strength.value for strength in Strength)
DOCUMENTS = ("strategy", "commitment")  # the two that DELIVER-6 promises to review

LIST_MARKER = re.compile(r"^(?:[-*•–]|\d+[.)])\s+")
SENTENCE_END = re.compile(
    r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bSt\.)"  # after these it goes on
    r"""(?:(?<=[.?!])|(?<=[.?!][)"'”’]))\s+(?=[("'“‘]?[A-Z])"""
)


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a document, in order: each line is at least one; list markers, `**` and spare spaces go."""
    lines = (LIST_MARKER.sub("", line.strip()) for line in text.replace("**", "\n").splitlines())
    return tuple(" ".join(part.split()) for line in lines if line for part in SENTENCE_END.split(line))


def load_strategy(path: Path, earlier: Strategy | None = None) -> Strategy:
    """The strategy in the YAML file `path`; what it `continues` is looked up in `earlier` where that is given.

    Raises ParamsError for a file that cannot be read, a key or a word that heard does not know, a part that is missing
    or repeated and, where the file names a `source`, a sentence left out, altered, there twice or out of its place.
    """
    top = read_section(path).only(KEYS, required=("title", "documents", "chapters", "commitments"))
    source = top.path("source", path.parent)
    strategy = Strategy(
        name=path.stem,
        title=_words(top, "title"),
        noun=top.text("noun") or PROMISE,
        adopted_on=_adopted_on(top.section("documents").only(DOCUMENTS)),
        chapters=_chapters(top.section("chapters")),
        commitments=tuple(map(_commitment, top.sections("commitments"))),
        not_a_commitment=tuple(map(_not_a_commitment, top.sections("not_a_commitment"))),
        source=source.name if source else None,
    )
    _check_ids(path, strategy, earlier)
    if source:
        sentences = sentences_of(read_text(source))
        _check_each_sentence_once(path, strategy, sentences)
        _check_places(path, strategy, sentences)
    return strategy


def _adopted_on(documents: Section) -> dict[str, date]:
    adopted_on = {}
    for name in map(str, documents.found):
        document = documents.section(name).only(("adopted_on",), required=("adopted_on",))
        adopted_on[name] = document.day("adopted_on", date.max)
    return adopted_on


def _chapters(chapters: Section) -> dict[str, Chapter]:
    named = Section(chapters.where, {str(chapter): title for chapter, title in chapters.found.items()})
    return {str(chapter): _chapter(named, str(chapter)) for chapter in named.found}


def _chapter(chapters: Section, name: str) -> Chapter:
    """A chapter that is no more than its title, or that says more of itself."""
    if not isinstance(chapters.found[name], dict):
        return Chapter(_words(chapters, name))
    given = chapters.section(name).only(KEYS_OF_A_CHAPTER)
    return Chapter(_words(given, "title"), law=given.flag("law"), scored=given.flag("scored"))


def _commitment(item: Section) -> Commitment:
    section = Section(f"{item.where} ({item.text('id', 'without an id')})", item.found).only(KEYS_OF_A_COMMITMENT)
    commitment, strength = _words(section, "id"), _words(section, "strength")
    if COMMITMENT_ID.fullmatch(commitment) is None:
        raise section.refuse("id", f"is {commitment!r}", "Write a chapter, a hyphen and a number, as in PARKS-7")
    if strength not in STRENGTHS:
        raise section.refuse("strength", f"is {strength!r}", did_you_mean(strength, STRENGTHS))
    measured_by, because = section.texts("measured_by"), section.text("not_measured_because")
    if bool(measured_by) == bool(because):
        found = f"{'both' if because else 'neither'} of 'measured_by' and 'not_measured_because' given"
        raise ParamsError(section.where, found, "Give one of the two")
    return Commitment(
        id=commitment,
        title=_words(section, "title"),
        short=_short(section),
        place=_words(section, "place"),
        strength=Strength(strength),
        texts=_lines(section, "text"),
        continues=section.texts("continues"),
        measured_by=measured_by,
        not_measured_because=because,
        not_judged_because=section.text("not_judged_because"),
        counts=section.texts("counts"),
        scored_as=section.texts("scored_as"),
    )


def _short(section: Section) -> str:
    """The name in a picture, where one is given: no longer than there is room for."""
    name = section.text("short")
    if len(name) > SHORT:
        raise section.refuse("short", f"has {len(name)} characters", f"At most {SHORT} fit beside a bar")
    return name


def _not_a_commitment(section: Section) -> NotACommitment:
    section.only(("text", "reason"))
    return NotACommitment(texts=_lines(section, "text"), reason=_words(section, "reason"))


def _words(section: Section, key: str) -> str:
    return section.text(key) or _empty(section, key)


def _lines(section: Section, key: str) -> tuple[str, ...]:
    return section.texts(key) or _empty(section, key)


def _empty(section: Section, key: str) -> NoReturn:
    raise section.refuse(key, "is missing", f"Add a line that begins `{key}:`")


def _check_ids(path: Path, strategy: Strategy, earlier: Strategy | None) -> None:
    """No id twice, none outside the chapters, no part without its whole, none that continues what never was."""
    if not strategy.commitments:
        raise ParamsError(path, "there are no commitments", "Write at least one below commitments:")
    seen: set[str] = set()
    for each in strategy.commitments:
        if each.id.casefold() in seen:
            raise ParamsError(path, f"the id {each.id} is there twice", "Give one of the two another id")
        if each.chapter not in strategy.chapters:
            raise ParamsError(path, f"{each.id} has no chapter", did_you_mean(each.chapter, strategy.chapters))
        if each.part_of and strategy.find(each.part_of) is None:
            raise ParamsError(path, f"{each.id} is a part, but there is no {each.part_of}", f"Write {each.part_of}")
        for former in each.continues:
            if earlier is not None and earlier.find(former) is None:
                known = [other.id for other in earlier.commitments]
                raise ParamsError(
                    path,
                    f"{each.id} continues {former}, which {earlier.name} does not have",
                    f"Name one of {known[0]} to {known[-1]}",
                )
        seen.add(each.id.casefold())


def _check_each_sentence_once(path: Path, strategy: Strategy, sentences: tuple[str, ...]) -> None:
    """Each sentence of the source stands in the file as often as in the source, and nothing else does."""
    source = Counter(sentences)
    placed = Counter(text for each in strategy.commitments for text in each.texts)
    placed.update(text for each in strategy.not_a_commitment for text in each.texts)
    for text in placed - source:
        if text in source:
            found = f"the sentence {text!r} is there {placed[text]} times, in {strategy.source} {source[text]}"
            raise ParamsError(path, found, "Leave it in one place")
        nearest = get_close_matches(text, sentences, n=1, cutoff=0.0)
        do = f"Copy it word for word; the nearest is {nearest[0]!r}" if nearest else "Name the right source"
        raise ParamsError(path, f"{text!r} is not a sentence of {strategy.source}", do)
    for text in source - placed:
        raise ParamsError(
            path,
            f"the sentence {text!r} of {strategy.source} is left out",
            "Put it under a commitment, or under not_a_commitment with a reason",
        )


def _check_places(path: Path, strategy: Strategy, sentences: tuple[str, ...]) -> None:
    """Each commitment's sentences stand in the source under the heading it names as its place."""
    headings = {each.place for each in strategy.commitments}
    under: dict[str, set[str]] = defaultdict(set)
    heading = "no heading"
    for sentence in sentences:
        heading = sentence if sentence in headings else heading
        under[sentence].add(heading)
    for each in strategy.commitments:
        for text in each.texts:
            if each.place not in under[text]:
                raise ParamsError(
                    path,
                    f"{text!r} of {each.id} does not stand under {each.place!r} in the source",
                    f"It stands under {' and '.join(sorted(under[text]))}",
                )
