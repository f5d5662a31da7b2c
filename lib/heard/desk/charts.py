"""The charts of the report, found by a short name."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup
from markupsafe import Markup

from heard.page.blocks import Blocks, Figure, inside
from heard.page.charts import Chart

SVG = "data:image/svg+xml;base64,"
CALLED = {  # by how its question begins; one that begins with a name and a colon is called by that name
    "When were people asked": "calendar",
    "How many activities were open": "open_at_once",
    "How long were consultations open": "days_open",
    "How long did people wait": "time_to_feedback",
    "Which groups took part": "who_took_part",
    "What changed most": "trend",
}


def charts_in(pages: Iterable[Markup | Blocks]) -> dict[str, Chart]:
    """Every picture of these pages by its name, as it is published."""
    return {_name(chart.title): chart for page in pages for chart in _charts(page)}


def _charts(page: Markup | Blocks) -> Iterator[Chart]:
    if not isinstance(page, Markup):
        yield from (node.chart for block in page for node in inside(block) if isinstance(node, Figure))
        return
    soup = BeautifulSoup(page, "html.parser")
    for figure in soup.select("figure:has(> img):has(> figcaption)"):
        picture, title = figure.select_one("img"), figure.select_one("figcaption > strong")
        assert picture is not None and title is not None, "a chart has a picture and a title"
        svg = base64.b64decode(str(picture["src"]).removeprefix(SVG)).decode()
        yield Chart(title.get_text(), str(picture["alt"]), svg)


def _name(title: str) -> str:
    short = next((name for words, name in CALLED.items() if title.startswith(words)), title.partition(":")[0])
    return re.sub(r"\W+", "_", short.casefold()).strip("_")
