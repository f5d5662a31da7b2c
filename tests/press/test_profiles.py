"""The profiles as they are published: a page and a paper for each activity, all or nothing, the same bytes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from distributed import LocalCluster
from pypdf import PdfReader

from heard.errors import ParamsError, RunError
from heard.history.shown_before_files import told_under
from heard.maths.suppress import Symbol
from heard.page.blocks import Foreign
from heard.params import load_annual
from heard.press import cluster as clusters
from heard.press import profiles
from heard.press.accessible import faults
from heard.press.profiles import file_names, publish_profiles, sharing
from heard.press.verify import first_difference

from ..read_back import faults_of_paper  # noqa: TID252 - tests are no package that could be named

PARAMS = "period: {first_day: 2024-04-01, last_day: 2025-03-31}\nas_at: 2025-06-01\nrecords: records\n"
ACTIVITIES = """activity_id,title,opened_on,closed_on,service
A/1,Library hours,2024-05-01,2024-08-01,Libraries
a\\1,Bus fares,2024-09-01,2024-12-01,
A3,Still open,2024-09-01,,Libraries
"""
HIDDEN = Symbol.CONFIDENTIAL
FILES = {"activity-A-1", "activity-a-1-2"}


@pytest.fixture(scope="module")
def params_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("council")
    (folder / "records").mkdir()
    (folder / "records" / "activities.csv").write_text(ACTIVITIES, encoding="utf-8")
    (folder / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
    return folder / "annual-2024-25.yaml"


@pytest.fixture(scope="module")
def published(params_file: Path) -> Path:
    return publish_profiles(load_annual(params_file), params_file.parent / "one", lambda _: None)


BESIDE_THEM = {"disclosure.json", "figures.csv", "index.html", "statement.json"}


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as made:
        yield made.scheduler_address


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}


def test_each_closed_activity_has_a_page_and_a_paper_and_the_index_leads_to_them(published: Path) -> None:
    assert published.name == "profiles-2024-25"
    assert set(files(published)) == {
        *BESIDE_THEM,
        *(f"{name}.{end}" for name in FILES for end in ("html", "pdf")),
    }
    index = BeautifulSoup((published / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = [str(link["href"]) for link in index.select("main td a, main tbody th a")]
    assert sorted(links) == sorted(set(files(published)) - BESIDE_THEM)


def test_every_page_can_be_read_by_everybody_and_is_a_draft(published: Path) -> None:
    for name in FILES | {"index"}:
        html = (published / f"{name}.html").read_text(encoding="utf-8")
        page = BeautifulSoup(html, "html.parser")
        for script in page.select("main ~ script, body > script"):  # the page's own, which its policy lets in by hash
            script.decompose()
        assert faults((Foreign(str(page)),)) == []
        assert "DRAFT" in html


def test_on_paper_it_is_two_sides_at_most_and_one_leaf(published: Path) -> None:
    for name in FILES:
        pdf = PdfReader(BytesIO((published / f"{name}.pdf").read_bytes()))
        assert 1 <= len(pdf.pages) <= 2
        assert faults_of_paper(published / f"{name}.pdf") == []
        assert "Where this comes from" not in "".join(page.extract_text() for page in pdf.pages)


def test_the_manifest_names_what_went_in_and_what_came_out(published: Path) -> None:
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    assert {each["file"] for each in manifest["published"]} == set(files(published))
    assert [each["table"] for each in manifest["inputs"] if "table" in each] == ["activities"]


def test_many_processes_make_what_one_makes_byte_by_byte(params_file: Path, published: Path) -> None:
    again = publish_profiles(load_annual(params_file), params_file.parent / "two", lambda _: None, workers=2)
    assert files(again) == files(published)


def test_a_cluster_makes_what_one_process_makes_byte_by_byte(params_file: Path, published: Path, cluster: str) -> None:
    again = publish_profiles(load_annual(params_file), params_file.parent / "three", lambda _: None, cluster=cluster)
    assert files(again) == files(published)


def test_a_page_that_fails_leaves_what_was_published_before(
    params_file: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(published)

    def fails(task: profiles.Task) -> list[profiles.Pages]:
        raise RunError(next(iter(task.names)), "it failed", "Try again")

    monkeypatch.setattr(profiles, "make_pages", fails)
    with pytest.raises(RunError, match=r"^A/1: it failed\. Try again\.$"):
        publish_profiles(load_annual(params_file), published.parent, lambda _: None)
    assert files(published) == before


def test_a_council_where_nothing_closed_has_an_index_that_says_so(make_council: Callable[..., Path]) -> None:
    params = make_council(activities="activity_id,title,opened_on,closed_on\nA1,Library hours,2025-03-01,2025-07-01")
    folder = publish_profiles(load_annual(params), params.parent / "out", lambda _: None)
    assert "No activities closed in the year." in (folder / "index.html").read_text(encoding="utf-8")
    assert set(files(folder)) == BESIDE_THEM
    assert first_difference(folder) == ""


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["CON", "nul.", "a b"], ["activity-CON", "activity-nul", "activity-a-b"]),
        (["../../etc", "C:\\x"], ["activity-..-..-etc", "activity-C-x"]),
        (["A1", "a1", "A-1", "A 1"], ["activity-A1", "activity-a1-2", "activity-A-1", "activity-A-1-2"]),
        (["Ä", "Ö"], ["activity", "activity-2"]),
        (["x" * 300], ["activity-" + "x" * 51]),
    ],
)
def test_whatever_an_id_holds_its_files_have_names_that_every_system_takes(ids: list[str], names: list[str]) -> None:
    assert list(file_names(ids).values()) == names


def refuses(name: str) -> str:
    raise ParamsError(name, "it is refused", "Mend it")


def ends(name: str) -> str:
    os._exit(1)


def test_what_a_process_refuses_arrives_as_its_sentence() -> None:
    with pytest.raises(ParamsError, match=r"^one: it is refused\. Mend it\.$"), sharing(2) as share_out:
        list(share_out(refuses, ["one", "two"]))


def test_a_process_that_is_ended_from_outside_is_said_in_a_sentence() -> None:
    with pytest.raises(RunError, match="one of the processes was ended from outside"), sharing(2) as share_out:
        list(share_out(ends, ["one"]))


def test_a_cluster_that_does_not_answer_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    with pytest.raises(RunError) as refused, sharing(cluster="tcp://127.0.0.1:9"):
        pass
    assert str(refused.value) == (
        "tcp://127.0.0.1:9: no Dask scheduler answers there. See that it runs and that this machine may reach it."
    )


def test_without_the_package_a_cluster_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "find_spec", lambda _: None)
    with (
        pytest.raises(RunError, match="Install heard with its extra `cluster`, or use --workers"),
        sharing(cluster="x"),
    ):
        pass


def test_whoever_answered_since_the_profiles_were_made_cannot_be_told_apart(tmp_path: Path) -> None:
    """The profiles are remembered by those that take their place, and by the report."""
    records = tmp_path / "records"
    records.mkdir()
    (records / "activities.csv").write_text(ACTIVITIES.split("a\\", maxsplit=1)[0], encoding="utf-8")
    (tmp_path / "annual-2024-25.yaml").write_text(PARAMS, encoding="utf-8")
    said = []
    for answers in (30 * "5" + 20 * "1", 30 * "5" + 20 * "1" + "5"):
        rows = "".join(f"{n},A/1,{answer}\n" for n, answer in enumerate(answers))
        (records / "responses.csv").write_text(f"response_id,activity_id,understood_how_long\n{rows}", encoding="utf-8")
        folder = publish_profiles(load_annual(tmp_path / "annual-2024-25.yaml"), tmp_path / "out", lambda _: None)
        page = (folder / "activity-A-1.html").read_text(encoding="utf-8")
        said += re.findall(r"how long they had \((.*?)\)", page)
    assert said == ["30 of 50 (60%", "[c] of [c]"]
    told, unknown = told_under("annual-2024-25", tmp_path / "out")
    assert [shares.wholes for shares in told.understood["understood_how_long"]] == [{"A/1": 50}, {"A/1": HIDDEN}]
    assert (told.people, told.contributions, unknown) == ({}, (), ())
