"""The sentences of one result, and how it was judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import Formatter

from heard.english import agreed, brief, capital, number, on_record, one, out_of
from heard.measures.measure import Says
from heard.model.result import Finding, Result, Tally
from heard.model.standards import Standards
from heard.model.state import SHORT_OF, State
from heard.page.blocks import ANNEX, Details, Some, Span, Words, bullets, code, details, paragraph, strong, words
from heard.show.marks import FIRST, IN_LAW, first_of, led_to
from heard.show.origins import told_of
from heard.show.records_in_words import RECORDS, why_missing
from heard.year import Year

Reasons = Sequence[tuple[str, int]]  # why, each with how many
MOST_REASONS = 3
MOST_NAMED = 60
UNNAMED = ("year", "person", "action", "issue")  # there is one, it is a person, it is named elsewhere, it has no name


def is_law(year: Year, result: Result) -> bool:
    """Whether a result is shown in a chapter of the law, and speaks of single consultations."""
    return result.unit == "activity" and year.params.strategy.is_law(year.shown_at.get(result.measure, ""))


def sentences(year: Year, result: Result, *, why: bool = False) -> Words:
    """All that is said of a result but who fell short; `why`, and why others are not counted."""
    if not result.all.units:
        return words(f"There were no {year.measures[result.measure].says.noun} in the year to ask this of.")
    return words(counted(year, result), *uncounted(year, result, why=why), between=" ")


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


def counted(year: Year, result: Result) -> str | Words:
    """How many did it, and what the limit was where there is one; what the record says where a year is judged."""
    if result.unit == "year" and result.all.counted:
        return result.content or in_short(year, result)
    within = limit(year.measures[result.measure].says, year.params.standards)
    said = in_short(year, result, gaps_follow=True)
    return f"{said.removesuffix('.')}: {within}." if said and within else said


def short_of(year: Year, result: Result, *, all_at: str = "") -> Iterator[Words]:
    """Who fell short and who did it in part, each with the count, the names, and how.

    With `all_at`, the place that has all names, it is brief: three names, and how alone for what was done in part.
    A person is never named, nor what has no name or is named elsewhere.
    """
    openings = {State.NOT_MET: "Fell short", State.PARTLY: "In part"}
    if is_law(year, result):
        openings = {state: capital(IN_LAW[state]) for state in openings}
    for state, opening in openings.items():
        if found := _of(result, state):
            n = f" ({number(len(found))}):" if result.all.units > 1 else ":"
            who = Naming((), ()) if all_at and state is State.PARTLY else names_of(year, result, state)
            told = strong(told_of(result, year.params.period.name, f"{opening}{n}", state.column))
            yield words(told, *_who_and_how(result, found, who, all_at), between=" ")


def to_activity(year: Year, activity: str) -> Words:
    """The title of an activity, which leads to what is told of it, where it closed in the year."""
    return led_to(year.name("activity", activity), year.anchors.get(activity))


@dataclass(frozen=True)
class Naming:
    """Names, in words, and the sentences that follow the last of them.

    What stands beside most names is told once, after them; another asking or reply stands at its name, in brackets.
    """

    names: tuple[Words, ...]
    after: tuple[str, ...]


def names_of(year: Year, result: Result, state: State) -> Naming:
    """The units in one state that may be named; none of what has no name, or is named elsewhere."""
    ids = () if result.unit in UNNAMED else result.all.ids.get(state, ())
    if result.unit == "activity" and state in SHORT_OF:
        return _short_by_name(year, result.measure, ids)
    called = {each: brief(year.name(result.unit, each).rstrip(".")) for each in ids}
    alike = Counter(called.values())
    names = (
        words(
            led_to(name, year.anchors.get(year.activity_of(result.unit, each))),
            f" ({each})" if alike[name] > 1 else "",
        )
        for each, name in called.items()
    )
    return Naming(tuple(names), ())


def _short_by_name(year: Year, measure: str, activities: Sequence[str]) -> Naming:
    """Activities that fell short of a check: all by name, but for those whose service was not asked to reply."""
    reply = year.right_of_reply
    shown = [each for each in activities if not reply.withholds(measure, each)]
    beside = {each: reply.beside(each) if reply.governs(measure, each) else "" for each in shown}
    [(common, _)] = Counter(beside.values()).most_common(1) or [("", 0)]
    names = (
        words(to_activity(year, each), f" ({said})" if said not in ("", common) else "")
        for each, said in beside.items()
    )
    alike = all(said == common for said in beside.values())
    which = capital(common) if alike else f"Where nothing else is said: {common}"
    left = counted_alone(len(activities) - len(shown))
    return Naming(tuple(names), tuple(filter(None, (f"{which}." if common else "", left))))


def counted_alone(n: int) -> str:
    """`2 are not named: their services were not asked in time.`; "" for none."""
    if n < 2:
        return "One is not named: its service was not asked in time." if n else ""
    return f"{number(n)} are not named: their services were not asked in time."


def _who_and_how(result: Result, found: Sequence[Finding], who: Naming, all_at: str) -> Iterator[Some]:
    """The names, then how; in brief that is left out where all fell short in one way, which the check has said."""
    closer = result.shortfall if found[0].state is State.NOT_MET else ()
    how = words(_with_counts(closer or _reasons(found), alone=True), ".")
    yield words(first_of(who.names, FIRST if all_at else MOST_NAMED, all_at), ".") if who.names else ()
    yield from who.after
    if not who.names:
        yield words("How: " if who.after else "", how)
        return
    if not all_at or closer or len({each.reason for each in found}) > 1:
        yield words("How: ", how)


def uncounted(year: Year, result: Result, *, why: bool) -> Iterator[str | Words]:
    """What is not counted, how often, and on the web page why."""
    noun, untold = year.measures[result.measure].says.noun, _of(result, State.NO_EVIDENCE)
    period = year.params.period.name
    if untold and not is_of_record(result):
        n = len(untold)
        whom = f"{number(n)} {agreed(n, 'have')} no record" if result.all.units > 1 else "There is no record"
        yield _with_reasons(told_of(result, period, whom, "no_evidence"), _reasons(untold), told=why)
    if n := result.all.n(State.NOT_YET_DUE):
        waiting = f"A further {number(n)} {agreed(n, 'are')} not due yet."
        yield words(told_of(result, period, waiting, "not_yet_due"))
    if none := _of(result, State.NOT_APPLICABLE):
        whom = f"the one {one(noun)}" if result.all.units == 1 else number(len(none))
        if why or not result.all.counted:
            opening = told_of(result, period, f"It does not apply to {whom}", "not_applicable")
            yield _with_reasons(opening, _reasons(none), told=why)


def _with_reasons(opening: Span, reasons: Reasons, *, told: bool) -> Words:
    return words(opening, words(": ", _with_counts(reasons, alone=True)) if told else "", ".")


def _of(result: Result, state: State) -> list[Finding]:
    return [finding for finding in result.findings if finding.state is state]


def _reasons(findings: Iterable[Finding]) -> Reasons:
    """Why, most often first, and of those as often first what begins with a name; the rarest are told together."""
    counts = Counter(why_missing(finding) for finding in findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    first, rest = ordered[:MOST_REASONS], ordered[MOST_REASONS:]
    return [*first, *([("other reasons", sum(n for _, n in rest))] if rest else [])]


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
    """A figure, whose it is, and why: `84 (feedback days): our figure. Twelve weeks; …`"""
    return (
        f"{getattr(standards, name)} ({figure_name(name)}): {whose([name], standards)}. {standards.notes[name].reason}"
    )


def figure_name(name: str) -> str:
    """The name of a figure as it stands in a sentence: `feedback days`."""
    return name.replace("_", " ")


def _would_help(result: Result) -> Words:
    missing = Counter(str(each) for f in result.findings if f.state is State.NO_EVIDENCE for each in f.missing)
    counts = [words(f"{RECORDS.get(name, name)} ({number(n)})") for name, n in missing.most_common(MOST_HELP)]
    opening = "What would help most, with the cases it bears on: "
    return words(opening, words(*counts, between=", "), ".") if counts else ()


def out_of_counted(result: Result) -> str:
    """`12 of 54`."""
    return f"{number(result.all.n(State.MET))} of {number(result.all.counted)}"


def inline(title: str) -> str:
    """A title as it stands within a sentence."""
    return f"{title[:1].lower()}{title[1:]}"
