#!/usr/bin/env python3
"""Searches for leaked secrets in every binding but Python's own (tests/python/test_leaks.py).

    tests/bindings/leaks.py [--prefix PREFIX] [--binding NAME=COMMAND ...]

The canaries and the servers are those of tests/python/canaries.py, the runners those of tests/cases/README.md.  All that
a runner writes is searched, but for the fields that are secrets by name, and `json`, which is the whole answer.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/python"), str(ROOT / "tests/cases"), str(ROOT / "tests/bindings")]

import calls
import canaries
import run as bindings
import server
from hostile import Server
from proxy import Proxy

# Downloads have tests of their own.
CALLS = {name: arguments for name, arguments in calls.CALLS.items() if name != "download_video"}
SECRET_FIELDS = {"token", "link", "url"}


class Table:
    """Every line for a runner, and the servers behind them."""

    def __init__(self, stack, folder):
        self.stack = stack
        self.ca, identity = bindings.certificates(folder)
        self.secure = server.Server({"any": {"exchanges": [{"status": 404}], "repeat": True}}, identity)
        self.folder = folder
        self.lines = []

    def add(self, name, operations=CALLS, **options):
        for operation in operations:
            for mode in ("blocking", "async"):
                parts = {"operation": operation, "mode": mode, "show": "all", "max_retries": 0, **CALLS[operation]}
                parts |= {"timeout_ms": 4000, "attempt_timeout_ms": 400, **options}
                pairs = "\t".join(f"{key}={value}" for key, value in parts.items())
                self.lines.append(f"{name} {operation} {mode}\t{pairs}")

    def serve(self, *steps):
        return self.stack.enter_context(Server(*steps)).base_url

    def fill(self):
        for option, secret in (("api_key", canaries.KEY), ("access_token", canaries.TOKEN)):
            for number, step in enumerate(canaries.steps(secret)):
                self.add(f"{option} {number}", base_url=self.serve(step), **{option: secret})
        for name, step in canaries.SMUGGLED.items():
            self.add(name, ["package_status"], base_url=self.serve(step), api_key=canaries.KEY)
        for number, options in enumerate(canaries.WRONG_OPTIONS):
            self.add(f"option {number}", ["delete_package"], **options)
        self.through_proxies()
        self.strange_certificate()

    def through_proxies(self):
        """Proxies with a password, which work, refuse, repeat it, or are not there."""
        password = canaries.PASSWORD
        echo = f"HTTP/1.1 407 {password}\r\nContent-Length: 99\r\n\r\nuser:{password} dXNlcjpDYW5hcnlQYXNzd29yZA=="
        dead = Proxy(self.secure.port)
        dead.__exit__()
        proxies = {
            "open": self.stack.enter_context(Proxy(self.secure.port)),
            "refusing": self.stack.enter_context(Proxy(0, answer=b"HTTP/1.1 407 No\r\n\r\n")),
            "repeating": self.stack.enter_context(Proxy(0, answer=echo.encode())),
            "garbage": self.stack.enter_context(Proxy(0, answer=f"{password}\r\n\r\n".encode())),
            "dead": dead,
        }
        bases = {"https": f"{self.secure.origin}/proxy/any/api/v1", "http": "http://127.0.0.1:9/api/v1"}
        for name, proxy in proxies.items():
            for scheme, base in bases.items():
                self.add(
                    f"{name} proxy for {scheme}",
                    ["package_status", "delete_package"],
                    api_key=canaries.KEY,
                    base_url=base,
                    ca_file=self.ca,
                    proxy=proxy.url(f"user:{password}"),
                )

    def strange_certificate(self):
        """One whose names are what a server should not repeat, and one that nobody vouches for."""
        names = f"URI:{canaries.LINK},DNS:{canaries.TOKEN}"
        folder = self.folder / "strange"
        folder.mkdir()
        ca, identity = bindings.certificates(folder, names)
        origin = server.Server({"any": {"exchanges": [{"status": 200}], "repeat": True}}, identity).origin
        for name, trusted in (("strange certificate", ca), ("unknown certificate", self.ca)):
            self.add(name, access_token=canaries.TOKEN, base_url=f"{origin}/tls/any/api/v1", ca_file=trusted)


def searched(value):
    """What of a line is searched: all but the secrets by name."""
    if isinstance(value, dict):
        kept = {key: searched(item) for key, item in value.items() if key not in SECRET_FIELDS}
        return {key: item for key, item in kept.items() if key != "json"}
    return [searched(item) for item in value] if isinstance(value, list) else value


def check(lines, output):
    """What is wrong with all that a runner wrote, and how many errors and answers were in it."""
    found, errors, answers = [], 0, 0
    if len(output) != len(lines):
        found.append(f"{len(output)} lines for {len(lines)} calls")
    for line, written in zip(lines, output):
        name = line.split("\t")[0]
        told = json.loads(written)
        errors += "error" in told
        answers += "fields" in told
        if "shown" not in told and told.get("error", {}).get("kind") != "configuration":
            found.append(f"{name}: shows nothing further")
        if isinstance(told.get("fields"), dict):
            # Of an answer that is what somebody wrote to the signers; of an error it is ours.
            message = told["fields"].pop("message", None)
            told["shown"] = [text for text in told.get("shown", []) if text != message]
        shown = json.dumps(searched(told), ensure_ascii=False, indent=1)
        found += [f"{name}: {hit}" for hit in canaries.hits(shown)]
        if "fields" in told and not canaries.hits(written):
            found.append(f"{name}: no canary where there must be one")
    return found, errors, answers


def play(command, table):
    """Has a runner play the whole table, and returns what is wrong with it and a summary."""
    keys = table.folder / "tls-keys"
    done = subprocess.run(
        command,
        input="".join(line + "\n" for line in table.lines),
        env={**os.environ, "RUST_LOG": "trace", "RUST_BACKTRACE": "full", "SSLKEYLOGFILE": str(keys)},
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    found, errors, answers = check(table.lines, done.stdout.splitlines())
    if done.returncode != 0 or done.stderr:
        found.append(f"ended with {done.returncode}: {done.stderr[-2000:]}")
    if keys.exists():
        found.append("wrote down the keys of TLS sessions")
    # Something was there to be searched.
    if errors < 1000 or answers < 50:
        found.append("searched too little")
    return found, f"{len(table.lines)} calls, {errors} errors, {answers} answers"


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack, ThreadPoolExecutor() as pool:
        commands = bindings.runners(__doc__, Path(folder))
        table = Table(stack, Path(folder))
        table.fill()
        # At the same time: most of it is waiting.
        played = {binding: pool.submit(play, command, table) for binding, command in commands.items()}
        for binding, future in played.items():
            found, summary = future.result()
            print(f"{binding}: {summary}, {len(found)} failures")
            print("".join(f"  {problem}\n" for problem in found), end="", flush=True)
            failures += len(found)
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
