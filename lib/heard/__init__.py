"""heard: were people heard? A council's own records, held against its own promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from heard.desk.opening import open_assessment, open_desk, open_profile, open_records, open_review, open_year

__all__ = ["open_assessment", "open_desk", "open_profile", "open_records", "open_review", "open_year"]


def __getattr__(name: str) -> Any:
    """The few names a notebook needs, imported when they are asked for: `import heard` alone stays quick."""
    if name not in __all__:
        raise AttributeError(f"module 'heard' has no attribute {name!r}")
    from heard.desk import opening  # here: it brings pandas, and most commands do without

    return getattr(opening, name)
