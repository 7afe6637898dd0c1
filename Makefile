# Every target makes what it needs first, so each works at once in a fresh clone.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TRAIN_STAMP := $(VENV)/.installed-train
# The folder with the labelled corpora; only training needs it.
DATA ?= $(if $(ANALYSER_DATA),$(ANALYSER_DATA),../shared/data)
OUT ?= out/demo
NAME ?= disclosure-en
# Tests run side by side, each on one core; those of a module, which share what takes long to make,
# stay together. One after the other: make test WORKERS=
WORKERS ?= -n auto --maxprocesses 4 --dist loadscope

.DEFAULT_GOAL := help
.PHONY: help setup setup-train demo test check lint format type e2e golden hostile benchmark train experiments evaluate cards corpus clean

help: ## Show this list
	@grep -E '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## Install the package and its tools into .venv
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

setup-train: $(TRAIN_STAMP) ## Install what training the encoder needs, too
$(TRAIN_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --editable '.[dev,train]'
	@touch $@

demo: $(STAMP) ## Analyse the demo corpus and say where the report is
	@$(BIN)/analyser run corpora/demo --framework uk-msa-s54 --output $(OUT) || test $$? -eq 3
	@echo "The report is in $(CURDIR)/$(OUT)/report.html"

test: $(STAMP) ## Run every test but the benchmarks
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q -m 'not benchmark' $(WORKERS)

e2e: $(STAMP) ## Run the end-to-end tests alone
	$(BIN)/python -m pytest -q tests/e2e

check: lint type test ## Everything that a change must pass

lint: $(STAMP) ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMP) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

type: $(STAMP) ## Check types
	$(BIN)/mypy

golden: $(STAMP) ## Rewrite the golden files; read the diff before committing it
	$(BIN)/python -m pytest -q tests --update-golden -k golden

hostile: $(STAMP) ## Read every hostile file in isolation and judge the answers
	$(BIN)/python scripts/run_hostile.py

benchmark: $(STAMP) ## Measure speed and accuracy against recorded floors
	$(BIN)/python -m pytest -q -m benchmark tests/benchmark

train: $(TRAIN_STAMP) ## Train, cross-validate and write models/ from DATA (two to six hours on two cores; goes on where it was stopped)
	$(BIN)/analyser train '$(DATA)' --examples corpora/examples --output models --name $(NAME)

experiments: $(STAMP) ## Try other models (NAMES="...") on the folds of the cards; adds to docs/experiments.csv
	$(BIN)/python scripts/experiments/run.py --data '$(DATA)' $(NAMES)

evaluate: $(STAMP) ## Measure the model on the demo corpus, which it was not trained on
	$(BIN)/analyser evaluate corpora/demo/labels.csv

cards: $(STAMP) ## Render the model cards anew from their facts
	$(BIN)/python scripts/render_cards.py

corpus: $(STAMP) ## Build the demo corpus anew; gives the same bytes every time
	$(BIN)/python scripts/build_demo_corpus.py

clean: ## Remove everything that was built
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
