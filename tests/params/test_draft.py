"""A draft of one activity: what its file may hold, and what is refused with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from heard.errors import ParamsError
from heard.model.tables import TABLES
from heard.params.draft import KEYS, load_draft

OPENS = "title: Library hours in March\nopened_on: 2026-09-07\n"


@pytest.fixture
def refused(tmp_path: Path):  # type: ignore[no-untyped-def]  # of a test alone
    def refuse(text: str) -> str:
        path = tmp_path / "library.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ParamsError) as error:
            load_draft(path)
        return str(error.value)

    return refuse


def test_every_key_is_a_column_of_activities_or_one_of_four_more() -> None:
    assert (*TABLES["activities"].columns, "decided_by", "groups", "channels", "formats") == KEYS


def test_cells_and_rows_are_as_the_records_have_them(tmp_path: Path) -> None:
    path = tmp_path / "library.yaml"
    path.write_text(
        OPENS + "in_scope: yes\nbudget: 1200.5\nprescribed_days: 42\nsignificance: Significant\nservice:\n"
        "shared_with: [Legal, 'Parish councils']\ndecided_by: project board\ngroups: 2\n"
        "channels: [online survey, meeting]\nformats: [standard, On Request]\n"
    )
    draft = load_draft(path)
    assert draft.name == "library" and draft.activity_id == ""
    assert draft.cells == {
        "title": "Library hours in March",
        "opened_on": date(2026, 9, 7),
        "in_scope": "yes",
        "budget": 1200.5,
        "prescribed_days": 42,
        "significance": "significant",
        "shared_with": "Legal;Parish councils",
    }
    assert draft.rows["channels"] == ({"channel": "online survey"}, {"channel": "meeting"})
    assert [row["formats"] for row in draft.rows["materials"]] == ["standard;on request"]
    assert len(draft.rows["affected_groups"]) == 2
    assert draft.rows["decisions"] == ({"body_kind": "project board"},)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "title: Hours\nopened_on: 2026-09-07\nclosed_on: 2026-08-31\n",
            "`library.yaml`: closes on 31 August 2026, before it opens on 7 September 2026. Swap the two days.",
        ),
        ("opened_on: 2026-09-07\n", "`library.yaml`: the key 'title' is missing. Add a line that begins `title:`."),
        ("title: Hours\n", "has neither 'opened_on' nor 'decision_planned_on'. Add a line that begins with one"),
        (OPENS + "closes_on: 2026-10-31\n", "`library.yaml`, line 3: the key 'closes_on' is not known. Did you mean"),
        (OPENS + "closed_on: soon\n", "`library.yaml`, line 3: 'closed_on' is 'soon', not a day."),
        (OPENS + "closed_on: 1926-10-31\n", "is 1926-10-31, a day outside 2000 to 2100."),
        (
            OPENS + "significance: huge\n",
            "`library.yaml`, line 3: 'significance' is 'huge', which is none of its words",
        ),
        (OPENS + "\nchannels:\n  - online survey\n  - webinar\n", "line 4: 'channels' is 'webinar', which is none"),
        (OPENS + "formats: [braile]\n", "'formats' is 'braile', which is none of its words. Did you mean 'braille'?"),
        (OPENS + "groups: 0\n", "'groups' is 0. Write a whole number, 1 or more."),
        (OPENS + "decided_by: cabinet\n", "'decided_by' is 'cabinet', which is none of its words."),
        (OPENS + "budget: 1.005\n", "'budget' is 1.005, not pounds."),
        (OPENS + "cost: .nan\n", "'cost' is nan, not pounds."),
        (OPENS + "cost: a lot\n", "'cost' is 'a lot', not pounds."),
        ("title: ''\nopened_on: 2026-09-07\n", "the key 'title' is missing."),
        (OPENS + "in_scope: maybe\n", "'in_scope' is 'maybe', not yes or no."),
        (OPENS + "title: Again\n", "line 3: 'title' is given twice. Keep one of the two."),
        ("- title\n", "`library.yaml`: holds a list, not keys and values."),
    ],
)
def test_what_cannot_be_followed_is_refused_in_one_sentence(refused, text: str, sentence: str) -> None:  # type: ignore[no-untyped-def]
    said = refused(text)
    assert sentence in said and "\n" not in said
