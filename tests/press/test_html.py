from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import entry_points
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from heard.page.blocks import flow, heading
from heard.page.output import BLOCKS
from heard.press.accessible import PressError
from heard.press.html import HeardHTML, page_of, web_page

from ..read_back import faults_of_page  # noqa: TID252 - tests are no package that could be named

Page = Callable[..., str]


def test_code_and_what_was_printed_stay_in_the_notebook(made: SimpleNamespace, page: Page) -> None:
    html = page()
    assert "47 of 63 fed back in time" in html
    assert made.secret not in html and made.secret.replace(" ", "_") not in html


def test_the_whole_page_is_accessible_and_stands_alone(page: Page) -> None:
    soup = BeautifulSoup(page(), "html.parser")
    assert faults_of_page(page()) == []
    assert not soup.select("link, iframe, [onclick], [style]")
    assert not re.search(r"url\(|@import|https?://", page())


def test_the_page_says_its_language_its_title_and_its_landmarks(page: Page) -> None:
    soup = BeautifulSoup(page(), "html.parser")
    assert soup.select_one("html[lang=en-GB]") and soup.title is not None
    assert soup.title.string == "Were people heard? 2024-25"
    assert soup.select_one("a.skip")["href"] == "#" + soup.select_one("main")["id"]
    assert [len(soup.select(f"body > {name}")) for name in ("header", "footer")] == [1, 1]
    assert {nav["aria-label"] for nav in soup.select("nav")} == {"Contents"}
    assert soup.select("nav.on-phone > details") and not soup.select("nav.at-desk details")


@pytest.mark.parametrize("is_so", [True, False])
def test_draft_and_sample_are_on_the_page_and_on_every_printed_page_when_they_are_so(
    made: SimpleNamespace, page: Page, is_so: bool
) -> None:
    html = page(made.cover(draft=is_so, sample=is_so), flow(heading(2, "Part")))
    on_screen = [banner.get_text() for banner in BeautifulSoup(html, "html.parser").select(".banner")]
    expected = ["DRAFT Not signed off", "Sample council: invented records"] if is_so else []
    assert on_screen == expected
    printed = 'content: "DRAFT: not signed off · Sample council: invented records"' in html
    assert printed == is_so


def test_markdown_is_published_but_for_what_is_for_the_analyst(made: SimpleNamespace) -> None:
    notebook = made.notebook(made.cover())
    notebook.cells.append(new_markdown_cell("## Read *this* & that"))
    assert "<h2" in web_page(page_of(notebook)) and "<em>this</em> &amp; that" in web_page(page_of(notebook))


def test_the_blocks_of_an_output_are_published_and_not_the_html_beside_them(made: SimpleNamespace) -> None:
    notebook = made.notebook(made.cover(), made.chapter, made.one_page)
    notebook.cells[-1].outputs[-1].data["text/html"] = "<p>For who works in the notebook.</p>"
    html = web_page(page_of(notebook))
    assert "63 consultations closed" in html and "For who works in the notebook." not in html


def test_what_another_library_shows_is_published_as_it_is(made: SimpleNamespace) -> None:
    theirs = '<p class="theirs">Theirs,\n <i>as it is</i></p>'
    assert theirs in web_page(page_of(made.notebook(made.cover(), theirs)))


def test_a_notebook_in_which_a_cell_failed_is_exported_and_says_so(made: SimpleNamespace) -> None:
    notebook = made.notebook(made.cover())
    error = new_output("error", ename="KeyError", evalue="'closed_on'", traceback=[])
    notebook.cells.append(new_code_cell("x", outputs=[error]))
    assert "A cell failed here, and shows nothing: 'closed_on'" in web_page(page_of(notebook)).replace("&#x27;", "'")


def test_a_notebook_that_was_never_run_is_refused(made: SimpleNamespace) -> None:
    with pytest.raises(PressError, match="0 main headings"):
        page_of(made.notebook())


@pytest.mark.parametrize("carried", [[{"is": "Para", "words": ["x"]}], '[{"is": "Gone"}]', "no list"])
def test_a_notebook_that_another_version_ran_is_refused(made: SimpleNamespace, carried: object) -> None:
    notebook = made.notebook(made.cover(), made.chapter)
    notebook.cells[-1].outputs[-1].data[BLOCKS] = carried
    with pytest.raises(PressError, match=r"another version of heard .* Run it again"):
        page_of(notebook)


def test_jupyterlab_offers_both_exporters() -> None:
    offered = {found.name: found.load() for found in entry_points(group="nbconvert.exporters")}
    assert offered["heard-html"] is HeardHTML
    assert offered["heard-pdf"].export_from_notebook and offered["heard-pdf"].output_mimetype == "application/pdf"
