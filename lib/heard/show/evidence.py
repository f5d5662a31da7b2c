"""One step away from a figure: the rule and its thresholds, whose word it is, what it cannot show, what would help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from heard.english import capital, number
from heard.model.result import Result
from heard.model.standards import Standards
from heard.model.state import State
from heard.page.html import bullets, code, joined, paragraph, tag
from heard.show.limits import whose
from heard.show.marks import IN_LAW
from heard.show.said import is_law
from heard.year import Year

MOST_HELP = 3


def evidence(year: Year, result: Result) -> Markup:
    """The rule and all that stands behind a result, folded away on screen and left out of what is printed."""
    measure = year.measures[result.measure]
    words = {state: str(state) for state in State} | (IN_LAW if is_law(year, result) else {})
    rules = [Markup("{}: {}").format(capital(why), tag("strong", words[state])) for why, state in result.rules]
    return tag(
        "details",
        tag("summary", f"How we judged: {measure.title[:1].lower()}{measure.title[1:]}"),
        paragraph("The first line that fits gives the answer." if len(rules) > 1 else ""),
        bullets(rules, ordered=True),
        joined(map(paragraph, _thresholds(year, result))),
        paragraph(measure.caveat),
        paragraph(*_improved(result)),
        paragraph(f"The evidence is {_whose(measure.word)}.", *_judges(result)),
        paragraph("Every case:", code("findings.csv"), "under", code(result.measure) + "."),
        class_="annex",
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


def _improved(result: Result) -> Iterator[Markup]:
    missing = Counter(str(each) for f in result.findings if f.state is State.NO_EVIDENCE for each in f.missing)
    told = [Markup("{} ({})").format(code(name), number(n)) for name, n in missing.most_common(MOST_HELP)]
    if told:
        yield Markup("What would help most, with the cases it bears on: {}.").format(joined(told, ", "))
