"""Nobody signs off a paper with a blank in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from heard.errors import ParamsError
from heard.params import load_annual
from heard.params.files_read import reading
from heard.press import annual_pack, committee_paper
from heard.press.committee_paper import check_sign_off

ONE = "activity_id,title,opened_on\nA,Bus fares,2024-05-01"


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A committee paper of a council's own."""
    path = tmp_path / "committee-paper.md"
    path.write_text("# {{ title }}\n\n## 4 Risks\n\n[to be written by Legal]\n\n## 5 Costs\n\n[to be written by X]\n")
    monkeypatch.setattr(committee_paper, "TEMPLATE", path)
    return path


def own_paper(params: Path) -> Path:
    """Where the committee paper of a year is filled: beside its params file."""
    return params.with_name(f"{params.stem}-committee-paper.md")


def test_a_paper_of_its_own_beside_the_params_is_filled_signed_off_and_published(
    make_council: Callable[..., Path], template: Path, tmp_path: Path
) -> None:
    path = make_council("signed_off_by: Director\n", activities=ONE)
    blank = template.read_text(encoding="utf-8")
    own_paper(path).write_text(blank, encoding="utf-8")
    with pytest.raises(ParamsError, match=re.escape(f"Write it in {own_paper(path)}, or leave")), reading():
        check_sign_off(load_annual(path))
    own_paper(path).write_text("# {{ title }}\n\n## 4 Risks\n\nNone that we know of.\n\n{{ report }}\n")
    report = annual_pack.publish_annual(load_annual(path), tmp_path / "out", lambda _: None)
    with ZipFile(report / "annual-report.docx") as parts:
        assert "None that we know of." in parts.read("word/document.xml").decode("utf-8")
    assert template.read_text(encoding="utf-8") == blank
    assert own_paper(path).name in (report / "manifest.json").read_text(encoding="utf-8")


def test_a_sign_off_of_a_paper_with_blanks_is_refused_and_names_the_first(
    make_council: Callable[..., Path], template: Path
) -> None:
    params = load_annual(make_council("signed_off_by: Director\n", activities=ONE))
    with pytest.raises(ParamsError) as refused:
        check_sign_off(params)
    assert str(refused.value) == (
        f"{params.path}: 'signed_off_by' is filled, and the committee paper has nothing yet under '4 Risks' and "
        f"1 more. Write it in {own_paper(params.path)}, a copy of {template}, or leave the sign-off empty."
    )


def test_a_paper_that_is_written_may_be_signed_and_a_draft_may_have_blanks(
    make_council: Callable[..., Path], template: Path
) -> None:
    check_sign_off(load_annual(make_council(activities=ONE)))
    assert committee_paper.unwritten(template) == ("4 Risks", "5 Costs")
    template.write_text("# {{ title }}\n\n## 4 Risks\n\nNone.\n", encoding="utf-8")
    check_sign_off(load_annual(make_council("signed_off_by: Director\n", activities=ONE)))


def test_it_is_refused_before_anything_is_run_or_written(
    make_council: Callable[..., Path], template: Path, tmp_path: Path
) -> None:
    params, steps = load_annual(make_council("signed_off_by: Director\n", activities=ONE)), []
    with pytest.raises(ParamsError, match="the committee paper has nothing yet"):
        annual_pack.publish_annual(params, tmp_path / "out", steps.append)
    assert steps == [] and not (tmp_path / "out").exists()
