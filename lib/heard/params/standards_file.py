"""The figures that have a name: those shipped with heard, and those a council puts in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from heard.model.standards import NAMES, Reason, Standards
from heard.params.document import Section, read_section
from heard.params.shipped import STANDARDS

SHARE = "ratio_flag"  # the one figure that is not a whole number
MOST_DAYS = 36_525  # a hundred years of them; and a hundred of anything else


def load_standards(path: Path | None = None) -> Standards:
    """The figures shipped with heard, with those of the file `path` in their place.

    In the file each name has a figure, or `value`, `reason` and `strategy` (whether it is the strategy's own). Raises
    ParamsError for a name that is not one of the figures, and for a value that such a figure cannot have.
    """
    shipped = _read(STANDARDS)
    ours = {} if path is None else _read(path)
    figures: dict[str, Any] = {name: value for name, (value, _) in (shipped | ours).items()}
    notes = {name: note for each in (shipped, ours) for name, (_, note) in each.items() if note}
    changed = tuple(name for name in NAMES if figures[name] != shipped[name][0])
    return Standards(**figures, notes=notes, changed=changed)


def with_figures(standards: Standards, figures: Mapping[str, float], where: str) -> Standards:
    """The same with other figures in place of some, by name; ParamsError, from `where`, as for those of a file."""
    given = Section(where, figures).only(NAMES)
    ours: dict[str, Any] = {name: _number(given, name, name) for name in figures}
    return replace(standards, **ours, changed=tuple(dict.fromkeys((*standards.changed, *ours))))


def _read(path: Path) -> dict[str, tuple[int | float, Reason | None]]:
    """The figures that a file gives, each with its note where it has one."""
    document = read_section(path).only(NAMES)
    return {name: _figure(document, name) for name in NAMES if name in document}


def _figure(document: Section, name: str) -> tuple[int | float, Reason | None]:
    if not isinstance(document.found[name], dict):
        return _number(document, name, name), None
    entry = document.section(name).only(("value", "reason", "strategy"), required=("value",))
    return _number(entry, "value", name), Reason(entry.text("reason"), entry.flag("strategy"))


def _number(section: Section, key: str, name: str) -> int | float:
    if name == SHARE:
        return section.share(key)
    return section.whole(key, most=MOST_DAYS if name.endswith("_days") else 100)
