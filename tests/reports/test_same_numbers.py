"""All formats say the same numbers: each is read back, and held to `commitments.csv` and `results.csv`."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from heard.english import capital
from heard.measures import MEASURES
from heard.measures.measure import Says
from heard.model.commitment import Strategy
from heard.params.shipped import STRATEGY
from heard.params.strategies import load_strategy

from ..read_back import page_of, sheets_of, tables_in  # noqa: TID252 - tests are no package that could be named

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ON_EVERY_SHEET = re.compile(r"^(DRAFT: not signed off.*|.*\bPage \d+ of \d+)$", re.MULTILINE)
VERDICTS = ("kept", "partly kept", "not kept", "cannot tell")
STATES = ("units", "met", "partly", "not_met", "no_evidence", "not_yet_due", "not_applicable", "counted")
JUDGED = re.compile(
    r"The Council kept (\w+) of its (\d+) promises(?:,? (?:and )?kept (\d+) in part)?(?: and did not keep (\d+))?\."
)
IN_LAW = "LEGAL-"
OF_THE_COUNCIL = "decisions"  # of which the chapter on law speaks as the others do: none is a single consultation
OF_SINGLE_ACTIVITIES = "consultations.html"  # it counts no promise and no measure
EVERY_COUNCIL = pytest.mark.parametrize("council", ["sample", "2022-23", "2023-24", "2024-25", "one CSV"])

Row = Mapping[str, str]


@dataclass(frozen=True)
class Folder:
    """A published folder, each format as the words that a reader has of it."""

    path: Path
    strategy: Strategy

    def rows(self, name: str) -> list[Row]:
        with (self.path / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def words(self) -> dict[str, str]:
        found = {path.name: _html(path) for path in self.path.glob("*.html") if path.name != OF_SINGLE_ACTIVITIES}
        found |= {path.name: _pdf(path) for path in self.path.glob("*.pdf")}
        return {**found, "annual-report.docx": _docx(self.path / "annual-report.docx")}

    def sheet(self, title: str) -> list[tuple[object, ...]]:
        """The rows of a table of the workbook, its header first."""
        return tables_in(self.path / "workbook.xlsx")[title]

    def counts(self, chapter: str = "") -> tuple[int, ...]:
        """All promises, or those of a chapter, and how many came to each verdict, after `commitments.csv`."""
        became = {row["commitment"]: row["state"] for row in self.rows("commitments.csv")}
        promises = [each.id for each in self.strategy.promises if chapter in ("", each.chapter)]
        found = Counter(became[promise] for promise in promises)
        told = [found[verdict] for verdict in VERDICTS]
        return (len(promises), *told, len(promises) - sum(told))


def _html(path: Path) -> str:
    return _squeezed(page_of(path).get_text(" "))


def _pdf(path: Path) -> str:
    return _squeezed(" ".join(ON_EVERY_SHEET.sub("", words) for words in sheets_of(path)))


def _docx(path: Path) -> str:
    with ZipFile(path) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml"))
    return _squeezed(" ".join("".join(p.itertext()) for p in body.iter(f"{WORD}p")))


def _squeezed(text: str) -> str:
    return re.sub(r" ([.,:;)])", r"\1", " ".join(text.replace("( ", "(").split()))


def headline(folder: Folder, words: str) -> list[str]:
    """Where the sentence that opens a format does not say what `commitments.csv` counts."""
    whole, kept, partly, broken, untold, _ = folder.counts()
    said = JUDGED.search(words)
    if not kept + partly + broken:
        return [] if f"None of {whole} promises could be judged." in words else ["not none"]
    if said is None:
        return ["no headline"]
    counts = [int(n) if n and n.isdigit() else 0 for n in said.groups()]
    wrong = [] if counts == [kept, whole, partly, broken] else [f"headline {counts}"]
    opening = words.partition(said[0])[2].partition("Which promises were kept")[0]
    there = re.findall(r"(?:We cannot tell for|[Ff]or) (\d+)(?:\.| there is no record)", opening)
    return wrong if sum(map(int, there)) == untold else [*wrong, f"headline: not {untold} untold, but {there}"]


def promises(folder: Folder, words: str) -> list[str]:
    """The rows of the table of promises that do not say what `commitments.csv` has."""
    became = {row["commitment"]: row["state"] for row in folder.rows("commitments.csv")}
    rows = {each: f"{each.brief} {folder.strategy.chapters[each.chapter].title}" for each in folder.strategy.promises}
    return [row for each, row in rows.items() if not re.search(rf"{re.escape(row)} \W+ {became[each.id]}\b", words)]


def measures(folder: Folder, words: str) -> list[str]:
    """The measures whose counts in `results.csv` are not in the sentence about them."""
    found = [row for row in folder.rows("results.csv") if row["group"] == "all" and int(row["units"]) > 1]
    counted = {row["measure"]: row for row in reversed(found) if int(row["counted"])}
    titles = {each.id: each for each in MEASURES if each.id in counted}
    patterns = {name: _sentence(counted[name], titles[name].says) for name in titles}
    return [f"{name}: {pattern}" for name, pattern in patterns.items() if not re.search(pattern, words)]


def _sentence(row: Row, words: Says) -> str:
    """What opens the sentence of a measure, as a pattern: its counts are those of the row, and no others."""
    met, of, noun = int(row["met"]), int(row["counted"]), words.noun
    if row["commitment"].startswith(IN_LAW) and noun != OF_THE_COUNCIL:
        judged = rf"[Oo]n record for all {of:,} {noun} we can judge"
        of = of if int(row["not_met"]) + int(row["partly"]) else of + int(row["no_evidence"])
        of_all = rf"[Oo]n record for {met:,} of {of:,} {noun}|[Oo]n record for (all|both|the one) ({of:,} )?{noun[:5]}"
        return f"{judged}|{of_all}" if met == int(row["counted"]) else of_all
    share, says = rf"( \({round(100 * met / of)}%\))?", re.escape(words.done)
    if of == 1:
        return "The one "
    whole = {of: "Both" if of == 2 else f"All {of:,}", 0: "Neither of the 2" if of == 2 else f"None of the {of:,}"}
    some = f"All but one of the {of:,}" if met == of - 1 and of > 2 else rf"\b{met:,} of {of:,}"
    return rf"{whole.get(met, some)} {noun}( we can judge)?{share}" + (f" {says}" if met > 1 else "")


def told_in_chapters(folder: Folder, words: str) -> list[str]:
    """The promises that neither a paragraph nor a closing line tells with a count that `results.csv` has."""
    rows = [row for row in folder.rows("results.csv") if row["group"] == "all"]
    became = {row["commitment"]: row["state"] for row in folder.rows("commitments.csv")}
    wrong = []
    for promise in folder.strategy.promises:
        family = {promise.id, *(part.id for part in folder.strategy.parts_of(promise.id))}
        counts = {(int(row["met"]), int(row["counted"])) for row in rows if row["commitment"] in family}
        in_full = re.search(rf"{re.escape(capital(promise.title))}: {became[promise.id]} \(", words)
        line = re.search(rf"{re.escape(promise.brief)}(?:;| \((?:(\d+) of (\d+)|[a-z ]+))", words)
        if not in_full and (line is None or (line[1] and (int(line[1]), int(line[2])) not in counts)):
            wrong.append(f"{promise.id}: not told, or {line and line[0]}")
    return wrong


def workbook(folder: Folder) -> list[str]:
    """The rows of both files, and of the table of promises, that the workbook has otherwise."""
    there = set[tuple[str, ...]]()
    for head, *results in map(folder.sheet, ("Checks", "By service")):
        at = [head.index(name) for name in ("measure", "commitment", "group", *STATES)]
        there |= {tuple(str(row[n]) for n in at) for row in results}
    rows = [
        tuple(row[name] for name in ("measure", "commitment", "group", *STATES)) for row in folder.rows("results.csv")
    ]
    names, *promises = folder.sheet("Promises")
    short, chapter, verdict = (names.index(name) for name in ("short", "chapter", "verdict"))
    table = {(str(row[short]), str(row[chapter]), str(row[verdict])) for row in promises}
    verdicts = {row["commitment"]: row["state"] for row in folder.rows("commitments.csv")}
    chapters = folder.strategy.chapters
    lines = [(each.brief, chapters[each.chapter].title, verdicts[each.id]) for each in folder.strategy.promises]
    became = {(row[0], row[verdict]) for row in promises}
    states = [(row["commitment"], row["state"]) for row in folder.rows("commitments.csv")]
    wanted = (*((row, there) for row in rows), *((row, table) for row in lines), *((row, became) for row in states))
    return [str(row) for row, found in wanted if row not in found]


def disagreements(folder: Folder) -> dict[str, list[str]]:
    """What each format says otherwise than the open data, by its file."""
    found = {
        name: [
            *headline(folder, words),
            *(promises(folder, words) if name.endswith(".html") else ()),  # on paper the picture has them
            *(measures(folder, words) if name == "annual-report.html" else ()),  # on paper, those that are told
            *(told_in_chapters(folder, words) if name.startswith("annual-report") else ()),
        ]
        for name, words in folder.words().items()
    }
    return {name: faults for name, faults in {**found, "workbook.xlsx": workbook(folder)}.items() if faults}


@EVERY_COUNCIL
def test_every_format_says_the_numbers_of_the_open_data(councils: dict[str, Path], council: str) -> None:
    folder = Folder(councils[council], load_strategy(STRATEGY))
    assert set(folder.words()) == {
        *("annual-report.html", "annual-report.pdf", "annual-report.docx", "summary.html", "summary.pdf"),
    }
    assert disagreements(folder) == {}


def test_another_number_anywhere_would_be_found(reports: dict[str, Path], tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(reports["sample"], copy)
    folder = Folder(copy, load_strategy(STRATEGY))
    data = (copy / "results.csv").read_text(encoding="utf-8")
    one_less = re.sub(
        r"^(feedback_on_time,2,[^,]+,2024-25,all,\d+),(\d+),(\d+),(\d+),",
        lambda row: f"{row[1]},{int(row[2]) - 1},{row[3]},{int(row[4]) + 1},",
        data,
        flags=re.MULTILINE,
    )
    (copy / "results.csv").write_text(one_less, encoding="utf-8")
    states = (copy / "commitments.csv").read_text(encoding="utf-8")
    (copy / "commitments.csv").write_text(states.replace(",partly kept,", ",kept,", 1), encoding="utf-8")
    found = disagreements(folder)
    assert set(found) == {*folder.words(), "workbook.xlsx"}
    assert "feedback_on_time" in str(found["annual-report.html"])
    assert all("headline" in str(found[name]) for name in folder.words())
