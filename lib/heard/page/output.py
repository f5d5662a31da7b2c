"""What a notebook shows: blocks, as HTML for who works in it, and as themselves for the exporters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from heard.page.blocks import Blocks, text_of
from heard.page.serial import BLOCKS, to_json
from heard.page.to_html import html_of

YEAR = "heard"  # in the metadata of an output: the `date` of the year that was opened, and whether it is a `sample`


@dataclass(frozen=True)
class Shown:
    """Some blocks of a page, as a cell of a notebook shows them and the exporters publish them."""

    blocks: Blocks

    @property
    def html(self) -> str:
        """The blocks as the web page has them."""
        return html_of(self.blocks)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/html": self.html,
            BLOCKS: to_json(self.blocks),
            "text/plain": text_of(self.blocks, " "),
        }
