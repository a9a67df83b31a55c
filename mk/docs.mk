# make docs    writes the documentation site to build/docs/html; a broken link or reference fails

.PHONY: docs

$(VENV)/docs: docs/site/requirements.txt $(VENV)/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --requirement docs/site/requirements.txt
	touch $@

docs: $(VENV)/docs
	scripts/need doxygen
	scripts/dotnet-reference
	$(BIN)/sphinx-build -q -W --keep-going -b html -d build/docs/doctrees docs build/docs/html
	@echo "The documentation is in build/docs/html/index.html"
