"""Runs a command as often as there are calls in it that can fail, each time with one of them failing.

`python each_call.py FOLDER PARAMS` says how many calls there are in `heard annual PARAMS`, then how it ends where each
fails. With `MOST` after it: how many there are into a file or a process, as to watch those into a library makes a run
several times as long, and how it ends at some MOST of them, evenly spread. A call is one of heard's code into a file, a
process or a library, the first of its kind from one function; what Python reads to import a module is none.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import re
import shutil
import signal
import sys
import sysconfig
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from heard import cli
from heard.press.staging import clear_left_over
from heard.press.verify import first_difference

HEARD = f"{os.sep}heard{os.sep}"
LIBRARIES = sysconfig.get_paths()["purelib"]
PROCESSES = ("subprocess.Popen", "os.posix_spawn", "os.exec", "os.system")
FILES = (
    *("open", "os.chmod", "os.link", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir"),
    *("os.symlink", "os.truncate", "os.utime", "shutil.copyfile", "shutil.copymode", "shutil.copystat"),
    *("shutil.copytree", "shutil.move", "sqlite3.connect", "tempfile.mkdtemp", "tempfile.mkstemp"),
)
MODULES = re.compile(r"\.(?:pyc?|so|pyd)(?:\.\d+)?$|__pycache__|\.(?:dist|egg)-info\b|/pyvenv\.cfg$")
WARM = ("great_expectations", "IPython", "papermill", "matplotlib", "pandas", "pyarrow", "nbconvert", "nbformat", "bs4")
LONGEST = 300  # seconds that a run may take
STEP = re.compile(r"^\d\d:\d\d:\d\d [A-Z].*$")
Call = tuple[str, str, str]  # its kind, the function of heard that makes it, and what is called


class Fault:
    """Lists the calls of a run, and makes one of them fail the first time it is made."""

    def __init__(self, at: Call | None, *, with_libraries: bool = False) -> None:
        self.at, self.calls = at, dict[Call, None]()
        self.watches_libraries = with_libraries or (at is not None and at[0] == "library")
        self.is_over = False

    def begin(self) -> None:
        """From now on."""
        sys.addaudithook(self._audited)
        if self.watches_libraries:
            sys.setprofile(self._profiled)

    def typed(self, words: list[str]) -> int:
        """The exit code of a command that is typed in this process."""
        sys.argv = ["heard", *words]
        self.begin()
        try:
            cli.main()
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else 0
        finally:
            sys.setprofile(None)
            self.is_over = True
        return 0

    def _audited(self, event: str, given: tuple[Any, ...]) -> None:
        if event in PROCESSES:
            self._call("process", sys._getframe(1), event, OSError(errno.ENOMEM, "Cannot allocate memory"))
        elif event in FILES and not isinstance(given[0], int) and not MODULES.search(str(given[0])):
            writes = event != "open" or (len(given) > 2 and bool(given[2] & (os.O_WRONLY | os.O_RDWR)))
            what = f"open to {'write' if writes else 'read'}" if event == "open" else event
            error = OSError(errno.ENOSPC, "No space left on device") if writes else OSError(errno.EIO, "I/O error")
            error.filename = str(given[0])
            self._call("file", sys._getframe(1), what, error)

    def _profiled(self, frame: FrameType, event: str, called: Any) -> None:
        if event == "call":
            caller, name = frame.f_back, frame.f_code.co_qualname
            if caller and HEARD in caller.f_code.co_filename and frame.f_code.co_filename.startswith(LIBRARIES):
                module = str(frame.f_globals.get("__name__", "?")).partition(".")[0]
                self._call("library", caller, f"{module}: {name}", RuntimeError("two\nlines"))
        elif event == "c_call" and HEARD in frame.f_code.co_filename:
            owner = getattr(called, "__module__", None) or type(getattr(called, "__self__", None)).__module__
            module = str(owner).partition(".")[0]
            if module not in sys.stdlib_module_names:
                self._call("library", frame, f"{module}: {called.__qualname__}", MemoryError())

    def _call(self, kind: str, frame: FrameType | None, what: str, error: BaseException) -> None:
        while frame and HEARD not in frame.f_code.co_filename:
            frame = frame.f_back
        if frame is None or self.is_over or frame.f_code.co_name == "<module>":
            return
        where = f"{frame.f_code.co_filename.rpartition(HEARD)[2]}: {frame.f_code.co_qualname}"
        call = (kind, where, what)
        first = call not in self.calls
        self.calls[call] = None
        if first and call == self.at:
            self.is_over = True
            raise error


class Command:
    """A command of heard's, run in copies of this process, in a folder where all that it writes is thrown away."""

    def __init__(self, folder: Path, params: Path) -> None:
        self.folder, self.out, self.said = folder, folder / "out", folder / "said.txt"
        self.words = ["annual", str(params), "--out", str(self.out), "--workers", "1"]
        for name in ("XDG_CACHE_HOME", "TMPDIR"):
            os.environ[name] = str(folder / name)
        os.environ["COLUMNS"] = "1000"

    def calls(self, *, with_libraries: bool) -> tuple[Call, ...]:
        """Every call that can fail, in order; and all modules that it needs are imported in this process."""
        kept = self.folder / "calls.json"
        watching = Fault(None, with_libraries=with_libraries)
        self._run(watching, lambda fault: kept.write_text(json.dumps([list(fault.calls), sorted(sys.modules)])))
        calls, modules = json.loads(kept.read_text(encoding="utf-8"))
        for name in modules:
            if name.partition(".")[0] in ("heard", *WARM):
                importlib.import_module(name)
        return tuple(map(tuple, calls))

    def with_fault(self, at: Call) -> dict[str, Any]:
        """How it ends where this call fails: its code, its lines but for the steps it took, and what lies about."""
        code = self._run(Fault(at), lambda _: None)
        lines = self.said.read_text(encoding="utf-8", errors="replace").splitlines()
        building = self.folder / "XDG_CACHE_HOME" / "heard" / "building"
        return {
            "call": at,
            "code": code,
            "lines": [line for line in lines if not STEP.match(line)],
            "published": self._copied(self._published),
            "left": self._copied(lambda: [clear_left_over(), *(path.name for path in building.glob("*"))][1:]),
        }

    def _run(self, fault: Fault, then: Callable[[Fault], object]) -> int:
        for name in ("out", "XDG_CACHE_HOME", "TMPDIR"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir(parents=True)

        def typed() -> int:
            both = os.open(self.said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(both, 1)
            os.dup2(both, 2)
            code = fault.typed(self.words)
            then(fault)
            return code

        return in_a_copy(typed)

    def _published(self) -> str:
        """What stands in the place of the report: "nothing", "whole", or what is wrong with it."""
        there = [path for path in self.out.iterdir() if not path.name.startswith(".")]
        return (first_difference(there[0]) or "whole") if there else "nothing"

    def _copied(self, look: Callable[[], Any]) -> Any:
        """What is seen by a process in which nothing was ever made to fail."""
        found = self.folder / "found.json"
        in_a_copy(lambda: found.write_text(json.dumps(look()), encoding="utf-8") * 0)
        return json.loads(found.read_text(encoding="utf-8"))


def in_a_copy(work: Callable[[], int]) -> int:
    """The exit code of a copy of this process that does this work; less than 0 where it had to be ended."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 70
    try:
        signal.alarm(LONGEST)
        code = work()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
    os._exit(code)


def main() -> None:
    """Print how the command ends, in a line of JSON for each call that fails; first, how many calls there are."""
    folder, params, *most = sys.argv[1:]
    command = Command(Path(folder).resolve(), Path(params).resolve())
    calls = command.calls(with_libraries=not most)
    _say(len(calls))
    step = max(1, len(calls) // int(most[0])) if most else 1
    for call in calls[::step]:
        _say(command.with_fault(call))


def _say(found: object) -> None:
    sys.stdout.write(f"{json.dumps(found)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
