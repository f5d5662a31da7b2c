"""A YAML file asked for its keys, one by one; what is not known, not there or not of its kind is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from heard.errors import ParamsError, did_you_mean
from heard.params.written import is_there, read_yaml

MOST = 1_000_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
LONGEST_QUOTE = 60

T = TypeVar("T")
D = TypeVar("D")


def read_section(path: Path) -> Section:
    """The keys at the top of a YAML file."""
    return Section(str(path), read_yaml(path))


class Section:
    """Keys and values of one place in a YAML file. A key that is blank counts as not there."""

    def __init__(self, where: str, found: object) -> None:
        if not isinstance(found, dict):
            raise ParamsError(where, f"holds {describe(found)}, not keys and values", "Write each as `key: value`")
        self.where = where
        self.found: Mapping[object, Any] = found

    def __contains__(self, key: str) -> bool:
        return self.found.get(key) is not None

    def only(self, known: Collection[str], required: Collection[str] = ()) -> Section:
        """Itself, when it has no key but those known and every one required; else ParamsError."""
        for key in self.found:
            if key not in known:
                raise ParamsError(self.where, f"the key {str(key)!r} is not known", did_you_mean(str(key), known))
        for key in required:
            if key not in self:
                raise ParamsError(self.where, f"the key {key!r} is missing", f"Add a line that begins `{key}:`")
        return self

    def refuse(self, key: str, found: str, do: str) -> ParamsError:
        """The error that says what is wrong with the value of a key."""
        return ParamsError(self.where, f"{key!r} {found}", do)

    def text(self, key: str, default: str = "") -> str:
        """Words."""
        return self._typed(key, str, "words", "Write words, in quotation marks where need be", default).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Words, or a list of them; none where the key is not given."""
        found = self.found.get(key)
        items = [] if found in (None, "") else found if isinstance(found, list) else [found]
        for item in items:
            if not (isinstance(item, str) and item.strip()):
                has = f"has {describe(item)} in its list" if items is found else f"is {describe(item)}"
                raise self.refuse(key, f"{has}, and not words", "Write words, or a list of them")
        return tuple(item.strip() for item in items)

    def day(self, key: str, default: T) -> date | T:
        """A calendar day, from 1900 to 2100."""
        day = self._typed(key, date, "a day", "Write it as 2025-06-01, without quotation marks or a time", default)
        if key in self and isinstance(day, date) and not FIRST_DAY <= day <= LAST_DAY:
            raise self.refuse(key, f"is {day}, a day outside 1900 to 2100", "Write the day that was meant")
        return day

    def flag(self, key: str, default: bool = False) -> bool:
        """Yes or no."""
        return self._typed(key, bool, "yes or no", "Write yes or no", default)

    def whole(self, key: str, default: int = 0, *, least: int = 0, most: int = MOST) -> int:
        """A whole number, from `least` to `most`."""
        number = self._typed(key, int, "a whole number", "Write it in figures, such as 28", default)
        if not least <= number <= most:
            limits = f"{least} or more" if number < least else f"from {least} to {most:,}"
            raise self.refuse(key, f"is {number}", f"Write a whole number, {limits}")
        return number

    def share(self, key: str) -> float:
        """A number from 0 to 1."""
        number: Any = self.found.get(key)
        if type(number) not in (int, float) or not 0 <= number <= 1:
            raise self.refuse(key, f"is {describe(number)}, not a share", "Write a number from 0 to 1, such as 0.8")
        return float(number)

    def path(self, key: str, beside: Path, *, folder: bool = False) -> Path | None:
        """A file (or a folder) that is there, named as seen from the folder `beside`; None where it is not given."""
        if key not in self:
            return None
        name = self._typed(key, str, "the name of a file or folder", "Write the name of one", "")
        path = beside / name
        if not is_there(path, folder=folder):
            kind = "folder" if folder else "file"
            raise self.refuse(key, f"names {name}, and there is no such {kind}", f"Looked for {path}: check its name")
        return path

    def section(self, key: str) -> Section:
        """The keys below a key; none where it is not given."""
        return Section(f"{self.where}, {key}", self.found[key] if key in self else {})

    def sections(self, key: str) -> tuple[Section, ...]:
        """A list of keys and values; none where the key is not given."""
        return sections_of(f"{self.where}, {key}", self.found[key] if key in self else [])

    def _typed(self, key: str, kind: type[T], called: str, do: str, default: D) -> T | D:
        value: Any = self.found.get(key)
        if value is None:
            return default
        if type(value) is not kind:  # exactly: to Python a yes is also a number, and a moment also a day
            raise self.refuse(key, f"is {describe(value)}, not {called}", do)
        typed: T = value
        return typed


def sections_of(where: str, found: object) -> tuple[Section, ...]:
    """Each item of a list, as a section that knows its number."""
    if not isinstance(found, list):
        raise ParamsError(where, f"holds {describe(found)}, not a list", "Begin each item with a hyphen")
    return tuple(Section(f"{where}, item {n}", item) for n, item in enumerate(found, start=1))


def describe(value: object) -> str:
    """A value as its writer would know it again: yes for True, and long things by their kind."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case dict():
            return "keys and values"
        case list():
            return "a list"
        case str():
            return repr(value if len(value) <= LONGEST_QUOTE else f"{value[: LONGEST_QUOTE - 1]}…")
    return str(value)
