"""The councils of a batch: the params file of each, `councils:` in a YAML file."""

from __future__ import annotations

from pathlib import Path

from heard.params.document import read_section


def load_councils(path: Path) -> tuple[Path, ...]:
    """The params files that the file names, as lying beside it; ParamsError where it names none, or one twice."""
    given = read_section(path).only(("councils",), required=("councils",))
    named = given.texts("councils")
    if not named:
        raise given.refuse("councils", "names no params file", "Write one below it, after a hyphen")
    twice = next((each for place, each in enumerate(named) if each in named[:place]), None)
    if twice:
        raise given.refuse("councils", f"has {twice} twice", "Keep one of the two")
    return tuple(path.parent / each for each in named)
