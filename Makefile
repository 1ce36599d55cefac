# Seimbang. The two commands: `make run`, `make test`.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test check coverage soak bench lock messages clean

help:  ## List the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

KERNEL := $(wildcard src/seimbang/plan/kernel/*.c)

.venv/ready: requirements/dev.txt pyproject.toml hatch_build.py $(KERNEL)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/ready

run: .venv/ready  ## Set up, load the demo regency, plan, serve http://127.0.0.1:8000
	$(BIN)/seimbang-web migrate --verbosity 0
	$(BIN)/seimbang-web demo --stage signed
	$(BIN)/seimbang-web serve

check: .venv/ready  ## Lint, types, layers, law files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yamllint --strict src tests

test: check  ## Set up and pass all tests; what rests on the database on both kinds
	$(BIN)/pytest -n 3
	SEIMBANG_TEST_DATABASE=postgres $(BIN)/pytest -n 3 -m 'both and not soak' tests/web

coverage: check  ## Measure what the tests reach (half as long again)
	$(BIN)/pytest -n 3 --cov --cov-report=
	$(BIN)/coverage report --include='src/seimbang/law/*,src/seimbang/workload/*,src/seimbang/rules/*,src/seimbang/plan/*' --fail-under=100
	$(BIN)/coverage report --include='src/seimbang/*' --fail-under=97
	$(BIN)/coverage report --include='src/seimbang_web/*' --fail-under=90

soak: .venv/ready  ## The slow suites; all of the web on PostgreSQL
	$(BIN)/pytest -n 2 -m soak
	SEIMBANG_TEST_DATABASE=postgres $(BIN)/pytest -n 3 tests/web

bench: .venv/ready  ## Measure side by side with the peers
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/bench.txt
	$(BIN)/python benchmarks/run.py --large --out docs/benchmarks.md

lock: .venv/ready  ## Make the hash-locked requirements anew (needs uv)
	uv pip compile pyproject.toml --extra web --group dev --universal -p 3.11 --generate-hashes --no-header --no-annotate -o requirements/dev.txt
	uv pip compile pyproject.toml --extra web --group dev --group bench --universal -p 3.11 --generate-hashes --no-header --no-annotate -o requirements/bench.txt

messages: .venv/ready  ## Find, check and compile the Indonesian messages
	$(BIN)/python -m seimbang.language compile
	$(BIN)/python -m seimbang_web.lib.messages

clean:  ## Remove what the commands made
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache
