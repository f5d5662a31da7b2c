"""The look of every chart: one width, two sizes of type, and a palette that holds in grey and for the colour-blind.

The colours are those of the published page. Text has a contrast of 4.5 to 1 or more against what it stands on, marks 3
to 1 (WCAG 2.2, 1.4.3 and 1.4.11), and no meaning hangs on colour: every state has a fill of its own, fuller the better.
"""

from __future__ import annotations

from dataclasses import dataclass

from heard.model.state import State

WIDTH = 360.0  # points; 5 inches
SMALL, LARGE = 11.5, 13.0  # points
PAPER_WIDTH = 482.0  # points; 170 mm, the whole width of the text on paper
DRAWN_WIDE = 400.0  # points: what is drawn wider is shown over the whole width, on paper and in Word
PHONE_WIDTH = 264.0  # points; on a screen 400 px wide its letters of 9 points are 12 px high

PANEL = "#ffffff"  # the picture brings its own paper, so it reads the same on a dark page
INK = "#18212b"
SOFT = "#4d5866"
RULE = "#c4ccd6"  # grid lines: nothing is read from them alone
WASH = "#e6eaef"  # holidays, behind the marks
FAINT = "#77828f"  # the palest a mark may be
MARK = "#0a4d68"
GOOD = "#0a5c53"
HALF = "#7a4b00"
BAD = "#9b1c31"
PALE = "#c9d1da"  # beside the dark part of a bar, within an edge of its own
MID = "#b9cdd8"  # what was done in part
EDGE = "#5f7f90"


@dataclass(frozen=True)
class Look:
    """How a state is filled: `edge` carries the contrast, `hatch` the pattern (in the colour of the edge)."""

    fill: str
    edge: str
    hatch: str = ""
    dashes: str = "-"
    text: str = INK


LOOKS = {
    State.MET: Look(GOOD, GOOD, text=PANEL),
    State.PARTLY: Look("#f3e3c3", HALF, "/////"),
    State.NOT_MET: Look(PANEL, BAD),
    State.NO_EVIDENCE: Look("#eef1f4", SOFT, "|||"),
    State.NOT_YET_DUE: Look(PANEL, SOFT, dashes="--"),
    State.NOT_APPLICABLE: Look(WASH, FAINT),
}

BEHIND_TEXT = {"facecolor": PANEL, "edgecolor": "none", "pad": 1.0}  # where words stand on lines

STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": SMALL,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.labelsize": SMALL,
    "axes.linewidth": 0.8,
    "axes.titlesize": LARGE,
    "figure.facecolor": PANEL,
    "grid.color": RULE,
    "hatch.linewidth": 1.1,
    "savefig.facecolor": PANEL,
    "svg.fonttype": "path",
    "svg.hashsalt": "heard",
    "xtick.color": SOFT,
    "xtick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.color": SOFT,
    "ytick.labelcolor": INK,
    "ytick.labelsize": SMALL,
}
