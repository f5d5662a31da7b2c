"""What no year could evidence, and for each such sentence the cheapest change that would make it measurable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from heard.english import agreed, capital, number, some
from heard.history import Course
from heard.model.commitment import Commitment, Strength
from heard.model.result import Result
from heard.model.tables import TABLES
from heard.page.html import bullets, code, joined, link, paragraph, table, tag
from heard.show.described import DESCRIBED
from heard.show.gaps import RECORDS
from heard.show.marks import SAYS
from heard.year.review import Review

COLUMNS = ("Sentence", "It says", "Strength", "What to record")


@dataclass(frozen=True)
class Remedy:
    """What one check lacks, as `table.column`: columns of tables that are kept, and of tables that are not."""

    measure: str
    columns: tuple[str, ...]
    new: tuple[str, ...]
    cases: int  # how many lack it; 0 where not so much as the cases is on record

    @property
    def cost(self) -> tuple[int, int, int]:
        """New tables first, then columns, then cases to fill in."""
        return len({name.partition(".")[0] for name in self.new}), len(self.columns) + len(self.new), self.cases


def never_evidenced(review: Review) -> Markup:
    """The sentences without evidence in any year: those a record would settle, then those nothing measures."""
    commitments = review.params.strategy.commitments
    found = [each for each in commitments if review.passages[each.id].course is Course.NEVER]
    nearly = [each for each in commitments if review.passages[each.id].course is Course.UNTOLD]
    with_measure = [each for each in found if remedy(review, each)]
    without = [each for each in found if each not in with_measure]
    promises = [each for each in without if each.strength is not Strength.DESCRIBES]
    return joined(
        (
            tag("h2", "What was never evidenced", id="never-evidenced"),
            paragraph(f"{capital(some(len(found), 'sentences'))} had no evidence in any year.", *_none(found)),
            *_measurable(review, "What one more record would settle", with_measure),
            *_measurable(review, "What a few more rows would settle", nearly),
            *_listed("Promises that no check asks about", promises),
            *_listed("Descriptions that no check asks about", [each for each in without if each not in promises]),
        )
    )


def remedy(review: Review, commitment: Commitment) -> Remedy | None:
    """What would be cheapest, by the last year with evidence; None where no check asks about the sentence."""
    found = [_remedy(review, result) for result in _serving(review, commitment)]
    return min((each for each in found if each), key=lambda each: each.cost, default=None)


def _serving(review: Review, commitment: Commitment) -> list[Result]:
    family = (commitment, *review.params.strategy.parts_of(commitment.id))
    return [r for member in family for r in review.last.serving(member) if not r.described]


def _remedy(review: Review, result: Result) -> Remedy | None:
    """What most cases of a check lack together; of a table that is not kept, the columns that its rules would read."""
    lacking = Counter(finding.missing for finding in result.findings if finding.missing)
    if not lacking:
        return None
    missing, cases = min(lacking.items(), key=lambda item: (-item[1], item[0]))
    names = dict.fromkeys(name.partition(" (")[0] for name in missing)
    tables = dict.fromkeys(name.partition(".")[0] for name in names)
    new = [column for table in tables if not review.last.has(table) for column in _asked(review, result.measure, table)]
    kept = [name for name in names if review.last.has(name.partition(".")[0])]
    return Remedy(result.measure, tuple(kept), tuple(new), cases if result.unit != "year" else 0)


def _asked(review: Review, measure: str, table: str) -> list[str]:
    """The columns of a table that a check reads; its key where it reads no other."""
    asked = [name for name in review.asked[measure] if name.partition(".")[0] == table]
    return asked or [f"{table}.{next(iter(TABLES[table].columns))}"]


def _none(found: list[Commitment]) -> list[str]:
    return ["For each stands what would change that, at the least cost."] if found else []


def _measurable(review: Review, heading: str, commitments: list[Commitment]) -> Iterator[Markup]:
    if commitments:
        rows = [
            (link(each.id, each.id), capital(each.title), SAYS[each.strength], _told(review, each))
            for each in commitments
        ]
        yield tag("h3", heading)
        yield table(f"{heading}: sentences that a check asks about", COLUMNS, rows)


def _told(review: Review, commitment: Commitment) -> Markup:
    """`Keep a table materials, with says_why: it would settle 61 cases of …`"""
    found = remedy(review, commitment)
    if found is None:
        return Markup("The last year with records lacks nothing; an earlier one does.")
    title = review.measures[found.measure].title
    title = f"{title[:1].lower()}{title[1:]}"
    settles = f"{title} could then be told ({number(found.cases)} {agreed(found.cases, 'lack')} it)."
    do = joined((*_to_fill(found.columns), *_to_begin(found.new)), "; ")
    return joined((do, ": ", settles if found.cases else f"{title} needs it first."))


def _to_fill(columns: tuple[str, ...]) -> Iterator[Markup]:
    """`Fill in activities.scale (which consultations were of a larger scale)`."""
    if columns:
        words = [joined((code(name), f" ({RECORDS[name]})" if name in RECORDS else "")) for name in columns]
        yield joined(("Fill in ", joined(words, ", ")))


def _to_begin(columns: tuple[str, ...]) -> Iterator[Markup]:
    """`Begin to keep materials (the papers people were given), with says_deadline`."""
    for kept, names in groupby(columns, key=lambda name: name.partition(".")[0]):
        told = joined((code(name.partition(".")[2]) for name in names), ", ")
        yield joined(("Begin to keep ", code(kept), f" ({RECORDS[kept]}), with ", told))


def _listed(heading: str, commitments: list[Commitment]) -> Iterator[Markup]:
    if commitments:
        yield tag("h3", heading)
        yield bullets(
            [joined((link(each.id, each.id), " ", capital(each.title), ". ", _why(each))) for each in commitments]
        )


def _why(commitment: Commitment) -> Markup | str:
    if commitment.not_measured_because:
        return capital(commitment.not_measured_because)
    needs = [DESCRIBED[name].needs for name in commitment.measured_by if name in DESCRIBED]
    names = joined((code(name) for name in dict.fromkeys(needs)), ", ")
    return joined(("To count it, begin to record ", names, ".")) if needs else "No record could tell."
