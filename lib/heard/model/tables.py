"""The canonical tables and their columns: what a row says, what a cell may hold, and what a blank one means.

The source is `2-records.md`. A column is written as a short line: `name kind`, with `!` for a column in bold
(required). A closed list of words stands in brackets; `{...}` after it says what a blank cell, or a column that was
not supplied, is read as.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

RESPONSES = "responses"  # the table of which a row is a person: no sentence quotes its cells, and only counts leave
MOST_BYTES = 2_000_000_000  # of a file that holds a table: some 20 million responses


class Kind(StrEnum):
    """What a cell holds, and so how it is read and compared."""

    ID = "id"  # compared exactly, trimmed
    NAME = "name"  # words of the council's own; compared without regard to case
    NAMES = "names"  # a list of them, `;` between
    TEXT = "text"  # free text; never compared
    WORD = "word"  # one word of a closed list
    WORDS = "words"  # a list of them
    YES_NO = "yes/no"
    DAY = "day"  # a calendar day that can only be known once it has come
    PLAN = "planned day"  # a calendar day that stands even when it is still to come
    WHOLE = "whole number"
    MONEY = "pounds"
    QUARTER = "quarter"  # 2024-Q2
    YEAR = "year"  # 2024-25, or 2024
    AGES = "ages"  # a band of them: 18-24, 65+, under 18


DAYS = (Kind.DAY, Kind.PLAN)
LISTS = (Kind.NAMES, Kind.WORDS)
CHARACTERISTICS = ("age", "sex", "ethnic_group", "disability", "religion", "district")  # of people who answered
AGE, AGE_BAND = "age", "age_band"  # the band stands for the age of whoever did not give that
CAPACITY = "capacity"  # as what they answered: no characteristic, for no population is counted by it


@dataclass(frozen=True)
class ColumnSpec:
    """One column of a canonical table."""

    name: str
    kind: Kind
    required: bool = False
    words: tuple[str, ...] = ()
    blank_is: str | None = None
    absent_is_blank: bool = False
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class TableSpec:
    """One canonical table: a row says one thing."""

    name: str
    row_is: str
    columns: Mapping[str, ColumnSpec]
    key: tuple[str, ...] = ()  # the columns that no two rows have alike, the first of them its own id
    of_activity: bool = False
    unwritten_is_unknown: bool = False

    @property
    def required(self) -> tuple[str, ...]:
        """The columns in bold."""
        return tuple(c.name for c in self.columns.values() if c.required)

    def of_kind(self, *kinds: Kind) -> tuple[str, ...]:
        """The names of the columns of these kinds, in order."""
        return tuple(c.name for c in self.columns.values() if c.kind in kinds)


_LINE = re.compile(
    r"(?P<name>\w+)(?P<bold>!?) (?P<kind>[a-z/ ]+?)"
    r"(?: \[(?P<words>.+?)\])?(?: \{(?P<blank>.+)\})?(?: (?P<least>\d+)-(?P<most>\d+))?"
)

ABSENT_IS_BLANK = frozenset(
    "in_scope level run_by target listed_on withdrawn_on first_closed_on shared_with fed_back prescribed_days "
    "short_time_reason promised_feedback_on options_published_on key_decisions.title materials.published_on "
    "committee.body judgements.kind".split()
)


def _column(table: str, line: str) -> ColumnSpec:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise ValueError(f"{table}: cannot read the column {line!r}")
    name = match["name"]
    return ColumnSpec(
        name=name,
        kind=Kind(match["kind"]),
        required=bool(match["bold"]),
        words=tuple(word.strip() for word in (match["words"] or "").split(",") if word.strip()),
        blank_is=match["blank"],
        absent_is_blank=bool({name, f"{table}.{name}"} & ABSENT_IS_BLANK),
        least=int(match["least"] or 0),
        most=int(match["most"]) if match["most"] else None,
    )


def _table(
    name: str, row_is: str, columns: str, *, key: str = "", of_activity: bool = False, unwritten: bool = False
) -> TableSpec:
    read = [_column(name, line) for line in columns.strip().splitlines()]
    return TableSpec(
        name, row_is, MappingProxyType({c.name: c for c in read}), tuple(key.split()), of_activity, unwritten
    )


_TABLES = (
    _table(
        "activities",
        "one consultation or engagement exercise",
        """
        activity_id! id
        title! text
        opened_on! planned day
        closed_on planned day
        first_closed_on planned day
        withdrawn_on day
        withdrawn_because text
        level word [inform, engage, consult, coproduce] {consult}
        service name
        run_by word [council, on behalf of council, jointly, partner] {council}
        run_with names
        in_scope yes/no {yes}
        purpose word [strategic planning, strategic performance, transformation, operational planning]
        stage word [need, design, delivery, review]
        scale word [larger, other]
        significance word [significant, other]
        impact_considered_on day
        impact word [low, medium, high]
        public_interest_considered_on day
        statutory_basis text
        equality_needed yes/no
        equality_done_on day
        affected_listed_on day
        planned_on day
        shared_with names
        budget pounds
        staff_days_planned whole number
        decision_planned_on planned day
        options_published_on day
        options_count whole number
        proposal_final_on day
        follows id
        short_time_reason text
        asked_what_matters yes/no
        what_people_valued text
        prescribed_days whole number
        promised_feedback_on planned day
        fed_back yes/no
        recorded_on day
        listed_on day
        target word [all residents, service users, specific group]
        divisions names
        cost pounds
        staff_days whole number
        lead_id id
        evaluated_on day
        lesson text
        url text
        """,
        key="activity_id",
    ),
    _table(
        "openings",
        "one spell in which an activity was open, of one that had more than one",
        """
        activity_id! id
        opened_on! planned day
        closed_on! planned day
        why word [announced, extended, paused, relaunched, reopened, next phase]
        """,
        of_activity=True,
    ),
    _table(
        "publicity",
        "one thing published to tell people of an activity",
        """
        activity_id! id
        published_on! day
        route word [press, social media, poster, letter, e-mail, website, member, partner, event]
        """,
        of_activity=True,
    ),
    _table(
        "materials",
        "one document or page people were given",
        """
        activity_id! id
        document! name
        published_on day
        formats words [standard, paper, large print, easy read, braille, audio, bsl, translation, on request]
        newest_figure_on day
        text_file text
        says_what yes/no
        says_why yes/no
        gives_alternatives yes/no
        says_deadline yes/no
        says_task yes/no
        says_difference yes/no
        says_how_decided yes/no
        says_limits yes/no
        says_feedback yes/no
        checked_by word [self, peer, independent]
        """,
        of_activity=True,
        unwritten=True,
    ),
    _table(
        "channels",
        "one way of taking part in one activity",
        """
        activity_id! id
        channel! word [online survey, postal survey, telephone survey, social media, meeting, workshop, talk, information event, review, case study, complaint, compliment]
        held_on day
        district name
        contributions whole number
        read whole number
        """,  # noqa: E501 - the list of ways stands on one line, as in 2-records.md
        of_activity=True,
        unwritten=True,
    ),
    _table(
        "affected_groups",
        "one group named as likely to be affected",
        """
        activity_id! id
        group! name
        contacted_on day
        support_needed yes/no
        support_offered yes/no
        """,
        of_activity=True,
        unwritten=True,
    ),
    _table(
        RESPONSES,
        "one response",
        """
        response_id! id
        activity_id! id
        received_on day
        channel name
        complete yes/no
        capacity word [resident, service user, staff, organisation, advocate]
        district name
        age whole number
        age_band ages
        sex name
        ethnic_group name
        disability name
        religion name
        understood_what_and_why whole number 1-5
        understood_how_long whole number 1-5
        understood_what_is_asked whole number 1-5
        understood_what_difference whole number 1-5
        understood_how_feedback whole number 1-5
        comment text
        """,
        key="response_id activity_id",
        of_activity=True,
    ),
    _table(
        "population",
        "people in one category of one characteristic",
        """
        characteristic! name
        category! name
        people! whole number
        area name
        source text
        year year
        """,
    ),
    _table(
        "decisions",
        "one decision that an activity informed",
        """
        activity_id! id
        body name
        body_kind word [committee, project board, officer]
        report_published_on day
        decided_on day
        findings_cited yes/no
        outcome word [changed, changed in part, unchanged with reasons, unchanged without reasons]
        what_changed text
        reasons_published_on day
        challenged word [none, complaint, call-in, ombudsman, judicial review]
        """,
        of_activity=True,
    ),
    _table(
        "feedback",
        "one publication back to the public",
        """
        activity_id! id
        published_on! day
        url text
        includes_decision yes/no
        includes_reasons yes/no
        sent_to_participants yes/no
        """,
        of_activity=True,
    ),
    _table(
        "services",
        "one service of the council",
        """
        service! name
        directorate name
        """,
        key="service",
    ),
    _table(
        "service_feedback",
        "regular feedback one service took in one quarter",
        """
        service! name
        quarter! quarter
        kind! word [review, case study, complaint, compliment]
        received whole number
        used whole number
        """,
    ),
    _table(
        "boards",
        "seats on one group for one kind of member",
        """
        board! name
        voice! word [lived experience, voluntary sector, public sector]
        filled whole number
        """,
    ),
    _table(
        "board_meetings",
        "one meeting",
        """
        board! name
        met_on! day
        lived_experience_present whole number
        voluntary_sector_present whole number
        public_sector_present whole number
        issues_raised whole number
        issues_answered whole number
        """,
    ),
    _table(
        "board_items",
        "one thing a board took up",
        """
        board! name
        raised_on! day
        kind word [concern, good practice, theme, discussion, design]
        stage word [design, delivery, evaluation]
        answered_on day
        """,
    ),
    _table(
        "organisations",
        "one time a local organisation helped people to have their say",
        """
        organisation! name
        worked_on! day
        activity_id id
        did text
        """,
    ),
    _table(
        "training",
        "one course one person finished",
        """
        staff_id! id
        completed_on! day
        course name
        """,
    ),
    _table(
        "forward_plan",
        "one entry of the forward plan",
        """
        entry_id! id
        financial_year! year
        title text
        added_on! day
        planned_open_on planned day
        activity_id id
        """,
        key="entry_id",
    ),
    _table(
        "toolkit",
        "one version of the Consultation Toolkit",
        """
        version! name
        published_on! day
        legal_reviewed_on day
        change text
        """,
    ),
    _table(
        "practice",
        "one lesson shared",
        """
        shared_on! day
        lesson text
        learned_from word [own, other organisation]
        audience words [members, staff]
        change_made text
        """,
    ),
    _table(
        "member_actions",
        "one thing an elected member did for an activity",
        """
        activity_id! id
        done_on! day
        action word [promoted, explained, scrutinised]
        """,
        of_activity=True,
    ),
    _table(
        "advocacy",
        "one issue raised on behalf of the people someone works with",
        """
        issue_id! id
        raised_on! day
        raised_by word [staff, partner]
        activity_id id
        used yes/no
        """,
        key="issue_id",
    ),
    _table(
        "key_decisions",
        "one decision of the council, from its list of decisions",
        """
        decision_id! id
        decided_on! day
        title text
        affects_public yes/no
        expectation word [none, practice, promise]
        statutory_basis text
        activity_id id
        reason_without text
        """,
        key="decision_id",
    ),
    _table(
        "committee",
        "one item a committee considered",
        """
        kind! word [annual report, monitoring, strategy review, commitment review]
        considered_on! day
        body name
        period year
        written_with words [local people, voluntary organisations, staff]
        """,
    ),
    _table(
        "web_listing",
        "one activity found on the public web pages",
        """
        listing_id! id
        title! text
        activity_id! id
        opened_on planned day
        closed_on planned day
        status word [forthcoming, open, closed]
        url text
        seen_on day
        """,
        key="listing_id",
    ),
    _table(
        "contacts",
        "one public contact or link",
        """
        contact! name
        value text
        confirmed_on day
        works yes/no
        """,
        key="contact",
    ),
    _table(
        "judgements",
        "one person's score for one commitment of one activity",
        """
        activity_id! id
        commitment! name
        assessor! name
        kind word [self, peer, independent] {self}
        score! whole number 1-6
        evidence_url text
        judged_on! day
        """,
        of_activity=True,
        unwritten=True,
    ),
    _table(
        "actions",
        "one thing last year's report asked for",
        """
        action_id! id
        agreed_on! day
        text text
        owner name
        due_on planned day
        done_on day
        """,
        key="action_id",
    ),
)

TABLES: Mapping[str, TableSpec] = MappingProxyType({table.name: table for table in _TABLES})

COMPUTED: Mapping[str, ColumnSpec] = MappingProxyType(
    {
        f"materials.{column.name}": column
        for column in (
            ColumnSpec("text_grade", Kind.MONEY),
            ColumnSpec("text_sentence_words", Kind.MONEY),
            ColumnSpec("text_not_plain", Kind.NAMES),  # words to avoid that stand in it; blank: none
            ColumnSpec("text_abbreviations", Kind.NAMES),  # abbreviations that it never explains; blank: none
        )
    }
)  # what is worked out from a document's `text_file` as it is read; where that has no text, all are blank

# What people are asked whether they understood, 1 to 5.
UNDERSTOOD = tuple(name for name in TABLES[RESPONSES].columns if name.startswith("understood_"))

NOT_COUNTED = (Kind.ID, Kind.DAY, Kind.TEXT, Kind.YES_NO)  # of responses nothing asks how many share these


def counted_together(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Which columns of responses are counted with one another: the activity with each thing that somebody said.

    A person's age and band of ages are one thing: the band is asked where the age is blank.
    """
    supplied = {*names}
    said = [spec.name for spec in TABLES[RESPONSES].columns.values() if spec.kind not in NOT_COUNTED]
    there = [name for name in said if name in supplied]
    ages = tuple(name for name in (AGE, AGE_BAND) if name in there)
    each = [ages] if ages else []
    return tuple(("activity_id", *columns) for columns in (*each, *((name,) for name in there if name not in ages)))
