# Two commands do the work: `make course` and `make test`. The rest is for those who change something.
.DELETE_ON_ERROR:
PYTHON ?= python3
BIN := .venv/bin
SETUP := .venv/.ready

.PHONY: help course test check site lock clean
help:      ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(SETUP): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

lock: $(SETUP)   ## work out the pinned environment anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --upgrade --extra dev pyproject.toml -o requirements.lock

course: $(SETUP) ## do everything once with a made-up class: book, exercises, grading, feedback, grades
	$(BIN)/course run

site: $(SETUP)   ## the book alone, for any web server: _build/site
	$(BIN)/course site

test: $(SETUP)   ## all tests, the notebooks' stored outputs among them
	$(BIN)/python -m pytest
	$(BIN)/python -m pytest --nbval --nbval-sanitize-with tests/notebooks/sanitize.cfg book solutions

check: $(SETUP)  ## what CI runs before the tests: style, types, spelling, facts, items, keys
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell src tests seeds book solutions README.md CONTRIBUTING.md CHANGELOG.md
	$(BIN)/course check

clean:           ## remove what was built (a class's marks under _build too)
	rm -rf _build
