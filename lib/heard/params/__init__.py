"""What the user says: params, standards, strategies and mappings, read from YAML and typed."""

from heard.params.annual import Disclosure, Params, Span, load_annual
from heard.params.recommendations import Recommendation
from heard.params.shipped import ROOT
from heard.params.standards import load_standards

__all__ = [
    "ROOT",
    "Disclosure",
    "Params",
    "Recommendation",
    "Span",
    "load_annual",
    "load_standards",
]
