"""What a chart is to its reader: a question, a picture, and the finding in words for who does not see it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape

PNG_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


@dataclass(frozen=True)
class Chart:
    """One picture. `title` is the question it answers, `alt` states what is seen, `svg` stands alone."""

    title: str
    alt: str
    svg: str

    def figure(self, caption: str = "") -> str:
        """The figure as HTML: title, then what the caller adds to it (plain text), then the picture."""
        words = f"<strong>{escape(self.title)}</strong>" + (f" {escape(caption)}" if caption else "")
        picture = base64.b64encode(self.svg.encode()).decode()
        return (
            f"<figure><figcaption>{words}</figcaption>"
            f'<img src="data:image/svg+xml;base64,{picture}" alt="{escape(self.alt)}"></figure>'
        )

    def png(self, dpi: int = 200) -> bytes:
        """The same picture in dots, for what cannot show an SVG. The same bytes for the same picture."""
        import typst

        return typst.compile(PNG_PAGE, format="png", ppi=dpi, sys_inputs={"svg": self.svg})


@dataclass(frozen=True)
class NoChart:
    """What stands where there is nothing to draw: one sentence."""

    title: str
    alt: str

    def figure(self, caption: str = "") -> str:  # noqa: ARG002 - a caption tells how to read a picture, and there is none
        """The sentence as HTML."""
        return f'<p class="note">{escape(self.alt)}</p>'
