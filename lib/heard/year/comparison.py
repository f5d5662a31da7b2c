"""Two versions of the promises, sentence by sentence: what was kept, changed, added and dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from heard.maths.wording import same_words
from heard.model.commitment import Strategy

ALIKE = 0.7  # of two sentences that nothing but their words joins; those that a commitment continues need none


class Change(StrEnum):
    """What became of a sentence."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Comparison:
    """One sentence in both versions: `before` is "" for one added, `after` for one dropped.

    `id` is the commitment it stands under now, `former` the one it stood under; "" where it commits to nothing.
    """

    id: str
    former: str
    before: str
    after: str

    @property
    def change(self) -> Change:
        """What became of it; kept are the same words, whatever their capitals and full stops."""
        if not self.before:
            return Change.ADDED
        if not self.after:
            return Change.DROPPED
        return Change.KEPT if same_words(self.before, self.after) else Change.CHANGED


def compare(strategy: Strategy, earlier: Strategy | None) -> tuple[Comparison, ...]:
    """Every sentence of both versions, each once: those of this version in its order, then those that were dropped.

    A commitment is set beside those it `continues`; a sentence that commits to nothing beside the one most like it.
    """
    left = {each.id: list(each.texts) for each in earlier.commitments} if earlier else {}
    found: list[Comparison] = []
    for commitment in strategy.commitments:
        former = [(id, text) for id in commitment.continues for text in left.get(id, ())]
        for text, place in _side_by_side(commitment.texts, [text for _, text in former], 0.0):
            id, before = former[place] if place is not None else ("", "")
            if before:
                left[id].remove(before)
            found.append(Comparison(commitment.id, id, before, text))
    dropped = [Comparison("", id, text, "") for id, texts in left.items() for text in texts]
    return (*found, *dropped, *_of_no_commitment(strategy, earlier))


def _of_no_commitment(strategy: Strategy, earlier: Strategy | None) -> Iterator[Comparison]:
    now = [text for each in strategy.not_a_commitment for text in each.texts]
    then = [text for each in earlier.not_a_commitment for text in each.texts] if earlier else []
    pairs = list(_side_by_side(now, then, ALIKE))
    for text, before in pairs:
        yield Comparison("", "", then[before] if before is not None else "", text)
    taken = {before for _, before in pairs}
    yield from (Comparison("", "", text, "") for n, text in enumerate(then) if n not in taken)


def _side_by_side(now: Sequence[str], then: Sequence[str], least: float) -> Iterator[tuple[str, int | None]]:
    """Each sentence with the place of the earlier one it is set beside: the most alike first, none below `least`."""
    likeness = {(n, m): SequenceMatcher(None, a, b).ratio() for n, a in enumerate(now) for m, b in enumerate(then)}
    beside: dict[int, int] = {}
    for n, m in sorted(likeness, key=lambda pair: -likeness[pair]):
        if n not in beside and m not in beside.values() and likeness[n, m] >= least:
            beside[n] = m
    return ((text, beside.get(n)) for n, text in enumerate(now))
