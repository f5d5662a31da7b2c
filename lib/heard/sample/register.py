"""The register: which exercises the invented council ran, whose they were, and which rows of it cannot be used.

It settles the facts that several facets read (see `council.Activity`) and owns their columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from heard.model.period import Period, add_years
from heard.sample.council import Activity, Council, Span
from heard.sample.days import Days, consultation_days, earlier_days, engagement_days, open_days
from heard.sample.draw import Draw
from heard.sample.ledger import Cell, Ledger
from heard.sample.stock import Service, Titles, services, topics

CONSULTATIONS = 0.6  # of the exercises that close in a year
EARLIER = 1.2  # exercises of earlier years for each that closes in this one
OTHERS = 0.04  # of each kind that no measure counts, for each that closes in the year
BEGINS: Mapping[int, float] = {-250: 60, -170: 24, 92: 8, 93: 8}  # days from the three years' first to the register's
LATEST_BEGINNING = 92  # a register that begins later cannot know the three years
PURPOSES: Mapping[str | None, float] = {
    "operational planning": 40, "strategic planning": 26, "transformation": 20, "strategic performance": 12,
    None: 0.7, "communications": 0.7,
}  # fmt: skip
TARGETS: Mapping[str | None, float] = {"all residents": 60, "service users": 22, "specific group": 14, None: 4}
UNUSABLE: tuple[Mapping[str, str], ...] = (
    {"closed_on": "to be confirmed"},
    {"opened_on": "after the budget"},
    {"opened_on": ""},
    {"level": "survey"},
    {"run_by": "contractor"},
    {"in_scope": "partly"},
)


@dataclass(frozen=True)
class Sketch:
    """An exercise before it has a title: its days and whose it is; `wrong` cells make its row unusable."""

    days: Days
    level: str
    run_by: str = "council"
    in_scope: bool = True
    kind: str = ""  # where titles of its own kind are kept: `inform`, `partner`, `out_of_scope`
    wrong: Mapping[str, str] | None = None


def settle(period: Period, as_at: date, n: int, draw: Draw, ledger: Ledger) -> Council:
    """The council, and its register but for the columns of other facets; `n` exercises close in the year."""
    begins = draw.among(BEGINS)
    begins_on = add_years(period.last_day + timedelta(days=1), -3) + timedelta(days=begins)
    sketches = sorted(_sketches(period, as_at, begins_on, n, draw), key=lambda each: each.days.opened_on)
    maker = _Maker(draw, leads=max(3, n // 4))
    made = [(maker.activity(place, sketch), sketch.wrong) for place, sketch in enumerate(sketches, start=1)]
    broken_first = draw.one([activity.id for activity, wrong in made if wrong is None])
    for activity, wrong in made:
        _write(activity, wrong, activity.id == broken_first, draw, ledger)
    return Council(
        period=period,
        as_at=as_at,
        activities=tuple(activity for activity, wrong in made if wrong is None),
        set_aside=tuple(activity.id for activity, wrong in made if wrong is not None),
        begins_late=begins > LATEST_BEGINNING,
    )


def _sketches(period: Period, as_at: date, begins_on: date, n: int, draw: Draw) -> Iterator[Sketch]:
    consultations = max(1, round(n * CONSULTATIONS))
    for days in consultation_days(period, as_at, consultations, draw):
        yield Sketch(days, "consult", "on behalf of council" if draw.chance(0.05) else "council")
    for days in engagement_days(period, as_at, n - consultations, draw):
        yield Sketch(days, draw.among({"engage": 88, "coproduce": 12}))
    others = 1 + round(n * OTHERS)
    earlier = earlier_days(period, begins_on, 4 + round(n * EARLIER), draw)
    for days in (*earlier, *open_days(period, as_at, others, draw)):
        yield Sketch(days, draw.among({"consult": 55, "engage": 38, "coproduce": 7}))
    for days in engagement_days(period, as_at, others, draw):
        yield Sketch(days, "inform", kind="inform")
    for days in engagement_days(period, as_at, others, draw):
        yield Sketch(days, draw.one(("consult", "engage")), "partner", kind="partner")
    for days in engagement_days(period, as_at, others, draw):
        yield Sketch(days, draw.one(("consult", "engage")), in_scope=False, kind="out_of_scope")
    for days, wrong in zip(engagement_days(period, as_at, len(UNUSABLE), draw), UNUSABLE, strict=True):
        yield Sketch(days, "consult", wrong=wrong)
    opened = draw.day(period.first_day, period.last_day)
    yield Sketch(Days(opened, opened - timedelta(days=31)), "consult", wrong={})  # closes before it opens


class _Maker:
    """Gives each sketch a service, a title and the facts that facets share."""

    def __init__(self, draw: Draw, leads: int) -> None:
        self._draw = draw
        self._titles = Titles(draw)
        self._busy: dict[Service, float] = {each: each.busy for each in services()}
        self._leads = [f"E{number}" for number in draw.some(range(20101, 20101 + 9 * leads), leads)]

    def activity(self, place: int, sketch: Sketch) -> Activity:
        """The exercise in that place of the register."""
        draw, days = self._draw, sketch.days
        service = draw.among(self._busy)
        own = service.consult if sketch.level == "consult" else service.engage
        title = self._titles.give(topics(sketch.kind) if sketch.kind else own, days.opened_on)
        return Activity(
            id=f"FC{days.opened_on:%y}-{place:04d}",
            title=title.text,
            opened_on=days.opened_on,
            closed_on=days.closed_on,
            level=sketch.level,
            run_by=sketch.run_by,
            in_scope=sketch.in_scope,
            service=None if draw.chance(0.01) else service.name,
            purpose=draw.among(PURPOSES),
            significance=_significance(days.span, draw),
            target=draw.among(TARGETS),
            lead=None if draw.chance(0.03) else draw.one(self._leads),
            district=title.district,
            divisions=title.divisions,
            care=service.care * (0.8 + 0.4 * draw.share()),
            span=days.span,
        )


def _significance(span: Span | None, draw: Draw) -> str | None:
    """Longer ones are more often significant; it is missing most often where it would decide."""
    significant = {Span.SHORT: 25, Span.MIDDLING: 22, Span.LONG: 70, Span.FULL: 75, None: 30}[span]
    missing = 3.0 if span is Span.MIDDLING else 1.0
    return draw.among({"significant": significant, "other": 97 - significant, None: missing, "major": missing})


def _write(activity: Activity, wrong: Mapping[str, str] | None, broken_first: bool, draw: Draw, ledger: Ledger) -> None:
    cells = _cells(activity, draw)
    if wrong is not None:
        ledger.add("activities", activity_id=activity.id, **{**cells, **wrong})
        return
    if broken_first:  # a row whose day cannot be read, and the same exercise entered again, rightly
        unreadable = {"opened_on": f"{activity.opened_on:%Y-13-%d}"}
        ledger.add("activities", activity_id=activity.id, **(cells | unreadable))
    ledger.register(activity.id, **cells)
    if draw.chance(0.01):
        ledger.add("activities", activity_id=activity.id, **cells)  # entered twice


def _cells(activity: Activity, draw: Draw) -> dict[str, Cell]:
    service = activity.service
    return {
        "title": "" if draw.chance(0.003) else activity.title,
        "opened_on": activity.opened_on,
        "closed_on": activity.closed_on,
        "level": "" if activity.level == "consult" and draw.chance(0.1) else activity.level,
        "run_by": "" if activity.run_by == "council" and draw.chance(0.2) else activity.run_by,
        "in_scope": "no" if not activity.in_scope else draw.among({"yes": 7, "": 2, "Yes": 1}),
        "service": service.upper() if service and draw.chance(0.01) else service,
        "purpose": activity.purpose,
        "significance": activity.significance,
        "target": activity.target,
        "divisions": "; ".join(activity.divisions),
        "lead_id": activity.lead,
        "url": f"https://www.example.org/consultations/{activity.id.lower()}",
    }
