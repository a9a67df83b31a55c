"""Bodies made to hurt: each ends in a clear error, in time, and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib

import pytest
from hostile import Server, Step, forever, http, send_and_close
from iinkedsign.testing import Emulator
from vendor import DELETABLE, PACKAGE

MEBIBYTE = 1 << 20

CHILD = f"""
import json, resource, sys, time, iinkedsign
url, key, call = sys.argv[1:]
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
client = iinkedsign.Client(api_key=key, base_url=url, timeout=6, attempt_timeout=5, max_retries=0)
package = "{PACKAGE}" if call == "package_status" else "{DELETABLE}"
try:
    client.package_status("warm-up")
except iinkedsign.IinkedSignError:
    pass
before, start = peak(), time.monotonic()
try:
    getattr(client, call)(package)
    error = None
except iinkedsign.IinkedSignError as caught:
    error = caught
print(json.dumps([type(error).__name__, str(error), peak() - before, time.monotonic() - start]))
"""


def suffer(base_url: str, key: str, call: str) -> tuple[str, str, int, float]:
    """Makes the call in a process of its own: the error, its message, how the peak of memory grew, the time."""
    run = subprocess.run(
        [sys.executable, "-c", CHILD, base_url, key, call],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stderr == ""
    name, message, growth, seconds = json.loads(run.stdout)
    return name, message, growth, seconds


def gzip(*parts: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(part) for part in parts), packer.flush()])


# 64 MiB of zeros, packed twice: small, and still more than is accepted once it is unpacked twice.
TWICE = gzip(gzip(*[bytes(MEBIBYTE)] * 64))
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
RAW: dict[str, tuple[Step, str]] = {
    "endless chunks": (
        forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b" " * 65536 + b"\r\n"),
        "ResponseError",
    ),
    "endless until the connection closes": (forever(OK + b"\r\n", b" " * 65536), "ResponseError"),
    "a length of a petabyte": (
        forever(OK + b"Content-Length: 1000000000000000\r\n\r\n", b" " * 65536),
        "ResponseError",
    ),
    "ten million arrays": (http(200, b'{"packageId": ' + b"[" * 10_000_000), "ResponseError"),
    "two hundred thousand objects": (http(200, b'{"a":' * 200_000 + b"1" + b"}" * 200_000), "ResponseError"),
    "a number of a million digits": (
        http(200, b'{"packageId": "other", "size": ' + b"9" * 1_000_000 + b"}"),
        "ResponseError",
    ),
    "gzip in gzip": (http(200, TWICE, "Content-Encoding: gzip, gzip"), "ResponseError"),
    "gzip that is none": (http(200, b"not gzip at all", "Content-Encoding: gzip"), "ResponseError"),
    "gzip cut short": (
        http(200, gzip(b"{}" * 100)[:-9], "Content-Encoding: gzip"),
        "ResponseError",
    ),
    "an unknown encoding": (http(200, b"\x1b\x00", "Content-Encoding: br"), "ResponseError"),
    "endless headers": (
        forever(b"HTTP/1.1 200 OK\r\n", b"X-Padding: " + b"x" * 8000 + b"\r\n"),
        "TransportError",
    ),
    "a header without an end": (forever(b"HTTP/1.1 200 OK\r\nX-Padding: ", b"x" * 65536), "TransportError"),
    "an endless error": (
        forever(
            b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"1000\r\n" + b"x" * 4096 + b"\r\n",
        ),
        "NotFoundError",
    ),
    "interim answers without an end": (
        forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        "RequestTimeoutError",
    ),
    "a wrong chunk": (
        send_and_close(OK + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n"),
        "TransportError",
    ),
    "a wrong status line": (send_and_close(b"HTTP/9.9 abc\r\n\r\n"), "TransportError"),
}
EMULATED = ["gzip_bomb", "endless", "nested", "bad_utf8", "empty", "html", "not_json"]


def judge(result: tuple[str, str, int, float], call: str, expected: str) -> None:
    name, message, growth, seconds = result
    unclear = call == "delete_package" and expected != "NotFoundError"
    assert name == ("OutcomeUnknownError" if unclear else expected), message
    assert len(message.splitlines()) == 1
    assert len(message) < 2_000
    assert growth < 64 * MEBIBYTE
    assert seconds <= 6.2


@pytest.mark.parametrize("call", ["package_status", "delete_package"])
@pytest.mark.parametrize("fault", EMULATED)
def test_emulated(emulator: Emulator, fault: str, call: str) -> None:
    operation, package = ("status", PACKAGE) if call == "package_status" else ("delete_package", DELETABLE)
    emulator.add_fault(fault, operation=operation, package_id=package)
    judge(suffer(emulator.base_url, emulator.api_key, call), call, "ResponseError")


@pytest.mark.parametrize("call", ["package_status", "delete_package"])
@pytest.mark.parametrize("name", RAW)
def test_raw(name: str, call: str) -> None:
    step, expected = RAW[name]
    gone = http(404, "")
    # Harmless to the warm-up, hostile to the call, and to a look afterwards everything is gone.
    with Server(gone, step, gone) as server:
        judge(suffer(server.base_url, "k", call), call, expected)
    looks = call == "delete_package" and expected != "NotFoundError"
    assert len(server.requests) == (3 if looks else 2)
