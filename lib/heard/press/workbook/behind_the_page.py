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
from heard.model.tables import RESPONSES, TABLES
from heard.press.workbook.definitions import set_aside
from heard.press.workbook.found import what_could_change
from heard.press.workbook.sheet import Cell, Note, Row, Sheet, numbered
from heard.show.gaps import gaps, lacking
from heard.show.open_data_rows import PEOPLE, people_rows
from heard.show.report.from_the_register import steps
from heard.year import Year

COUNTS, SHARES = ("people", "population", "total"), ("share", "population_share")
ALL_YEAR = "the whole year"
WORDS = (PUBLIC, INTERNAL, OWN_WORD)  # from the firmest
PROMISES = (
    *("commitment", "chapter", "counted", "state", "decided by", "whose word"),
    *("rows set aside", "gaps", "both at once", "for want of"),
)
GAPS = ("measure", "record or column", "cases")
SETTLE = ("record or column", "measures", "cases", "findings")
EFFECTS = ("measure", "title", "cases they could change or add", "rows")
SUPPLIED = ("table", "supplied", "rows", "set aside", "for another reason not counted")


def amounts(year: Year) -> Iterator[Sheet]:
    """A table for each measure of amount, named by its id."""
    for name, figures in year.amounts.items():
        rows = tuple(tuple(map(_rounded, row)) for row in figures.rows)
        label = name.replace("_", " ").capitalize()
        yield Sheet(label, f"{figures.title} ({name})", figures.columns, rows, basis=_basis(figures))


def people(year: Year) -> Sheet:
    """Who took part beside who lives here, and how far apart the two are."""
    found = year.assessment.people
    apart = {each.name: each.dissimilarity for each in found.characteristics}
    rows = (
        (*numbered(row, PEOPLE, COUNTS, (*SHARES, "ratio")), "" if apart.get(row[0]) is None else apart[row[0]])
        for row in people_rows(found)
    )
    return Sheet(
        "People",
        "Who took part, beside who lives here",
        (*PEOPLE, "dissimilarity"),
        tuple(rows),
        {"people": Note.DISCLOSURE, "share": Note.SHARES, "flagged": Note.LOOK, "dissimilarity": Note.DISSIMILARITY},
        (*SHARES, "dissimilarity"),
        f"Responses to {found.activities} activities for all residents; {found.without_baseline} more were for some.",
    )


def understood(year: Year) -> Sheet:
    """What people understood."""
    return Sheet(
        "Understood",
        "What people said they understood",
        ("asked", "activity", "title", "answered", "answered 4 or 5", "share"),
        tuple(_understood(year, each) for each in year.assessment.people.understood),
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


def how_cases_came_out(year: Year) -> Iterator[Sheet]:
    """From the register to the cases, and why each has its state."""
    results = year.assessment.results
    yield Sheet("Register", "", ("step", "rows"), tuple((step.words, step.n) for step in steps(year)))
    reasons = tuple(row for result in results for row in _reasons(result))
    yield Sheet("Reasons", "", ("measure", "state", "reason", "cases"), reasons, {"state": Note.STATES})


def records_and_gaps(year: Year) -> Iterator[Sheet]:
    """What was supplied, what would settle what cannot be told, and what each verdict hangs on."""
    hangs_on = {"both at once": Note.SENSITIVE, "whose word": Note.WORD}
    effects = tuple(
        (each.measure, year.measures[each.measure].title, each.units, len(each.rows))
        for each in year.assessment.effects
    )
    yield Sheet("Supplied", "", SUPPLIED, tuple(_supplied(year)), {"rows": Note.DISCLOSURE})
    yield set_aside(year)
    yield Sheet("Effects", "", EFFECTS, effects)
    yield Sheet("Gaps", "", GAPS, tuple(_gaps(year)))
    settle = tuple((str(gap.record), len(gap.measures), gap.units, gap.findings) for gap in gaps(year))
    yield Sheet("Would settle", "", SETTLE, settle)
    yield Sheet("Hangs on", "", PROMISES, tuple(_promises(year)), hangs_on)
    yield what_could_change(year)


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
        yield (
            each.id,
            chapter,
            counted,
            outcome.verdict,
            ";".join(outcome.decided_by),
            weakest,
            *hangs_on,
            str(lacking(year, each) or ""),
        )


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
        elif name == RESPONSES:
            yield name, "yes", *(Symbol.CONFIDENTIAL,) * 3
        else:
            rows, aside = len(checked.rows), len(checked.aside)
            yield name, "yes", rows, aside, rows - aside - len(checked.kept)
