#!/usr/bin/env python3
"""Tests the installed C library: tests/c/run.py --prefix PREFIX [NAME ...]

Everything is built from the prefix alone.  Names pick single tests.  UPDATE=1 rewrites layout.txt.
Needs gcc, g++, clang, rustc, pkg-config, cmake, valgrind, openssl.
"""

import os
import re
import subprocess
from pathlib import Path

import programs
from programs import C99, CPP, ROOT, SANITIZERS, VALGRIND, WITH_TLS, Programs, bindings, server

ID = "7a17e4e7-bc32-4256-bf81-27eac794c2b7"


def answer(body, **more):
    return {"exchanges": [{"status": 200, "body": body, **more}], "repeat": True}


VIDEO = {"meetingVideoId": "v1", "size": 1024, "state": "deleted"}
SIGNER = {"email": "ann@example.com", "isExecuted": False}
OVERDUE = {"packageId": "p1", "name": "Lease", "timeSignBy": "2020-01-01T00:00:00Z", "signers": [SIGNER]}
SIGNED = {"packageId": "p2", "name": "Old", "timeSignBy": "2020-01-01T00:00:00Z", "isExecuted": True}
DOCUMENT = {"fileName": "agreement.pdf", "revisions": [{"isSigned": True}, {"isSigned": False}]}
CASES = {
    "load": answer({"packageId": ID, "name": "x" * 500, "documents": [{"revisions": [{"link": "l"}] * 3}] * 3}),
    "slow": answer({"packageId": ID}, delay_ms=2000),
    "flaky": {
        "exchanges": [
            {"status": 503, "headers": {"x-request-id": "r-1"}},
            {"status": 200, "headers": {"x-request-id": "r-2"}, "body": {"packageId": ID}},
        ]
    },
    "renewed": {"access_token": "today", **answer({"packageId": ID})},
    "account": {"packages": 7, "status": {"name": "Lease"}},
    "empty": {"packages": 0},
    "far": {"packages": 7, "delay_ms": 500},
    "broken": {"packages": 7, "failures": 1},
    "status": answer({"packageId": ID, "name": "Lease", "state": "open", "documents": [DOCUMENT]}),
    "deleted": answer({"packageId": ID, "videos": [VIDEO]}),
    "unclear": {"exchanges": [{"fault": "reset"}, {"status": 404, "body": {"error": "package_not_found"}}]},
    "overdue": answer({"items": [OVERDUE, SIGNED], "total": 2, "take": 100, "skip": 0}),
}


# All of clang's warnings about the headers, but for what C++17 and structs with padding are, and vtables, which a header
# has no place of their own for.
EVERYTHING = ["-Weverything", "-Werror", "-Wno-padded", "-Wno-weak-vtables", "-Wno-c++98-compat"]
EVERYTHING += ["-Wno-c++98-compat-pedantic", "-Wno-pre-c++14-compat", "-Wno-pre-c++17-compat"]
# Newer compilers ask for std::span, which C++17 has not.
EVERYTHING += ["-Wno-unknown-warning-option", "-Wno-unsafe-buffer-usage"]
# Another static library written in Rust, as librsvg or wasmtime are.  It has panics of its own, and catches them.
OTHER_ARCHIVE = """#[unsafe(no_mangle)] pub extern "C" fn other(panic: bool) -> i32 {
    std::panic::set_hook(Box::new(|_| ()));
    std::panic::catch_unwind(|| if panic { panic!("caught") } else { 1 }).unwrap_or(2)
}"""
BESIDE_ANOTHER = """#include <iinkedsign.h>
int other(bool panic);
int main(void) {
    iinked_error *error = NULL;
    iinked_client *client = NULL;
    iinked_code code = iinked_client_new(NULL, &client, &error);
    iinked_error_free(error);
    return other(true) == 2 && other(false) == 1 && code == IINKED_ERR_INVALID_ARGUMENT ? 0 : 1;
}
"""
# What C++20's algorithms and views ask of a list.
RANGES = """#include <ranges>
#include <iinkedsign.hpp>
using namespace iinkedsign;
static_assert(std::ranges::forward_range<Range<Document>>);
static_assert(std::ranges::input_range<PackagePages> && std::ranges::input_range<PackagePages::Packages>);
int main() {
    auto named = Range<Document>(nullptr, 0) | std::views::filter([](Document document) { return document.name().has_value(); });
    return static_cast<int>(std::ranges::distance(named));
}
"""


class Tests(Programs):
    def __init__(self, prefix, folder):
        super().__init__(prefix, folder)
        self.ca, identity = bindings.certificates(folder)
        self.plain, self.secure = server.Server(CASES), server.Server(CASES, identity)

    # -- the header ------------------------------------------------------------------------------------------------

    def test_header_compiles_alone_twice_and_in_two_files(self):
        c = [["gcc", "-std=c99"], ["gcc", "-std=c11"], ["gcc", "-std=c17"]]
        cpp = [["g++", "-std=c++17"], ["g++", "-std=c++20"]]
        c.append(["clang", "-std=c99", *EVERYTHING])
        cpp.append(["clang++", "-std=c++17", *EVERYTHING])
        for header, compilers in {
            "iinkedsign.h": [*c, *cpp],
            "iinkedsign.hpp": cpp,
            "iinkedsign_audit.hpp": cpp,
        }.items():
            for compiler in compilers:
                kind = "cc" if "++" in compiler[0] else "c"
                once, twice = f"#include <{header}>\n", f"#include <{header}>\n#include <{header}>\n"
                other = "uint32_t other(void);\nuint32_t other(void) { return iinked_abi_version(); }\n"
                main = "uint32_t other(void);\nint main(void) { return other() != IINKED_ABI_VERSION; }\n"
                sources = [self.write(f"one.{kind}", once + other), self.write(f"two.{kind}", twice + main)]
                self.run(self.build("headers", [*compiler, *bindings.WARNINGS], *sources))

    def test_lists_are_ranges(self):
        self.run(self.build("ranges", ["g++", "-std=c++20", *bindings.WARNINGS], self.write("ranges.cc", RANGES)))

    def test_layout(self):
        path = ROOT / "tests/c/layout.txt"
        c = self.run(self.build("layout_c", C99, ROOT / "tests/c/layout.c"))
        cpp = self.run(self.build("layout_cpp", [*CPP, "-x", "c++"], ROOT / "tests/c/layout.c"))
        if os.environ.get("UPDATE"):
            path.write_text(c)
        assert c == cpp == path.read_text(), "the layout of a struct is not the one of layout.txt"

    def symbols(self, *arguments):
        """What nm lists, the names of an archive's members aside."""
        lines = self.run("nm", "--defined-only", *arguments).splitlines()
        return {line.split()[-1] for line in lines if line and not line.endswith(":")}

    def test_exports_are_the_headers(self):
        exported = self.symbols("-D", f"{self.prefix}/lib/libiinkedsign.so")
        archived = self.symbols("-g", f"{self.prefix}/lib/libiinkedsign.a")
        text = (Path(self.prefix) / "include/iinkedsign.h").read_text()
        code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("//", "*")))
        declared = set(re.findall(r"^[\w ]+?[ *](iinked_\w+)\(", code, re.MULTILINE))
        assert exported == declared, f"differ: {exported ^ declared}"
        assert archived == declared, f"differ: {archived ^ declared}"

    def test_beside_another_rust_archive(self):
        rustc = ["rustc", "--edition=2024", "--crate-type=staticlib", "-O"]
        other = self.folder / "libother.a"
        self.run(*rustc, self.write("other.rs", OTHER_ARCHIVE), "-o", other)
        main = self.write("beside.c", BESIDE_ANOTHER)
        archive, system = f"{self.prefix}/lib/libiinkedsign.a", ["-lpthread", "-ldl", "-lm"]
        include = f"-I{self.prefix}/include"
        for name, libraries in {
            "first": [archive, other, *system],
            "last": [other, archive, *system],
            "shared": [other, *system, *self.flags],
        }.items():
            self.run(self.build(name, [*C99, include], main, flags=libraries))

    # -- the installation ------------------------------------------------------------------------------------------

    def test_pkg_config(self):
        source = ROOT / "tests/c/arguments.c"
        assert "libiinkedsign.so.0" in self.run("readelf", "-d", self.build("shared", C99, source))
        environment = {**os.environ, "PKG_CONFIG_PATH": f"{self.prefix}/lib/pkgconfig"}
        command = ["pkg-config", "--static", "--cflags", "--libs", "iinkedsign"]
        flags = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split()
        # The archive instead of the library, and then nothing shared at all (the system's resolver warns of that).
        archive = ["-l:libiinkedsign.a" if flag == "-liinkedsign" else flag for flag in flags]
        for name, options in {"archive": archive, "static": [*flags, "-static"]}.items():
            program = self.folder / name
            done = subprocess.run([*C99, source, "-o", program, *options], check=False, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            assert "iinkedsign" not in self.run("readelf", "-d", program)
            self.run(program)

    def test_cmake(self):
        listing = """cmake_minimum_required(VERSION 3.16)
project(user C CXX)
find_package(iinkedsign 0.1 CONFIG REQUIRED)
add_executable(shared main.c)
target_link_libraries(shared iinkedsign::iinkedsign)
add_executable(static main.c)
target_link_libraries(static iinkedsign::iinkedsign_static)
"""
        project = self.folder / "project"
        project.mkdir()
        (project / "CMakeLists.txt").write_text(listing)
        (project / "main.c").write_text((ROOT / "tests/c/arguments.c").read_text())
        self.run("cmake", "-S", project, "-B", project / "build", f"-DCMAKE_PREFIX_PATH={self.prefix}")
        self.run("cmake", "--build", project / "build")
        self.run(project / "build/shared")
        self.run(project / "build/static")
        (project / "CMakeLists.txt").write_text(listing.replace("iinkedsign 0.1", "iinkedsign 0.2"))
        self.run("cmake", "-S", project, "-B", project / "other", f"-DCMAKE_PREFIX_PATH={self.prefix}", code=1)

    def test_prefix_can_be_moved(self):
        moved = self.folder / "moved"
        self.run("cp", "-a", self.prefix, moved)
        self.run(self.build("from_moved", C99, ROOT / "tests/c/arguments.c", flags=bindings.flags(moved)))

    # -- examples --------------------------------------------------------------------------------------------------

    def example(self, program, case, *arguments, code=0):
        base = f"{self.plain.origin}/{program.name}/{case}/api/v1"
        return self.run(
            program, *arguments, code=code, env={"IINKEDSIGN_API_KEY": "the-key", "IINKEDSIGN_BASE_URL": base}
        )

    def test_examples(self):
        status = self.build("example_status", C99, ROOT / "examples/c/status.c")
        assert self.example(status, "status", ID) == "Lease: open\n  agreement.pdf: 1 of 2 signed\n"
        assert "packageId is not the one asked for" in self.example(status, "status", "other", code=30)
        delete = self.build("example_delete", C99, ROOT / "examples/c/delete.c")
        assert self.example(delete, "deleted", ID) == f"deleted {ID}, and 1 videos\n  v1, 1024 bytes\n"
        assert "can no longer be found" in self.example(delete, "unclear", ID, code=3)
        hundred = self.build("example_hundred", C99, ROOT / "examples/c/hundred_async.c")
        assert self.example(hundred, "status", ID) == "100 open, 0 failed\n"
        token, kept = (self.build("example_token", C99, ROOT / "examples/c/token.c"), self.write("kept", "today\n"))
        read = f"GET /packages/{ID}/status:"
        base = f"{self.plain.origin}/example_token/renewed/api/v1"
        environment = {"IINKEDSIGN_API_KEY": "", "IINKEDSIGN_BASE_URL": base}
        said = self.run(token, kept, ID, env=environment)
        assert said == f"?\n{read} 200, attempt 1\n", said
        said = self.run(token, self.write("kept", "yesterday\n"), ID, env=environment, code=1)
        assert said.startswith(f"{read} 401, attempt 1, again\n{read} 401, attempt 2\n"), said
        said = self.run(token, self.folder / "none", ID, env=environment, code=1)
        assert said.endswith("\nthe file of the token cannot be read\n"), said
        overdue = self.build("example_overdue", CPP, ROOT / "examples/cpp/overdue.cpp")
        shown = self.example(overdue, "overdue")
        assert re.fullmatch(
            r"Lease: overdue since 2020-01-01T00:00:00Z \(\d+ days\)\n  waits for ann@example.com\n", shown
        )

    # -- leaks -----------------------------------------------------------------------------------------------------

    def test_leaks(self):
        self.run(ROOT / "tests/bindings/leaks.py", "--prefix", self.prefix)

    # -- memory ----------------------------------------------------------------------------------------------------

    def each_transport(self, program, name, http=(), https=()):
        """Runs the stress over http and https."""
        assert "survived" in self.run(*http, program, f"{self.plain.origin}/{name}/")
        assert "survived" in self.run(*https, program, f"{self.secure.origin}/{name}/", self.ca)

    def test_cpp_arguments(self):
        said = self.run(self.build("arguments_cpp", [*CPP, *SANITIZERS], ROOT / "tests/cpp/arguments.cpp"))
        assert said == "every wrong argument was refused\n"

    def test_sanitizers(self):
        command = [*C99, *SANITIZERS]
        self.run(self.build("arguments_asan", command, ROOT / "tests/c/arguments.c"))
        self.each_transport(self.build("stress_asan", command, ROOT / "tests/c/stress.c"), "asan")

    def test_valgrind(self):
        self.run(*VALGRIND, self.build("arguments_valgrind", C99, ROOT / "tests/c/arguments.c"))
        self.each_transport(
            self.build("stress_valgrind", C99, ROOT / "tests/c/stress.c"), "valgrind", VALGRIND, WITH_TLS
        )

    def under_watch(self, name):
        """Runs a program of tests/c under sanitizers and valgrind, and its twin of tests/cpp."""
        source = ROOT / f"tests/c/{name}.c"
        asan = self.build(f"{name}_asan", [*C99, *SANITIZERS], source)
        valgrind = self.build(f"{name}_valgrind", C99, source)
        cpp = self.build(f"{name}_cpp", [*CPP, *SANITIZERS], ROOT / f"tests/cpp/{name}.cpp")
        for command in ([asan], [*VALGRIND, valgrind], [cpp]):
            assert "survived" in self.run(*command, f"{self.plain.origin}/{command[-1].name}/")

    def test_callbacks(self):
        self.under_watch("callbacks")

    def test_pages(self):
        self.under_watch("pages")

    def test_cases_under_sanitizers_and_valgrind(self):
        c = self.build("cases_asan", [*C99, *SANITIZERS], ROOT / "tests/c/cases.c")
        cpp = self.build("cases_cpp_asan", [*CPP, *SANITIZERS], ROOT / "tests/cpp/cases.cpp")
        valgrind = " ".join([*WITH_TLS, str(self.build("cases_valgrind", C99, ROOT / "tests/c/cases.c"))])
        named = {"c-asan": c, "cpp-asan": cpp, "c-valgrind": valgrind}
        further = [f"--binding={name}={command}" for name, command in named.items()]
        self.run(ROOT / "tests/bindings/run.py", "--prefix", self.prefix, *further)


if __name__ == "__main__":
    programs.main(Tests, __doc__)
