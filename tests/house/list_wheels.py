"""Write `wheels.csv`: the wheel of each package of the lock, for each system that analysts have.

    python tests/house/list_wheels.py

pip says which file it would install there, and its hash; `test_wheels.py` holds them to the lock. It needs the
network and some minutes, for pip looks into each file.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Set
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from test_wheels import COLUMNS, EVERY, LOCK, ON_ALL, SYSTEMS, TABLE, pins

AS_311 = ("--python-version=3.11.7", "--implementation=cp", "--abi=cp311", "--abi=abi3", "--abi=none")
Wheel = tuple[str, str, str, str]  # package, version, file, hash


def found_for(system: str, known: Set[str]) -> Iterator[Wheel]:
    """Each file that pip would install on a system, but for the packages that are known already."""
    locked = (pin for pin in pins(LOCK.read_text(encoding="utf-8")) if pin.is_for(system) and pin.package not in known)
    wanted = "".join(pin.lines.replace(f" ; {pin.marker}", "", 1) for pin in locked)
    with tempfile.TemporaryDirectory() as folder:
        lock, report = Path(folder) / "lock.txt", Path(folder) / "report.json"
        lock.write_text(wanted, encoding="utf-8")
        platforms = [f"--platform={name}" for name in SYSTEMS[system].platforms]
        how = ["--dry-run", "--ignore-installed", "--no-deps", "--only-binary=:all:", "--require-hashes", "--quiet"]
        to = ["--target", str(Path(folder) / "nowhere"), "--report", str(report), "--requirement", str(lock)]
        subprocess.run([sys.executable, "-m", "pip", "install", *how, *AS_311, *platforms, *to], check=True)
        for each in json.loads(report.read_text(encoding="utf-8"))["install"]:
            about, file = each["metadata"], each["download_info"]
            package = re.sub(r"[-_.]+", "-", about["name"]).lower()
            yield package, about["version"], file["url"].rpartition("/")[2], file["archive_info"]["hashes"]["sha256"]


def rows() -> Iterator[tuple[str, ...]]:
    """A row for each wheel and system; one row for a wheel that is the same file on every system."""
    everywhere: set[str] = set()
    for system in SYSTEMS:
        for package, version, file, sha256 in list(found_for(system, everywhere)):
            if file.endswith(ON_ALL):
                everywhere.add(package)
            yield package, version, EVERY if file.endswith(ON_ALL) else system, file, sha256


if __name__ == "__main__":
    listed = sorted(rows())
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, *listed])
