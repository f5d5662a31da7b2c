"""What stands above everything: whose report it is, of which days, for which meeting, and who made it."""

from __future__ import annotations

from markupsafe import Markup

from heard.english import day
from heard.page.html import figures, paragraph, tag
from heard.params import Params

TITLE = "Were people heard?"


def cover(params: Params) -> Markup:
    """The cover of the report: a page of its own on paper, with the contents."""
    return _header(params, "Annual report on engagement and consultation", figures(_about(params), class_="facts"))


def masthead(params: Params) -> Markup:
    """What stands above the summary, in a few lines."""
    whom = f"For the {params.committees[0]}" if params.committees else "For members"
    period = f"{day(params.period.first_day)} to {day(params.period.last_day)}, as at {day(params.as_at)}."
    told = (
        f"{whom}, {day(params.meeting_on)}." if params.meeting_on else f"{whom}.",
        period,
        f"Prepared by {params.prepared_by}." if params.prepared_by else "",
        f"Signed off by {params.signed_off_by}." if params.signed_off_by else "Not signed off: this is a draft.",
    )
    return _header(params, "Summary for members", paragraph(*told), short="yes")


def _header(params: Params, name: str, about: Markup, short: str = "no") -> Markup:
    """A cover; press prints DRAFT, and that records are invented, from what it says of itself."""
    name = f"{name}, {params.period.name}"
    return tag(
        "header",
        tag("p", params.council, class_="council"),
        tag("h1", TITLE),
        paragraph(name, class_="lede"),
        about,
        class_="cover",
        data_title=f"{TITLE} {name} – {params.council}",
        data_date=(params.meeting_on or params.as_at).isoformat(),
        data_draft="no" if params.signed_off_by else "yes",
        data_sample="yes" if params.sample else "no",
        data_short=short,
    )


def _about(params: Params) -> list[tuple[str, object]]:
    period = params.period
    committee = params.committees[0] if params.committees else "none named"
    former = f" (formerly {'; '.join(params.committees[1:])})" if params.committees[1:] else ""
    return [
        ("For", committee + former),
        ("Meeting", day(params.meeting_on) if params.meeting_on else "no day given"),
        ("Period", f"{day(period.first_day)} to {day(period.last_day)}"),
        ("As at", day(params.as_at)),
        ("Strategy", params.strategy.title),
        ("Prepared by", params.prepared_by or "not named"),
        ("Signed off by", params.signed_off_by or "not signed off: this is a draft"),
    ]
