"""Making best use of elected members: MEMBERS-1 to 4."""

from __future__ import annotations

from heard.measures.cases import Cases
from heard.measures.measure import Measure, Says, reads
from heard.measures.rules import Rule, otherwise, when
from heard.measures.units import consultations
from heard.model.standards import Standards
from heard.model.state import State


def _took_part(c: Cases, s: Standards) -> tuple[Rule, ...]:
    actions = c.rows("member_actions")
    while_open = (actions.done_on >= c.opened_on) & (actions.done_on <= c.closed_on)
    return (
        when(actions.some(while_open & actions.action.is_("promoted", "explained")), State.MET, "a member took part"),
        otherwise(State.NOT_MET, "no member is on record as taking part"),
    )


MEMBERS_TOOK_PART = Measure(
    id="members_took_part",
    title="Members promoted or explained it",
    units=consultations,
    says=Says(
        done="were promoted or explained by a member",
        undone="have no member on record as promoting or explaining them",
        matters="Members can bring people in; the record does not show it here.",
        asks="Consider how members can help more people to take part.",
    ),
    rules=_took_part,
    reads=reads(activities="closed_on opened_on", member_actions="action done_on"),
    caveat="Described, not judged: the strategy says what members can do, not what they must.",
    described=True,
    no_day="It is described, and not judged.",
)

MEASURES = (MEMBERS_TOOK_PART,)
