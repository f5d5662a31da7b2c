"""The crosswalk beside a strategy file: what outside standards ask, and which commitments say it."""

from __future__ import annotations

from pathlib import Path

from heard.model.commitment import Strategy
from heard.model.text_review import Coverage, CrosswalkLine
from heard.params.contradictions import beside, commitments_of, word_of
from heard.params.document import Section, sections_of
from heard.params.written import is_there, read_yaml

KEYS = ("standard", "items")
KEYS_OF_AN_ITEM = ("item", "asks", "coverage", "commitments", "why", "source")
REQUIRED = ("item", "asks", "coverage", "why", "source")


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
        name = standard.only(KEYS, required=KEYS).text("standard")
        for item in standard.sections("items"):
            line = _line(item, name, strategy)
            if (name, line.item) in found:
                raise item.refuse("item", f"is {line.item!r}, which is there twice", "Keep one of the two")
            found[name, line.item] = line
    return tuple(found.values())


def _line(section: Section, standard: str, strategy: Strategy) -> CrosswalkLine:
    section.only(KEYS_OF_AN_ITEM, required=REQUIRED)
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
    )
