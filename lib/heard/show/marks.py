"""How a state is shown: a shape and a word, so that it reads without colour, in print and aloud."""

from __future__ import annotations

from heard.model.commitment import Strength
from heard.model.state import State, Verdict
from heard.page.blocks import Mark

OTHER = "–"
SHAPES = {
    Verdict.KEPT: "●",
    Verdict.PARTLY_KEPT: "◐",
    Verdict.NOT_KEPT: "○",
    Verdict.CANNOT_TELL: "?",
}
CLASSES = {
    Verdict.KEPT: "kept",
    Verdict.PARTLY_KEPT: "partly",
    Verdict.NOT_KEPT: "not-kept",
    Verdict.CANNOT_TELL: "cannot-tell",
}
SAYS = {
    Strength.WILL: "the Council will",
    Strength.SHOULD: "the Council should",
    Strength.BELIEVES: "the Council believes",
    Strength.IDEALLY: "ideally",
    Strength.DESCRIBES: "a description",
}

IN_LAW = {State.MET: "on record", State.PARTLY: "partly on record", State.NOT_MET: "not on record"}


def meanings(kept_at: int) -> list[tuple[str, str]]:
    """Each mark with its word, and what that word means here; `kept_at` is per cent."""
    return [
        ("● kept", f"Each check was met in at least {kept_at} in 100 cases. A case with no record counts against it."),
        ("◐ partly kept", "Some check was met in fewer cases than that, but none fell short in more than half."),
        ("○ not kept", "Some check fell short in more than half of the cases we can judge."),
        ("? cannot tell", "Too little is on record. It counts neither as kept nor as broken."),
        (f"{OTHER} anything else", "Not due yet, nothing to apply to, described, or not measured. The row says which."),
    ]


def shown(verdict: Verdict, words: str = "") -> Mark:
    """A verdict: its shape, and its word."""
    return Mark(CLASSES.get(verdict, "other"), SHAPES.get(verdict, OTHER), words or str(verdict))


def marked(verdict: Verdict, commitment: str) -> Mark:
    """A verdict as a mark that leads to its commitment; its word is there for those who hear the page."""
    shape, kind = SHAPES.get(verdict, OTHER), CLASSES.get(verdict, "other")
    return Mark(kind, shape, commitment, to=f"#{commitment}", spoken=f", {verdict}")
