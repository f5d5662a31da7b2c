"""What people say, set apart from what heard writes, and signed: by the analyst, or by a service in reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from heard.page.html import joined, paragraph, tag, title

THE_YEAR = "The year"  # heads what is said of the year as a whole
NOBODY = "the analyst"


@dataclass(frozen=True)
class Reply:
    """What a service says of one of its activities; `at` is the commitment it speaks to, "" where it names none."""

    activity: str
    at: str
    words: Markup


@dataclass(frozen=True)
class Commentary:
    """All that was said, as safe HTML: of the year, of chapters and commitments by their ids, and of activities."""

    year: Markup = field(default_factory=Markup)
    about: Mapping[str, Markup] = field(default_factory=dict)
    replies: tuple[Reply, ...] = ()


def commentary(said: Commentary, signed: str) -> Markup:
    """What is said of the year as a whole; and once, for all the report, what nobody said."""
    missing = [
        "" if said.year or said.about else "No commentary was written on this year.",
        "" if said.replies else "No service replied to what is said of its activities.",
    ]
    return joined((quoted(said.year, signed), paragraph(*missing, class_="note")))


def quoted(words: Markup, signed: str, *, of: str = "") -> Markup:
    """The words of people as they wrote them, what they are `of`, and whose they are; nothing for no words."""
    if not words:
        return Markup("")
    about = tag("p", title(of), ":") if of else ""
    return tag("blockquote", about, words, tag("footer", "— ", signed or NOBODY), class_="commentary")
