"""The public pages of the Consultation Database: files for any web server, complete or not at all."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from jinja2 import DictLoader, Environment, Template

from heard.english import agreed, number, some
from heard.errors import ParamsError
from heard.history.published_site import SITE, load_site
from heard.history.shown_before_files import told_under
from heard.model.public_page import PageStanding, PublicPage
from heard.page.to_html import attribute, escape
from heard.params import Params
from heard.params.files_read import reading
from heard.press.composing import Page, compose
from heard.press.html import PageHtml
from heard.press.manifest import write_manifest
from heard.press.place import files_of, refuse_another_councils, refuse_to_replace_a_real_one
from heard.press.publish import publishing, refuse_to_replace_inputs
from heard.press.site_data import write_site_data
from heard.press.site_feed import write_feed, write_sitemap
from heard.press.templates import read_templates, template
from heard.show.site.promises import REPORT
from heard.show.site.site_pages import FIRST, SitePage, SitePages
from heard.year.public import PublicRegister
from heard.year.steps import check_year

PAGE, STYLE, FIND = "site.html.j2", "site.css", "find.js"
ROBOTS = "robots.txt"
NAMED = 5  # links left out that are named
FEW = 5  # so many pages may lose their activity at once without a word
SHARE = 10  # and one in so many of them


def publish_site(params: Params, out: Path, progress: Callable[[str], None], *, gone: int | None = None) -> Path:
    """Publish the pages in `out/site/`, and give back that folder; `progress` is told each step, and what to know.

    They are of the day that is *as at* of the params. `gone` is how many pages may lose their activity, where that is
    meant. Raises the HeardError of the step that refused; what was published before then stands as it was.
    """
    with reading(params.read):
        read_templates()
        return _publish(params, out, progress, gone)


def _publish(params: Params, out: Path, progress: Callable[[str], None], gone: int | None) -> Path:
    started, place = datetime.now(UTC), out / SITE
    refuse_to_replace_inputs(params, place)
    refuse_to_replace_a_real_one(params, place)
    refuse_another_councils(params.council, place)
    with publishing(place) as folder:
        before, run_dir = load_site(place), folder / ".run"
        told, unknown = told_under(params.name, out)
        for sentence in unknown:
            progress(sentence)
        progress("Checking the records")
        public = PublicRegister(params, check_year(params, run_dir), before, told)
        shutil.rmtree(run_dir)
        _refuse_a_forgotten_folder(public, gone)
        progress(f"Writing {some(len(public.standings), 'pages')} of activities")
        pages = SitePages(public)
        written = {page.activity_id: _write(page, public, folder) for page in pages.every()}
        addresses = _addresses(pages, written)
        write_site_data(public, addresses, folder)
        for name in (STYLE, FIND):
            (folder / name).write_bytes(template(name))
        _write_for_search_engines(public, addresses, folder)
        _copy_report(public, folder)
        for sentence in _to_know(public):
            progress(sentence)
        progress("Publishing")
        write_manifest(params, public.records, folder, started)
    return place


def _write_for_search_engines(public: PublicRegister, addresses: Sequence[PublicPage], folder: Path) -> None:
    """The feed and the sitemap, which need an address; of pages that nobody signed off, that none is to be read."""
    site = public.params.site
    if not site.signed_off_by:
        (folder / ROBOTS).write_text("User-agent: *\nDisallow: /\n", encoding="utf-8", newline="\n")
    elif site.address:
        write_feed(public, folder)
        write_sitemap(public, addresses, folder)


def _copy_report(public: PublicRegister, folder: Path) -> None:
    """The public files of the latest report, where somebody has signed it off."""
    report = public.params.previous
    if report is None or public.report is None or not public.report.is_signed_off:
        return
    for path in files_of(report):
        place = folder / REPORT / path.relative_to(report)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def _to_know(public: PublicRegister) -> Iterator[str]:
    """What is not as it could be, a sentence each."""
    site, left_out = public.params.site, public.links_left_out
    if not site.address:
        yield "Without an `address` under `site:` there is no feed, no sitemap and no canonical link."
    if not site.signed_off_by:
        yield "Nobody has signed the pages off: every one says DRAFT, and search engines are told to keep away."
    if site.contact and public.contact is None:
        yield f"No row of `contacts` is called {site.contact!r}: the pages name nobody to ask."
    if left_out:
        many = f" and {number(len(left_out) - NAMED)} more" if len(left_out) > NAMED else ""
        yield f"Links that lead to no web page are left out: {', '.join(left_out[:NAMED])}{many}."


def _refuse_a_forgotten_folder(public: PublicRegister, gone: int | None) -> None:
    """Pages that lose their activity in such numbers have lost it by mistake, unless somebody says how many are to."""
    before = {id: page for id, page in public.before.pages.items() if page.standing is not PageStanding.GONE}
    lost = sum(public.standings[id] is PageStanding.GONE for id in before)
    if gone is None:
        if lost <= FEW or lost * SHARE <= len(before):
            return
    elif gone == lost:
        return
    found = f"{number(lost)} of {some(len(before), 'activities')} that have a page {agreed(lost, 'are')} no longer in"
    raise ParamsError(public.params.path, f"{found} the register", f"If that is meant, add `--gone {lost}`")


def _write(page: SitePage, public: PublicRegister, folder: Path) -> str:
    """Write a page, and give back a word for what is on it below its head."""
    composed = compose((page.blocks,))
    write = PageHtml()
    body = "\n".join(map(write.of, composed.fragments)).strip()
    cover = write.inside_cover(composed.cover)
    path = folder / page.address
    path.parent.mkdir(exist_ok=True)
    path.write_text(_html(composed, page, public, cover, body), encoding="utf-8", newline="\n")
    return hashlib.sha256(f"{cover}\n{body}".encode()).hexdigest()[:16]


def _html(composed: Page, page: SitePage, public: PublicRegister, cover: str, body: str) -> str:
    site = public.params.site
    return _template().render(
        page=composed,
        cover=cover,
        body=body,
        up="../" * page.address.count("/"),
        here="" if page.address == FIRST else page.address,
        address=site.address if site.signed_off_by else "",
        indexed=page.listed and bool(site.signed_off_by),
        search=page.address == FIRST,
    )


def _template() -> Template:
    return _compiled(template(PAGE).decode("utf-8"))


@cache
def _compiled(page: str) -> Template:
    templates = Environment(loader=DictLoader({PAGE: page}))
    templates.filters |= {"escaped": escape, "quoted": attribute}
    return templates.get_template(PAGE)


def _addresses(pages: SitePages, written: Mapping[str, str]) -> tuple[PublicPage, ...]:
    """Every address that there was or is, with the day on which what stands there last changed."""
    public, found = pages.public, []
    for id, standing in sorted(public.standings.items()):
        before, fingerprint = public.before.pages.get(id), written[id]
        is_as_it_was = (
            before is not None
            and before.standing is standing
            and (before.fingerprint == fingerprint or standing is PageStanding.GONE)
        )
        first_on = before.first_on if before else public.on
        changed_on = before.changed_on if before and is_as_it_was else public.on
        found.append(PublicPage(id, pages.address(id), first_on, changed_on, fingerprint, standing))
    return tuple(found)
