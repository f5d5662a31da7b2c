"""The grid of every activity and every check, chapter by chapter, in words: for the web page alone."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from heard.model.result import Result
from heard.model.state import State
from heard.show.facts import Facts
from heard.show.html import joined, paragraph, table, tag, title
from heard.show.said import LAW
from heard.show.sentences import number

MOST = 300
WORDS: Mapping[State, str] = {
    State.MET: "met",
    State.PARTLY: "partly",
    State.NOT_MET: "not met",
    State.NO_EVIDENCE: "?",
    State.NOT_YET_DUE: "not due",
    State.NOT_APPLICABLE: "–",
}
WORDS_OF_LAW = {**WORDS, State.MET: "on record", State.NOT_MET: "not on record"}


def grid(facts: Facts) -> Markup:
    """One table for each chapter: a row for each activity, a column for each check of it."""
    told = [_chapter(facts, name) for name in facts.params.strategy.chapters]
    more = len(facts.closed) - MOST
    return tag(
        "section",
        tag("h2", "Every activity and every check", id="grid"),
        paragraph(
            "Each cell has the answer in a word. “?” means that nothing is on record, and “–” that it does not apply.",
            "A check of which nothing is on record for any activity is left out.",
            f"The first {number(MOST)} by service and title are here; {number(more)} more are in findings.csv."
            if more > 0
            else "",
        ),
        joined(told) or paragraph("Nothing can be told of any single activity."),
        class_="annex",
    )


def _chapter(facts: Facts, chapter: str) -> Markup:
    results = [
        result
        for result in facts.assessment.results
        if result.unit == "activity"
        and facts.shown_at.get(result.measure, "").startswith(f"{chapter}-")
        and result.all.units != result.all.n(State.NO_EVIDENCE)
    ]
    if not results:
        return Markup("")
    columns = ("Activity", *(facts.measures[result.measure].title for result in results))
    states = [_states(result, WORDS_OF_LAW if chapter == LAW else WORDS) for result in results]
    order = facts.closed.sort_values(["service", "title"], kind="stable").head(MOST)
    rows = [
        (title(facts.name("activity", unit)), *(answers.get(unit, "") for answers in states))
        for unit in order["activity_id"].astype(str)
    ]
    name = facts.params.strategy.chapters[chapter]
    return tag("details", tag("summary", name), table(f"{name}: every activity", columns, rows, class_="grid"))


def _states(result: Result, words: Mapping[State, str]) -> dict[str, str]:
    return {finding.unit_id: words[finding.state] for finding in result.findings}
