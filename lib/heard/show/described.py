"""What the strategy describes and nobody judges: counts, each in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from heard.english import agreed, capital, day, listed, number, some
from heard.measures.amounts.counts import HELD
from heard.measures.amounts.spread import busiest
from heard.measures.amounts.whose_word import DOCUMENTS, SCORES
from heard.measures.scores import OTHERS
from heard.model.commitment import Commitment
from heard.model.figures import Figures
from heard.model.tables import TABLES, UNDERSTOOD
from heard.page.blocks import ANNEX, Para, Some
from heard.show.figure_columns import column, counted, in_counts, whole
from heard.show.marks import count, over_the_year
from heard.show.records_in_words import NEEDS
from heard.year import Year

FEW = 5  # below this a middle says nothing that the first and last do not
NO_DECISION = "No decision is on record."
LEVELS = {"engage": "engagements", "coproduce": "co-productions"}


def ways_used(year: Year, commitment: Commitment) -> str:
    """Activities that used each of the ways that the promise speaks of."""
    used = column(year.amounts["ways_used"], "activities")
    ways = commitment.counts or TABLES["channels"].columns["channel"].words
    of = some(year.amounts["ways_used"].of, "activities")
    counts = f"On record, of {of} that closed: {in_counts((way, used.get(way, 0)) for way in ways)}."
    return f"{counts} {when_people_came(year.amounts['ways_used'], ways)}".strip()


def when_people_came(figures: Figures, ways: Collection[str] = HELD) -> str:
    """On how many days people could come to something, of some ways or of all; "" where no day is on record."""
    held, weekend = (
        sum(n for way, n in column(figures, name).items() if way in ways)
        for name in ("held on a known day", "at a weekend")
    )
    if not held:
        return ""
    if held == 1:
        return f"The one with a day on record was {'at a weekend' if weekend else 'on a weekday'}."
    return f"Of {number(held)} with a day on record, {number(weekend)} {agreed(weekend, 'were')} at a weekend."


def regularly_received(figures: Figures) -> str:
    """What services received as regular feedback in the year, by kind; "" where none is on record."""
    received = column(figures, "received as regular feedback")
    return f"As regular feedback services received: {in_counts(received.items())}." if received else ""


def regular_feedback(year: Year, _: Commitment) -> str:
    """Services with regular feedback on record in the period, and how much of each kind they received."""
    figures = year.amounts["regular_feedback"]
    received = in_counts(column(figures, "received").items())
    kinds = f": {received}" if received else ""
    return f"{capital(some(figures.recorded, 'services'))} took regular feedback in the year, on the record{kinds}."


def purposes(year: Year, _: Commitment) -> str:
    """Closed activities by purpose."""
    return f"The activities that closed served these purposes: {_of_all(year, 'purposes_served', 'activities')}."


def _of_all(year: Year, measure: str, name: str) -> str:
    return in_counts(counted(year.amounts[measure], name))


def engagement_days(year: Year, _: Commitment) -> str:
    """How long engagement and work together stood open."""
    rows = year.amounts["engagement_days"].rows
    if not rows:
        return "No engagement closed in the year, so no length can be given."
    return " ".join(_length(LEVELS[str(level)], whole(n), whole(a), mid, whole(z)) for level, n, a, mid, z in rows)


def _length(noun: str, n: int, least: int, middle: object, most: int) -> str:
    half = f", half of them for {middle:g} days or more" if n >= FEW and isinstance(middle, float) else ""
    span = some(least, "days") if least == most else f"{number(least)} to {some(most, 'days')}"
    return f"{capital(some(n, noun))} closed, open for {span}{half}."


def spells(year: Year, _: Commitment) -> str:
    """What was open in more than one spell, given up, or run with others."""
    counts = column(year.amounts["spells"], "activities")
    jointly = counts.pop("run jointly", 0)
    partners = [name.removeprefix("run jointly with ") for name in counts if name.startswith("run jointly with ")]
    again = {what: n for what, n in counts.items() if not what.startswith("run jointly")}
    told = [f"{number(n)} {agreed(n, 'were')} {what}" for what, n in again.items()]
    if jointly:
        told.append(
            f"{number(jointly)} {agreed(jointly, 'were')} run jointly{f', with {listed(partners)}' if partners else ''}"
        )
    if not told:
        return "None is on record as extended, paused, withdrawn or run jointly."
    return f"Of what closed or was withdrawn in the year, {listed(told)}."


def member_actions(year: Year, commitment: Commitment) -> str:
    """What members are on record as doing for the activities that closed: those things that the sentence speaks of."""
    figures = year.amounts["member_actions_by_kind"]
    done = column(figures, "activities")
    actions = commitment.counts or TABLES["member_actions"].columns["action"].words
    counts = listed(f"{action} {some(done.get(action, 0), 'activities')}" for action in actions)
    return f"Members are on record as having {counts}, of {number(figures.of)} that closed."


def outcomes(year: Year, _: Commitment) -> str:
    """Decisions on consultations that closed, by what they did; never scored."""
    return f"{by_outcome(year) or NO_DECISION} We count these and never score them."


def by_outcome(year: Year) -> str:
    """`Of 61 decisions: changed 18, …`; "" where none is on record."""
    figures = year.amounts["outcomes"]
    return f"Of {some(figures.of, 'decisions')}: {in_counts(counted(figures, 'decisions'))}." if figures.of else ""


def issues(year: Year, _: Commitment) -> str:
    """Issues raised and answered at board meetings of the period."""
    raised, answered = (column(year.amounts["issues_answered"], name) for name in ("raised", "answered"))
    if not raised:
        return "How many issues the boards raised is not on record."
    in_all = some(sum(raised.values()), "issues")
    return f"The boards raised {in_all}; {number(sum(answered.values()))} had an answer, on the record."


def items(year: Year, _: Commitment) -> str:
    """How much of what boards took up in the period had an answer, by kind."""
    figures = year.amounts["items_answered"]
    if not figures.of:
        return "What the boards took up is not on record."
    taken_up, answered = (column(figures, name) for name in ("taken up", "answered"))
    if not answered:
        return f"The boards took up {some(figures.of, 'things')}; what had an answer is not on record."
    kinds = listed(f"{kind} {number(answered[kind])} of {number(n)}" for kind, n in taken_up.items() if n)
    had = f"Of {some(figures.of, 'things')} that boards took up, {number(sum(answered.values()))} had an answer"
    return f"{had}, on the record{f': {kinds}' if kinds else ''}."


def statutory(year: Year, _: Commitment) -> str:
    """Consultations that the law asked for, and how long it said they must be open."""
    figures = year.amounts["statutory_consultations"]
    days = [whole(day) for _, _, least, most in figures.rows for day in (least, most) if day is not None]
    set_by_law = f" Where it set the length, that was {number(min(days))} to {some(max(days), 'days')}." if days else ""
    return f"The law asked for {number(figures.recorded)} of {some(figures.of, 'consultations')}.{set_by_law}"


def resources(year: Year, _: Commitment) -> str:
    """Where cost and staff time are on record."""
    figures = year.amounts["resources"]
    known = [f"{name} for {number(n)}" for name, n in column(figures, "activities that say").items()]
    if not known:
        return "Neither cost nor staff time is on record."
    return f"Of {some(figures.of, 'activities')}, these are on record: {listed(known)}."


def challenges(_year: Year, _: Commitment) -> str:
    """Where the decisions that were challenged are told."""
    return "Decisions that were challenged are told among the questions that members ask."


def took_part(_year: Year, commitment: Commitment) -> Para:
    """Where those who took part are set beside those who live here; on paper too, where nothing else is told."""
    sentence = "Who took part, beside who lives here: see the questions that members ask."
    return Para((sentence,), ANNEX if len(commitment.measured_by) > 1 else "")


def load(year: Year, _: Commitment) -> str:
    """The most that were open on one day of the year, and which day that was."""
    return most_on_one_day(year) or "Nothing was open in the year, on the record."


def most_on_one_day(year: Year) -> str:
    """`At most 31 were open on one day, 7 January 2025.`; "" where nothing was, or nobody can tell."""
    most, first_day = busiest(year.columns)
    return f"At most {number(most)} {agreed(most, 'were')} open on one day, {day(first_day)}." if most else ""


def whose_word(year: Year, _: Commitment) -> str:
    """How many documents and scores come from somebody else than the service."""
    n = column(year.amounts["whose_word"], "number")
    documents, scores = (
        (sum(n.get(f"{what}: {who}", 0) for who in OTHERS), sum(of for line, of in n.items() if line.startswith(what)))
        for what in (DOCUMENTS, SCORES)
    )
    checked = f"Somebody else checked {number(documents[0])} of {some(documents[1], 'documents')}"
    scored = f", and gave {number(scores[0])} of {some(scores[1], 'scores')}" if scores[1] else ""
    return f"{checked} on record{scored}."


def answered_as(year: Year, _: Commitment) -> Para:
    """As what people answered: residents and service users apart from organisations and staff."""
    shown = year.assessment.people.answered_as.cells
    if not shown:
        return Para(("As what people answered is not on record.",), ANNEX)
    themselves, others = (
        listed(f"{count(shown[word])} as {OF_A_RESPONSE[word]}" for word in words)
        for words in (("resident", "service user"), ("organisation", "staff", "advocate"))
    )
    apart = f"Of what was meant for all residents, people answered {themselves}; apart from them, {others}."
    return Para((f"{apart} {count(shown[''])} did not say.",), ANNEX)


OF_A_RESPONSE = {
    "resident": "residents",
    "service user": "users of a service",
    "organisation": "organisations",
    "staff": "staff",
    "advocate": "advocates",
}


def understood(item: str) -> Callable[[Year, Commitment], Para]:
    """How many of those asked understood one thing over the year."""

    def of_item(year: Year, _: Commitment) -> Para:
        count = over_the_year(year.assessment.people, item)
        few = "Too few were asked what they understood."
        return Para((f"Of those who were asked, {count} understood." if count else few,), ANNEX)

    return of_item


Says = Callable[[Year, Commitment], str | Para]  # in a line, or in a paragraph of its own

DESCRIBED: Mapping[str, Says] = {
    "ways_used": ways_used,
    "regular_feedback": regular_feedback,
    "purposes_served": purposes,
    "engagement_days": engagement_days,
    "spells": spells,
    "member_actions_by_kind": member_actions,
    "outcomes": outcomes,
    "issues_answered": issues,
    "items_answered": items,
    "statutory_consultations": statutory,
    "resources": resources,
    "challenges": challenges,
    "took_part_like_the_county": took_part,
    "answered_as": answered_as,
    "load": load,
    "whose_word": whose_word,
    **{item: understood(item) for item in UNDERSTOOD},
}


def described_of(year: Year, commitment: Commitment) -> Iterator[Some]:
    """What is counted of a commitment and not judged: a line for each count whose record was supplied."""
    for measure in commitment.measured_by:
        if measure in DESCRIBED and year.has(*NEEDS[measure]):
            said = DESCRIBED[measure](year, commitment)
            yield said.words if isinstance(said, Para) else said


def why_not(commitment: Commitment) -> str:
    """Why it is not judged, and what would make it so."""
    return capital(commitment.why_not)
