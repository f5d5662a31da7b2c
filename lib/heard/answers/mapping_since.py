"""Next year: what of a file is unlike what it was when `heard map` wrote its mapping, and the mapping so mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from heard.answers.canonical_file import write_together
from heard.answers.mapping_text import Keys, seen_of
from heard.answers.proposal import KINDS_ALIKE
from heard.contracts.spellings import nearest
from heard.errors import ParamsError, RecordsError, RunError
from heard.params import Params
from heard.params.mappings import load_mappings
from heard.params.params_lines import with_new_names
from heard.sources.looking import ColumnSeen, look_at

MORE_BLANK = 0.2


@dataclass(frozen=True)
class SinceThen:
    """What of a file is unlike what it was when its mapping was written."""

    gone: Mapping[str, str]  # mapped columns that are not there, each with what it may be called now, if anything
    told: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything has."""
        return bool(self.gone or self.told)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, what is mapped and gone first."""
        gone = (
            f"The column {name!r} is gone, and the mapping takes something from it"
            + (f". Perhaps it is called {guess!r} now." if guess else ".")
            for name, guess in self.gone.items()
        )
        return (*gone, *self.told)

    def refusal(self, file: Path) -> RecordsError:
        """What the first mapped column that is gone is refused with."""
        name, guess = next(iter(self.gone.items()))
        do = f"If it is called {guess!r} now, write the mapping so: --to" if guess else "Take it out of the mapping"
        return RecordsError(file, f"it has no column {name!r}, which the mapping takes something from", do)


def since(path: Path, mapping: Path) -> SinceThen:
    """Compare a file with what `seen` says of it in its mapping. ParamsError where the mapping has none."""
    mappings, before = load_mappings(mapping), _seen(mapping)
    if before is None:
        found = "it does not say what its file was when it was made"
        raise ParamsError(mapping, found, "Make it anew: heard map FILE --to")
    sheet = mappings[0].sheet[0] if len(mappings[0].sheet) == 1 and mappings[0].sheet[0] != "*" else ""
    seen = look_at(path, sheet)[0]
    now = seen_of(seen, before.get("days", {}), before.get("words", {}))
    new = [name for name in seen.names if name not in before["names"]]
    gone = [name for name in before["names"] if name not in seen.names]
    taken = {name for each in mappings for name in each.named}
    fresh = [column for column in seen.columns if column.name in new]
    guesses = {name: nearest(name, new) or _of_one_kind(name, before, fresh) for name in gone if name in taken}
    told = [f"The column {name!r} is gone; nothing is taken from it." for name in gone if name not in taken]
    told += [f"The column {name!r} is new." for name in new if name not in guesses.values()]
    told += list(_words_since(before, now))
    blank = {name: float(share) for name, share in before.get("blank", {}).items()}
    for name, share in now["blank"].items():
        if name in blank and float(share) - blank[name] > MORE_BLANK:
            told.append(f"{name!r} is blank in {float(share):.0%} of rows, and was in {blank[name]:.0%}.")
    return SinceThen(guesses, tuple(told))


def _of_one_kind(name: str, before: Keys, fresh: Sequence[ColumnSeen]) -> str:
    """The one new column whose cells are what those of a column that is gone were: days, or the same words."""
    if name in before.get("days", {}):
        alike = [column for column in fresh if column.share_of_days >= KINDS_ALIKE]
    else:
        words = {*before.get("words", {}).get(name, ())}
        alike = [column for column in fresh if words and 2 * len(words & {*column.different}) >= len(words)]
    return alike[0].name if len(alike) == 1 else ""


def since_made(year: Params) -> Iterator[str]:
    """What has changed in the files of a year since `heard map` wrote their mappings, a sentence each."""
    paths = dict.fromkeys(mapping.path for mappings in year.mappings.values() for mapping in mappings)
    for place in paths:
        mapping = load_mappings(place)[0]
        files = [folder / name for folder in year.record_folders for name in mapping.file if (folder / name).is_file()]
        if len(files) == 1 and _seen(place) is not None:
            found = since(files[0], place)
            yield from (f"{files[0].name}, since {place.name} was written: {sentence}" for sentence in found.sentences)


def mend_mapping(found: SinceThen, mapping: Path, to: Path) -> Path:
    """The mapping with the new names of columns before their old ones, which stay as alternatives; no other line."""
    text = mapping.read_text(encoding="utf-8-sig")
    renamed = {old: new for old, new in found.gone.items() if new}
    if to.exists() and to.resolve() != mapping.resolve():
        raise RunError(to, "it is there already", "Name another file, or the mapping itself")
    write_together({to: with_new_names(text, renamed).encode()})
    return to


def _words_since(before: Keys, now: Keys) -> Iterator[str]:
    for kind, what in (("words", "words"), ("days", "forms of days")):
        for name, found in now[kind].items():
            known = before.get(kind, {}).get(name)
            if known is not None and (new := [each for each in found if each not in known]):
                yield f"{name!r} has {what} that it had not: {', '.join(new)}."


def _seen(mapping: Path) -> Keys | None:
    """What a mapping says its file was when it was written; None where it does not."""
    keys = yaml.load(mapping.read_text(encoding="utf-8-sig"), yaml.BaseLoader)
    seen = keys.get("seen") if isinstance(keys, dict) else None
    return seen if isinstance(seen, dict) and "names" in seen else None
