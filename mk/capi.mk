# make capi                                 builds libiinkedsign.so and libiinkedsign.a
# make install PREFIX=/usr/local [DESTDIR=]  installs them with headers, pkg-config and CMake files
#
# PROFILE=dev builds without optimization, for quick trials.

PREFIX ?= /usr/local
DESTDIR ?=
PROFILE ?= release

# Where the tests install to.
CAPI_PREFIX := $(CURDIR)/build/prefix
CAPI_PYTHON ?= python3

.PHONY: capi install test-capi test-capi-prefix bench-capi

capi:
	PROFILE=$(PROFILE) scripts/build-capi

install: capi
	PROFILE=$(PROFILE) DESTDIR='$(DESTDIR)' scripts/install-capi '$(PREFIX)'

test-capi-prefix:
	$(MAKE) install PROFILE=tested PREFIX=$(CAPI_PREFIX)

# C and C++ from an installed prefix alone, beside the Python binding on the same cases.
test-capi: test-capi-prefix test-packages $(VENV)/installed
	$(CAPI_PYTHON) tests/bindings/run.py --prefix $(CAPI_PREFIX) --binding "python=$(BIN)/python tests/bindings/cases.py"
	$(CAPI_PYTHON) tests/c/run.py --prefix $(CAPI_PREFIX)
	$(BIN)/python tests/c/audit.py --prefix $(CAPI_PREFIX)
	$(BIN)/python tests/c/download.py --prefix $(CAPI_PREFIX)

bench-capi:
	scripts/need gcc pkg-config nginx-light libcurl4-openssl-dev libcjson-dev
	$(MAKE) install PREFIX=$(CAPI_PREFIX)
	$(CAPI_PYTHON) benches/c/run $(CAPI_PREFIX)
