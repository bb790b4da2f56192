# What a newcomer and a maintainer run. `make` alone lists it.
#
# Needs Python 3.11 or newer and a package registry that pip can reach (a mirror named in pip's own settings will do).
# Another interpreter: make demo PYTHON=python3.12

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Stamps: each says that .venv holds what a lock lists, and is made anew when the lock changes.
RUN := $(VENV)/.installed-to-run
DEV := $(VENV)/.installed-to-develop

SOURCES := $(shell find src -type f -not -name '*.pyc')
COMPILE := pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

# The documentation's theme would print an advertisement for its successor at every build.
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo test lint format docs serve-docs recipes aleph bench lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ── a newcomer ───────────────────────────────────────────────────────────────────────────────────────────────────

demo: demo/report.html ## builds the bundled example into demo/, shows it and opens its report
	@$(BIN)/python -m onrecord show demo/example.record
	@echo
	@echo "The report, one page to read and search: demo/report.html"
	@echo "Ask the record more: $(BIN)/onrecord statements demo/example.record --act ACCUSE"
	@$(open_report)

demo/report.html: $(RUN) $(SOURCES)
	@rm -rf demo
	@$(BIN)/python -m onrecord example demo >/dev/null
	@$(BIN)/python -m onrecord build demo/pages --reference demo/reference.yaml -o demo/example.record
	@$(BIN)/python -m onrecord report demo/example.record -o $@ --title "The Skerran Strait dispute"

# In the background and with nothing to say: without a display or a browser the demo is done all the same.
define open_report
if [ "$$(uname)" = Darwin ]; then open demo/report.html; \
elif [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null; then xdg-open demo/report.html & \
fi </dev/null >/dev/null 2>&1 || true
endef

# ── a maintainer ─────────────────────────────────────────────────────────────────────────────────────────────────

test: lint docs ## everything that CI runs: lint, types, rooms, docs, tests with coverage
	$(BIN)/python -m pytest --cov --numprocesses auto --dist loadfile

lint: $(DEV) ## ruff, mypy and the imports between the rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV) ## puts the code into its form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(DEV) ## the documentation, strictly, into site/
	$(BIN)/mkdocs build --strict --quiet

serve-docs: $(DEV) ## the documentation on a local port, made anew as you write
	$(BIN)/mkdocs serve

# Torch stands in no lock: which build of it serves depends on the machine (train/README.md).
recipes: $(DEV) ## what the recipes of train/ need beside, torch above all; their tests skip without it
	$(PIP) install torch==2.13.0
	$(PIP) install --no-build-isolation --editable ".[train]"

# It needs PyICU, which is built where it is installed: with a compiler, pkg-config and the headers of ICU (libicu-dev).
aleph: $(DEV) ## the library that entities for Aleph are checked with; that test skips without it
	$(PIP) install 'followthemoney>=4.0'

# The texts and scorers that may not be copied into the project lie beside it; make bench SHARED=... names another place.
SHARED  := ../shared
POLNEAR := $(SHARED)/data/polnear/dev

bench: $(DEV) ## the figures of bench/figures, each below the command that makes it
	@test -d $(SHARED)/score || { echo "$(SHARED)/score is not there: nothing to score with"; exit 1; }
	$(BIN)/python -m bench.scores
	$(BIN)/python -m bench.record all held
	$(BIN)/python -m bench.issues
	$(BIN)/python -m bench.happenings
	$(BIN)/python -m bench.aims
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.polnear $(POLNEAR) $(VENV)/polnear.jsonl
	$(BIN)/python $(SHARED)/score/polnear.py $(POLNEAR) $(VENV)/polnear.jsonl
	$(BIN)/python -m bench.nested dev
	$(BIN)/python -m bench.nested held
	$(BIN)/python -m bench.acts
	$(BIN)/python -m bench.actors $(POLNEAR)
	$(BIN)/python -m bench.dating $(POLNEAR)
	$(BIN)/python -m bench.networks
	$(BIN)/python -m bench.stories
	$(BIN)/python -m bench.language
	$(BIN)/python -m bench.ingest
	$(BIN)/python -m bench.speed $(POLNEAR)/text

lock: $(DEV) ## both locks in line with pyproject.toml
	@command -v $(BIN)/uv >/dev/null || $(PIP) install uv
	$(BIN)/uv $(COMPILE) pyproject.toml -o requirements.lock
	$(BIN)/uv $(COMPILE) --extra dev pyproject.toml -o requirements-dev.lock

clean: ## removes what these commands made
	rm -rf $(VENV) demo site dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ── the environment ──────────────────────────────────────────────────────────────────────────────────────────────

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "OnRecord needs Python 3.11 or newer: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade 'pip>=25'  # older ones cannot hold a lock with hashes to a package asked for with extras

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing OnRecord into $(VENV) (a minute, once)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(DEV): requirements-dev.lock requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the tools of development into $(VENV) (two minutes, once)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(RUN) $@
