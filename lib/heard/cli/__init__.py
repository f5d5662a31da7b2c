"""The commands, one file each. What one needs is imported when it is called, so that `heard --help` is quick."""

from heard.cli import sample, check, annual, profiles, review, explain, judge, form, new, due, lab  # noqa: I001  # in the order that `heard --help` lists them
from heard.cli.app import main

__all__ = ["annual", "check", "due", "explain", "form", "judge", "lab", "main", "new", "profiles", "review", "sample"]
