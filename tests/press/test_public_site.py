"""The public pages as they are published: addresses for good, nothing that is kept back, all or nothing."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from heard.errors import ParamsError, PlaceError
from heard.history.published_site import told_by_site
from heard.model.records import Records
from heard.model.tables import TABLES, Kind, TableSpec
from heard.params import load_annual
from heard.press import public_site
from heard.press.public_site import publish_site
from heard.year.public import PUBLISHED
from heard.year.steps import check_year

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = date(2025, 6, 1)
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
MakeCouncil = Callable[..., Path]


@cache
def html(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def pages_of(folder: Path) -> list[Path]:
    return sorted(page for page in folder.rglob("*.html") if "report" not in page.relative_to(folder).parts)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def addresses(folder: Path) -> dict[str, dict[str, str]]:
    return {row["activity_id"]: row for row in table(folder / "data" / "addresses.csv")}


def publish(params: Path, on: date = DAY, gone: int | None = None) -> Path:
    said: list[str] = []
    return publish_site(replace(load_annual(params), as_at=on), params.parent / "out", said.append, gone=gone)


def register(ids: list[str], **more: str) -> str:
    columns = ["activity_id", "title", "opened_on", "closed_on", *more]
    cells = [[id, f"Title of {id}", "2024-05-01", "2024-08-01", *more.values()] for id in ids]
    return "\n".join(",".join(row) for row in [columns, *cells])


def test_every_link_within_the_site_leads_somewhere(public_site: Path) -> None:
    lost = []
    for page in pages_of(public_site):
        for element in html(page).find_all(["a", "link", "script"]):
            to = str(element.get("href") or element.get("src"))
            parts = urlsplit(to)
            if parts.scheme or element.get("rel") == ["canonical"]:
                continue
            there = (page.parent / unquote(parts.path)) if parts.path else page
            if not there.is_file() or (parts.fragment and not html(there).find(id=unquote(parts.fragment))):
                lost.append((page.name, to))
    assert lost == []


def test_every_activity_is_three_links_at_most_from_the_first_page_without_a_script(public_site: Path) -> None:
    reached, now = {public_site / "index.html"}, {public_site / "index.html"}
    for _ in range(3):
        links = {
            (page.parent / str(link["href"]).partition("#")[0]).resolve()
            for page in now
            if page.suffix == ".html" and "report" not in page.parts
            for link in html(page).select("main a[href]")
            if "://" not in str(link["href"]) and ":" not in str(link["href"])
        }
        now = links - reached
        reached |= now
    shown = {public_site / row["address"] for row in addresses(public_site).values() if row["standing"] == "shown"}
    assert {path.resolve() for path in shown} <= {path.resolve() for path in reached}


def test_every_page_asks_for_nothing_from_elsewhere_and_forbids_it(public_site: Path) -> None:
    for page in pages_of(public_site):
        policy = html(page).find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert policy is not None and policy["content"] == POLICY
        assert not html(page).find_all(style=True) and not html(page).find_all(["style", "img", "iframe"])


def test_what_a_title_holds_is_text_wherever_it_stands(public_site: Path) -> None:
    (row,) = (row for row in table(public_site / "data" / "activities.csv") if row["activity_id"] == "PLAN-1")
    title = row["title"]
    assert "</script><script>alert(1)</script>" in title
    assert html(public_site / "activities" / "plan-1.html").h1.get_text() == title  # type: ignore[union-attr]
    for page in pages_of(public_site):
        assert all(script.get("src") and not script.get_text() for script in html(page).find_all("script"))
    script = (public_site / "find-data.js").read_text(encoding="utf-8")
    assert not {"<", ">", "\u2028", "\u2029"} & {*script} and script.count("\n") == 1
    found = json.loads(script.removeprefix("var HEARD_ACTIVITIES = ").rstrip().removesuffix(";"))
    assert title in [each[1] for each in found]
    written = json.loads((public_site / "data" / "activities.json").read_text(encoding="utf-8"))
    assert title in [each["title"] for each in written]
    feed = ElementTree.parse(public_site / "feed.xml").getroot()
    assert f"Listed: {title}" in [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")]


def test_an_unpublished_plan_is_in_no_byte(public_site: Path) -> None:
    found = [path for path in public_site.rglob("*") if path.is_file() and b"An unpublished plan" in path.read_bytes()]
    assert found == []


def test_what_is_gone_or_set_aside_keeps_its_address_and_says_no_title(public_site: Path) -> None:
    standings = {id: row["standing"] for id, row in addresses(public_site).items()}
    assert (standings["LOST-1"], standings["ASIDE-1"], standings["OLD-1"]) == ("gone", "set aside", "moved")
    for name in ("lost-1", "aside-1", "old-1"):
        page = html(public_site / "activities" / f"{name}.html")
        assert page.find("meta", attrs={"name": "robots", "content": "noindex"})
        assert "Not to be read" not in page.get_text()
    (link,) = html(public_site / "activities" / "old-1.html").select("main a[href$='.html']")
    assert (public_site / "activities" / str(link["href"])).is_file()


def test_the_feed_has_the_latest_fifty_and_the_map_the_pages_that_are_shown(public_site: Path) -> None:
    feed = ElementTree.parse(public_site / "feed.xml").getroot()
    moments = [entry.findtext(f"{ATOM}updated", "") for entry in feed.iter(f"{ATOM}entry")]
    assert len(moments) == 50 and moments == sorted(moments, reverse=True)
    assert len({entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}) == 50
    map_of = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    listed = {each.text for each in ElementTree.parse(public_site / "sitemap.xml").iter(map_of)}
    shown = {row["address"] for row in addresses(public_site).values() if row["standing"] == "shown"}
    assert listed == {f"https://www.example.org/consultations/{address}" for address in ("", *shown)}


def test_each_table_is_described_column_by_column(public_site: Path) -> None:
    package = json.loads((public_site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    described = {each["path"]: [field["name"] for field in each["schema"]["fields"]] for each in package["resources"]}
    assert described == {path.name: list(table(path)[0]) for path in (public_site / "data").glob("*.csv")}
    for each in package["resources"]:
        key = each["schema"]["primaryKey"]
        rows = [tuple(row[name] for name in key) for row in table(public_site / "data" / each["path"]) if key]
        assert len(set(rows)) == len(rows), each["path"]


def test_the_pages_are_listed_as_evidence_that_somebody_is_still_to_see(public_site: Path) -> None:
    listed = table(public_site / "data" / "web_listing.csv")
    assert tuple(listed[0]) == (*TABLES["web_listing"].columns, "made_on")
    assert {row["seen_on"] for row in listed} == {""}
    assert {row["made_on"] for row in listed} == {"2025-05-09", "2025-05-10"}
    assert {row["status"] for row in listed if row["activity_id"] == "PLAN-1"} == {"forthcoming"}


def test_what_the_latest_report_found_stands_beside_each_promise_and_leads_into_it(public_site: Path) -> None:
    page = html(public_site / "promises.html")
    (row,) = (row for row in page.select("tbody tr") if row.select("a[href$='#PROMISE-3']"))
    found = next(row for row in table(public_site / "report" / "commitments.csv") if row["commitment"] == "PROMISE-3")
    assert found["state"] in row.get_text() and " of " in row.select("td")[-1].get_text()
    assert not (public_site / "report" / "internal").exists()


def test_pages_that_nobody_signed_off_say_so_and_are_kept_from_search_engines(make_council: MakeCouncil) -> None:
    folder = publish(make_council(activities=register(["A1"])))
    for page in pages_of(folder):
        assert "DRAFT" in html(page).get_text()
        assert html(page).find("meta", attrs={"name": "robots", "content": "noindex"})
    assert "Disallow: /\n" in (folder / "robots.txt").read_text(encoding="utf-8")
    assert not any((folder / name).exists() for name in ("feed.xml", "sitemap.xml", "data/web_listing.csv"))


def test_made_again_on_the_next_day_no_page_of_an_activity_changes(make_council: MakeCouncil) -> None:
    channels = "activity_id,channel,contributions\nA1,online survey,40"
    params = make_council(activities=register(["A1", "A2"]), channels=channels)
    first = publish(params)
    before = {path: path.read_bytes() for path in (first / "activities").iterdir()} | {
        path: path.read_bytes() for path in (first / "data").iterdir() if path.name != "datapackage.json"
    }
    publish(params, DAY + timedelta(days=1))
    assert {path: path.read_bytes() for path in before} == before


def marked(spec: TableSpec, columns: tuple[str, ...]) -> str:
    """One row whose every cell that is kept back has a marker that can be found again."""
    cells = []
    for name, column in spec.columns.items():
        marker = f"kept-back-{spec.name}-{name}"
        held = {Kind.DAY: "2024-06-01", Kind.PLAN: "2024-06-01", Kind.WHOLE: "7173", Kind.MONEY: "7173.37"}
        if name in columns:
            cells.append("A1" if name == "activity_id" else "")
        elif column.words or column.kind in (Kind.YES_NO, Kind.QUARTER, Kind.YEAR, Kind.AGES):
            cells.append("")
        else:
            cells.append(held.get(column.kind, marker))
    return "\n".join([",".join(spec.columns), ",".join(cells)]) + "\n"


def test_what_is_kept_back_is_in_no_byte(make_council: MakeCouncil) -> None:
    required = {"activities": {"title": "Library hours", "opened_on": "2024-05-01", "closed_on": "2024-08-01"}}
    tables = {}
    for name, spec in TABLES.items():
        if name == "responses":
            continue
        header, row, _ = marked(spec, PUBLISHED.get(name, ())).split("\n")
        cells = dict(zip(header.split(","), row.split(","), strict=True)) | required.get(name, {})
        if "activity_id" in cells and cells["activity_id"] != "A1":
            cells["activity_id"] = "A1"
        tables[name] = f"{header}\n{','.join(cells.values())}"
    folder = publish(make_council(**tables))
    assert b"Library hours" in (folder / "activities" / "a1.html").read_bytes()
    for path in (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json"):
        for marker in (b"kept-back", b"7173"):
            assert marker not in path.read_bytes(), path
    assert b"kept-back" not in (folder / "manifest.json").read_bytes()


def test_a_folder_that_was_forgotten_is_noticed(make_council: MakeCouncil) -> None:
    publish(make_council(activities=register([f"A{n}" for n in range(20)])))
    params = make_council(activities=register([f"A{n}" for n in range(8)]))
    with pytest.raises(ParamsError) as refused:
        publish(params)
    sentence = "12 of 20 activities that have a page are no longer in the register. If that is meant, add `--gone 12`."
    assert str(refused.value).endswith(sentence)
    with pytest.raises(ParamsError):
        publish(params, gone=11)
    assert [row["standing"] for row in addresses(publish(params, gone=12)).values()].count("gone") == 12


def test_without_its_addresses_a_site_is_not_replaced(make_council: MakeCouncil) -> None:
    params = make_council(activities=register(["A1"]))
    folder = publish(params)
    (folder / "data" / "addresses.csv").unlink()
    with pytest.raises(PlaceError) as refused:
        publish(params)
    assert str(refused.value) == (
        f"{folder}: `addresses.csv` is missing from the site that this would replace: without it addresses could "
        "break. Put it back, or choose another folder with --out."
    )


def test_a_file_that_heard_did_not_write_or_that_was_altered_is_not_thrown_away(make_council: MakeCouncil) -> None:
    params = make_council(activities=register(["A1"]))
    folder = publish(params)
    for path, found in ((folder / "years" / "mine.html", "it holds years/mine.html"), (folder / "site.css", "altered")):
        kept = path.read_bytes() if path.exists() else None
        path.write_text("mine", encoding="utf-8")
        with pytest.raises(PlaceError, match=found):
            publish(params)
        path.write_bytes(kept) if kept else path.unlink()


def test_a_run_that_ends_anywhere_leaves_the_old_site_whole(
    make_council: MakeCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    params = make_council(activities=register(["A1", "A2"]))
    folder = publish(params)
    before = all_in(folder.parent)
    for step in ("load_site", "check_year", "compose", "write_site_data", "write_manifest"):
        with monkeypatch.context() as patch:
            patch.setattr(public_site, step, ended)
            with pytest.raises(KeyboardInterrupt):
                publish(params)
        assert all_in(folder.parent) == before


def all_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"}


def ended(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_no_history_of_a_register_breaks_an_address(
    make_council: MakeCouncil, monkeypatch: pytest.MonkeyPatch, size: Callable[[int, int], int]
) -> None:
    """Ids are added, lost, renumbered and come back; the records are checked once, and rows of them left out."""
    everything = [*(f"A{n}" for n in range(8)), "a1", "A/1", "A 1"]
    params = make_council(activities=register(everything))
    whole = check_year(load_annual(params), params.parent / "run")
    chance = random.Random(14)
    ids: set[str] = set()
    monkeypatch.setattr(public_site, "check_year", lambda params, run_dir: (run_dir.mkdir(), only(whole, ids))[1])
    for history in range(size(3, 20)):
        out, ever = params.parent / f"out-{history}", dict[str, str]()
        for day in range(4):
            ids = set(chance.sample(everything, chance.randint(1, len(everything))))
            lost = [id for id in ever if id not in ids]
            moved = {old: chance.choice(sorted(ids)) for old in lost if chance.random() < 0.5}
            year = load_annual(params)
            given = replace(year, as_at=DAY + timedelta(days=day), site=replace(year.site, moved=moved))
            folder = publish_site(given, out, lambda _: None)
            found = {id: row["address"] for id, row in addresses(folder).items()}
            assert ever.items() <= found.items()
            assert all((folder / address).is_file() for address in found.values())
            assert len(set(found.values())) == len(found)
            ever = found


def only(records: Records, ids: set[str]) -> Records:
    checked = records.tables["activities"]
    rows = checked.rows[checked.rows["activity_id"].isin(ids)]
    return replace(records, tables={"activities": replace(checked, rows=rows)})


def test_the_report_remembers_what_the_site_told(make_council: MakeCouncil) -> None:
    channels = "activity_id,channel,contributions\nA1,online survey,40\nA2,online survey,60"
    params = make_council(activities=register(["A1"]) + "\nA2,Bus fares,2023-05-01,2023-08-01", channels=channels)
    folder = publish(params)
    period = load_annual(params).period
    assert [told.cells for told in told_by_site(folder.parent, period).contributions] == [{"online survey": 40}]
    assert [told.cells for told in told_by_site(folder.parent, period.before).contributions] == [{"online survey": 60}]
    assert told_by_site(params.parent / "nowhere", period).contributions == ()
