"""Programs that are built from an installed prefix alone, and run."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/cases"), str(ROOT / "tests/bindings")]

import run as bindings
import server

__all__ = ["C99", "CPP", "ROOT", "SANITIZERS", "VALGRIND", "WITH_TLS", "Programs", "bindings", "main", "server"]

C99 = ["gcc", "-std=c99", "-D_DEFAULT_SOURCE", *bindings.WARNINGS]
CPP = ["g++", "-std=c++17", *bindings.WARNINGS]
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]
VALGRIND = [
    "valgrind",
    "--quiet",
    "--error-exitcode=9",
    "--leak-check=full",
    "--errors-for-leak-kinds=definite,indirect",
]
VALGRIND += ["--show-leak-kinds=definite,indirect", "--trace-children=no", "--child-silent-after-fork=yes"]
WITH_TLS = [*VALGRIND, f"--suppressions={ROOT}/tests/c/valgrind.supp"]


class Programs:
    def __init__(self, prefix, folder):
        self.prefix, self.folder = prefix, folder
        self.flags = bindings.flags(prefix)

    def build(self, name, command, *sources, flags=None):
        target = self.folder / name
        subprocess.run([*command, *map(str, sources), "-o", target, *(flags or self.flags)], check=True)
        return target

    def run(self, *command, code=0, env=None, stdin=""):
        """What a program writes.  A byte that is not UTF-8 is a lone surrogate, in both directions."""
        done = subprocess.run(
            [*map(str, command)],
            env={**os.environ, **(env or {})},
            check=False,
            capture_output=True,
            input=stdin,
            encoding="utf-8",
            errors="surrogateescape",
        )
        assert done.returncode == code, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path


def main(kind, described):
    """Runs the tests of a class: those whose names have one of the words given, or all."""
    parser = argparse.ArgumentParser(description=described, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prefix", required=True)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tests = kind(str(Path(options.prefix).resolve()), Path(folder))
        failures = 0
        for name in [name for name in vars(kind) if name.startswith("test_")]:
            if options.names and not any(wanted in name for wanted in options.names):
                continue
            began = time.monotonic()
            try:
                getattr(tests, name)()
                said = "ok"
            except (AssertionError, subprocess.CalledProcessError) as problem:
                failures += 1
                said = f"FAILED\n{problem}"
            print(f"{name[5:].replace('_', ' ')}: {said} ({time.monotonic() - began:.1f} s)", flush=True)
    sys.exit(failures > 0)
