"""BOARDS: boards that meet, often enough, and with every voice, each by a table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

# What the specification says each serves.
SERVES = {
    "boards_active": "BOARDS-2",
    "boards_do_their_work": "BOARDS-1",
    "boards_include_users": "BOARDS-2",
    "local_organisations_worked_with": "BOARDS-4",
    "boards_have_every_voice": "BOARDS-3",
    "boards_meet_every_quarter": "BOARDS-1",
}

States = Callable[..., dict[str, str]]
Wanted = Callable[[str], dict[str, str]]

BARE = "activity_id,opened_on\na,2024-05-01\n"
MET = "board,met_on\n"


@pytest.mark.parametrize(
    ("meetings", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        ("A,2024-04-01\nB,2025-03-31\nC,2024-05-01\nD,2024-05-01\nE,2024-05-01", "met"),
        ("A,2024-04-01\nB,2025-03-31\nC,2024-05-01\nD,2024-05-01\nE,2024-05-01\nF,2024-05-01", "met"),
        ("A,2024-04-01\nB,2025-03-31\nC,2024-05-01\nD,2024-05-01", "partly"),
        ("A,2024-04-01\nB,2025-03-31\nC,2024-05-01\nD,2024-05-01\n d ,2024-06-01", "partly"),
        ("A,2024-04-01\nB,2025-03-31\nC,2024-05-01\nD,2024-05-01\nE,2024-03-31", "partly"),
        ("A,2024-04-01\nB,2025-03-31\nC,2024-05-01\nD,2024-05-01\nE,2025-04-01", "partly"),
        ("A,2024-04-01\nB,2025-03-31\nC,2024-05-01\nD,2024-05-01\nE,2025-06-02", "partly"),
        ("A,2024-05-01", "partly"),
        ("A,2024-03-31\nB,2025-04-01", "not met"),
    ],
)
def test_five_boards_meet_in_the_year(states: States, meetings: str | None, state: str) -> None:
    tables = {"activities": BARE} | ({} if meetings is None else {"board_meetings": f"{MET}{meetings}\n"})
    assert states("boards_active", tables) == {"2024-25": state}


@pytest.mark.parametrize(
    ("meetings", "state"),
    [
        ("E,June\nA,2024-04-01\nB,2024-05-01\nC,2024-05-01\nD,2024-05-01", "no evidence"),
        ("E,June\nA,2024-04-01\nB,2024-05-01\nC,2024-05-01\nD,2024-05-01\nE,2024-05-01", "met"),
        ("d,June\nA,2024-04-01\nB,2024-05-01\nC,2024-05-01\nD,2024-05-01", "partly"),
        ("E,June\nA,2024-04-01\nB,2024-05-01\nC,2024-05-01", "partly"),
        ("E,June\nA,2024-03-31", "no evidence"),
        ("E,June", "no evidence"),
    ],
)
def test_a_meeting_set_aside_may_be_the_one_that_counts(states: States, meetings: str, state: str) -> None:
    tables = {"activities": BARE, "board_meetings": f"{MET}{meetings}\n"}
    assert states("boards_active", tables, aside={"board_meetings": [2]}) == {"2024-25": state}


QUARTERS = """
    board,met_on,expected
    All four,2024-06-30,met
     all FOUR ,2024-07-01,
    All four,2024-12-31,
    All four,2025-03-31,
    Three,2024-04-01,partly
    Three,2024-06-30,
    Three,2024-10-01,
    Three,2025-01-01,
    The first,2024-05-01,partly
    The second,2024-08-01,partly
    The third,2024-11-01,partly
    The fourth,2025-02-01,partly
    Before and after,2024-03-31,not met
    Before and after,2025-04-01,
    To come,2025-06-02,not met
    Four and one set aside,2024-05-01,met
    Four and one set aside,2024-08-01,
    Four and one set aside,2024-11-01,
    Four and one set aside,2025-02-01,
    Four and one set aside,June,
    Three and one set aside,2024-05-01,no evidence
    Three and one set aside,2024-08-01,
    Three and one set aside,2024-11-01,
    Three and one set aside,June,
    One set aside,June,no evidence
"""
SEATS = "board,voice,filled\n" + "".join(
    f"{board},{voice},1\n"
    for board in (
        *("All four", "Three", "The first", "The second", "The third", "The fourth", "Before and after", "To come"),
        *("Four and one set aside", "Three and one set aside", "One set aside", "Never"),
    )
    for voice in ("lived experience", "voluntary sector", "public sector")
)
ASIDE = {"board_meetings": [n for n, row in enumerate(QUARTERS.strip().splitlines(), 1) if ",June," in row]}


def test_a_board_meets_in_every_quarter(states: States, wanted: Wanted) -> None:
    tables = {"activities": BARE, "boards": SEATS, "board_meetings": QUARTERS}
    assert states("boards_meet_every_quarter", tables, aside=ASIDE) == wanted(QUARTERS) | {"Never": "not met"}


def test_without_the_boards_their_meetings_name_them(states: States, wanted: Wanted) -> None:
    tables = {"activities": BARE, "board_meetings": QUARTERS}
    named = {board: state for board, state in wanted(QUARTERS).items() if board not in ("To come", "One set aside")}
    assert states("boards_meet_every_quarter", tables, aside=ASIDE) == named
    assert states("boards_meet_every_quarter", {"activities": BARE}) == {"2024-25": "no evidence"}
    assert states("boards_meet_every_quarter", tables | {"boards": "board,voice\n"}) == {}
    unsaid = states("boards_meet_every_quarter", {"activities": BARE, "boards": SEATS})
    assert unsaid == dict.fromkeys((*wanted(QUARTERS), "Never"), "no evidence")


def test_quarters_are_counted_from_the_first_day_of_the_period(states: States) -> None:
    meetings = (
        MET + "A,2024-01-01\nA,2024-06-30\nA,2024-07-01\nA,2024-12-31\nB,2024-01-01\nB,2024-03-31\nB,2025-01-01\n"
    )
    tables = {"activities": BARE, "board_meetings": meetings}
    found = states("boards_meet_every_quarter", tables, first_day=date(2024, 1, 1))
    assert found == {"A": "met", "B": "partly"}
    from_november = MET + "A,2024-11-30\nA,2025-02-28\nA,2025-05-30\nA,2025-08-30\nB,2024-11-29\nB,2025-02-27\n"
    tables["board_meetings"] = from_november
    found = states("boards_meet_every_quarter", tables, first_day=date(2024, 11, 30), as_at=date(2025, 12, 1))
    assert found == {"A": "met", "B": "partly"}


VOICES = """
    board,met_on,lived_experience_present,voluntary_sector_present,public_sector_present,expected
    All at one,2024-04-01,1,2,3,met
    All over two,2024-05-01,1,0,0,met
    all over TWO,2025-03-31,,1,1,
    One never there,2024-05-01,1,0,1,partly
    One never there,2024-06-01,1,0,1,
    One there before,2024-03-31,1,1,1,partly
    One there before,2024-05-01,1,0,1,
    One blank,2024-05-01,1,,1,no evidence
    One blank and absent,2024-05-01,1,,1,no evidence
    One blank and absent,2024-06-01,1,0,1,
    One blank and one absent,2024-05-01,0,,1,partly
    No meeting,2024-03-31,1,1,1,not met
    No meeting but one set aside,June,1,1,1,no evidence
    One absent and a meeting set aside,2024-05-01,1,0,1,no evidence
    One absent and a meeting set aside,June,1,1,1,
    All and a meeting set aside,2024-05-01,1,1,1,met
    All and a meeting set aside,June,0,0,0,
    No seat of one kind,2024-05-01,1,1,1,not met
    An empty seat,2024-05-01,1,1,1,not met
    An empty seat and a filled one,2024-05-01,1,1,1,met
    A blank seat,2024-05-01,1,1,1,no evidence
    A blank seat and an empty one,2024-05-01,1,1,1,no evidence
    A blank seat and a filled one,2024-05-01,1,1,1,met
    A blank seat and none,2024-05-01,1,1,1,not met
    A seat set aside,2024-05-01,1,1,1,no evidence
"""
USUAL = ("lived experience,1", "Voluntary Sector,1", " public sector ,2")
UNUSUAL = {
    "No seat of one kind": USUAL[:2],
    "An empty seat": (*USUAL[:2], "public sector,0"),
    "An empty seat and a filled one": (*USUAL, "public sector,0"),
    "A blank seat": (*USUAL[:2], "public sector,"),
    "A blank seat and an empty one": (*USUAL[:2], "public sector,", "public sector,0"),
    "A blank seat and a filled one": (*USUAL, "public sector,"),
    "A blank seat and none": ("lived experience,1", "voluntary sector,"),
    "A seat set aside": (*USUAL[:2], "councillor,1"),
}


def test_every_voice_has_a_seat_and_is_there(states: States, wanted: Wanted) -> None:
    rows = [f"{board},{seat}" for board in wanted(VOICES) for seat in UNUSUAL.get(board, USUAL)]
    tables = {"activities": BARE, "boards": "\n".join(["board,voice,filled", *rows]), "board_meetings": VOICES}
    aside = {"boards": [rows.index("A seat set aside,councillor,1") + 2]}
    aside["board_meetings"] = [n for n, row in enumerate(VOICES.strip().splitlines(), 1) if ",June," in row]
    assert states("boards_have_every_voice", tables, aside=aside) == wanted(VOICES)


SEATED = "board,voice,filled\n" + "".join(f"A,{seat}\n" for seat in USUAL)
PRESENT = "board,met_on,lived_experience_present,voluntary_sector_present,public_sector_present\nA,2024-05-01,1,1,1\n"


@pytest.mark.parametrize(
    ("boards", "meetings", "expected"),
    [
        (None, PRESENT, {"2024-25": "no evidence"}),
        ("board,voice,filled\n", PRESENT, {}),
        (SEATED, None, {"A": "no evidence"}),
        (SEATED, PRESENT.splitlines()[0] + "\n", {"A": "not met"}),
        (SEATED.replace(",filled", ",x"), PRESENT, {"A": "no evidence"}),
        (SEATED.replace(",filled", ",x").replace("A,lived experience,1\n", ""), PRESENT, {"A": "not met"}),
        (SEATED, PRESENT.replace(",public_sector_present", ",x"), {"A": "no evidence"}),
        (SEATED, PRESENT.replace(",public_sector_present", ",x").replace(",1,1,1", ",0,1,1"), {"A": "partly"}),
    ],
)
def test_voices_half_supplied_settle_what_they_can(
    states: States, boards: str | None, meetings: str | None, expected: dict[str, str]
) -> None:
    tables = {"activities": BARE, "boards": boards, "board_meetings": meetings}
    found = states("boards_have_every_voice", {name: text for name, text in tables.items() if text is not None})
    assert found == expected


FIVE = "board,voice\n" + "".join(f"{board},lived experience\n" for board in "ABCDE")


@pytest.mark.parametrize(
    ("boards", "meetings", "aside", "state"),
    [
        (FIVE, "A,2024-04-01\nB,2024-05-01\nC,2024-05-01\nD,2024-05-01\n e ,2025-03-31", {}, "met"),
        (FIVE, "A,2024-04-01\nB,2024-05-01\nC,2024-05-01\nD,2024-05-01\nF,2024-05-01", {}, "partly"),
        (FIVE, "F,2024-05-01", {}, "not met"),
        (FIVE, "A,2024-03-31\nB,2025-04-01", {}, "not met"),
        ("board,voice\n", "A,2024-05-01", {}, "not met"),
        (
            FIVE,
            "E,June\nA,2024-04-01\nB,2024-05-01\nC,2024-05-01\nD,2024-05-01",
            {"board_meetings": [2]},
            "no evidence",
        ),
        (FIVE, "F,June\nA,2024-04-01\nB,2024-05-01\nC,2024-05-01\nD,2024-05-01", {"board_meetings": [2]}, "partly"),
        (FIVE, "A,2024-04-01\nB,2024-05-01\nC,2024-05-01\nD,2024-05-01\nE,2024-05-01", {"boards": [6]}, "no evidence"),
        (FIVE, "A,2024-04-01\nB,2024-05-01\nC,2024-05-01\nE,2024-05-01", {"boards": [6]}, "partly"),
        (FIVE, None, {}, "no evidence"),
    ],
)
def test_a_group_that_is_no_board_hides_no_board_that_never_met(
    states: States, boards: str, meetings: str | None, aside: dict[str, list[int]], state: str
) -> None:
    tables = {"activities": BARE, "boards": boards}
    if meetings is not None:
        tables["board_meetings"] = f"{MET}{meetings}\n"
    assert states("boards_active", tables, aside=aside) == {"2024-25": state}


TAKEN_UP = "board,raised_on,kind,stage\n"
ALL_KINDS = (
    "A,2024-04-01,concern,\nA,2025-03-31,Good Practice,\nB,2024-05-01,theme,\n"
    "F,2024-05-01,discussion,\nA,2024-05-01,design,"
)


@pytest.mark.parametrize(
    ("items", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        (ALL_KINDS, "met"),
        (ALL_KINDS + "\nA,2024-05-01,,", "met"),
        (ALL_KINDS.replace("2025-03-31", "2025-04-01"), "partly"),
        (ALL_KINDS.replace("2024-04-01", "2024-03-31"), "partly"),
        (ALL_KINDS.replace("theme", ""), "no evidence"),
        (ALL_KINDS.replace("theme", "petition"), "no evidence"),
        (ALL_KINDS.replace("theme", "concern"), "partly"),
        ("A,2024-05-01,concern,", "partly"),
        ("A,2024-05-01,,", "no evidence"),
        ("A,2024-03-31,concern,\nA,2025-04-01,theme,\nA,2025-06-02,design,", "not met"),
    ],
)
def test_boards_do_all_five_things_that_they_are_for(states: States, items: str | None, state: str) -> None:
    tables = {"activities": BARE} | ({} if items is None else {"board_items": f"{TAKEN_UP}{items}\n"})
    assert states("boards_do_their_work", tables) == {"2024-25": state}


@pytest.mark.parametrize(
    ("items", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        ("A,2024-04-01,,design\nB,2025-03-31,,Delivery\nA,2024-05-01,,evaluation", "met"),
        ("A,2024-03-31,,design\nB,2025-03-31,,delivery\nA,2024-05-01,,evaluation", "partly"),
        ("A,2024-04-01,,design\nB,2025-04-01,,delivery\nA,2024-05-01,,evaluation", "partly"),
        ("A,2024-04-01,,design\nB,2024-05-01,,", "no evidence"),
        ("A,2024-04-01,,design\nB,2024-05-01,,delivery", "partly"),
        ("A,2024-05-01,concern,", "no evidence"),
    ],
)
def test_those_who_use_services_are_included_at_all_three_stages(states: States, items: str | None, state: str) -> None:
    tables = {"activities": BARE} | ({} if items is None else {"board_items": f"{TAKEN_UP}{items}\n"})
    assert states("boards_include_users", tables) == {"2024-25": state}


def test_what_boards_took_up_is_not_moved_by_a_row_set_aside_unless_all_are(states: States) -> None:
    tables = {"activities": BARE, "board_items": f"{TAKEN_UP}A,June,theme,design\n"}
    for measure in ("boards_do_their_work", "boards_include_users"):
        assert states(measure, tables, aside={"board_items": [2]}) == {"2024-25": "no evidence"}
        another = tables | {"board_items": tables["board_items"] + "A,2024-05-01,concern,delivery\n"}
        assert states(measure, another, aside={"board_items": [2]}) == {"2024-25": "partly"}
        unsaid = {"activities": BARE, "board_items": "board,raised_on\nA,2024-05-01\n"}
        assert states(measure, unsaid) == {"2024-25": "no evidence"}


@pytest.mark.parametrize(
    ("helped", "state"),
    [
        (None, "no evidence"),
        ("", "not met"),
        ("Healthwatch,2024-04-01,a", "met"),
        ("Healthwatch,2025-03-31,nowhere", "met"),
        ("Healthwatch,2024-05-01,", "partly"),
        ("Healthwatch,2024-05-01,\nCarers,2024-05-01,a", "met"),
        ("Healthwatch,2024-03-31,a", "not met"),
        ("Healthwatch,2025-04-01,a", "not met"),
        ("Healthwatch,2024-05-01,\nCarers,2025-04-01,a", "partly"),
        ("Healthwatch,2025-06-02,a", "not met"),
    ],
)
def test_local_organisations_help_people_to_have_their_say(states: States, helped: str | None, state: str) -> None:
    header = "organisation,worked_on,activity_id\n"
    tables = {"activities": BARE} | ({} if helped is None else {"organisations": f"{header}{helped}\n"})
    assert states("local_organisations_worked_with", tables) == {"2024-25": state}


def test_help_without_the_column_of_activities_cannot_be_told(states: States) -> None:
    tables = {"activities": BARE, "organisations": "organisation,worked_on\nHealthwatch,2024-05-01\n"}
    assert states("local_organisations_worked_with", tables) == {"2024-25": "no evidence"}
    before = {"organisations": "organisation,worked_on\nHealthwatch,2024-03-31\n"}
    assert states("local_organisations_worked_with", tables | before) == {"2024-25": "not met"}
