"""Published then, counted now: the same, or another figure with its cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from heard.history.revised import Cause, Now, revisions
from heard.model.assessment import Assessment
from heard.model.published import Count, Made, Published
from heard.model.result import Result, Tally
from heard.model.state import State

NOW = Now(
    files={"activities": frozenset({"a"}), "feedback": frozenset({"f"})},
    figures={"feedback_days": 84, "kept_at": 90},
    read={"feedback_on_time": ("feedback_days",)},
    settings={"annual.yaml": "p"},
    version="0.2",
)
MADE = Made("0.2", "2023-06-01", {}, {"feedback_days": 84.0, "kept_at": 90.0}, NOW.files, {"annual.yaml": "p"})


def assessed(met: int = 8, definition: int = 1) -> Assessment:
    ids = {State.MET: tuple(map(str, range(met))), State.NOT_MET: ("n",)}
    tables = ("activities", "feedback")
    result = Result("feedback_on_time", definition, ("X-1",), False, (), (Tally("all", ids),), tables=tables)
    return Assessment("2022-23", (result,), ())


def published(met: int = 8, definition: int = 1) -> Published:
    return Published(
        "annual-2022-23", "2022-23", {"feedback_on_time": Count(definition, met, met + 1, met + 1)}, {}, {}
    )


@pytest.mark.parametrize(
    ("made", "now", "because"),
    [
        (replace(MADE, standards={"feedback_days": 100.0}), NOW, (Cause.FIGURE, "feedback_days 100, now 84")),
        (
            replace(MADE, files={"activities": frozenset("b"), "feedback": frozenset("f")}),
            NOW,
            (Cause.RECORDS, "activities"),
        ),
        (MADE, replace(NOW, files={"activities": frozenset("a")}), (Cause.RECORDS, "feedback")),
        (replace(MADE, settings={"annual.yaml": "q"}), NOW, (Cause.SETTINGS, "annual.yaml")),
        (replace(MADE, version="0.1"), NOW, (Cause.HEARD, "0.1, now 0.2")),
        (MADE, NOW, (Cause.UNKNOWN, "")),
        (None, NOW, (Cause.UNKNOWN, "")),
    ],
)
def test_another_figure_has_the_cause_that_is_on_record(
    made: Made | None, now: Now, because: tuple[Cause, str]
) -> None:
    (found,) = revisions(assessed(9), published(8), made, now)
    assert found.because == (because,) and not found.redefined


def test_a_changed_definition_is_told_and_not_joined() -> None:
    (found,) = revisions(assessed(definition=2), published(definition=1), MADE, NOW)
    assert found.redefined and found.because == ((Cause.DEFINITION, "1, now 2"),)


def test_every_certain_cause_is_named_and_no_vaguer_one_beside_it() -> None:
    made = replace(MADE, standards={"feedback_days": 100.0}, files={}, settings={}, version="0.1")
    (found,) = revisions(assessed(9, 2), published(8, 1), made, NOW)
    assert [cause for cause, _ in found.because] == [Cause.DEFINITION, Cause.FIGURE, Cause.RECORDS]


def test_the_same_figure_needs_no_cause_though_its_files_were_changed() -> None:
    (found,) = revisions(assessed(), published(), replace(MADE, files={}), NOW)
    assert found.because == ()


def test_a_figure_that_the_check_does_not_read_is_no_cause() -> None:
    made = replace(MADE, standards={"feedback_days": 84.0, "kept_at": 80.0})
    (found,) = revisions(assessed(9), published(8), made, NOW)
    assert found.because == ((Cause.UNKNOWN, ""),)


def test_what_was_not_published_then_is_not_set_beside_anything() -> None:
    assert revisions(assessed(), Published("x", "2022-23", {}, {}, {}), MADE, NOW) == ()
