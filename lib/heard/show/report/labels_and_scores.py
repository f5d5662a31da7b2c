"""What rests on somebody's word: the labels that services give, and the scores of assessors."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from heard.english import agreed, capital, listed, number, some
from heard.measures.claim import Mask
from heard.model.figures import Figures
from heard.page.blocks import Block, Blocks, Some, flow, paragraph
from heard.show.marks import named
from heard.show.results import to_activity
from heard.year import Year

OPTIONS = 2  # one option is a plan; two are a choice
WORDS = {"self": "by the service itself", "peer": "by a peer", "independent": "by somebody independent"}
# J. R. Landis and G. G. Koch, "The measurement of observer agreement for categorical data", *Biometrics* 33 (1977).
AGREEMENT = ((0.0, "no"), (0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"))
CLOSE = "almost perfect"


def labels(year: Year) -> Iterator[Some]:
    """Called other, though the record has it weighty; called engagement, though it was decided on options."""
    closed = year.closed
    weighty = _surely(closed["impact"] == "high") | _surely(closed["purpose"] == "transformation")
    weighty |= _surely(closed["activity_id"].isin(year.rows("key_decisions")["activity_id"].dropna()))
    decided = closed["activity_id"].isin(year.rows("decisions").dropna(subset=["decided_on"])["activity_id"])
    on_options = _surely(closed["options_count"] >= OPTIONS) & _surely(decided)
    striking = (
        (
            _surely(closed["significance"] == "other") & weighty,
            "are called not significant, but had a high impact, a transformation or a key decision",
        ),
        (_surely(closed["level"] == "engage") & on_options, "are called engagement, but were decided on options"),
    )
    unlabelled = closed["significance"].isna().all()
    standing_out = flow(_so_labelled(year, closed[mask], which) for mask, which in striking)
    yield standing_out or paragraph("No label is on record." if unlabelled else "No label stands out.")
    yield paragraph("Labels decide which rules apply. Services give them; we have changed none.")


def never_closed(year: Year) -> Iterator[Block | None]:
    """Consultations with no closing day, opened more than a year before the day of the report."""
    figures = year.amounts["never_closed"]
    if figures.missing:
        yield paragraph("No closing day is on record.")
    elif figures.empty:
        yield paragraph("No consultation has been open for more than a year.")
    else:
        which = "were opened over a year ago and have no closing day on record, and so they are in no measure"
        yield paragraph(f"{some(len(figures.rows), 'consultations')} {agreed(len(figures.rows), which)}.")
        yield named([str(title) for _, title, _ in figures.rows])


def _surely(column: pd.Series) -> Mask:
    """Where it is so for certain: a blank cell says nothing."""
    return column.to_numpy(dtype=bool, na_value=False)


def _so_labelled(year: Year, labelled: pd.DataFrame, which: str) -> Blocks:
    """How many have such a label, and their names; nothing where none has."""
    if labelled.empty:
        return ()
    count = paragraph(f"{some(len(labelled), 'activities')} {agreed(len(labelled), which)}.")
    return flow(count, named([to_activity(year, str(id)) for id in labelled["activity_id"]]))


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
