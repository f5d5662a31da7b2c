"""`heard compare`: what is usual among councils, from what they published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from heard.errors import RecordsError
from heard.history.packs import Pack, read_pack
from heard.model.usual import COLUMNS_OF_USUAL, SPREAD, Usual
from heard.params.standards_file import load_standards
from heard.press.composing import compose
from heard.press.datapackage import write_datapackage_of_comparison
from heard.press.html import web_page
from heard.press.manifest import write_manifest_of_packs
from heard.press.open_data import write_csv
from heard.press.publish import publishing
from heard.press.verify import sums_that_differ, verdicts_that_differ
from heard.show.compared import compare_page, compared

PAGE, TABLE = "compare.html", "compare.csv"


def publish_comparison(paths: Sequence[Path], out: Path) -> tuple[int, tuple[str, ...]]:
    """Compare the packs and leave `compare.html`, `compare.csv` and `datapackage.json` in the folder `out`.

    Gives how many packs were compared, and a sentence for each that was left out. RecordsError where none is left.
    """
    started = datetime.now(UTC)
    packs, left_out = _whole(paths)
    if not packs:
        raise RecordsError(out, f"none of the packs can be compared: {left_out[0]}", "Name packs that add up")
    found = compared(packs)
    with publishing(out) as folder:
        page = compose([compare_page(found, len(packs), left_out)])
        (folder / PAGE).write_text(web_page(page), encoding="utf-8", newline="\n")
        write_csv(folder / TABLE, COLUMNS_OF_USUAL, map(_row, found))
        write_datapackage_of_comparison(folder)
        write_manifest_of_packs([pack.path for pack in packs], folder, started)
    return len(packs), tuple(left_out)


def _whole(paths: Sequence[Path]) -> tuple[list[Pack], list[str]]:
    """The packs that add up, each council's year once, and why each of the others is left out."""
    packs: dict[str, Pack] = {}
    left_out = []
    for path in paths:
        try:
            pack = read_pack(path)
        except RecordsError as error:
            left_out.append(str(error))
            continue
        if pack.title in packs:
            left_out.append(f"{path}: is the same as {packs[pack.title].path}: {pack.title}.")
        elif wrong := _first_difference(pack):
            left_out.append(f"{path}: does not add up: {wrong}.")
        else:
            packs[pack.title] = pack
    return list(packs.values()), left_out


def _first_difference(pack: Pack) -> str:
    """What does not add up in a pack, the first of it; "" where all does."""
    of_all = [row for row in pack.results if row.get("group") == "all"]
    kept_at = load_standards(None).kept_at if pack.kept_at is None else pack.kept_at
    try:
        return next(chain(sums_that_differ(pack.results), verdicts_that_differ(pack.commitments, of_all, kept_at)), "")
    except (ValueError, KeyError, TypeError) as error:
        return f"a column is missing or holds no count ({type(error).__name__}: {error})"


def _row(each: Usual) -> tuple[str, ...]:
    shares = (f"{getattr(each.spread, name):.4f}" for name in SPREAD)
    return each.measure, str(each.definition), str(each.councils), *shares, *map(str, each.states.values())
