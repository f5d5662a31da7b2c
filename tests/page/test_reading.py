from __future__ import annotations

from heard.page.reading import reading, sentences_heard_writes


def test_what_somebody_else_wrote_is_not_graded():
    page = (
        "<h2>Heading</h2><p>We count. <q>Quoted.</q> <cite>A title</cite> <code>table.column</code></p>"
        "<blockquote><p>Commentary.</p></blockquote><p class='named'>Named: A.</p><table><tr><td>Cell</td></tr></table>"
    )
    assert sentences_heard_writes([page]).split() == ["We", "count."]


def test_a_hard_sentence_is_seen():
    easy = "<p>We asked you. You told us. We did it.</p>"
    hard = "<p>Notwithstanding considerable organisational complexities, participatory methodologies proliferated.</p>"
    assert reading([easy]).grade < 3 < 20 < reading([hard]).grade
