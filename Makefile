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
