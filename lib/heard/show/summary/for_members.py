"""The summary for members: two sheets, to be read aloud in three minutes, and the way from there to the full report."""

from __future__ import annotations

from collections.abc import Iterator

from heard.assess.commitments import family_results
from heard.english import agreed, number, some
from heard.measures.deliver import ACTIONS_DONE
from heard.model.commitment import Commitment
from heard.model.state import State, Verdict
from heard.page.blocks import (
    Block,
    Blocks,
    Link,
    Para,
    Words,
    bullets,
    flow,
    heading,
    leading_to,
    link,
    paragraph,
    words,
)
from heard.show.concerns import ASKED, concerns, to_decide
from heard.show.gaps import untold
from heard.show.marks import REPORT
from heard.show.records_in_words import in_words
from heard.show.report.cover import masthead
from heard.show.report.glance import every_promise, headline
from heard.show.report.since_last_year import what_changed
from heard.show.weakest import weakest, without_record
from heard.year import Year

MOST = 7  # promises in a list
MOST_RECORDS = 3
TRUST = "Each figure is from the Council's own records, and heard does not check them against anything else."
WHERE = "The full report has every {} with its counts, and who fell short: "


def summary(year: Year) -> Blocks:
    """What was kept, what is asked, what changed, and what we cannot tell. Its links lead to the full report."""
    nouns, noun = year.params.strategy.nouns, year.params.strategy.noun
    body = flow(
        heading(2, f"Were {nouns} kept?"),
        paragraph(headline(year), kind="lede"),
        every_promise(year),
        bullets([concern.headline for concern in concerns(year)], ordered=True, kind="attention"),
        heading(2, ASKED),
        to_decide(year, in_short=True),
        heading(2, "What changed?"),
        what_changed(year, in_short=True),
        paragraph(_actions(year)),
        heading(2, "What can we not tell?"),
        _not_told(year),
        Para((TRUST, " ", WHERE.format(noun), Link(REPORT, (REPORT,)), ".")),
    )
    return flow(masthead(year.params), leading_to(REPORT, body))


def _actions(year: Year) -> str:
    """What became of what last year's report asked for, in one sentence: `6 of 10 were done in time, 3 late, 1 not.`"""
    result = year.results.get(ACTIONS_DONE.id)
    if result is None or not result.all.units or not year.has("actions"):
        return ""
    tally = result.all
    rest = ((State.PARTLY, "late"), (State.NOT_MET, "not"), (State.NO_EVIDENCE, "we cannot tell"))
    became = [f"{number(tally.n(state))} {word}" for state, word in rest if tally.n(state)]
    met, of = tally.n(State.MET), tally.counted + tally.n(State.NO_EVIDENCE)
    done = f"{number(met)} of {some(of, 'actions')} {agreed(met, 'were')} done in time"
    return f"Of what last year's report asked, {', '.join([done, *became])}."


def _not_told(year: Year) -> Iterator[Block | None]:
    """The promises that cannot be told, each with why, and the records for want of which nothing can be said."""
    promises = [each for each in year.promises if year.outcomes[each.id].verdict is Verdict.CANNOT_TELL]
    partly = [each for each in promises if not without_record(year, each)]
    more = [f"And {number(len(partly) - MOST)} more."] if len(partly) > MOST else []
    yield bullets([*(_why(year, each) for each in partly[:MOST]), *more])
    yield paragraph("" if promises else f"Every {year.params.strategy.noun} could be told.")
    records = list(untold(year, year.promises).items())[:MOST_RECORDS]
    yield bullets(
        [f"No record of {in_words(name)}: {some(len(each), year.params.strategy.nouns)}." for name, each in records]
    )


def _why(year: Year, promise: Commitment) -> Words:
    """`A variety of ways: 8 of 102 have no record.`"""
    check = weakest(year, promise)
    family = family_results(promise, year.params.strategy, year.assessment.results)
    tally = (check or max(family, key=lambda result: result.all.n(State.NO_EVIDENCE))).all
    untold_of = tally.n(State.NO_EVIDENCE)
    of = number(tally.counted + untold_of)
    return words(
        link(promise.id, promise.brief), f": {number(untold_of)} of {of} {agreed(untold_of, 'have')} no record."
    )
