"""The figures that have a name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from heard.errors import ParamsError
from heard.model.standards import NAMES, Reason
from heard.params.shipped import STANDARDS
from heard.params.standards_file import load_standards


def ours(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "standards.yaml"
    path.write_text(text)
    return path


def test_every_named_figure_is_shipped_with_a_reason() -> None:
    shipped = yaml.safe_load(STANDARDS.read_text(encoding="utf-8"))
    assert tuple(shipped) == NAMES
    assert all(set(entry) == {"value", "strategy", "reason"} and entry["reason"] for entry in shipped.values())


def test_the_figures_of_the_strategy_are_told_from_proposals() -> None:
    notes = load_standards().notes
    assert {name for name in NAMES if notes[name].strategy} == {"minimum_days", "significant_days", "boards_expected"}


def test_the_shipped_figures_are_those_of_the_specification() -> None:
    standards = load_standards()
    assert [getattr(standards, name) for name in NAMES] == [
        28, 84, 730, 9, 20, 14, 14, 14, 5, 84, 365, 28, 183, 28, 3, 92, 3, 3, 28, 5, 1, 365, 90, 80, 60, 0.8, 16, 20,
        10,
    ]  # fmt: skip


def test_a_figure_left_out_keeps_its_default(tmp_path: Path) -> None:
    standards = load_standards(ours(tmp_path, "significant_days: 91\nratio_flag: 1\n"))
    assert (standards.significant_days, standards.ratio_flag, standards.minimum_days) == (91, 1.0, 28)
    assert standards.changed == ("significant_days", "ratio_flag")
    assert standards.notes["significant_days"].strategy


def test_a_figure_given_as_it_is_shipped_is_not_changed(tmp_path: Path) -> None:
    assert load_standards(ours(tmp_path, "minimum_days: 28")).changed == ()


def test_another_strategy_can_say_which_figures_are_its_own(tmp_path: Path) -> None:
    text = "feedback_days: {value: 56, reason: Our strategy says eight weeks., strategy: yes}"
    standards = load_standards(ours(tmp_path, text))
    assert standards.feedback_days == 56
    assert standards.notes["feedback_days"] == Reason("Our strategy says eight weeks.", True)


REFUSED = {
    "a mistyped name": ("minimun_days: 42", "the key 'minimun_days' is not known. Did you mean 'minimum_days'?"),
    "words": ("minimum_days: six weeks", "'minimum_days' is 'six weeks', not a whole number"),
    "half a day": ("minimum_days: 28.5", "'minimum_days' is 28.5, not a whole number"),
    "yes": ("minimum_days: yes", "'minimum_days' is yes, not a whole number"),
    "less than nothing": ("minimum_days: -1", "'minimum_days' is -1. Write a whole number, 0 or more"),
    "more days than a century has": ("feedback_days: 36526", "Write a whole number, from 0 to 36,525"),
    "more years than a century has": ("stage_years: 101", "Write a whole number, from 0 to 100"),
    "more than a hundred per cent": ("kept_at: 101", "'kept_at' is 101. Write a whole number, from 0 to 100"),
    "a share above one": ("ratio_flag: 80", "'ratio_flag' is 80, not a share. Write a number from 0 to 1"),
    "no value": ("minimum_days: {reason: Because.}", "minimum_days: the key 'value' is missing"),
    "an unknown part": ("minimum_days: {value: 1, why: Because.}", "minimum_days: the key 'why' is not known"),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_a_figure_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ParamsError) as refused:
        load_standards(ours(tmp_path, text))
    assert sentence in str(refused.value)
    assert "standards.yaml" in refused.value.where
