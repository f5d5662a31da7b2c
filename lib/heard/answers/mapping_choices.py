"""What may be answered of a proposal, and the keys of a mapping that each answer gives."""

from __future__ import annotations

from collections.abc import Mapping

from heard.answers.mapping_text import Setting
from heard.answers.proposal import Proposal, Question, Unsure
from heard.model.mapping import DAY_FIRST, MONTH_FIRST
from heard.model.tables import Kind

LEFT_OUT = "left out"
NO_WORD = "says nothing"
OPEN = "not settled"
ID = "activity_id"


def answers_to(question: Question, proposal: Proposal) -> Mapping[str, tuple[Setting, ...]]:
    """Each answer to a question, in words, with the settings that it comes to; none where it is asked in other ways."""
    table = proposal.table.name
    match question.unsure:
        case Unsure.ORDER:
            return {order: ((("days",), order),) for order in (DAY_FIRST, MONTH_FIRST)}
        case Unsure.FED_BACK:
            return {name: (_column(table, question.ours, name),) for name in question.theirs}
        case Unsure.OPENING:
            return {name: (_column(table, "opened_on", name),) for name in question.theirs}
        case Unsure.BOTH_DAYS:
            opened, closed = question.theirs
            both = _column(table, "opened_on", opened), _column(table, "closed_on", closed)
            return {f"opening and closing: {opened}, {closed}": both}
        case Unsure.BLANKS:
            (name,) = question.theirs
            published = _of_another(proposal, "feedback", "published_on", name)
            no_row = (("tables", "feedback", "row_when"), name)
            return {"a blank means it did not happen": (*published, no_row), "a blank says nothing": published}
        case Unsure.A_LATER_DAY:
            (name,) = question.theirs
            return _a_later_day(proposal, name)
    return {}


def _a_later_day(proposal: Proposal, name: str) -> dict[str, tuple[Setting, ...]]:
    table = proposal.table.name
    decided = _of_another(proposal, "decisions", "decided_on", name)
    return {
        "the day it was decided": (*decided, (("tables", "decisions", "row_when"), name)),
        "the day planned for the decision": (_column(table, "decision_planned_on", name),),
        "the day feedback was promised for": (_column(table, "promised_feedback_on", name),),
        "the day feedback was published": _of_another(proposal, "feedback", "published_on", name),
    }


def _column(table: str, ours: str, theirs: str) -> Setting:
    return ("tables", table, "columns", ours), theirs


def _of_another(proposal: Proposal, table: str, ours: str, theirs: str) -> tuple[Setting, ...]:
    """A column that goes to another table, beside the id of its activity."""
    placed = proposal.of(ID)
    if placed is None:
        return (_column(table, ours, theirs),)
    joined = {"join": list(placed.theirs), "with": placed.joined_with}
    whose = placed.theirs[0] if placed.joined_with is None else joined
    return _column(table, ours, theirs), (("tables", table, "columns", ID), whose)


def places_of(proposal: Proposal) -> Mapping[str, str]:
    """Where each of their columns goes: one of ours, or nowhere."""
    taken = {name: each.ours for each in proposal.placed for name in each.theirs}
    return {name: taken.get(name, LEFT_OUT) for name in proposal.seen.names}


def place(proposal: Proposal, theirs: str, ours: str) -> tuple[Setting, ...]:
    """The settings that put one of their columns into one of ours, or leave it out."""
    before = places_of(proposal)[theirs]
    table = proposal.table.name
    if ours == before and ours != LEFT_OUT:
        return ()
    out = () if before == LEFT_OUT else (_column(table, before, ""),)
    into: Setting = (("ignore", theirs), "left out, as you said") if ours == LEFT_OUT else _column(table, ours, theirs)
    return (*out, into)


def words_of_theirs(proposal: Proposal) -> Mapping[tuple[str, str], str]:
    """Each word of theirs in a column of listed words, by our column: the word of ours that it is, or not settled."""
    known = {(each.ours, word): ours for each in proposal.placed for word, ours in each.words.items()}
    asked = {(each.ours, word): OPEN for each in proposal.questions for word in each.words}
    return {**known, **asked}


def words_of_ours(proposal: Proposal, ours: str) -> tuple[str, ...]:
    """What a word of theirs may be in one of our columns."""
    spec = proposal.table.columns[ours]
    return (*(("yes", "no") if spec.kind is Kind.YES_NO else spec.words), NO_WORD)


def word(proposal: Proposal, ours: str, theirs: str, answer: str) -> Setting:
    """The setting that reads one of their words as one of ours, or as nothing."""
    return ("tables", proposal.table.name, "words", ours, theirs), "" if answer == NO_WORD else answer


def names_alike(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """Every two names that may be one, the more frequent first."""
    clusters = [names for each in proposal.questions for names in each.names]
    return tuple((first, other) for first, *others in clusters for other in others)
