#!/usr/bin/env python3
"""Runs every binding through the cases of tests/cases, and compares.

    tests/bindings/run.py --prefix PREFIX [--binding NAME=COMMAND ...]

Builds the C and C++ runners with nothing but the installed PREFIX (by pkg-config) and runs them; other bindings' runners
are given as commands.  What each prints is compared with what the cases expect, and byte by byte with the C runner's.
"""

import argparse
import json
import os
import shlex
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/cases"))

import server
import typed

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wsign-conversion", "-Werror", "-g"]


def certificates(folder, names="IP:127.0.0.1"):
    """A root and a certificate for these names that it signed."""

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    openssl("req", "-x509", *curve, "-subj", "/CN=test root", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", *curve[:-2], "-subj", "/CN=127.0.0.1", "-keyout", "server.key", "-out", "server.csr")
    (folder / "names").write_text(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"]
    openssl("x509", "-req", "-in", "server.csr", *signing, "-out", "server.pem")
    return folder / "ca.pem", (folder / "server.pem", folder / "server.key")


def flags(prefix):
    environment = {**os.environ, "PKG_CONFIG_PATH": f"{prefix}/lib/pkgconfig"}
    command = ["pkg-config", "--cflags", "--libs", "iinkedsign"]
    found = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split()
    return [*found, f"-Wl,-rpath,{prefix}/lib", "-pthread"]


def build(prefix, folder):
    """The C and C++ runners as commands."""
    c, cpp = folder / "cases_c", folder / "cases_cpp"
    options = flags(prefix)
    standard = ["-std=c99", "-D_POSIX_C_SOURCE=200809L"]
    subprocess.run(["gcc", *standard, *WARNINGS, ROOT / "tests/c/cases.c", "-o", c, *options], check=True)
    subprocess.run(["g++", "-std=c++17", *WARNINGS, ROOT / "tests/cpp/cases.cpp", "-o", cpp, *options], check=True)
    return {"c": [str(c)], "cpp": [str(cpp)]}


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def as_text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, list) else str(value)


def line(case, binding, mode, origins, ca):
    """What a runner reads."""
    kind = case.get("server", "http")
    parts = {
        "operation": case["operation"],
        "mode": mode,
        "base_url": f"{origins[kind]}/{binding}/{case['name']}/api/v1",
    }
    if kind == "https":
        parts["ca_file"] = ca
    parts.update({"max_retries": 0, **case.get("options", {}), **case["arguments"]})
    return "\t".join([case["name"], *(f"{key}={as_text(value)}" for key, value in parts.items())])


def check(case, output, received):
    """What is wrong with a runner's line."""
    name = case["name"]
    if received != case["received"]:
        yield f"the server got {received}"
    if "error" in case["expect"]:
        try:
            error = json.loads(output)["error"]
        except (ValueError, KeyError):
            yield f"no error: {output}"
            return
        for key, value in case["expect"]["error"].items():
            if error[key] != value:
                yield f"{key} is {error[key]!r}, not {value!r}: {error['message']}"
        if "the-key" in output or "\n" in error["message"] or "https://x" in output:
            yield f"shows what it must not: {output}"
        return
    expected = case["expect"]["json"]
    schema = typed.ANSWERS[case["operation"]]
    typed_fields = [typed.record(p, schema) for p in expected] if isinstance(expected, list) else None
    fields = typed.render(typed.record(expected, schema) if typed_fields is None else typed_fields)
    wanted = f'{{"case":{typed.dumps(name)},"fields":{fields},"json":{typed.dumps(expected)}}}'
    if output != wanted:
        at = next((i for i, (a, b) in enumerate(zip(output, wanted)) if a != b), min(len(output), len(wanted)))
        yield f"differs at {at}: {output[max(0, at - 60) : at + 60]!r} is not {wanted[max(0, at - 60) : at + 60]!r}"


def runners(described, folder):
    """The runners of the command line, as commands: those of C and C++ if there is a prefix, and the bindings given."""
    parser = argparse.ArgumentParser(description=described)
    parser.add_argument("--prefix", help="where the C library is installed, to test C and C++")
    parser.add_argument(
        "--binding", action="append", default=[], metavar="NAME=COMMAND", help="a further binding's runner"
    )
    options = parser.parse_args()
    commands = build(options.prefix, folder) if options.prefix else {}
    return commands | {name: shlex.split(command) for name, command in (it.split("=", 1) for it in options.binding)}


def main():
    cases = server.load()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        ca, identity = certificates(folder)
        plain, secure = server.Server(cases), server.Server(cases, identity)
        origins = {"http": plain.origin, "https": secure.origin, "untrusted": secure.origin}
        origins["refused"] = f"http://127.0.0.1:{closed_port()}"
        commands = runners(__doc__, folder)
        # What the C runner says of each case, which is the first to play them.
        outputs, firsts = {}, {}
        for binding, command in commands.items():
            for mode in ("blocking", "async"):
                played = f"{binding}-{mode}"
                lines = "".join(line(case, played, mode, origins, ca) + "\n" for case in cases.values())
                run = subprocess.run(command, check=False, input=lines, capture_output=True, text=True, timeout=300)
                outputs[played] = run.stdout.splitlines()
                found = []
                if run.returncode != 0 or run.stderr:
                    found.append(f"ended with {run.returncode}: {run.stderr[-2000:]}")
                if len(outputs[played]) != len(cases):
                    found.append(f"{len(outputs[played])} lines for {len(cases)} cases")
                for case, output in zip(cases.values(), outputs[played]):
                    if case.get("spelt_freely"):
                        output = typed.dumps(json.loads(output))
                    received = plain.received.get((played, case["name"])) or secure.received.get(
                        (played, case["name"]), []
                    )
                    if any(seen.pop("api_key") != "the-key" for seen in received):
                        found.append(f"{case['name']}: sent without the key")
                    found += [f"{case['name']}: {problem}" for problem in check(case, output, received)]
                    first = firsts.setdefault(case["name"], output)
                    if output != first:
                        found.append(f"{case['name']}: {output}\n  is not C's\n  {first}")
                print(f"{played}: {len(cases)} cases, {len(found)} failures")
                print("".join(f"  {problem}\n" for problem in found), end="")
                failures += len(found)
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
