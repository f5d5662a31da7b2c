"""The charts of the report, found by a short name."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable

from bs4 import BeautifulSoup
from markupsafe import Markup

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


def charts_in(pages: Iterable[Markup]) -> dict[str, Chart]:
    """Every picture of these pages by its name, as it is published."""
    soup = BeautifulSoup("\n".join(pages), "html.parser")
    titles = [title.get_text() for title in soup.select("figure:has(> img) > figcaption > strong")]
    pictures = soup.select("figure:has(> figcaption) > img")
    charts = [
        Chart(title, str(picture["alt"]), base64.b64decode(str(picture["src"]).removeprefix(SVG)).decode())
        for title, picture in zip(titles, pictures, strict=True)
    ]
    return {_name(chart.title): chart for chart in charts}


def _name(title: str) -> str:
    short = next((name for words, name in CALLED.items() if title.startswith(words)), title.partition(":")[0])
    return re.sub(r"\W+", "_", short.casefold()).strip("_")
