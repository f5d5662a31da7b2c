"""Against the outside: what other standards ask, and which commitments of this strategy say it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from heard.english import capital, listed, number, some
from heard.model.text_review import Coverage, CrosswalkLine
from heard.page.blocks import (
    Block,
    Blocks,
    Link,
    Mark,
    Words,
    bullets,
    flow,
    group,
    heading,
    link,
    paragraph,
    table,
    words,
)
from heard.show.marks import STANDARDS
from heard.year.years import Review

NONE = "No crosswalk stands beside this strategy, so we cannot say how it stands to any outside standard."
COLUMNS = ("Item", "It asks", "How far", "Said by", "Why")
SHAPES = {Coverage.COVERED: "●", Coverage.PARTLY: "◐", Coverage.MISSING: "○"}
CLASSES = {Coverage.COVERED: "kept", Coverage.PARTLY: "partly", Coverage.MISSING: "not-kept"}
IN_A_SENTENCE = {Coverage.COVERED: "covered", Coverage.PARTLY: "covered in part", Coverage.MISSING: "missing"}
NOTHING = "nothing"


def in_short(review: Review) -> Blocks:
    """A row for each standard: how many of its items are covered, partly covered and missing."""
    lines = review.params.crosswalk
    if not lines:
        return flow(paragraph(NONE))
    columns = ("Standard", *(capital(each) for each in Coverage), "Items")
    rows: list[tuple[int | str, ...]] = [
        (name, *_counts(each), len(each)) for name, each in _by_standard(lines).items()
    ]
    return flow(
        paragraph(*_opening(lines), words("Item by item: ", Link(STANDARDS, ("the annex",)), ".")),
        table("How far the strategy says what each standard asks", columns, rows),
    )


def outside(review: Review) -> Blocks:
    """Each standard, item by item: covered, partly or missing, by which commitments, why, and where it is from."""
    lines = review.params.crosswalk
    return flow(
        None if lines else paragraph(NONE), *(_standard(name, each) for name, each in _by_standard(lines).items())
    )


def covered(coverage: Coverage) -> Mark:
    """The word, with its shape for those who see it."""
    return Mark(CLASSES[coverage], SHAPES[coverage], str(coverage))


def _opening(lines: Sequence[CrosswalkLine]) -> Iterator[str]:
    missing = [line for line in lines if line.coverage is Coverage.MISSING]
    yield "This sets the words of the strategy beside what others ask. It says nothing of whether it is done."
    yield f"Of {some(len(lines), 'items')}, {listed(_by_coverage(lines))}."
    if missing:
        yield f"What no sentence says: {listed(line.item for line in missing)}."


def _by_coverage(lines: Sequence[CrosswalkLine]) -> Iterator[str]:
    for coverage, n in zip(Coverage, _counts(lines), strict=True):
        yield f"{number(n)} {'is' if n == 1 else 'are'} {IN_A_SENTENCE[coverage]}"


def _counts(lines: Sequence[CrosswalkLine]) -> tuple[int, ...]:
    n = Counter(line.coverage for line in lines)
    return tuple(n[each] for each in Coverage)


def _by_standard(lines: Sequence[CrosswalkLine]) -> dict[str, list[CrosswalkLine]]:
    standards: dict[str, list[CrosswalkLine]] = defaultdict(list)
    for line in lines:
        standards[line.standard].append(line)
    return standards


def _standard(name: str, lines: Sequence[CrosswalkLine]) -> Iterator[Block | None]:
    yield heading(2, name)
    rows = [(line.item, line.asks, covered(line.coverage), _said_by(line), line.why) for line in lines]
    yield table(f"{name}, item by item", COLUMNS, rows)
    yield group(paragraph("Where it is from:"), bullets(list(_sources(lines))), kind="note")


def _said_by(line: CrosswalkLine) -> Words:
    return words(*(link(each, each) for each in line.commitments), between=", ") or words(NOTHING)


def _sources(lines: Sequence[CrosswalkLine]) -> Iterator[str]:
    """Each source once, with the items that it is the source of."""
    items: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        items[line.source].append(line.item.partition(":")[0])
    for source, labels in items.items():
        yield f"{source}." if len(items) == 1 else f"{listed(labels)}: {source}."
