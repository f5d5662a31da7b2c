"""Invent twelve councils, publish the annual report of each, and compare them: what the sample is set beside.

It writes `lib/heard/sample/reference/compare.csv`, which `heard sample` lays beside its params file as its `peers:`.

    python tests/sample/twelve_councils.py [--workers 2] [--out lib/heard/sample/reference]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import yaml

from heard.press.batch import publish_batch
from heard.press.compare import TABLE, publish_comparison
from heard.sample import write_sample

COUNCILS = 12
FIRST_SEED = 101  # far from those that people type
REFERENCE = Path(__file__).parents[2] / "lib" / "heard" / "sample" / "reference"


def main() -> None:
    """Make them in a folder that goes when it is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, default=REFERENCE)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        councils = [invented(Path(folder), place) for place in range(COUNCILS)]
        reports = publish_batch(councils, Path(folder) / "published", print, workers=asked.workers)
        publish_comparison([Path(each.report) for each in reports], Path(folder) / "usual")
        shutil.copyfile(Path(folder) / "usual" / TABLE, asked.out / TABLE)


def invented(folder: Path, place: int) -> Path:
    """One invented council under a name of its own; its params file, which names nobody to be set beside."""
    path = write_sample(folder / str(place), seed=FIRST_SEED + place)
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    said.pop("peers", None)
    said["council"] = f"Invented Council {place + 1}"
    path.write_text(yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
