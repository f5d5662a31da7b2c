"""How plain the English was of the documents people were given, worked out from their texts; judged by nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from heard.measures.cases import Nothing
from heard.measures.columns import Columns
from heard.measures.units import consultations
from heard.measures.words import its_materials
from heard.model.address import Address
from heard.model.figures import Figures, Line
from heard.sources.plain_words import say_instead

NOUN = "documents"


@dataclass(frozen=True)
class _Document:
    """One document whose text was supplied, and what was counted in it."""

    activity: str
    name: str
    grade: float
    sentence_words: float
    reads_easily: bool
    words_to_avoid: tuple[str, ...]
    abbreviations: tuple[str, ...]
    place: Address  # of its row in `materials`


@dataclass(frozen=True)
class _Shelf:
    """The documents of the closed consultations: those with a text, of so many in all."""

    documents: tuple[_Document, ...] = ()
    of: int = 0
    missing: tuple[str, ...] = ()

    def figures(self, measure: str, title: str, columns: tuple[str, ...], lines: Iterable[Line]) -> Figures:
        """The lines, with what they rest on; none where no text was supplied."""
        n = len(self.documents)
        return Figures(measure, title, columns, tuple(lines) if n else (), n, self.of, NOUN, self.missing)

    def source(self, which: Callable[[_Document], bool] = lambda _: True) -> tuple[Address, ...]:
        """The rows of the documents that are so; of all of them."""
        return tuple(sorted(each.place for each in self.documents if which(each)))

    def using(self, word: str) -> tuple[Address, ...]:
        """The rows of the documents that use a word to avoid."""
        return self.source(lambda each: word in each.words_to_avoid)


def plain_english(year: Columns) -> Figures:
    """Each document of the closed consultations: grade, words a sentence, words to avoid, abbreviations (CONSULT-7c).

    A grade and a mean have one decimal. Whether a document reads easily is told from the figures as they are.
    """
    columns = (
        *("activity", "document", "grade", "words a sentence", "reads easily"),
        *("words to avoid", "abbreviations not explained"),
    )
    shelf = _shelf(year)
    lines = (
        Line(
            (
                *(each.activity, each.name, round(each.grade, 1), round(each.sentence_words, 1)),
                *("yes" if each.reads_easily else "no", _listed(each.words_to_avoid), _listed(each.abbreviations)),
            ),
            (each.place,),
        )
        for each in shelf.documents
    )
    return shelf.figures("plain_english", "How plain each document was", columns, lines)


def plain_documents(year: Columns) -> Figures:
    """The documents of the year together: how many read easily, and how hard the one in the middle is."""
    shelf, s = _shelf(year), year.standards
    grades = [round(each.grade, 1) for each in shelf.documents]
    lengths = [round(each.sentence_words, 1) for each in shelf.documents]
    easy = f"grade {s.reading_grade} or lower, and {s.sentence_words} words a sentence or fewer"
    counted: dict[str, Callable[[_Document], bool]] = {
        "documents with their text": lambda _: True,
        f"read easily: {easy}": lambda each: each.reads_easily,
        "use no word to avoid": lambda each: not each.words_to_avoid,
        "explain every abbreviation": lambda each: not each.abbreviations,
    }
    lines = [Line((name, sum(map(so, shelf.documents))), shelf.source(so)) for name, so in counted.items()]
    middles = {"grade, the median": _middle(grades), "words a sentence, the median": _middle(lengths)}
    lines += [Line(each, shelf.source()) for each in middles.items()]
    return shelf.figures("plain_documents", "How plain the documents were", ("figure", "number"), lines)


def words_to_avoid(year: Columns) -> Figures:
    """The words to avoid that some document uses, with what to say instead: those in most documents first."""
    shelf = _shelf(year)
    found = Counter(word for each in shelf.documents for word in each.words_to_avoid)
    lines = (
        Line((word, n, say_instead()[word]), shelf.using(word))
        for word, n in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return shelf.figures("words_to_avoid", "Words to avoid", ("word", NOUN, "say instead"), lines)


def _shelf(year: Columns) -> _Shelf:
    cases = consultations(year)
    if isinstance(cases, Nothing):
        return _Shelf(missing=(str(cases.missing),))
    given = its_materials(cases)
    if given.base is None:
        return _Shelf(missing=(str(given.lacks),))
    if not given.has("text_grade"):
        return _Shelf(of=given.n, missing=("materials.text_file",))
    read, s = given.where(given.column("text_grade").filled), year.standards
    assert read.picked is not None
    rows, places = given.base.rows.iloc[read.picked], given.base.addresses
    columns = (read.column(f"text_{name}").values for name in ("grade", "sentence_words", "not_plain", "abbreviations"))
    documents = tuple(
        _Document(
            activity=cases.ids[owner],
            name=str(name),
            grade=float(grade),
            sentence_words=float(length),
            reads_easily=bool(grade <= s.reading_grade and length <= s.sentence_words),
            words_to_avoid=avoid or (),
            abbreviations=tuple(each.upper() for each in short or ()),  # names are compared in small letters
            place=places[row],
        )
        for owner, row, name, grade, length, avoid, short in zip(
            read.owners, read.picked, rows["document"], *columns, strict=True
        )
    )
    return _Shelf(documents, given.n)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(words) or "none"


def _middle(numbers: list[float]) -> float | None:
    return round(median(numbers), 1) if numbers else None
