"""The page of one activity: what was asked, what people said, what was done, and what comes next.

Its days are absolute, for it grows old without a server: it never says *open now* or *three days ago*.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from heard.english import capital, day, listed
from heard.maths.suppress import Symbol
from heard.measures.counted_once import CONTRIBUTIONS
from heard.model.public_page import PublicCount
from heard.model.shown_before import RESPONSES
from heard.page.blocks import (
    Blocks,
    Link,
    Para,
    Some,
    Words,
    bullets,
    figures,
    flow,
    heading,
    paragraph,
    quoted,
    table,
    words,
)
from heard.show.marks import ITEMS, count, share_of
from heard.year.public import WEB, PublicRegister, Row

KINDS: Mapping[str, str] = {
    "consult": "Consultation",
    "engage": "Engagement",
    "coproduce": "Co-production",
    "inform": "Information",
}
INFORM = "inform"
PARTNER = "partner"
NO_VIEW = (
    "This page tells what the Council’s records say. This is no view on whether the law was kept, and none on whether "
    "a decision was right."
)
HIDDEN = "[c] is a count that is not shown, so that nobody can be recognised."
OUTCOMES: Mapping[str, str] = {
    "changed": "what was proposed was changed",
    "changed in part": "what was proposed was changed in part",
    "unchanged with reasons": "what was proposed was not changed, and the reasons are given",
    "unchanged without reasons": "what was proposed was not changed, and no reasons are given",
}


def activity_page(public: PublicRegister, id: str) -> Blocks:
    """All of the page but its head, links seen from its own folder."""
    row = public.activities[id]
    return flow(
        _withdrawn(row),
        _whose(row),
        heading(2, "We asked"),
        figures(_asked(public, row), kind="facts"),
        _said(public, row),
        _did(public, row),
        _next(public, row),
        _about(public, id),
    )


def kind_of(row: Row) -> str:
    """What kind of activity it is."""
    return KINDS[row["level"]]


def when_open(row: Row) -> str:
    """Its first and last day: `3 May 2024 to 5 June 2024`."""
    opened = day(row["opened_on"])
    return f"{opened} to {day(row['closed_on'])}" if row["closed_on"] else f"from {opened}"


def has_closed(row: Row, on: date) -> bool:
    """Whether its last day is past, or it was withdrawn."""
    return row["withdrawn_on"] is not None or (row["closed_on"] is not None and row["closed_on"] < on)


def places_of(public: PublicRegister, row: Row) -> tuple[str, ...]:
    """The divisions it is about, and the districts in which people could come to it, each once."""
    districts = (way["district"] for way in public.of("channels", row["activity_id"]))
    named = [*(row["divisions"] or "").split(";"), *districts]
    return tuple(dict.fromkeys(filter(None, named)))


def _withdrawn(row: Row) -> Para | None:
    if row["withdrawn_on"] is None:
        return None
    because = row["withdrawn_because"] or "Why is not on record."
    return paragraph(f"It was withdrawn on {day(row['withdrawn_on'])}.", because, kind="notice")


def _whose(row: Row) -> Para | None:
    """Of what the Council does not answer for: why not."""
    if row["level"] == INFORM:
        return paragraph("Information: nothing was asked.", kind="notice")
    if row["run_by"] == PARTNER:
        return paragraph("A partner ran this. The Council itself promises nothing here.", kind="notice")
    if row["in_scope"] == "no":
        apart = "This lies outside what the Council’s strategy for consultation is about, and what it promises there."
        return paragraph(apart, kind="notice")
    return None


def _asked(public: PublicRegister, row: Row) -> list[tuple[str, Some]]:
    """What is on record of the asking, by its word; what is blank is left out."""
    id = row["activity_id"]
    channels = public.of("channels", id)
    ways = tuple(dict.fromkeys(each["channel"] for each in channels))
    facts: list[tuple[str, Some]] = [
        ("What", _what(row)),
        ("Service", row["service"] or ""),
        ("Run by", _run_by(row)),
        ("For whom", capital(row["target"] or "")),
        ("Where", listed(places) if (places := places_of(public, row)) else ""),
        ("Open", _spells(public, row)),
        ("First announced", _first_announced(row)),
        ("Ways to take part", capital(listed(ways)) if ways else ""),
        ("On the day", bullets([_meeting(each) for each in channels if each["held_on"]])),
        ("Formats", capital(listed(each)) if (each := _formats(public, id)) else ""),
        ("Read more", _link(row["url"]) if row["url"] and not has_closed(row, public.on) else ""),
        ("Options published", day(row["options_published_on"]) if row["options_published_on"] else ""),
        ("To be decided", day(row["decision_planned_on"]) if row["decision_planned_on"] else ""),
        ("Follows", _to_page(public, row["follows"]) if row["follows"] else ""),
        ("Listed from", day(row["listed_on"]) if row["listed_on"] else ""),
    ]
    return [(word, value) for word, value in facts if value]


def _what(row: Row) -> str:
    about = f"{kind_of(row)} on {row['purpose']}" if row["purpose"] else kind_of(row)
    return f"{about}, at the {row['stage']} stage" if row["stage"] else about


def _run_by(row: Row) -> str:
    """Who runs it, where that is not the Council alone."""
    others = listed(row["run_with"].split(";")) if row["run_with"] else ""
    match row["run_by"]:
        case "on behalf of council":
            return f"{others or 'Somebody'}, on the Council’s behalf"
        case "jointly":
            return f"The Council, jointly with {others or 'others'}"
        case "partner":
            return others or "A partner of the Council"
    return f"The Council, with {others}" if others else ""


def _spells(public: PublicRegister, row: Row) -> Some:
    spells = sorted(public.of("openings", row["activity_id"]), key=lambda spell: spell["opened_on"])
    if not spells:
        return capital(when_open(row))
    return bullets([when_open(spell) + (f" ({spell['why']})" if spell["why"] else "") for spell in spells])


def _first_announced(row: Row) -> str:
    moved = row["first_closed_on"] and row["first_closed_on"] != row["closed_on"]
    return f"To close on {day(row['first_closed_on'])}" if moved else ""


def _meeting(way: Row) -> str:
    place = f", {way['district']}" if way["district"] else ""
    return f"{capital(way['channel'])} on {day(way['held_on'])}{place}"


def _formats(public: PublicRegister, id: str) -> list[str]:
    each = (name for row in public.of("materials", id) for name in (row["formats"] or "").split(";"))
    return [name for name in dict.fromkeys(each) if name]


def _said(public: PublicRegister, row: Row) -> Blocks:
    """What came in, once it has closed: counts that have passed the gate, of what the Council answers for."""
    if row["activity_id"] not in public.ours or row["withdrawn_on"] or not has_closed(row, public.on):
        return ()
    counts = public.counts_of.get(row["activity_id"], ())
    valued = row["what_people_valued"]
    inside = flow(_came_in(counts), paragraph("What people valued:", _in_their_words(valued)) if valued else None)
    return flow(heading(2, "You said"), inside or paragraph("What people said is not on record here."))


def _came_in(counts: tuple[PublicCount, ...]) -> Blocks:
    by_way = [each for each in counts if each.count == CONTRIBUTIONS]
    responses = [("Responses on record", count(each.people)) for each in counts if each.count == RESPONSES]
    ways = [(capital(each.way), count(each.people)) for each in by_way]
    seen = [each.people for each in by_way if isinstance(each.people, int)]
    in_all = [("Contributions in all", count(sum(seen)))] if ways[1:] and len(seen) == len(by_way) else []
    understood = [(_item(each), _share(each)) for each in counts if each.of is not None]
    is_hidden = any(Symbol.CONFIDENTIAL in (each.people, each.of) for each in counts)
    return flow(
        figures([*ways, *in_all, *responses], kind="facts") if by_way or responses else None,
        table("Of those who were asked, how many understood", ("What", "How many"), understood),
        paragraph(HIDDEN, kind="note") if is_hidden else None,
        paragraph(_counted(counts), kind="note") if counts else None,
    )


def _item(understood: PublicCount) -> str:
    return capital(ITEMS[understood.count][1])


def _share(understood: PublicCount) -> str:
    if isinstance(understood.people, int) and isinstance(understood.of, int):
        return share_of(understood.people, understood.of)
    return f"{count(understood.people)} of {count(understood.of or Symbol.CONFIDENTIAL)}"


def _counted(counts: tuple[PublicCount, ...]) -> str:
    """On which day these counts were first shown: later ones that differ by a few are not shown."""
    days = sorted({each.counted_on for each in counts})
    return (
        f"Counted on {listed(map(day, days))}. A few that came after are not added, "
        "so that nobody can tell from two counts who they are."
    )


def _did(public: PublicRegister, row: Row) -> Blocks:
    id = row["activity_id"]
    decisions = [_decision(each) for each in public.of("decisions", id)]
    feedback = [_feedback(each) for each in public.of("feedback", id)]
    is_expected = id in public.ours and not row["withdrawn_on"] and has_closed(row, public.on)
    if not decisions and not feedback and not is_expected:
        return ()
    undated = row["fed_back"] == "yes" and not feedback
    return flow(
        heading(2, "We did"),
        bullets([*decisions, *feedback]),
        paragraph("Something was published back to people. On which day is not on record.") if undated else None,
        None if decisions or feedback or undated else paragraph("Nothing is on record."),
    )


def _decision(decision: Row) -> Some:
    by = f" by {body}" if (body := decision["body"]) else ""
    outcome = OUTCOMES.get(decision["outcome"] or "", "")
    reasons = decision["reasons_published_on"]
    return words(
        f"Decided on {day(decision['decided_on'])}{by}{f': {outcome}' if outcome else ''}.",
        words("What changed: ", _in_their_words(decision["what_changed"])) if decision["what_changed"] else None,
        f"Reasons published on {day(reasons)}." if reasons else None,
        between=" ",
    )


def _in_their_words(text: str) -> Words:
    """What the Council wrote, between marks, with a full stop behind it where it has no end of its own."""
    return words(quoted(text), "" if text.endswith((".", "!", "?", "…")) else ".")


def _feedback(feedback: Row) -> Some:
    what = [word for word in ("decision", "reasons") if feedback[f"includes_{word}"] == "yes"]
    told = f", with the {listed(what)}" if what else ""
    sent = " It was sent to those who took part." if feedback["sent_to_participants"] == "yes" else ""
    link = words(": ", _link(feedback["url"])) if feedback["url"] else None
    return words(f"What came of it was published on {day(feedback['published_on'])}{told}", link, ".", sent)


def _next(public: PublicRegister, row: Row) -> Blocks:
    """What is promised and not done: when people are to hear back."""
    due = public.still_to_hear.get(row["activity_id"])
    if due is None:
        return ()
    if has_closed(row, public.on):
        told = f"We promised to say by {day(due)} what came of this. Nothing is published yet."
    else:
        told = f"We promise to say by {day(due)} what came of this."
    return flow(heading(2, "What comes next"), paragraph(told))


def _about(public: PublicRegister, id: str) -> Blocks:
    return flow(
        heading(2, "About this page"),
        figures([("In the register", id), *contact_of(public)], kind="facts"),
        paragraph(NO_VIEW, kind="note"),
    )


def contact_of(public: PublicRegister) -> list[tuple[str, Some]]:
    """Whom to ask, as a fact; nothing where the params name nobody."""
    if public.contact is None:
        return []
    value = str(public.contact["value"] or "")
    if "@" in value and " " not in value:
        reached: Some = Link(f"mailto:{value}", words(value))
    else:
        reached = _link(value) if value.casefold().startswith(WEB) else value
    return [(public.contact["contact"], reached or "no address on record")]


def _link(url: str) -> Link:
    return Link(url, words(url))


def _to_page(public: PublicRegister, id: str) -> Some:
    """Another activity, from the page of one."""
    return Link(f"{public.names[id]}.html", words(public.title(id)))
