"""What may be one and stands as two, in lines for whoever settles it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heard.english import agreed, number, some
from heard.model.reconciled import Doubt, Pair

ASKED = {
    Doubt.TWICE: "Perhaps one consultation, twice in the register",
    Doubt.LISTED_ALONE: "On the web pages, and not in the register",
    Doubt.REGISTERED_ALONE: "In the register, and not on the web pages",
    Doubt.OF_NONE: "Told of an activity that the register does not have",
    Doubt.SPELLING: "Perhaps one name",
}


def unsettled(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Those that nobody has settled yet."""
    return tuple(pair for pair in pairs if not pair.settled)


def to_settle(pairs: Sequence[Pair]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each kind of doubt with something that nobody has settled: its title, and a line for each."""
    for kind, title in ASKED.items():
        lines = tuple(_line(pair) for pair in unsettled(pairs) if pair.kind is kind)
        if lines:
            yield f"{title}: {number(len(lines))}", lines


def how_to_settle(pairs: Sequence[Pair], folder: str) -> str:
    """How many are left, and where a person writes what they are."""
    left = len(unsettled(pairs))
    done = f" {number(len(pairs) - left)} {agreed(len(pairs) - left, 'are')} settled." if left < len(pairs) else ""
    return (
        f"{some(left, 'doubts')} of what may be one and stands as two. heard merges nothing.{done} "
        f"Write same or different in {folder}/settled.csv, with the columns kind, a, b, answer and settled_on."
    )


def _line(pair: Pair) -> str:
    return f"{pair.a} | {pair.b}: {pair.why}." if pair.b else f"{pair.a}: {pair.why}."
