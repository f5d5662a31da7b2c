"""What stands above everything: whose report it is, of which days, for which meeting, and who made it."""

from __future__ import annotations

from dataclasses import replace

from heard.english import day
from heard.page.blocks import ANNEX, Cover, Link, Para, Some, flow, paragraph
from heard.params import Params
from heard.show.marks import CONSULTATIONS

TITLE = "Were people heard?"


def cover(params: Params) -> Cover:
    """What stands above the report, in a few lines."""
    report = _cover(params, "Annual report on engagement and consultation")
    find = Para((Link(CONSULTATIONS, ("Find a consultation",)),), ANNEX)
    return replace(report, about=(find, *report.about))


def masthead(params: Params) -> Cover:
    """What stands above the summary."""
    return _cover(params, "Summary for members", short=True)


def beside_the_report(params: Params, title: str, *about: Some) -> Cover:
    """What stands above a page that belongs to the report and is none of its parts."""
    name = f"{params.period.name}: beside the annual report"
    return replace(
        _cover(params, ""),
        title=title,
        name=name,
        about=flow(about),
        page_title=f"{title}, {params.period.name} – {params.council}",
    )


def _cover(params: Params, name: str, *, short: bool = False) -> Cover:
    name = f"{name}, {params.period.name}"
    return Cover(
        council=params.council,
        title=TITLE,
        name=name,
        about=flow(_about(params)),
        page_title=f"{TITLE} {name} – {params.council}",
        date=(params.meeting_on or params.as_at).isoformat(),
        draft=not params.signed_off_by,
        sample=params.sample,
        short=short,
        sheet=False,
        facts=_facts(params),
    )


def _about(params: Params) -> Para | None:
    """For whom it is, of which days, and who made it: one small line."""
    whom = f"For the {params.committees[0]}" if params.committees else "For members"
    return paragraph(
        f"{whom}, {day(params.meeting_on)}." if params.meeting_on else f"{whom}.",
        f"Covers {day(params.period.first_day)} to {day(params.period.last_day)}, as known on {day(params.as_at)}.",
        "" if params.strategy.is_own else f"Held against: {params.strategy.title}. The Council promised none of it.",
        f"Prepared by {params.prepared_by}." if params.prepared_by else "",
        f"Signed off by {params.signed_off_by}." if params.signed_off_by else "Not signed off: this is a draft.",
        kind="note",
    )


def _facts(params: Params) -> tuple[tuple[str, str], ...]:
    period = params.period
    committee = params.committees[0] if params.committees else "none named"
    former = f" (formerly {'; '.join(params.committees[1:])})" if params.committees[1:] else ""
    return (
        ("For", committee + former),
        ("Meeting", day(params.meeting_on) if params.meeting_on else "no day given"),
        ("Period", f"{day(period.first_day)} to {day(period.last_day)}"),
        ("As at", day(params.as_at)),
        ("Strategy", params.strategy.title),
        ("Prepared by", params.prepared_by or "not named"),
        ("Signed off by", params.signed_off_by or "not signed off: this is a draft"),
    )
