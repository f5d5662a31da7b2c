"""A contract that heard or Great Expectations cannot follow is refused when it is loaded, in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from heard.contracts import load_contract
from heard.errors import ParamsError
from heard.model.records import Action

GOOD = """
expectations:
  - id: FBK-01
    type: expect_column_pair_values_a_to_be_greater_than_b
    kwargs: {column_A: published_on, column_B: activities.closed_on, ignore_row_if: either_value_is_missing}
    says: was published on {published_on}
    action: warn
    because: feedback counts only after closing.
"""


def load(folder: Path, text: str, name: str = "feedback") -> None:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    load_contract(path)


def test_a_contract_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "feedback.yaml"
    path.write_text(GOOD, encoding="utf-8")
    contract = load_contract(path)
    (rule,) = contract.rules
    assert contract.prefix == "FBK" and contract.table.name == "feedback"
    assert rule.action is Action.WARN
    assert rule.reads == ("published_on", "activities.closed_on")
    assert rule.quotes == ("published_on",)
    assert rule.because == "feedback counts only after closing"


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        (
            "to_be_greater_than_b",
            "to_be_greater_then_b",
            "Did you mean 'expect_column_pair_values_a_to_be_greater_than_b'",
        ),
        ("ignore_row_if:", "ignore_rows_if:", "takes no 'ignore_rows_if'. Did you mean 'ignore_row_if'"),
        ("either_value_is_missing", "sometimes", "Great Expectations refuses it"),
        ("column_A: published_on", "column_A: publishd_on", "no column 'publishd_on'. Did you mean 'published_on'"),
        ("activities.closed_on", "activities.closed", "Did you mean 'activities.closed_on'"),
        ("{published_on}", "{publishd_on}", "Did you mean 'published_on'"),
        ("action: warn", "action: warning", "the action 'warning' is not known. Did you mean 'warn'"),
        ("because:", "becuase:", "the key 'becuase' is not known. Did you mean 'because'"),
        ("    because: feedback counts only after closing.\n", "", "the key 'because' is missing"),
        ("    says: was published on {published_on}\n", "", "does not say what it found"),
        ("FBK-01", "FBK1", "Write it as ACT-01"),
        ("{column_A: published_on,", "[published_on] #", "`kwargs` is not keys and values"),
        ("expectations:", "expectation:", "not a list of expectations"),
        ("  - id", "  - FBK-00\n  - id", "expectation 1 is not a list of keys and values"),
        ("{column_A", "{{column_A", "cannot be read"),
    ],
)
def test_what_is_misspelt_is_refused_by_name(was: str, becomes: str, says: str, tmp_path: Path) -> None:
    assert was in GOOD
    with pytest.raises(ParamsError) as refused:
        load(tmp_path, GOOD.replace(was, becomes, 1))
    assert says in str(refused.value)


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="FBK-01 is given twice"):
        load(tmp_path, GOOD + GOOD.replace("expectations:\n", "").lstrip("\n"))


def test_a_contract_that_expects_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="holds no expectation"):
        load(tmp_path, "expectations: []")


def test_a_contract_of_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="Did you mean 'feedback'"):
        load(tmp_path, GOOD, "feedbacks")


def test_a_contract_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="no such contract"):
        load_contract(tmp_path / "feedback.yaml")


def test_a_rule_may_not_quote_a_response(tmp_path: Path) -> None:
    text = GOOD.replace("published_on", "received_on").replace("FBK", "RES")
    with pytest.raises(ParamsError, match="may be personal"):
        load(tmp_path, text, "responses")


def test_great_expectations_waits_until_it_is_needed() -> None:
    code = "import sys, heard.contracts; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
