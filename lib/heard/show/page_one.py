"""The one page that members read: promised, kept, not kept, could not tell, changed, and what they are asked to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from heard.model.state import Verdict
from heard.show.asked import asked
from heard.show.chapters import verdicts
from heard.show.concerns import RULE, concerns, went_well
from heard.show.facts import Facts
from heard.show.glance import JUDGED, by_chapter, marks
from heard.show.html import bullets, joined, paragraph, tag
from heard.show.sentences import agreed, capital, listed, number, some
from heard.show.since import what_changed

REST = {
    Verdict.NOT_YET_DUE: "are not due yet",
    Verdict.NOT_APPLICABLE: "had nothing to apply to",
    Verdict.DESCRIBED: "are described and not judged",
    Verdict.NOT_MEASURED: "are not measured",
}


def one_page(facts: Facts) -> Markup:
    """The whole of it, and the marks that follow."""
    return joined(
        (
            tag("h2", "On one page", id="one-page"),
            paragraph(headline(facts), class_="lede"),
            by_chapter(facts),
            *_attention(facts),
            *what_changed(facts),
            *_well(facts),
            tag("h3", "What the Committee is asked to do"),
            *asked(facts),
            *marks(facts),
        )
    )


def headline(facts: Facts) -> str:
    """How much there was, how many promises could be judged, and what became of each; it adds up."""
    found = verdicts(facts, facts.promises)
    judged = sum(found[verdict] for verdict in JUDGED)
    whole = some(len(facts.promises), "promises")
    told = listed(f"{number(found[verdict]) if found[verdict] else 'none'} {verdict}" for verdict in JUDGED)
    could = f"Of the {whole} in the strategy we could judge {number(judged)}: {told}." if judged else ""
    none = "" if judged else f"The strategy makes {whole}. We could judge none of them."
    return " ".join(filter(None, (_closed(facts), could, none, _rest(found), _checks(facts))))


def _closed(facts: Facts) -> str:
    if not facts.closing_known:
        return f"No closing day is on record, so we cannot say what closed in {facts.params.period.name}."
    consultations = len(facts.consultations)
    others = len(facts.closed) - consultations
    told = [some(consultations, "consultations"), some(others, "other engagements")]
    return f"{capital(listed(told))} closed in {facts.params.period.name}."


def _rest(found: Counter[Verdict]) -> str:
    """What became of the promises that could not be judged, in one sentence."""
    untold = [f"we cannot tell for {number(found[Verdict.CANNOT_TELL])}"] if found[Verdict.CANNOT_TELL] else []
    others = [f"{number(n)} {agreed(n, words)}" for verdict, words in REST.items() if (n := found[verdict])]
    told = "; ".join([*untold, *others])
    return f"{capital(told)}." if told else ""


def _checks(facts: Facts) -> str:
    """How many measures stand behind what was judged."""
    strategy = facts.params.strategy
    judged = [promise for promise in facts.promises if facts.outcomes[promise.id].verdict in JUDGED]
    ids = {member.id for promise in judged for member in (promise, *strategy.parts_of(promise.id))}
    judging = (result for result in facts.assessment.results if result.judges(result.all))
    checks = sum(1 for result in judging if ids.intersection(result.serves))
    return f"These rest on {some(checks, 'separate checks')}." if judged else ""


def _attention(facts: Facts) -> Iterator[Markup]:
    if worst := concerns(facts):
        yield tag("h3", "What most needs attention")
        yield bullets([concern.told for concern in worst], ordered=True, class_="attention")
        yield paragraph(RULE, class_="note")


def _well(facts: Facts) -> Iterator[Markup]:
    if best := went_well(facts):
        yield paragraph(tag("strong", "What went well, by the same rule:"))
        yield bullets(best)
