# make dist         every artefact of a release, for this machine's kind, into build/dist
# make test-dist    installs and tests each one in a clean environment

DIST := build/dist
# The glibc of manylinux_2_17, RHEL 7 and everything since.
ZIG_TARGET ?= x86_64-unknown-linux-gnu.2.17
VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
C_ARCHIVE := iinkedsign-c-$(VERSION)-x86_64-linux-gnu.tar.gz

.PHONY: lint-workflows dist test-dist dist-wheel dist-sdist dist-c dist-deb dist-crate dist-vcpkg dist-sbom

# One after the other: each uses both cores for minutes.
dist:
	rm -rf $(DIST)
	$(MAKE) dist-wheel dist-sdist dist-c dist-deb dist-crate dist-vcpkg dist-sbom
	cd $(DIST) && sha256sum $$(find . -type f -printf '%P\n' | sort) >../SHA256SUMS && mv ../SHA256SUMS .
	@ls -l $(DIST)

$(VENV)/dist: packaging/requirements.txt $(VENV)/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement packaging/requirements.txt
	touch $@

dist-wheel: $(VENV)/dist
	PATH="$(CURDIR)/$(BIN):$$PATH" scripts/build-wheel
	$(BIN)/auditwheel show $(DIST)/*.whl | grep -F manylinux_2_17_x86_64

dist-sdist: $(VENV)/dist
	$(BIN)/maturin sdist --out $(DIST)

dist-c: $(VENV)/dist
	scripts/need binutils
	PATH="$(CURDIR)/$(BIN):$$PATH" ZIG_TARGET=$(ZIG_TARGET) scripts/build-capi
	rm -rf build/c-archive
	DESTDIR=$(CURDIR)/build/c-archive scripts/install-capi /iinkedsign-$(VERSION)
	cp -r --parents LICENSE LICENSE-* README.md CHANGELOG.md docs/*.md examples/c examples/cpp \
		build/c-archive/iinkedsign-$(VERSION)
	mkdir -p $(DIST)
	tar -C build/c-archive --sort=name --owner=0 --group=0 --numeric-owner -czf $(DIST)/$(C_ARCHIVE) iinkedsign-$(VERSION)

# Of what dist-c built.
dist-deb: dist-c
	scripts/need dpkg-dev lintian
	packaging/debian/build $(DIST)
	lintian --fail-on warning,error $(DIST)/*.deb

# The crate as it would be published, built from what is in it.
dist-crate:
	$(CARGO) publish --dry-run --locked --allow-dirty
	$(CARGO) package --no-verify --locked --allow-dirty
	cp target/package/iinkedsign-$(VERSION).crate $(DIST)

dist-vcpkg: dist-c
	packaging/vcpkg/write $(DIST)/$(C_ARCHIVE) $(DIST)/vcpkg

build/tools/bin/cargo-cyclonedx:
	$(CARGO) install --quiet --locked --root build/tools cargo-cyclonedx@0.5.9

dist-sbom: build/tools/bin/cargo-cyclonedx
	PATH="$(CURDIR)/build/tools/bin:$$PATH" $(CARGO) cyclonedx --format json --spec-version 1.5 \
		--features python,capi --override-filename iinkedsign-$(VERSION).cdx
	sed "s,file://$(CURDIR),file://.,g" iinkedsign-$(VERSION).cdx.json >$(DIST)/iinkedsign-$(VERSION).cdx.json
	rm iinkedsign-$(VERSION).cdx.json

test-dist: $(VENV)/dist
	packaging/test $(DIST)

# The workflows cannot run here: their syntax and their habits are checked.
lint-workflows: $(VENV)/ready
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet --no-progress .github/workflows
