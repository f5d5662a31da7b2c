"""How plain the English was of what people were given to read; worked out from the texts, and judged by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heard.english import agreed, listed, number, some
from heard.page.html import paragraph, table, tag
from heard.show.amounts import column
from heard.year import Year

MOST = 3


def plain_english(year: Year) -> Iterator[Markup]:
    """How many documents read easily, and the words to avoid that most of them use."""
    each, words = year.amounts["plain_english"], year.amounts["words_to_avoid"]
    if each.empty:
        yield paragraph("No text of what people were given to read was supplied, so we cannot say how plain it was.")
        return
    standards, read = year.params.standards, each.recorded
    place = each.columns.index("reads easily")
    easily = sum(row[place] == "yes" for row in each.rows)
    yield paragraph(
        f"Of {some(each.of, 'documents')} people were given, {number(read)} came with {agreed(read, 'their')} text.",
        f"{number(easily)} of {number(read)} {'reads' if easily == 1 else 'read'} easily:",
        f"grade {standards.reading_grade} or lower, and {standards.sentence_words} words to a sentence or fewer.",
        _most_used(column(words, "documents")),
    )
    inside = table(words.title, ("Word", "Documents", "Say instead"), words.rows)
    if inside:
        yield tag("details", tag("summary", "Words to avoid, and what to say"), inside, class_="annex")


def _most_used(used: dict[str, int]) -> str:
    told = listed(f"{word} ({number(n)})" for word, n in list(used.items())[:MOST]) if used else ""
    return f"Of the words to avoid, these are in the most documents: {told}." if told else "None uses a word to avoid."
