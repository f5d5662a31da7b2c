"""Great Expectations' own pages of what was checked: each rule, and how many rows break it; no cell of a record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import great_expectations as gx
from great_expectations.core.expectation_suite import ExpectationSuite
from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.data_context.types.resource_identifiers import (
    ExpectationSuiteIdentifier,
    ValidationResultIdentifier,
)

SITE = "check"
HEAD = "<head>"
# Their pages ask a dozen other sites for styles, scripts and a picture: a browser is told to fetch none of them.
ALONE = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'"
POLICY = f'{HEAD}<meta http-equiv="Content-Security-Policy" content="{ALONE}">'


class DataDocs:
    """The pages of one check, in `folder`: each table's results are added as it is checked, and written at the end."""

    def __init__(self, folder: Path, checked: datetime) -> None:
        """Begin with no page; `checked` is the moment that the pages give as that of the check."""
        self._folder, self._checked = folder, checked
        store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)}
        site = {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": store,
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        }
        config = DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars=ProgressBarsConfig(globally=False),
            analytics_enabled=False,
            data_docs_sites={SITE: site},
        )
        self._context = gx.get_context(mode="ephemeral", project_config=config)

    def add(self, suite: ExpectationSuite, result: ExpectationSuiteValidationResult) -> None:
        """One table's rules and what came of them. The result must not hold the cells that broke a rule."""
        self._context.suites.add(ExpectationSuite(name=suite.name, expectations=suite.expectations))
        key = ValidationResultIdentifier(
            expectation_suite_identifier=ExpectationSuiteIdentifier(suite.name),
            run_id=RunIdentifier(run_name="check", run_time=self._checked),
            batch_identifier=suite.name,
        )
        self._context.validation_results_store.set(key, result)

    def write(self) -> None:
        """Write the pages; none of them asks another site for anything."""
        self._context.build_data_docs(site_names=[SITE])
        for page in self._folder.rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            page.write_text(html.replace(HEAD, POLICY, 1), encoding="utf-8", newline="\n")
