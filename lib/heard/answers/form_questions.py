"""What the form asks of a service, for each activity: its pages, and the words of every question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from heard.errors import RecordsError
from heard.measures import columns_of
from heard.measures.units import closed_in_period, ours, withdrawn_in_period
from heard.model.records import Records
from heard.model.tables import TABLES, ColumnSpec, Kind
from heard.params import Params

START = "Start here"
PAGES = ("page", "activity_id", "title", "closed", "on record", "to answer")
REGISTER_ID, OPENED, ADDRESS = "Its id in the register", "Opened on", "Where to read about it"
WHO, WHEN = "Your name", "The day you fill this in"
MAIN_DOCUMENT = "Main document"
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Question:
    """One cell to fill in: the words that ask, the column that keeps the answer, and what is meant.

    `after` is the column of the same part that must have an answer, other than no, before this one applies.
    """

    asks: str
    column: str
    meant: str = ""
    after: str = ""


@dataclass(frozen=True)
class Part:
    """Questions about one row of a table.

    `whether` asks, with yes or no, if there is such a thing at all: where a blank or a missing row says that there was
    none, that must have been asked of everyone. `needs` are the columns without any of which a yes says nothing; where
    `day_unknown` names a column of the register, that column keeps such a yes. Of `many`, each answer is a row of its
    own. What is `of_consultations` is not asked of an engagement, of what was withdrawn only what is `of_withdrawn` is
    asked, and what is `of_a_row` only where the table has its row already.
    """

    title: str
    table: str
    questions: tuple[Question, ...]
    whether: str = ""
    needs: tuple[str, ...] = ()
    day_unknown: str = ""
    many: bool = False
    of_consultations: bool = False
    of_withdrawn: bool = False
    of_a_row: bool = False

    @property
    def asked(self) -> tuple[Question, ...]:
        """All that is asked, whether there is such a thing first."""
        return (*([Question(self.whether, "")] if self.whether else []), *self.questions)

    def column(self, question: Question) -> ColumnSpec:
        """What the answer to a question can be."""
        yes_or_no = ColumnSpec("", Kind.YES_NO)
        return TABLES[self.table].columns[question.column] if question.column else yes_or_no


def _said(what: str, column: str) -> Question:
    return Question(f"Did it say {what}?", column)


PARTS = (
    Part(
        "The consultation",
        "activities",
        (
            Question("Last day people could respond", "closed_on", "A day, such as 2025-03-01"),
            Question("How far did it go?", "level", "inform, engage, consult or coproduce; empty: consult"),
            Question("Service that ran it", "service"),
            Question("What was it for?", "purpose"),
            Question("Was it significant?", "significance", "significant: many people, or much at stake for a few"),
            Question("Day the impact was considered", "impact_considered_on", "On the people who would be affected"),
            Question("Day by which feedback was promised", "promised_feedback_on", "Empty: no day was named"),
            Question("Were people asked what they value most?", "asked_what_matters"),
            Question(
                "What they value most, in one sentence",
                "what_people_valued",
                "This sentence may be published",
                after="asked_what_matters",
            ),
        ),
    ),
    Part(
        "Whether it ran as announced",
        "activities",
        (
            Question("Last day as it was first announced", "first_closed_on", "Empty: it was not moved"),
            Question("Day it was given up", "withdrawn_on", "Empty: it was not given up"),
            Question(
                "Why it was given up, in one sentence",
                "withdrawn_because",
                "This sentence may be published",
                after="withdrawn_on",
            ),
        ),
        whether="Was its last day moved, or was it given up?",
        needs=("first_closed_on", "withdrawn_on"),
        of_withdrawn=True,
    ),
    Part(
        "Before it and after it",
        "activities",
        (
            Question("Earlier engagement it builds on", "follows", "Its id in the register; none: there was none"),
            Question("Did equality have to be looked at?", "equality_needed"),
            Question("Day equality was looked at", "equality_done_on", "Only if it had to be", after="equality_needed"),
            Question("Day the proposal became final", "proposal_final_on", "From then on nothing could change it"),
        ),
        of_consultations=True,
    ),
    Part(
        "Its entry in the register",
        "activities",
        (Question("Day it was entered", "recorded_on", "In the Council's own register of consultations"),),
        whether="Is it entered there?",
        needs=("recorded_on",),
    ),
    Part(
        "How people could take part",
        "channels",
        (
            Question("One way", "channel", "Of more than two, those that most used"),
            Question("Another way", "channel"),
        ),
        many=True,
    ),
    Part(
        "Those most likely to be affected",
        "affected_groups",
        (
            Question("The group most likely to be affected", "group", "Such as carers; no names of people"),
            Question("Day the group was contacted", "contacted_on", "The first time", after="group"),
        ),
        needs=("group",),
    ),
    Part(
        "The main document that people were given",
        "materials",
        (
            _said("what was proposed", "says_what"),
            _said("why", "says_why"),
            _said("what else could be done", "gives_alternatives"),
            _said("how long people had", "says_deadline"),
            _said("what people were asked to do", "says_task"),
            _said("what difference an answer could make", "says_difference"),
            _said("how people would hear back", "says_feedback"),
            _said("who decides, and how", "says_how_decided"),
            _said("what could not change", "says_limits"),
        ),
        of_consultations=True,
    ),
    Part(
        "The decision",
        "decisions",
        (
            Question("Day of the decision", "decided_on"),
            Question("Who decided?", "body_kind"),
            Question("Day the report to them was published", "report_published_on"),
            Question("What came of it?", "outcome"),
            Question("What changed, in one sentence", "what_changed", "This sentence may be published"),
        ),
        whether="Has a decision been made?",
        needs=("decided_on",),
        of_consultations=True,
    ),
    Part(
        "Its entry in the list of decisions",
        "key_decisions",
        (
            Question(
                "Could people expect to be asked?",
                "expectation",
                "promise: it had been promised; practice: they had been asked before; none: neither",
            ),
        ),
        of_a_row=True,
    ),
    Part(
        "Telling people what came of it",
        "feedback",
        (
            Question(
                "Day they were told", "published_on", "The first time, after it closed; empty: nobody knows the day"
            ),
            Question("Were they told why?", "includes_reasons"),
            Question("Was it sent to those who took part?", "sent_to_participants"),
        ),
        whether="Have people been told?",
        needs=("published_on",),
        day_unknown="fed_back",
    ),
    Part(
        "Looking back",
        "activities",
        (
            Question("Day you looked back on it", "evaluated_on"),
            Question("What you learned, in one sentence", "lesson", "Empty: nothing"),
        ),
        whether="Have you looked back on how it went?",
        needs=("evaluated_on",),
    ),
)

STEPS = (
    "Each consultation has a page of its own. It takes about ten minutes. Where you answer no, go to the next part.",
    "1. Pick a page from the list below.",
    "2. Write your name and the day at the top of the page.",
    "3. Fill in the yellow cells. Some have a list to pick from. Write a day as 2025-03-01.",
    "4. Leave a cell empty when you do not know. Do not guess.",
    "5. What is on record is there already. If it is wrong, write what is right. Those who keep the records are told.",
    "6. Write words and days, and no formulas. Save the file and send it back.",
    "Your name stays in the Council's own records. The report does not print it.",
)

REGISTER = "activities"
COLUMNS = ("activity_id", "title", "opened_on", "url", "service", "level", "withdrawn_on", "fed_back")


@dataclass(frozen=True)
class FormPage:
    """One consultation: what is on record of it, as text by part and column, and which parts have a place to go."""

    activity_id: str
    title: str
    opened_on: date
    url: str
    known: Mapping[tuple[Part, str], str]
    parts: tuple[Part, ...]
    service: str = ""

    def answer(self, part: Part, question: Question) -> str:
        """What is on record; that there is such a thing at all, where anything that it needs is."""
        known = self.known.get((part, question.column), "")
        return known or ("yes" if not question.column and self.has(part) else "")

    def has(self, part: Part) -> bool:
        """Whether anything is on record of what a part needs."""
        return any((part, column) in self.known for column in part.needs)

    @property
    def n_known(self) -> int:
        """How many of those that apply have an answer on record."""
        return sum(bool(self.answer(part, question)) for part, question in self._applying())

    @property
    def n_asked(self) -> int:
        """How many questions apply, so far as the record shows: what follows from a yes is not counted before it."""
        return sum(1 for _ in self._applying())

    def _applying(self) -> Iterator[tuple[Part, Question]]:
        for part in self.parts:
            for question in part.asked:
                follows = question.after or (part.whether and question.column)
                if not follows or self.known.get((part, question.after), "no") != "no":
                    yield part, question


def pages_of(params: Params, records: Records) -> tuple[FormPage, ...]:
    """A page for each of the council's own that closed or was withdrawn in the period, or opened in it and is open yet.

    Raises RecordsError where there is none. A part is left out where its table has more rows of the activity than it
    asks about.
    """
    year = columns_of(records, params)
    register = year.table(REGISTER)
    assert register is not None, "activities is the one table that must be supplied"
    opened = register.column("opened_on").between(params.period.first_day, params.period.last_day).true
    never_closed = register.column("closed_on").blank & opened & ours(register).true
    given_up = withdrawn_in_period(year, register)
    picked = register.rows.iloc[np.flatnonzero(closed_in_period(year, register) | never_closed | given_up)]
    if picked.empty:
        found = f"no activity of the council's own opened or closed in {params.period.name}"
        raise RecordsError(REGISTER, found, "Put the register of that year in the records folder")
    rows = {part.table: _rows(records, part.table) for part in PARTS}
    pages = [_page(row, rows) for row in picked.reindex(columns=COLUMNS).itertuples(index=False)]
    return tuple(sorted(pages, key=lambda page: page.activity_id))


def _rows(records: Records, table: str) -> pd.DataFrame:
    checked = records.tables.get(table)
    return pd.DataFrame({"activity_id": []}) if checked is None else checked.kept


def _applies(part: Part, row: Any) -> bool:
    """Whether a part is asked about: of what is on record as no consultation, or as withdrawn, less is."""
    if not pd.isna(row.withdrawn_on):
        return part.of_withdrawn
    return not part.of_consultations or pd.isna(row.level) or row.level == "consult"


def _page(row: Any, rows: Mapping[str, pd.DataFrame]) -> FormPage:
    known: dict[tuple[Part, str], str] = {}
    there = []
    for part in (each for each in PARTS if _applies(each, row)):
        of_it = rows[part.table][rows[part.table]["activity_id"] == row.activity_id]
        if len(of_it) < (1 if part.many else 2) and len(of_it) >= part.of_a_row:
            there.append(part)
            known |= {
                (part, str(column)): _text(value)
                for column, value in (of_it.iloc[0].items() if len(of_it) else ())
                if not pd.isna(value)
            }
            told = getattr(row, part.day_unknown) if part.day_unknown else None
            if not pd.isna(told) and told == "yes":
                known[part, ""] = "yes"
    return FormPage(
        activity_id=str(row.activity_id),
        title="(no title)" if pd.isna(row.title) else str(row.title),
        opened_on=row.opened_on,
        url="" if pd.isna(row.url) else str(row.url),
        known=known,
        parts=tuple(there),
        service="" if pd.isna(row.service) else str(row.service),
    )


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
