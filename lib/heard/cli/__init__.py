"""The command `heard`."""

from heard.cli import commands as commands  # registers each command
from heard.cli.app import main

__all__ = ["main"]
