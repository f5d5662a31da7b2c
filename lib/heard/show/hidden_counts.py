"""Why some counts of people are hidden: one sentence, which a page has once, where the first of them stands."""

from __future__ import annotations

from heard.maths.suppress import Disclosure
from heard.page.blocks import ONCE, Para

USUAL, SPECIAL = 5, 10  # below which a council that sets no other hides a count


def hidden_counts(disclosure: Disclosure) -> Para:
    """Below how many a count of people is hidden, and that another is where subtracting would give it away."""
    few = _of_council(disclosure.threshold, USUAL)
    special = _of_council(disclosure.special_category_threshold, SPECIAL)
    sentence = (
        f"Counts of fewer than {USUAL} people{few} are hidden, of fewer than {SPECIAL}{special} where they tell of "
        "disability, ethnic group or religion; so is one more wherever subtracting would give it away."
    )
    return Para((sentence,), f"note {ONCE}")


def _of_council(given: int, usual: int) -> str:
    """What stands beside a limit where the council has another: ` (this council's: 3, not 5)`."""
    return "" if given == usual else f" (this council's: {given}, not {usual})"
