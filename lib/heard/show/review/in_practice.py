"""What a contradiction comes to in practice: what the records of one year show of it, in a sentence or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from heard.english import agreed, capital, day, listed, number, out_of, some
from heard.model.result import flipping
from heard.model.state import COUNTED, State
from heard.model.text_review import Computed
from heard.year import Year

CANNOT_TELL = "We cannot tell: too little is on record."
WHO_COULD = ("ways_to_take_part", "offered_in_other_formats", "support_given")
RECORDED = {
    "recorded_fully_and_soon": "went into the Database in full and in time",
    "listed_from_the_start": "stood on the web pages from the first day",
}
READ, REACHED = "everything_read", "affected_contacted"
WEEKS, MONTHS = "open_long_enough", "open_three_months_if_larger"
REVIEWS = {"strategy": "strategy review", "Commitment": "commitment review"}


@dataclass(frozen=True)
class Practice:
    """What one year shows: a sentence or two, and the titles of the activities that are meant.

    `flips` is how many cases one reading of the words passes and another does not.
    """

    sentences: str
    activities: tuple[str, ...] = ()
    flips: int = 0


def in_practice(year: Year, effect: Computed) -> Practice:
    """What the records of a year show of one effect; that we cannot tell, where they hold too little."""
    return EFFECTS[effect](year) or Practice(CANNOT_TELL)


def _length(year: Year) -> Practice | None:
    """Which consultations one rule for the length passes and the other does not."""
    if not {WEEKS, MONTHS} <= set(year.results):
        return None
    judged, flips = flipping(year.results[WEEKS], year.results[MONTHS])
    sentence = (
        f"Both rules judge {some(judged, 'consultations')}; {number(len(flips))} would pass one and not the other."
    )
    return Practice(sentence, _named(year, flips, WEEKS, MONTHS), len(flips)) if judged else None


def _scale(year: Year) -> Practice | None:
    """Whether what is larger is also significant."""
    rows = year.consultations[["activity_id", "scale", "significance"]]
    known = rows.dropna()
    if known.empty:
        return None
    larger, weighty = known["scale"].str.casefold() == "larger", known["significance"].str.casefold() == "significant"
    both, apart = int((larger & weighty).sum()), known["activity_id"][larger != weighty].astype(str)
    sentence = (
        f"Of {some(len(known), 'consultations')} with both on record, {number(both)} {agreed(both, 'are')} larger and "
        f"significant, and {number(len(apart))} {agreed(len(apart), 'are')} one and not the other."
    )
    return Practice(sentence, _titles(year, apart), len(apart))


def _able(year: Year) -> Practice | None:
    """What was open for four weeks and less than twelve, and still left some people out."""
    if WEEKS not in year.results:
        return None
    standards = year.params.standards
    between = {id for id, n in year.days_open.items() if standards.minimum_days <= n < standards.significant_days}
    if not between:
        return None
    short = sorted(between & {id for measure in WHO_COULD for id in year.ids(measure, State.NOT_MET)})
    sentences = (
        f"{capital(some(len(between), 'consultations'))} {agreed(len(between), 'were')} open for four weeks or more "
        f"and less than twelve. On the record, {number(len(short))} of these had one way to take part or ways on a "
        "screen alone, no other format, or no support for some who needed it."
    )
    return Practice(sentences, _named(year, short, *WHO_COULD), len(short))


def _records(year: Year) -> Practice | None:
    """Whether engagement is recorded and shown as consultation is."""
    if year.closed.empty:
        return None
    is_consultation = year.closed["level"] == "consult"
    kinds = {"consultations": year.closed[is_consultation], "other engagements": year.closed[~is_consultation]}
    sentences = [sentence for noun, rows in kinds.items() for sentence in _on_record(year, noun, rows)]
    return Practice(" ".join(sentences)) if sentences else None


def _on_record(year: Year, noun: str, rows: pd.DataFrame) -> Iterator[str]:
    ids = set(rows["activity_id"].astype(str))
    counts = [
        f"{number(len(judged & _met(year, measure)))} of {number(len(judged))} {phrase}"
        for measure, phrase in RECORDED.items()
        if (judged := ids & _judged(year, measure))
    ]
    if counts:
        yield f"Of the {noun} we can judge, {listed(counts)}."


def _equal(year: Year) -> Practice | None:
    """Whether reading everything and going first to those affected were done together."""
    judged = _judged(year, READ) & _judged(year, REACHED)
    if not judged:
        return None
    read, reached = judged & _met(year, READ), judged & _met(year, REACHED)
    return Practice(
        f"Of {some(len(judged), 'activities')} that we can judge by both, {number(len(read))} read everything people "
        f"sent, {number(len(reached))} reached those likely to be affected in time, and {number(len(read & reached))} "
        "did both.",
        flips=len(read ^ reached),
    )


def _reviews(year: Year) -> Practice | None:
    """When each document was last reviewed, as the committee's record has it."""
    if not year.has("committee"):
        return None
    rows = year.rows("committee").dropna(subset=["kind", "considered_on"])
    rows = rows[rows["considered_on"] <= year.params.as_at]
    last = {name: rows["considered_on"][rows["kind"].str.casefold() == kind].max() for name, kind in REVIEWS.items()}
    reviews = (
        f"the {name} has no review on record" if pd.isna(when) else f"the {name} was last reviewed on {day(when)}"
        for name, when in last.items()
    )
    return Practice(f"By {day(year.params.as_at)}, {listed(reviews)}.")


def _committee(year: Year) -> Practice | None:
    """Which names the committee goes by in the record."""
    rows = year.rows("committee").dropna(subset=["body", "considered_on"])
    period = year.params.period
    held = rows[(rows["considered_on"] >= period.first_day) & (rows["considered_on"] <= period.last_day)]
    names = Counter(str(body) for body in held["body"])
    if not names:
        return None
    written = listed(f"{name} ({some(n, 'items')})" for name, n in sorted(names.items()))
    return Practice(f"In the record: {written}.")


def _boards(year: Year) -> Practice | None:
    """How many boards there are, and how many met."""
    period, meetings = year.params.period, year.rows("board_meetings").dropna(subset=["board", "met_on"])
    met = meetings["board"][
        (meetings["met_on"] >= period.first_day) & (meetings["met_on"] <= period.last_day)
    ].nunique()
    boards = year.rows("boards")["board"].nunique()
    if not boards:
        return Practice(f"{number(met)} Boards met in the year.") if met else None
    on_record = f"{capital(some(boards, 'Boards'))} {agreed(boards, 'are')} on record"
    return Practice(f"{on_record}, and {number(met)} met in the year.")


def _feedback(year: Year) -> Practice | None:
    """How many activities promised a day for feedback."""
    if year.closed.empty or not year.has("activities", "promised_feedback_on"):
        return None
    promised = int(year.closed["promised_feedback_on"].notna().sum())
    return Practice(
        f"Of {some(len(year.closed), 'activities')} that closed, {number(promised)} promised a day. For the rest we "
        f"count {year.params.standards.feedback_days} days, which is our figure."
    )


def _counted(measure: str, noun: str, phrase: str, unmet: str) -> Callable[[Year], Practice | None]:
    """How many of those a measure judged met it; `unmet` is said of the one that did not."""

    def count(year: Year) -> Practice | None:
        tally = year.results[measure].all if measure in year.results else None
        if tally is None or not tally.counted:
            return None
        known = not tally.n(State.NO_EVIDENCE)
        return Practice(out_of(tally.n(State.MET), tally.counted, noun, phrase, unmet, known=known))

    return count


def _met(year: Year, measure: str) -> set[str]:
    return set(year.ids(measure, State.MET))


def _judged(year: Year, measure: str) -> set[str]:
    return {id for state in COUNTED for id in year.ids(measure, state)}


def _named(year: Year, ids: Iterable[str], *measures: str) -> tuple[str, ...]:
    """The titles of those that may be named for one of these checks."""
    results = [year.results[measure] for measure in measures if measure in year.results]
    return _titles(year, (each for each in ids if year.right_of_reply.lets_stand(each, results)))


def _titles(year: Year, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(year.name("activity", id) for id in ids)


EFFECTS: Mapping[Computed, Callable[[Year], Practice | None]] = {
    Computed.LENGTH: _length,
    Computed.SCALE: _scale,
    Computed.PLAN: _counted(
        "on_the_forward_plan",
        "consultations",
        "were on the plan four weeks before they opened",
        "was not on the plan four weeks before it opened",
    ),
    Computed.REVIEWS: _reviews,
    Computed.COMMITTEE: _committee,
    Computed.CONTACTS: _counted(
        "contacts_confirmed",
        "links and contacts",
        "work and were looked at within a year",
        "does not work or was not looked at within a year",
    ),
    Computed.FORMATS: _counted(
        "offered_in_other_formats", "consultations", "came in another format than the usual", "came in the usual format"
    ),
    Computed.RECORDS: _records,
    Computed.EQUAL: _equal,
    Computed.ABLE: _able,
    Computed.BOARDS: _boards,
    Computed.SAY: _counted(
        "decisions_had_a_say", "decisions", "came after people were asked", "came without people being asked"
    ),
    Computed.FEEDBACK: _feedback,
    Computed.BODY: _counted(
        "considered_by_a_body",
        "consultations",
        "went to a committee or a project board",
        "went to neither committee nor project board",
    ),
    Computed.LISTED: _counted(
        "listed_from_the_start",
        "activities",
        "were on the web pages from the first day",
        "was not on the web pages from the first day",
    ),
}
