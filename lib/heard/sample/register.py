"""The register: which exercises the invented council ran, whose they were, and which rows of it cannot be used.

It settles the facts that several facets read (see `council.Activity`) and owns their columns. Of several years each
has a register of its own, which holds the exercises of the years before; what is wrong with a row is put right, or the
row taken out, once its own year is over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from heard.maths.months import add_years
from heard.model.period import Period
from heard.sample.council import Activity, Council, DaysOpen, day_of_report, span_of
from heard.sample.council_years import Sketch, Titles, kept_in, sketch_years
from heard.sample.draw import Draw
from heard.sample.ledger import Cell, Ledger
from heard.sample.reports_and_follow_up import settle_reviews
from heard.sample.stock import Service, for_everybody, review, services, topics, words
from heard.sample.when_open import with_spells, write_spells

BEGINS: Mapping[int, float] = {-250: 60, -170: 24, 92: 8, 93: 8}  # days from the three years' first to the register's
LATEST_BEGINNING = 92  # a register that begins later cannot know the three years
PURPOSES: Mapping[str | None, float] = {
    "operational planning": 40, "strategic planning": 26, "transformation": 20, "strategic performance": 12,
    None: 0.7, "communications": 0.7,
}  # fmt: skip
TARGETS: Mapping[str | None, float] = {"all residents": 60, "service users": 22, "specific group": 14, None: 4}


@dataclass(frozen=True)
class RegisterEntry:
    """An exercise and the cells of its row; `first` is a broken row that stands before it, `twice` one too many."""

    year: int
    activity: Activity
    cells: Mapping[str, Cell]
    usable: bool
    first: Mapping[str, Cell] | None
    twice: bool

    def known(self, year: int, period: Period) -> bool:
        """Whether the register of that year has it."""
        if not self.usable:
            return self.year == year
        return self.year <= year or self.activity.opened_on <= day_of_report(period)


def settle(periods: Sequence[Period], n: int, draw: Draw, ledgers: Sequence[Ledger]) -> list[Council]:
    """The council in each year, and its registers but for the columns of other facets; `n` exercises close in each."""
    begins = draw.among(BEGINS)
    begins_on = add_years(periods[0].last_day + timedelta(days=1), -3) + timedelta(days=begins)
    entries = _entries(sketch_years(periods, begins_on, n, draw), n, draw)
    reviews = settle_reviews(day_of_report(periods[-1]), draw)
    found = []
    for year, (period, ledger) in enumerate(zip(periods, ledgers, strict=True)):
        known = [entry for entry in entries if entry.known(year, period)]
        for entry in known:
            _write(entry, entry.year == year, day_of_report(period), ledger)
        council = Council(
            period=period,
            as_at=day_of_report(period),
            activities=tuple(_asked(entry.activity, period) for entry in known if entry.usable),
            set_aside=tuple(entry.activity.id for entry in known if not entry.usable),
            reviews=reviews,
            begins_late=not year and begins > LATEST_BEGINNING,
            kept=kept_in(year, len(periods)),
        )
        found.append(council)
    return found


def _entries(sketches: Sequence[Sketch], n: int, draw: Draw) -> list[RegisterEntry]:
    maker = _Maker(draw, leads=max(3, n // 4))
    made = [(sketch, maker.activity(place, sketch)) for place, sketch in enumerate(sketches, start=1)]
    years = sorted({sketch.year for sketch in sketches})
    broken = {
        draw.one([activity.id for sketch, activity in made if sketch.wrong is None and sketch.year == year])
        for year in years
    }
    settled: dict[str, Activity] = {}
    for year in years:  # of each year the consultations that closed in it
        asked = [activity for sketch, activity in made if sketch.year == year and _closes(sketch)]
        settled |= with_spells(asked, draw)
    made = [(sketch, settled.get(activity.id, activity)) for sketch, activity in made]
    itself = _longest([activity for sketch, activity in made if sketch.year == years[-1] and _can_be_itself(sketch)])
    return [
        _entry(sketch, _on_the_strategy(activity) if activity is itself else activity, activity.id in broken, draw)
        for sketch, activity in made
    ]


def _closes(sketch: Sketch) -> bool:
    """Whether it is a consultation of the council's own that closed in its year."""
    return sketch.wrong is None and sketch.days.span is not None


def _can_be_itself(sketch: Sketch) -> bool:
    """Whether the consultation on the strategy itself can take its place: one that the council runs for the year."""
    return _closes(sketch) and sketch.run_by == "council"


def _longest(activities: Sequence[Activity]) -> Activity | None:
    """Of those that ran as announced."""
    return max(
        (activity for activity in activities if not activity.spells),
        key=lambda activity: activity.days_open,
        default=None,
    )


def _on_the_strategy(activity: Activity) -> Activity:
    """The same days, and another subject: what the council promises when it asks people."""
    return replace(
        activity,
        title=review().title,
        topic=review().title,
        service=review().service,
        purpose="strategic planning",
        significance="significant",
        target="all residents",
        district=None,
        divisions=(),
    )


def _entry(sketch: Sketch, activity: Activity, broken: bool, draw: Draw) -> RegisterEntry:
    cells = _cells(activity, draw)
    if sketch.wrong is not None:
        return RegisterEntry(sketch.year, activity, {**cells, **sketch.wrong}, False, None, False)
    # a row whose day cannot be read, and the same exercise entered again, rightly
    first = cells | {"opened_on": f"{activity.opened_on:%Y-13-%d}"} if broken else None
    return RegisterEntry(sketch.year, activity, cells, True, first, draw.chance(0.01))


def _asked(activity: Activity, period: Period) -> Activity:
    """The exercise as that year knows it: with its span, where a measure asks for it, and withdrawn where that came."""
    if activity.withdrawn_on is not None and activity.withdrawn_on > day_of_report(period):
        activity = replace(activity, withdrawn_on=None)
    closes = activity.closed_on is not None and period.first_day <= activity.closed_on <= period.last_day
    if activity.span is not None or activity.level != "consult" or not closes:
        return activity
    return replace(activity, span=span_of(activity.opened_on, activity.days_open))


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
        others = topics(sketch.kind) if sketch.kind else {}
        title = self._titles.give(list(others) or own, days.opened_on)
        return Activity(
            id=f"FC{days.opened_on:%y}-{place:04d}",
            title=title.text,
            topic=title.topic,
            opened_on=days.opened_on,
            closed_on=days.closed_on,
            level=sketch.level,
            run_by=sketch.run_by,
            run_with=_partners(draw) if sketch.run_by == "jointly" else (),
            withdrawn_on=sketch.withdrawn_on,
            in_scope=sketch.in_scope,
            service=None if draw.chance(0.01) else others.get(title.topic, service.name),
            purpose=draw.among(PURPOSES),
            significance=_significance(days.span, draw),
            target=_target(title.topic, draw),
            lead=None if draw.chance(0.03) else draw.one(self._leads),
            district=title.district,
            divisions=title.divisions,
            care=service.care * (0.8 + 0.4 * draw.share()),
            span=days.span,
        )


def _partners(draw: Draw) -> tuple[str, ...]:
    """Whom it was run with; of some that is not on record."""
    return tuple(draw.some(words("partners"), draw.among({0: 1, 1: 6, 2: 3})))


def _significance(span: DaysOpen | None, draw: Draw) -> str | None:
    """Longer ones are more often significant; it is missing most often where it would decide."""
    significant = {DaysOpen.SHORT: 25, DaysOpen.MIDDLING: 22, DaysOpen.LONG: 70, DaysOpen.FULL: 75, None: 30}[span]
    missing = 3.0 if span is DaysOpen.MIDDLING else 1.0
    return draw.among({"significant": significant, "other": 97 - significant, None: missing, "major": missing})


def _target(topic: str, draw: Draw) -> str | None:
    target = draw.among(TARGETS)
    return "all residents" if target and for_everybody(topic) else target


def _write(entry: RegisterEntry, its_own_year: bool, as_at: date, ledger: Ledger) -> None:
    activity_id = entry.activity.id
    if not entry.usable:
        ledger.add("activities", activity_id=activity_id, **entry.cells)
        return
    if entry.first and its_own_year:
        ledger.add("activities", activity_id=activity_id, **entry.first)
    given_up = entry.activity.withdrawn_on
    known = dict(entry.cells)
    if given_up is not None and given_up > as_at:
        known |= {"withdrawn_on": None, "withdrawn_because": None}
    ledger.register(activity_id, **known)
    write_spells(entry.activity, ledger)
    if entry.twice and its_own_year:
        ledger.add("activities", activity_id=activity_id, **entry.cells)


def _cells(activity: Activity, draw: Draw) -> dict[str, Cell]:
    service = activity.service
    return {
        "title": "" if draw.chance(0.003) else activity.title,
        "opened_on": activity.opened_on,
        "closed_on": activity.closed_on,
        "first_closed_on": activity.first_closed_on,
        "withdrawn_on": activity.withdrawn_on,
        "withdrawn_because": draw.one((*words("withdrawn_because"), None)) if activity.withdrawn_on else None,
        "level": "" if activity.level == "consult" and draw.chance(0.1) else activity.level,
        "run_by": "" if activity.run_by == "council" and draw.chance(0.2) else activity.run_by,
        "run_with": "; ".join(activity.run_with),
        "in_scope": "no" if not activity.in_scope else draw.among({"yes": 7, "": 2, "Yes": 1}),
        "service": service.upper() if service and draw.chance(0.01) else service,
        "purpose": activity.purpose,
        "significance": activity.significance,
        "target": activity.target,
        "divisions": "; ".join(activity.divisions),
        "lead_id": activity.lead,
        "url": f"https://www.example.org/consultations/{activity.id.lower()}",
    }
