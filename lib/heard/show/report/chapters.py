"""The strategy, chapter by chapter: what was met most and least, what fell short, and the rest in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from heard.assess.commitments import FEW
from heard.english import PERCENT_FROM, agreed, capital, listed, number, some
from heard.model.commitment import Commitment
from heard.model.result import Result
from heard.model.state import State, Verdict
from heard.page.blocks import (
    ANNEX,
    FOLDED,
    Block,
    Blocks,
    Details,
    Group,
    Para,
    details,
    figure,
    flow,
    group,
    heading,
    link,
    paragraph,
    strong,
    table,
)
from heard.page.charts import CheckCases, cases_by_check
from heard.page.charts.cases_by_check import CASES
from heard.show.marks import IN_LAW
from heard.show.origins import from_result
from heard.show.report.glance import not_judged
from heard.show.report.promise_in_brief import by_need, in_lines, only_described, stands_apart, told_apart, told_at
from heard.show.report.promise_in_full import commitment_row, stands_alone
from heard.show.report.quotations import commentary_on, other_replies
from heard.show.results import inline, out_of_counted
from heard.show.weakest import NO_RECORD
from heard.year import Year

SHEET = "Checks"  # of the workbook
PICTURE = "What was done, and what fell short?"
IN_PICTURE = {State.MET: "met", State.PARTLY: "in part", State.NOT_MET: "fell short", State.NO_EVIDENCE: NO_RECORD}
LAW = "This chapter says what the record shows. It does not say what was lawful."
CHAPTERS = (
    "Each chapter opens with what was met most and least. Then come the {} that fell furthest short, "
    "and the others in a line or two."
)


def every_chapter(year: Year) -> Blocks:
    """All chapters, under one heading."""
    return flow(
        heading(2, "Chapter by chapter", id="chapters"),
        paragraph(CHAPTERS.format(year.params.strategy.nouns), kind="note"),
        (chapter(year, name) for name in year.params.strategy.chapters),
        other_replies(year),
    )


def chapter(year: Year, name: str) -> Group:
    """One chapter: its opening and picture, what fell short, the rest in lines, and on the web page each promise."""
    commitments, nouns = year.params.strategy.of_chapter(name), year.params.strategy.nouns
    promises = [each for each in commitments if each.is_promise]
    in_full = [each for each in by_need(year, promises) if stands_apart(year, each)]
    told, (picture, as_table) = told_at(year), _picture(year, name)
    return group(
        heading(3, year.params.strategy.chapters[name].title, id=f"chapter-{name}"),
        _opening(year, name, promises),
        picture,
        commentary_on(year, name),
        details(
            f"The {nouns} of this chapter" if promises else "What the strategy says, one by one",
            as_table,
            ((told_apart(year, each, told), commentary_on(year, each.id)) for each in in_full),
            in_lines(year, [each for each in promises if each not in in_full]),
            () if promises else only_described(year, commitments),
            (commentary_on(year, each.id, of=_named_for(each)) for each in commitments if each not in in_full),
            details(
                f"{capital(some(len(promises), nouns)) if promises else 'Each'} in full",
                (commitment_row(year, each) for each in commitments if stands_alone(year, each)),
                kind=f"{ANNEX} in-full",
            ),
            kind=FOLDED,
        ),
        element="section",
    )


def _named_for(commitment: Commitment) -> str:
    return f"{commitment.title} ({commitment.id})"


def _opening(year: Year, name: str, promises: Sequence[Commitment]) -> Para | None:
    """What was met most and what least of the checks told here, and what became of the promises."""
    law = year.params.strategy.chapters[name].law
    most_and_least = _in_law(year, name) if law else _most_and_least(year, name)
    return paragraph(
        strong(most_and_least) if most_and_least else "",
        LAW if law else "",
        in_numbers(year, promises) if promises else _describes(year, name),
        *not_judged(year, promises),
        kind="opens",
    )


def _told_here(year: Year, name: str) -> list[Result]:
    """The checks that are told in a chapter and judge, by its order; not the scores by assessors."""
    here = [each.id for each in year.params.strategy.of_chapter(name)]
    found = [
        result
        for result in year.assessment.results
        if year.shown_at.get(result.measure) in here and not result.described and not result.by_assessors
    ]
    return sorted(found, key=lambda result: here.index(year.shown_at[result.measure]))


def _ends(year: Year, name: str) -> list[Result]:
    """The check met most, and the one met least, of those with many cases; one alone where there is no other."""
    many = [result for result in _told_here(year, name) if result.all.counted >= PERCENT_FROM]
    by_share = [(result.all.value or 0, -n, result) for n, result in enumerate(many)]
    ends = (
        [max(by_share, key=lambda each: each[:2]), min(by_share, key=lambda each: (each[0], -each[1]))] if many else []
    )
    return list({result.measure: result for _, _, result in ends}.values())


def _most_and_least(year: Year, name: str) -> str:
    """`58 of 59 consultations said what people were to do; 12 of 54 said how it would be decided.`"""
    clauses, before = [], ""
    for result in _ends(year, name):
        says, met, of = year.measures[result.measure].says, result.all.n(State.MET), result.all.counted
        noun = "" if says.noun == before else f" {says.noun}"
        clauses.append(f"{number(met)} of {number(of)}{noun} {agreed(met, says.done)}")
        before = says.noun
    return f"{'; '.join(clauses)}." if clauses else ""


def _in_law(year: Year, name: str) -> str:
    """`On record most: …, 47 of 49. On record least: …, 33 of 56.`"""
    told = [
        f"On record {which}: {inline(year.measures[result.measure].title)}, {out_of_counted(result)}."
        for which, result in zip(("most", "least"), _ends(year, name), strict=False)
    ]
    return " ".join(told)


def in_numbers(year: Year, promises: Sequence[Commitment]) -> str:
    """`Of 11 promises 4 were kept, 5 in part and 1 not.`"""
    outcomes, of = year.verdicts(promises), some(len(promises), year.params.strategy.nouns)
    kept, partly, broken = (outcomes[each] for each in (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT))
    if not kept + partly + broken:
        return f"None of {of} could be judged." if promises[1:] else ""
    if not promises[1:]:
        return (
            f"Its one {year.params.strategy.noun} was {'kept' if kept else 'kept in part' if partly else 'not kept'}."
        )
    deeds = [f"{number(kept) if kept else 'none'} {'were' if kept > 1 else 'was'} kept"]
    deeds += [f"{number(partly)} in part"] if partly else []
    deeds += [f"{number(broken)} not"] if broken else []
    return f"Of {of} {listed(deeds)}."


def _describes(year: Year, name: str) -> str:
    said = some(len(year.params.strategy.of_chapter(name)), "things")
    return f"The strategy says {said} here, and none is a {year.params.strategy.noun}, so none is judged."


def _picture(year: Year, name: str) -> tuple[Block | None, Details | None]:
    """The cases of each check that is told here and has a few; and the same as a table, folded."""
    checks = [result for result in _told_here(year, name) if result.all.n(*CASES) >= FEW]
    if len(checks) < 2:
        return None, None
    law = year.params.strategy.chapters[name].law
    key, period = IN_PICTURE | (IN_LAW if law else {}), year.params.period
    rows = [
        CheckCases(year.measures[each.measure].title, {state: each.all.n(state) for state in State}) for each in checks
    ]
    picture = cases_by_check(rows, title=PICTURE, kept_at=year.params.standards.kept_at, words=key)
    title = year.params.strategy.chapters[name].title
    counts = [
        [
            link(year.shown_at[each.measure], row.name),
            *(from_result(row.n(state), each, period.name, state.column) for state in CASES),
        ]
        for each, row in zip(checks, rows, strict=True)
    ]
    columns = ("Check", *(capital(key[state]) for state in CASES))
    whole = table(f"{title}: the cases of each check", columns, counts, sheet=SHEET)
    return (
        figure(picture, f"All cases of each check, {period.name}.", "here", name=title, sheet=SHEET),
        details("The picture as a table", whole, kind=ANNEX),
    )
