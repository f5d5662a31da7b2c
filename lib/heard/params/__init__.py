"""What the user says: params, standards, strategies and mappings, read from YAML and typed."""

from heard.params.annual import Days, Params, load_annual
from heard.params.recommendations import Recommendation
from heard.params.shipped import ROOT
from heard.params.standards_file import load_standards

__all__ = [
    "ROOT",
    "Days",
    "Params",
    "Recommendation",
    "load_annual",
    "load_standards",
]
