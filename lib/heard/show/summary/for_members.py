"""The summary for members: two sheets, to be read aloud in three minutes, and the way from there to the full report."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import listed, number, some
from heard.measures.deliver import ACTIONS_DONE
from heard.model.state import Verdict
from heard.page.blocks import Block, Blocks, Link, Para, bullets, flow, heading, leading_to, paragraph, words
from heard.show.concerns import concerns, to_decide
from heard.show.gaps import untold
from heard.show.marks import REPORT
from heard.show.records_in_words import in_words
from heard.show.report.cover import masthead
from heard.show.report.glance import every_promise, headline
from heard.show.report.since_last_year import what_changed
from heard.show.results import in_short
from heard.year import Year

MOST = 7  # promises named in one line
MOST_RECORDS = 3
TRUST = "Each figure is from the Council's own records, and heard does not check them against anything else."
WHERE = "Every {} with its counts, who fell short, and how far to trust each figure, is in the full report: "


def summary(year: Year) -> Blocks:
    """What was kept, what is asked, what changed, and what we cannot tell. Its links lead to the full report."""
    nouns, noun = year.params.strategy.nouns, year.params.strategy.noun
    body = flow(
        heading(2, f"Were {nouns} kept?"),
        paragraph(headline(year), kind="lede"),
        every_promise(year),
        bullets([concern.headline for concern in concerns(year)], ordered=True, kind="attention"),
        heading(2, "What is asked of the Committee?"),
        to_decide(year, in_short=True),
        heading(2, "What changed?"),
        what_changed(year),
        paragraph(_actions(year)),
        heading(2, "What can we not tell?"),
        _not_told(year),
        Para((TRUST, " ", WHERE.format(noun), Link(REPORT, (REPORT,)), ".")),
    )
    return flow(masthead(year.params), leading_to(REPORT, body))


def _actions(year: Year) -> str:
    """What became of what last year's report asked for, in one sentence."""
    result = year.results.get(ACTIONS_DONE.id)
    if result is None or not result.all.units or not year.has("actions"):
        return ""
    return f"Of what last year's report asked: {in_short(year, result)}"


def _not_told(year: Year) -> Iterator[Block | None]:
    """The promises that cannot be told, by name, and the records for want of which nothing can be said."""
    promises = [each.brief for each in year.promises if year.outcomes[each.id].verdict is Verdict.CANNOT_TELL]
    more = [f"{number(len(promises) - MOST)} more"] if len(promises) > MOST else []
    named = (
        f"We cannot tell for {listed([*promises[:MOST], *more])}."
        if promises
        else f"Every {year.params.strategy.noun} could be told."
    )
    yield paragraph(named)
    records = list(untold(year, year.promises).items())[:MOST_RECORDS]
    yield bullets(
        [
            words("No record of ", in_words(name), f": {some(len(each), year.params.strategy.nouns)}.")
            for name, each in records
        ]
    )
