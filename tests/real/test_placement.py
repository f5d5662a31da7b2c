"""How many columns of public registers `heard map` puts where a person would: nine in ten, and one in twenty wrong.

The excerpts in the project are measured always. At full size so are the whole registers and surveys, where a folder
`shared/data` lies beside the checkout, or HEARD_PUBLIC_DATA names one.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from heard.answers.mapping_records import proposed
from heard.answers.proposal import SURE, Proposal
from heard.params import ROOT

EXCERPTS = Path(__file__).parent / "excerpts"
WHOLE = Path(os.environ.get("HEARD_PUBLIC_DATA", ROOT.parent / "shared" / "data"))
MAIN = ("activity_id", "title", "opened_on", "closed_on", "service", "url", "fed_back", "board", "met_on")
OF_RESPONSES = ("response_id", "channel")
POLL = {
    "activity_id": ("POLL_ID",),  # the other id is of one extract alone
    "title": ("APPLICATION_FOR",),  # what the poll is about; its address is the other half
    "opened_on": ("OPEN_DATE",),
    "closed_on": ("CLOSE_DATE",),
}
CANADA, UZBEKISTAN = "canada_consulting_with_canadians", "uzbekistan_consultations"
# By file: where a person finds each of our main columns. What is not named, the file does not have.
KNOWN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    f"{CANADA}/consultations.csv": {
        "activity_id": ("owner_org", "registration_number"),
        "title": ("title_en",),
        "opened_on": ("start_date",),
        "closed_on": ("end_date",),
        "service": ("owner_org_title",),
        "url": ("profile_page_en",),
        "fed_back": ("report_available_online",),
    },
    f"{UZBEKISTAN}/2019-2024.13.March.2026.xlsx": {
        "activity_id": ("ID",),
        "title": ("Regulation Title",),
        "opened_on": ("Date of Posting",),
        "closed_on": ("End of Posting",),
        "service": ("Developer",),
        "url": ("Regulation URL",),
    },
    f"{UZBEKISTAN}/2019-2024 50+.xlsx": {
        "activity_id": ("ID",),
        "title": ("Regulation Title",),
        "opened_on": ("Date of Posting",),
        "closed_on": ("End of Posting",),
        "service": ("Developer",),
        "fed_back": ("Response from the Developer (1/0)",),
    },
    "cambridgeshire_public_web_register/cambridgeshire_consultations_from_public_pages.csv": {
        "activity_id": ("Consultation", "Opened"),
        "title": ("Consultation",),
        "opened_on": ("Opened",),
        "closed_on": ("Closed",),
        "service": ("Lead body",),
        "url": ("Source URL",),
    },
    "govuk_consultations_2013_2016/govuk_consultations_from_63kGovUKpublications.csv": {
        "activity_id": ("id",),
        "title": ("title",),
        "opened_on": ("date",),
        "service": ("organisations",),
        "url": ("url",),
    },
    "toronto_city_polls/Polls Data.csv": POLL,
    "toronto_city_polls/raw_data.csv": POLL,
    "govuk_content_schema_consultations/closed_consultation.json": {
        "activity_id": ("content_id",),
        "title": ("title",),
        "opened_on": ("details/opening_date",),
        "closed_on": ("details/closing_date",),
        "service": ("links/organisations/title",),
        "url": ("base_path",),
    },
    "cambridgeshire_public_web_register/partnership_board_public_facts.csv": {
        "board": ("board",),
        "met_on": ("meeting_date",),
    },
    "edinburgh_natural_neighbourhoods/Survey Data.csv": {"response_id": ("Record Id",), "channel": ("Data Source",)},
    "edinburgh_natural_neighbourhoods/survey_data_latlng.csv": {
        "response_id": ("Record ID",),
        "channel": ("Data Source",),
    },
}


@dataclass(frozen=True)
class Score:
    """Of the main columns: those a person would place, those placed so, asked, placed wrongly, and of these sure."""

    could_be: int = 0
    right: int = 0
    asked: int = 0
    wrong: int = 0
    sure_and_wrong: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(self.counts, other.counts, strict=True)))

    @property
    def counts(self) -> tuple[int, ...]:
        return self.could_be, self.right, self.asked, self.wrong, self.sure_and_wrong

    def __str__(self) -> str:
        right = f"{self.right} of {self.could_be} columns placed right"
        return f"{right}, {self.asked} asked about, {self.wrong} placed wrong"


def score_of(proposal: Proposal, known: Mapping[str, tuple[str, ...]]) -> Score:
    """Of what a person places, less columns in which nothing stands. A title with its day of opening is an id too."""
    blank = {column.name for column in proposal.seen.columns if not column.filled_cells}
    could_be = {ours: theirs for ours, theirs in known.items() if not blank & {*theirs}}
    title_and_day = ("activity_id", (*known.get("title", ()), *known.get("opened_on", ())))
    right = {*could_be.items(), title_and_day}
    main = OF_RESPONSES if proposal.table.name == "responses" else MAIN
    placed = [each for each in proposal.placed if each.ours in main]
    wrong = [each for each in placed if (each.ours, each.theirs) not in right]
    left = could_be.keys() - {each.ours for each in placed}
    return Score(
        could_be=len(could_be),
        right=len(placed) - len(wrong),
        asked=sum({*could_be[ours]} <= {*proposal.asked} for ours in left),
        wrong=len(wrong),
        sure_and_wrong=sum(each.sure == SURE for each in wrong),
    )


def registers(*folders: Path) -> Iterator[tuple[Path, Mapping[str, tuple[str, ...]]]]:
    every = ((folder / name, known) for folder in folders for name, known in KNOWN.items())
    yield from ((path, known) for path, known in every if path.is_file())


def scores(*folders: Path) -> tuple[int, Score]:
    """How many registers there are in some folders, and what their columns come to together."""
    each = [score_of(made_of(path, known), known) for path, known in registers(*folders)]
    return len(each), sum(each, Score())


def made_of(path: Path, known: Mapping[str, tuple[str, ...]]) -> Proposal:
    """What is proposed of a file; of a survey once somebody has said that it is one, with `--table responses`."""
    return proposed(path, table="responses" if "response_id" in known else None)


def test_of_the_registers_in_the_project_every_column_is_placed_right_but_one_that_only_a_person_can_place() -> None:
    assert scores(EXCERPTS) == (2, Score(could_be=12, right=11, asked=1))


def test_names_that_say_nothing_are_not_placed_wrongly(tmp_path: Path) -> None:
    """Each name replaced by c01, c02 …: what is placed then is told from the cells alone."""
    together = Score()
    for path, known in registers(EXCERPTS):
        seen = proposed(path).seen
        blind = {name: f"c{n:02}" for n, name in enumerate(seen.names, start=1)}
        with (tmp_path / "blind.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[*blind.values()], *seen.records])
        hidden = {ours: tuple(blind[name] for name in theirs) for ours, theirs in known.items()}
        together += score_of(proposed(tmp_path / "blind.csv"), hidden)
    assert together.right > 0 and together.sure_and_wrong == 0
    assert together.wrong * 20 <= together.could_be


@pytest.mark.proof
def test_nine_in_ten_columns_of_public_registers_are_placed_right_and_at_most_one_in_twenty_wrong(
    size: Callable[[int, int], int], proved: Callable[[str], None]
) -> None:
    n, found = scores(*(EXCERPTS, WHOLE)[: size(1, 2)])
    assert found.right * 10 >= found.could_be * 9
    assert found.wrong * 20 <= found.could_be and found.sure_and_wrong == 0
    proved(f"Of {n} public registers and surveys, and excerpts of them: {found}.")


def test_a_column_that_is_placed_wrongly_is_counted_so() -> None:
    path, known = next(registers(EXCERPTS))
    assert score_of(proposed(path), {**known, "opened_on": ("end_date",)}).sure_and_wrong == 1
