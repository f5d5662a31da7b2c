"""What did not run as announced, or not alone: withdrawn, extended, opened again, run jointly."""

from __future__ import annotations

from heard.model.state import State
from heard.sample.council import Activity, Council
from heard.sample.draw import Draw
from heard.sample.ledger import Ledger

AGAIN = ("extended", "paused", "relaunched", "reopened")


def plant_not_as_announced(council: Council, _: Draw, ledger: Ledger) -> None:
    """Plant `withdrawals_explained` and `spells`, which were settled with the register."""
    for activity in council.given_up:
        explained = bool(ledger.row_of(activity.id)["withdrawn_because"])
        ledger.state("withdrawals_explained", activity.id, State.MET if explained else State.NOT_MET)
        ledger.owe("withdrawals_explained", activity.id, activity.withdrawn_on, still_owed=True)
    if council.given_up:
        ledger.amount("spells", "withdrawn", activities=len(council.given_up))
    for activity in council.closed:
        for line in _lines(activity):
            ledger.count("spells", line, activities=1)


def _lines(activity: Activity) -> set[str]:
    whys = {why for _, _, why in activity.spells} & {*AGAIN}
    if activity.spoilt_spells:
        whys = set()
    if activity.first_closed_on is not None:
        whys.add("extended")
    joint = {"run jointly", *(f"run jointly with {name}" for name in activity.run_with)}
    return whys | joint if activity.run_by == "jointly" else whys
