"""What no year could evidence, and for each such sentence the cheapest change that would make it measurable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from heard.english import capital, number, some
from heard.history.course import Course
from heard.model.commitment import Commitment
from heard.model.missing import Record
from heard.model.result import Result
from heard.model.state import Verdict
from heard.model.tables import TABLES
from heard.page.blocks import Blocks, Some, Words, code, flow, heading, link, paragraph, table, words
from heard.show.records_in_words import NEEDS, in_words
from heard.year.years import Review

EVERY_CHECK = "A check asks about every sentence."


@dataclass(frozen=True)
class Remedy:
    """What one check lacks: columns (or rows) of tables that are kept, and columns of tables that are not."""

    measure: str
    columns: tuple[Record, ...]
    new: tuple[Record, ...]
    cases: int  # how many lack it; 0 where not so much as the cases is on record

    @property
    def cost(self) -> tuple[int, int, int]:
        """New tables first, then columns, then cases to fill in."""
        return len({column.table for column in self.new}), len(self.columns) + len(self.new), self.cases


def never_evidenced(review: Review) -> Blocks:
    """Two lists: the sentences that no check asks about, and those without a record, each with the cheapest way."""
    commitments = review.params.strategy.commitments
    silent = [each for each in commitments if _is_without_record(review, each)]
    remedies = {each.id: remedy(review, each) for each in silent}
    unasked = [each for each in silent if remedies[each.id] is None and _never(review, each)]
    no_check = [each for each in commitments if each in unasked or _course(review, each) is Course.NO_CHECK]
    no_record = [each for each in silent if each not in unasked]
    return flow(
        heading(2, "No check, no record", id="never-evidenced"),
        paragraph(
            f"For {some(len(no_check), 'sentences')} there is no check: heard cannot ask." if no_check else EVERY_CHECK,
            f"For {number(len(no_record)) if no_record else 'none'} there is no record, or too little of one.",
            "Beside each stands the cheapest way to change that." if no_check or no_record else "",
        ),
        table(
            "No check", ("Sentence", "It says", "The cheapest way"), [_row(each, _why_not(each)) for each in no_check]
        ),
        table(
            "No record",
            ("Sentence", "It says", "The cheapest way"),
            [_row(each, _to_record(review, remedies[each.id])) for each in no_record],
        ),
    )


def _course(review: Review, commitment: Commitment) -> Course:
    return review.passages[commitment.id].course


def _never(review: Review, commitment: Commitment) -> bool:
    return _course(review, commitment) is Course.NO_RECORD


def _is_without_record(review: Review, commitment: Commitment) -> bool:
    """Whether no year, or not the last, has enough on record."""
    untold = _course(review, commitment) is Course.UNTOLD
    last = review.last.outcomes[commitment.id].verdict
    return _never(review, commitment) or (untold and last is Verdict.CANNOT_TELL)


def _row(commitment: Commitment, way: Words) -> tuple[Some, ...]:
    return link(commitment.id, commitment.id), capital(commitment.title), way


def remedy(review: Review, commitment: Commitment) -> Remedy | None:
    """What would be cheapest, by the last year with evidence; None where no check asks about the sentence."""
    remedies = [_remedy(review, result) for result in _serving(review, commitment)]
    return min((each for each in remedies if each), key=lambda each: each.cost, default=None)


def _serving(review: Review, commitment: Commitment) -> list[Result]:
    family = (commitment, *review.params.strategy.parts_of(commitment.id))
    return [r for member in family for r in review.last.serving(member) if not r.described]


def _remedy(review: Review, result: Result) -> Remedy | None:
    """What most cases of a check lack together; of a table that is not kept, the columns that its rules would read."""
    lacking = Counter(finding.missing for finding in result.findings if finding.missing)
    if not lacking:
        return None
    missing, cases = min(lacking.items(), key=lambda item: (-item[1], item[0]))
    cells = dict.fromkeys(each.cell for each in missing)
    tables = dict.fromkeys(cell.table for cell in cells)
    new = [column for table in tables if not review.last.has(table) for column in _asked(review, result.measure, table)]
    kept = [cell for cell in cells if review.last.has(cell.table)]
    return Remedy(result.measure, tuple(kept), tuple(new), cases if result.unit != "year" else 0)


def _asked(review: Review, measure: str, table: str) -> list[Record]:
    """The columns of a table that a check reads; its key where it reads no other."""
    asked = [column for column in review.measures[measure].reads if column.table == table]
    return asked or [Record(table, next(iter(TABLES[table].columns)))]


def _to_record(review: Review, cheapest: Remedy | None) -> Words:
    """`Begin to keep the papers …, with says_why: said why people were asked could then be told (61 lack it).`"""
    if cheapest is None:
        return words("The last year with records lacks nothing; an earlier one does.")
    title = review.measures[cheapest.measure].title
    title = f"{title[:1].lower()}{title[1:]}"
    settles = f"{title} could then be told ({number(cheapest.cases)} {'lacks' if cheapest.cases == 1 else 'lack'} it)."
    steps = words(_fill_in(cheapest.columns), *_begin_to_keep(cheapest.new), between="; ")
    return words(steps, ": ", settles if cheapest.cases else f"{title} needs it first.")


def _fill_in(columns: tuple[Record, ...]) -> Words:
    """`Fill in which consultations were of a larger scale`; nothing for no columns."""
    names = (in_words(column) for column in columns)
    return words("Fill in ", words(*names, between=", ")) if columns else ()


def _begin_to_keep(columns: tuple[Record, ...]) -> Iterator[Words]:
    """`Begin to keep the papers people were given, with says_deadline`."""
    for kept, its_columns in groupby(columns, key=lambda column: column.table):
        with_columns = words(*(code(each.column) for each in its_columns), between=", ")
        yield words("Begin to keep ", in_words(Record(kept)), ", with ", with_columns)


def _why_not(commitment: Commitment) -> Words:
    if commitment.not_measured_because:
        return words(capital(commitment.not_measured_because))
    needs = dict.fromkeys(NEEDS[name] for name in commitment.measured_by if name in NEEDS)
    if not needs:
        return words("No record could tell.")
    return words("To count it, begin to record ", words(*map(in_words, needs), between=", "), ".")
