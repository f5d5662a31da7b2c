"""Scores by assessors: how many, who gave them, how many rest on the service's own alone, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator

from heard.english import capital, listed, number, some
from heard.model.figures import Figures
from heard.page.blocks import Block, paragraph
from heard.year import Year

WORDS = {"self": "by the service itself", "peer": "by a peer", "independent": "by somebody independent"}
# J. R. Landis and G. G. Koch, "The measurement of observer agreement for categorical data", *Biometrics* 33 (1977).
AGREEMENT = ((0.0, "no"), (0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"))
CLOSE = "almost perfect"


def judgements(year: Year) -> Iterator[Block | None]:
    """What was scored, on whose word, and how far those agree who scored the same thing."""
    scored, agree = year.amounts["judgements_made"], year.amounts["judgements_agree"]
    if scored.empty:
        yield paragraph("No assessor's score was supplied, or none for what closed in the year.")
        return
    given = sum(int(str(scores)) for _, scores, *_ in scored.rows)
    by_whom = listed(f"{number(int(str(scores)))} {WORDS[str(kind)]}" for kind, scores, *_ in scored.rows)
    yield paragraph(
        f"Assessors gave {some(given, 'scores')} on {some(scored.of, 'points')}: {by_whom}.",
        scored.note,
        "A score by the service itself counts where nobody else scored.",
        *_agreement(agree, year.params.standards.compare_from),
    )


def _agreement(agree: Figures, least: int) -> Iterator[str]:
    if agree.empty:
        yield "Nobody scored the same thing twice, so we cannot say whether assessors agree."
    for who, n, same, kappa in agree.rows:
        pairs = int(str(n))
        alike = round(float(str(same)) * pairs)
        beyond = "" if kappa is None else f" Chance taken away, that is {in_words(float(str(kappa)), pairs)}."
        yield f"{capital(str(who))}: the same score in {number(alike)} of {some(pairs, 'pairs')}.{beyond}"
    if any(kappa is None for *_, kappa in agree.rows):
        yield f"Of fewer than {number(least)} pairs we do not say what chance alone would give."


def in_words(kappa: float, pairs: int) -> str:
    """Weighted kappa in words, with the number: `fair agreement (kappa 0.35, linear weights, 24 pairs)`."""
    word = next((word for least, word in AGREEMENT if kappa <= least), CLOSE)
    return f"{word} agreement (kappa {kappa:.2f}, linear weights, {some(pairs, 'pairs')})".replace("-", "−")
