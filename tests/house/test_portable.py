"""Nothing in the code, and no name of a file, assumes one kind of computer."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from heard.params import ROOT

OF_ONE_SYSTEM = {"fcntl", "grp", "msvcrt", "pwd", "resource", "termios", "winreg"}
NOT_EVERYWHERE = {"chown", "fork", "geteuid", "getuid", "killpg", "mkfifo", "startfile", "symlink_to", "uname"}
TEXT = {"open", "open()", "read_text", "write_text", "NamedTemporaryFile"}
A_PLACE = re.compile(r"(?:/(?:bin|dev|etc|home|opt|private|root|tmp|usr|var)(?:/|$)|[A-Za-z]:\\)")
A_DAY_OF_LINUX = re.compile(r"%-[a-zA-Z]")
NO_NAME_ON_WINDOWS = re.compile(r'[<>:"|?*\\]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)
LONGEST_NAME = 160  # Windows allows 260 for the whole path, and the checkout lies somewhere


def assumed(source: str) -> Iterator[str]:
    """What a module assumes of the computer it runs on; an import that may fail, and is known to, assumes nothing."""
    tree = ast.parse(source)
    tried = {each for node in ast.walk(tree) if isinstance(node, ast.Try) and _may_lack(node) for each in node.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and node not in tried:
            names = {getattr(node, "module", None) or "", *(alias.name for alias in node.names)}
            yield from sorted(names & OF_ONE_SYSTEM)
        elif isinstance(node, ast.Attribute) and node.attr in NOT_EVERYWHERE:
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if A_PLACE.match(node.value) or A_DAY_OF_LINUX.search(node.value):
                yield node.value
        elif isinstance(node, ast.Call):
            yield from _without_encoding(node)


def _without_encoding(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", "") or f"{getattr(call.func, 'id', '')}()"
    given = {keyword.arg for keyword in call.keywords}
    modes = [each.value for each in call.args if isinstance(each, ast.Constant)]
    binary = any(isinstance(mode, str) and "b" in mode and len(mode) < 4 for mode in modes)
    if name in TEXT and not binary and "encoding" not in given and len(call.args) < 4:
        yield f"{name} without an encoding"
    if name == "write_text" and "newline" not in given:
        yield "write_text without newline"


def unfit(names: Iterable[str]) -> list[str]:
    """Names of files that some system cannot have, or cannot tell apart."""
    listed = list(names)
    alike = Counter(name.casefold() for name in listed)
    return [
        name
        for name in listed
        if alike[name.casefold()] > 1
        or len(name) > LONGEST_NAME
        or any(map(NO_NAME_ON_WINDOWS.search, name.split("/")))
    ]


def test_no_code_assumes_one_kind_of_computer(committed: tuple[Path, ...]) -> None:
    ours = [path for path in committed if path.is_relative_to(ROOT / "lib") and path.suffix == ".py"]
    found = [f"{path.name}: {what}" for path in ours for what in assumed(path.read_text(encoding="utf-8"))]
    assert found == []


def test_every_name_is_one_that_each_system_can_have(committed: tuple[Path, ...]) -> None:
    assert unfit(path.relative_to(ROOT).as_posix() for path in committed) == []


def _may_lack(attempt: ast.Try) -> bool:
    """Whether what is tried goes on where a module is not there."""
    return any(isinstance(each.type, ast.Name) and each.type.id == "ImportError" for each in attempt.handlers)


def test_an_import_that_is_known_to_fail_on_some_systems_assumes_nothing() -> None:
    known = "try:\n    import resource\nexcept {}:\n    pass\n"
    assert list(assumed(known.format("ImportError"))) == [] and list(assumed(known.format("ValueError"))) == [
        "resource"
    ]


@pytest.mark.parametrize(
    "source",
    [
        "import fcntl",
        "from os import fork, resource\nfrom pwd import getpwnam",
        "os.getuid()",
        "Path('/var/x')",
        "'/dev/null'",
        "'C:\\\\Windows'",
        "f'{day:%-d %B}'",
        "open('x')",
        "path.open('w')",
        "path.read_text()",
        "path.write_text('x', newline='')",
        "path.write_text('x', encoding='utf-8')",
    ],
)
def test_what_assumes_one_is_found(source: str) -> None:
    assert list(assumed(source))


@pytest.mark.parametrize(
    "source", ["path.open('rb')", "open('x', encoding='utf-8')", "'/ is a path'", "f'{a}/{b}'", "'%d %B'"]
)
def test_what_assumes_none_is_not(source: str) -> None:
    assert list(assumed(source)) == []


def test_a_name_that_some_system_cannot_have_is_found() -> None:
    wrong = ["a:b.csv", "lib/aux.py", "name.", "Readme", "README", "x" * 161]
    assert unfit([*wrong, "lib/auxiliary.py", "params/strategy-2017.yaml"]) == wrong
