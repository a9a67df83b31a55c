"""Malicious bodies: each ends in a clear error, in time, and in little memory."""

from __future__ import annotations

import ast
import time
import zlib

import iinkedsign
import pytest
from concurrency import LATE, in_time, interrupted, within
from hostile import Connection, Request, Server, Step, forever, http, send_and_close
from iinkedsign.testing import Emulator
from program import run
from served import served
from vendor import DELETABLE, PACKAGE

MEBIBYTE = 1 << 20

CHILD = f"""
key, call = sys.argv[2:]
client = iinkedsign.Client(api_key=key, base_url=URL, timeout=6, attempt_timeout=5, max_retries=0)
package = PACKAGE if call == "package_status" else "{DELETABLE}"
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
print([type(error).__name__, str(error), peak() - before, time.monotonic() - start])
"""


def suffer(base_url: str, key: str, call: str) -> tuple[str, str, int, float]:
    """Makes the call in a process of its own: the error, its message, how the peak of memory grew, the time."""
    name, message, growth, seconds = ast.literal_eval(run(CHILD, base_url, key, call))
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
    "gzip cut short": (http(200, gzip(b"{}" * 100)[:-9], "Content-Encoding: gzip"), "ResponseError"),
    "an unknown encoding": (http(200, b"\x1b\x00", "Content-Encoding: br"), "ResponseError"),
    "endless headers": (forever(b"HTTP/1.1 200 OK\r\n", b"X-Padding: " + b"x" * 8000 + b"\r\n"), "TransportError"),
    "a header without an end": (forever(b"HTTP/1.1 200 OK\r\nX-Padding: ", b"x" * 65536), "TransportError"),
    "an endless error": (
        forever(b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"),
        "APIError",
    ),
    "interim answers without an end": (forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), "RequestTimeoutError"),
    "a wrong chunk": (
        send_and_close(OK + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n"),
        "TransportError",
    ),
    "a wrong status line": (send_and_close(b"HTTP/9.9 abc\r\n\r\n"), "TransportError"),
}
EMULATED = ["gzip_bomb", "endless", "nested", "bad_utf8", "empty", "html", "not_json"]


def judge(result: tuple[str, str, int, float], call: str, expected: str) -> None:
    name, message, growth, seconds = result
    unclear = call == "delete_package" and expected != "APIError"
    assert name == ("OutcomeUnknownError" if unclear else expected), message
    assert len(message.splitlines()) == 1
    assert len(message) < 2_000
    assert growth < 64 * MEBIBYTE
    assert seconds <= 6 + LATE


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
    gone = http(404, {"error": "package_not_found"})
    # Harmless to the warm-up, hostile to the call; in the follow-up check everything is absent.
    with Server(gone, step, gone) as server:
        judge(suffer(server.base_url, "k", call), call, expected)
    looks = call == "delete_package" and expected != "APIError"
    assert len(server.requests) == (3 if looks else 2)


# --- legal JSON of many parts: it fits max_response_bytes, and still is read within the call's limits ------------

ID = PACKAGE.encode()
MANY: dict[str, tuple[bytes, str]] = {
    # what unpacks to 12 to 32 MiB: how the call ends
    "unknown keys": (b",".join(b'"u%07d":1' % number for number in range(1_500_000)), "ok"),
    "unknown keys in one record of many": (
        b'"documents":[{' + b",".join(b'"u%07d":1' % number for number in range(1_500_000)) + b"}]",
        "ok",
    ),
    "the same unknown key": (b",".join([b'"u":1'] * 3_000_000), "ResponseError"),
    "a known key again and again": (b",".join([b'"documents":[{}]'] * 1_000_000), "ResponseError"),
    "empty documents": (b'"documents":[' + b",".join([b"{}"] * 8_000_000) + b"]", "ResponseError"),
    "empty revisions": (b'"documents":[{"revisions":[' + b",".join([b"{}"] * 8_000_000) + b"]}]", "ResponseError"),
    "new constants": (b'"documents":[' + b",".join([b'{"isExecuted":"x","order":[]}'] * 200_000) + b"]", "ok"),
    "one key of 20 MiB": (b'"' + b"//x%25" * 3_500_000 + b'":1', "ok"),
    "numbers of 4,300 digits": (b",".join(b'"n%d":' % n + b"9" * 4_300 for n in range(5_000)), "ok"),
    "half emoji": (b'"name":"' + rb"\ud83d" * 4_000_000 + b'"', "ok"),
    "backslashes": (b'"name":"' + rb"\\" * 12_000_000 + b'"', "ok"),
}
# Times are those of this process's own processor: another thread that stands still while it advances is kept from running
# by this process, and not by a busy machine.
READ = """
client = client(timeout=float(sys.argv[2]), attempt_timeout=float(sys.argv[2]), max_retries=0)
worst, over = 0.0, False
def tick():
    global worst
    last = time.process_time()
    while not over:
        time.sleep(0.002)
        now = time.process_time()
        worst, last = max(worst, now - last), now
        client.drift()
watch = threading.Thread(target=tick)
watch.start()
before, start = peak(), time.process_time()
# An audit makes no dict of it, which nothing but the interpreter itself could do.
[row] = client.audit([PACKAGE]).packages.to_dicts()
seconds = time.process_time() - start
over = True
watch.join()
drift = client.drift()
longest = max([len(it["path"]) for it in drift], default=0)
print([row["error_kind"], seconds, worst, peak() - before, len(drift), longest])
"""


def audited(body: bytes, timeout: float) -> tuple[str | None, float, float, int, int, int]:
    """Audits a package whose status is this body, in a process of its own."""
    packed = http(200, gzip(b'{"packageId":"' + ID + b'",', body, b"}"), "Content-Encoding: gzip")
    with Server(packed) as server:
        told = run(READ, server, str(timeout), seconds=200)
    kind, seconds, worst, growth, findings, longest = ast.literal_eval(told)
    return kind, seconds, worst, growth, findings, longest


@pytest.mark.parametrize("name", MANY)
def test_many_parts(name: str) -> None:
    body, expected = MANY[name]
    kind, seconds, worst, growth, findings, longest = audited(body, 180)
    assert kind == {"ok": None}.get(expected, "response")
    assert seconds < 20  # of a debug build
    assert worst < 0.5, "another thread stood still"
    assert growth < (32 + 9 * 32) * MEBIBYTE
    assert findings <= 1_000
    assert longest <= 200


def test_the_timeout_holds_while_an_answer_is_read() -> None:
    kind, seconds, worst, *_ = audited(MANY["unknown keys"][0], 0.4)
    assert kind == "timeout"
    assert seconds < 0.4 + 0.4
    assert worst < 0.3


@pytest.mark.parametrize("call", ["package_status", "delete_package"])
def test_many_parts_in_a_call(call: str) -> None:
    """What was not read in time is a timeout, and of a deletion an unknown outcome."""
    body = gzip(b'{"packageId":"' + DELETABLE.encode() + b'",', MANY["unknown keys"][0], b"}")
    packed = http(200, body, "Content-Encoding: gzip")
    with (
        served(packed, timeout=0.4, max_retries=0) as (client, _),
        within(0.4),
        pytest.raises((iinkedsign.RequestTimeoutError, iinkedsign.OutcomeUnknownError)) as caught,
    ):
        getattr(client, call)(DELETABLE)
    if call == "package_status":
        told = ("the server answered 200, but reading it took longer than the limit", "the answer did not end within")
        assert any(text in str(caught.value) for text in told)


def test_ctrl_c_ends_a_call_that_reads_an_answer() -> None:
    body = gzip(b'{"packageId":"' + ID + b'",', MANY["unknown keys"][0], b"}")

    with served(http(200, body, "Content-Encoding: gzip")) as (client, _):

        def once() -> float:
            with pytest.raises(KeyboardInterrupt), interrupted(0.4) as sent:
                client.package_status(PACKAGE)
            return time.monotonic() - sent[0]

        in_time(once)


def test_findings_of_drift_are_capped_over_all_calls() -> None:
    def answer(connection: Connection, request: Request) -> None:
        number = len(server.requests)
        unknown = ",".join(f'"key-{number}-{at}":1' for at in range(400))
        connection.send(http(200, f'{{"packageId":"a",{unknown}}}'))

    with served(answer) as (client, server):
        for _ in range(5):
            client.package_status("a")
        assert len(client.drift()) == 1_000
        assert sum(entry["count"] for entry in client.drift()) == 1_000
