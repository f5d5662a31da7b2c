"""Measures of amount: what there was, how much, how long. Each says what it counts, and which columns it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from heard.measures.amounts import agreement, counts, how_many_days, plain, spells, spread, whose_word
from heard.measures.columns import Columns
from heard.measures.measure import reads
from heard.model.address import Address
from heard.model.figures import Figures, Line
from heard.model.missing import Record


@dataclass(frozen=True)
class Amount:
    """One measure of amount: what it counts, in a sentence, the columns it reads, and the counting."""

    counts: str
    reads: tuple[Record, ...]
    of: Callable[[Columns], Figures]

    def __call__(self, year: Columns) -> Figures:
        """Its figures for a year, each line with the rows that it was counted from, those of side files too."""
        figures, filled = self.of(year), year.answers_read(self.reads)
        if not filled:
            return figures
        return replace(figures, lines=tuple(_with_answers(line, filled) for line in figures.lines))


def _with_answers(line: Line, filled: Iterable[tuple[Address, Address]]) -> Line:
    """A line with the rows of side files that fill cells of its own rows."""
    own = {*line.source}
    return replace(line, source=(*line.source, *sorted({there for row, there in filled if row in own})))


OPEN = reads(activities="opened_on closed_on level")
TEXTS = reads(activities="closed_on", materials="document published_on text_file")
SCORES = reads(judgements="activity_id commitment kind score judged_on")

AMOUNTS: Mapping[str, Amount] = {
    "engagement_days": Amount(
        "Days open, first and last included, of what closed in the year and was an engagement or a co-production.",
        OPEN,
        how_many_days.engagement_days,
    ),
    "spells": Amount(
        "What closed in the year and was extended, paused, relaunched, reopened or run jointly, with whom, and what "
        "was withdrawn in it.",
        reads(activities="closed_on first_closed_on run_by run_with withdrawn_on", openings="activity_id why"),
        spells.spells,
    ),
    "kept_promises": Amount(
        "What closed in the year with a day promised for feedback, and whether feedback came by that day.",
        reads(activities="closed_on promised_feedback_on", feedback="published_on includes_decision includes_reasons"),
        how_many_days.kept_promises,
    ),
    "never_closed": Amount(
        "Consultations that have no closing day and opened over a year before the day of the report.",
        OPEN,
        how_many_days.never_closed,
    ),
    "time_to_feedback": Amount(
        "Days from closing to the first feedback after it. What has none yet counts as waiting until the report's "
        "day; what the record does not tell is left out.",
        reads(activities="closed_on promised_feedback_on", feedback="published_on includes_decision includes_reasons"),
        how_many_days.time_to_feedback,
    ),
    "load": Amount(
        "The most and the fewest that were open on one day of the year, by who they were meant for.",
        (*OPEN, Record("activities", "target")),
        spread.load,
    ),
    "time_shared": Amount(
        "Days on which something was open, each activity on each day, that fell in holidays or before an election.",
        OPEN,
        spread.time_shared,
    ),
    "member_actions_by_kind": Amount(
        "What members are on record as doing for what closed in the year, and for how many activities.",
        reads(member_actions="activity_id done_on action"),
        counts.member_actions_by_kind,
    ),
    "issues_answered": Amount(
        "Issues that boards raised at their meetings of the year, and those that had an answer.",
        reads(board_meetings="board met_on issues_raised issues_answered"),
        counts.issues_answered,
    ),
    "items_answered": Amount(
        "What boards took up in the year, by kind, and how much of it had an answer.",
        reads(board_items="raised_on kind answered_on"),
        counts.items_answered,
    ),
    "statutory_consultations": Amount(
        "Consultations that closed in the year and rest on a law, and how many days that law asks for.",
        reads(activities="closed_on level statutory_basis prescribed_days"),
        counts.statutory_consultations,
    ),
    "resources": Amount(
        "Pounds and days of staff on record for what closed in the year.",
        reads(activities="closed_on cost staff_days"),
        counts.resources,
    ),
    "challenges": Amount(
        "Decisions taken on consultations that closed in the year, by how they were challenged.",
        reads(decisions="activity_id decided_on challenged"),
        counts.challenges,
    ),
    "ways_used": Amount(
        "What closed in the year, by the ways people could take part, and what came in by each way; what services "
        "received as regular feedback, by kind; and on what days and in how many districts people could come.",
        reads(channels="activity_id channel contributions held_on district", service_feedback="quarter kind received"),
        counts.ways_used,
    ),
    "purposes_served": Amount(
        "What closed in the year, by what it was for.",
        reads(activities="closed_on purpose"),
        counts.purposes_served,
    ),
    "outcomes": Amount(
        "Decisions taken on consultations that closed in the year, by what they did. They are never scored.",
        reads(decisions="activity_id decided_on outcome"),
        counts.outcomes,
    ),
    "regular_feedback": Amount(
        "What came in to services in the quarters of the year, by kind, and how much of it was used.",
        reads(service_feedback="service quarter kind received used"),
        counts.regular_feedback,
    ),
    "plain_documents": Amount(
        "Documents of consultations that closed in the year, whose text was given: how many are easy to read.",
        TEXTS,
        plain.plain_documents,
    ),
    "plain_english": Amount(
        "Each document of a consultation that closed in the year, whose text was given: how easy it is to read.",
        TEXTS,
        plain.plain_english,
    ),
    "words_to_avoid": Amount(
        "Words to avoid, and how many documents of the consultations that closed in the year use each.",
        TEXTS,
        plain.words_to_avoid,
    ),
    "judgements_made": Amount(
        "The last score that each assessor gave, for what closed in the year, by kind of assessor.",
        SCORES,
        agreement.judgements_made,
    ),
    "whose_word": Amount(
        "Documents of consultations that closed in the year, by who checked them; issues raised in it for others, by "
        "who raised them; and the last score of each assessor, by kind.",
        reads(materials="published_on checked_by", advocacy="raised_on raised_by", judgements="kind score judged_on"),
        whose_word.whose_word,
    ),
    "judgements_agree": Amount(
        "Pairs of assessors who scored the same promise of the same activity, and how often they agree.",
        SCORES,
        agreement.judgements_agree,
    ),
}


def amounts_of(year: Columns) -> dict[str, Figures]:
    """Every measure of amount, by its id."""
    return {name: amount(year) for name, amount in AMOUNTS.items()}
