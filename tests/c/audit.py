#!/usr/bin/env python3
"""Tests the audits of the installed C library: tests/c/audit.py --prefix PREFIX [NAME ...]

Against the emulator, beside the Python binding; so this needs the Python package, and pyarrow.  Names pick single tests.
Needs gcc, g++, pkg-config, valgrind, openssl.
"""

import ctypes
import json
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import programs
import pyarrow
from iinkedsign import Client
from iinkedsign.testing import Emulator
from programs import C99, CPP, ROOT, SANITIZERS, VALGRIND, Programs, bindings

sys.path.append(str(ROOT / "tests/python"))

import canaries
from hostile import Server

AS_OF = datetime(2024, 6, 10, tzinfo=timezone.utc)
AS_OF_US = (AS_OF - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(microseconds=1)
TABLES = ["packages", "documents", "signers", "revisions", "videos", "errors"]
# The formats of the C data interface, of a type and of the type within it.
FORMATS = {
    "Utf8": ["u"],
    "Int32": ["i"],
    "Int64": ["l"],
    "Boolean": ["b"],
    'Timestamp(µs, "UTC")': ["tsu:UTC"],
    "Duration(µs)": ["tDu"],
    "Dictionary(Int32, Utf8)": ["i", "u"],
    "List(Utf8)": ["+l", "u"],
}
# What the program is told, and the same for Python.
OPTIONS = {
    "the defaults": ([], {}),
    "everything": (["videos", "links"], {"include_videos": True, "include_links": True}),
    "a hash": (["hash"], {"pii": "hash"}),
    "a hash with a key": (["hash=a key", "links"], {"pii": "hash", "pii_key": "a key", "include_links": True}),
    "one at a time": (["concurrency=1"], {"concurrency": 1}),
    "later": (["async", "videos"], {"include_videos": True}),
}


def golden(links):
    """The schemas of the tables, as the program shows them."""
    schemas = {}
    for line in (ROOT / "tests/golden/audit_schema.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(" "):
            columns = schemas[line] = []
        elif line and (links or not line.endswith(", with links")):
            name, kind = line.strip().removesuffix(", with links").split(": ", 1)
            columns.append([name, *FORMATS[kind]])
    return schemas


def plain(table):
    """The rows of a table of Python's, as the program shows them."""
    table = pyarrow.table(table)
    columns = [
        column.cast(pyarrow.int64()) if pyarrow.types.is_temporal(column.type) else column for column in table.columns
    ]
    return [dict(zip(table.column_names, row)) for row in zip(*(column.to_pylist() for column in columns))]


class Tests(Programs):
    def __init__(self, prefix, folder):
        super().__init__(prefix, folder)
        self.emulator = Emulator(packages=36, seed=1).start()
        self.ids = self.emulator.package_ids

    def audit(self, program, emulator, ids, *options):
        """What the program shows: the schemas and the rows by table, and how it ended."""
        lines = "".join(f"{'NULL' if each is None else each}\n" for each in ids)
        shown = self.run(
            *program, emulator.base_url, emulator.api_key, *options, stdin=lines, env={"RUST_LOG": "trace"}
        )
        *parts, end = shown.split("\n\n")
        end = json.loads(end)
        tables = [[json.loads(line) for line in part.splitlines()] for part in parts]
        assert len(tables) == len(TABLES) or not tables, shown
        schemas = {name: table[0] for name, table in zip(TABLES, tables)}
        rows = {name: table[1:] for name, table in zip(TABLES, tables)}
        if tables:
            assert schemas == golden("links" in options), schemas
            errors = [row for row in rows["packages"] if row["error_kind"]]
            assert rows["errors"] == [{key: row[key] for key in schema_names(schemas["errors"])} for row in errors]
        return rows, end

    def sanitized(self):
        return [self.build("audit_asan", [*C99, *SANITIZERS], ROOT / "tests/c/audit.c")]

    def faulty(self):
        """Some packages whose status cannot be had."""
        self.emulator.reset()
        self.emulator.add_fault("status=500", operation="status", package_id=self.ids[3])
        self.emulator.add_fault("html", operation="status", package_id=self.ids[5])
        self.emulator.add_fault("drop_after", operation="status", package_id=self.ids[8])

    def test_tables_are_those_of_python(self):
        self.faulty()
        ids = [*self.ids, self.ids[0], "nosuch", "a b", self.ids[3], "", "x" * 200, *self.ids[:2]]
        asan, valgrind = self.sanitized(), [*VALGRIND, self.build("audit", C99, ROOT / "tests/c/audit.c")]
        for name, (given, options) in OPTIONS.items():
            with Client(**self.emulator.options, max_retries=0) as client:
                expected = client.audit(ids, as_of=AS_OF, **options)
            # Which takes long.
            thorough = {"valgrind": valgrind} if name in ("everything", "later") else {}
            for tool, program in {"asan": asan, **thorough}.items():
                rows, end = self.audit(program, self.emulator, ids, f"as_of={AS_OF_US}", *given)
                for table in TABLES:
                    assert rows[table] == plain(getattr(expected, table)), f"{name} ({tool}): {table}"
                assert [row["package_id"] for row in rows["packages"]] == [each[:128] for each in ids], name
                assert len(rows["errors"]) == 8, rows["errors"]
                assert bool(rows["videos"]) == ("videos" in given), name
                assert end == {"code": "ok", "error": None, "progress": [len(ids), len(ids), 7]}, end

    def test_wrong_ids_are_rows(self):
        self.emulator.reset()
        wrong = {
            None: "package_id is NULL; nothing was sent",
            "\udcff\udcfe": "package_id is not UTF-8; nothing was sent",
            "": "package_id is empty; an id has 1 to 128 characters out of A-Z a-z 0-9 - . _ ~ (nothing was sent)",
            "https://x.example/?token=secret": "package_id has a character outside A-Z a-z 0-9 - . _ ~; an id has 1 to 128 "
            "characters out of A-Z a-z 0-9 - . _ ~ (nothing was sent)",
        }
        rows, end = self.audit(self.sanitized(), self.emulator, [*wrong, self.ids[0]])
        *errors, found = rows["packages"]
        assert [row["error_message"] for row in errors] == list(wrong.values())
        assert all(row["error_kind"] == "invalid_argument" and row["attempts"] == 0 for row in errors)
        shown = [row["package_id"] for row in errors]
        assert shown[:3] == [None, "\ufffd\ufffd", ""] and "secret" not in shown[3], shown
        assert found["package_id"] == self.ids[0] and found["error_kind"] is None
        assert end["progress"] == [5, 5, 4]
        assert len(self.emulator.requests) == 1

    def test_nothing_is_asked_for(self):
        self.emulator.reset()
        for options in [], ["async"]:
            rows, end = self.audit(self.sanitized(), self.emulator, [], *options)
            assert rows == {table: [] for table in TABLES} and end["code"] == "ok", (rows, end)
        assert self.emulator.requests == []

    def test_an_account(self):
        self.faulty()
        program = self.sanitized()
        with Client(**self.emulator.options, max_retries=0) as client:
            expected = client.audit(as_of=AS_OF)
        for options in ["account"], ["account", "async"]:
            rows, end = self.audit(program, self.emulator, [], *options, f"as_of={AS_OF_US}")
            assert rows["packages"] == plain(expected.packages), options
            assert end == {"code": "ok", "error": None, "progress": [len(self.ids), len(self.ids), 3]}, end
        drafts, _ = self.audit(program, self.emulator, [], "list=draft")
        listed = [json.loads(each["body"]) for each in self.emulator.requests if each["operation"] == "list_packages"]
        assert listed[0]["allMembers"] is True and listed[-1]["states"] == ["draft"], listed
        known = [row for row in drafts["packages"] if row["error_kind"] is None]
        assert known and all(row["state"] == "draft" for row in known)

    def test_a_list_that_breaks_off(self):
        with Emulator(packages=150, seed=2) as emulator:
            emulator.add_fault("status=500", operation="list_packages", skip=1)
            rows, end = self.audit(self.sanitized(), emulator, [], "account")
        assert end["code"] == "server" and "list" in end["error"]["message"], end
        assert len(rows["packages"]) <= 100

    def test_what_is_known_when_it_ends_early(self):
        self.emulator.reset()
        ids = [*self.ids, self.ids[4], "nosuch", None]
        mute = {self.ids[2], self.ids[20], self.ids[-1]}
        for each in mute:
            self.emulator.add_fault("silence", operation="status", package_id=each)
        known = [each for each in ids if each not in mute]
        for options in [], ["async"]:
            rows, end = self.audit(self.sanitized(), self.emulator, ids, f"stop={len(known)}", *options)
            assert [row["package_id"] for row in rows["packages"]] == known, options
            assert {row["package_id"] for row in rows["documents"]} <= set(known)
            assert end["code"] == "cancelled" and end["error"]["message"] == "the call was cancelled", end
            assert end["progress"] == [len(known), len(ids), 2], end
        rows, end = self.audit(self.sanitized(), self.emulator, ids, "cancel=500")
        assert end["code"] == "cancelled" and len(rows["packages"]) <= len(known), end

    def test_no_secret_is_shown(self):
        """Leaked secrets: the tables of an audit have links in their own columns only, and only if requested."""
        said = canaries.answers(canaries.KEY)
        wrong = [canaries.KEY, canaries.LINK, canaries.VIDEO, f"see {canaries.LINK}"]
        ids = [*map(canaries.package, range(len(said))), *wrong]
        linked = {"links", "sign_link", "sign_link_token", "meeting_link", "meeting_link_token", "link", "url"}
        program = self.sanitized()
        with Server(canaries.each_its_own(said)) as server:
            served = SimpleNamespace(base_url=server.base_url, api_key=canaries.KEY)
            for options in ["videos"], ["videos", "links"], ["async", "videos", "hash"]:
                rows, end = self.audit(program, served, ids, "timeout=1000", *options)
                assert len(rows["packages"]) == len(ids) and len(rows["errors"]) > 60, rows["errors"]
                assert canaries.hits(json.dumps(end)) == [], end
                found = []
                for row in (row for table in rows.values() for row in table):
                    shown = {name: row[name] for name in row if name not in linked}
                    found += canaries.hits(json.dumps(shown, ensure_ascii=False))
                assert found == [], found
                # Where they must be there are some.
                assert bool(canaries.hits(json.dumps(rows))) == ("links" in options), options
        # What ends a whole audit: the list of the account, answered in every way.
        ended = 0
        for answer in canaries.steps(canaries.KEY):
            with Server(answer) as server:
                served = SimpleNamespace(base_url=server.base_url, api_key=canaries.KEY)
                rows, end = self.audit(program, served, [], "timeout=1000", "account")
            assert canaries.hits(json.dumps([rows, end], ensure_ascii=False)) == [], end
            ended += end["code"] != "ok"
        assert ended > 30, ended

    def test_wrong_options_bring_no_tables(self):
        for most in "0", "1001":
            rows, end = self.audit(self.sanitized(), self.emulator, self.ids, f"concurrency={most}")
            assert rows == {} and end["code"] == "invalid_argument", end
            assert end["error"]["message"] == f"concurrency must be 1 to 1000, not {most} (nothing was sent)"

    def test_examples(self):
        self.faulty()
        environment = {"IINKEDSIGN_API_KEY": self.emulator.api_key, "IINKEDSIGN_BASE_URL": self.emulator.base_url}
        ids = [*self.ids[:8], "nosuch"]
        with Client(**self.emulator.options) as client:
            rows, account = plain(client.audit(ids).packages), plain(client.audit().packages)
        expected = ""
        for row in rows:
            days = f", {row['days_overdue']} days overdue" if row["days_overdue"] else ""
            expected += f"{row['package_id']}: {row['error_message'] or row['effective_state'] + days}\n"
        assert "days overdue\n" in expected and "nosuch failed: " in expected
        c = self.build("example_audit", [*C99, *SANITIZERS], ROOT / "examples/c/audit.c")
        shown = self.run(c, *ids, env=environment)
        assert shown.startswith(expected) and shown.endswith("9 of 9\n"), shown
        counts = Counter(row["effective_state"] or "not known" for row in account)
        cpp = self.build("example_audit_cpp", [*CPP, *SANITIZERS], ROOT / "examples/cpp/audit.cpp")
        expected = "".join(f"{state}: {counts[state]}\n" for state in sorted(counts))
        assert "not known: 3\n" in expected and self.run(cpp, env=environment) == expected
        # Without a list there is nothing to count.
        self.emulator.add_fault("status=401", operation="list_packages")
        assert "401" in self.run(cpp, env=environment, code=1)

    def test_life(self):
        """Odd orders, threads, cancellations, a fork; in C and in C++."""
        ids = "".join(f"{each}\n" for each in self.ids[:30])
        c, cpp = ROOT / "tests/c/audit_stress.c", ROOT / "tests/cpp/audit.cpp"
        self.emulator.reset()
        with Emulator(packages=36, seed=1) as slow:
            slow.add_fault("delay=2", operation="status")
            assert slow.package_ids == self.ids
            for name, tool, command, source in [
                ("c_asan", [], [*C99, *SANITIZERS], c),
                ("c_valgrind", VALGRIND, C99, c),
                ("cpp_asan", [], [*CPP, *SANITIZERS], cpp),
                ("cpp_valgrind", VALGRIND, CPP, cpp),
            ]:
                program = self.build(f"life_{name}", command, source)
                options = (slow.api_key, self.emulator.base_url, slow.base_url)
                assert self.run(*tool, program, *options, stdin=ids) == "survived\n", name

    def test_the_declarations_of_arrow(self):
        """Arrow's own header declares the same structs; a program may have both, in either order."""
        own = [f"-I{pyarrow.get_include()}"]
        for header, compiler, kind in [
            ("iinkedsign.h", ["gcc", "-std=c99"], "c"),
            ("iinkedsign.h", ["g++", "-std=c++17"], "cc"),
            ("iinkedsign_audit.hpp", ["g++", "-std=c++17"], "cc"),
        ]:
            both = [f"#include <{header}>\n", "#include <arrow/c/abi.h>\n"]
            for includes in both, both[::-1]:
                main = "int main(void) { struct ArrowArrayStream t[IINKED_AUDIT_TABLES] = {{0}};\n"
                main += "  iinked_audit_tables_release(t); return sizeof(struct ArrowArray) != 80; }\n"
                source = self.write(f"both.{kind}", "".join(includes) + main)
                strict = [*bindings.WARNINGS, "-Wno-missing-field-initializers"]
                self.run(self.build("both", [*compiler, *strict, *own], source))

    def test_pyarrow_takes_the_streams(self):
        self.faulty()
        ids = [*self.ids, "nosuch", self.ids[1]]
        library = ctypes.CDLL(f"{self.prefix}/lib/libiinkedsign.so")
        pointer, size = ctypes.c_void_p, ctypes.c_size_t
        for name in "iinked_config_new", "iinked_audit_options_new":
            getattr(library, name).restype = pointer
        library.iinked_client_audit.argtypes = [pointer, ctypes.POINTER(ctypes.c_char_p), size, *[pointer] * 3]
        library.iinked_audit_options_set_as_of_us.argtypes = [pointer, ctypes.c_int64, pointer]

        config, client = pointer(library.iinked_config_new()), pointer()
        assert library.iinked_config_set_base_url(config, self.emulator.base_url.encode(), None) == 0
        assert library.iinked_config_set_api_key(config, self.emulator.api_key.encode(), None) == 0
        assert library.iinked_config_set_max_retries(config, 0, None) == 0
        assert library.iinked_client_new(config, ctypes.byref(client), None) == 0
        library.iinked_config_free(config)
        options = pointer(library.iinked_audit_options_new())
        assert library.iinked_audit_options_set_as_of_us(options, AS_OF_US, None) == 0
        assert library.iinked_audit_options_set_include_videos(options, ctypes.c_bool(True), None) == 0
        streams = (pointer * 5 * len(TABLES))()
        texts = (ctypes.c_char_p * len(ids))(*(each.encode() for each in ids))
        assert library.iinked_client_audit(client, texts, len(ids), options, streams, None) == 0
        library.iinked_audit_options_free(options)
        library.iinked_client_free(client)

        with Client(**self.emulator.options, max_retries=0) as python:
            expected = python.audit(ids, as_of=AS_OF, include_videos=True)
        for name, stream in zip(TABLES, streams):
            reader = pyarrow.RecordBatchReader._import_from_c(ctypes.addressof(stream))
            table, other = reader.read_all(), pyarrow.table(getattr(expected, name))
            table.validate(full=True)
            assert table.schema == other.schema and table.to_pylist() == other.to_pylist(), name
            assert table.num_rows > 0, name
        release = 3
        assert not any(stream[release] for stream in streams), "pyarrow did not take them over"


def schema_names(schema):
    return [column[0] for column in schema]


if __name__ == "__main__":
    programs.main(Tests, __doc__)
