"""What a reader sees: results to sentences, tables and charts. `Year` has a method for each part of the report."""

from heard.show.html import Fragment
from heard.show.year import Year

__all__ = ["Fragment", "Year"]
