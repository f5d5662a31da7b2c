from __future__ import annotations

from heard.page.blocks import Span, text_of
from heard.show.marks import named


def test_a_few_are_named_on_paper_and_ten_on_the_web_page():
    line = named([f"n{n:02}" for n in range(12)], address=("All are there.",))
    aside = [part for part in line.words if isinstance(part, Span) and part.kind == "annex"]
    paper, web = text_of([part for part in line.words if part not in aside]), text_of(aside)
    assert paper.startswith("Named, of 12: n00; n01; n02") and "n03" not in paper
    assert web.startswith("; n03") and "n09" in web and "n10" not in web and web.endswith("All are there.")


def test_no_names_are_no_line():
    assert named([]) is None
