"""What stands in the way of a sign-off: nobody signs a committee paper in which something is still to be written."""

from __future__ import annotations

from heard.errors import ParamsError
from heard.params import Params
from heard.press import committee_paper


def check_sign_off(params: Params) -> None:
    """ParamsError where the params say who signed off, and a part of the committee paper is still blank."""
    blank = committee_paper.unwritten() if params.signed_off_by else ()
    if blank:
        more = f" and {len(blank) - 1} more" if blank[1:] else ""
        found = f"'signed_off_by' is filled, and the committee paper has nothing yet under {blank[0]!r}{more}"
        raise ParamsError(params.path, found, f"Write it in {committee_paper.TEMPLATE}, or leave the sign-off empty")
