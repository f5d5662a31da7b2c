"""The facet of plain English: texts that are sure to read easily, or sure not to, and what people scored them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heard.model.state import State
from heard.sample.council import Activity
from heard.sample.draw import Case, Draw, deal
from heard.sample.judgements import score
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import prose

PLAIN = "plain"  # every other style breaks one of the two limits, by a clear margin
HARD = ("formal", "technical", "lengthy")
OPENING = 3  # sentences that hold for any document, before what this one states
FEWEST, MOST = 7, 9  # of those sentences in a document
PARAGRAPH = 4  # sentences
EASY = "read easily: grade 9 or lower, and 20 words a sentence or fewer"

MET, PARTLY, NOT_MET, NO_EVIDENCE = State.MET, State.PARTLY, State.NOT_MET, State.NO_EVIDENCE


@dataclass(frozen=True)
class Reading:
    """A consultation and its documents, as far as they are written."""

    activity: Activity
    documents: list[dict[str, Cell]]
    care: float


@dataclass(frozen=True)
class English:
    """The texts that were kept, plain or hard, and what the median score comes to, None where nobody scored."""

    texts: tuple[str, ...]
    scored: State | None = None


def _case(weight: float, state: State, english: English) -> Case[Reading, English]:
    return Case(weight, state, english, lambda reading: len(reading.documents) >= len(english.texts))


CASES: tuple[Case[Reading, English], ...] = (
    _case(14, MET, English(("plain",), MET)),
    _case(16, MET, English((), MET)),
    _case(3, MET, English(("hard", "plain"), MET)),
    _case(4, NOT_MET, English(("hard",), MET)),  # a formula can fail a text
    _case(6, NOT_MET, English(("hard",))),
    _case(2, NOT_MET, English(("hard", "hard"))),
    _case(12, PARTLY, English(("plain",))),
    _case(3, PARTLY, English(("plain", "hard"))),
    _case(6, PARTLY, English(("plain",), PARTLY)),
    _case(6, PARTLY, English((), PARTLY)),
    _case(3, NOT_MET, English(("plain",), NOT_MET)),
    _case(3, NOT_MET, English((), NOT_MET)),
    _case(16, NO_EVIDENCE, English(())),
)


def plant_texts(readings: list[Reading], draw: Draw, ledger: Ledger) -> None:
    """Plant `clear_english`: write texts, name them in the documents, and have them scored; count what reads easily."""
    n_texts = n_easy = 0
    for reading, case in zip(readings, deal(CASES, readings, draw), strict=True):
        for place, style in enumerate(case.write.texts):
            name = f"texts/{reading.activity.id.lower()}-{place + 1}.txt"
            document = reading.documents[place]
            written = PLAIN if style == PLAIN else draw.one(HARD)
            ledger.texts[name] = write_text(written, reading.activity, document, draw)
            document["text_file"] = name
        if case.write.scored is not None:
            score(reading.activity, "CONSULT-7c", case.write.scored, draw, ledger)
        ledger.state("clear_english", reading.activity.id, case.state)
        n_texts += len(case.write.texts)
        n_easy += case.write.texts.count(PLAIN)
    if n_texts:
        ledger.amount("plain_documents", "documents with their text", number=n_texts)
        ledger.amount("plain_documents", EASY, number=n_easy)


def write_text(style: str, activity: Activity, document: Mapping[str, Cell], draw: Draw) -> str:
    """A document in that style: its heading, and paragraphs that state what its row says they state."""
    written: Mapping[str, list[str]] = prose(style)
    last_day = f"{activity.closing.day} {activity.closing:%B %Y}"
    always = draw.some(written["always"], draw.whole(FEWEST, MOST))
    stated = [
        draw.one(sentences).format(day=last_day)
        for column, sentences in written.items()
        if document.get(column) == "yes"
    ]
    sentences = [*always[:OPENING], *stated, *always[OPENING:]]
    paragraphs = [" ".join(sentences[start : start + PARAGRAPH]) for start in range(0, len(sentences), PARAGRAPH)]
    return "\n\n".join([draw.one(written["headings"]).format(title=activity.title), *paragraphs]) + "\n"
