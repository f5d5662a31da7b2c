"""How the Council will engage with you: ENGAGE-1 to 4."""

from __future__ import annotations

from heard.measures.cases import Cases
from heard.measures.claim import Column, LastDay
from heard.measures.measure import OWN_WORD, PUBLIC, Done, Late, Measure, Owes, Says, cell, noted, reads
from heard.measures.owes import counted, last_day, opening
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import closed_activities, consultations, every_activity, every_consultation, listings
from heard.measures.words import NamedActivity, first_closing_day
from heard.model.missing import Record
from heard.model.standards import Basis, Standards
from heard.model.state import State

FIELDS_OF_A_FULL_RECORD = ("service", "purpose", "significance", "recorded_on")


def _engaged(c: Cases, s: Standards) -> tuple[Rule, ...]:
    earlier = NamedActivity(c, "follows")
    options_on = c.options_published_on.or_if_blank(c.opened_on)
    none = c.follows.folded.is_("none")
    return (
        when(
            ~c.significance.is_("significant") & ~c.purpose.is_("transformation"),
            State.NOT_APPLICABLE,
            "neither significant nor a transformation",
        ),
        when(none, State.NOT_MET, "there was no earlier engagement"),
        when(
            ~earlier.in_register,
            State.NO_EVIDENCE,
            "the engagement it follows is not in the register",
            c.follows,
        ),
        when(earlier.is_inform(), State.NOT_MET, "what it follows gave information and asked nothing"),
        when(earlier.ended_on() < options_on, State.MET, "engagement ended before options were published"),
        otherwise(State.NOT_MET, "engagement was still going on when options were published"),
    )


def _engaged_by(c: Cases, s: Standards) -> LastDay:
    options_on = c.options_published_on.or_if_blank(c.opened_on)
    return last_day(
        options_on - 1, "the day before options are published, or it opens, {day}", Basis.STRATEGY, options_on
    )


ENGAGED_BEFORE_OPTIONS = Measure(
    id="engaged_before_options",
    title="People engaged before there were options",
    units=consultations,
    says=Says(
        done="followed earlier engagement",
        undone="did not follow earlier engagement",
        matters="Options were drawn up before people had been asked what they value.",
        asks="Ask for people to be engaged before options are drawn up.",
    ),
    rules=_engaged,
    reads=reads(activities="closed_on follows level opened_on options_published_on purpose significance"),
    caveat="Asked of what its service labelled significant, or a transformation.",
    word=OWN_WORD,
    asks_of=Record("activities", "follows"),
    owes=Owes(
        _engaged_by,
        "Bring people in before there are options",
        noted("activities.follows"),
        units=every_consultation,
    ),
)

AFFECTED_IDENTIFIED_FIRST = Measure(
    id="affected_identified_first",
    title="Those likely to be affected named before it opened",
    units=closed_activities,
    says=Says(
        done="named those likely to be affected before opening",
        undone="named those likely to be affected after opening",
        matters="The Council had not yet said whom it most needed to hear when it began to ask.",
        asks="Ask for those likely to be affected to be named before an activity opens.",
        noun="activities",
    ),
    rules=lambda c, s: (
        when(c.affected_listed_on <= c.opened_on, State.MET, "listed by the opening day"),
        otherwise(State.NOT_MET, "listed after it opened"),
    ),
    reads=reads(activities="affected_listed_on opened_on"),
    owes=Owes(
        opening,
        "Name those likely to be affected",
        cell("affected_listed_on"),
        units=every_activity,
    ),
)


def _contacted(c: Cases, s: Standards) -> tuple[Rule, ...]:
    groups = c.rows("affected_groups")
    in_time = groups.contacted_on <= first_closing_day(c) - s.contact_before_closing_days
    return (
        when(
            groups.every(in_time),
            State.MET,
            f"every group contacted {s.contact_before_closing_days} days before it was first to close",
        ),
        when(groups.some(in_time), State.PARTLY, "some groups contacted in time"),
        otherwise(State.NOT_MET, "no group contacted in time"),
    )


def _all_contacted(c: Cases) -> Column:
    """The day on which the last of the groups was contacted, once every one was."""
    groups = c.rows("affected_groups")
    return groups.latest(groups.contacted_on).where(groups.every(groups.contacted_on.filled).true)


AFFECTED_CONTACTED = Measure(
    id="affected_contacted",
    title="Those likely to be affected contacted in time",
    units=closed_activities,
    says=Says(
        done="contacted every group likely to be affected in time",
        undone="contacted no group likely to be affected in time",
        matters="The groups most likely to be affected had little time to answer, or were not asked.",
        asks="Ask for those likely to be affected to be contacted while they still have time to answer.",
        noun="activities",
        limit="{contact_before_closing_days} days before closing",
    ),
    rules=_contacted,
    definition=2,
    reads=reads(activities="closed_on first_closed_on", affected_groups="contacted_on"),
    caveat="The groups are those the service named. Where the closing day was moved, the first one counts.",
    word=OWN_WORD,
    owes=Owes(
        lambda c, s: counted(
            first_closing_day(c), "contact_before_closing_days", s, "before it is first to close, on {day}"
        ),
        "Contact every group likely to be affected",
        Done("affected_groups.contacted_on", _all_contacted),
        units=every_activity,
    ),
)


def _recorded(c: Cases, s: Standards) -> tuple[Rule, ...]:
    incomplete = c.empty_in_file(*FIELDS_OF_A_FULL_RECORD)
    return (
        when(incomplete, State.NOT_MET, "service, purpose, significance or the day of entry is empty"),
        when(
            c.recorded_on <= c.opened_on + s.record_within_days,
            State.MET,
            f"entered in full within {s.record_within_days} days of opening",
        ),
        otherwise(State.NOT_MET, f"entered more than {s.record_within_days} days after it opened"),
    )


RECORDED_FULLY_AND_SOON = Measure(
    id="recorded_fully_and_soon",
    title="Entered in the Consultation Database, in full and soon",
    units=closed_activities,
    says=Says(
        done="were entered in the Consultation Database in full and soon",
        undone="were entered late or in part",
        matters="What is written down late, or in part, is weaker evidence for all else in this report.",
        asks="Ask services to fill in the Consultation Database within the time set.",
        noun="activities",
        limit="within {record_within_days} days of opening",
    ),
    rules=_recorded,
    reads=reads(activities="opened_on purpose recorded_on service significance"),
    owes=Owes(
        lambda c, s: counted(c.opened_on, "record_within_days", s, "after it {opens} on {day}"),
        "Enter it in full in the Consultation Database",
        Done("activities.recorded_on", lambda c: c.recorded_on.where(~c.empty_in_file(*FIELDS_OF_A_FULL_RECORD).true)),
        late=Late.ALWAYS,
        units=every_activity,
    ),
)


def _registered(c: Cases, s: Standards) -> tuple[Rule, ...]:
    return (
        when(c.activity_id.surely_among(c.year.register), State.MET, "in the register"),
        otherwise(State.NOT_MET, "on the web pages, and not in the register"),
    )


LISTED_IS_REGISTERED = Measure(
    id="listed_is_registered",
    title="What was on the web pages is in the register",
    units=listings,
    says=Says(
        done="were in the register",
        undone="were not in the register",
        matters="What the register does not hold is counted nowhere in this report.",
        asks="Ask for what is on the web pages to be entered in the register.",
        noun="listings on the web pages",
    ),
    rules=_registered,
    reads=reads(web_listing="activity_id"),
    word=PUBLIC,
    no_day="The rule has no day by which a listing is to be in the register.",
)

MEASURES = (
    ENGAGED_BEFORE_OPTIONS,
    AFFECTED_IDENTIFIED_FIRST,
    AFFECTED_CONTACTED,
    RECORDED_FULLY_AND_SOON,
    LISTED_IS_REGISTERED,
)
