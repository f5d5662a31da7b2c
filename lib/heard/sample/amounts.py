"""The facet of amounts: what an exercise cost, where that was recorded."""

from __future__ import annotations

from decimal import Decimal

from heard.sample.council import Council
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger


def plant(council: Council, draw: Draw, ledger: Ledger) -> None:
    """Plant `cost` and `staff_days`; no state hangs on them, and `resources` adds them up."""
    closed = {activity.id for activity in council.closed}
    costs, days = [], []
    for activity in council.activities:
        if draw.chance(0.7):
            pounds = draw.whole(120, 9500) if activity.significant else draw.whole(0, 1800)
            pence = draw.one(("00", "00", "50", "99"))
            cost, staff_days = f"{pounds}.{pence}", draw.whole(1, 35)
            ledger.fill(activity.id, cost=cost, staff_days=staff_days)
            if activity.id in closed:
                costs.append(Decimal(cost))
                days.append(staff_days)
    for line, amounts in (("cost (pounds)", costs), ("staff days", days)):
        in_all = sum(amounts) if amounts else None
        ledger.amount("resources", line, in_all=in_all, activities_that_say=len(amounts))
