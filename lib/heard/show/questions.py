"""The questions that members ask, each answered straight: what is known, and plainly what is not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from markupsafe import Markup

from heard.maths.survival import Curve, kaplan_meier
from heard.measures.cases import Cases
from heard.measures.claim import day_number
from heard.measures.units import closed_activities
from heard.measures.words import its_feedback
from heard.show.changed import what_changed
from heard.show.charts import time_to_feedback
from heard.show.facts import Facts
from heard.show.html import bullets, joined, paragraph, tag, title
from heard.show.names import named
from heard.show.said import in_short
from heard.show.sentences import brief, listed, number, percent, some
from heard.show.who import divisions_in

NO_PEOPLE_YET = "This report shows no counts of people yet."
FIRST_A_CHECK = "They will come with a check that no count, nor any two together, can point to a person."
STATED = ("says_what_and_why", "says_how_long", "says_what_is_asked", "says_what_difference", "says_how_feedback")
SCREEN = ("online survey", "social media")
TITLES = 5
NORMAL = paragraph(
    "We have no other council to compare with. What others ask for can be set beside these figures.",
    "Central government asks its own departments to respond within 12 weeks of closing.",
    "The law asks councils to put papers out five clear days before a meeting.",
    "The courts ask that people have time and reasons, are asked while a plan can still change, and are heard.",
)


def questions(facts: Facts) -> Markup:
    """Eight questions and their answers."""
    return joined(
        (
            tag("h2", "Questions members ask", id="questions"),
            *_answered("Was it fair?", _fair(facts)),
            *_answered("Was it the loud few?", _loud_few(facts)),
            *_answered("Did people understand?", _understood(facts)),
            *_answered("What changed because of it?", what_changed(facts)),
            *_answered("When did people hear back?", _heard_back(facts)),
            *_answered("What about my division?", _divisions(facts)),
            *_answered("Were we challenged?", _challenged(facts)),
            *_answered("Are we normal?", iter((NORMAL,))),
        )
    )


def _answered(question: str, answer: Iterator[Markup]) -> Iterator[Markup]:
    yield tag("h3", question)
    yield from answer


def _fair(facts: Facts) -> Iterator[Markup]:
    responses, people = facts.has("responses"), facts.has("population")
    if not responses:
        yield paragraph("No record says who took part, so we cannot set them beside those who live here.")
    else:
        beside = "and who lives here " if people else ""
        yield paragraph(f"A record of who took part {beside}was supplied.", NO_PEOPLE_YET, FIRST_A_CHECK)
    yield paragraph(
        "Whoever took part chose to. Even a fair match would not make them a sample of the county.",
        "We cannot see those who heard of nothing, or who gave up.",
    )


def _loud_few(facts: Facts) -> Iterator[Markup]:
    rows = facts.rows("channels")
    rows = rows[rows["activity_id"].isin(facts.closed["activity_id"])]
    given = rows[rows["contributions"].notna()]
    if given.empty:
        yield paragraph("No record says how much came in, or by which way.")
    else:
        total = int(given["contributions"].sum())
        on_screen = int(given.loc[given["channel"].isin(SCREEN), "contributions"].sum())
        told = f" ({percent(on_screen, total)})" if total >= 20 else ""
        yield paragraph(
            f"{number(on_screen)} of {number(total)} contributions{told} came by online survey or social media.",
            _read(facts),
        )
    yield paragraph("No record says which answers came from a campaign, or whether one person answered more than once.")


def _read(facts: Facts) -> str:
    return in_short(facts, facts.results["everything_read"]) if "everything_read" in facts.results else ""


def _understood(facts: Facts) -> Iterator[Markup]:
    stated = [in_short(facts, facts.results[measure]) for measure in STATED if measure in facts.results]
    stated = [sentence for sentence in stated if sentence]
    if stated:
        yield paragraph("This is what the papers stated:")
        yield bullets(stated)
    else:
        yield paragraph("No record says what the papers stated.")
    yield paragraph(
        "What is stated is not yet understood; for that, people must be asked.",
        NO_PEOPLE_YET if facts.has("responses") else "No record says that anyone was asked.",
    )


def _heard_back(facts: Facts) -> Iterator[Markup]:
    curve = waiting(facts)
    if curve is None:
        yield paragraph("We cannot tell: no record of feedback to the public, or nothing closed.")
        return
    if curve.n_happened == curve.n:
        told = f"All {some(curve.n, 'activities')} have fed back." if curve.n > 1 else "The one activity has fed back."
    else:
        told = f"{number(curve.n_happened)} of {some(curve.n, 'activities')} had fed back by the day of this report."
    half = (
        f"Half had done so within {some(curve.median, 'days')} of closing, those still waiting counted as waiting."
        if curve.median is not None
        else "Fewer than half had done so, so we cannot say how long it takes."
    )
    yield paragraph(told, half, in_short(facts, facts.results["feedback_on_time"]))
    yield Markup(time_to_feedback(curve, feedback_days=facts.params.standards.feedback_days).figure())


def waiting(facts: Facts) -> Curve | None:
    """How long closed activities took to feed back, those that have not yet done so waiting still."""
    cases = closed_activities(facts.year)
    known = facts.has("feedback") and "feedback_on_time" in facts.results
    if not known or not isinstance(cases, Cases) or cases.n == 0:
        return None
    feedback = its_feedback(cases)
    first = feedback.earliest(feedback.published_on)
    ends = np.where(first.blank, day_number(facts.params.as_at), first.values)
    return kaplan_meier((ends - cases.closed_on.values).tolist(), (~first.blank).tolist())


def _divisions(facts: Facts) -> Iterator[Markup]:
    rows = facts.closed[facts.closed["divisions"].notna()]
    if rows.empty:
        yield paragraph("No record says which divisions an activity was about.")
        return
    held: dict[str, list[str]] = {}
    for cell, name in zip(rows["divisions"], rows["title"], strict=True):
        for division in divisions_in(cell):
            held.setdefault(division, []).append(str(name))
    yield paragraph(f"{some(len(held), 'divisions')} had at least one activity. Each is listed on the web page.")
    items = [_division(name, titles) for name, titles in sorted(held.items())]
    yield tag("details", tag("summary", "What closed in each division"), bullets(items), class_="annex")


def _division(name: str, titles: list[str]) -> Markup:
    more = f"; and {number(len(titles) - TITLES)} more" if len(titles) > TITLES else ""
    shown = joined((title(brief(each)) for each in titles[:TITLES]), "; ")
    return joined((tag("strong", name), f" ({number(len(titles))}): ", shown, more, "."))


def _challenged(facts: Facts) -> Iterator[Markup]:
    if not facts.has("decisions", "challenged"):
        yield paragraph("No record says whether a decision was challenged.")
        return
    rows = facts.decided
    challenged = rows[rows["challenged"].notna() & (rows["challenged"] != "none")]
    blank = int(rows["challenged"].isna().sum())
    kinds = challenged["challenged"].value_counts(sort=False).sort_index()
    told = listed(f"{number(int(n))} by {kind}" for kind, n in kinds.items()) if len(kinds) else ""
    whole = f"{number(len(challenged))} of {some(len(rows), 'decisions')}"
    yield paragraph(
        f"{whole} are on record as challenged{f': {told}' if told else ''}.",
        f"For {number(blank)} the record does not say." if blank else "",
        "A challenge is not a finding against the Council.",
    )
    yield named([facts.name("activity", str(i)) for i in dict.fromkeys(challenged["activity_id"])])
