# The steps that a change goes through, by name. Each works in .venv, which packaging/setup.sh makes where it is missing.
# `make` alone lists them; `sh packaging/test.sh` runs style, types, layers and tests as CI does.

tools = .venv/bin
export QT_QPA_PLATFORM ?= offscreen
T ?= tests/test_architecture.py

.PHONY: help setup format check test all matrix run texts benchmarks lock

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

setup:  ## .venv with the test tools
	@sh packaging/setup.sh test window-wanted

format: setup  ## order of imports, layout of lines
	$(tools)/ruff check --fix
	$(tools)/ruff format src tests resources packaging

check: setup  ## style, types, layers: a minute
	$(tools)/ruff check
	$(tools)/ruff format --check src tests resources packaging
	$(tools)/mypy
	$(tools)/lint-imports --no-logo

test: setup  ## some tests: make test T='tests/domain/law -k numerals'
	$(tools)/pytest -n 0 $(T)

all:  ## everything, as CI does: ten minutes on two cores
	sh packaging/test.sh

matrix:  ## all tests in three locales and two time zones, without a network
	sh packaging/matrix.sh

run:  ## the window with the sample case
	env -u QT_QPA_PLATFORM sh packaging/run.sh

texts: setup  ## texts that have no Chinese yet, or are gone
	$(tools)/python tests/test_catalogue.py

benchmarks: setup  ## tests/benchmarks, one after another
	for script in tests/benchmarks/*.py; do echo "== $$script"; $(tools)/python "$$script" || exit; done

lock:  ## packaging/requirements*.txt anew, with digests for all platforms; needs uv. LOCK=--upgrade takes newer releases
	sh packaging/lock.sh $(LOCK)
