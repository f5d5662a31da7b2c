"""A council's records, from the folders they are in to typed tables."""

from heard.sources.read import read_records

__all__ = ["read_records"]
