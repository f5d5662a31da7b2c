"""A year that can be asked: why a state is what it is, what another standard would change, what would tell most."""

from heard.show.explore.explorer import Explorer

__all__ = ["Explorer"]
