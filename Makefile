# Needs python >= 3.11, pip and make. Everything else is set up by the targets themselves.
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
BIN := $(VENV)/bin
UV_COMPILE := build/uv/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock"

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# The tests start many programs: what is compiled once is kept.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run demo test test-spark check fix bench docs lock setup

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

run: demo ## what `make demo` writes, then the site with a living demonstration, until Ctrl-C
	@$(BIN)/duixian office run --demonstration $(if $(PORT),--port $(PORT))

demo: $(READY) ## assess the demonstration firms, write their reports and a year's papers to build/demo
	@$(BIN)/duixian demo --out build/demo
	@$(BIN)/duixian year check minhang-2022 --summary
	@$(BIN)/duixian year papers minhang-2022 --out build/demo/年度 --replace

test: $(READY) ## all tests, on two cores; the office on SQLite and on a PostgreSQL started here
	@tools/with_chromium $(BIN)/pytest -n 2 --dist worksteal
	@tools/with_postgresql $(BIN)/pytest -n 2 -q tests/office

test-spark: $(VENV)/.spark ## the same answers on Spark; installs it, and Java where that is missing
	@tools/with_java $(BIN)/pytest -n 2 --dist worksteal -m "spark and not nightly" -q tests/population tests/cli

check: $(READY) ## lint, format, types, who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

fix: $(READY) ## mend what the linter can mend, and format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.bench ## speed, with its spread; not part of the tests
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.year
	@$(BIN)/python -m benchmarks.population
	@tools/with_postgresql $(BIN)/python -m benchmarks.office
	@tools/with_postgresql $(BIN)/python -m benchmarks.office.searching
	@tools/with_postgresql $(BIN)/python -m benchmarks.office.running

docs: $(READY) ## the generated reference, written anew
	@$(BIN)/python tools/glossary.py

setup: $(READY) ## the environment in .venv; instant the second time
	@echo "$(VENV) is ready"

$(READY): requirements.lock pyproject.toml tools/setup
	@PYTHON="$(PYTHON)" tools/setup $(VENV)
	@touch $@

# What only measurements and only Spark need is kept out of the environment of the tests.
$(VENV)/.bench $(VENV)/.spark: $(VENV)/.%: requirements-%.lock $(READY)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

# uv is needed for this only, so it has a place of its own and is no dependency.
lock: ## write the requirements*.lock anew after a change of pyproject.toml, keeping versions that fit
	@$(PYTHON) -m venv build/uv
	@build/uv/bin/pip install --quiet uv
	@$(UV_COMPILE) --extra dev pyproject.toml --output-file requirements.lock
	@$(UV_COMPILE) --extra bench -c requirements.lock pyproject.toml --output-file requirements-bench.lock
	@$(UV_COMPILE) --extra spark -c requirements.lock pyproject.toml --output-file requirements-spark.lock
