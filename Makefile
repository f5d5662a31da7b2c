# `make report` and `make test` start from nothing but Python 3.11 or newer, make and git; done twice they cost nothing.

BIN := .venv/bin
READY := .venv/installed
SAMPLE := sample/annual-2024-25.yaml
REPORT := reports/annual-2024-25/annual-report.html

CODE := $(shell find lib/heard data_contracts notebooks params reports/templates -type f ! -path '*/__pycache__/*' 2>/dev/null)
PYTHON := $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
FAST := $(addprefix tests/,assess contracts history house/test_shape.py house/test_portable.py maths measures model page params \
	year test_english.py)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONDONTWRITEBYTECODE # compiling every package anew doubles what each start of Python takes
PIP := $(BIN)/python -m pip install --quiet --quiet

.PHONY: report fast test prove bench bench-large fix wheel docs lock clean
.DELETE_ON_ERROR:

report: $(REPORT)
	@grep -qs '"invented": true' $(dir $(REPORT))manifest.json \
		|| { echo "$(dir $(REPORT)) holds the report of another council: move it, and run make report again." >&2; exit 1; }
	@echo "The sample council's report is up to date: open $(REPORT)"

# What most changes need, in about a minute: no report is published, no heavy proof is made, and of the contracts
# not every fault is tried, nor chunks of every size.
fast: $(READY)
	$(PYTEST) -m "not proof" --ignore tests/contracts/test_faults.py --ignore tests/contracts/test_counted.py $(FAST)

test: $(READY)
	$(PYTEST)

# The heavy proofs at full size, an hour or two; they write docs/pages/reference/proofs.md.
prove: $(READY)
	$(PYTEST) -m proof --full-size

# How long heard takes beside stated baselines, in less than ten minutes; and what takes longer. Both write
# docs/pages/reference/speed.md.
bench: $(READY)
	$(BIN)/python tests/benchmarks/bench.py

bench-large: $(READY)
	$(BIN)/python tests/benchmarks/bench.py --large

# Format the code, and mend what can be mended without a person.
fix: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# heard as it can be installed anywhere, in dist/.
wheel: $(READY)
	$(BIN)/python -m hatchling build --target wheel

# The documents as a site, in site/.
docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --config-file docs/mkdocs.yml

$(REPORT): $(SAMPLE) $(CODE)
	$(BIN)/heard annual $(SAMPLE)

$(SAMPLE): $(READY) $(wildcard lib/heard/sample/*)
	$(BIN)/heard sample --out sample
	@touch $@

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "heard needs Python 3.11 or newer, and none is on the PATH: install one and run make again." >&2; exit 1; }
	@echo "Installing $$(grep -c == requirements.lock) packages into .venv: one to two minutes the first time, nothing after that ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes --only-binary :all: --no-compile --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "Installed."

# Resolves every version again, for all systems at once; uv is needed for this alone, so it is not in the lock.
lock: $(READY)
	$(PIP) uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --only-binary :all: \
		--no-header --no-annotate --upgrade --quiet --output-file requirements.lock

clean:
	rm -rf .venv dist sample site reports/annual-2024-25
