"""Steps shown in a notebook as they are taken: a list that grows in its place, with how long each took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from IPython.display import DisplayHandle

from heard.english import some
from heard.page.blocks import Words, bullets, flow, strong, words
from heard.page.output import Shown


@dataclass
class Steps:
    """What was begun, and when; the last one is under way until `ended`."""

    begun: list[tuple[str, float]] = field(default_factory=list)
    ended: float | None = None
    failed: bool = False

    def shown(self) -> Shown:
        """Each step on a line: done with its seconds, under way, or where it stopped."""
        ends = [*(start for _, start in self.begun), self.ended][1:]  # none where what was to be done never began
        return Shown(flow(bullets([self._line(*step, end) for step, end in zip(self.begun, ends, strict=True)])))

    def _line(self, step: str, start: float, end: float | None) -> Words:
        if end is None:
            return words("… ", strong(step))
        if self.failed and end == self.ended:
            return words("✗ ", step, ": stopped here")
        return words("✓ ", step, ": ", some(max(1, round(end - start)), "seconds"))


@contextmanager
def shown_steps() -> Iterator[Callable[[str], None]]:
    """Shows each step below the cell when it begins, and what became of it when the next begins or all has ended."""
    steps, place = Steps(), DisplayHandle()
    place.display(Shown(()))

    def begin(step: str) -> None:
        steps.begun.append((step, time.monotonic()))
        place.update(steps.shown())

    try:
        yield begin
    except BaseException:
        steps.failed = True
        raise
    finally:
        steps.ended = time.monotonic()
        place.update(steps.shown())
