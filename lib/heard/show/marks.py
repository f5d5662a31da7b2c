"""How a state, a verdict, a hidden count and a name are shown: a shape and a word, so that nothing hangs on colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from heard.english import PERCENT_FROM, brief, number, percent
from heard.model.commitment import Strength
from heard.model.people import People, Shown, Understood
from heard.model.state import State, Verdict
from heard.page.blocks import ANNEX, Link, Mark, Para, Words, link, span, strong, title, words

REPORT, CONSULTATIONS = "annual-report.html", "consultations.html"  # published beside each other
WORKBOOK = "workbook.xlsx"
REVIEW, CONTRADICTIONS, STANDARDS = "strategy-review.html", "annex-contradictions.html", "annex-standards.html"
SHEETS, EVIDENCE = "commitments.html", "evidence.xlsx"  # published beside the review
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

CASES = {
    State.MET: "met",
    State.PARTLY: "in part",
    State.NOT_MET: "fell short",
    State.NO_EVIDENCE: "no record",
    State.NOT_YET_DUE: "not due yet",
    State.NOT_APPLICABLE: "does not apply",
}
IN_LAW = {State.MET: "on record", State.PARTLY: "partly on record", State.NOT_MET: "otherwise on record"}
HIDDEN = "[c] is a count that is hidden, so that no figure, nor any two together, can point to a person."
# What is asked of people, the measure that says whether the papers stated it, and what it is called.
ITEMS: Mapping[str, tuple[str, str]] = {
    "understood_what_and_why": ("says_what_and_why", "what it was about, and why"),
    "understood_how_long": ("says_how_long", "how long they had"),
    "understood_what_is_asked": ("says_what_is_asked", "what they were asked to do"),
    "understood_what_difference": ("says_what_difference", "what difference it could make"),
    "understood_how_feedback": ("says_how_feedback", "how they would hear back"),
}


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


def count(people: Shown) -> str:
    """A count as it may be shown: `1,204`, or the symbol that stands for it."""
    return number(people) if isinstance(people, int) else people.value


MOST = 10
FIRST = 3


def named(names: Sequence[str | Words], *, label: str = "Named") -> Para | None:
    """A line of names under their count: three, and on the web page ten. Nothing for no names."""
    if not names:
        return None
    others = names[FIRST:MOST]
    more = span(ANNEX, ": ", words(*map(_title, others), between="; ")) if others else None
    beyond = span(ANNEX, " …") if len(names) > MOST else None
    return Para(words(strong(f"{label} ({number(len(names))}):"), " ", first_of(names), more, beyond, "."), "named")


def first_of(names: Sequence[str | Words], most: int = FIRST, all_at: str = "") -> Words:
    """The first names, as titles or in words, and how many more there are, which lead to where all are."""
    rest = f"and {number(len(names) - most)} more" if len(names) > most else ""
    return words(*map(_title, names[:most]), link(all_at, rest) if rest and all_at else rest, between="; ")


def led_to(name: str, anchor: str | None) -> Words:
    """The title of an activity, which leads to what is told of it on the page of all; the title alone without one."""
    shown = title(brief(name.rstrip(".")))
    return words(Link(f"{CONSULTATIONS}#{anchor}", (shown,)) if anchor else shown)


def _title(name: str | Words) -> Words:
    return words(title(brief(name.rstrip(".")))) if isinstance(name, str) else name


def over_the_year(people: People, item: str) -> str:
    """How many understood one thing, of those asked over the year; "" where too few were."""
    of_year = [each for each in people.understood if each.item == item and not each.activity_id]
    return how_many_understood(of_year[0]) if of_year else ""


def how_many_understood(item: Understood) -> str:
    """How many understood, of those asked; with the symbol where that is hidden."""
    if isinstance(item.understood, int) and isinstance(item.answered, int):
        return share_of(item.understood, item.answered)
    return f"{count(item.understood)} of {count(item.answered)}"


def share_of(n: int, of: int) -> str:
    """`12 of 40 (30%)`; no record of none."""
    if not of:
        return "no record"
    return f"{number(n)} of {number(of)}" + (f" ({percent(n, of)})" if of >= PERCENT_FROM else "")
