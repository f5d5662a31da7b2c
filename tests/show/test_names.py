from __future__ import annotations

from heard.model.state import State
from heard.page.blocks import Link, Span, inside, text_of
from heard.show.marks import first_of, named
from heard.show.results import names_of


def test_three_are_named_on_paper_under_their_count_and_ten_on_the_web_page():
    line = named([f"n{n:02}" for n in range(12)])
    aside = [part for part in line.words if isinstance(part, Span) and part.kind == "annex"]
    paper, web = text_of([part for part in line.words if part not in aside]), text_of(aside)
    assert paper == "Named (12): n00; n01; n02; and 9 more."
    assert web.startswith(": n03") and web.endswith("n09 …")


def test_how_many_more_there_are_leads_to_all_of_them():
    line = first_of(["a", "b", "c", "d"], 3, "CONSULT-6")
    assert text_of(line) == "a; b; c; and 1 more"
    assert [node.to for part in line for node in inside(part) if isinstance(node, Link)] == ["#CONSULT-6"]
    assert text_of(first_of(["a", "b", "c"], 3, "CONSULT-6")) == "a; b; c"


def test_no_names_are_no_line():
    assert named([]) is None


def test_two_of_one_name_are_told_apart(sample):
    year, alike = sample.year, 0
    for result in year.results.values():
        for state in State:
            names = [text_of(name) for name in names_of(year, result, state).names]
            assert len(names) == len({*names}) or result.unit == "activity", (result.measure, names)
            ids = result.all.ids.get(state, ())
            alike += sum(name.endswith(f" ({each})") for name in names for each in ids)
    assert alike
