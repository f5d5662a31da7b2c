"""The one page that members read: promised, kept, not kept, could not tell, changed, and what they are asked to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from heard.model.state import Verdict
from heard.show.chapters import verdicts
from heard.show.concerns import RULE, concerns, went_well
from heard.show.facts import Facts
from heard.show.html import bullets, joined, link, paragraph, table, tag
from heard.show.marks import KEY, marked
from heard.show.sentences import agreed, capital, day, listed, number, some

JUDGED = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)
REST = {
    Verdict.NOT_YET_DUE: "are not due yet",
    Verdict.NOT_APPLICABLE: "had nothing to apply to",
    Verdict.DESCRIBED: "are described and not judged",
    Verdict.NOT_MEASURED: "are not measured",
}
COUNTS = ("Chapter", "Promises", "● Kept", "◐ Partly", "○ Not kept", "? Cannot tell", "– Other")


def one_page(facts: Facts) -> Markup:
    """The whole of it, and the marks that follow."""
    return joined(
        (
            tag("h2", "On one page", id="one-page"),
            paragraph(headline(facts), class_="lede"),
            _by_chapter(facts),
            *_attention(facts),
            tag("h3", f"What changed since {facts.params.period.before.name}"),
            paragraph(_changed(facts)),
            *_well(facts),
            *_asked(facts),
            *_marks(facts),
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
    rest = " ".join(_rest(found))
    return " ".join(filter(None, (_closed(facts), could, none, rest, _checks(facts))))


def _closed(facts: Facts) -> str:
    if not facts.closing_known:
        return f"No closing day is on record, so we cannot say what closed in {facts.params.period.name}."
    consultations = len(facts.consultations)
    others = len(facts.closed) - consultations
    told = [some(consultations, "consultations"), some(others, "other engagements")]
    return f"{capital(listed(told))} closed in {facts.params.period.name}."


def _rest(found: Counter[Verdict]) -> Iterator[str]:
    if n := found[Verdict.CANNOT_TELL]:
        yield f"We cannot tell for {number(n)}."
    others = [f"{number(n)} {agreed(n, words)}" for verdict, words in REST.items() if (n := found[verdict])]
    if others:
        yield f"{listed(others)}."


def _checks(facts: Facts) -> str:
    """How many measures stand behind what was judged."""
    strategy = facts.params.strategy
    judged = [promise for promise in facts.promises if facts.outcomes[promise.id].verdict in JUDGED]
    ids = {member.id for promise in judged for member in (promise, *strategy.parts_of(promise.id))}
    judging = (result for result in facts.assessment.results if result.judges(result.all))
    checks = sum(1 for result in judging if ids.intersection(result.serves))
    return f"These rest on {some(checks, 'separate checks')}." if judged else ""


def _by_chapter(facts: Facts) -> Markup:
    rows = []
    for chapter, name in facts.params.strategy.chapters.items():
        promises = [each for each in facts.params.strategy.of_chapter(chapter) if each.is_promise]
        rows.append((link(f"chapter-{chapter}", name), *_counts(verdicts(facts, promises), len(promises))))
    whole = _counts(verdicts(facts, facts.promises), len(facts.promises))
    return table("What became of the promises, by chapter", COUNTS, [*rows, ("All", *whole)], totals=[len(rows)])


def _counts(found: Counter[Verdict], promises: int) -> tuple[int, ...]:
    known = (*JUDGED, Verdict.CANNOT_TELL)
    return (promises, *(found[verdict] for verdict in known), promises - sum(found[verdict] for verdict in known))


def _attention(facts: Facts) -> Iterator[Markup]:
    if worst := concerns(facts):
        yield tag("h3", "What most needs attention")
        yield bullets([concern.told for concern in worst], ordered=True, class_="attention")
        yield paragraph(RULE, class_="note")


def _well(facts: Facts) -> Iterator[Markup]:
    if best := went_well(facts):
        yield tag("h3", "What went well")
        yield bullets(best)


def _changed(facts: Facts) -> str:
    if facts.params.previous is None:
        return "No earlier report was given, so this year stands alone."
    return "Last year's report was given. This version does not yet set its figures beside those of this year."


def _asked(facts: Facts) -> Iterator[Markup]:
    given, drafted = facts.params.recommendations, concerns(facts)
    yield tag("h3", "What the Committee is asked to do")
    if given:
        yield bullets(
            [_owned(each.text, each.commitment, each.owner, day(each.day) if each.day else "") for each in given],
            ordered=True,
            class_="asks",
        )
    elif drafted and not facts.params.signed_off_by:
        asks = [_owned(each.ask, each.commitments[0], "", "") for each in drafted]
        yield bullets(asks, ordered=True, class_="asks")
        yield paragraph("These are drafts made from the concerns above. Each needs an owner and a day.", class_="note")
    else:
        yield paragraph("The Committee is asked to note this report.")


def _owned(text: str | Markup, commitment: str, owner: str, by: str) -> Markup:
    tied = joined(("(", link(commitment, commitment), ")")) if commitment else ""
    return joined((text, tied, f"Owner: {owner or 'to be named'}.", f"Day: {by or 'to be set'}."), " ")


def _marks(facts: Facts) -> Iterator[Markup]:
    yield tag("h3", "Every commitment at a glance", id="marks")
    yield paragraph(KEY + ".", "Each mark leads to its row.", class_="note")
    for chapter, name in facts.params.strategy.chapters.items():
        whole = [each for each in facts.params.strategy.of_chapter(chapter) if not each.letter]
        described = [each.id for each in whole if not each.is_promise]
        apart = f" ({listed(described)}: described, counted apart)" if described else ""
        yield paragraph(tag("strong", name), apart)
        yield bullets([marked(facts.outcomes[each.id].verdict, each.id) for each in whole], class_="marks")
