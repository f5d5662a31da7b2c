"""The documents as a site: built strictly, every link followed, nothing fetched from elsewhere, nothing left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from heard.cli.app import app
from heard.measures import MEASURES
from heard.model.standards import NAMES
from heard.model.tables import TABLES
from heard.params import ROOT
from heard.params.annual import DISCLOSURE_KEYS, KEYS

FETCHED = {"script": "src", "img": "src", "link": "href", "iframe": "src"}
FROM_ELSEWHERE = re.compile(r"^(https?:)?//")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BeautifulSoup]:
    """Every page by its path, of a build in which any warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    build(load_config(str(ROOT / "docs" / "mkdocs.yml"), site_dir=str(folder)))
    return {
        str(page.relative_to(folder).as_posix()): BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for page in folder.rglob("*.html")
    }


def test_a_link_to_nowhere_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: pages\nstrict: true\n", encoding="utf-8")
    with pytest.raises(Abort):
        build(load_config(str(tmp_path / "mkdocs.yml")))


def test_a_page_fetches_nothing_from_elsewhere(site: dict[str, BeautifulSoup]) -> None:
    fetched = [
        f"{path}: {element[attribute]}"
        for path, page in site.items()
        for name, attribute in FETCHED.items()
        for element in page.find_all(name, attrs={attribute: FROM_ELSEWHERE})
        if element.get("rel") != ["canonical"]
    ]
    assert fetched == []


def test_every_picture_says_what_it_shows(site: dict[str, BeautifulSoup]) -> None:
    pictures = [picture for page in site.values() for picture in page.find_all("img")]
    assert pictures
    assert [str(picture) for picture in pictures if not picture.get("alt")] == []


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("measures", [measure.id for measure in MEASURES]),
        ("tables", list(TABLES)),
        ("commands", list(typer.main.get_group(app).commands)),
    ],
)
def test_the_reference_has_a_heading_for_each(site: dict[str, BeautifulSoup], page: str, names: list[str]) -> None:
    found = site[f"reference/{page}.html"]
    assert [name for name in names if found.find("h2", id=name) is None] == []


@pytest.mark.parametrize(("page", "names"), [("params", (*KEYS, *DISCLOSURE_KEYS)), ("figures", NAMES)])
def test_the_reference_names_each(site: dict[str, BeautifulSoup], page: str, names: tuple[str, ...]) -> None:
    named = {word for code in site[f"reference/{page}.html"].find_all("code") for word in re.findall(r"\w+", code.text)}
    assert set(names) - named == set()
