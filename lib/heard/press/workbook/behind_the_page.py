"""What stands behind the sentences of the page, as tables: what is described, and each number told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from heard.maths.suppress import Symbol
from heard.measures.measure import INTERNAL, OWN_WORD, PUBLIC
from heard.model.figures import Cell as Amount
from heard.model.figures import Figures
from heard.model.people import Shown, Understood
from heard.model.result import Result
from heard.model.state import State
from heard.model.tables import TABLES
from heard.press.workbook.sheet import Cell, Note, Row, Sheet, numbered
from heard.show.gaps import gaps, lacking
from heard.show.open_data_rows import PEOPLE, people_rows
from heard.show.report.from_the_register import steps
from heard.year import Year

COUNTS, SHARES = ("people", "population", "total"), ("share", "population_share")
ALL_YEAR = "the whole year"
WORDS = (PUBLIC, INTERNAL, OWN_WORD)  # from the firmest
PROMISES = (
    *("commitment", "chapter", "counted", "state", "whose word"),
    *("rows set aside", "gaps", "both at once", "for want of"),
)
GAPS = ("measure", "record or column", "cases")
SETTLE = ("record or column", "measures", "cases", "findings")
EFFECTS = ("measure", "title", "cases they could change or add", "rows")
SUPPLIED = ("table", "supplied", "rows", "set aside", "for another reason not counted")
OF_PERSONS = "responses"  # a row of it is a person, and the gate has their counts


def amounts(year: Year) -> Iterator[Sheet]:
    """A sheet for each measure of amount, named by its id."""
    for name, figures in year.amounts.items():
        rows = tuple(tuple(map(_rounded, row)) for row in figures.rows)
        label = name.replace("_", " ").capitalize()
        yield Sheet(label, f"{figures.title} ({name})", figures.columns, rows, basis=_basis(figures))


def of_people(year: Year) -> Iterator[Sheet]:
    """Who took part beside who lives here, how far apart the two are, and what people understood."""
    people = year.assessment.people
    yield Sheet(
        "People",
        "Who took part, beside who lives here",
        PEOPLE,
        tuple(numbered(row, PEOPLE, COUNTS, (*SHARES, "ratio")) for row in people_rows(people)),
        {"people": Note.DISCLOSURE, "share": Note.SHARES, "flagged": Note.LOOK},
        SHARES,
        f"Responses to {people.activities} activities for all residents; {people.without_baseline} more were for some.",
    )
    apart = [(each.name, each.dissimilarity) for each in people.characteristics]
    yield Sheet(
        "Likeness",
        "How far those who took part are from those who live here",
        ("characteristic", "dissimilarity"),
        tuple(row for row in apart if row[1] is not None),
        {"dissimilarity": Note.DISSIMILARITY},
        ("dissimilarity",),
        "Left out where a count of the characteristic is hidden, or no population is known.",
    )
    yield Sheet(
        "Understood",
        "What people said they understood",
        ("asked", "activity", "title", "answered", "answered 4 or 5", "share"),
        tuple(_understood(year, each) for each in people.understood),
        {"answered": Note.DISCLOSURE},
        ("share",),
        "Over the year, and for each activity with at least ten answers.",
    )


def _understood(year: Year, found: Understood) -> Row:
    hidden = next((each for each in (found.understood, found.answered) if isinstance(each, str)), "")
    counts: tuple[Shown, Shown] = (found.answered, found.understood)
    about = (found.item, found.activity_id or ALL_YEAR, year.name("activity", found.activity_id) or ALL_YEAR)
    return (*about, *counts, hidden if found.share is None else found.share)


def _basis(figures: Figures) -> str:
    recorded = f"Recorded for {figures.recorded:,} of {figures.of:,} {figures.noun}." if figures.of else ""
    return " ".join(filter(None, (recorded, figures.note)))


def _rounded(cell: Amount) -> Cell:
    return round(cell, 2) if isinstance(cell, float) else cell


def what_is_told(year: Year) -> Iterator[Sheet]:
    """From the register to the verdicts, each count that some sentence of the page makes of them."""
    results, notes = year.assessment.results, {"state": Note.STATES}
    hangs_on = {"state": Note.VERDICTS, "both at once": Note.SENSITIVE, "whose word": Note.WORD}
    register = tuple((step.words, step.n) for step in steps(year))
    reasons = tuple(row for result in results for row in _reasons(result))
    content = tuple((result.measure, result.content) for result in results if result.content)
    effects = tuple(
        (each.measure, year.measures[each.measure].title, each.units, len(each.rows))
        for each in year.assessment.effects
    )
    supplied, title = tuple(_supplied(year)), "Each statement: whether it is counted, and what its verdict hangs on"
    yield Sheet("Register", "From the register to what is counted", ("step", "rows"), register)
    yield Sheet("Promises", title, PROMISES, tuple(_promises(year)), hangs_on)
    yield Sheet("Reasons", "Why each case has its state", ("measure", "state", "reason", "cases"), reasons, notes)
    yield Sheet("Gaps", "What would settle what cannot be told, by measure", GAPS, tuple(_gaps(year)))
    settle = tuple((str(gap.record), len(gap.measures), gap.units, gap.findings) for gap in gaps(year))
    yield Sheet("Would settle", "What would settle most, if it were filled in", SETTLE, settle)
    yield Sheet("Content", "What is on record where the whole year is judged", ("measure", "content"), content)
    yield Sheet("Effects", "What difference the rows set aside could make", EFFECTS, effects)
    yield Sheet("Supplied", "The records supplied", SUPPLIED, supplied, {"rows": Note.DISCLOSURE})


def _promises(year: Year) -> Iterator[Row]:
    safety = {each.commitment: each for each in year.assessment.sensitivities}
    for each in year.params.strategy.commitments:
        outcome, hangs = year.outcomes[each.id], safety[each.id]
        counted = year.params.strategy.noun if each.is_promise else "lettered part" if each.letter else "description"
        words = [year.measures[result.measure].word for result in year.deciding(each)]
        weakest = max(words, key=WORDS.index) if words else ""
        loose = ({*way} != {outcome.verdict} for way in (hangs.aside, hangs.missing, hangs.together))
        chapter = year.params.strategy.chapters[each.chapter].title
        hangs_on = ("hangs on" if so else "safe" for so in loose)
        yield (each.id, chapter, counted, outcome.verdict, weakest, *hangs_on, str(lacking(year, each) or ""))


def _reasons(result: Result) -> Iterator[Row]:
    found = Counter((finding.state, finding.reason) for finding in result.findings)
    for (state, reason), cases in sorted(found.items(), key=lambda pair: (list(State).index(pair[0][0]), -pair[1])):
        yield result.measure, state, reason, cases
    for reason, cases in result.shortfall:
        yield result.measure, f"{State.NOT_MET}, in full", reason, cases


def _gaps(year: Year) -> Iterator[Row]:
    for result in year.assessment.results:
        untold = (finding for finding in result.findings if finding.state is State.NO_EVIDENCE)
        found = Counter(missing.record for finding in untold for missing in finding.missing)
        for name, cases in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
            yield result.measure, str(name), cases


def _supplied(year: Year) -> Iterator[Row]:
    for name in TABLES:
        checked = year.records.tables.get(name)
        if checked is None:
            yield name, "no", *("",) * 3
        elif name == OF_PERSONS:
            yield name, "yes", *(Symbol.CONFIDENTIAL,) * 3
        else:
            rows, aside = len(checked.rows), len(checked.aside)
            yield name, "yes", rows, aside, rows - aside - len(checked.kept)
