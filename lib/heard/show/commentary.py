"""What people say about the year: set apart from what heard writes, and signed."""

from __future__ import annotations

import re

from markupsafe import Markup

from heard.show.html import joined, tag


def commentary(text: str, signed: str) -> Markup:
    """The analyst's paragraphs as they were written, and whose they are; nothing where nothing was written."""
    paragraphs = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    if not paragraphs:
        return Markup("")
    said = joined(tag("p", _bare(block)) for block in paragraphs)
    return tag("blockquote", said, tag("footer", "— ", signed or "the analyst"), class_="commentary")


def _bare(block: str) -> str:
    """A paragraph or heading of Markdown without its marks."""
    return re.sub(r"\*\*|__|`", "", re.sub(r"^#+\s*", "", block))
