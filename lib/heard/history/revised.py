"""What was published of a year then, beside the same year counted anew now, and what the difference comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from heard.model.assessment import Assessment
from heard.model.published import Count, Made, Published
from heard.model.result import Result
from heard.model.state import State


class Cause(StrEnum):
    """Why a figure is another now."""

    DEFINITION = "we changed the definition"
    FIGURE = "a threshold was changed"
    RECORDS = "the records were revised"
    SETTINGS = "the params file was changed"
    HEARD = "heard itself was changed"
    UNKNOWN = "nothing on record says why"


@dataclass(frozen=True)
class Now:
    """What a year is counted with now: its files by table, its figures, and the figures that each measure reads."""

    files: Mapping[str, frozenset[str]]
    figures: Mapping[str, float]
    read: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, str]
    version: str


@dataclass(frozen=True)
class Revision:
    """One measure of one year: as published, as counted now, and each cause with what it bears on.

    `because` is empty where the two are the same; `redefined` says that they are not to be joined.
    """

    measure: str
    period: str
    then: Count
    now: Count
    because: tuple[tuple[Cause, str], ...]

    @property
    def redefined(self) -> bool:
        """Whether what was published stands under another definition."""
        return self.then.definition != self.now.definition


def revisions(year: Assessment, published: Published, made: Made | None, now: Now) -> tuple[Revision, ...]:
    """Every measure that was published of the year and is counted now, in the order of the measures."""
    found = []
    for result in year.results:
        then = published.counts.get(result.measure)
        if then is not None:
            count = Count(result.definition, result.all.n(State.MET), result.all.counted, result.all.units)
            because = () if then == count else tuple(_because(result, then, count, made, now))
            found.append(Revision(result.measure, year.period, then, count, because))
    return tuple(found)


def _because(result: Result, then: Count, count: Count, made: Made | None, now: Now) -> Iterator[tuple[Cause, str]]:
    """Every cause that is on record; the vaguer ones only where no other is."""
    certain = []
    if then.definition != count.definition:
        certain.append((Cause.DEFINITION, f"{then.definition}, now {count.definition}"))
    if made is not None:
        certain += [(Cause.FIGURE, told) for told in _figures(result, made, now)]
        tables = [table for table in result.tables if made.files.get(table) != now.files.get(table)]
        certain += [(Cause.RECORDS, ", ".join(tables))] if tables else []
    yield from certain or _vaguely(made, now)


def _figures(result: Result, made: Made, now: Now) -> Iterator[str]:
    for name in now.read.get(result.measure, ()):
        if name in made.standards and made.standards[name] != now.figures[name]:
            yield f"{name} {made.standards[name]:g}, now {now.figures[name]:g}"


def _vaguely(made: Made | None, now: Now) -> Iterator[tuple[Cause, str]]:
    changed = [] if made is None else [name for name, sha in now.settings.items() if made.settings.get(name) != sha]
    if changed:
        yield Cause.SETTINGS, ", ".join(changed)
    elif made is not None and made.version != now.version:
        yield Cause.HEARD, f"{made.version}, now {now.version}"
    else:
        yield Cause.UNKNOWN, ""
