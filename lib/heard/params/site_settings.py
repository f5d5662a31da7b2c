"""The public pages, as the params file of a year describes them under `site:`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from heard.params.document import Section, describe

SITE_KEYS = ("address", "signed_off_by", "contact", "moved")


@dataclass(frozen=True)
class Site:
    """The address under which the pages are put up, who signs them off, whom the public may ask, and what was renamed.

    `address` ends with a slash, or is empty. `contact` names a row of `contacts`. `moved` gives the new id of an
    activity by its old one.
    """

    address: str = ""
    signed_off_by: str = ""
    contact: str = ""
    moved: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def site_given(given: Section) -> Site:
    """What stands under `site:`; each key may be left out. ParamsError for what cannot be followed."""
    given.only(SITE_KEYS)
    return Site(_address(given), given.text("signed_off_by"), given.text("contact"), _moved(given.section("moved")))


def _address(given: Section) -> str:
    written = given.text("address")
    if not written:
        return ""
    try:
        parts = urlsplit(written)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        is_address = False
    if not is_address:
        do = "Write it as https://www.example.org/consultations/"
        raise given.refuse("address", f"is {written!r}, which is the address of no folder on the web", do)
    return written.rstrip("/") + "/"


def _moved(given: Section) -> Mapping[str, str]:
    for old, new in given.found.items():
        if not (isinstance(new, str) and new.strip()):
            raise given.refuse(str(old), f"is {describe(new)}, and not an id", "Write the id that it has now")
        if new == old:
            raise given.refuse(str(old), "names itself", "Write the id that it has now, or take the line out")
    return MappingProxyType({str(old): new.strip() for old, new in given.found.items()})
