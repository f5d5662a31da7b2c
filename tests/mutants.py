"""Changes heard's code in one place at a time, as a slip of the hand might, and runs the tests that reach that place.

`python mutants.py MOST [--files FILE …] [--tests TEST …]` looks at every place that can be changed in these files (as
seen from `lib/heard`), or in those of `PARTS`, and says how many there are in each part, then of each change, or of
some `MOST` in each part, evenly spread, whether it survives: whether none of these tests that reach the place fails
with it. Nothing is written where heard lies: a change is made to what Python compiles.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper, cached_property
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
HEARD = ROOT / "lib" / "heard"
PARTS = ("maths", "measures", "assess", "year")
TESTS = ("maths", "measures", "assess", "history", "year", "show", "desk", "contracts/test_spelt.py")
LIBRARIES = "site-packages"
LONGEST = 60.0  # seconds of tests for one change, as they took without it
PATIENCE = 30  # seconds more, before it is taken to never end
MEMORY = 4 * 2**30  # bytes
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
SEEN = "_heard_seen"


@dataclass(frozen=True)
class Place:
    """A place of a file that can be changed: which node it is, in the order in which they are walked."""

    file: str
    node: int
    line: int
    says: str

    @property
    def part(self) -> str:
        """The part of heard that it is in."""
        return self.file.partition("/")[0]


def places(file: str) -> Iterator[Place]:
    """Every place of a file that can be changed."""
    tree = ast.parse((HEARD / file).read_text(encoding="utf-8"))
    left_alone = set(_left_alone(tree))
    for n, node in enumerate(ast.walk(tree)):
        if node not in left_alone:
            changed = _copied(node)
            if _change(changed):
                yield Place(file, n, node.lineno, f"{ast.unparse(node)} -> {ast.unparse(changed)}")  # type: ignore[attr-defined]


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


class _Witnessed(ast.NodeTransformer):
    """Every place of a file says that it was reached, and is as it was."""

    def visit(self, node: ast.AST) -> Any:
        """A node, and all that is in it."""
        place = getattr(node, PLACE, None)
        node = super().generic_visit(node)
        if place is None:
            return node
        tell = ast.Call(ast.Name(SEEN, ast.Load()), [ast.Constant(place)], [])
        both = ast.Tuple([tell, node], ast.Load())  # type: ignore[list-item]
        return ast.copy_location(ast.Subscript(both, ast.Constant(1), ast.Load()), node)


def compiled_with(change: Place | None) -> Callable[[str], ast.AST]:
    """A file of heard with one place of it changed."""

    def tree_of(file: str) -> ast.AST:
        tree = ast.parse((HEARD / file).read_text(encoding="utf-8"))
        for n, node in enumerate(ast.walk(tree)):
            if change and (file, n) == (change.file, change.node):
                _change(node)
        return tree

    return tree_of


def compiled_to_tell(every: Sequence[Place]) -> Callable[[str], ast.AST]:
    """A file of heard whose places tell when they are reached, each by its number."""
    numbers = {(place.file, place.node): n for n, place in enumerate(every)}

    def tree_of(file: str) -> ast.AST:
        tree = ast.parse((HEARD / file).read_text(encoding="utf-8"))
        for n, node in enumerate(ast.walk(tree)):
            if (file, n) in numbers:
                setattr(node, PLACE, numbers[file, n])
        return _Witnessed().visit(tree)  # type: ignore[no-any-return]

    return tree_of


def import_as(tree_of: Callable[[str], ast.AST], files: Collection[str]) -> None:
    """These files of heard are compiled from what `tree_of` makes of them."""
    paths = {str(HEARD / file): file for file in files}
    as_ever = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        path = self.get_filename(fullname)
        if path not in paths:
            return as_ever(self, fullname)
        return compile(ast.fix_missing_locations(tree_of(paths[path])), path, "exec")  # type: ignore[call-overload, no-any-return]

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]


@dataclass(eq=False)
class Reached:
    """A plugin of pytest: which places each test reaches, when what others worked out before is forgotten."""

    now: set[int] = field(default_factory=set)
    on_import: set[int] = field(default_factory=set)
    by_test: dict[str, set[int]] = field(default_factory=dict)
    by_fixture: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    took: dict[str, float] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def reach(self, place: int) -> None:
        """A place was reached."""
        self.now.add(place)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Nothing that needs a published report, which is kept for the code as it lies there."""
        items[:] = [each for each in items if "keep" not in getattr(each, "fixturenames", ())]
        self.on_import = {*self.now}

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[None]:
        """What is made for several tests is reached by each of them."""
        before, self.now = self.now, set()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self.by_fixture[fixturedef.argname] |= self.now
            self.now |= before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[object]:
        """One test."""
        self.now, begun = set(), time.perf_counter()
        result = yield
        reached = self.now.union(*(self.by_fixture[name] for name in getattr(item, "fixturenames", ())))
        self.by_test[item.nodeid], self.took[item.nodeid] = reached, time.perf_counter() - begun
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
        tests = {name: sorted(reached) for name, reached in self.by_test.items() if name not in self.failed}
        return {"on_import": sorted(self.on_import), "tests": tests, "took": self.took}


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


def run(tests: Sequence[str], *plugins: object) -> int:
    """What pytest ends with, in this process."""
    cache = f"cache_dir={tempfile.mkdtemp()}"
    words = ["-qq", "-x", "--assert=plain", "-p", "no:xdist", "-o", cache, f"--rootdir={ROOT}", *tests]
    return int(pytest.main(words if not plugins else [word for word in words if word != "-x"], plugins=list(plugins)))


def in_a_copy(work: Callable[[], int], seconds: float) -> int:
    """The id of a copy of this process that does this work, says nothing, and is ended when it takes too long."""
    if child := os.fork():
        return child
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.alarm(int(seconds))
    code = 70
    try:
        code = work()
    finally:
        os._exit(code)


def reached_by_tests(every: Sequence[Place], tests: Sequence[str]) -> dict[str, Any]:
    """Which places each of these tests reaches."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "told.json")

        def work() -> int:
            reached = Reached()
            setattr(importlib.import_module("builtins"), SEEN, reached.reach)
            import_as(compiled_to_tell(every), {place.file for place in every})
            run(tests, reached)
            libraries = [name for name, module in sys.modules.items() if _is_of_a_library(module)]
            told.write_text(json.dumps({**reached.found(), "libraries": libraries}), encoding="utf-8")
            return 0

        os.waitpid(in_a_copy(work, 3600), 0)
        return json.loads(told.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _is_of_a_library(module: object) -> bool:
    """Whether it is neither heard's nor a test."""
    file = str(getattr(module, "__file__", None))
    return LIBRARIES in file and "_pytest" not in file


def tests_for(n: int, every: Sequence[Place], found: dict[str, Any]) -> list[str]:
    """The tests that reach a place, the quickest first; of one that is reached on import, those of its file."""
    places = {n}
    if n in found["on_import"]:
        places = {m for m, place in enumerate(every) if place.file == every[n].file}
    tests = [name for name, reached in found["tests"].items() if places.intersection(reached)]
    named = Path(every[n].file).stem
    tests.sort(key=lambda name: (f"test_{named}" not in name.partition("::")[0], found["took"][name]))
    chosen, seconds = [], 0.0
    for name in tests:
        seconds += found["took"][name]
        if seconds < LONGEST or not chosen:
            chosen.append(name)
    return chosen


def survivors(every: Sequence[Place], chosen: Sequence[int], found: dict[str, Any]) -> Iterator[tuple[Place, bool]]:
    """Of each change, in whatever order they end, whether no test failed with it."""
    at_once, running = len(os.sched_getaffinity(0)), dict[int, Place]()
    waiting = list(chosen)
    while waiting or running:
        while waiting and len(running) < at_once:
            n = waiting.pop(0)
            tests = tests_for(n, every, found)
            if not tests:
                yield every[n], True
                continue

            def work(place: Place = every[n], tests: Sequence[str] = tests) -> int:
                import_as(compiled_with(place), [place.file])
                return run(tests)

            seconds = 3 * sum(found["took"][name] for name in tests) + PATIENCE
            running[in_a_copy(work, seconds)] = every[n]
        if running:
            child, status = os.wait()
            yield running.pop(child), os.waitstatus_to_exitcode(status) == 0


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
    found = reached_by_tests(every, tests)
    for name in found["libraries"]:  # each copy of this process then has them
        with suppress(Exception):
            importlib.import_module(name)
    by_part = defaultdict(list)
    for n, place in enumerate(every):
        by_part[place.part].append(n)
    _say({part: len(numbers) for part, numbers in by_part.items()})
    chosen = [n for numbers in by_part.values() for n in numbers[:: max(1, len(numbers) // most)]]
    for place, survives in survivors(every, chosen, found):
        _say({"part": place.part, "file": place.file, "line": place.line, "says": place.says, "survives": survives})


def _say(found: object) -> None:
    sys.stdout.write(f"{json.dumps(found)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
