"""What no year could evidence, and for each such sentence the cheapest change that would make it measurable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from heard.history import Course
from heard.model.commitment import Commitment, Strength
from heard.model.result import Result
from heard.model.state import State
from heard.show.described import DESCRIBED
from heard.show.facts import Facts
from heard.show.gaps import RECORDS, address
from heard.show.html import bullets, code, joined, link, paragraph, table, tag
from heard.show.marks import SAYS
from heard.show.review.facts import ReviewFacts
from heard.show.sentences import agreed, capital, number, some

COLUMNS = ("Sentence", "What it says", "How firmly", "The cheapest way to measure it")


@dataclass(frozen=True)
class Remedy:
    """The columns (`table.column`, or a table) that one measure lacks most, and for how many of its cases."""

    measure: str
    missing: tuple[str, ...]
    cases: int
    new_tables: tuple[str, ...]


def never_evidenced(facts: ReviewFacts) -> Markup:
    """The sentences without evidence in any year: those a record would settle, then those nothing measures."""
    commitments = facts.params.strategy.commitments
    found = [each for each in commitments if facts.passages[each.id].course is Course.NEVER]
    nearly = [each for each in commitments if facts.passages[each.id].course is Course.UNTOLD]
    with_measure = [each for each in found if remedy(facts, each)]
    without = [each for each in found if each not in with_measure]
    promises = [each for each in without if each.strength is not Strength.DESCRIBES]
    return joined(
        (
            tag("h2", "What was never evidenced", id="never-evidenced"),
            paragraph(f"{capital(some(len(found), 'sentences'))} had no evidence in any year.", *_none(found)),
            *_measurable(facts, "What one more record would settle", with_measure),
            *_measurable(facts, "What a few more rows would settle", nearly),
            *_listed("Promises that no check asks about", promises),
            *_listed("Descriptions that no check asks about", [each for each in without if each not in promises]),
        )
    )


def remedy(facts: ReviewFacts, commitment: Commitment) -> Remedy | None:
    """What would be cheapest: a column of a table that is kept before a new table, then the fewest columns and cases.

    It is read from the last year with evidence. None where no check asks about the sentence.
    """
    found = [_remedy(result, facts.last) for result in _serving(facts, commitment)]
    return min(
        (each for each in found if each), key=lambda r: (len(r.new_tables), len(r.missing), r.cases), default=None
    )


def _serving(facts: ReviewFacts, commitment: Commitment) -> list[Result]:
    family = (commitment, *facts.params.strategy.parts_of(commitment.id))
    return [r for member in family for r in facts.last.serving(member) if not r.described]


def _remedy(result: Result, last: Facts) -> Remedy | None:
    """What most cases of a check lack together."""
    lacking = Counter(finding.missing for finding in result.findings if finding.state is State.NO_EVIDENCE)
    lacking.pop((), None)
    if not lacking:
        return None
    missing, cases = min(lacking.items(), key=lambda item: (-item[1], item[0]))
    names = tuple(dict.fromkeys(name.partition(" (")[0] for name in missing))
    tables = dict.fromkeys(name.partition(".")[0] for name in names)
    return Remedy(result.measure, names, cases, tuple(table for table in tables if not last.has(table)))


def _none(found: list[Commitment]) -> list[str]:
    return ["For each stands what would change that, at the least cost."] if found else []


def _measurable(facts: ReviewFacts, heading: str, commitments: list[Commitment]) -> Iterator[Markup]:
    if commitments:
        rows = [
            (link(each.id, each.id), capital(each.title), SAYS[each.strength], _told(facts, each))
            for each in commitments
        ]
        yield tag("h3", heading)
        yield table(f"{heading}: sentences that a check asks about", COLUMNS, rows)


def _told(facts: ReviewFacts, commitment: Commitment) -> Markup:
    """`Keep a table materials, with says_why: it would settle 61 cases of …`"""
    found = remedy(facts, commitment)
    if found is None:
        return Markup("The last year with records lacks nothing; an earlier one does.")
    names = joined((code(name) for name in found.missing), ", ")
    how = "Begin to record" if found.new_tables else "Fill in"
    what = f" ({RECORDS[place]})" if (place := address(found.missing[0], facts.last)) in RECORDS else ""
    title = facts.measures[found.measure].title
    cases = f"{number(found.cases)} {agreed(found.cases, 'lack')} it" if found.cases > 1 else "it is all that lacks"
    return joined((how, " ", names, what, f": {title[:1].lower()}{title[1:]} could then be told ({cases})."))


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
