"""What heard ships with: its checkout is its root, and has what stands in for what a params file leaves out."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

CALENDAR = ROOT / "params" / "calendar.yaml"
CONTRACTS = ROOT / "data_contracts"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
STANDARDS = ROOT / "params" / "standards.yaml"
STRATEGY = ROOT / "params" / "strategies" / "strategy-2017.yaml"
EARLIER = STRATEGY.with_name("commitment-2015.yaml")
