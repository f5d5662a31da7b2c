"""What a chart is to its reader: a question, a picture, and the finding in words for who does not see it."""

from __future__ import annotations

from dataclasses import dataclass

PNG_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


@dataclass(frozen=True)
class Chart:
    """One picture. `title` is the question it answers, `alt` states what is seen, `svg` stands alone.

    `narrow` is the same picture drawn for a phone, where the wide one would be too small to read.
    """

    title: str
    alt: str
    svg: str
    narrow: str = ""

    def png(self, dpi: int = 200) -> bytes:
        """The same picture in dots."""
        return in_dots(self.svg, dpi)


def in_dots(svg: str, dpi: int) -> bytes:
    """A picture as PNG, for what cannot show an SVG. The same bytes for the same picture."""
    import typst

    return typst.compile(PNG_PAGE, format="png", ppi=dpi, sys_inputs={"svg": svg}, ignore_system_fonts=True)


@dataclass(frozen=True)
class NoChart:
    """What stands where there is nothing to draw: one sentence."""

    title: str
    alt: str
