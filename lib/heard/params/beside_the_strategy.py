"""The files beside a strategy's: where its text contradicts itself, and what outside standards ask of it.

Each quote is held, word for word, to the sentence it is from. A strategy file is held to its source document, so a
quote that is in a sentence of the one is in the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from heard.errors import did_you_mean
from heard.model.commitment import Strategy
from heard.model.text_review import Computed, Contradiction, Coverage, CrosswalkLine, Kind, TextQuote
from heard.params.document import Section, sections_of
from heard.params.written import is_there, read_yaml

KEYS = ("id", "title", "kind", "quotes", "settle", "touches", "source", "effect")
REQUIRED = ("id", "title", "kind", "quotes", "settle")
KEYS_OF_A_QUOTE = ("text", "document", "commitment")
Word = TypeVar("Word", bound=StrEnum)
KEYS_OF_A_STANDARD = ("standard", "short", "items")
REQUIRED_OF_A_STANDARD = ("standard", "items")
KEYS_OF_AN_ITEM = ("item", "asks", "coverage", "commitments", "why", "source")
REQUIRED_OF_AN_ITEM = ("item", "asks", "coverage", "why", "source")


def load_contradictions(
    strategy_file: Path, strategy: Strategy, earlier: Strategy | None = None
) -> tuple[Contradiction, ...]:
    """The register beside a strategy file, `<its stem>-contradictions.yaml`; none where there is no such file.

    Raises ParamsError for a key or a word that heard does not know, an id given twice, a commitment that neither
    version has, and a quote that is not in a sentence of the document, or under the commitment, that it names.
    """
    path = beside(strategy_file, "contradictions")
    if not is_there(path):
        return ()
    versions = {version.name: version for version in (strategy, earlier) if version}
    found: dict[str, Contradiction] = {}
    for item in sections_of(str(path), read_yaml(path)):
        section = Section(f"{item.where} ({item.text('id', 'without an id')})", item.found).only(KEYS, REQUIRED)
        entry = _entry(section, versions)
        if entry.id in found:
            raise section.refuse("id", f"is {entry.id!r}, which is there twice", "Give one of the two another id")
        found[entry.id] = entry
    return tuple(found.values())


def beside(strategy_file: Path, called: str) -> Path:
    """The file beside a strategy file that goes with it: `strategy-2017-crosswalk.yaml` of `strategy-2017.yaml`."""
    return strategy_file.with_name(f"{strategy_file.stem}-{called}.yaml")


def word_of(section: Section, key: str, words: type[Word]) -> Word:
    """One of a list of words; ParamsError, with the nearest, for another."""
    found, known = section.text(key), [word.value for word in words]
    if found not in known:
        raise section.refuse(key, f"is {found!r}", did_you_mean(found, known))
    return words(found)


def commitments_of(section: Section, key: str, versions: Collection[Strategy]) -> tuple[str, ...]:
    """Ids of commitments, each of which one of the versions has."""
    given = section.texts(key)
    known = [each.id for version in versions for each in version.commitments]
    for id in given:
        if id not in known:
            raise section.refuse(key, f"names {id!r}, which no version has", did_you_mean(id, known))
    return given


def _entry(section: Section, versions: Mapping[str, Strategy]) -> Contradiction:
    quotes = tuple(_quote(each, versions) for each in section.sections("quotes"))
    if not quotes:
        raise section.refuse("quotes", "is an empty list", "Quote the words that show it")
    return Contradiction(
        id=section.text("id"),
        title=section.text("title"),
        kind=word_of(section, "kind", Kind),
        quotes=quotes,
        settle=section.text("settle"),
        touches=commitments_of(section, "touches", versions.values()),
        source=section.text("source"),
        effect=word_of(section, "effect", Computed) if "effect" in section else None,
    )


def _quote(section: Section, versions: Mapping[str, Strategy]) -> TextQuote:
    section.only(KEYS_OF_A_QUOTE, required=("text", "document"))
    document, commitment = section.text("document"), section.text("commitment")
    text = " ".join(section.text("text").split())
    if document not in versions:
        raise section.refuse("document", f"is {document!r}", did_you_mean(document, list(versions)))
    sentences = list(_sentences(section, versions[document], commitment))
    if not any(text in sentence for sentence in sentences):
        nearest = get_close_matches(text, sentences, n=1, cutoff=0.0)[0]
        where = commitment or f"{document}, outside its commitments"
        raise section.refuse(
            "text", f"is {text!r}, which is not in {where}", f"Copy it word for word; the nearest is {nearest!r}"
        )
    return TextQuote(text, document, commitment)


def _sentences(section: Section, version: Strategy, commitment: str) -> Iterator[str]:
    """The sentences that a quote may be from: of its commitment, or of what is no commitment where it names none."""
    if not commitment:
        yield from (text for each in version.not_a_commitment for text in each.texts)
        return
    found = version.find(commitment)
    if found is None:
        known = [each.id for each in version.commitments]
        found_words = f"is {commitment!r}, which {version.name} does not have"
        raise section.refuse("commitment", found_words, did_you_mean(commitment, known))
    yield from found.texts


def load_crosswalk(strategy_file: Path, strategy: Strategy) -> tuple[CrosswalkLine, ...]:
    """The lines of `<stem of the strategy file>-crosswalk.yaml`, in order; none where there is no such file.

    Raises ParamsError for a key or a word that heard does not know, a commitment that the strategy does not have, an
    item given twice, one that is covered by no commitment, and one that is missing though a commitment is named.
    """
    path = beside(strategy_file, "crosswalk")
    if not is_there(path):
        return ()
    found: dict[tuple[str, str], CrosswalkLine] = {}
    for standard in sections_of(str(path), read_yaml(path)):
        name = standard.only(KEYS_OF_A_STANDARD, required=REQUIRED_OF_A_STANDARD).text("standard")
        for item in standard.sections("items"):
            line = _line(item, name, standard.text("short"), strategy)
            if (name, line.item) in found:
                raise item.refuse("item", f"is {line.item!r}, which is there twice", "Keep one of the two")
            found[name, line.item] = line
    return tuple(found.values())


def _line(section: Section, standard: str, short: str, strategy: Strategy) -> CrosswalkLine:
    section.only(KEYS_OF_AN_ITEM, required=REQUIRED_OF_AN_ITEM)
    coverage = word_of(section, "coverage", Coverage)
    commitments = commitments_of(section, "commitments", [strategy])
    if bool(commitments) == (coverage is Coverage.MISSING):
        named = "names commitments" if commitments else "names no commitment"
        raise section.refuse("commitments", f"{named}, and the item is {coverage}", "Put one of the two right")
    return CrosswalkLine(
        standard=standard,
        item=section.text("item"),
        asks=section.text("asks"),
        coverage=coverage,
        commitments=commitments,
        why=section.text("why"),
        source=section.text("source"),
        short=short,
    )
