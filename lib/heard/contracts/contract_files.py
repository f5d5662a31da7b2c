"""`data_contracts/<table>.yaml` to a `Contract`; what heard or Great Expectations does not know is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from heard.contracts.joined import known_columns
from heard.contracts.message import UNQUOTED
from heard.contracts.rule import SPEAK_FOR_THEMSELVES, Contract, ContractRule
from heard.errors import ParamsError, did_you_mean
from heard.model.records import Action
from heard.model.tables import TABLES, TableSpec

KEYS = ("id", "type", "kwargs", "action", "because", "says")
FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the contracts are ours, so not nested without end
RULE_ID = re.compile(r"[A-Z]{3}-\d\d")


def load_contract(path: Path) -> Contract:
    """The contract of the table that the file is named after.

    Raises ParamsError, naming the rule, for anything misspelt: Great Expectations would drop it and pass.
    """
    table = TABLES.get(path.stem)
    if table is None:
        raise ParamsError(path, "heard has no table of that name", did_you_mean(path.stem, TABLES))
    found = _read_yaml(path)
    if not isinstance(found, dict) or list(found) != ["expectations"] or not isinstance(found["expectations"], list):
        raise ParamsError(
            path, "it is not a list of expectations", "Begin it with `expectations:`, and each with `- id:`"
        )
    rules: list[ContractRule] = []
    for n, item in enumerate(found["expectations"], start=1):
        rules.append(_rule(path, table, n, item))
        if rules[-1].id in [rule.id for rule in rules[:-1]]:
            raise ParamsError(path, f"the id {rules[-1].id} is given twice", "Give each expectation an id of its own")
    if not rules:
        raise ParamsError(path, "it holds no expectation", "Write at least the columns a table cannot do without")
    return Contract(table, tuple(rules), path)


def _read_yaml(path: Path) -> object:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), FAST_LOADER)
    except FileNotFoundError:
        raise ParamsError(path, "there is no such contract", "Write one, if only of the columns it must have") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ParamsError(path, f"it cannot be read ({str(error).splitlines()[0]})", "Put it right there") from None


def _rule(path: Path, table: TableSpec, n: int, item: object) -> ContractRule:
    """One expectation, asked for everything it needs."""
    if not isinstance(item, dict):
        raise ParamsError(path, f"expectation {n} is not a list of keys and values", "Write `id:`, `type:` and so on")
    where = f"{path}, {item.get('id', f'expectation {n}')}"
    for key in item:
        if key not in KEYS:
            raise ParamsError(where, f"the key {key!r} is not known", did_you_mean(str(key), KEYS))
    for key in KEYS[:-1]:
        if not item.get(key):
            raise ParamsError(where, f"the key {key!r} is missing", f"Add a line that begins `{key}:`")
    rule = ContractRule(
        id=str(item["id"]),
        type=str(item["type"]),
        kwargs=_kwargs(where, item["kwargs"]),
        action=_action(where, item["action"]),
        because=str(item["because"]).rstrip("."),
        says=str(item.get("says", "")).rstrip("."),
    )
    _check_words(where, table, rule)
    _check_expectation(where, rule)
    return rule


def _kwargs(where: str, found: object) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise ParamsError(where, "`kwargs` is not keys and values", "Write them as {column: opened_on}")
    return {str(key): value for key, value in found.items()}


def _action(where: str, found: object) -> Action:
    known = [each.value for each in Action if each is not Action.NOTE]
    action = next((each for each in Action if each == found and each.value in known), None)
    if action is None:
        raise ParamsError(where, f"the action {found!r} is not known", did_you_mean(str(found), known))
    return action


def _check_words(where: str, table: TableSpec, rule: ContractRule) -> None:
    """That the rule has a proper id, reads and quotes columns there are, and can say what it found."""
    if not RULE_ID.fullmatch(rule.id):
        raise ParamsError(where, "its id is not three capitals, a hyphen and two figures", "Write it as ACT-01")
    known = known_columns(table)
    for name in (*rule.reads, *rule.quotes):
        if name not in known:
            raise ParamsError(where, f"`{table.name}` has no column {name!r}", did_you_mean(name, known))
    if not rule.says and rule.type not in SPEAK_FOR_THEMSELVES:
        raise ParamsError(where, "it does not say what it found", "Add a line that begins `says:`")
    if table.name in UNQUOTED and set(rule.quotes) & set(table.columns):
        raise ParamsError(where, f"it quotes a cell of `{table.name}`, which may be personal", "Say it without")


def _check_expectation(where: str, rule: ContractRule) -> None:
    from heard.contracts import expectations  # here, because Great Expectations takes seconds to import

    known = expectations.names()
    if rule.type not in known:
        raise ParamsError(where, f"Great Expectations has no {rule.type!r}", did_you_mean(rule.type, known))
    arguments = expectations.arguments(rule.type)
    for name in rule.kwargs:
        if name not in arguments:
            raise ParamsError(where, f"{rule.type} takes no {name!r}", did_you_mean(name, arguments))
    try:
        expectations.expectation(rule)
    except ValueError as error:
        problem = " ".join(str(error).split())
        raise ParamsError(where, f"Great Expectations refuses it ({problem})", "Put its `kwargs` right") from None
