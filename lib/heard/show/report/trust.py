"""How far to trust the report: what was supplied, set aside and hidden, whose word it is, and what it does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from heard.english import capital, listed, number, some
from heard.maths.suppress import SPECIAL_CATEGORY, Disclosure
from heard.measures.measure import INTERNAL, OWN_WORD, PUBLIC
from heard.page.blocks import ANNEX, Block, Blocks, Some, bullets, details, flow, heading, paragraph
from heard.show.evidence import figure_in_words
from heard.show.report.aside import rows_set_aside
from heard.show.report.both_lengths import contradictions
from heard.show.report.judges import judgements
from heard.show.report.labels import labels, never_closed
from heard.show.report.safe import safe_verdicts
from heard.show.report.supplied import supplied, would_tell
from heard.year import Year

WORDS = (PUBLIC, INTERNAL, OWN_WORD)  # from the firmest
UNSAID = (
    "It does not say whether any consultation was lawful. It shows what is on record; that is for a court.",
    "It does not say whether a decision followed what most people wanted.",
    "It does not say whether the reasons that people were given were good ones.",
    "It knows what was written down. What was done and not written down is not here.",
    "It takes the training record and the list of the Council's decisions as complete.",
)


def trust(year: Year) -> Blocks:
    """Everything a careful reader should know before quoting a figure."""
    parts: dict[str, Some] = {
        "What was supplied, and what was not": supplied(year),
        "What would tell most": would_tell(year),
        "Rows set aside": rows_set_aside(year),
        "Counts of people that are hidden": _hidden_counts(year),
        "Which verdicts are safe": safe_verdicts(year),
        "Whose word it is": _whose_word(year),
        "Scores by assessors": judgements(year),
        "Labels worth a look": labels(year),
        "Still open after a year": never_closed(year),
        "Where the strategy disagrees with itself": contradictions(year),
        "Figures that are ours": _figures(year),
        "What this report does not say": bullets(UNSAID),
    }
    return flow(
        heading(2, "How far to trust this", id="trust"), ((heading(3, name), part) for name, part in parts.items())
    )


def _hidden_counts(year: Year) -> Iterator[Block | None]:
    """The rule of the gate, with the thresholds of this report."""
    if year.has("responses") or year.has("channels"):
        yield paragraph(*_rule_of_the_gate(year.params.disclosure))
    else:
        yield paragraph("No record counts people, so there is nothing to hide.")


def _rule_of_the_gate(given: Disclosure) -> Iterator[str]:
    yield f"We hide {_thresholds(given)}. Nobody at all is hidden in the same way."
    yield "Other counts are hidden with it. Nobody who knows this rule can then work it out."
    yield "That holds for this report, and beside each that stood in its place before."
    if given.round_to:
        yield f"What is shown is rounded to the nearest {given.round_to}."
    ours = Disclosure()
    if given.threshold < ours.threshold or given.special_category_threshold < ours.special_category_threshold:
        yield f"The Council has set this lower than we would. We would hide {_thresholds(ours)}."


def _thresholds(given: Disclosure) -> str:
    """`a count of people below 5, and below 10 by disability, ethnic group or religion`."""
    *others, last = sorted(name.replace("_", " ") for name in SPECIAL_CATEGORY)
    special = f"{', '.join(others)} or {last}"
    return f"a count of people below {given.threshold}, and below {given.special_category_threshold} by {special}"


def _whose_word(year: Year) -> Iterator[Block | None]:
    """On whose word the verdicts rest; where a verdict rests on several, on the weakest."""
    weakest: Counter[str] = Counter()
    for promise in year.judged:
        weakest[max((year.measures[r.measure].word for r in year.deciding(promise)), key=WORDS.index)] += 1
    whole = sum(weakest.values())
    if whole:
        on_which = listed(f"{number(weakest[word])} on {article(word)}" for word in WORDS if weakest[word])
        yield paragraph(
            f"{capital(some(whole, 'verdicts'))} {'rests' if whole == 1 else 'rest'} on this: {on_which}.",
            "Where a verdict rests on several, the weakest counts. Nobody else has checked a service's own word.",
        )
    else:
        yield paragraph("No promise could be judged, so no verdict rests on anybody's word.")


def article(word: str) -> str:
    """`a public record`, `an internal record`, `the service's own word`."""
    return word if word.startswith("the ") else f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _figures(year: Year) -> Iterator[Block | None]:
    standards = year.params.standards
    theirs = [f"{getattr(standards, name)} ({name})" for name, note in standards.notes.items() if note.strategy]
    ours = sum(not note.strategy for note in standards.notes.values())
    yield paragraph(
        f"{capital(some(len(theirs), 'figures'))} stand in the strategy: {listed(theirs)}." if theirs else "",
        f"The other {number(ours)} are ours, and a council may change them.",
        f"Changed here: {listed(standards.changed)}." if standards.changed else "None was changed.",
    )
    inside = bullets([figure_in_words(standards, name) for name in standards.notes])
    yield details("Every figure, and why", inside, kind=ANNEX)
