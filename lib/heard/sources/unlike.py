"""A column of text by the texts that are unlike: each is held once and looked at once, however many cells have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from heard.sources.raw import Cells, Raw, trimmed

FIRST = 1_000  # cells by which a column is known of which most texts stand once, as ids do


@dataclass(frozen=True)
class Texts:
    """The cells of a column: its texts, in any order, and which of them each cell has.

    A cell without a place is blank. Without `places` every cell has a text of its own, or is blank: where most texts
    stand once none is looked for among the others.
    """

    unlike: Cells
    places: Cells | None

    def each(self, values: Cells) -> Cells:
        """For each cell what stands here for its text."""
        return values if self.places is None else values.take(self.places)

    def read_as(self, texts: Cells) -> Texts:
        """The same cells, each text as another, or as none; some of those may be alike."""
        if self.places is None:
            return Texts(texts, None)
        unlike = texts.unique().drop_null()
        if len(unlike) == len(texts):
            return Texts(unlike, self.places)
        return Texts(unlike, pc.index_in(texts, unlike).take(self.places))

    @property
    def trimmed(self) -> Texts:
        """The same cells, freed of marks that are not seen and of the spaces around them; blank if nothing is left."""
        return self.read_as(trimmed(self.unlike))

    @property
    def cells(self) -> Cells:
        """The cells, by the texts that are unlike."""
        if self.places is None:
            return self.unlike
        return pa.DictionaryArray.from_arrays(self.places, self.unlike, safe=False)

    @property
    def blank(self) -> Cells:
        """Which cells are blank."""
        return pc.is_null(self.unlike if self.places is None else self.places)

    @property
    def times(self) -> npt.NDArray[np.intp]:
        """In how many cells each text stands."""
        if self.places is None:
            return np.ones(len(self.unlike), dtype=np.intp)
        return np.bincount(self.places.drop_null(), minlength=len(self.unlike))


def texts_of(cells: Cells) -> Texts:
    """The texts of some cells, whether each has its own or they are held by those that are unlike."""
    one = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    if pa.types.is_dictionary(one.type):
        return Texts(one.dictionary, one.indices)
    if len(one) > FIRST and 2 * len(one[:FIRST].unique()) > FIRST:
        return Texts(one, None)
    encoded = one.dictionary_encode()
    return Texts(encoded.dictionary, encoded.indices)


def in_text(cells: Cells) -> Cells:
    """The same cells, each with its own text."""
    return cells.cast(cells.type.value_type) if pa.types.is_dictionary(cells.type) else cells


def each_in_text(raw: Raw) -> Raw:
    """The same rows, each cell with its own text."""
    return replace(raw, cells={name: in_text(cells) for name, cells in raw.cells.items()})


def one_below_the_other(columns: Sequence[Cells]) -> Cells:
    """The cells of several columns as those of one."""
    kinds = {column.type for column in columns}
    chunks = [each for column in columns for each in (column.chunks if hasattr(column, "chunks") else [column])]
    if len(kinds) > 1:
        return texts_of(pa.chunked_array(map(in_text, chunks), pa.string())).cells
    return pa.chunked_array(chunks, kinds.pop()).unify_dictionaries().combine_chunks()
