from __future__ import annotations

from heard.page.blocks import (
    Mark,
    Para,
    Quote,
    bullets,
    code,
    details,
    figures,
    flow,
    group,
    heading,
    paragraph,
    quoted,
    span,
    table,
    title,
)
from heard.page.reading import reading, sentences_heard_writes


def test_what_somebody_else_wrote_is_not_graded():
    blocks = flow(
        heading(2, "Heading"),
        paragraph("We count.", quoted("Quoted."), title("A title"), code("table.column"), span("given", "An ask.")),
        paragraph("●", Mark("kept", "●", "kept"), span("strength", "the Council will"), span("hidden", "Heard.")),
        Quote((Para(("Commentary.",)),), "the analyst"),
        paragraph("Named: A.", kind="named"),
        bullets(["A fault."], kind="faults"),
        figures([("closed", "12")]),
        table("Counts", ("Service", "How many"), [("Libraries", 3)]),
    )
    assert sentences_heard_writes(blocks).split() == ["We", "count.", "●"]


def test_each_paragraph_item_value_and_summary_is_read_by_itself_wherever_it_stands():
    inside = (bullets(["One.", (paragraph("Two."), "Three.")]), figures([("Term", "Four.")], kind="plain"))
    read = sentences_heard_writes(flow(group(details("Five.", *inside), element="section"))).split("\n\n")
    assert sorted(read) == ["Five.", "Four.", "One.", "Two.", "Two. Three."]


def test_words_on_both_sides_of_what_is_left_out_stay_apart():
    assert sentences_heard_writes(flow(paragraph(("see", code("x"), "then")))) == "see then"


def test_a_hard_sentence_is_seen():
    easy = flow(paragraph("We asked you. You told us. We did it."))
    hard = flow(
        paragraph("Notwithstanding considerable organisational complexities, participatory methodologies proliferated.")
    )
    assert reading(easy).grade < 3 < 20 < reading(hard).grade
