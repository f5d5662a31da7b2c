"""The page of the proofs at full size: what each did when it was run last, on which day and at which commit.

Those that are asked for most stand on the page of what is promised as well; `python tests/proofs_page.py` copies them.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

PAGE = "docs/pages/reference/proofs.md"
PROMISES = "docs/pages/reference/promises.md"
COPIED = re.compile(r"(?<=<!-- from proofs\.md -->\n\n).*?(?=\n<!-- so far -->)", re.DOTALL)
NOT_YET = "not run at full size yet."
LINE = re.compile(r"^- \*(?P<promise>.+?)\* \(`(?P<file>[^`]+)`\): (?P<outcome>.+)$", re.MULTILINE)
HEAD = """# Proofs at full size

`make prove` runs the heavy proofs at full size and writes this page: what each did when it was run last, on which day
and at which commit. One that was never run so says that. `make test` runs all of them at a small size.
[What is promised](promises.md) says of each promise how it is tested, and has the figures that are asked for most.

"""
MOST_ASKED = {  # what is asked for most, and the proof that says it
    "Faults survived, of those injected": (
        "tests/hostile/test_each_call.py",
        "test_a_run_survives_a_fault_at_each_of_its_calls",
    ),
    "Faults survived by a report that is replaced": (
        "tests/hostile/test_each_call.py",
        "test_a_report_or_the_one_that_replaces_it_survives_a_fault_at_each_call",
    ),
    "Changed files that ended in a right table or one sentence": (
        "tests/hostile/test_mutated_registers.py",
        "test_a_register_that_was_changed_goes_through_a_whole_check_to_a_right_table_or_one_sentence",
    ),
    "Changed rules that were found": ("tests/test_mutants.py", "test_slips_in_the_code_that_decides_are_found"),
    "Tampering that was found and named": (
        "tests/press/test_tampering.py",
        "test_every_tampering_is_found_and_what_was_altered_is_named",
    ),
}
Proof = tuple[str, str]  # its file, seen from the root, and the name of its test


def every_proof(root: Path) -> tuple[Proof, ...]:
    """The heavy proofs there are: the tests with the marker `proof`, and those by Hypothesis."""
    files = sorted((root / "tests").rglob("test_*.py"))
    texts = ((path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in files)
    return tuple((file, name) for file, text in texts for name in proofs_in(text))


def proofs_in(source: str) -> Iterator[str]:
    """The names of the tests of a file that are heavy proofs."""
    body = ast.parse(source).body
    all_of_them = any(
        isinstance(node, ast.Assign) and ast.unparse(node) == "pytestmark = pytest.mark.proof" for node in body
    )
    for node in body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            decorators = [ast.unparse(each) for each in node.decorator_list]
            if all_of_them or any(each == "pytest.mark.proof" or each.startswith("given(") for each in decorators):
                yield node.name


def outcomes_on(page: str) -> dict[Proof, str]:
    """What the page says of each proof that was run."""
    lines = (match.groupdict() for match in LINE.finditer(page))
    said = {(line["file"], f"test_{line['promise'].replace(' ', '_')}"): line["outcome"] for line in lines}
    return {proof: outcome for proof, outcome in said.items() if outcome != NOT_YET}


def proofs_page(root: Path, before: str, now: Mapping[Proof, str]) -> str:
    """The page with what was proved now in the place of what it said of that before; what is no proof any more goes."""
    commit = _git(root, "describe", "--always", "--tags")
    if _git(
        root, "status", "--porcelain", "--untracked-files=no", "--", ".", f":(exclude){PAGE}", f":(exclude){PROMISES}"
    ):
        commit += "-dirty"
    at = f"{datetime.now(UTC).date():%d %B %Y}, at commit `{commit}`."
    outcomes = outcomes_on(before) | {proof: f"{figures} {at}" for proof, figures in now.items()}
    return HEAD + "".join(line(proof, outcomes.get(proof, NOT_YET)) for proof in every_proof(root))


def promises_page(before: str, proofs: str) -> str:
    """The page of what is promised, with the figures that the page of the proofs has now."""
    outcomes = outcomes_on(proofs)
    rows = (f"| {what} | {outcomes.get(proof, NOT_YET)} |\n" for what, proof in MOST_ASKED.items())
    return COPIED.sub(lambda _: f"| what | how many |\n| --- | --- |\n{''.join(rows)}", before)


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def line(proof: Proof, outcome: str) -> str:
    """One proof on the page."""
    file, name = proof
    return f"- *{name.removeprefix('test_').replace('_', ' ')}* (`{file}`): {outcome}\n"


def copy_to_promises(root: Path) -> None:
    """Write the page of what is promised, with the figures that the page of the proofs has now."""
    place = root / PROMISES
    text = promises_page(place.read_text(encoding="utf-8"), (root / PAGE).read_text(encoding="utf-8"))
    place.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    copy_to_promises(Path(__file__).parents[1])
