"""Materials: what people were given, what it said, and how plainly; with the texts themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Case, Draw, deal
from heard.sample.judgements import score
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import prose, words

MET, PARTLY, NOT_MET, NO_EVIDENCE = State.MET, State.PARTLY, State.NOT_MET, State.NO_EVIDENCE
NEW_ENOUGH = 730  # days before opening within which the newest figure must lie
Document = dict[str, Cell]


class DocumentTold(Enum):
    """Whether some document tells it: one does, none does, or that is not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


# How often, in a hundred, some document tells it, none does, it is not known.
TELLS: Mapping[str, tuple[float, float, float]] = {
    "says_what": (98, 1, 1),
    "says_why": (97, 2, 1),
    "gives_alternatives": (62, 30, 8),
    "says_deadline": (98, 1, 1),
    "says_task": (97, 2, 1),
    "says_difference": (70, 24, 6),
    "says_how_decided": (72, 23, 5),
    "says_limits": (34, 58, 8),
    "says_feedback": (76, 18, 6),
}

SINGLE = {
    "says_how_long": "says_deadline",
    "says_what_is_asked": "says_task",
    "says_what_difference": "says_difference",
    "says_how_feedback": "says_feedback",
}

# Formats, the last repeated for every further document.
FORMATS: tuple[Case[Activity, tuple[str | None, ...]], ...] = (
    Case(44, MET, ("standard; large print; on request", "standard")),
    Case(20, MET, ("standard; easy read", None)),
    Case(8, MET, ("paper; translation; BSL", "standard;paper")),
    Case(1, MET, ("on request", "pdf")),
    Case(9, PARTLY, ("standard; paper", "standard")),
    Case(9, NOT_MET, ("standard",)),
    Case(1, NOT_MET, ("standard; pdf",)),
    Case(2, NO_EVIDENCE, (None, "standard")),
    Case(1, NO_EVIDENCE, ("pdf", "paper")),
)

# Days before opening of each document's newest figure, the last repeated.
FIGURES: tuple[Case[Activity, tuple[int | None, ...]], ...] = (
    Case(64, MET, (150, None)),
    Case(10, MET, (400, 1200)),
    Case(3, MET, (NEW_ENOUGH, 900)),
    Case(2, NOT_MET, (NEW_ENOUGH + 1, None)),
    Case(8, NOT_MET, (1100, 1500)),
    Case(6, NO_EVIDENCE, (None,)),
)

# How many documents; none at all, one that came too late, one without a name that is set aside.
WRITTEN = {"one": 24, "two": 38, "three": 24, "four": 8, "none": 1, "late": 0.7, "nameless": 0.5}
COUNT = {"one": 1, "two": 2, "three": 3, "four": 4}


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant what documents say: their formats, figures and texts, and how plain the English was."""
    formats = deal(FORMATS, council.consultations, draw, council.kept.get("offered_in_other_formats"))
    figures = deal(FIGURES, council.consultations, draw, council.kept.get("figures_up_to_date"))
    readings: list[PlantedReading] = []
    others: list[Document] = []
    for activity, shape, newest in zip(council.consultations, formats, figures, strict=True):
        written = draw.among(WRITTEN)
        documents = _documents(activity, COUNT.get(written, 0), draw)
        told = _tell(activity, documents, draw)
        for place, document in enumerate(documents):
            document["formats"] = shape.write[min(place, len(shape.write) - 1)]
            days = newest.write[min(place, len(newest.write) - 1)]
            document["newest_figure_on"] = None if days is None else activity.before_opening(days)
        readings.append(PlantedReading(activity, documents, activity.care))
        _states(activity, told, ledger)
        ledger.state("offered_in_other_formats", activity.id, shape.state if documents else NO_EVIDENCE)
        ledger.state("figures_up_to_date", activity.id, newest.state if documents else NO_EVIDENCE)
        if written in ("late", "nameless") or (documents and draw.chance(0.05)):
            others.append(_not_counted(activity, written == "nameless", council.as_at, draw))
    plant_texts(readings, draw, ledger)
    _whose_word([document for reading in readings for document in reading.documents], ledger)
    for document in [*(document for reading in readings for document in reading.documents), *others]:
        ledger.add("materials", **document)
    for about in (council.set_aside[0], "FC15-0117"):
        ledger.add("materials", activity_id=about, document=draw.one(words("documents")), says_what="yes")


def _documents(activity: Activity, n: int, draw: Draw) -> list[Document]:
    """So many documents of the consultation, published before it closed, or without a day."""
    days = [activity.opened_on, None, activity.before_opening(7), activity.closing]
    return [
        {
            "activity_id": activity.id,
            "document": name,
            "published_on": draw.one(days[:3] if place == 0 else days),
            "checked_by": draw.among({"self": 6, "peer": 3, "independent": 1, None: 2}),
        }
        for place, name in enumerate(draw.shuffled(words("documents"))[:n])
    ]


def _whose_word(documents: list[Document], ledger: Ledger) -> None:
    """Plant of `whose_word` who checked the documents."""
    for whose in ("self", "peer", "independent", None) if documents else ():
        n = sum(document["checked_by"] == whose for document in documents)
        ledger.amount("whose_word", f"documents: {whose or 'not recorded'}", number=n)


def _tell(activity: Activity, documents: list[Document], draw: Draw) -> dict[str, DocumentTold]:
    """Write what the documents say; what is known of all of them together."""
    told = {}
    for column, (yes, no, unknown) in TELLS.items():
        if not documents:
            told[column] = DocumentTold.UNKNOWN
            continue
        told[column] = draw.among(
            {DocumentTold.YES: yes * activity.care, DocumentTold.NO: no, DocumentTold.UNKNOWN: unknown}
        )
        for document in documents:
            document[column] = {
                DocumentTold.YES: draw.among({"yes": 6, "no": 2, None: 2}),
                DocumentTold.NO: "no",
                DocumentTold.UNKNOWN: draw.among({"no": 1, None: 1}),
            }[told[column]]
        if told[column] is not DocumentTold.NO:
            draw.one(documents)[column] = "yes" if told[column] is DocumentTold.YES else None
    return told


def _not_counted(activity: Activity, nameless: bool, as_at: date, draw: Draw) -> Document:
    """A document that says everything, and counts for nothing: too late, still to come, or without a name."""
    late = draw.one((activity.after_closing(1), as_at + timedelta(days=10)))
    return {
        "activity_id": activity.id,
        "document": "" if nameless else "Report of results",
        "published_on": activity.opened_on if nameless else late,
        "formats": "easy read",
        "newest_figure_on": activity.opened_on,
        **dict.fromkeys(TELLS, "yes"),
    }


def _states(activity: Activity, told: Mapping[str, DocumentTold], ledger: Ledger) -> None:
    known = {DocumentTold.YES: MET, DocumentTold.NO: NOT_MET, DocumentTold.UNKNOWN: NO_EVIDENCE}
    decided_and_limits = _both(told["says_how_decided"], told["says_limits"])
    for measure, column in SINGLE.items():
        ledger.state(measure, activity.id, known[told[column]])
    ledger.state("says_what_and_why", activity.id, known[_both(told["says_what"], told["says_why"])])
    ledger.state("says_how_decided_and_limits", activity.id, known[decided_and_limits])
    both = _both(told["says_why"], told["gives_alternatives"])
    why_alone = {DocumentTold.YES: PARTLY, DocumentTold.NO: NOT_MET, DocumentTold.UNKNOWN: NO_EVIDENCE}[
        told["says_why"]
    ]
    ledger.state("reasons_and_alternatives", activity.id, known[both] if both is not DocumentTold.NO else why_alone)


def _both(one: DocumentTold, other: DocumentTold) -> DocumentTold:
    """Whether both are told: one no is enough for a no."""
    if DocumentTold.NO in (one, other):
        return DocumentTold.NO
    return DocumentTold.UNKNOWN if DocumentTold.UNKNOWN in (one, other) else DocumentTold.YES


PLAIN = "plain"  # every other style breaks one of the two limits, by a clear margin
HARD = ("formal", "technical", "lengthy")
OPENING = 3  # sentences that hold for any document, before what this one states
FEWEST, MOST = 7, 9  # of those sentences in a document
PARAGRAPH = 4  # sentences
EASY = "read easily: grade 9 or lower, and 20 words a sentence or fewer"


@dataclass(frozen=True)
class PlantedReading:
    """A consultation and its documents, as far as they are written."""

    activity: Activity
    documents: list[dict[str, Cell]]
    care: float


@dataclass(frozen=True)
class English:
    """The texts that were kept, plain or hard, and what the median score comes to, None where nobody scored."""

    texts: tuple[str, ...]
    scored: State | None = None


def _case(weight: float, state: State, english: English) -> Case[PlantedReading, English]:
    return Case(weight, state, english, lambda reading: len(reading.documents) >= len(english.texts))


CASES: tuple[Case[PlantedReading, English], ...] = (
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


def plant_texts(readings: list[PlantedReading], draw: Draw, ledger: Ledger) -> None:
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
