"""Useful links and contacts: CONTACT-1 and 2."""

from __future__ import annotations

from heard.measures.measure import PUBLIC, Measure, otherwise, when
from heard.measures.units import contacts
from heard.model.period import add_years
from heard.model.state import State

CONTACTS_CONFIRMED = Measure(
    id="contacts_confirmed",
    title="Links and contacts confirmed to be right",
    serves=("CONTACT-2",),
    units=contacts,
    rules=lambda c, s: (
        when(c.works.no, State.NOT_MET, "does not work"),
        when(
            c.confirmed_on.between(add_years(c.year.as_at, -s.confirmed_within_years), c.year.as_at),
            State.MET,
            "works, and was confirmed lately",
        ),
        otherwise(State.NOT_MET, "works, and has not been confirmed lately"),
    ),
    met_as="work, and were confirmed lately",
    noun="links and contacts",
    word=PUBLIC,
)

MEASURES = (CONTACTS_CONFIRMED,)
