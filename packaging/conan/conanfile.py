"""The C and C++ library for Conan 2:  conan create packaging/conan  (builds it with cargo, which has to be on PATH)."""

import os
import re
from pathlib import Path

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.files import copy


class IinkedSign(ConanFile):
    name = "iinkedsign"
    license = "MIT OR Apache-2.0"
    description = "A client for the iinked Sign e-signature API: status of packages, safe deletion of packages and meeting videos"
    topics = ("e-signature", "iinkedsign", "syngrafii")
    settings = "os", "arch", "compiler", "build_type"
    package_type = "library"
    options = {"shared": [True, False]}
    default_options = {"shared": True}

    def _cargo(self, key):
        # Beside the recipe once it was exported, else at the root of the repository.
        folder = Path(self.recipe_folder)
        manifest = next(f for f in (folder / "Cargo.toml", folder.parent.parent / "Cargo.toml") if f.exists())
        return re.search(rf'^{key} = "(.*)"', manifest.read_text(encoding="utf-8"), re.MULTILINE)[1]

    def set_version(self):
        self.version = self._cargo("version")

    def init(self):
        self.url = self.homepage = self._cargo("repository")

    def export(self):
        copy(self, "Cargo.toml", Path(self.recipe_folder).parent.parent, self.export_folder)

    def export_sources(self):
        root = Path(self.recipe_folder).parent.parent
        # Cargo wants every target of Cargo.toml to exist.
        for pattern in ("Cargo.*", "LICENSE*", "README.md", "src/*", "include/*", "cmake/*", "scripts/*-capi", "scripts/seal-archive",
                        "tests/rust/*", "benches/*.rs"):
            copy(self, pattern, root, self.export_sources_folder)

    def validate(self):
        if self.settings.os != "Linux":
            raise ConanInvalidConfiguration("the scripts of this recipe build for Linux only")

    def package_id(self):
        # A Rust library: neither the C++ compiler nor its standard library go into it.
        del self.info.settings.compiler

    def build(self):
        profile = "dev" if self.settings.build_type == "Debug" else "release"
        self.run(f"PROFILE={profile} scripts/build-capi", cwd=self.source_folder)

    def package(self):
        self.run(f'scripts/install-capi "{self.package_folder}"', cwd=self.source_folder)
        copy(self, "LICENSE*", self.source_folder, os.path.join(self.package_folder, "licenses"))
        unwanted = "libiinkedsign.a" if self.options.shared else "libiinkedsign.so*"
        for file in Path(self.package_folder, "lib").glob(unwanted):
            file.unlink()

    def package_info(self):
        self.cpp_info.libs = ["iinkedsign"]
        self.cpp_info.set_property("cmake_file_name", "iinkedsign")
        target = "iinkedsign::iinkedsign" if self.options.shared else "iinkedsign::iinkedsign_static"
        self.cpp_info.set_property("cmake_target_name", target)
        self.cpp_info.set_property("pkg_config_name", "iinkedsign")
        if not self.options.shared:
            self.cpp_info.system_libs = ["pthread", "dl", "m", "rt", "util"]
