"""Analysts have Linux, Windows and macOS: each package of the lock has a wheel for each, so nothing is to be compiled.

`wheels.csv` says which, as pip found them (`list_wheels.py`); the hashes hold it to the lock, without the network.
"""

from __future__ import annotations

import ast
import csv
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

TABLE = Path(__file__).with_name("wheels.csv")
LOCK = Path(__file__).parents[2] / "requirements.lock"
COLUMNS = ("package", "version", "system", "wheel", "sha256")
EVERY, ON_ALL = "every system", "-none-any.whl"
PYTHON = {
    "python_full_version": "3.11.7",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
COMPARE: Mapping[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True)
class System:
    """A kind of computer: what Python calls it, and which wheels it takes."""

    marks: Mapping[str, str]
    platforms: tuple[str, ...]


SYSTEMS = {
    "Linux x86-64": System(
        {"sys_platform": "linux", "os_name": "posix"},
        tuple(f"manylinux{each}_x86_64" for each in ("_2_28", "_2_27", "_2_26", "_2_17", "2014", "_2_12", "_2_5", "1")),
    ),
    "Windows x86-64": System({"sys_platform": "win32", "os_name": "nt"}, ("win_amd64",)),
    "macOS arm64": System(
        {"sys_platform": "darwin", "os_name": "posix"},
        (
            *(f"macosx_{major}_0_arm64" for major in (15, 14, 13, 12, 11)),
            *(f"macosx_{version}_universal2" for version in ("11_0", "10_15", "10_13", "10_12", "10_10", "10_9")),
        ),
    ),
}


@dataclass(frozen=True)
class Pin:
    """One package of the lock: its version, for whom it is, the hashes of its files, and the lines themselves."""

    package: str
    version: str
    marker: str
    hashes: frozenset[str]
    lines: str

    def is_for(self, system: str) -> bool:
        """Whether Python 3.11 has it on a system."""
        return not self.marker or holds(ast.parse(self.marker, mode="eval").body, PYTHON | dict(SYSTEMS[system].marks))


def pins(text: str) -> Iterator[Pin]:
    """The packages of a lock, in order."""
    for lines in re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]:
        pin, _, marker = lines.splitlines()[0].removesuffix(" \\").partition(" ; ")
        package, _, version = pin.partition("==")
        hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", lines))
        yield Pin(package.partition("[")[0], version, marker.strip(), hashes, lines)


def holds(marker: ast.expr, where: Mapping[str, str]) -> bool:
    """Whether a marker of the lock is true somewhere: comparisons of a name with a word, joined by *and* and *or*."""
    if isinstance(marker, ast.BoolOp):
        every = isinstance(marker.op, ast.And)
        return (all if every else any)(holds(each, where) for each in marker.values)
    assert isinstance(marker, ast.Compare) and isinstance(marker.left, ast.Name)
    (word,) = marker.comparators
    assert isinstance(word, ast.Constant)
    found, wanted = where[marker.left.id], str(word.value)
    if not marker.left.id.endswith("version"):
        return COMPARE[type(marker.ops[0])](found, wanted)
    bare = [int(part) for part in wanted.removesuffix(".*").split(".")]
    numbers = [int(part) for part in found.split(".")][: len(bare) if wanted.endswith(".*") else None]
    return COMPARE[type(marker.ops[0])](numbers, bare)


def lacking(lock: str, listed: Sequence[Mapping[str, str]]) -> list[str]:
    """The packages of a lock that have no wheel for some system, by what is listed and the lock's own hashes."""
    found = {(row["package"], row["version"], row["sha256"], row["system"]) for row in listed if fits(row)}
    return [
        f"{pin.package} {pin.version} on {system}"
        for pin in pins(lock)
        for system in SYSTEMS
        if pin.is_for(system)
        and not any((pin.package, pin.version, sha256, on) in found for sha256 in pin.hashes for on in (system, EVERY))
    ]


def fits(row: Mapping[str, str]) -> bool:
    """Whether a file is a wheel of that package and version, and for that system, by its name."""
    name, version, *_ = row["wheel"].split("-")
    if (re.sub(r"[-_.]+", "-", name).lower(), version) != (row["package"], row["version"]):
        return False
    wanted = () if row["system"] == EVERY else SYSTEMS[row["system"]].platforms
    return row["wheel"].endswith(ON_ALL) or any(each in row["wheel"] for each in wanted)


def listed_wheels() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_package_has_a_wheel_for_linux_for_windows_and_for_macos() -> None:
    again = "The lock changed: python tests/house/list_wheels.py lists the wheels again, or says which is not there."
    assert lacking(LOCK.read_text(encoding="utf-8"), listed_wheels()) == [], again


def test_no_wheel_is_listed_that_the_lock_does_not_have() -> None:
    locked = {(pin.package, pin.version, sha256) for pin in pins(LOCK.read_text("utf-8")) for sha256 in pin.hashes}
    odd = [row["wheel"] for row in listed_wheels() if (row["package"], row["version"], row["sha256"]) not in locked]
    assert odd == []


def test_a_package_that_would_have_to_be_compiled_is_found() -> None:
    one, other = "1" * 64, "2" * 64
    lock = f"a==1.0 \\\n    --hash=sha256:{one} \\\n    --hash=sha256:{other}\n"
    row = {"package": "a", "version": "1.0", "sha256": one}
    everywhere = {**row, "system": EVERY, "wheel": "a-1.0-py3-none-any.whl"}
    assert lacking(lock, [everywhere]) == []
    assert len(lacking(lock.replace("1.0", "1.1"), [everywhere])) == 3
    assert len(lacking(lock.replace(one, "3" * 64), [everywhere])) == 3
    assert len(lacking(lock, [{**everywhere, "wheel": "a-1.0.tar.gz"}])) == 3
    windows = {**row, "system": "Windows x86-64", "wheel": "a-1.0-cp311-cp311-win_amd64.whl"}
    assert lacking(lock, [windows]) == ["a 1.0 on Linux x86-64", "a 1.0 on macOS arm64"]
    assert len(lacking(lock, [{**windows, "system": "macOS arm64"}])) == 3


@pytest.mark.parametrize(
    ("marker", "systems"),
    [
        ("os_name == 'nt'", ["Windows x86-64"]),
        ("sys_platform == 'darwin'", ["macOS arm64"]),
        ("sys_platform != 'emscripten' and sys_platform != 'win32'", ["Linux x86-64", "macOS arm64"]),
        (
            "os_name != 'nt' or (sys_platform != 'emscripten' and sys_platform != 'win32')",
            ["Linux x86-64", "macOS arm64"],
        ),
        ("python_full_version >= '3.12'", []),
        ("python_full_version == '3.12.*'", []),
        ("python_full_version < '3.11.5'", []),
        ("python_full_version == '3.11.*'", [*SYSTEMS]),
        ("implementation_name != 'pypy'", [*SYSTEMS]),
    ],
)
def test_a_package_is_asked_of_the_systems_that_the_lock_has_it_for(marker: str, systems: list[str]) -> None:
    pin = Pin("a", "1", marker, frozenset(), "")
    assert [system for system in SYSTEMS if pin.is_for(system)] == systems
