"""The facet of amounts: what an exercise cost, where that was recorded."""

from __future__ import annotations

from heard.sample.council import Council
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `cost` and `staff_days`; no state hangs on them."""
    for activity in council.activities:
        if draw.chance(0.7):
            pounds = draw.whole(120, 9500) if activity.significant else draw.whole(0, 1800)
            pence = draw.one(("00", "00", "50", "99"))
            ledger.fill(activity.id, cost=f"{pounds}.{pence}", staff_days=draw.whole(1, 35))
