#!/usr/bin/env python3
"""Tests the downloads of the installed C library: tests/c/download.py --prefix PREFIX [NAME ...]

Against the emulator, so this needs the Python package.  Names pick single tests.  Needs gcc, g++, pkg-config, valgrind.
"""

import programs
from iinkedsign.testing import Emulator
from programs import C99, CPP, ROOT, SANITIZERS, VALGRIND, Programs


class Tests(Programs):
    def save(self, *command):
        folder = self.folder / "videos"
        folder.mkdir(exist_ok=True)
        with Emulator() as emulator, Emulator(faults=["video:stall=100000"]) as slow:
            arguments = [emulator.base_url, emulator.api_key, folder, slow.base_url]
            assert self.run(*command, *arguments) == "survived\n"
        # What was ended left nothing.
        left = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert {name.strip("+") for name in left} == {"film", "later"}, left.keys()
        assert len(set(left.values())) == 1
        for name in left:
            (folder / name).unlink()

    def test_c_under_sanitizers(self):
        self.save(self.build("asan", [*C99, *SANITIZERS], ROOT / "tests/c/download.c"))

    def test_c_under_valgrind(self):
        self.save(*VALGRIND, self.build("valgrind", C99, ROOT / "tests/c/download.c"))

    def test_cpp_under_sanitizers(self):
        self.save(self.build("cpp", [*CPP, *SANITIZERS], ROOT / "tests/cpp/download.cpp"))


if __name__ == "__main__":
    programs.main(Tests, __doc__)
