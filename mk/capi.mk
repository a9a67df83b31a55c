# make capi                                 builds libiinkedsign.so and libiinkedsign.a
# make install PREFIX=/usr/local [DESTDIR=]  puts them down with headers, pkg-config and CMake files
#
# PROFILE=dev builds without optimization, for quick trials.

PREFIX ?= /usr/local
DESTDIR ?=
PROFILE ?= release

.PHONY: capi install

capi:
	PROFILE=$(PROFILE) scripts/build-capi

install: capi
	PROFILE=$(PROFILE) DESTDIR='$(DESTDIR)' scripts/install-capi '$(PREFIX)'
