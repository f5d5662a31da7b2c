"""A council made of whatever a user might supply, and the commands held against it, all in one process."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from heard import cli

PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"
HEADER = "activity_id,title,opened_on,closed_on\n"
REGISTER = HEADER + "A1,Library hours,2024-05-01,2024-08-01\n"
STEP = re.compile(r"^\d\d:\d\d:\d\d [A-Z].*$")
PYTHON = re.compile(
    r"Traceback|Error\b|Exception|NoneType|<class| object at 0x|\bstr\b|\bint\b|\bdict\b|could not go on"
)


@dataclass(frozen=True)
class Said:
    """What a command said, less the steps it took, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence (what was found, and what to do) with which a run was refused; nothing else was said."""
        assert self.out == ""
        assert len(self.err.splitlines()) == 1, self.err
        assert self.err.endswith((".\n", "?\n"))
        assert not PYTHON.search(self.err), self.err
        return self.err.rstrip("\n")

    @property
    def found(self) -> tuple[str, ...]:
        """The sentences of `heard check`, each with its rule."""
        return tuple(line.removeprefix("- ") for line in self.out.splitlines() if line.startswith("- "))


Files = Mapping[str, str | bytes]
Heard = Callable[..., Said]
Council = Callable[..., Path]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Heard:
    """Type a command."""

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["heard", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        err = "".join(f"{line}\n" for line in said.err.splitlines() if not STEP.match(line))
        code = ended.value.code
        return Said(code if isinstance(code, int) else 0, said.out, err)

    return run


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Write files into `records/` (a name with `../` before it: beside the params file), and the params file."""

    def write(files: Files, more: str = "", params: str | bytes = PARAMS, name: str = "annual-2024-25.yaml") -> Path:
        home = tmp_path / "council"
        shutil.rmtree(home, ignore_errors=True)
        (home / "records").mkdir(parents=True)
        for file, content in files.items():
            path = home / "records" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        whole = params if isinstance(params, bytes) else (params + more).encode()
        (home / name).write_bytes(whole)
        return home / name

    return write


@pytest.fixture
def check(heard: Heard, council: Council) -> Heard:
    """`heard check` on these files, with these lines more in the params."""
    return lambda files, more="", **rest: heard("check", council(files, more, **rest))


@pytest.fixture
def register(check: Heard) -> Heard:
    """`heard check` on a register of these lines, under the four columns."""
    return lambda *lines: check({"activities.csv": HEADER + "".join(f"{line}\n" for line in lines)})
