"""Lines put into params and mapping files that somebody wrote: what stands there stays, and so do its comments."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq

from heard.params.written import read_text, read_yaml


def with_mapping(params: Path, tables: Sequence[str], mapping: str) -> str:
    """The text of a params file with one mapping more: of a table that has one already, the last of a list."""
    read_yaml(params)  # refuses what heard cannot follow
    yaml = _keeping()
    found = yaml.load(read_text(params))
    there = found.get("mappings")
    if isinstance(there, list) or (len(tables) > 1 and not there):
        found["mappings"] = _on_one_line([*(there or []), mapping])
    elif len(tables) == 1 or isinstance(there, dict):
        by_table = there if isinstance(there, dict) else {}
        for table in tables:
            before = by_table.get(table)
            several = [*(before if isinstance(before, list) else [before]), mapping]
            by_table[table] = _on_one_line(several) if before else mapping
        found["mappings"] = by_table
    return _dumped(yaml, found)


def with_new_names(text: str, renamed: Mapping[str, str]) -> str:
    """The text of a mapping with columns that are called anew: the new name, and the old one after it."""
    yaml = _keeping()
    found = yaml.load(text)
    tables = found["tables"].values() if "tables" in found else [found]
    for table in tables:
        for ours, source in table.get("columns", {}).items():
            if isinstance(source, dict):
                if "from" in source:
                    source["from"] = _renamed(source["from"], renamed)
            else:
                table["columns"][ours] = _renamed(source, renamed)
    names = found.get("seen", {}).get("names")
    if names is not None:
        found["seen"]["names"] = _on_one_line(renamed.get(str(name), str(name)) for name in names)
    return _dumped(yaml, found)


def _renamed(source: Any, renamed: Mapping[str, str]) -> Any:
    names = [str(name) for name in source] if isinstance(source, list) else [str(source)]
    if not any(name in renamed for name in names):
        return source
    return _on_one_line(each for name in names for each in ((renamed[name], name) if name in renamed else (name,)))


def _on_one_line(items: Iterable[str]) -> Any:
    """A list as it is written between brackets."""
    listed = CommentedSeq(items)
    listed.fa.set_flow_style()
    return listed


def _keeping() -> YAML:
    """YAML that keeps comments, quotation marks and long lines as they are."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    return yaml


def _dumped(yaml: YAML, found: Any) -> str:
    written = io.StringIO()
    yaml.dump(found, written)
    return written.getvalue()
