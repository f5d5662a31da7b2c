"""The figures of the strategy, and ours beside them, each by its name in `3-measures.md`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum


class Basis(StrEnum):
    """Where a last day comes from."""

    PROMISED = "promised"
    STRATEGY = "strategy"
    OURS = "ours"
    LAW = "law"
    PLANNED = "planned"
    PERIOD = "period"


@dataclass(frozen=True)
class Reason:
    """Why a figure is what it is, and whether it is the strategy's own; otherwise it is a proposal."""

    reason: str
    strategy: bool


@dataclass(frozen=True, kw_only=True)
class Standards:
    """Days, years and counts by their names in `3-measures.md`; `ratio_flag` is a share, and three are per cent.

    These are `kept_at`, from which a promise is kept, and `near_at` and `far_at`, which say how far *partly* is.
    `notes` says of each why it is what it is; `changed` names those that differ from what heard ships.
    """

    minimum_days: int
    significant_days: int
    figures_within_days: int
    reading_grade: int
    sentence_words: int
    contact_before_closing_days: int
    record_within_days: int
    decision_after_closing_days: int
    clear_days: int
    feedback_days: int
    feedback_at_most_days: int
    reasons_days: int
    evaluate_within_days: int
    forward_plan_days: int
    stage_years: int
    stage_register_days: int
    trained_within_years: int
    say_within_years: int
    listed_before_days: int
    boards_expected: int
    confirmed_within_years: int
    undecided_days: int
    kept_at: int
    near_at: int
    far_at: int
    ratio_flag: float
    youngest_asked: int
    compare_from: int
    reply_days: int
    notes: Mapping[str, Reason]
    changed: tuple[str, ...] = ()


NAMES = tuple(field.name for field in fields(Standards) if field.name not in ("notes", "changed"))
