"""What the strategy promises the public: PROMISE-1 to 7."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from heard.english import as_weeks, capital, day, listed, span
from heard.measures.cases import Cases
from heard.measures.claim import Column, LastDay
from heard.measures.columns import Columns
from heard.measures.measure import OWN_WORD, PUBLIC, Done, Late, Measure, Owes, Says, noted, reads
from heard.measures.owes import counted, deciding, either, end_of_period, its_decision, last_day, opening
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import (
    closed_activities,
    consultations,
    decisions_of_the_council,
    every_activity,
    every_consultation,
    every_withdrawn,
    keys,
    not_withdrawn,
    ours,
    services,
    the_commitment,
    the_year,
    withdrawn,
)
from heard.measures.words import (
    considered,
    considered_in_words,
    decided,
    due,
    first_decided_on,
    had_a_say,
    its_feedback,
    names_what_is_not_there,
    undecided,
)
from heard.model.missing import Record
from heard.model.result import Counts, Finding
from heard.model.standards import Basis, Standards
from heard.model.state import State

WRITTEN_WITH = ("local people", "voluntary organisations")  # the strategy names both


def _say(c: Cases, s: Standards) -> tuple[Rule, ...]:
    return (
        when(c.affects_public.no, State.NOT_APPLICABLE, "does not affect the public"),
        names_what_is_not_there(c),
        when(had_a_say(c, s), State.MET, f"people were asked in the {s.say_within_years} years before"),
        when(
            c.activity_id.filled,
            State.NOT_MET,
            "what it names gave information alone, was withdrawn or was not in time",
        ),
        when(c.reason_without.filled, State.PARTLY, "nobody was asked, and the reason is given"),
        otherwise(State.NOT_MET, "nobody was asked, and no reason is given"),
    )


DECISIONS_HAD_A_SAY = Measure(
    id="decisions_had_a_say",
    title="People had a say before decisions that affect them",
    units=decisions_of_the_council,
    says=Says(
        done="came after people were asked",
        undone="came without people being asked in time",
        matters="On the record, those affected were not asked first.",
        asks="Ask each decision that affects the public to say how people were asked, or why not.",
        noun="decisions",
        limit="in the {say_within_years} years before",
    ),
    rules=_say,
    definition=2,
    reads=reads(
        activities="closed_on level opened_on withdrawn_on",
        key_decisions="activity_id affects_public decided_on reason_without",
    ),
    caveat="The council's list of decisions is taken as complete.",
    asks_of=Record("key_decisions", "activity_id"),
    owes=Owes(
        deciding,
        "Ask the public before it is decided, or say why not",
        noted("key_decisions.activity_id;key_decisions.reason_without"),
    ),
)


def _listed(c: Cases, s: Standards) -> tuple[Rule, ...]:
    listings = c.rows("web_listing")
    return (
        when(c.target.surely_is("specific group"), State.NOT_APPLICABLE, "meant for a specific group"),
        when(c.listed_on.filled & (c.listed_on <= c.opened_on), State.MET, "on the web pages from the opening day"),
        when(c.listed_on.filled, State.NOT_MET, "put on the web pages after it opened"),
        when(listings.some(listings.seen_on <= c.opened_on), State.MET, "seen on the web pages by the opening day"),
        when(
            c.some_day_within("web_listing", "seen_on", c.opened_on, c.closed_on) & ~listings.some_row,
            State.NOT_MET,
            "the web pages were seen while it was open, and it was not there",
        ),
        otherwise(
            State.NO_EVIDENCE,
            "nobody noted whether it was on the web pages by its opening day",
            c.listed_on,
            listings.seen_on,
        ),
    )


def _first_listed(c: Cases) -> Column:
    """The day it was put on the web pages or, where that is blank, first seen there."""
    listings = c.rows("web_listing")
    return c.listed_on.or_if_blank(listings.earliest(listings.seen_on))


LISTED_FROM_THE_START = Measure(
    id="listed_from_the_start",
    title="On the council's web pages from the first day",
    units=closed_activities,
    says=Says(
        done="were on the web pages from the first day",
        undone="were not on the web pages from the first day",
        matters="Someone who looked there on the opening day would not have found them.",
        asks="Ask for every activity to be put on the web pages by the day it opens.",
        noun="activities",
    ),
    rules=_listed,
    reads=reads(activities="listed_on opened_on target", web_listing="seen_on"),
    word=PUBLIC,
    owes=Owes(
        opening,
        "Put it on the web pages",
        Done("activities.listed_on;web_listing.seen_on", _first_listed),
        late=Late.WHILE_OPEN,
        units=every_activity,
    ),
)


def _nothing_published(c: Cases, s: Standards) -> tuple[Rule, ...]:
    """Where no day of feedback is on record: it is not yet due, or it was given on no known day."""
    feedback = its_feedback(c)
    return (
        when((due(c, s) >= c.year.as_at) & ~feedback.some_row, State.NOT_YET_DUE, "not fed back yet, and not yet due"),
        when(
            c.fed_back.surely_is("yes") & ~feedback.some_row,
            State.NO_EVIDENCE,
            "something was published back, and its day is not on record",
            feedback.published_on,
        ),
    )


def _fed_back(c: Cases, s: Standards) -> tuple[Rule, ...]:
    feedback = its_feedback(c)
    return (
        when(feedback.some(feedback.published_on <= due(c, s)), State.MET, "fed back by the day it was due"),
        *_nothing_published(c, s),
        otherwise(State.NOT_MET, "not fed back by the day it was due"),
    )


def _how_late(c: Cases, s: Standards, findings: Sequence[Finding]) -> Counts:
    """By how many days feedback was late, and how many have not fed back."""
    feedback, due_on = its_feedback(c), due(c, s)
    first = feedback.earliest(feedback.published_on)
    by_id = {i: n for n, i in enumerate(c.ids)}
    places = np.array([by_id[finding.unit_id] for finding in findings], dtype=np.intp)
    given = places[~first.blank[places]]
    late = [int(days) for days in first.values[given] - due_on.values[given]]
    counts = ((f"fed back late, by {span(late)}", len(late)),) if late else ()
    never = len(places) - len(late)
    return (*counts, ("had not fed back by the day of this report", never)) if never else counts


def _feedback_by(c: Cases, s: Standards) -> LastDay:
    """The day feedback is due, as promised or as we have it where none was promised, or one too far away."""
    by, promised = due(c, s), c.promised_feedback_on
    as_promised = last_day(by, "the day that was promised, {day}", Basis.PROMISED)
    usual = counted(c.closed_on, "feedback_days", s, "after it {closes} on {day}")
    longest = counted(
        c.closed_on, "feedback_at_most_days", s, "after it {closes} on {day}, the longest that a promise may be"
    )
    stands = ~promised.blank & (promised.values > c.closed_on.values)
    kept = promised.values == by.values
    return either(either(as_promised, longest, kept), usual, stands)


FEEDBACK_ON_TIME = Measure(
    id="feedback_on_time",
    title="Feedback given in time",
    units=closed_activities,
    says=Says(
        done="fed back in time",
        undone="did not feed back in time",
        matters="Those who took part waited longer than they should, or have heard nothing.",
        asks="Ask for feedback to be published for each activity that is late.",
        noun="activities",
        limit="by the day promised, or within {feedback_days} days of closing where none was",
    ),
    rules=_fed_back,
    definition=2,
    reads=reads(activities="closed_on fed_back promised_feedback_on", feedback="published_on"),
    shortfall=_how_late,
    caveat="In time is by the day promised, at most a year after closing; or within the usual days where none was.",
    word=PUBLIC,
    owes=Owes(
        _feedback_by,
        "Tell those who took part what came of it",
        Done("feedback.published_on", lambda c: its_feedback(c).earliest(its_feedback(c).published_on)),
        late=Late.ALWAYS,
        units=every_activity,
    ),
)


def _told(c: Cases, s: Standards) -> tuple[Rule, ...]:
    feedback = its_feedback(c)
    return (
        when(feedback.some(feedback.sent_to_participants.yes), State.MET, "feedback was sent to those who took part"),
        *_nothing_published(c, s),
        when(feedback.some_row, State.PARTLY, "fed back, and not sent to those who took part"),
        otherwise(State.NOT_MET, "not fed back by the day it was due"),
    )


def _first_sent(c: Cases) -> Column:
    """The first day of feedback that was sent to those who took part."""
    feedback = its_feedback(c)
    sent = feedback.where(feedback.sent_to_participants.yes.surely)
    return sent.earliest(sent.published_on)


TOLD_THOSE_WHO_TOOK_PART = Measure(
    id="told_those_who_took_part",
    title="Feedback sent to those who took part",
    units=closed_activities,
    says=Says(
        done="sent feedback to those who took part",
        undone="gave no feedback",
        matters="Those who took part have not been told what came of it.",
        asks="Ask for what came of each activity to be sent to those who took part in it.",
        noun="activities",
    ),
    rules=_told,
    reads=reads(activities="closed_on fed_back promised_feedback_on", feedback="sent_to_participants"),
    caveat="Feedback that was only put where people may look for it counts as partly.",
    word=PUBLIC,
    owes=Owes(
        _feedback_by,
        "Send what came of it to those who took part",
        Done("feedback.sent_to_participants", _first_sent),
        late=Late.ALWAYS,
        units=every_activity,
    ),
)


FED_BACK_ON_RECORD = Measure(
    id="fed_back_on_record",
    title="On record as fed back, whatever the day",
    units=closed_activities,
    says=Says(
        done="are on record as fed back",
        undone="are on record as not fed back",
        matters="Those who took part have heard nothing, on the record.",
        asks="Ask for feedback to be published for each activity that has none.",
        noun="activities",
    ),
    rules=lambda c, s: (
        when(c.fed_back.yes, State.MET, "something was published back"),
        otherwise(State.NOT_MET, "nothing was published back"),
    ),
    reads=reads(activities="fed_back"),
    caveat="Described, not judged: it says that something was published, and not when or what.",
    word=OWN_WORD,
    described=True,
    no_day="It is described, and not judged.",
)

WITHDRAWALS_EXPLAINED = Measure(
    id="withdrawals_explained",
    title="What was withdrawn was explained",
    units=withdrawn,
    says=Says(
        done="said why they were withdrawn",
        undone="did not say why they were withdrawn",
        matters="People were asked, it was given up, and the record does not say why.",
        asks="Ask for the reason to be published for each activity that was withdrawn.",
        noun="activities that were withdrawn",
    ),
    rules=lambda c, s: (
        when(c.withdrawn_because.filled, State.MET, "the reason is given"),
        otherwise(State.NOT_MET, "no reason is given"),
    ),
    reads=reads(activities="withdrawn_because"),
    caveat="What was withdrawn is held to no other check.",
    word=PUBLIC,
    owes=Owes(
        lambda c, s: last_day(c.withdrawn_on, "the day it was withdrawn, {day}", Basis.STRATEGY),
        "Say why it was withdrawn",
        noted("activities.withdrawn_because"),
        late=Late.ALWAYS,
        units=every_withdrawn,
    ),
)


def _people_value(c: Cases, s: Standards) -> tuple[Rule, ...]:
    activities, period = c.rows("activities", by="service", keys=keys(c)), c.year.period
    closed_on = activities.closed_on.between(period.first_day, period.last_day)
    if activities.has("closed_on"):
        closed_on = closed_on.surely  # a blank one has not closed
    closed = ours(activities) & not_withdrawn(activities) & closed_on
    asked = closed & activities.asked_what_matters.yes
    return (
        when(~activities.some(closed), State.NOT_APPLICABLE, "nothing of the service closed in the year"),
        when(
            activities.some(asked & activities.what_people_valued.filled),
            State.MET,
            "people were asked what they value most, and what they said is on record",
        ),
        when(activities.some(asked), State.PARTLY, "people were asked what they value most; their answer is not told"),
        otherwise(State.NOT_MET, "nobody was asked what they value most"),
    )


ASKED_WHAT_PEOPLE_VALUE = Measure(
    id="asked_what_people_value",
    title="Services asked what people value most",
    units=services,
    says=Says(
        done="asked what people value most, and told what they said",
        undone="did not ask what people value most",
        matters="The Council cannot show that it knows what people value in these services.",
        asks="Ask each of these services to find out what people value most, and to say what it heard.",
        noun="services",
    ),
    rules=_people_value,
    reads=reads(activities="asked_what_matters closed_on in_scope level run_by what_people_valued withdrawn_on"),
    word=OWN_WORD,
    owes=Owes(
        end_of_period,
        "Ask people what they value most, and write down what they say",
        noted("activities.asked_what_matters;activities.what_people_valued"),
    ),
)


def _says_why(c: Cases, s: Standards) -> tuple[Rule, ...]:
    decisions, feedback = c.rows("decisions"), its_feedback(c)
    reasons = when(decisions.some(decisions.reasons_published_on.filled), State.MET, "the reasons were published")
    without = when(
        decisions.some(decisions.outcome.surely_is("unchanged without reasons")),
        State.NOT_MET,
        "decided unchanged, without reasons",
    )
    answer_by = due(c, s).later_of(first_decided_on(c) + s.reasons_days)
    return (
        *((reasons,) if decisions.has("reasons_published_on") else ()),
        *((without,) if decisions.has("outcome") else ()),
        when(feedback.some(feedback.includes_reasons.yes), State.MET, "its feedback gives the reasons"),
        *undecided(c, s),
        when(
            answer_by >= c.year.as_at, State.NOT_YET_DUE, f"reasons due later, or {s.reasons_days} days from deciding"
        ),
        otherwise(State.NOT_MET, "decided, and no reasons given"),
    )


def _reasons_by(c: Cases, s: Standards) -> LastDay:
    """The later of the day feedback is due and so many days after the first decision, taken or planned."""
    decisions, feedback = c.rows("decisions"), _feedback_by(c, s)
    decision = its_decision(c, decisions, decisions.decided_on.filled, first_decided_on(c))
    taken = counted(decision, "reasons_days", s, "after the decision of {day}")
    planned = last_day(
        taken.on, f"{as_weeks(s.reasons_days)} after the decision planned for {{day}}", Basis.PLANNED, decision
    )
    by_decision = either(taken, planned, decided(c).true)
    later = ~feedback.on.blank & (decision.blank | (by_decision.on.values > feedback.on.values))
    return either(by_decision, feedback, later)


def _first_reasons(c: Cases) -> Column:
    """The first day on which reasons were published, by themselves or in its feedback."""
    decisions, feedback = c.rows("decisions"), its_feedback(c)
    own = decisions.earliest(decisions.reasons_published_on)
    giving = feedback.where(feedback.includes_reasons.yes.surely)
    return own.or_if_blank(giving.earliest(giving.published_on))


FEEDBACK_SAYS_WHY = Measure(
    id="feedback_says_why",
    title="People were told why",
    units=consultations,
    says=Says(
        done="told people why",
        undone="did not tell people why",
        matters="People were not told why the Council did what it did.",
        asks="Ask for the reasons for each decision to be published.",
    ),
    rules=_says_why,
    reads=reads(
        activities="closed_on promised_feedback_on",
        decisions="decided_on outcome reasons_published_on",
        feedback="includes_reasons",
    ),
    caveat="That reasons were given says nothing of whether they were good ones.",
    word=PUBLIC,
    owes=Owes(
        _reasons_by,
        "Publish the reasons for the decision",
        Done("decisions.reasons_published_on;feedback.includes_reasons", _first_reasons),
        late=Late.ALWAYS,
        units=every_consultation,
    ),
)


def _monitored(c: Cases, s: Standards) -> tuple[Rule, ...]:
    ours, theirs = considered(c, c.year_rows("committee", within="considered_on"), "annual report", "monitoring")
    return (
        when(ours, State.MET, "the committee considered an annual report or a monitoring item"),
        when(theirs, State.PARTLY, "another body did"),
        otherwise(State.NOT_MET, "no such item in the period"),
    )


def _monitoring(year: Columns) -> str:
    """What was considered in the period."""
    items = year.rows_within("committee", "considered_on")
    told = considered_in_words(year, items[items["kind"].isin(["annual report", "monitoring"])])
    return capital(f"{listed(told[-2:])}.") if told else "No report or monitoring item is on record in the year."


MONITORED_BY_COMMITTEE = Measure(
    id="monitored_by_committee",
    title="Watched over by the Committee",
    units=the_year("committee"),
    says=Says(
        done="was watched over by the Committee",
        undone="the Committee considered no annual report or monitoring item in the year",
        matters="Members had no item before them in which to ask how the promises were kept.",
        asks="Agree when this committee will look at how the promises are kept.",
        noun="year",
    ),
    rules=_monitored,
    reads=reads(committee="kind"),
    content=_monitoring,
    word=PUBLIC,
    owes=Owes(
        end_of_period,
        "Have the committee look at how the promises are kept",
        noted("committee.considered_on"),
    ),
)


def _who_wrote(year: Columns) -> str:
    """When the Commitment was last reviewed, and with whom."""
    items = year.rows("committee")
    reviews = items[(items["kind"] == "commitment review") & (items["considered_on"] <= year.as_at)]
    if reviews.empty:
        return "No review of the Commitment is on record."
    last = reviews.sort_values("considered_on", kind="stable").iloc[-1]
    with_whom = last["written_with"]
    whom = "with whom is not on record" if pd.isna(with_whom) else f"with {listed(with_whom.split(';'))}"
    return f"The Commitment was last reviewed on {day(last['considered_on'])}, {whom}."


def _written(c: Cases, s: Standards) -> tuple[Rule, ...]:
    reviews = c.rows("committee", by="kind", keys=np.array([f"{name} review" for name in c.ids], dtype=object))
    last = reviews.last_by(reviews.considered_on)
    people, voluntary = (last.some(last.written_with.has_(who)) for who in WRITTEN_WITH)
    return (
        when(~reviews.some_row, State.NOT_APPLICABLE, "no review of it has been considered"),
        when(people & voluntary, State.MET, "reviewed with local people and with voluntary organisations"),
        when(people | voluntary, State.PARTLY, "reviewed with local people or with voluntary organisations, not both"),
        otherwise(State.NOT_MET, "reviewed with neither local people nor voluntary organisations"),
    )


WRITTEN_JOINTLY = Measure(
    id="written_jointly",
    title="The Commitment written with local people and voluntary organisations",
    units=the_commitment,
    says=Says(
        done="was last reviewed with local people and with voluntary organisations",
        undone="was last reviewed with neither local people nor voluntary organisations",
        matters="What is promised to people was last put into words without them.",
        asks="Ask for local people and voluntary organisations to take part in the next review of the Commitment.",
        noun="document",
    ),
    rules=_written,
    content=_who_wrote,
    reads=reads(committee="written_with"),
    word=PUBLIC,
    no_day="It asks with whom, and not when.",
)

MEASURES = (
    DECISIONS_HAD_A_SAY,
    LISTED_FROM_THE_START,
    FEEDBACK_ON_TIME,
    TOLD_THOSE_WHO_TOOK_PART,
    FED_BACK_ON_RECORD,
    ASKED_WHAT_PEOPLE_VALUE,
    FEEDBACK_SAYS_WHY,
    WITHDRAWALS_EXPLAINED,
    MONITORED_BY_COMMITTEE,
    WRITTEN_JOINTLY,
)
