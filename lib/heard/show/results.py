"""The sentences of one result, and how it was judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from string import Formatter

from heard.english import agreed, capital, number, on_record, one, out_of
from heard.measures.measure import Says
from heard.model.result import Finding, Result, Tally
from heard.model.standards import Standards
from heard.model.state import State
from heard.page.blocks import ANNEX, Details, Words, bullets, code, details, paragraph, span, strong, text_of, words
from heard.show.marks import IN_LAW
from heard.show.records_in_words import why_missing
from heard.year import Year

Reasons = Sequence[tuple[str | Words, int]]  # why, each with how many
MOST_REASONS = 3


def is_law(year: Year, result: Result) -> bool:
    """Whether a result is shown in a chapter of the law, and speaks of single consultations."""
    return result.unit == "activity" and year.params.strategy.is_law(year.shown_at.get(result.measure, ""))


def sentences(year: Year, result: Result) -> Words:
    """All that is said of a result."""
    if not result.all.units:
        return words(f"There were no {year.measures[result.measure].says.noun} in the year to ask this of.")
    return words(*_counted(year, result), *_uncounted(year, result), between=" ")


def in_short(year: Year, result: Result, *, gaps_follow: bool = False) -> str:
    """How many did it, in one sentence; "" where nothing can be counted.

    Where others have no record it speaks of those we can judge, unless `gaps_follow` and it is a plain count.
    """
    says, tally = year.measures[result.measure].says, result.all
    met, of = tally.n(State.MET), tally.counted
    if not of:
        return ""
    if result.unit == "year":
        return f"{capital(result.findings[0].reason)}."
    untold = tally.n(State.NO_EVIDENCE)
    if is_of_record(result):
        of, untold = of + untold, 0
    known = not untold or (gaps_follow and met not in (0, of))
    if is_law(year, result):
        rest = "not on record" if is_of_record(result) else IN_LAW[State.NOT_MET]
        return on_record(met, tally.n(State.PARTLY), of, says.noun, rest, known=known, sparse=untold > of)
    which = "" if is_of_record(result) else narrowed(tally)
    return out_of(met, of, says.noun, says.done, says.undone, known=known, sparse=untold > of, narrowed=which)


def narrowed(tally: Tally) -> str:
    """Which alone are counted, where others have no record, are not due yet, or are none that a measure applies to."""
    if tally.n(State.NO_EVIDENCE):
        return "we can judge"
    if tally.n(State.NOT_YET_DUE):
        return "where this is due"
    return "where this applies" if tally.n(State.NOT_APPLICABLE) else ""


def is_of_record(result: Result) -> bool:
    """Whether it asks if there is a record at all, so that none is its answer and no gap."""
    return {state for _, state in result.rules} == {State.MET, State.NO_EVIDENCE}


def _counted(year: Year, result: Result) -> Iterator[str | Words]:
    if result.unit == "year" and result.all.counted:
        yield result.content or in_short(year, result)
    else:
        within = limit(year.measures[result.measure].says, year.params.standards)
        counted = in_short(year, result, gaps_follow=True)
        yield f"{counted.removesuffix('.')}: {within}." if counted and within else counted
    openings = {State.PARTLY: "In part", State.NOT_MET: "Not so"}
    if is_law(year, result):
        openings = {State.PARTLY: "Partly on record", State.NOT_MET: "Otherwise on record"}
    for state, opening in openings.items():
        if result.all.n(state):
            closer = result.shortfall if state is State.NOT_MET else ()
            yield words(f"{opening}: ", _with_counts(closer or _reasons(_of(result, state))), ".")


def _uncounted(year: Year, result: Result) -> Iterator[str | Words]:
    """What is not counted, how often; why, on the web page."""
    noun, untold = year.measures[result.measure].says.noun, _of(result, State.NO_EVIDENCE)
    if untold and not is_of_record(result):
        whom = f" for {number(len(untold))}" if result.all.units > 1 else ""
        yield _with_reasons(f"We cannot tell{whom}", _reasons(untold), on_paper=not result.all.counted)
    if n := result.all.n(State.NOT_YET_DUE):
        yield f"A further {number(n)} {agreed(n, 'are')} not due yet."
    if none := _of(result, State.NOT_APPLICABLE):
        whom = f"the one {one(noun)}" if result.all.units == 1 else number(len(none))
        yield _with_reasons(f"It does not apply to {whom}", _reasons(none), on_paper=False)


def _with_reasons(opening: str, reasons: Reasons, *, on_paper: bool) -> Words:
    why = words(": ", _with_counts(reasons, alone=True))
    return words(opening, why if on_paper else span(ANNEX, why), ".")


def _of(result: Result, state: State) -> list[Finding]:
    return [finding for finding in result.findings if finding.state is state]


def _reasons(findings: Iterable[Finding]) -> Reasons:
    """Why, most often first, and of those as often first what begins with a name; the rarest are told together."""
    counts = Counter(why_missing(finding) for finding in findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], isinstance(item[0][0], str), text_of(item[0])))
    first, rest = ordered[:MOST_REASONS], ordered[MOST_REASONS:]
    return [*first, *([(words("other reasons"), sum(n for _, n in rest))] if rest else [])]


def _with_counts(reasons: Reasons, *, alone: bool = False) -> Words:
    if alone and len(reasons) == 1:
        return words(reasons[0][0])
    return words(*(words(why, f" ({number(n)})") for why, n in reasons), between="; ")


def limit(says: Says, standards: Standards) -> str:
    """The limit of a measure and whose it is: `within 183 days of closing (our figure)`; "" where it has none."""
    names = [name for _, name, _, _ in Formatter().parse(says.limit) if name]
    if not names:
        return ""
    values = {name: getattr(standards, name) for name in names}
    words = says.limit.format(**values).replace("the 1 years ", "the year ").replace(" 1 years", " 1 year")
    return f"{words} ({whose(names, standards)})"


def whose(names: list[str], standards: Standards) -> str:
    """Whether figures are the strategy's or ours, and whether they were changed."""
    owner = "the strategy's" if all(standards.notes[name].strategy for name in names) else "our"
    changed = ", changed" if set(names) & set(standards.changed) else ""
    return f"{owner} figure{'s' if len(names) > 1 else ''}{changed}"


MOST_HELP = 3


def evidence(year: Year, result: Result) -> Details:
    """The rule and all that stands behind a result, folded away on screen and left out of what is printed."""
    measure = year.measures[result.measure]
    names = {state: str(state) for state in State} | (IN_LAW if is_law(year, result) else {})
    rules = [words(f"{capital(why)}: ", strong(names[state])) for why, state in result.rules]
    return details(
        f"How we judged: {measure.title[:1].lower()}{measure.title[1:]}",
        paragraph("The first line that fits gives the answer." if len(rules) > 1 else ""),
        bullets(rules, ordered=True),
        map(paragraph, _thresholds(year, result)),
        paragraph(measure.caveat),
        paragraph(_would_help(result)),
        paragraph(f"The evidence is {_whose(measure.word)}.", *_judges(result)),
        paragraph("Every case:", code("findings.csv"), "under", words(code(result.measure), ".")),
        kind=ANNEX,
    )


def _whose(word: str) -> str:
    return word if word.startswith("the ") else f"a{'n' if word[0] in 'aeiou' else ''} {word}"


def _judges(result: Result) -> Iterator[str]:
    if result.described:
        yield "It is described and not judged."
    elif not result.judges(result.all) and result.all.units:
        yield f"It cannot judge the promise{': too little is on record' if result.all.counted else ''}."


def _thresholds(year: Year, result: Result) -> Iterator[str]:
    """The named figures that this measure reads, each the strategy's or ours, and changed where it is."""
    standards = year.params.standards
    for name in result.figures:
        yield figure_in_words(standards, name)


def figure_in_words(standards: Standards, name: str) -> str:
    """A figure, whose it is, and why: `84 (feedback_days): our figure. Twelve weeks; …`"""
    return f"{getattr(standards, name)} ({name}): {whose([name], standards)}. {standards.notes[name].reason}"


def _would_help(result: Result) -> Words:
    missing = Counter(str(each) for f in result.findings if f.state is State.NO_EVIDENCE for each in f.missing)
    counts = [words(code(name), f" ({number(n)})") for name, n in missing.most_common(MOST_HELP)]
    opening = "What would help most, with the cases it bears on: "
    return words(opening, words(*counts, between=", "), ".") if counts else ()
