"""From choices to the text of a mapping: equal choices give equal bytes, whoever makes them and where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import yaml

from heard.answers.proposal import Placed, Proposal, Unsure, words_for
from heard.errors import ParamsError, did_you_mean
from heard.model.how_read import FORMS_OF_DAYS
from heard.model.tables import DAYS, RESPONSES, TABLES, Kind
from heard.sources.looking import LookedAt

OF_A_TABLE = ("columns", "words", "row_when", "unfold")
ORDER = ("file", "sheet", "header_rows", "days", "language", "fill_down", "drop_rows_where", "ignore")
TO_SETTLE = "to settle: "
NO_PLACE = "no place for it yet"
DEEP = {
    "columns": 2,
    "words": 2,
    "ignore": 1,
    "drop_rows_where": 1,
    "row_when": 1,
}  # keys below each: the last is whole

WHICH_IS_OURS = (Unsure.OPENING, Unsure.BOTH_DAYS, Unsure.FED_BACK)  # settled of all columns once one is placed

Keys = dict[str, Any]
Setting = tuple[tuple[str, ...], Any]  # the way to a key of the mapping, and its value


def choices_of(proposal: Proposal, file: str) -> Keys:
    """A proposal as the keys of a mapping file: what is only asked, or has no place, is ignored with the reason."""
    seen = proposal.seen
    table: Keys = {"columns": {each.ours: _source(each) for each in proposal.placed}}
    if words := {each.ours: dict(each.words) for each in proposal.placed if each.words}:
        table["words"] = words
    keys: Keys = {"file": file}
    if seen.sheet:
        keys["sheet"] = seen.sheet
    if seen.headings:
        keys["header_rows"] = str(1 + seen.headings)
    drop: dict[str, list[str]] = {}
    for _, name, word in seen.totals:
        drop.setdefault(name, [])
        drop[name] += [word] if word not in drop[name] else []
    if drop:
        keys["drop_rows_where"] = drop
    asked = {name: each.text for each in reversed(proposal.questions) for name in each.theirs}
    reasons = {name: f"{TO_SETTLE}{asked[name]}" for name in proposal.asked}
    keys["ignore"] = {name: reasons.get(name, NO_PLACE) for name in (*proposal.asked, *proposal.left)}
    keys["tables"] = {proposal.table.name: table}
    return keys


def _source(placed: Placed) -> Any:
    form = {"as": placed.written_as} if placed.written_as else {}
    if placed.joined_with is not None:
        return {"join": list(placed.theirs), "with": placed.joined_with, **form}
    one = placed.theirs[0] if len(placed.theirs) == 1 else list(placed.theirs)
    return {"from": one, **form} if form else one


def setting_of(text: str, proposal: Proposal) -> Setting:
    """What is typed of one key, `columns.closed_on=End date`. ParamsError where that is no setting."""
    path, equals, value = text.partition("=")
    if not (path.strip() and equals):
        raise ParamsError("--set", f"{text!r} is no setting", "Write it as 'columns.closed_on=End date'")
    top, *below = path.strip().split(".", 1)
    table = proposal.table.name
    if top == "tables" and below:
        table, *below = below[0].split(".", 1)
        top, *below = (below[0] if below else "").split(".", 1)
    if top not in (*ORDER, *OF_A_TABLE):
        is_column = top in proposal.table.columns
        do = f"Did you mean 'columns.{top}'?" if is_column else did_you_mean(top, (*OF_A_TABLE, *ORDER))
        raise ParamsError("--set", f"{top!r} is no key of a mapping", do)
    steps = (top, *(below[0].split(".", DEEP.get(top, 1) - 1) if below else []))
    try:
        read = value if value.startswith("*") else yaml.load(value, yaml.BaseLoader)  # every sheet, or every such file
    except yaml.YAMLError:
        raise ParamsError("--set", f"{value!r} cannot be read", "Put it in quotation marks of its own") from None
    return (("tables", table, *steps) if top in OF_A_TABLE else steps), read


def settle(keys: Keys, setting: Setting, proposal: Proposal) -> None:
    """Give one key of the mapping a value. A column of ours that is given none loses its place."""
    steps, value = setting
    if steps[0] == "tables":
        keys["tables"].setdefault(steps[1], {})
    if "columns" in steps and value == "":
        keys["tables"][steps[1]].get("columns", {}).pop(steps[-1], None)
    else:
        _put(keys, list(steps), value)
    _place_words(keys["tables"][proposal.table.name], proposal)
    _known_words(keys["tables"][proposal.table.name], proposal)
    used = {*_named_in(keys["tables"]), *([steps[-1]] if steps[0] == "drop_rows_where" else [])}
    placed = keys["tables"][proposal.table.name].get("columns", {})
    answered = (each for each in proposal.questions if each.unsure in WHICH_IS_OURS)
    settled = {name for each in answered if (each.ours or "opened_on") in placed for name in each.theirs}
    keys["ignore"] = {name: NO_PLACE if name in settled else why for name, why in keys["ignore"].items()}
    reasons = {**keys["ignore"], **{name: NO_PLACE for name in proposal.seen.names if name not in keys["ignore"]}}
    keys["ignore"] = {name: why for name, why in reasons.items() if name not in used}


def _put(into: Keys, steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        there = into.get(step)
        into[step] = there if isinstance(there, dict) else {} if there is None else {"from": there}
        into = into[step]
    into[steps[-1]] = value


def _place_words(table: Keys, proposal: Proposal) -> None:
    """A column of listed words has its place once each of its words is one of ours, or settled."""
    for question in (each for each in proposal.questions if each.unsure is Unsure.WORDS):
        words = table.get("words", {}).get(question.ours, {})
        if question.ours not in table["columns"] and set(question.words) <= set(words):
            table["columns"][question.ours] = question.theirs[0]


def _known_words(table: Keys, proposal: Proposal) -> None:
    """A column of listed words that a setting has placed reads theirs as ours where each is one, or known to be."""
    by_name = {column.name: column for column in proposal.seen.columns}
    for ours, source in table.get("columns", {}).items():
        spec = proposal.table.columns.get(ours)
        column = by_name.get(source) if isinstance(source, str) else None
        if (
            column is None
            or spec is None
            or spec.kind not in (Kind.WORD, Kind.YES_NO)
            or ours in table.get("words", {})
        ):
            continue
        if words := words_for(column, spec):
            table.setdefault("words", {})[ours] = words


def _named_in(found: Any) -> list[str]:
    """Every text that stands somewhere among columns: their names, for what a name is used for."""
    match found:
        case str():
            return [found]
        case list():
            return [name for each in found for name in _named_in(each)]
        case dict():
            return [name for key, each in found.items() if key != "words" for name in _named_in(each)] + [
                *found.get("columns", {})
            ] * ("word_to" in found)
    return []


def still_open(proposal: Proposal, keys: Keys) -> list[str]:
    """The questions that no setting has answered."""
    ignored: Mapping[str, str] = keys["ignore"]
    return [
        question.text
        for question in proposal.questions
        if not question.theirs or any(ignored.get(name, "").startswith(TO_SETTLE) for name in question.theirs)
    ]


def mapping_text(keys: Keys, proposal: Proposal) -> str:
    """The text of the mapping file, the reasons as comments beside their columns."""
    reasons = {each.ours: f"{each.sure}: {each.why}" for each in proposal.placed}
    tables: Mapping[str, Keys] = keys["tables"]
    lines = [
        f"# What heard made of {one_line(str(keys['file']))}: our column, then theirs, and why. Look at each line.",
        "",
    ]
    if len(tables) == 1:
        (table,) = tables
        lines.append(f"table: {table}")
    lines += [line for key in ORDER if keys.get(key) and key != "ignore" for line in _lines(key, keys[key], {}, "")]
    for name, each in tables.items():
        indent = ""
        if len(tables) > 1:
            lines += [*(["tables:"] if name == next(iter(tables)) else []), f"  {name}:"]
            indent = "    "
        told = reasons if name == proposal.table.name else {}
        lines += [line for key in OF_A_TABLE if each.get(key) for line in _lines(key, each[key], told, indent)]
    if keys.get("ignore"):
        lines += _lines("ignore", keys["ignore"], {}, "")
    lines += [
        "",
        "# heard's own: what the file was when this was written, for next year.",
        f"seen: {flow(seen_of(proposal.seen, *_kept_in_mind(keys, proposal)))}",
    ]
    return "\n".join(lines) + "\n"


def _lines(key: str, value: Any, reasons: Mapping[str, str], indent: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{indent}{key}: {flow(value)}"]
    beside = {name: f"  # {one_line(reasons[name])}" for name in value if key == "columns" and name in reasons}
    return [
        f"{indent}{key}:",
        *(f"{indent}  {flow(name)}: {flow(each)}{beside.get(name, '')}" for name, each in value.items()),
    ]


def _kept_in_mind(keys: Keys, proposal: Proposal) -> tuple[list[str], list[str]]:
    """Their columns of days, and those of listed words, whoever gave them their place; of responses no word."""
    days: list[str] = []
    words: list[str] = []
    for table, each in keys["tables"].items():
        for ours, source in each.get("columns", {}).items():
            theirs = source.get("from") if isinstance(source, dict) else source
            spec = TABLES[table].columns.get(ours)
            if spec is None or theirs not in proposal.seen.names:
                continue
            if spec.kind in DAYS:
                days.append(theirs)
            if spec.kind in (Kind.WORD, Kind.YES_NO) and table != RESPONSES:
                words.append(theirs)
    return days, words


def seen_of(seen: LookedAt, days: Collection[str], words: Collection[str]) -> Keys:
    """The names of the columns, how much of each is blank, the forms of days of some and the words of others."""
    by_name = {column.name: column for column in seen.columns}
    ways = {name: {day.way for day in by_name[name].days if day} for name in days if name in by_name}
    return {
        "names": list(seen.names),
        "days": {name: [str(way) for way in FORMS_OF_DAYS if way in theirs] for name, theirs in ways.items()},
        "words": {name: sorted(by_name[name].different) for name in words if name in by_name},
        "blank": {column.name: f"{1 - column.filled:.2f}" for column in seen.columns},
    }


def flow(value: Any) -> str:
    """A value on one line, as YAML takes it for what it is."""
    plain = one_line(value) if isinstance(value, str) else value
    text: str = yaml.safe_dump(plain, default_flow_style=True, allow_unicode=True, width=1_000_000, sort_keys=False)
    return text.removesuffix("\n...\n").strip()


def one_line(text: str) -> str:
    """Words without a line's end in them, which would end a comment too."""
    return " ".join(text.split())
