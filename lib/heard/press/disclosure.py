"""`disclosure.json`: by which rule counts of people were hidden, where, and every count that was ever shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from heard.history.shown_before_files import DISCLOSURE
from heard.maths.suppress import Disclosure, Symbol
from heard.model.people import DID_NOT_SAY, People
from heard.model.shown_before import Shown, as_json
from heard.model.tables import CAPACITY
from heard.params import Params

RULE = (
    "A count of people below the threshold is hidden, nought included, and so is a change below it from a count shown "
    "before. Others are hidden with it, in an order that does not depend on the counts, until whoever knows this rule "
    "and all that is published can narrow none of them to fewer different numbers than the threshold."
)


def write_disclosure(people: People, params: Params, folder: Path) -> None:
    """Write `disclosure.json` to `folder`. The same counts shown again leave the same bytes."""
    rules = params.disclosure
    contents = {
        "rule": RULE,
        "heard": version("heard"),
        "thresholds": {
            "threshold": rules.threshold,
            "special_category_threshold": rules.special_category_threshold,
            "round_to": rules.round_to,
        },
        "tables": list(_tables(people, rules)),
        "told": as_json(people.told),
    }
    text = json.dumps(contents, ensure_ascii=False, indent=1) + "\n"
    (folder / DISCLOSURE).write_text(text, encoding="utf-8", newline="\n")


def _tables(people: People, rules: Disclosure) -> Iterator[Mapping[str, Any]]:
    """Each table of people as it stands in this report: its threshold, and which of its counts are shown and hidden."""
    for each in people.characteristics:
        cells = [*((category.name, category.people) for category in each.categories), (DID_NOT_SAY, each.unknown)]
        yield _table(f"people: {each.name}", rules.threshold_of(each.name), [*cells, ("(all)", each.total)])
    if people.answered_as.cells:
        cells = [(word or DID_NOT_SAY, n) for word, n in people.answered_as.cells.items()]
        yield _table(f"people: {CAPACITY}", rules.threshold_of(CAPACITY), [*cells, ("(all)", people.answered_as.total)])
    for item in dict.fromkeys(each.item for each in people.understood):
        cells = [(each.activity_id or "(all)", each.understood) for each in people.understood if each.item == item]
        yield _table(f"understood: {item}", rules.threshold_of(item), cells)
    if people.contributions.cells:
        cells = [*people.contributions.cells.items(), ("(all)", people.contributions.total)]
        yield _table("contributions", rules.threshold, cells)


def _table(name: str, threshold: int, cells: Iterable[tuple[str, Shown]]) -> Mapping[str, Any]:
    known = list(cells)
    return {
        "table": name,
        "threshold": threshold,
        "shown": [category for category, count in known if not isinstance(count, Symbol)],
        "hidden": [category for category, count in known if isinstance(count, Symbol)],
    }
