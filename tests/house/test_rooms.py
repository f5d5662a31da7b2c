"""The rooms of the house: no two floors have one of the same name, and the way down from a notebook is short."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from heard.params import ROOT

LIB = ROOT / "lib"
OPENS_A_NOTEBOOK = "heard.desk.opening"  # what the first cell of every notebook comes to
LONGEST_WAY = 15  # modules, one importing the next


def modules(lib: Path) -> Mapping[str, str]:
    """The source of every module by its dotted name."""
    names = {path: path.relative_to(lib).with_suffix("").parts for path in sorted((lib / "heard").rglob("*.py"))}
    return {".".join(name).removesuffix(".__init__"): path.read_text(encoding="utf-8") for path, name in names.items()}


def floor(module: str) -> str:
    """`show` of `heard.show.report.trust`."""
    return ".".join(module.split(".")[1:2])


def twins(named: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Of (name, module): the names that stand on several floors, with their modules."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    for name, module in named:
        places[name].add(module)
    return {name: sorted(there) for name, there in places.items() if len({floor(module) for module in there}) > 1}


def classes(sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each class that others may use, and its module."""
    for module, source in sources.items():
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, module


def imported(source: str, known: Mapping[str, str]) -> set[str]:
    """The modules of ours that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names} & {*known} or {node.module}
    return found & {*known}


def longest_way(start: str, sources: Mapping[str, str]) -> tuple[str, ...]:
    """The longest chain of imports from a module, itself first."""

    @cache
    def way(module: str) -> tuple[str, ...]:
        onward = (way(name) for name in imported(sources[module], sources) if name != module)
        return (module, *max(onward, key=len, default=()))

    return way(start)


def test_no_two_floors_have_a_module_of_one_name() -> None:
    assert twins((module.rpartition(".")[2], module) for module in modules(LIB)) == {}


def test_no_two_floors_have_a_class_of_one_name() -> None:
    assert twins(classes(modules(LIB))) == {}


def test_the_way_from_a_notebook_to_the_words_of_the_field_is_short() -> None:
    way = longest_way(OPENS_A_NOTEBOOK, modules(LIB))
    assert len(way) <= LONGEST_WAY, " > ".join(way)


def test_the_tree_in_the_readme_names_every_part_and_no_other() -> None:
    tree = (ROOT / "README.md").read_text(encoding="utf-8").split("lib/heard/\n")[1].split("\ntests/")[0]
    named = {word for line in tree.splitlines() for word in line.split("  ")[1].split() if line.startswith("  ")}
    parts = {f"{path.name}/" for path in (LIB / "heard").iterdir() if (path / "__init__.py").is_file()}
    assert named == parts | {"errors.py"}


def test_each_of_these_looks_finds_what_it_is_for() -> None:
    planted = {
        "heard.show.year": "class Year: ...",
        "heard.measures.year": "from heard.model import state\nclass Year: ...\nclass _Own: ...",
        "heard.model": "",
        "heard.model.state": "import heard.maths\nclass State: ...",
        "heard.maths": "class State: ...",
        "heard.show.state": "from heard.measures.year import Year",
    }
    assert twins((module.rpartition(".")[2], module) for module in planted) == {
        "year": ["heard.measures.year", "heard.show.year"],
        "state": ["heard.model.state", "heard.show.state"],
    }
    assert set(twins(classes(planted))) == {"Year", "State"}
    way = ("heard.show.state", "heard.measures.year", "heard.model.state", "heard.maths")
    assert longest_way("heard.show.state", planted) == way
