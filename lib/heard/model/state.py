"""The six states a unit can be in, and the six words for a commitment. There are never fewer."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """The state of one unit under one measure (`3-measures.md`, *One logic*)."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not met"
    NO_EVIDENCE = "no evidence"
    NOT_YET_DUE = "not yet due"
    NOT_APPLICABLE = "not applicable"

    @property
    def column(self) -> str:
        """What the column is called that counts it in a table."""
        return self.value.replace(" ", "_")


COUNTED = (State.MET, State.PARTLY, State.NOT_MET)
SHORT_OF = (State.NOT_MET, State.PARTLY)  # the states of those that fell short, or did it in part


class Verdict(StrEnum):
    """The state of one commitment (`3-measures.md`, *Commitments*)."""

    KEPT = "kept"
    PARTLY_KEPT = "partly kept"
    NOT_KEPT = "not kept"
    CANNOT_TELL = "cannot tell"
    NOT_YET_DUE = "not yet due"
    NOT_APPLICABLE = "not applicable"
    DESCRIBED = "described"
    NOT_MEASURED = "not measured"


JUDGED = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)  # of a commitment that could be judged
