"""What did not run as it was announced, or was not run alone: extended, paused, withdrawn, run jointly."""

from __future__ import annotations

from collections import Counter

import numpy as np

from heard.measures.amounts.behind import behind
from heard.measures.cases import Cases, Nothing
from heard.measures.claim import Mask
from heard.measures.columns import Columns
from heard.measures.units import closed_activities, withdrawn
from heard.model.figures import Figures, Line

AGAIN = ("extended", "paused", "relaunched", "reopened")
WITHDRAWN, JOINTLY, WITH = "withdrawn", "run jointly", "run jointly with"


def ran_otherwise(year: Columns) -> dict[str, tuple[str, ...]]:
    """The ids of what was extended, paused, relaunched, reopened, withdrawn or run jointly, those that there are."""
    closed = closed_activities(year)
    if isinstance(closed, Nothing):
        return {WITHDRAWN: withdrawn(year).ids} if withdrawn(year).n else {}
    masks = {**{why: _opened_again(closed, why) for why in AGAIN}, JOINTLY: closed.run_by.is_("jointly").true}
    found = {what: tuple(closed.ids[n] for n in np.flatnonzero(these)) for what, these in masks.items()}
    return {what: ids for what, ids in (found | {WITHDRAWN: withdrawn(year).ids}).items() if ids}


def spells(year: Columns) -> Figures:
    """Closed activities that were extended, paused, relaunched, reopened or run jointly; those withdrawn (ENGAGE-2).

    One that closed later than was first announced was extended, whether its spells are on record or not.
    """
    title, columns = "What did not run as announced, or not alone", ("what", "activities")
    closed, given_up = closed_activities(year), withdrawn(year)
    if isinstance(closed, Nothing):
        return Figures("spells", title, columns, missing=(str(closed.missing),))
    jointly = closed.run_by.is_("jointly").true
    source = behind(closed)
    counted = {**{why: _opened_again(closed, why) for why in AGAIN}, JOINTLY: jointly, **_partners(closed, jointly)}
    lines = [Line((what, int(these.sum())), source(these)) for what, these in counted.items() if these.any()]
    if given_up.n:
        every = np.ones(given_up.n, dtype=bool)
        lines.insert(
            sum(line.cells[0] in AGAIN for line in lines), Line((WITHDRAWN, given_up.n), behind(given_up)(every))
        )
    touched = int(np.logical_or.reduce([*counted.values()]).sum()) + given_up.n
    return Figures("spells", title, columns, tuple(lines), touched, closed.n + given_up.n)


def _opened_again(closed: Cases, why: str) -> Mask:
    openings = closed.rows("openings")
    here = np.zeros(closed.n, dtype=bool)
    if openings.supplied:
        here[openings.owners[openings.why.values == why]] = True
    return here | (closed.first_closed_on < closed.closed_on).true if why == "extended" else here


def _partners(closed: Cases, jointly: Mask) -> dict[str, Mask]:
    """Those run jointly with each partner, the most frequent first."""
    assert closed.base is not None and closed.picked is not None
    named = [names or () for names in closed.run_with.values]
    spelt: dict[str, str] = {}
    if closed.run_with.supplied:
        for names, cell in zip(named, closed.base.rows["run_with"].iloc[closed.picked], strict=True):
            for name, written in zip(names, str(cell).split(";"), strict=False):
                spelt.setdefault(name, written.strip())
    of_each = [set(names) if joint else set() for names, joint in zip(named, jointly, strict=True)]
    counts = Counter(name for names in of_each for name in names)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return {f"{WITH} {spelt[name]}": np.array([name in names for names in of_each], dtype=bool) for name in ordered}
