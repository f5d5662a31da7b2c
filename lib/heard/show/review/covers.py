"""What stands above the review and above its sheets: whose they are, of which years, for whom, and who made them."""

from __future__ import annotations

from dataclasses import replace

from heard.english import day
from heard.page.blocks import Blocks, Cover, Para, Some, figures, flow, paragraph
from heard.year.years import Review

TITLE = "Keep, change or drop?"
SHEETS = "What should the next version say?"


def cover(review: Review) -> Cover:
    """The cover of the review."""
    params, span = review.params, review.span
    committee = params.committees[0] if params.committees else "none named"
    former = f" (formerly {'; '.join(params.committees[1:])})" if params.committees[1:] else ""
    facts = (
        ("For", committee + former),
        ("Meeting", day(params.meeting_on) if params.meeting_on else "no day given"),
        ("Period", span),
        ("As at", day(params.as_at)),
        *_texts(review),
        ("Prepared by", params.prepared_by or "not named"),
        ("Signed off by", params.signed_off_by or "not signed off: this is a draft"),
    )
    return Cover(
        council=params.council,
        title=TITLE,
        name=f"Three-yearly review of what the Council promises when it asks and listens, {span}",
        about=flow(_about(review)),
        facts=facts,
        sheet=False,
        page_title=f"{TITLE} Strategy review, {span} – {params.council}",
        date=(params.meeting_on or params.as_at).isoformat(),
        draft=not params.signed_off_by,
        sample=params.sample,
    )


def sheets_cover(review: Review) -> Cover:
    """The cover of the sheets for a workshop, as the review's own, so that they are known to belong to it."""
    params = review.params
    return Cover(
        council=params.council,
        title=SHEETS,
        name="Sheets for a workshop: every sentence of both versions, side by side",
        about=_facts([*_texts(review), ("Years", review.span), ("As at", day(params.as_at))]),
        page_title=f"{SHEETS} – {params.council}",
        date=params.as_at.isoformat(),
        draft=not params.signed_off_by,
        sample=params.sample,
    )


def beside_the_review(review: Review, title: str, *about: Some) -> Cover:
    """What stands above a page that belongs to the review and is none of its parts."""
    return replace(
        cover(review),
        title=title,
        name=f"{review.span}: beside the review",
        about=flow(about),
        page_title=f"{title}, {review.span} – {review.params.council}",
    )


def _about(review: Review) -> Para | None:
    """For whom it is, of which years, and who made it: one small line."""
    params = review.params
    whom = f"For the {params.committees[0]}" if params.committees else "For members"
    return paragraph(
        f"{whom}, {day(params.meeting_on)}." if params.meeting_on else f"{whom}.",
        f"Covers {review.span}, as known on {day(params.as_at)}.",
        f"Prepared by {params.prepared_by}." if params.prepared_by else "",
        f"Signed off by {params.signed_off_by}." if params.signed_off_by else "Not signed off: this is a draft.",
        kind="note",
    )


def _texts(review: Review) -> list[tuple[str, str]]:
    strategy, earlier = review.params.strategy, review.params.earlier
    return [("Strategy", strategy.title), ("Before it", earlier.title if earlier else "none that is known")]


def _facts(about: list[tuple[str, str]]) -> Blocks:
    return flow(figures(about, kind="facts"))
