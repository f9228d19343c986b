# Two commands, each complete in itself:  make demo  and  make test.
# They need Python 3.11 or newer, with pip and venv, and nothing else.
#
# For another Python:         make test PYTHON=python3.13 VENV=.venv-3.13
# For notebooks as well:      make test EXTRAS=test,notebooks
# For some of the tests only: make test ARGS="-k promises"

PYTHON =
VENV = .venv
EXTRAS = test
ARGS =
CONFORMANCE = ../shared/conformance
ONLY =

candidates = python3 python3.14 python3.13 python3.12 python3.11 python
ifeq ($(OS),Windows_NT)
python = $(VENV)/Scripts/python.exe
else
python = $(VENV)/bin/python
endif

comma := ,
ready = $(VENV)/.ready-$(subst $(comma),-,$(EXTRAS))

# Tests start hundreds of processes: what one has compiled, the others read.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help demo test lint format style types clean conformance

help:
	@echo "make demo   grade a small sample class"
	@echo "make test   run all tests"
	@echo "make lint   check format, style and types"
	@echo "make conformance   run CPython's own tests of threads, if ../shared/conformance is there"
	@echo "make clean  remove the virtual environments and caches"

demo: $(ready)
	"$(python)" -m grader demo

test: $(ready)
	"$(python)" -m pytest -n auto --maxprocesses 4 $(ARGS)

lint: format style types

format style types: $(VENV)/.ready-dev

format:
	"$(python)" -m ruff format --check .

style:
	"$(python)" -m ruff check .

types:
	"$(python)" -m mypy

# CPython's own tests of threads, in virtual time; about a minute. The harness is no part of the kit.
conformance: $(ready)
	@if [ -f "$(CONFORMANCE)/harness.py" ]; then \
	    "$(python)" "$(CONFORMANCE)/harness.py" --python "$(abspath $(python))" \
	        --api grader.engine:run --path "$(CURDIR)" --jobs 4 --limit 60 \
	        --native-cache "$(VENV)/conformance" $(ONLY); \
	else \
	    echo "There is no $(CONFORMANCE)/harness.py: CPython's own tests are not run."; \
	fi

clean:
	rm -rf .venv .venv-3.* .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info build dist

# Nothing is done again until pyproject.toml changes, or the Python beneath is replaced.
$(VENV)/.ready-%: $(python) pyproject.toml
	@echo "Installing what the kit needs ($(subst -,$(comma),$*)) into $(VENV) ..."
	@"$(python)" -m pip --version >/dev/null 2>&1 || "$(python)" -m ensurepip  # uv makes none
	@"$(python)" -m pip install --quiet --disable-pip-version-check --no-compile \
	    --editable ".[$(subst -,$(comma),$*)]"
	@touch "$@"

$(python):
	@found=; for each in $(or $(PYTHON),$(candidates)); do \
	    if "$$each" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
	        >/dev/null 2>&1; then found="$$each"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "The kit needs Python 3.11 or newer, with pip and venv." >&2; \
	    echo "None of these is one: $(or $(PYTHON),$(candidates))" >&2; \
	    echo "Install one from https://www.python.org/downloads/ (on Debian and Ubuntu:" >&2; \
	    echo "apt install python3-venv), or name yours: PYTHON=/path/to/python3" >&2; \
	    exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear "$(VENV)" || { rm -rf "$(VENV)"; exit 1; }
