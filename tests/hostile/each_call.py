"""Runs a command as often as there are calls in it that can fail, each time with one of them failing.

`python each_call.py FOLDER PARAMS HOW` says how many calls there are in `heard annual PARAMS`, then how it ends where
each fails. HOW is `anew`, where no report is there before; `over`, where an earlier one is to be replaced; or `aside`,
where that is to be put aside; or several of them, with a comma between. PARAMS may be `-`: then two files are
published, and nothing else is done. With `MOST` after it: how many calls there are into a file or a process, as to
watch those into a library makes a run several times as long, and how it ends at some MOST of them, evenly spread. A
call is one of heard's code into a file, a process or a library, the first of its kind from one function (of two files,
each of them); what Python reads to import a module is none.
"""

from __future__ import annotations

import ast
import errno
import gc
import hashlib
import importlib
import json
import os
import re
import shutil
import signal
import sys
import sysconfig
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NoReturn

from heard import cli
from heard.errors import HeardError
from heard.press.place import theirs
from heard.press.publish import publishing
from heard.press.staging import clear_left_over
from heard.press.verify import first_difference

NAME = "annual-2024-25"
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
MOST_LINES, MOST_SAID = 5, 500  # of what a run said, and letters of each: what two processes say is not mixed
LONGEST = 300  # seconds that a run may take
STEP = re.compile(r"^\d\d:\d\d:\d\d [A-Z].*$")
Call = tuple[str, str, str]  # its kind, the function of heard that makes it, and what is called


class Fault:
    """Lists the calls of a run, and makes one of them fail the first time it is made."""

    def __init__(
        self, at: Call | None, *, with_libraries: bool = False, counts_each: bool = False, watches_all: bool = False
    ) -> None:
        self.at, self.calls, self.counts_each = at, dict[Call, None](), counts_each
        self.watches_all, self.was_made = watches_all, False
        self.watches_libraries = with_libraries or (at is not None and at[0] == "library")
        self.is_over = False

    def begin(self) -> None:
        """From now on."""
        sys.addaudithook(self._audited)
        if self.watches_libraries and self.at and not self.watches_all:
            watch_one(self.at[1], self._profiled)
        elif self.watches_libraries:
            sys.setprofile(self._profiled)

    def during(self, work: Callable[[], int]) -> int:
        """The exit code of some work in this process."""
        self.begin()
        try:
            return work()
        finally:
            sys.setprofile(None)
            self.is_over = True

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
        call, n = (kind, where, what), 1
        while self.counts_each and call in self.calls:
            n += 1
            call = (kind, where, f"{what}, time {n}")
        first = call not in self.calls
        self.calls[call] = None
        if first and call == self.at:
            self.is_over = self.was_made = True
            sys.setprofile(None)
            raise error


def watch_one(where: str, watch: Callable[[FrameType, str, Any], None]) -> None:
    """From now on `watch` is told of the calls made while one function of heard runs, and of no others.

    To be told of all makes a run several times as long. The function is changed where it stands, by its text; of one in
    another, that other.
    """
    file, _, name = where.partition(": ")
    path = next(path for path in map(_path_of, [*sys.modules.values()]) if path.endswith(f"{HEARD}{file}"))
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    found: Any = tree
    for each in name.partition(".<")[0].split("."):
        found = next(
            part for part in found.body if isinstance(part, ast.FunctionDef | ast.ClassDef) and part.name == each
        )
    before, on, off = ast.parse("_before = _sys.getprofile()\n_sys.setprofile(_watch)\n_sys.setprofile(_before)").body
    found.body = [before, ast.Try([on, *found.body], [], [], [off])]
    codes = {_known_by(code): code for code in _codes_in(compile(ast.fix_missing_locations(tree), path, "exec"))}
    functions = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
    for function in (each for each in functions if each.__code__.co_filename == path):
        if _known_by(function.__code__)[0] == name.partition(".<")[0]:
            function.__code__ = codes[_known_by(function.__code__)]
            function.__globals__.update(_sys=sys, _watch=watch)


def _path_of(module: object) -> str:
    return str(getattr(module, "__file__", ""))


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    """A piece of code, and all that lies in it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes_in(each)


def _known_by(code: CodeType) -> tuple[str, int]:
    """What tells a piece of code of a file from the others."""
    return code.co_qualname, code.co_firstlineno


class Annual:
    """`heard annual`: how a report is published in a folder, another before it, and told to be whole."""

    def __init__(self, params: Path) -> None:
        self.params = params

    def publish(self, out: Path, *, is_earlier: bool = False, replace: bool = False) -> int:
        """The exit code of publishing it; an earlier one is of another day."""
        params = self.params
        if is_earlier:
            shutil.copytree(params.parent, out / "council")
            params = out / "council" / params.name
            params.write_text(f"{params.read_text(encoding='utf-8')}prepared_by: Somebody\n", encoding="utf-8")
        sys.argv = ["heard", "annual", str(params), "--out", str(out), "--workers", "1", *["--replace"][:replace]]
        try:
            cli.main()
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else 0
        return 0

    def wrong(self, report: Path) -> str:
        """Where a report is not whole; "" where it is."""
        return first_difference(report)


class TwoFiles:
    """The same of a report that is a page and its manifest: what it costs is what it is to take a place."""

    def publish(self, out: Path, *, is_earlier: bool = False, replace: bool = False) -> int:
        """As `Annual` does; what refuses it is said."""
        words = b"earlier" if is_earlier else b"later"
        manifest = {"heard": {}, "published": [{"file": "page.html", "sha256": hashlib.sha256(words).hexdigest()}]}
        try:
            with publishing(out / NAME, replace=replace) as folder:
                (folder / "page.html").write_bytes(words)
                (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        except HeardError as error:
            sys.stdout.write(f"{error}\n")
            return error.exit_code
        return 0

    def wrong(self, report: Path) -> str:
        """As `Annual` does."""
        return theirs(report)


class Command:
    """A command of heard's, run in copies of this process, in a folder where all that it writes is thrown away."""

    def __init__(self, folder: Path, does: Annual | TwoFiles, how: str) -> None:
        self.folder, self.out, self.said = folder, folder / "out", folder / "said.txt"
        self.does, self.how, self.earlier = does, how, folder / "earlier"
        self.counts_each = isinstance(does, TwoFiles)
        for name in ("XDG_CACHE_HOME", "TMPDIR"):
            os.environ[name] = str(folder / name)
        os.environ["COLUMNS"] = "1000"
        if how != "anew" and not self.earlier.exists():
            self.earlier.mkdir()
            in_a_copy(lambda: self._heard_saying(lambda: does.publish(self.earlier, is_earlier=True)))

    def beside(self, n: int) -> Command:
        """The same in a folder of its own, for another process."""
        folder = self.folder / f"beside-{n}"
        folder.mkdir(exist_ok=True)
        if self.earlier.exists():
            shutil.copytree(self.earlier, folder / "earlier", dirs_exist_ok=True)
        return Command(folder, self.does, self.how)

    def calls(self, *, with_libraries: bool) -> tuple[Call, ...]:
        """Every call that can fail, in order; and all modules that it needs are imported in this process."""
        kept = self.folder / "calls.json"
        watching = Fault(None, with_libraries=with_libraries, counts_each=self.counts_each)
        self._run(watching, lambda fault: kept.write_text(json.dumps([list(fault.calls), sorted(sys.modules)])))
        calls, modules = json.loads(kept.read_text(encoding="utf-8"))
        for name in modules:
            if name.partition(".")[0] in ("heard", *WARM):
                importlib.import_module(name)
        return tuple(map(tuple, calls))

    def with_fault(self, at: Call) -> dict[str, Any]:
        """How it ends where this call fails: its code, its lines but for the steps it took, and what lies about."""
        made = self.folder / "made.json"
        for watches_all in (False, True):  # a function may have handed on what makes the call once it has ended
            made.write_text("true", encoding="utf-8")  # until it is known that it was not: a process may just end
            fault = Fault(at, counts_each=self.counts_each, watches_all=watches_all)
            code = self._run(fault, lambda each: made.write_text(json.dumps(each.was_made), encoding="utf-8"))
            if json.loads(made.read_text(encoding="utf-8")):
                break
        lines = self.said.read_text(encoding="utf-8", errors="replace").splitlines()
        published, left = self._seen_after()
        return {
            "call": at,
            "made": json.loads(made.read_text(encoding="utf-8")),
            "code": code,
            "lines": [line[:MOST_SAID] for line in lines if not STEP.match(line)][:MOST_LINES],
            "before": "nothing" if self.how == "anew" else "the earlier",
            "published": published,
            "left": left,
        }

    def _run(self, fault: Fault, then: Callable[[Fault], object]) -> int:
        for name in ("out", "XDG_CACHE_HOME", "TMPDIR"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir(parents=True)
        if self.how != "anew":
            shutil.copytree(self.earlier / NAME, self.out / NAME)

        def typed() -> int:
            code = fault.during(lambda: self.does.publish(self.out, replace=self.how == "aside"))
            then(fault)
            return code

        return in_a_copy(lambda: self._heard_saying(typed))

    def _heard_saying(self, work: Callable[[], int]) -> int:
        """Do this work; what it says is in a file."""
        both = os.open(self.said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(both, 1)
        os.dup2(both, 2)
        return work()

    def _published(self) -> str:
        """What stands in the place of the report: "nothing", "the earlier", "whole", or what is wrong there.

        What is put aside is the earlier one, whole, and then a new one stands in its place.
        """
        seen = sorted(path for path in self.out.iterdir() if not path.name.startswith("."))
        if wrong := next(filter(None, map(self.does.wrong, seen)), ""):
            return wrong
        stands = ["the earlier" if self._is_earlier(each) else "whole" for each in seen]
        names = [each.name.partition(".")[0] for each in seen]
        if set(names) - {NAME} or stands[1:] not in ([], ["the earlier"]) or stands[:2] == ["the earlier"] * 2:
            return f"{stands} stand as {[each.name for each in seen]}"
        if self.how == "aside" and stands == ["whole"]:
            return "the earlier is gone, and was to be put aside"
        return stands[0] if stands else "nothing"

    def _is_earlier(self, report: Path) -> bool:
        before = self.earlier / NAME / "manifest.json"
        return before.is_file() and before.read_bytes() == (report / "manifest.json").read_bytes()

    def _seen_after(self) -> tuple[str, list[str]]:
        """What is published, and what lies about: as a process sees it in which nothing was ever made to fail."""
        found = self.folder / "found.json"
        building = self.folder / "XDG_CACHE_HOME" / "heard" / "building"

        def look() -> int:
            clear_left_over()
            left = [path.name for path in building.glob("*")]
            return found.write_text(json.dumps([self._published(), left]), encoding="utf-8") * 0

        in_a_copy(look)
        published, left = json.loads(found.read_text(encoding="utf-8"))
        return published, left


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
    folder, params, hows, *most = sys.argv[1:]
    does = TwoFiles() if params == "-" else Annual(Path(params).resolve())
    for how in hows.split(","):
        command = Command(Path(folder).resolve(), does, how)
        calls = command.calls(with_libraries=not most)
        _say(len(calls))
        chosen = calls[:: max(1, len(calls) // int(most[0])) if most else 1]
        at_once = min(len(os.sched_getaffinity(0)), len(chosen))
        waiting = {os.fork() or _fail(command.beside(n), chosen[n::at_once]) for n in range(1, at_once)}
        for call in chosen[::at_once]:
            _say(command.with_fault(call))
        if any(os.waitpid(child, 0)[1] for child in waiting):
            raise SystemExit(1)


def _fail(command: Command, calls: Sequence[Call]) -> NoReturn:
    """In a copy of this process: say how it ends where each of these calls fails."""
    code = 70
    try:
        for call in calls:
            _say(command.with_fault(call))
        code = 0
    except BaseException:
        traceback.print_exc()
    os._exit(code)


def _say(found: object) -> None:
    os.write(1, f"{json.dumps(found)}\n".encode())  # a line at once, as several processes say theirs


if __name__ == "__main__":
    main()
