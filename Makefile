# Every command of the house. On a fresh machine with Python 3.11 or newer, `make run` and `make test` set themselves up.

SHELL := bash
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
TO_VENV := --quiet --python $(BIN)/python
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url pyproject.toml --extra postgres --extra connectors --extra sso
ARGS ?=
# Much of a test's time is spent waiting for servers and browsers, so one more process than processors is no crowd.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1) + 1 )))

# Tests commit tens of thousands of times; where memory serves as a disk and has room, no one waits for a real one.
IN_MEMORY := $(shell test "$$(df -Pk /dev/shm 2>/dev/null | awk 'END { print $$4 }')" -gt 4000000 2>/dev/null && echo /dev/shm)

export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy
# Compiled modules are kept whatever the machine says: a process starts more than twice as fast.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run seed test lint mutations notices weights bench screenshots letters audit wheel lock browser servers

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: seed ## Serve the portal with its demo on http://127.0.0.1:8000
	@PORTAL_DEMO=true exec $(BIN)/portal serve

seed: .venv/ready-to-run ## Make the demo's companies, people and registers, where they are not there yet
	@PORTAL_DEMO=true $(BIN)/portal demo

test: .venv/ready-to-test browser servers ## Run all tests, on SQLite and PostgreSQL (ARGS="-k name" for some)
	@PYTEST_DEBUG_TEMPROOT=$(IN_MEMORY) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: .venv/ready-to-test ## Check style, types and templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/djlint --lint --quiet templates

mutations: .venv/ready-to-test ## Change each cell of the rights table and each part of a letter, and see a test notice it
	@$(BIN)/python -m tests.mutations

notices: .venv/ready-to-test ## Read the privacy notices of a folder and say how well (CORPUS=folder)
	@test -d "$(CORPUS)" || { echo 'Name a folder of notices: make notices CORPUS=folder' >&2; exit 2; }
	@$(BIN)/python -m tests.notices "$(CORPUS)"

weights: .venv/ready-to-test ## Fit the points by which lists of data are told, on the notices of a folder (CORPUS=folder)
	@test -d "$(CORPUS)" || { echo 'Name a folder of notices: make weights CORPUS=folder' >&2; exit 2; }
	@$(BIN)/python -m tests.notices.weights "$(CORPUS)"

bench: .venv/ready-to-test ## Measure how fast pages are answered
	@$(BIN)/python -m tests.bench

screenshots: .venv/ready-to-test browser ## Make the gallery of every page
	@$(BIN)/python -m tests.screenshots

letters: .venv/ready-to-test ## Make the samples of every letter in docs/letters
	@$(BIN)/python -m tests.letter_samples

audit: .venv/ready-to-run ## Verify the chains of events in the database
	@PORTAL_DEMO=true $(BIN)/portal audit verify

wheel: .venv/ready-to-run ## Build the wheel into dist/
	@$(BIN)/hatchling build --target wheel

lock: $(UV) ## Resolve the newest versions that pyproject.toml allows (ARGS=--upgrade)
	@$(LOCK) --group setup $(ARGS) --output-file requirements.lock
	@$(LOCK) --group dev --constraints requirements.lock $(ARGS) --output-file requirements-dev.lock

# The set-up: uv with the hash in the lock, then exactly what a lock names, then the project itself.

$(UV): | requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo missing)." >&2; \
		echo "Install it, or name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv is needed (on Debian: apt-get install python3-venv)." >&2; exit 1; }
	@awk '/^uv==/,!/\\$$/' requirements.lock > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement .venv/uv.txt

.venv/ready-to-run: requirements.lock pyproject.toml | $(UV)
	@$(UV) pip sync $(TO_VENV) --require-hashes requirements.lock
	@$(UV) pip install $(TO_VENV) --no-deps --no-build-isolation --editable .
	@rm -f .venv/ready-to-test
	@touch $@

.venv/ready-to-test: requirements-dev.lock requirements.lock pyproject.toml | $(UV)
	@$(UV) pip sync $(TO_VENV) --require-hashes requirements-dev.lock
	@$(UV) pip install $(TO_VENV) --no-deps --no-build-isolation --editable .
	@touch .venv/ready-to-run $@

# Chromium made for automation loads a page at a fraction of what the whole one costs; where there is none, the whole one.
browser:
	@test -x /usr/bin/chromium-headless-shell || { \
		to_install="apt-get update && { apt-get install --yes --no-install-recommends chromium-headless-shell fonts-liberation || \
			apt-get install --yes --no-install-recommends chromium fonts-liberation; }"; \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			DEBIAN_FRONTEND=noninteractive bash -c "$$to_install" </dev/null >.venv/browser.log 2>&1 || cat .venv/browser.log >&2; \
		fi; \
		test -x /usr/bin/chromium-headless-shell || test -x /usr/bin/chromium || { \
			echo "The tests drive a real browser, which is missing. As root: $$to_install" >&2; exit 1; }; }

# The other sides of connections, as really as they can be had: a program that shows it, and its package.
SERVERS := \
	dovecot:dovecot-imapd \
	mariadbd:mariadb-server

servers: .venv/prism/ready .venv/oidc/ready .venv/drawing/ready
	@missing=; for one in $(SERVERS); do PATH="$$PATH:/usr/sbin" command -v $${one%%:*} >/dev/null || missing="$$missing $${one#*:}"; done; \
	test -z "$$missing" || { \
		to_install="apt-get update && apt-get install --yes --no-install-recommends $$missing"; \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			DEBIAN_FRONTEND=noninteractive bash -c "$$to_install" </dev/null >.venv/servers.log 2>&1 || { cat .venv/servers.log >&2; exit 1; }; \
		else echo "The tests connect to real servers, which are missing. As root: $$to_install" >&2; exit 1; fi; }

# A server that answers by a vendor's own description and refuses what that does not know; its lock holds hashes alone.
.venv/prism/ready: tests/servers/prism/package.json tests/servers/prism/package-lock.json
	@mkdir -p $(@D)
	@command -v npm >/dev/null || { \
		to_install="apt-get update && apt-get install --yes --no-install-recommends nodejs npm"; \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			DEBIAN_FRONTEND=noninteractive bash -c "$$to_install" </dev/null >.venv/servers.log 2>&1 || cat .venv/servers.log >&2; \
		fi; \
		command -v npm >/dev/null || { echo "The tests of connectors need npm. As root: $$to_install" >&2; exit 1; }; }
	@cp tests/servers/prism/package.json tests/servers/prism/package-lock.json $(@D)
	@npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# An identity provider that others wrote and had certified; ours is the file that sets it up.
.venv/oidc/ready: tests/servers/oidc/package.json tests/servers/oidc/package-lock.json tests/servers/oidc/provider.mjs | .venv/prism/ready
	@mkdir -p $(@D)
	@cp tests/servers/oidc/package.json tests/servers/oidc/package-lock.json tests/servers/oidc/provider.mjs $(@D)
	@npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# The parser of code with which tests/notices draws a page that stands as code.
.venv/drawing/ready: tests/notices/drawing/package.json tests/notices/drawing/package-lock.json | .venv/prism/ready
	@mkdir -p $(@D)
	@cp tests/notices/drawing/package.json tests/notices/drawing/package-lock.json $(@D)
	@npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --silent
	@touch $@
