"""One step away from a figure: the rule and its thresholds, whose word it is, what it cannot show, what would help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from heard.english import capital, number
from heard.model.result import Result
from heard.model.standards import Standards
from heard.model.state import State
from heard.page.blocks import ANNEX, Details, Words, bullets, code, details, paragraph, strong, words
from heard.show.marks import IN_LAW
from heard.show.results import is_law, whose
from heard.year import Year

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
