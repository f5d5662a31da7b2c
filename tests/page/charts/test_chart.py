from __future__ import annotations

import base64
import struct

from bs4 import BeautifulSoup

from heard.page.blocks import figure, flow
from heard.page.charts import Chart, NoChart
from heard.page.to_html import html_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>'
CHART = Chart("Who said “yes” & why?", "3 of 4 said <yes>.", SVG)


def test_a_figure_has_its_title_in_text_and_its_finding_in_the_alt():
    drawn = BeautifulSoup(html_of(flow(figure(CHART, "One line is one person."))), "html.parser").figure
    assert drawn.figcaption.get_text() == "Who said “yes” & why? One line is one person."
    assert drawn.img["alt"] == "3 of 4 said <yes>."


def test_a_figure_carries_its_picture_with_it():
    picture = BeautifulSoup(html_of(flow(figure(CHART))), "html.parser").img["src"]
    kind, _, content = picture.partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(content).decode() == SVG


def test_a_title_without_more_is_the_whole_caption():
    assert BeautifulSoup(html_of(flow(figure(CHART))), "html.parser").figcaption.get_text() == CHART.title


def test_a_picture_in_dots_is_as_large_as_it_is_on_paper():
    assert struct.unpack(">II", CHART.png(dpi=200)[16:24]) == (200, 100)


def test_a_picture_in_dots_has_the_same_bytes_twice():
    assert CHART.png() == CHART.png()


def test_where_there_is_no_chart_a_sentence_stands():
    nothing = NoChart("How long?", "Nothing closed & nothing opened.")
    assert (
        html_of(flow(figure(nothing, "One line is one person.")))
        == '<p class="note">Nothing closed &amp; nothing opened.</p>'
    )
