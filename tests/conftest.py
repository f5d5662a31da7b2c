"""What many tests begin with: a council small enough to be read at a glance, and the reports of two, published.

What takes long to make is made once for all workers, and kept until the code or what it reads is another.
"""

from __future__ import annotations

import csv
import hashlib
import inspect
import json
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import settings

from heard import cli
from heard.model.commitment import Strategy
from heard.page.blocks import flow
from heard.page.to_html import html_of
from heard.params import ROOT, load_annual
from heard.params.review_params import load_review
from heard.params.shipped import STRATEGY
from heard.params.strategies import load_strategy
from heard.sample import write_sample
from heard.sources.kept import ANEW
from heard.year import Year
from heard.year.steps import check_year, judged_year

from .proofs_page import copy_to_promises, every_proof, proofs_page

os.environ[ANEW] = "1"  # a test checks its records itself, and leaves nothing in the cache of whoever runs it
PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"
ONE_TABLE = "activity_id,title,opened_on\nA1,Library hours,2024-05-01\nA2,Bus fares,2024-09-01\n"

READ_BY_A_RUN = ("lib", "params", "data_contracts", "notebooks", "reports/templates", "requirements.lock")
LEFT_BY_RUNNING = {"__pycache__", ".ipynb_checkpoints"}
NEWEST = 3  # how many of one name are kept, so that two branches can be gone to and fro between
SLOW_FOLDERS = {"browser", "cli", "docs", "hostile", "house", "lab", "notebooks", "press", "reports"}
NEEDS_NOTHING_KEPT = "lab"  # and takes as long as another worker does to make it, so that neither waits
PROVED = "proved"
PROOFS = ROOT / "docs" / "pages" / "reference" / "proofs.md"
FUZZED = 1_000  # examples of each test by Hypothesis, at full size
YEAR = Path("reports", "annual-2024-25")
SMALL = {"activities": 30, "responses": 300}
THREE_YEARS = ("2022-23", "2023-24", "2024-25")
PATIENCE = 600  # seconds to wait for what another worker is making

SITE = """site:
  address: https://www.example.org/consultations/
  signed_off_by: A. Member
  contact: Consultation team e-mail
  moved: {OLD-1: NEW/1}
"""
HOSTILE = 'Fish & <b>chips</b></script><script>alert(1)</script>\u2028"quoted" ' + "x" * 60
OF_COUNCIL = {"level": "consult", "service": "Libraries", "run_by": "council", "target": "all residents"}
HAS_MOVED = {**OF_COUNCIL, "title": "Renumbered", "opened_on": "2024-01-08", "closed_on": "2024-03-04"}
LOST = {**OF_COUNCIL, "title": "Not to be read", "opened_on": "2024-01-09", "closed_on": "2024-03-04"}
BEFORE = [{**HAS_MOVED, "activity_id": "OLD-1"}, {**LOST, "activity_id": "LOST-1"}, {**LOST, "activity_id": "ASIDE-1"}]
AFTER = [
    {**HAS_MOVED, "activity_id": "NEW/1"},
    {**LOST, "activity_id": "ASIDE-1", "opened_on": "the day before the fair"},
    {**OF_COUNCIL, "activity_id": "PLAN-1", "title": HOSTILE, "opened_on": "2025-06-02", "closed_on": "2025-08-29"}
    | {"listed_on": "2025-05-01", "decision_planned_on": "2025-10-01", "url": "https://www.example.org/plan-1"},
    {**OF_COUNCIL, "activity_id": "SECRET-1", "title": "An unpublished plan", "opened_on": "2025-06-03"},
    {**OF_COUNCIL, "activity_id": "THEIRS-1", "title": "A partner asks", "opened_on": "2024-05-01"}
    | {"closed_on": "2024-06-01", "run_by": "partner", "run_with": "The water company"},
    {**OF_COUNCIL, "activity_id": "INFO-1", "title": "New bins", "opened_on": "2024-05-01", "level": "inform"},
]

MakeCouncil = Callable[..., Path]
Keep = Callable[..., Path]


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Types a command: `heard("check", path)`."""

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["heard", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said, code = capsys.readouterr(), ended.value.code
        return Said(code if isinstance(code, int) else 0, said.out, said.err)

    return run


@pytest.fixture
def make_council(tmp_path: Path) -> MakeCouncil:
    """Writes `records/<table>.csv` from lines of text, and the params file that names them, which it returns."""

    def make(more: str = "", **tables: str) -> Path:
        (tmp_path / "records").mkdir(exist_ok=True)
        for name, lines in tables.items():
            rows = [line.strip() for line in lines.strip().splitlines()]
            (tmp_path / "records" / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        params = tmp_path / "annual-2024-25.yaml"
        params.write_text(PARAMS + more, encoding="utf-8")
        return params

    return make


@pytest.fixture
def year(make_council: MakeCouncil, years: dict[bytes, Year]) -> Callable[..., Year]:
    """The year of some tables given as lines of CSV, checked and assessed; `more` are further lines of its params."""

    def build(more: str = "", **tables: str) -> Year:
        params = make_council(more, **tables)
        files = sorted(path for path in params.parent.rglob("*") if path.is_file())
        every = b"".join(str(path.relative_to(params.parent)).encode() + path.read_bytes() for path in files)
        if every not in years:
            years[every] = assessed(params)
        return years[every]

    return build


@pytest.fixture(scope="session")
def years() -> dict[bytes, Year]:
    """Years assessed already, by all that lay in their folder: no test changes one."""
    return {}


@pytest.fixture(scope="session", autouse=True)
def strategy_read_once() -> Iterator[None]:
    """The strategy that heard ships with, which no test changes, is read once for all of them."""
    read_once = cache(load_strategy)

    def read(path: Path) -> Strategy:
        return read_once(path) if path == STRATEGY else load_strategy(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("heard.params.annual.load_strategy", read)
        yield


@pytest.fixture(scope="session")
def year_of_sample(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year of a small sample council."""
    return assessed(write_sample(tmp_path_factory.mktemp("sample"), activities=60, responses=300))


def assessed(path: Path) -> Year:
    params = load_annual(path)
    records = check_year(params, path.parent / "run")
    return judged_year(params, records)


@pytest.fixture(scope="session")
def text() -> Callable[[object], str]:
    """What a reader reads of a page, of some HTML or of the pieces of a section, with single spaces."""

    def read(piece: object) -> str:
        html = html_of(flow(piece)) if isinstance(piece, Iterator) else str(piece)
        apart = re.sub(r"(</(?:p|li|h\d|t[hdr]|dt|dd|caption|summary)>)", r" \1", html)
        return " ".join(BeautifulSoup(apart, "html.parser").get_text().split())

    return read


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full-size", action="store_true", help="the heavy proofs at full size, as `make prove` has them")


def pytest_configure(config: pytest.Config) -> None:
    settings.register_profile("small", max_examples=25, deadline=None)
    settings.register_profile("full size", max_examples=FUZZED, deadline=None)
    settings.load_profile("full size" if config.getoption("--full-size") else "small")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker is left to end alone; Hypothesis's tests are heavy proofs too."""
    items.sort(key=lambda item: (NEEDS_NOTHING_KEPT not in item.path.parts, not {*item.path.parts} & SLOW_FOLDERS))
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.proof)
            item.user_properties.append((PROVED, f"Fuzzed with {FUZZED:,} examples."))


@pytest.fixture(scope="session")
def size(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """`size(small, full)`: how much a heavy proof does, in `make test` and in `make prove`."""
    return lambda small, full: full if pytestconfig.getoption("--full-size") else small


@pytest.fixture
def proved(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Takes down, in a sentence, what a heavy proof did; `make prove` has it in `docs/pages/reference/proofs.md`."""
    return lambda figures: request.node.user_properties.append((PROVED, figures))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """At full size, the page of the proofs: what each that was run now did, or that it failed."""
    if not config.getoption("--full-size"):
        return
    proofs = dict.fromkeys(every_proof(ROOT), "")
    for outcome, otherwise in (("passed", "It held."), ("failed", "It failed.")):
        for report in terminalreporter.getreports(outcome):
            file, _, test = report.nodeid.partition("::")
            proof = file, test.partition("[")[0]
            if report.when == "call" and proof in proofs:
                proved = [figure for name, figure in report.user_properties if name == PROVED and outcome == "passed"]
                proofs[proof] = " ".join(proved) or otherwise
    now = {proof: figures for proof, figures in proofs.items() if figures}
    if now:
        PROOFS.write_text(proofs_page(ROOT, PROOFS.read_text(encoding="utf-8"), now), encoding="utf-8")
        copy_to_promises(ROOT)


@pytest.fixture(scope="session")
def keep(pytestconfig: pytest.Config) -> Iterator[Keep]:
    """`keep(name, make, …)` is the folder that `make(folder, …)` filled: now, for another worker or in an earlier run.

    It is made again when anything differs that a run of heard reads, the words that `make` is given, the file in which
    it is written or a conftest beside or above that. No test may write in it.
    """
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir("kept")
    code = digest(*(ROOT / name for name in READ_BY_A_RUN))
    used: dict[Path, str] = {}

    def find_or_make(name: str, make: Callable[..., None], *given: str) -> Path:
        file = Path(inspect.getfile(make))
        tests = [file, *(path for above in file.parents if (path := above / "conftest.py").is_file())]
        key = hashlib.sha256(" ".join([code, sys.version, digest(*tests), *given]).encode()).hexdigest()
        folder, whole = kept / f"{name}-{key[:16]}", kept / f"{name}-{key[:16]}.sha256"
        with only_worker(kept / f"{name}.lock"):
            if not (whole.is_file() and whole.read_text(encoding="utf-8") == digest(folder)):
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder, *given)
                whole.write_text(digest(folder), encoding="utf-8")
                leave_the_newest(kept, name)
        used[folder] = whole.read_text(encoding="utf-8")
        return folder

    yield find_or_make
    altered = [folder.name for folder, was in used.items() if digest(folder) != was]
    assert altered == [], "a test wrote in what is kept for all"


def digest(*paths: Path) -> str:
    """One word for the names and contents of these files and folders."""
    every = (path for top in paths for path in (top.rglob("*") if top.is_dir() else [top]))
    found = hashlib.sha256()
    for path in sorted(path for path in every if path.is_file() and not LEFT_BY_RUNNING & {*path.parts}):
        found.update(f"{path}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


@contextmanager
def only_worker(lock: Path) -> Iterator[None]:
    """No other worker at the same time. SQLite's lock on a file works everywhere, and goes when its process does."""
    with closing(sqlite3.connect(lock, timeout=PATIENCE, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield


def leave_the_newest(kept: Path, name: str) -> None:
    """Clear away what was kept under a name for code of some time ago."""
    marks = sorted(kept.glob(f"{name}-*.sha256"), key=lambda mark: mark.stat().st_mtime, reverse=True)
    for mark in marks[NEWEST:]:
        mark.unlink()
        shutil.rmtree(mark.with_suffix(""))


@pytest.fixture(scope="session")
def reports(keep: Keep, report_of_one_csv: Path) -> dict[str, Path]:
    """The published folders of the council of `make report`, and of one with a single table of three columns."""
    return {"sample": keep("sample", publish_sample) / YEAR, "one CSV": report_of_one_csv}


@pytest.fixture(scope="session")
def small_report(keep: Keep) -> Path:
    """The published folder of a small sample council: for whatever does not ask for as many rows as `reports` have."""
    return keep("small-sample", publish_small) / YEAR


@pytest.fixture(scope="session")
def small() -> dict[str, int]:
    """How many of what there are in the small sample council."""
    return SMALL


@pytest.fixture(scope="session")
def report_of_one_csv(keep: Keep) -> Path:
    """The published folder of a council with a single table of three columns."""
    return keep("one-csv", publish_one_csv) / YEAR


@pytest.fixture(scope="session")
def councils(keep: Keep, reports: dict[str, Path]) -> dict[str, Path]:
    """The published folders of `reports`, and of three years of a small sample council, each beside the one before."""
    three = keep("three-years", publish_three_years)
    return {**reports, **{year: three / "reports" / f"annual-{year}" for year in THREE_YEARS}}


def publish_sample(folder: Path) -> None:
    publish(write_sample(folder / "sample"), folder)


def publish_small(folder: Path) -> None:
    publish(write_sample(folder / "sample", **SMALL), folder)


def publish_three_years(folder: Path) -> None:
    review = write_sample(folder / "sample", years=3, **SMALL)
    for year in THREE_YEARS:
        publish(review.with_name(f"annual-{year}.yaml"), folder)


def publish_one_csv(folder: Path) -> None:
    write_one_csv(folder)
    publish(folder / "annual-2024-25.yaml", folder)


def publish(params: Path, folder: Path) -> None:
    from heard.press.annual_pack import publish_annual  # here, because most of these tests do without

    publish_annual(load_annual(params), folder / "reports", lambda _: None)


def write_one_csv(folder: Path) -> None:
    (folder / "records").mkdir()
    (folder / "records" / "activities.csv").write_text(ONE_TABLE, encoding="utf-8")
    (folder / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")


@pytest.fixture(scope="session")
def public_site(keep: Keep, small_report: Path) -> Path:
    """The public pages of a small sample council with its report of the year before, made on two days.

    On the second, one activity is gone, one is set aside, one has another number, and some are planned.
    """
    return keep("site", publish_public_site, str(small_report)) / "reports" / "site"


def publish_public_site(folder: Path, report: str) -> None:
    from heard.press.public_site import publish_site  # here, because most of these tests do without

    params = write_sample(folder / "sample", **SMALL)
    before = Path(shutil.copytree(report, folder / "annual-2023-24", ignore=shutil.ignore_patterns("internal")))
    results = (before / "results.csv").read_text(encoding="utf-8").replace(",2024-25,", ",2023-24,")
    (before / "results.csv").write_text(results, encoding="utf-8")
    manifest = json.loads((before / "manifest.json").read_text(encoding="utf-8"))
    manifest["params"]["signed_off_by"] = "A. Member"
    (before / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    text = params.read_text(encoding="utf-8")
    params.write_text(f"{text}previous: ../annual-2023-24\n{SITE}", encoding="utf-8")
    register = params.parent / "records" / "activities.csv"
    rows = list(csv.DictReader(register.read_text(encoding="utf-8").splitlines()))
    for day, these in ((date(2025, 5, 9), rows + BEFORE), (date(2025, 5, 10), rows + AFTER)):
        with register.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(these)
        publish_site(replace(load_annual(params), as_at=day), folder / "reports", lambda _: None)


@pytest.fixture(scope="session")
def reviews(keep: Keep) -> dict[str, Path]:
    """The published folders of two reviews: of three invented years, and of one year of one table, two others gone."""
    folders = {"sample": keep("review", review_sample), "one CSV": keep("review-one-csv", review_one_csv)}
    return {council: folder / "reports" / "review-2022-25" for council, folder in folders.items()}


def review_sample(folder: Path) -> None:
    publish_years(write_sample(folder, years=3, activities=60, responses=300), folder)


def review_one_csv(folder: Path) -> None:
    write_one_csv(folder)
    (folder / "annual-2023-24.yaml").write_text(PARAMS.replace("records: r", "records: not-r"), encoding="utf-8")
    years = "years: [annual-2022-23.yaml, annual-2023-24.yaml, annual-2024-25.yaml]\n"
    (folder / "review-2022-25.yaml").write_text(years, encoding="utf-8")
    publish_years(folder / "review-2022-25.yaml", folder)


def publish_years(params: Path, folder: Path) -> None:
    from heard.press.review_pack import publish_review  # as above

    publish_review(load_review(params), folder / "reports", lambda _: None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser. Where there is none, a newcomer's tests pass without it; in CI they fail."""
    found = shutil.which("chromium")
    if not found:
        why = "no chromium on the PATH: install it (on Debian, apt install chromium) to look at the pages in a browser"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    return found
