# The commands of this repository. All they need is Python 3.11 or newer, make, and (for `try`) npm.

PORT ?= 8100
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin

.PHONY: try test lint format bench mutants clean

try: .venv/try.stamp
	@$(BIN)/align try --port $(PORT)

# SURFACES=DIR also writes every message and view that the suite produced there, as JSON.
test: .venv/dev.stamp
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(if $(SURFACES),--surfaces "$(SURFACES)")

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev.stamp
	$(BIN)/python -m tests.bench

# Small changes, and whether the tests notice each: an hour and more. NUMBER=40 for a few, KIND=sql for one kind.
mutants: .venv/dev.stamp
	$(BIN)/python -m tests.mutants $(if $(NUMBER),--number $(NUMBER)) $(if $(KIND),--kind $(KIND))

clean:
	rm -rf .venv .try build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/try.stamp: .venv/made.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/dev.stamp: .venv/made.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ .venv/try.stamp

.venv/made.stamp:
	@test -n "$(PYTHON)" || { echo "Align needs Python 3.11 or newer, and none was found. If yours has another name: make $(MAKECMDGOALS) PYTHON=/path/to/python"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Align needs Python 3.11 or newer; $(PYTHON) is older or missing."; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv module; on Debian or Ubuntu: apt install python3-venv"; exit 1; }
	"$(PYTHON)" -m venv --clear .venv
	@touch $@
