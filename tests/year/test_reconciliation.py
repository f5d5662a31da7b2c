"""What may be one and stands as two: listed, never merged, and not asked again once a person has settled it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from heard.errors import RecordsError
from heard.model.reconciled import Doubt, Pair
from heard.model.records import Records
from heard.params import load_annual
from heard.year import reconciliation as reconciled
from heard.year.reconciliation import MOST_BESIDE, reconciliation
from heard.year.steps import check_year

HEADER = "activity_id,title,opened_on,closed_on,service,url\n"
Look = Callable[..., tuple[Pair, ...]]


@pytest.fixture
def look(make_council: Callable[..., Path], tmp_path: Path) -> Look:
    """The pairs of some tables; `settled` are lines of what a person has answered."""

    def build(settled: str = "", **tables: str) -> tuple[Pair, ...]:
        path = make_council(**tables)
        if settled:
            folder = tmp_path / "annual-2024-25-answers"
            folder.mkdir(exist_ok=True)
            (folder / "settled.csv").write_text("kind,a,b,answer,settled_on\n" + settled, encoding="utf-8")
        params = load_annual(path)
        build.records = check_year(params, tmp_path / "run")  # type: ignore[attr-defined]
        return reconciliation(params, build.records)  # type: ignore[attr-defined]

    return build


def records_of(look: Look) -> Records:
    return look.records  # type: ignore[attr-defined,no-any-return]


def keys(pairs: tuple[Pair, ...], kind: Doubt) -> list[tuple[str, str]]:
    return [(pair.a, pair.b) for pair in pairs if pair.kind is kind]


@pytest.mark.parametrize(
    ("title", "opened", "service", "is_asked"),
    [
        ("Library hours in March", "2024-05-20", "Libraries", True),
        ("March: hours in the library", "2024-06-01", "libraries", True),  # 31 days
        ("March: hours in the library", "2024-06-02", "Libraries", False),  # 32 days
        ("Library hours in March", "2024-05-20", "Roads", False),
        ("Libary hours in March", "2024-05-20", "Libraries", True),  # one word by spelling
        ("Libary huors in March", "2024-05-20", "Libraries", True),  # two
        ("Libary huors in Marrch", "2024-05-20", "Libraries", False),  # three
        ("Library hours in March hours", "2024-05-20", "Libraries", False),  # one word more
        ("Library hours in April", "2024-05-20", "Libraries", False),  # another word
        ("Library hours in March 2", "2024-05-20", "Libraries", False),  # other figures
    ],
)
def test_two_of_one_service_within_a_month_under_one_title_are_listed(
    look: Look, title: str, opened: str, service: str, is_asked: bool
) -> None:
    pairs = look(
        activities=HEADER + "A1,Library hours in March,2024-05-01,2024-08-01,Libraries,\n"
        f"A2,{title},{opened},2024-08-01,{service},\n"
    )
    assert keys(pairs, Doubt.TWICE) == ([("A1", "A2")] if is_asked else [])
    assert records_of(look).tables["activities"].kept["activity_id"].tolist() == ["A1", "A2"]


REGISTER = HEADER + (
    "A1,Library hours,2024-05-01,2024-08-01,Libraries,https://www.example.org/hours/\n"
    "A2,Bus fares,2024-06-01,2024-09-01,Roads,\n"
    "A3,Parks,2024-06-01,2024-09-01,Parks,\n"
    "A4,An old one,2019-06-01,2019-09-01,Parks,\n"
)
LISTING = "listing_id,title,activity_id,opened_on,closed_on,url\n"


def test_a_listing_is_known_by_its_id_then_its_address_then_its_title_and_a_day(look: Look) -> None:
    pairs = look(
        activities=REGISTER,
        web_listing=LISTING + "W1,Whatever,A3,,,\nW2,Opening hours,,,,http://example.org/hours\n"
        "W3,Fares of the bus,,2024-06-08,,\nW4,Bus fares,,2024-06-09,,\nW5,Unheard of,A9,,,\n",
    )
    listed = [pair for pair in pairs if pair.kind is Doubt.LISTED_ALONE]
    assert [(pair.a, pair.b) for pair in listed] == [("W2", "A1"), ("W3", "A2"), ("W4", ""), ("W5", "")]
    assert listed[0].why == "it names no activity; the same address"
    assert listed[1].why.startswith("it names no activity; likely: the same words in the title, and a day 7 days")
    assert listed[3].why.startswith("the register has no A9; ")
    assert keys(pairs, Doubt.REGISTERED_ALONE) == []


def test_a_listing_may_be_up_to_a_week_before_or_after_and_its_nearest_day_is_told(look: Look) -> None:
    pairs = look(
        activities=REGISTER,
        web_listing=LISTING + "W1,Bus fares,,2024-05-25,,\nW2,Bus fares,,2024-05-24,,\n"
        "W3,Bus fares,,2024-06-08,2024-09-01,\n",
    )
    listed = {pair.a: (pair.b, pair.why) for pair in pairs if pair.kind is Doubt.LISTED_ALONE}
    assert {id: of for id, (of, _) in listed.items()} == {"W1": "A2", "W2": "", "W3": "A2"}
    assert listed["W1"][1].endswith("a day 7 days apart") and listed["W3"][1].endswith("a day on the same day")


def test_what_no_listing_can_be_is_in_the_register_alone_if_it_was_open_in_the_year(look: Look) -> None:
    pairs = look(activities=REGISTER, web_listing=LISTING + "W1,Whatever,A3,,,\n")
    assert keys(pairs, Doubt.REGISTERED_ALONE) == [("A1", ""), ("A2", "")]


def test_without_a_list_of_the_web_pages_nothing_is_said_to_lack_there(look: Look) -> None:
    assert look(activities=REGISTER) == ()


def test_what_is_told_of_no_activity_names_the_id_one_change_away(look: Look) -> None:
    pairs = look(
        activities=HEADER + "FC24-001,Library hours,2024-05-01,2024-08-01,Libraries,\n",
        decisions="activity_id,decided_on\nFC24-01,2024-10-01\nFC24-001,2024-10-01\nFC24-01,2024-11-01\n",
        feedback="activity_id,published_on\nFC24-0011,2024-10-01\nother,2024-10-02\n",
    )
    found = [pair for pair in pairs if pair.kind is Doubt.OF_NONE]
    assert [(pair.a, pair.b) for pair in found] == [
        ("FC24-01", "FC24-001"), ("FC24-0011", "FC24-001"), ("other", ""),
    ]  # fmt: skip
    assert found[0].why == "2 rows of decisions, the first row 2; one change away"


SPELT = HEADER + (
    "A1,Hours,2024-05-01,2024-08-01,Libraries,\nA2,Books,2024-07-01,2024-08-01,Libraries,\n"
    "A3,Fees,2024-09-01,2024-10-01,Libraries Service,\n"
)


def test_two_spellings_are_listed_and_neither_is_changed(look: Look) -> None:
    assert keys(look(activities=SPELT), Doubt.SPELLING) == [("Libraries", "Libraries Service")]
    assert set(records_of(look).tables["activities"].kept["service"]) == {"Libraries", "Libraries Service"}


def test_a_spelling_settled_as_the_same_is_read_so_in_every_table_and_asked_no_more(look: Look) -> None:
    settled = "spelling,Libraries,Libraries Service,same,2025-06-01\n"
    pairs = look(settled, activities=SPELT, services="service\nlibraries service\n")
    assert keys(pairs, Doubt.SPELLING) == []
    tables = records_of(look).tables
    assert (set(tables["activities"].kept["service"]), set(tables["services"].kept["service"])) == (
        {"Libraries"}, {"Libraries"},
    )  # fmt: skip


def test_what_is_settled_as_different_is_kept_and_not_asked_again(look: Look) -> None:
    (pair,) = look("spelling,Libraries Service,libraries,Different,\n", activities=SPELT)
    assert (pair.kind, pair.settled) == (Doubt.SPELLING, "different")
    assert len(set(records_of(look).tables["activities"].kept["service"])) == 2


def test_a_listing_settled_as_the_same_is_given_its_activity(look: Look) -> None:
    settled = '"listed, not in the register",W2,A1,same,2025-06-01\n'
    pairs = look(settled, activities=REGISTER, web_listing=LISTING + "W1,X,A3,,,\nW2,Opening hours,,,,\n")
    assert records_of(look).tables["web_listing"].kept["activity_id"].tolist() == ["A3", "A1"]
    assert (keys(pairs, Doubt.LISTED_ALONE), keys(pairs, Doubt.REGISTERED_ALONE)) == ([], [("A2", "")])


def test_two_activities_settled_as_the_same_stay_two_until_a_person_takes_one_out(look: Look) -> None:
    rows = "A1,Hours,2024-05-01,2024-08-01,L,\nA2,Hours,2024-05-02,2024-08-01,L,\n"
    (pair,) = look("twice,A1,A2,same,\n", activities=HEADER + rows)
    assert pair.settled == "same"
    assert len(records_of(look).tables["activities"].kept) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("spelling,a,b,perhaps,\n", "row 2 has the answer 'perhaps'. Write same or different."),
        ("name,a,b,same,\n", "row 2 is of the kind 'name'. Write one of: twice; "),
    ],
)
def test_an_answer_that_heard_does_not_know_is_refused_with_its_row(look: Look, line: str, said: str) -> None:
    with pytest.raises(RecordsError) as refused:
        look(line, activities=SPELT)
    assert said in str(refused.value)


def test_what_stands_in_a_response_is_named_only_beside_an_id_that_it_is_like(look: Look) -> None:
    pairs = look(
        activities=HEADER + "FC24-001,Library hours,2024-05-01,2024-08-01,Libraries,\n",
        responses="response_id,activity_id\nR1,jo@example.org\nR2,FC24-01\nR3,FC24-001\n",
    )
    assert keys(pairs, Doubt.OF_NONE) == [("responses:2", ""), ("FC24-01", "FC24-001")]
    assert "jo@" not in str(pairs)


def register_of(titles: Iterable[str], address: str = "") -> str:
    """An activity of one day for each title."""
    rows = (f"A{n:03},{title},2024-05-01,2024-08-01,Libraries,{address}\n" for n, title in enumerate(titles))
    return HEADER + "".join(rows)


def test_of_many_under_one_title_each_is_listed_beside_the_few_that_opened_next(look: Look) -> None:
    pairs = keys(look(activities=register_of(["Yearly budget"] * 30)), Doubt.TWICE)
    assert [b for a, b in pairs if a == "A000"] == [f"A{n:03}" for n in range(1, 1 + MOST_BESIDE)]
    assert {name for pair in pairs for name in pair} == {f"A{n:03}" for n in range(30)}
    assert len(pairs) < 30 * MOST_BESIDE


@pytest.mark.parametrize("kind", ["twice", "listed"])
def test_no_entry_is_compared_with_all_of_a_large_register(look: Look, monkeypatch, kind: str) -> None:
    monkeypatch.setattr("heard.year.reconciliation.MOST_COMPARED", 7)
    compared: list[str] = []
    alike = reconciled._titles_alike
    monkeypatch.setattr(reconciled, "_titles_alike", lambda a, b: compared.append(a.id) or alike(a, b))
    titles = [f"Title {''.join(chr(97 + int(digit)) for digit in str(n))}" for n in range(60)]
    listing = "".join(f"W{n},Other word,,2024-05-01,,https://a.example/{n}\n" for n in range(20))
    look(activities=register_of(titles), **({"web_listing": LISTING + listing} if kind == "listed" else {}))
    of_kind = [id for id in compared if id.startswith("W" if kind == "listed" else "A")]
    assert len(of_kind) >= 100 and max(Counter(of_kind).values()) <= 7


def test_an_id_of_endless_length_takes_no_memory_and_is_listed_too(look: Look) -> None:
    long = "F" * 50_000
    pairs = look(activities=REGISTER, decisions=f"activity_id,decided_on\n{long},2024-10-01\n")
    assert [pair.b for pair in pairs if pair.kind is Doubt.OF_NONE] == [""]
    assert len(reconciled._one_letter_less(long)) == 1 and len(reconciled._one_letter_less("FC24-01")) == 8


def test_long_names_and_titles_that_are_nearly_one_are_compared_at_once(look: Look) -> None:
    name = "".join(random.Random(1).choices("abcdefghij", k=20_000))
    rows = f"A1,{name},2024-05-01,2024-08-01,{name},\nA2,{name[:-1]}x,2024-05-02,2024-08-01,{name[:-1]}x,\n"
    pairs = look(activities=HEADER + rows)
    assert [pair.kind for pair in pairs] == [Doubt.SPELLING]
