"""Changes heard's code in one place at a time, as a slip of the hand might, and runs the tests that reach that place.

`python mutants.py MOST [--files FILE …] [--tests TEST …]` looks at every place that can be changed in these files (as
seen from `lib/heard`), or in those of `PARTS`, and says how many there are in each part, then of each change, or of
some `MOST` in each part, evenly spread, whether it survives: whether none of these tests that reach the place fails
with it (heavy proofs are none of them). Nothing is written where heard lies. Each file is compiled once, with every
change in it and all of them switched off; the tests are collected once, and a copy of that process switches on one
change and runs them.
"""

from __future__ import annotations

import ast
import builtins
import gc
import importlib
import json
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper, cache, cached_property
from importlib.machinery import SourceFileLoader
from itertools import accumulate
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
HEARD = ROOT / "lib" / "heard"
PARTS = ("maths", "measures", "assess", "year")
TESTS = (
    *("maths", "measures", "assess", "history", "year", "contracts/test_spelt.py"),
    *(f"show/{name}.py" for name in ("review/test_both_versions", "test_plan", "test_right_of_reply")),  # year's own
)
LIBRARIES = "site-packages"
LONGEST = 15.0  # seconds of the processor for the tests of one change, as they took without it
PATIENCE = 5  # seconds of it more, before a change is taken to never end
ASLEEP = 600  # seconds in all, before it is taken to wait for what never comes
MEMORY = 4 * 2**30  # bytes
CHANGED = ast.Compare | ast.BinOp | ast.BoolOp | ast.UnaryOp | ast.Constant | ast.Name
OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
}
NAMES = {"any": "all", "all": "any", "min": "max", "max": "min", "some": "every", "every": "some"} | {
    "MET": "NOT_MET",
    "NOT_MET": "MET",
    "PARTLY": "MET",
    "NOT_APPLICABLE": "NOT_MET",
    "NO_EVIDENCE": "MET",
}
SAME_EITHER_WAY = {"strict", "frozen", "regex", "na", "copy", "ignore_index", "index", "init", "repr", "eq", "compare"}
PLACE = "_place"  # of a node, where it can be changed
SWITCH = "_heard_switch"  # of the number of a place: whether it is changed


@dataclass(frozen=True)
class Place:
    """A place of a file that can be changed: which node it is, in the order in which they are walked."""

    file: str
    node: int
    line: int
    stands: str  # what is written in that line
    says: str

    @property
    def part(self) -> str:
        """The part of heard that it is in."""
        return self.file.partition("/")[0]


def places(file: str) -> Iterator[Place]:
    """Every place of a file that can be changed."""
    text = (HEARD / file).read_text(encoding="utf-8")
    tree, lines = ast.parse(text), text.splitlines()
    left_alone = set(_left_alone(tree))
    for n, node in enumerate(ast.walk(tree)):
        if isinstance(node, CHANGED) and node not in left_alone:
            changed = _copied(node)
            if _change(changed):
                stands = lines[node.lineno - 1].strip()
                yield Place(file, n, node.lineno, stands, f"{ast.unparse(node)} -> {ast.unparse(changed)}")


def _copied(value: Any) -> Any:
    """A node and all below it, without what others hang on it, as IPython hangs whole trees on those that all share."""
    if isinstance(value, list):
        return [_copied(part) for part in value]
    if not isinstance(value, ast.AST):
        return value
    return ast.copy_location(type(value)(**{name: _copied(part) for name, part in ast.iter_fields(value)}), value)


def _left_alone(tree: ast.AST) -> Iterator[ast.AST]:
    """What is a type, a decorator, a pattern, or a setting that is the same either way."""
    for node in ast.walk(tree):
        apart: list[ast.AST | None] = []
        if isinstance(node, ast.AnnAssign | ast.arg):
            apart = [node.annotation]
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            apart = [getattr(node, "returns", None), *node.decorator_list]
        elif isinstance(node, ast.match_case):
            apart = [node.pattern]
        elif isinstance(node, ast.keyword) and node.arg in SAME_EITHER_WAY:
            apart = [node.value]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("isinstance", "cast", "TypeVar"):
            apart = node.args[1:] if ast.unparse(node.func) == "isinstance" else node.args[:1]
        elif isinstance(node, ast.Module):  # an alias of a type
            aliases = [each.value for each in node.body if isinstance(each, ast.Assign)]
            apart = [each for each in aliases if isinstance(each, ast.Subscript | ast.BinOp) and _is_type(each)]
        yield from (inner for each in apart if each is not None for inner in ast.walk(each))


def _is_type(node: ast.expr) -> bool:
    return all(isinstance(each, ast.Name | ast.Subscript | ast.BinOp | ast.BitOr | ast.Tuple | ast.List | ast.Load)
               or (isinstance(each, ast.Constant) and not isinstance(each.value, int))
               for each in ast.walk(node))  # fmt: skip


def _change(node: ast.AST) -> bool:
    """Change a node where it stands, or not at all."""
    match node:
        case ast.Compare() if type(node.ops[0]) in OTHER:
            node.ops[0] = OTHER[type(node.ops[0])]()  # type: ignore[assignment]
        case ast.BinOp() | ast.BoolOp() if type(node.op) in OTHER and not _is_text(node):
            node.op = OTHER[type(node.op)]()  # type: ignore[assignment]
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            node.operand = ast.copy_location(ast.UnaryOp(node.op, node.operand), node)
        case ast.Constant() if isinstance(node.value, bool):
            node.value = not node.value
        case ast.Constant() if isinstance(node.value, int):
            node.value += 1
        case ast.Name(ctx=ast.Load()) if node.id in NAMES:
            node.id = NAMES[node.id]
        case _:
            return False
    return True


def _is_text(node: ast.AST) -> bool:
    """Whether what is added, or multiplied, are words."""
    return any(isinstance(each, ast.JoinedStr) or (isinstance(each, ast.Constant) and isinstance(each.value, str))
               for each in (getattr(node, "left", None), getattr(node, "right", None)))  # fmt: skip


class _Switched(ast.NodeTransformer):
    """Every place of a file is as it was, unless its change is switched on."""

    def visit(self, node: ast.AST) -> Any:
        """A node, and all that is in it."""
        place = getattr(node, PLACE, None)
        if place is None:
            return super().generic_visit(node)
        changed, node = _copied(node), super().generic_visit(node)
        _change(changed)
        asked = ast.Call(ast.Name(SWITCH, ast.Load()), [ast.Constant(place)], [])
        return ast.copy_location(ast.IfExp(asked, changed, node), node)  # type: ignore[arg-type]


def switched(every: Sequence[Place], file: str) -> ast.Module:
    """A file of heard with a switch at each of these places that are in it, by its number among them."""
    numbers = {place.node: n for n, place in enumerate(every) if place.file == file}
    tree = ast.parse((HEARD / file).read_text(encoding="utf-8"))
    for n, node in enumerate(ast.walk(tree)):
        if n in numbers:
            setattr(node, PLACE, numbers[n])
    return ast.fix_missing_locations(_Switched().visit(tree))  # type: ignore[no-any-return]


def import_switched(every: Sequence[Place]) -> None:
    """From now on the files of these places are compiled with a switch at each of them."""
    files = {str(HEARD / place.file): place.file for place in every}
    as_ever = SourceFileLoader.get_code
    switched_code = cache(lambda path: compile(switched(every, files[path]), path, "exec"))

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        path = self.get_filename(fullname)
        return switched_code(path) if path in files else as_ever(self, fullname)  # type: ignore[no-any-return]

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]


def switch(ask: Callable[[int], object]) -> None:
    """What is asked at each place, with its number, whether it is changed."""
    setattr(builtins, SWITCH, ask)


@dataclass(eq=False)
class Reached:
    """A plugin of pytest: which places each test reaches, when what others worked out before is forgotten."""

    now: set[int] = field(default_factory=set)
    by_test: dict[str, set[int]] = field(default_factory=dict)
    by_fixture: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    took: dict[str, float] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def _from_now(self, reached: set[int]) -> None:
        """What is reached is added to these."""
        self.now = reached
        switch(reached.add)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[None]:
        """What is made for several tests is reached by each of them."""
        before = self.now
        self._from_now(set())
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self.by_fixture[fixturedef.argname] |= self.now
            self._from_now(before | self.now)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[object]:
        """One test."""
        self._from_now(set())
        begun = time.process_time()
        result = yield
        reached = self.now.union(*(self.by_fixture[name] for name in getattr(item, "fixturenames", ())))
        self.by_test[item.nodeid], self.took[item.nodeid] = reached, time.process_time() - begun
        return result

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: Any) -> None:
        """What one test worked out is not there for the next."""
        item.funcargs.get("years", {}).clear()
        _forget(each for each in item.funcargs.values() if type(each).__name__ == "Year")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails as it is, or is skipped, finds nothing."""
        if not report.passed:
            self.failed.add(report.nodeid)

    def found(self) -> dict[str, Any]:
        """What is told to the process that asked."""
        tests = {name: reached for name, reached in self.by_test.items() if name not in self.failed}
        libraries = [name for name, module in sys.modules.items() if _is_of_a_library(module)]
        return {"tests": tests, "took": self.took, "libraries": libraries}


def _forget(years: Iterable[object]) -> None:
    """What heard keeps from one call to the next is worked out again, and so is what these years worked out."""
    modules = [module for name, module in sys.modules.items() if name.startswith("heard.")]
    for each in (each for module in modules for each in vars(module).values()):
        if isinstance(each, _lru_cache_wrapper):
            each.cache_clear()
    for year in years:
        for name in vars(type(year)).keys() & vars(year).keys():
            if isinstance(vars(type(year))[name], cached_property):
                vars(year).pop(name)


def _is_of_a_library(module: object) -> bool:
    """Whether it is neither heard's nor a test."""
    file = str(getattr(module, "__file__", None))
    return LIBRARIES in file and "_pytest" not in file


def in_a_copy(work: Callable[[], int], seconds: float) -> int:
    """The id of a copy of this process that does this work, says nothing, and is ended when it takes too long."""
    if child := os.fork():
        return child
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
    signal.alarm(ASLEEP + int(seconds))
    code = 70
    try:
        code = work()
    finally:
        os._exit(code)


def run(tests: Sequence[str], *plugins: object) -> int:
    """What pytest ends with, in this process."""
    cache_dir = f"cache_dir={tempfile.mkdtemp()}"
    without = [word for name in ("terminal", "warnings", "xdist") for word in ("-p", f"no:{name}")]
    words = [*without, "-m", "not proof", "-x", "-s", "--assert=plain", "-o", cache_dir, f"--rootdir={ROOT}"]
    return int(pytest.main([*words, *tests], plugins=plugins))


def run_items(items: Sequence[pytest.Item], *, all_of_them: bool = False) -> int:
    """How many of these collected tests were run when one failed, and 0 if none did."""
    for n, (item, then) in enumerate(zip(items, [*items[1:], None], strict=True), 1):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=then)
        if item.session.testsfailed and not all_of_them:
            return n
    return 0


def run_anew(tests: Sequence[str]) -> int:
    """What these tests end with when heard, and they, are imported again."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("heard", "tests")]:
        del sys.modules[name]
    return run(tests)


def reached_by_tests(items: Sequence[pytest.Item]) -> dict[str, Any]:
    """Which places each of these collected tests reaches, and how long it takes."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "told")

        def work() -> int:
            reached = Reached()
            items[0].config.pluginmanager.register(reached)
            run_items(items, all_of_them=True)
            told.write_bytes(pickle.dumps(reached.found()))
            return 0

        os.waitpid(in_a_copy(work, 3600), 0)
        return pickle.loads(told.read_bytes())  # type: ignore[no-any-return]


@dataclass(eq=False)
class Changes:
    """A plugin of pytest: the tests collected are run with one change after another, each in a copy of this process."""

    every: Sequence[Place]
    chosen: Sequence[int]
    on_import: set[int] = field(default_factory=set)
    found: dict[str, Any] = field(default_factory=dict)
    killed: Counter[tuple[str, str]] = field(default_factory=Counter)  # in a file, by a test

    def pytest_collection(self) -> None:
        """All of heard that is changed is imported before any test, which then cannot be the first to do so."""
        for file in dict.fromkeys(place.file for place in self.every):
            importlib.import_module(".".join(["heard", *Path(file).with_suffix("").parts]).removesuffix(".__init__"))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Nothing that needs a published report, which is kept for the code as it lies there."""
        items[:] = [each for each in items if "keep" not in getattr(each, "fixturenames", ())]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running them once."""
        items = {item.nodeid: item for item in session.items}
        self.found = reached_by_tests(session.items)
        for name in self.found["libraries"]:  # each copy of this process then has them
            with suppress(Exception):
                importlib.import_module(name)
        gc.freeze()
        for n, survives in self.survivors(items):
            place = self.every[n]
            _say({**vars(place), "part": place.part, "survives": survives})
        return True

    def tests_for(self, file: str, places: Collection[int]) -> list[str]:
        """The tests that reach some of these places of a file: its own, then those that reach little else, first."""
        reached, took, named = self.found["tests"], self.found["took"], f"test_{Path(file).stem}"
        tests = [name for name in reached if not reached[name].isdisjoint(places)]
        tests.sort(
            key=lambda name: (named not in name.partition("::")[0], -self.killed[file, name], len(reached[name]))
        )
        seconds = [*accumulate(took[name] for name in tests)]
        return tests[: max(1, bisect(seconds, LONGEST))]

    def survivors(self, items: Mapping[str, pytest.Item]) -> Iterator[tuple[int, bool]]:
        """Of each change, in whatever order they end, whether no test failed with it."""
        at_once, waiting, running = len(os.sched_getaffinity(0)), [*self.chosen], dict[int, tuple[int, list[str]]]()
        failed = RawArray("i", len(self.every))  # which of its tests, from 1
        while waiting or running:
            while waiting and len(running) < at_once:
                n = waiting.pop(0)
                file = self.every[n].file
                tests = self.tests_for(file, [n])
                of_file = [m for m, place in enumerate(self.every) if n in self.on_import and place.file == file]
                anew = self.tests_for(file, of_file)
                if not tests and not anew:
                    yield n, True
                    continue

                def work(n: int = n, tests: Sequence[str] = tests, anew: Sequence[str] = anew) -> int:
                    switch(n.__eq__)
                    failed[n] = run_items([items[name] for name in tests])
                    return int(failed[n] > 0) or (run_anew(anew) if anew else 0)

                seconds = 2 * sum(self.found["took"][name] for name in (*tests, *anew)) + PATIENCE
                running[in_a_copy(work, seconds)] = n, tests
            if running:
                child, status = os.wait()
                n, tests = running.pop(child)
                if failed[n]:
                    self.killed[self.every[n].file, tests[failed[n] - 1]] += 1
                yield n, os.waitstatus_to_exitcode(status) == 0


def files_of(parts: Iterable[str]) -> list[str]:
    """The files of some parts, as seen from `lib/heard`."""
    return sorted(path.relative_to(HEARD).as_posix() for part in parts for path in (HEARD / part).rglob("*.py"))


def main() -> None:
    """Print what was found, in lines of JSON."""
    given = ArgumentParser()
    given.add_argument("most", type=int)
    given.add_argument("--files", nargs="+", default=files_of(PARTS))
    given.add_argument("--tests", nargs="+", default=[f"tests/{name}" for name in TESTS])
    asked = given.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= dict.fromkeys(("PYTEST_DEBUG_TEMPROOT", "TMPDIR", "XDG_CACHE_HOME"), folder)
        tempfile.tempdir = folder
        look(asked.files, asked.tests, asked.most)


def look(files: Sequence[str], tests: Sequence[str], most: int) -> None:
    """Say how many places there are in each part, and of each that is changed whether it survives."""
    every = [place for file in files for place in places(file)]
    by_part = defaultdict(list)
    for n, place in enumerate(every):
        by_part[place.part].append(n)
    _say({part: len(numbers) for part, numbers in by_part.items()})
    chosen = [n for numbers in by_part.values() for n in numbers[:: max(1, len(numbers) // most)]]
    changes = Changes(every, chosen)
    switch(changes.on_import.add)
    import_switched(every)
    run(tests, changes)


def _say(found: object) -> None:
    sys.stdout.write(f"{json.dumps(found)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
