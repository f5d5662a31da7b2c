"""The style sheets are whole: after a rule that does not end, a browser reads none that follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
import tinycss2
from tinycss2.ast import Node

from ..seen import apart  # noqa: TID252 - tests are no package that could be named

TEMPLATES = Path(__file__).parents[2] / "reports" / "templates"
SHEETS = sorted(TEMPLATES.rglob("*.css"))


def faults(rules: Iterable[Node]) -> list[str]:
    """What a browser would pass over in these rules, those inside a condition too."""
    found = []
    for rule in rules:
        if rule.type == "error":
            found.append(f"line {rule.source_line}: {rule.message}")
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude)
            brackets = [each for each in rule.prelude if each.type == "error" or "{" in tinycss2.serialize([each])]
            found += [f"line {rule.source_line}: {selector}" for _ in brackets]
            found += faults(tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True))
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in {"media", "supports"}:
            found += faults(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
    return found


def read(text: str) -> list[str]:
    return faults(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_rule_of_a_style_sheet_is_read(sheet: Path) -> None:
    assert read(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "broken", ["p:has(+   p, li { orphans: 3; }", "@media print { h2, p:has(+ p { orphans: 3; } }", "p { colour }"]
)
def test_a_rule_that_does_not_end_is_found(broken: str) -> None:
    assert read("a { color: red }" + broken)


WORDS = ("ink", "soft", "link", "mark", "kept", "partly", "not-kept")
SCHEMES = re.findall(r":root \{([^}]*)\}", (TEMPLATES / "report.css").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scheme", SCHEMES, ids=("light", "dark", "print"))
def test_words_of_every_colour_stand_out_on_their_paper_in_grey_as_well(scheme: str) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", scheme))
    assert {*WORDS, "paper"} <= {*colours}
    for name in WORDS:
        assert apart(colours[name], colours["paper"], "grey") >= 4.5, name
