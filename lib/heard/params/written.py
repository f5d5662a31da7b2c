"""YAML files, and other text, as their writers meant them; what cannot be read is refused with its line."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Never

import yaml
from yaml.constructor import SafeConstructor
from yaml.scanner import Scanner

from heard.errors import ParamsError
from heard.params.files_read import content_of, was_read
from heard.params.shipped import SHIPPED

MOST_KEYS = 10_000  # in one mapping, those merged into it included
MOST_BYTES = 1_000_000  # a long strategy has a fifth of it; a file named by mistake may fill the memory


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; ParamsError where there is none, where it is not text, or far too long."""
    try:
        if not was_read(path):
            _refuse_what_is_no_file(path)
        text = content_of(path).decode("utf-8-sig")
        return text.replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        raise ParamsError(path, "there is no such file", "Check its name and the folder it is in") from None
    except UnicodeDecodeError:
        raise ParamsError(path, "it is not text in UTF-8", "Save it as text, with the encoding UTF-8") from None
    except OSError as error:
        raise ParamsError(path, f"it cannot be read ({error.strerror})", "Name a file that can be opened") from None


def _refuse_what_is_no_file(path: Path) -> None:
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ParamsError(path, "it is a device, not a file", "Name a file that can be opened")
    if path.stat().st_size > MOST_BYTES:
        raise ParamsError(path, f"it has more than {MOST_BYTES:,} bytes", "Name the file that was meant")


def read_yaml(path: Path) -> object:
    """Whatever a YAML file holds; ParamsError, with the line, where it is not YAML or gives a key twice."""
    do = "Put it right there: look for a missing space, colon or quotation mark"
    try:
        return _loaded(read_text(path), shipped=path.is_relative_to(SHIPPED / "params"))
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else "the file"
        found = f"{line} cannot be read as YAML ({error.problem})"
        if isinstance(error, _Wrong):
            found, do = f"{line}: {error.problem}", error.do
        elif "'\\t'" in str(error.problem):
            found, do = f"{line} has a tab where only spaces can stand", "Put spaces in its place"
    except yaml.YAMLError as error:
        found = f"it cannot be read as YAML ({str(error).splitlines()[0]})"
    except RecursionError:
        found = "it has more lists within lists than can be followed"
    raise ParamsError(path, found, do)


def _loaded(text: str, *, shipped: bool) -> object:
    """What YAML holds. What heard ships is read by libyaml, fifteen times as fast; others may be nested without end."""
    if shipped:
        with suppress(yaml.YAMLError):  # what is wrong is said in the words of the reader below
            return yaml.load(text, _OfShipped)
    return yaml.load(text, _Loader)


def read_as_written(path: Path) -> object:
    """The same with every key and value as the text that stands there: `yes` is a word, and no truth."""
    read_yaml(path)  # refuses what is not YAML, and a key given twice
    return yaml.load(read_text(path), _AsWritten)


def key_lines(path: Path) -> Mapping[str, int]:
    """The line of each key at the top of a YAML file that `read_yaml` can follow, by the key."""
    node = yaml.compose(read_text(path), _AsWritten)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: key.start_mark.line + 1 for key, _ in pairs}


def is_there(path: Path, *, folder: bool = False) -> bool:
    """Whether there is such a file, or such a folder; not where it cannot be seen, or no file can have that name."""
    try:
        return was_read(path) or (path.is_dir() if folder else path.is_file())
    except OSError:
        return False


class _Wrong(yaml.MarkedYAMLError):
    """What heard does not take, though it may be YAML: what is wrong with it, and what to do."""

    def __init__(self, node: yaml.Node, problem: str, do: str) -> None:
        super().__init__(problem=problem, problem_mark=node.start_mark)
        self.do = do


class _Questions(Scanner):
    """Takes a question mark within words for a letter, as in `{Report out?: yes}`: YAML does, and PyYAML does not."""

    _in_words = False

    def scan_plain(self) -> yaml.ScalarToken:
        self._in_words = True
        try:
            token: yaml.ScalarToken = super().scan_plain()
        finally:
            self._in_words = False
        return token

    def peek(self, index: int = 0) -> str:
        letter: str = super().peek(index)  # type: ignore[misc]  # it is the reader's, beside which a loader is a scanner
        return "q" if letter == "?" and self._in_words else letter


class _AsWritten(_Questions, yaml.BaseLoader):
    """Every key and value as the text that stands there."""


class _AsMeant(SafeConstructor):
    """YAML as PyYAML reads it, but keys are words and numbers plain; what a writer cannot have meant is an error."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        super().flatten_mapping(node)
        if len(node.value) > MOST_KEYS:  # merged keys that are merged again grow tenfold each time
            raise _Wrong(node, f"its merges make more than {MOST_KEYS:,} keys", "Write out the keys that are meant")

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys: set[str] = set()
        for key, _ in node.value:
            if _word(key) in keys:
                raise _Wrong(key, f"{key.value!r} is given twice", "Keep one of the two")
            keys.add(key.value)
        self.flatten_mapping(node)
        return {_word(key): self.construct_object(value, deep=deep) for key, value in node.value}

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> date:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            raise _Wrong(node, f"no calendar has the day {node.value}", "Put it right there") from None

    def construct_plain_int(self, node: yaml.ScalarNode) -> int | str:
        """The number; or the text of what YAML takes for one and people do not, as 010 for 8 and 1:30 for 90."""
        return int(node.value) if _PLAIN.fullmatch(node.value) else str(node.value)

    def construct_undefined(self, node: yaml.Node) -> Never:
        raise _Wrong(node, f"{node.tag} is a tag, which heard does not follow", "Write the value itself")

    yaml_constructors = SafeConstructor.yaml_constructors | {
        "tag:yaml.org,2002:timestamp": construct_yaml_timestamp,
        "tag:yaml.org,2002:int": construct_plain_int,
        None: construct_undefined,
    }


def _word(key: yaml.Node) -> str:
    if not isinstance(key, yaml.ScalarNode):
        raise _Wrong(key, "a list stands where a key should", "Write each as `key: value`")
    return str(key.value)


_PLAIN = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")


class _Loader(_AsMeant, _Questions, yaml.SafeLoader):
    """What anybody wrote."""


class _OfShipped(_AsMeant, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # not on every system
    """What heard ships."""


def mappings_written(mappings: object) -> list[str]:
    """The mapping files that stand under `mappings` of a params file, each once: by table, or in a list."""
    each = mappings.values() if isinstance(mappings, dict) else [mappings]
    lists = (names if isinstance(names, list) else [names] for names in each if names)
    return list(dict.fromkeys(str(name) for names in lists for name in names))
