"""How far to trust the report: what is missing, what was set aside, and what difference that could make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from heard.english import agreed, capital, listed, number, some
from heard.maths.suppress import SPECIAL_CATEGORY, Disclosure, Symbol
from heard.measures.amounts.whose_word import DOCUMENTS, ISSUES, NOBODY, SCORES
from heard.measures.measure import INTERNAL, OWN_WORD, PUBLIC
from heard.measures.scores import OTHERS
from heard.model.missing import Record
from heard.model.records import Action, Checked
from heard.model.tables import RESPONSES, TABLES
from heard.page.blocks import (
    ANNEX,
    Block,
    Blocks,
    Details,
    Some,
    Words,
    bullets,
    code,
    details,
    first_open,
    flow,
    heading,
    paragraph,
    table,
    words,
)
from heard.show.figure_columns import column
from heard.show.gaps import gaps, untold
from heard.show.records_in_words import RECORDS, in_words
from heard.show.report.hanging_verdicts import contradictions, safe_verdicts
from heard.show.report.labels_and_scores import judgements, labels, never_closed
from heard.show.results import figure_in_words, figure_name
from heard.year import Year

MOST_GAPS = 6


def supplied(year: Year) -> Iterator[Block | None]:
    """Every table: those supplied, those that were not, and those that say that nothing happened."""
    given = {name: checked for name, checked in year.records.tables.items() if name in TABLES}
    missing = [name for name in TABLES if name not in given]
    empty = [name for name, checked in given.items() if not checked.n_rows]
    some_of_them = f"{number(len(given))} of {number(len(TABLES))} tables {agreed(len(given), 'were')} supplied."
    yield paragraph(some_of_them if missing else f"All {number(len(TABLES))} tables were supplied.", _no_rows(empty))
    if missing:
        yield paragraph(f"No record of: {'; '.join(in_words(Record(name)) for name in missing)}.")
        yield table(
            "What we cannot tell for want of a record",
            ("No record of", "Statements"),
            _left_open(year),
            sheet="Records and gaps",
        )
    rows = [(code(name), *_sizes(checked)) for name, checked in given.items()]
    inside = table("Records supplied", ("Table", "Rows", "Set aside"), rows, sheet="Records and gaps")
    yield details("The records supplied", inside, kind=ANNEX)


def _sizes(checked: Checked) -> tuple[int | str, int | str]:
    """How many rows, and how many set aside; not of responses, for a row is a person, and the gate has their counts."""
    if checked.table.name == RESPONSES:
        return Symbol.CONFIDENTIAL.value, Symbol.CONFIDENTIAL.value
    return len(checked.rows), len(checked.aside)


def _no_rows(empty: list[str]) -> str:
    if not empty:
        return ""
    names = ", ".join(RECORDS[name] for name in empty)
    return f"A header and no rows says that nothing of the kind happened. So came: {names}."


def _left_open(year: Year) -> list[tuple[str, int]]:
    """How many statements of the strategy each missing record leaves open, parts included."""
    by_record = untold(year, year.params.strategy.commitments)
    return [(in_words(name), len(several)) for name, several in by_record.items()]


def would_tell(year: Year) -> Iterator[Block | None]:
    """The blanks and missing records that would settle most, if they were filled in."""
    missing = gaps(year)
    if not missing:
        yield paragraph("Nothing that a check asks for is missing.")
        return
    yield paragraph("Each line says in how many checks, for how many cases, it would help to settle an answer.")
    rows = [
        (in_words(gap.record), code(str(gap.record)), len(gap.measures), gap.units, gap.findings)
        for gap in missing[:MOST_GAPS]
    ]
    yield table("What would tell most, if it were filled in", SETTLES, rows, sheet="Records and gaps")


SETTLES = ("What is missing", "Its name", "Checks", "Cases", "Answers")
ON_PAPER = 2
MOST = 50
OF_PEOPLE = (RESPONSES, "training", "judgements")  # what their rows say may point to a person
FILE = "internal/set-aside.csv"
NOT_OF_RESPONSES = "How many responses were set aside is not told here: each of them is a person's."


def rows_set_aside(year: Year) -> Iterator[Block | None]:
    """How many, why, and what they could change."""
    aside = sum(len(checked.aside) for table, checked in year.records.tables.items() if table != RESPONSES)
    of_responses = NOT_OF_RESPONSES if year.has(RESPONSES) else ""
    if not aside:
        yield paragraph("No row was set aside.", of_responses)
        return
    yield paragraph(
        f"{number(aside)} {'row was' if aside == 1 else 'rows were'} set aside, for a fault in the row.",
        of_responses,
        words("All are in ", code(FILE), ", which is not published."),
        *_difference(year),
    )
    faults = [fault for fault in year.records.faults if fault.action is Action.SET_ASIDE]
    sentences = [_plain(fault.described, fault.table) for fault in faults if fault.table not in OF_PEOPLE]
    yield bullets(sentences[:ON_PAPER], kind="faults")
    if rest := sentences[ON_PAPER:MOST]:
        more = len(sentences) - MOST
        left = paragraph(f"The other {number(more)} are in that file.") if more > 0 else None
        summary = f"{number(len(rest))} more of the rows set aside"
        yield details(summary, bullets(rest, kind="faults"), left, kind=ANNEX)
    yield _by_measure(year)


def in_code(sentence: str) -> Words:
    """A sentence with the names it has between backticks set as names."""
    return words(*(code(part) if place % 2 else part for place, part in enumerate(sentence.split("`"))))


def _plain(sentence: str, table: str) -> str:
    """A sentence with the table and the columns it names in words; what else stands between backticks, as it is."""
    named = {table: RECORDS.get(table, table)}
    parts = sentence.split("`")
    said = (named.get(part) or RECORDS.get(f"{table}.{part}", part) if n % 2 else part for n, part in enumerate(parts))
    return capital("".join(said).replace("the the ", "the "))


def _touched(year: Year) -> list[tuple[str, int, int]]:
    touched = [(year.measures[each.measure].title, each.units, len(each.rows)) for each in year.assessment.effects]
    return sorted((row for row in touched if row[1]), key=lambda row: (-row[1], row[0]))


def _difference(year: Year) -> Iterator[str]:
    touched = _touched(year)
    if touched:
        most = number(touched[0][1])
        yield f"They could change or add cases in {some(len(touched), 'measures')}: {most} at most in any one."
    else:
        yield "None of them could change a figure of this year."


def _by_measure(year: Year) -> Details | None:
    columns = ("Measure", "Cases they could change or add", "Rows")
    inside = table("What difference the rows set aside could make", columns, _touched(year), sheet="Records and gaps")
    return details("What difference they could make", inside, kind=ANNEX) if inside else None


WORDS = (PUBLIC, INTERNAL, OWN_WORD)  # from the firmest

UNSAID = (
    "It does not say whether any consultation was lawful. It shows what is on record; that is for a court.",
    "It does not say whether a decision followed what most people wanted.",
    "It does not say whether the reasons that people were given were good ones.",
    "It knows what was written down. What was done and not written down is not here.",
    "It takes the training record and the list of the Council's decisions as complete.",
)


def trust(year: Year) -> Blocks:
    """Everything a careful reader should know before quoting a figure."""
    parts: dict[str, Some] = {
        "What was supplied, and what was not": supplied(year),
        "What would tell most": would_tell(year),
        "Rows set aside": rows_set_aside(year),
        "Counts of people that are hidden": _hidden_counts(year),
        "Which verdicts are safe": safe_verdicts(year),
        "Whose word it is": _whose_word(year),
        "Scores by assessors": judgements(year),
        "Labels worth a look": labels(year),
        "Still open after a year": never_closed(year),
        "Where the strategy disagrees with itself": contradictions(year),
        "Figures that are ours": _figures(year),
        "What this report does not say": bullets(UNSAID),
    }
    (first, opening), *others = parts.items()
    return flow(
        heading(2, "How far to trust this", id="trust"),
        heading(3, first),
        first_open("How far to trust this, in full", opening, ((heading(3, name), part) for name, part in others)),
    )


def _hidden_counts(year: Year) -> Iterator[Block | None]:
    """The rule of the gate, with the thresholds of this report."""
    if year.has(RESPONSES) or year.has("channels"):
        yield paragraph(*_rule_of_the_gate(year.params.disclosure))
    else:
        yield paragraph("No record counts people, so there is nothing to hide.")


def _rule_of_the_gate(given: Disclosure) -> Iterator[str]:
    yield f"We hide {_thresholds(given)}. Nobody at all is hidden in the same way."
    yield "Other counts are hidden with it. Nobody who knows this rule can then work it out."
    yield "That holds for this report, and beside each that stood in its place before."
    if given.round_to:
        yield f"What is shown is rounded to the nearest {given.round_to}."
    ours = Disclosure()
    if given.threshold < ours.threshold or given.special_category_threshold < ours.special_category_threshold:
        yield f"The Council has set this lower than we would. We would hide {_thresholds(ours)}."


def _thresholds(given: Disclosure) -> str:
    """`a count of people below 5, and below 10 by disability, ethnic group or religion`."""
    *others, last = sorted(name.replace("_", " ") for name in SPECIAL_CATEGORY)
    special = f"{', '.join(others)} or {last}"
    return f"a count of people below {given.threshold}, and below {given.special_category_threshold} by {special}"


def _whose_word(year: Year) -> Iterator[Block | None]:
    """On whose word the verdicts rest; where a verdict rests on several, on the weakest."""
    weakest: Counter[str] = Counter()
    for promise in year.judged:
        weakest[max((year.measures[r.measure].word for r in year.deciding(promise)), key=WORDS.index)] += 1
    whole = sum(weakest.values())
    if whole:
        on_which = listed(f"{number(weakest[word])} on {article(word)}" for word in WORDS if weakest[word])
        yield paragraph(
            f"{capital(some(whole, 'verdicts'))} {'rests' if whole == 1 else 'rest'} on this: {on_which}.",
            "Where a verdict rests on several, the weakest counts.",
        )
    else:
        yield paragraph(f"No {year.params.strategy.noun} could be judged, so no verdict rests on anybody's word.")
    yield paragraph(*_checked(column(year.amounts["whose_word"], "number")))


CHECKED_BY = {
    "self": "by the service itself",
    "peer": "by a peer",
    "independent": "by somebody independent",
    NOBODY: "by nobody on record",
}
RAISED_BY = {"staff": "by staff", "partner": "by partners", NOBODY: "by nobody named"}
BY_OTHERS = tuple(f"{what}: {who}" for what in (DOCUMENTS, SCORES) for who in OTHERS)


def _checked(n: Mapping[str, int]) -> Iterator[str]:
    """How much of a service's own word others have looked at: its documents, and what was scored."""
    if documents := _by_whom(n, DOCUMENTS, CHECKED_BY):
        yield f"Documents people were given were checked: {documents}."
    if not any(n.get(line) for line in BY_OTHERS):
        yield "Nobody else has checked a service's own word, on the record."
    if raised := _by_whom(n, ISSUES, RAISED_BY):
        yield f"Issues of the people they work with were raised: {raised}."


def _by_whom(n: Mapping[str, int], what: str, words: Mapping[str, str]) -> str:
    counts = ((n.get(f"{what}: {who}", 0), by) for who, by in words.items())
    named = [f"{number(count)} {by}" for count, by in counts if count]
    return listed(named) if named else ""


def article(word: str) -> str:
    """`a public record`, `an internal record`, `the service's own word`."""
    return word if word.startswith("the ") else f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _figures(year: Year) -> Iterator[Block | None]:
    standards = year.params.standards
    theirs = [
        f"{getattr(standards, name)} ({figure_name(name)})" for name, note in standards.notes.items() if note.strategy
    ]
    ours = sum(not note.strategy for note in standards.notes.values())
    yield paragraph(
        f"{capital(some(len(theirs), 'figures'))} stand in the strategy: {listed(theirs)}." if theirs else "",
        f"The other {number(ours)} are ours, and a council may change them.",
        f"Changed here: {listed(map(figure_name, standards.changed))}." if standards.changed else "None was changed.",
    )
    inside = bullets([figure_in_words(standards, name) for name in standards.notes])
    yield details("Every figure, and why", inside, kind=ANNEX)
