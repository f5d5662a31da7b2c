"""The recipes of CONTRIBUTING.md, each followed to the letter in a copy of the checkout; a step forgotten is seen."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from heard.params import ROOT

COPIED = (
    "data_contracts",
    "docs/pages",
    "lib",
    "notebooks",
    "params",
    "reports/templates",
    "tests",
    "CHANGELOG.md",
    "pyproject.toml",
)
STEP = re.compile(r"^\d\. (.*?)(?=^\d\. |\n\n)", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`((?:lib|params|tests|notebooks|docs|CHANGELOG)[\w/.-]*)`")
REGISTER = "activity_id,title,opened_on,closed_on\nA1,Library hours,2024-05-01,2024-08-01\n"
PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: ../data\n"
IN_TURN = """
import os, shlex, sys
from pathlib import Path
os.chdir(folder)
os.environ |= {"PYTHONPATH": "lib", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
sys.path.insert(0, str(Path("lib").resolve()))
for name, stream in ("out.txt", 1), ("err.txt", 2):
    os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
import pytest
from heard.cli import main
for command in commands:
    name, *words = sys.argv = shlex.split(command)
    try:
        ended = pytest.main(words) if name == "pytest" else main()
    except SystemExit as left:
        ended = left.code
    if ended:
        sys.exit(int(ended))
"""
# Each process is a copy of one that has what takes long to import, and nothing of heard.
PROCESSES = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
PROCESSES.set_forkserver_preload(
    ["great_expectations", "IPython", "matplotlib.pyplot", "nbconvert", "pandas", "pytest"]
)


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it said."""

    code: int | None
    out: str
    err: str


@dataclass(frozen=True)
class Checkout:
    """A copy of the checkout, to be changed."""

    folder: Path

    def write(self, path: str, text: str) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def change(self, path: str, before: str, after: str) -> None:
        """Put `after` in the place of `before`, which stands there once."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{path}: {before!r} stands there {text.count(before)} times"
        self.write(path, text.replace(before, after))

    def run(self, *commands: str) -> Ended:
        """These commands of the copy in one process, in turn, up to the first that does not end with 0."""
        process = PROCESSES.Process(target=exec, args=(IN_TURN, {"folder": self.folder, "commands": commands}))
        process.start()
        process.join()
        out, err = ((self.folder / name).read_text(encoding="utf-8") for name in ("out.txt", "err.txt"))
        return Ended(process.exitcode, out, err)


def pytest_of(*parts: str, failures: int = 1) -> str:
    """The command that runs these tests of a copy, as they are there, up to so many failures."""
    return " ".join(["pytest -qq -p no:cacheprovider", f"--maxfail={failures}", *(f"tests/{part}" for part in parts)])


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        ignored = {"ignore": shutil.ignore_patterns("councils", "faults")} if copy is shutil.copytree else {}
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, tmp_path / name, **ignored)
    return Checkout(tmp_path)


def steps(recipe: str) -> list[str]:
    """The path that each step of a recipe of CONTRIBUTING.md names first."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {recipe}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return [PATH.findall(step)[0] for step in STEP.findall(section)]


def assert_names(recipe: str, touched: Collection[str]) -> None:
    """The recipe names each file that is touched, or its folder, and every step touches one."""
    named = steps(recipe)
    assert [path for path in touched if not any(path.startswith(step) for step in named)] == []
    assert [step for step in named if not any(path.startswith(step) for path in touched)] == []


# A measure: whether a consultation was open for more than a day, which each of the sample council's was, or was not.
DECLARATION = """def _open_two_days(c: Cases, s: Standards) -> tuple[Rule, ...]:
    return (
        when(c.closed_on > c.opened_on, State.MET, "open for more than a day"),
        otherwise(State.NOT_MET, "it closed on the day it opened"),
    )


OPEN_TWO_DAYS = Measure(
    id="open_two_days",
    title="Open for more than a day",
    units=consultations,
    says=Says(
        done="were open for more than a day",
        undone="closed on the day they opened",
        matters="Few people hear of something in a day.",
        asks="Leave every consultation open for more than a day.",
    ),
    rules=_open_two_days,
    reads=reads(activities="closed_on opened_on"),
    caveat="The hours of a day are not on record.",
    no_day="What has closed cannot be left open.",
)

MEASURES = (
    OPEN_TWO_DAYS,
"""
CASES = """

def test_it_is_open_for_more_than_a_day(states: Callable[..., dict[str, str]]) -> None:
    register = "activity_id,opened_on,closed_on\\na,2024-05-01,2024-05-01\\nb,2024-05-01,2024-05-02\\n"
    assert states("open_two_days", {"activities": register}) == {"a": "not met", "b": "met"}
"""
PLANTED_AND_FOUND = "sample/test_truth.py::test_they_agree_for_a_calendar_year"
SERVED_AS_SPECIFIED = (
    "params/test_strategies.py::test_each_commitment_is_measured_by_what_the_specification_says_serves_it",
    "params/test_strategies.py::test_2015_has_the_measures_of_what_continues_it",
)
PLANTED = "_three_months(activity, scale, reason is not None))\n"
SERVED = ("[says_how_long, ", "[open_two_days, says_how_long, ")  # of CONSULT-2, and of what it continues
OF_A_MEASURE: Mapping[str, tuple[str, str]] = {
    "params/strategies/strategy-2017.yaml": SERVED,
    "params/strategies/commitment-2015.yaml": SERVED,
    "lib/heard/measures/consult.py": ("MEASURES = (\n", DECLARATION),
    "tests/measures/test_consult.py": ("SERVES = {\n", 'SERVES = {\n    "open_two_days": "CONSULT-2",\n'),
    "lib/heard/sample/length_and_learning.py": (
        PLANTED,
        f"{PLANTED}        more = activity.closing > activity.opened_on\n"
        '        ledger.state("open_two_days", activity.id, State.MET if more else State.NOT_MET)\n',
    ),
    "CHANGELOG.md": (
        "# Changelog\n",
        "# Changelog\n\n*Figures:* CONSULT-2 has one more measure, whether it was open for more than a day.\n",
    ),
}


def add_the_measure(checkout: Checkout, but: str = "") -> None:
    for path, (before, after) in OF_A_MEASURE.items():
        if path == but:
            continue
        checkout.change(path, before, after)
        if path.startswith("tests/measures/"):
            checkout.write(path, (checkout.folder / path).read_text(encoding="utf-8") + CASES)


def test_a_measure_is_added_by_its_six_files_and_no_other(checkout: Checkout) -> None:
    assert_names("To add a measure", OF_A_MEASURE)
    assert len(OF_A_MEASURE) <= 6
    add_the_measure(checkout)
    held = (
        "measures/test_registry.py",
        "measures/test_reads.py",
        "measures/test_consult.py",
        *SERVED_AS_SPECIFIED,
        PLANTED_AND_FOUND,
    )
    checkout.write("data/activities.csv", REGISTER)
    checkout.write("params/parish.yaml", PARAMS)
    done = checkout.run(pytest_of(*held), "heard explain params/parish.yaml open_two_days")
    assert done.code == 0, done.out + done.err
    assert "Open for more than a day" in done.out


FORGOTTEN = {
    "lib/heard/measures/consult.py": "measures/test_registry.py",
    "lib/heard/sample/length_and_learning.py": PLANTED_AND_FOUND,
    "params/strategies/strategy-2017.yaml": "measures/test_registry.py",
    "params/strategies/commitment-2015.yaml": SERVED_AS_SPECIFIED[1],
    "tests/measures/test_consult.py": SERVED_AS_SPECIFIED[0],
}


@pytest.mark.proof
def test_a_file_of_a_measure_that_was_forgotten_is_noticed(
    checkout: Checkout, size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    assert {*FORGOTTEN, "CHANGELOG.md"} == {*OF_A_MEASURE}
    tried = [*FORGOTTEN.items()][: size(1, len(FORGOTTEN))]
    for forgotten, noticed_by in tried:
        as_it_was = {path: (checkout.folder / path).read_text(encoding="utf-8") for path in OF_A_MEASURE}
        add_the_measure(checkout, but=forgotten)
        done = checkout.run(pytest_of(noticed_by))
        assert done.code == 1 and "open_two_days" in done.out, done.out + done.err
        for path, text in as_it_was.items():
            checkout.write(path, text)
    proved(f"Of the files of a measure {len(tried)} were forgotten, one at a time; a test failed each time.")


def test_a_councils_own_export_is_read_by_one_mapping_file(checkout: Checkout) -> None:
    mapping = "params/mappings/parish.yaml"
    assert_names("To read a council's own export", [mapping])
    checkout.write(
        mapping,
        "# A parish's list of what it asked.\ntable: activities\nfile: asked.csv\ncolumns:\n  activity_id: Number\n"
        "  title: What\n  opened_on: {from: Began, as: '%d/%m/%Y'}\n  closed_on: {from: Ended, as: '%d/%m/%Y'}\n"
        "ignore:\n  Clerk: who wrote it down\n",
    )
    checkout.write("data/asked.csv", "Number,What,Began,Ended,Clerk\nP1,The green,01/05/2024,01/08/2024,Ann\n")
    checkout.write("params/parish.yaml", f"{PARAMS}mappings: {{activities: mappings/parish.yaml}}\n")
    checked = ("heard check params/parish.yaml", "heard explain params/parish.yaml open_long_enough P1")
    done = checkout.run(*checked, pytest_of("params/test_mappings.py"))
    assert done.code == 0, done.out + done.err
    assert "closed_on: 2024-08-01" in done.out


# A system that many councils have: what it exports, and what is read of that.
SYSTEM = "asking"
OF_A_SHIPPED_MAPPING: Mapping[str, str | tuple[str, str]] = {
    "params/mappings/asking.yaml": (
        "# asking: the list of what was asked, downloaded as CSV.\ntable: activities\nfile: asking.csv\n"
        "columns:\n  activity_id: Number\n  opened_on: Began\n  closed_on: Ended\nignore:\n  Clerk: not needed\n"
    ),
    "tests/params/exports/asking.csv": "Number,Began,Ended,Clerk\nQ1,2024-05-01,2024-08-01,Ann\n",
    "tests/params/test_exports.py": (
        "READ = {\n",
        'READ = {\n    "asking": ("activity_id", "opened_on", [["Q1", date(2024, 5, 1)]]),\n',
    ),
    "docs/pages/how-to/exports.md": (
        "## Decidim\n",
        "## asking\n\n1. Use `params/mappings/asking.yaml`.\n\n## Decidim\n",
    ),
    "CHANGELOG.md": ("# Changelog\n", "# Changelog\n\n- What asking exports is read by a mapping of heard's.\n"),
}


def ship_the_mapping(checkout: Checkout, system: str = SYSTEM, but: str = "") -> None:
    for path, change in OF_A_SHIPPED_MAPPING.items():
        if path == but:
            continue
        if isinstance(change, str):
            checkout.write(path.replace(SYSTEM, system), change.replace(SYSTEM, system))
        else:
            before, after = change
            checkout.change(path, before, after.replace(SYSTEM, system))


def test_a_shipped_mapping_is_added_by_its_five_files_and_one_forgotten_is_noticed(checkout: Checkout) -> None:
    assert_names("To ship the mapping of a system that many councils have", OF_A_SHIPPED_MAPPING)
    ship_the_mapping(checkout)
    forgotten = dict(zip(("unfiled", "unlisted", "unexplained"), [*OF_A_SHIPPED_MAPPING][1:4], strict=True))
    for system, but in forgotten.items():
        ship_the_mapping(checkout, system, but)
    done = checkout.run(pytest_of("params/test_exports.py", failures=9))
    assert [system for system in forgotten if system not in done.out] == [], done.out
    assert f"[{SYSTEM}]" not in done.out and f"'{SYSTEM}'" not in done.out, done.out


def test_a_strategy_is_added_by_its_text_and_its_file(checkout: Checkout) -> None:
    text, strategy = "params/strategies/parish-2024.txt", "params/strategies/parish-2024.yaml"
    assert_names("To add a strategy", [text, strategy])
    checkout.write(text, "Our promises\nWe will answer everybody.\n")
    checkout.write(
        strategy,
        "title: What the parish promises\nsource: parish-2024.txt\ndocuments: {strategy: {adopted_on: 2024-01-31}}\n"
        "chapters: {ANSWER: Answering}\ncommitments:\n  - id: ANSWER-1\n    title: answering\n    place: Our promises\n"
        "    strength: will\n    text: We will answer everybody.\n    measured_by: [feedback_on_time]\n"
        "not_a_commitment:\n  - reason: a heading\n    text: Our promises\n",
    )
    checkout.write("data/activities.csv", REGISTER)
    checkout.write("params/parish.yaml", f"{PARAMS}strategy: strategies/parish-2024.yaml\n")
    done = checkout.run("heard check params/parish.yaml", "heard explain params/parish.yaml ANSWER-1")
    assert done.code == 0, done.out + done.err
    assert "We will answer everybody." in done.out
    checkout.write(text, "Our promises\nWe will answer everybody soon.\n")
    assert "We will answer everybody soon." in checkout.run("heard check params/parish.yaml").err


SECTION = '''"""How long consultations were open, at the least and at the most."""

from __future__ import annotations

from heard.page.blocks import Blocks, flow, heading, paragraph
from heard.year import Year


def lengths(year: Year) -> Blocks:
    """The section, with its heading."""
    found = year.assessment.result("open_long_enough").all
    return flow(heading(2, "How long they were open"), paragraph(f"Of {found.units}, see each in its chapter."))
'''
OF_A_SECTION = (
    "lib/heard/show/report/lengths.py",
    "lib/heard/show/report/annual_report.py",
    "notebooks/10_annual_report.ipynb",
    "tests/show/test_lengths.py",
    "CHANGELOG.md",
)


def test_a_section_is_added_by_its_file_and_where_it_is_shown(checkout: Checkout) -> None:
    assert_names("To add a section", OF_A_SECTION)
    module, report, notebook, test, changelog = OF_A_SECTION
    checkout.write(module, SECTION)
    line = "from heard.show.report.last_year import last_year\n"
    checkout.change(report, line, f"{line}from heard.show.report.lengths import lengths\n")
    part = "    @cached_property\n    def _trust(self) -> Blocks:\n        return naming_sheets(trust(self.year))\n"
    checkout.change(report, part, part + "\n" + part.replace("trust", "lengths"))
    checkout.change(report, "self._last_year, self._trust\n", "self._last_year, self._trust, self._lengths\n")
    shown = "    def how_made(self) -> Shown:\n"
    method = shown.replace("how_made", "lengths") + '        """How long."""\n        return Shown(self._lengths)\n'
    checkout.change(report, shown, f"{method}\n{shown}")
    cells = json.loads((checkout.folder / notebook).read_text(encoding="utf-8"))
    (at,) = (n for n, cell in enumerate(cells["cells"]) if "".join(cell["source"]) == "show.how_made()")
    cell = {"cell_type": "code", "execution_count": None, "id": "lengths", "metadata": {}, "outputs": []}
    cells["cells"].insert(at, {**cell, "source": ["show.lengths()"]})
    checkout.write(notebook, json.dumps(cells, indent=1))
    checkout.write(
        test, f"def test_it_is_told(report):\n    assert 'Of 1' in report(activities={REGISTER!r}).lengths().html\n"
    )
    checkout.change(changelog, *OF_A_MEASURE["CHANGELOG.md"])
    checkout.write("data/activities.csv", REGISTER)
    checkout.write("params/annual.yaml", PARAMS)
    done = checkout.run(pytest_of("show/test_lengths.py"), "heard annual params/annual.yaml --out published")
    assert done.code == 0, done.out + done.err
    page = checkout.folder / "published" / "annual" / "annual-report.html"
    assert "How long they were open" in page.read_text(encoding="utf-8")
