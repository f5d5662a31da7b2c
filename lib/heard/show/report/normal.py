"""Are we normal? Beside what is usual among other councils where that was given, else beside public registers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from heard.english import PERCENT_FROM, day, number, percent, some
from heard.model.result import Result
from heard.model.state import State
from heard.model.usual import FEWEST_UNITS, Lengths, Usual
from heard.page.blocks import ANNEX, Block, Some, Traced, Words, bullets, details, paragraph, strong, table, words
from heard.show.origins import from_result
from heard.year import Year

ON_PAPER = 2
WHAT_OTHERS_ASK = paragraph(
    "Central government asks its own departments to respond within 12 weeks of closing.",
    "The law asks councils to put papers out five clear days before a meeting.",
    "The courts ask that people have time and reasons, are asked while a plan can still change, and are heard.",
)


@dataclass(frozen=True)
class _Beside:
    """One check of ours, of a year, beside those of others who count it alike."""

    title: str
    usual: Usual
    result: Result
    period: str

    @property
    def ours(self) -> str:
        """Our share, in words."""
        return percent(self.result.all.n(State.MET), self.result.all.counted)

    @property
    def place(self) -> str:
        """Where our share lies."""
        share, spread = self.result.all.n(State.MET) / self.result.all.counted, self.usual.spread
        return "below" if share < spread.quarter else "above" if share > spread.three_quarters else "within"

    @property
    def sentence(self) -> Words:
        """Of 34 councils that count this, half lie between 71% and 88%; we are at 80%."""
        spread = self.usual.spread
        half = f"half lie between {_percent(spread.quarter)} and {_percent(spread.three_quarters)}"
        return words(
            strong(self.title),
            f": of {number(self.usual.councils)} councils that count this, {half}; we are at {self.ours}.",
        )


def are_we_normal(year: Year) -> Iterator[Block | None]:
    """How many of our checks lie with others', those that do not, and all in a table; or the length of ours alone."""
    if beside := _beside(year):
        yield from _among_councils(beside)
    else:
        yield from _among_registers(year)
    yield details("What others ask for", WHAT_OTHERS_ASK, kind=ANNEX)


def _beside(year: Year) -> list[_Beside]:
    """The checks that others count as we do, in the order of the strategy."""
    usual = {(each.measure, each.definition): each for each in year.params.peers}
    measures = ((year.measures[id], year.results[id]) for id in year.shown_at)
    return [
        _Beside(measure.title, usual[measure.id, measure.definition], result, year.params.period.name)
        for measure, result in measures
        if (measure.id, measure.definition) in usual and result.all.counted >= FEWEST_UNITS
    ]


def _among_councils(beside: Sequence[_Beside]) -> Iterator[Block | None]:
    n = {place: sum(each.place == place for each in beside) for place in ("within", "below", "above")}
    outside = [each.sentence for each in beside if each.place != "within"]
    yield paragraph(
        f"In {number(n['within'])} of {some(len(beside), 'checks')} we lie where the middle half of other councils do;",
        f"in {number(n['below'])} we lie below it and in {number(n['above'])} above.",
        "No council is named and none is ranked.",
    )
    yield bullets(outside[:ON_PAPER])
    if rest := outside[ON_PAPER:]:
        yield details(f"{number(len(rest))} more outside the middle half", bullets(rest), kind=ANNEX)
    columns = ("Check", "Councils", "A quarter below", "Middle", "A quarter above", "We")
    every = "Each check beside other councils"
    yield details(every, table(every, columns, map(_row, beside)), kind=ANNEX)


def _row(each: _Beside) -> tuple[int | Some | Traced, ...]:
    spread = each.usual.spread
    shares = map(_percent, (spread.quarter, spread.middle, spread.three_quarters))
    return each.title, each.usual.councils, *shares, from_result(each.ours, each.result, each.period, "value")


def _percent(share: float) -> str:
    """A share of others' in whole figures: 100% and 0% are kept for all and for none, as in ours."""
    return percent(round(10_000 * share), 10_000)


def _among_registers(year: Year) -> Iterator[Block | None]:
    ours = [*year.days_open.values()]
    at_least = [sum(days >= least for days in ours) for least in (28, 84)]
    yield paragraph(
        "We cannot tell: there is no other council here to compare with.",
        "How long consultations are open elsewhere can be seen in public registers.",
        f"Ours: {_lengths(len(ours), median_low(ours), *at_least)}" if ours else "",
    )
    lengths = year.params.lengths
    told = ((each.register, each.consultations, each.middle, each.at_least_28, each.at_least_84) for each in lengths)
    yield bullets([words(strong(register), f": {_lengths(*counts)}") for register, *counts in told])
    yield details("Where these figures are from", bullets([*map(_source, lengths)]), kind=ANNEX)


def _lengths(n: int, middle: int, at_least_28: int, at_least_84: int) -> str:
    """How long so many were open: half of them at most `middle` days, and how many at least 28 and 84 days."""
    first, last = (f"{number(long)}{_share(long, n)}" for long in (at_least_28, at_least_84))
    half = f"{some(n, 'consultations')}, half of them open for {some(middle, 'days')} or fewer"
    return f"{half}; {first} for at least 28 days, {last} for at least 84."


def _share(n: int, of: int) -> str:
    """In percent, where that says more than the count: not under twenty, nor of less than one in a hundred."""
    return f" ({percent(n, of)})" if of >= PERCENT_FROM and (100 * n >= of) else ""


def _source(each: Lengths) -> str:
    return f"{each.register}: {each.source}, as it was on {day(each.day)} ({each.licence})."
