"""What stands above the review and above its sheets: whose they are, of which years, for whom, and who made them."""

from __future__ import annotations

from heard.english import day
from heard.page.blocks import Blocks, Cover, figures, flow
from heard.year.years import Review

TITLE = "Keep, change or drop?"
SHEETS = "What should the next version say?"


def cover(review: Review) -> Cover:
    """The cover of the review."""
    params, span = review.params, review.span
    committee = params.committees[0] if params.committees else "none named"
    former = f" (formerly {'; '.join(params.committees[1:])})" if params.committees[1:] else ""
    about = [
        ("For", committee + former),
        ("Meeting", day(params.meeting_on) if params.meeting_on else "no day given"),
        ("Period", span),
        ("As at", day(params.as_at)),
        *_texts(review),
        ("Prepared by", params.prepared_by or "not named"),
        ("Signed off by", params.signed_off_by or "not signed off: this is a draft"),
    ]
    return Cover(
        council=params.council,
        title=TITLE,
        name=f"Three-yearly review of what the Council promises when it asks and listens, {span}",
        about=_facts(about),
        facts=tuple(about),
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


def _texts(review: Review) -> list[tuple[str, str]]:
    strategy, earlier = review.params.strategy, review.params.earlier
    return [("Strategy", strategy.title), ("Before it", earlier.title if earlier else "none that is known")]


def _facts(about: list[tuple[str, str]]) -> Blocks:
    return flow(figures(about, kind="facts"))
