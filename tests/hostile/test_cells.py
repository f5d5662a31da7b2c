"""Cells that are not what their column holds: each is one sentence, and none is taken for something else."""

from __future__ import annotations

import pytest

from .conftest import REGISTER, Council, Heard

WRITTEN_OTHERWISE = "not a day such as 2024-05-31 (a mapping file can say that days are written another way); it is"
DAYS = {
    "5/13/2024": WRITTEN_OTHERWISE,
    "13/05/2024": WRITTEN_OTHERWISE,
    "31 June 2024": WRITTEN_OTHERWISE,
    "3/5/24": "a day whose year has two digits; it is",
    "24-05-01": "a day whose year has two digits; it is",
    "2023-02-29": "a day that no calendar has; it is",
    "1999-12-31": "a day outside 2000 to 2100; it is",
    "2101-01-01": "a day outside 2000 to 2100; it is",
    "45413": "a spreadsheet's number for a day, and not a day such as 2024-05-31; it is",
    "2024-05": "not a day such as 2024-05-31; it is",
    "09:00:00": "not a day such as 2024-05-31; it is",
    "#VALUE!": "not a day such as 2024-05-31; it is",
    "2024-05-01T25:00": WRITTEN_OTHERWISE,
    "2024-05-01 noon": WRITTEN_OTHERWISE,
}


@pytest.mark.parametrize(("cell", "words"), DAYS.items())
def test_a_day_written_otherwise_is_set_aside_and_says_how_days_are_written(
    cell: str, words: str, register: Heard
) -> None:
    (found,) = register("A1,Parks,2024-05-01,2024-06-01", f"A2,Lakes,{cell},").found
    assert found.startswith(f"`activities` row 3: `opened_on` is ‘{cell}’, {words} set aside, because")


def test_the_leap_day_of_a_leap_year_is_a_day(register: Heard) -> None:
    assert register("A1,Parks,2024-02-29,2024-08-01").code == 0


CELLS = {
    ("cost", "1,00"): "not an amount in pounds such as 1250.50",
    ("cost", "$1000"): "not an amount in pounds such as 1250.50",
    ("cost", "-5"): "not an amount in pounds such as 1250.50",
    ("staff_days", "1e3"): "not a whole number, 0 or more",
    ("staff_days", "½"): "not a whole number, 0 or more",
    ("staff_days", "٣"): "not a whole number, 0 or more",
    ("options_count", "1" + 18 * "0"): "not a whole number, 0 or more",
    ("equality_needed", "Y"): "neither yes nor no",
    ("equality_needed", "TRUE"): "neither yes nor no",
    ("equality_needed", "1"): "neither yes nor no",
    ("target", "everyone"): "not one of all residents, service users or specific group",
    ("lesson", "#REF!"): "which is how a spreadsheet says that a formula failed",
}


@pytest.mark.parametrize(("column", "cell", "words"), [(*where, words) for where, words in CELLS.items()])
def test_a_cell_that_cannot_be_read_is_blank_and_told(column: str, cell: str, words: str, check: Heard) -> None:
    said = check({"activities.csv": f'activity_id,title,opened_on,{column}\nA1,x,2024-05-01,"{cell}"\n'})
    assert said.code == 1
    told = next(found for found in said.found if "it is read as blank" in found)
    assert told.startswith(f"`activities` row 2: `{column}` is ‘{cell}’, {words}; it is read as blank, which matters")


def test_fewer_than_none_came_in_is_no_number(check: Heard) -> None:
    channels = "activity_id,channel,contributions,read\nA1,meeting,-3,2\n"
    (found,) = check({"activities.csv": REGISTER, "channels.csv": channels}).found
    assert "`contributions` is ‘-3’, not a whole number, 0 or more; it is read as blank" in found


def test_a_text_that_is_not_there_is_told(heard: Heard, council: Council) -> None:
    names = ("../annual-2024-25.yaml", "gone.txt", "round.txt", "x" * 30 + ".pdf")
    materials = "".join(f"A1,leaflet,{name}\n" for name in names)
    path = council({"activities.csv": REGISTER, "materials.csv": "activity_id,document,text_file\n" + materials})
    (path.parent / "records" / "round.txt").symlink_to(path.parent / "records" / "round.txt")
    said = heard("check", path)
    assert [found.split(", not a file of text")[0] for found in said.found] == [
        f"`materials` row {row}: `text_file` is ‘{name}’" for row, name in enumerate(names, start=2)
    ]


@pytest.mark.parametrize("title", ["\x1b[31mred", "\u202egnorw", "‘’" * 40, "[bold]x[/bold]", "%s {0} {x}", "\u2028"])
def test_no_cell_takes_over_the_terminal(title: str, check: Heard) -> None:
    said = check({"activities.csv": REGISTER + f'"{title}",x,2024-05-01,2024-04-01\n' + f'"{title}",{title},,\n'})
    assert said.code == 1
    assert len(said.found) >= 2
    assert not set("\x1b\u202e\u2028") & set(said.out)
