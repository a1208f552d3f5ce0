# Starting, testing and building. `make` lists what there is; docs/operations.md says more.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DATA_DIR ?= $(CURDIR)/var
BIN := .venv/bin

# Tests and checks choose their own data, database and broker, whatever site this shell is set up for.
ALONE := env -u DATA_DIR -u DATABASE_URL -u REDIS_URL -u REDIS_PREFIX -u ROUNDS_DIRS -u SECURE -u DEBUG -u SECRET_KEY
# Browser tests use the database from the thread of an event loop. The tests of a file run in one process, since they
# share what is costly to make, and the files in the order of tests/conftest.py.
PYTEST := DJANGO_ALLOW_ASYNC_UNSAFE=true $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help demo serve test lint test-services bench mutants css screenshots
.DEFAULT_GOAL := help

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo 'Settings: PORT, HOST and DATA_DIR, as in "make demo PORT=8080". See docs/operations.md.'

demo serve: export PORT := $(PORT)
demo serve: export HOST := $(HOST)
demo serve: export DATA_DIR := $(DATA_DIR)

demo: .venv/runtime ## Start the product with a real plan in it: site and worker, until Ctrl-C
	@sh .ci/packages pdf
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python manage.py serve --demo

serve: .venv/runtime ## The same without loading the demo
	@sh .ci/packages pdf
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python manage.py serve

test: lint ## Everything that needs no server: the checks, and the tests on SQLite
	@sh .ci/packages pdf tests
	$(ALONE) $(PYTEST) -m "not services"

lint: .venv/development ## Style, types, import layers, templates, migrations
	$(BIN)/ruff check .
	$(ALONE) $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(ALONE) DATA_DIR="$$(mktemp -d)" $(BIN)/python manage.py makemigrations --check --dry-run

test-services: .venv/development ## The tests that touch the database or the worker, on PostgreSQL and Redis
	@test -n "$$DATABASE_URL" && test -n "$$REDIS_URL" || { echo 'Set DATABASE_URL (such as postgres://root@127.0.0.1:5432/root) and REDIS_URL (such as redis://127.0.0.1:6379/1).'; exit 1; }
	@sh .ci/packages pdf tests
	env -u DATA_DIR -u ROUNDS_DIRS $(PYTEST) -m "services or both_engines or (database and not browser and not any_engine)"

bench: .venv/development ## Measure the rules, the pages and the outputs
	$(BIN)/python benchmarks/run.py
	$(ALONE) $(BIN)/python benchmarks/table.py

mutants: .venv/development ## Change what works out balances, ring-fences and metrics, and see whether tests notice
	nice -n 19 $(ALONE) $(BIN)/python benchmarks/mutants.py

screenshots: .venv/development ## Take the pictures of the README again
	$(BIN)/python docs/screenshots.py
	PICTURES=$(CURDIR)/docs/screenshots $(ALONE) $(PYTEST) tests/journey/test_whole_story.py

css: ## Rebuild the stylesheet and the component script (needs Node.js)
	npm install --no-save --no-audit --no-fund
	npm run css
	npm run js

# An environment that is as old as the list it was installed from is not installed again.
.venv/runtime: requirements.txt | .venv/bin/pip
	@echo 'Installing the packages of $< …'
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

.venv/development: requirements-dev.txt | .venv/bin/pip
	@echo 'Installing the packages of $< …'
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@ .venv/runtime

.venv/bin/pip:
	@PYTHON="$(PYTHON)" sh .ci/packages python
	@$(PYTHON) -m venv .venv
