# make test-dotnet  tests the .NET packages: dotnet/run-tests tells what it needs
# make nuget        packs them into build/nuget, with the native libraries of DOTNET_NATIVE

# A folder with runtimes/<rid>/native for each system; by default the one of this machine.
DOTNET_NATIVE ?= $(CURDIR)/build/dotnet-native

.PHONY: test-dotnet nuget

# With the library that the C tests install.
test-dotnet: test-capi-prefix $(VENV)/installed
	PYTHON=$(CURDIR)/$(BIN)/python IINKEDSIGN_LIB=$(CAPI_PREFIX)/lib dotnet/run-tests

nuget:
	PROFILE=$(PROFILE) NATIVE='$(DOTNET_NATIVE)' dotnet/pack
