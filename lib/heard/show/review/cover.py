"""What stands above the review: whose it is, of which years, for which meeting, and who made it."""

from __future__ import annotations

from markupsafe import Markup

from heard.english import day
from heard.page.html import figures, paragraph, tag
from heard.params.review import ReviewParams
from heard.year.review import Review

TITLE = "Keep, change or drop?"


def cover(review: Review) -> Markup:
    """The cover; press prints DRAFT, and that records are invented, from what it says of itself."""
    params = review.params
    about = f"Three-yearly review of what the Council promises when it asks and listens, {review.span}"
    return tag(
        "header",
        tag("p", params.council, class_="council"),
        tag("h1", TITLE),
        paragraph(about, class_="lede"),
        figures(_about(params, review.span), class_="facts"),
        class_="cover",
        data_title=f"{TITLE} Strategy review, {review.span} – {params.council}",
        data_date=(params.meeting_on or params.as_at).isoformat(),
        data_draft="no" if params.signed_off_by else "yes",
        data_sample="yes" if params.sample else "no",
    )


def _about(params: ReviewParams, span: str) -> list[tuple[str, object]]:
    committee = params.committees[0] if params.committees else "none named"
    former = f" (formerly {'; '.join(params.committees[1:])})" if params.committees[1:] else ""
    return [
        ("For", committee + former),
        ("Meeting", day(params.meeting_on) if params.meeting_on else "no day given"),
        ("Period", span),
        ("As at", day(params.as_at)),
        ("Strategy", params.strategy.title),
        ("Before it", params.earlier.title if params.earlier else "none that is known"),
        ("Prepared by", params.prepared_by or "not named"),
        ("Signed off by", params.signed_off_by or "not signed off: this is a draft"),
    ]
