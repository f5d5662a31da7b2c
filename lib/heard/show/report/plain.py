"""How plain the English was of what people were given to read; worked out from the texts, and judged by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import agreed, listed, number, some
from heard.page.blocks import ANNEX, Block, details, paragraph, table
from heard.show.amounts import column, whole
from heard.year import Year

MOST = 3


def plain_english(year: Year) -> Iterator[Block | None]:
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
    rows = [(str(word), whole(n), str(instead)) for word, n, instead in words.rows]
    inside = table(words.title, ("Word", "Documents", "Say instead"), rows)
    if inside:
        yield details("Words to avoid, and what to say", inside, kind=ANNEX)


def _most_used(used: dict[str, int]) -> str:
    if not used:
        return "None uses a word to avoid."
    most = listed(f"{word} ({number(n)})" for word, n in list(used.items())[:MOST])
    return f"Of the words to avoid, these are in the most documents: {most}."
