"""Useful links and contacts: CONTACT-1 and 2."""

from __future__ import annotations

from heard.maths.months import add_years
from heard.measures.measure import PUBLIC, Measure, Says, reads
from heard.measures.rules import otherwise, when
from heard.measures.units import contacts
from heard.model.state import State

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
)

MEASURES = (CONTACTS_CONFIRMED,)
