"""Useful links and contacts: CONTACT-1 and 2."""

from __future__ import annotations

from heard.english import some
from heard.maths.months import add_years, last_day_within_years
from heard.measures.cases import Cases
from heard.measures.claim import LastDay
from heard.measures.measure import PUBLIC, Late, Measure, Owes, Says, noted, reads
from heard.measures.owes import either, last_day
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import contacts, planned_entries
from heard.measures.words import NamedActivity
from heard.model.missing import Record
from heard.model.standards import Basis, Standards
from heard.model.state import State


def _planned(c: Cases, s: Standards) -> tuple[Rule, ...]:
    activity, listings = NamedActivity(c, "activity_id"), c.rows("web_listing")
    opens = activity.opened_on()
    days = s.listed_before_days
    return (
        when(
            ~c.activity_id.filled | ~activity.in_register,
            State.NO_EVIDENCE,
            "names no activity of the register",
            c.activity_id,
        ),
        when(listings.some(listings.seen_on < opens), State.MET, "seen on the web pages before it opened"),
        when(
            c.some_day_within("web_listing", "seen_on", opens - days, opens - 1),
            State.NOT_MET,
            f"the web pages were seen in the {days} days before it opened, and it was not there",
        ),
        otherwise(
            State.NO_EVIDENCE,
            f"nobody looked at the web pages in the {days} days before it opened",
            listings.seen_on,
        ),
    )


def _listed_by(c: Cases, s: Standards) -> LastDay:
    opens = NamedActivity(c, "activity_id").opened_on()
    return last_day(opens - 1, "the day before it {opens} on {day}", Basis.STRATEGY, opens)


PLANNED_ARE_LISTED = Measure(
    id="planned_are_listed",
    title="What is to come is on the web pages before it opens",
    units=planned_entries,
    says=Says(
        done="were on the web pages before they opened",
        undone="were not on the web pages before they opened",
        matters="Someone who looked there could not have seen what was to come.",
        asks="Ask for what the forward plan names to be put on the web pages before it opens.",
        noun="entries of the forward plan",
        limit="where somebody looked in the {listed_before_days} days before",
    ),
    rules=_planned,
    asks_of=Record("forward_plan", "activity_id"),
    reads=reads(activities="opened_on", forward_plan="activity_id", web_listing="seen_on"),
    word=PUBLIC,
    owes=Owes(
        _listed_by,
        "Put it on the web pages",
        noted("web_listing.seen_on"),
    ),
)


def _confirmed_by(c: Cases, s: Standards) -> LastDay:
    """The last day on which it still counts as confirmed; of one that does not work, the day that was found."""
    years = s.confirmed_within_years
    lapses = c.confirmed_on.moved(lambda day: last_day_within_years(day, years))
    words = f"{some(years, 'years')} (our figure) after it was confirmed on {{day}}"
    works = last_day(lapses, words, Basis.OURS, c.confirmed_on)
    return either(last_day(c.confirmed_on, "it was found not to work on {day}", Basis.STRATEGY), works, c.works.no.true)


CONTACTS_CONFIRMED = Measure(
    id="contacts_confirmed",
    title="Links and contacts confirmed to be right",
    units=contacts,
    says=Says(
        done="work, and were confirmed lately",
        undone="are broken, or have not been confirmed lately",
        matters="People may write or click, and reach nobody.",
        asks="Ask for the links and contacts to be tested and put right.",
        noun="links and contacts",
        limit="in the {confirmed_within_years} years before the day of this report",
    ),
    rules=lambda c, s: (
        when(c.works.no, State.NOT_MET, "does not work"),
        when(
            c.confirmed_on.between(add_years(c.year.as_at, -s.confirmed_within_years), c.year.as_at),
            State.MET,
            "works, and was confirmed lately",
        ),
        otherwise(State.NOT_MET, "works, and has not been confirmed lately"),
    ),
    reads=reads(contacts="confirmed_on works"),
    word=PUBLIC,
    owes=Owes(
        _confirmed_by,
        "Confirm that it works",
        noted("contacts.confirmed_on"),
        late=Late.ALWAYS,
        renewed=True,
    ),
)

MEASURES = (PLANNED_ARE_LISTED, CONTACTS_CONFIRMED)
