# make test-dotnet  tests the .NET packages: dotnet/run-tests tells what it needs
# make nuget        packs them into build/nuget: dotnet/pack tells with which native libraries

.PHONY: test-dotnet nuget

# With the library that the C tests install.
test-dotnet: test-capi-prefix $(VENV)/installed
	PYTHON=$(CURDIR)/$(BIN)/python IINKEDSIGN_LIB=$(CAPI_PREFIX)/lib dotnet/run-tests

nuget: $(VENV)/dist
	PATH="$(CURDIR)/$(BIN):$$PATH" dotnet/pack
