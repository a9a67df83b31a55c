"""Content-Encoding: which codings are decoded, and which error names the others."""

from __future__ import annotations

import gzip
import json
import zlib

import iinkedsign
import pytest
from conftest import Make
from hostile import Server, http
from served import served
from vendor import PACKAGE

BODY = json.dumps({"packageId": PACKAGE, "videos": [], "name": "n" * 1000}).encode()
CALLS = ["package_status", "delete_package"]

once = gzip.compress(BODY)
twice = gzip.compress(once)
members = b"".join(gzip.compress(BODY[at : at + 100]) for at in range(0, len(BODY), 100))

UNDERSTOOD: dict[str, tuple[bytes, list[str]]] = {
    "none": (BODY, []),
    "gzip": (once, ["gzip"]),
    "capitals": (once, ["GZIP"]),
    "x-gzip": (once, ["x-gzip"]),
    "mixed": (once, ["X-GZip"]),
    "spaces": (once, ["  gzip  "]),
    "identity": (BODY, ["identity"]),
    "Identity in a list": (once, ["Identity, gzip"]),
    "empty places": (once, [", gzip,"]),
    "empty": (BODY, [""]),
    "twice": (twice, ["gzip, x-gzip"]),
    "twice, in two lines": (twice, ["gzip", "gzip"]),
    "members": (members, ["gzip"]),
    "an empty member at the end": (once + gzip.compress(b""), ["gzip"]),
    "with a file's name": (
        gzip.compress(BODY, mtime=5)[:3]
        + b"\x08"
        + gzip.compress(BODY, mtime=5)[4:10]
        + b"answer.json\0"
        + gzip.compress(BODY, mtime=5)[10:],
        ["gzip"],
    ),
}


def headers(codings: list[str]) -> list[str]:
    return [f"Content-Encoding: {coding}" for coding in codings]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", UNDERSTOOD)
@pytest.mark.parametrize("chunked", [False, True])
def test_understood(make: Make, name: str, call: str, chunked: bool) -> None:
    body, codings = UNDERSTOOD[name]
    if chunked:
        head = "\r\n".join(["HTTP/1.1 200 OK", *headers(codings), "Transfer-Encoding: chunked", "", ""])
        pieces = (b"%x\r\n%s\r\n" % (len(body[at : at + 7]), body[at : at + 7]) for at in range(0, len(body), 7))
        answer = head.encode() + b"".join(pieces) + b"0\r\n\r\n"
    else:
        answer = http(200, body, *headers(codings))
    with Server(answer) as server:
        assert getattr(make(server), call)(PACKAGE)["packageId"] == PACKAGE
        assert server.requests[0].header("accept-encoding") == ["gzip"]


UNREAD = "was not asked for and is not understood"
DAMAGED = "it cannot be decompressed as its Content-Encoding says"
REFUSED: dict[str, tuple[bytes, list[str], str]] = {
    "br": (b"\x1b\x00", ["br"], f"its Content-Encoding is br, which {UNREAD}"),
    "zstd": (b"\x28\xb5\x2f\xfd", ["zstd"], f"its Content-Encoding is zstd, which {UNREAD}"),
    "deflate": (zlib.compress(BODY), ["deflate"], f"its Content-Encoding is deflate, which {UNREAD}"),
    "compress": (BODY, ["compress"], f"its Content-Encoding is compress, which {UNREAD}"),
    "UTF-8": (BODY, ["UTF-8"], f"its Content-Encoding is UTF-8, which {UNREAD}"),
    "br in a list": (once, ["gzip, BR"], f"its Content-Encoding is BR, which {UNREAD}"),
    "br in another line": (once, ["gzip", "br"], f"its Content-Encoding is br, which {UNREAD}"),
    "too deep": (once, ["gzip, gzip, gzip, gzip, gzip"], "it was compressed more than 4 times over"),
    "not gzip": (BODY, ["gzip"], DAMAGED),
    "cut short": (once[:-9], ["gzip"], DAMAGED),
    "without its end": (once[:-8], ["gzip"], DAMAGED),
    "a wrong checksum": (once[:-8] + b"\0\0\0\0" + once[-4:], ["gzip"], DAMAGED),
    "a wrong second member": (once + gzip.compress(b" ")[:-5], ["gzip"], DAMAGED),
    "something behind it": (once + b"<html>", ["gzip"], DAMAGED),
    "once instead of twice": (once, ["gzip, gzip"], DAMAGED),
    "members without end": (gzip.compress(b"") * 60_000, ["gzip"], "it is larger than 1000000 bytes"),
    "too large": (gzip.compress(b" " * 1_000_001), ["gzip"], "it is larger than 1000000 bytes"),
    "too large without": (b" " * 1_000_001, [], "it is larger than 1000000 bytes"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_understood_is_named(name: str) -> None:
    """A read is a response error, tried once; a delete has an unknown outcome, sent once."""
    body, codings, problem = REFUSED[name]
    with served(http(200, body, *headers(codings)), max_response_bytes=1_000_000) as (client, server):
        with pytest.raises(iinkedsign.ResponseError) as read:
            client.package_status(PACKAGE)
        assert len(server.requests) == 1
        with pytest.raises(iinkedsign.OutcomeUnknownError) as delete:
            client.delete_package(PACKAGE)
        assert [request.method for request in server.requests] == ["GET", "POST", "GET"]
    for error in (read.value, delete.value):
        assert f"the answer cannot be read: {problem}" in str(error)
        assert error.attempts == 1
    assert delete.value.evidence == "unverified"


refusal = gzip.compress(json.dumps({"error": "package_not_found", "message": "Not there."}).encode())
CODED_ERRORS = {
    "gzip": ("gzip", refusal, True),
    "capitals": ("X-GZIP", refusal, True),
    "br": ("br", refusal, False),
    "without its end": ("gzip", refusal[:-8], True),
    "a wrong checksum": ("gzip", refusal[:-8] + bytes(8), True),
}


@pytest.mark.parametrize(("coding", "body", "shown"), CODED_ERRORS.values(), ids=CODED_ERRORS)
def test_an_error_that_is_coded(make: Make, coding: str, body: bytes, shown: bool) -> None:
    """The status settles it; its body is read as far as that can be done."""
    with Server(http(403, body, f"Content-Encoding: {coding}")) as server:
        with pytest.raises(iinkedsign.PermissionDeniedError) as caught:
            make(server).delete_package(PACKAGE)
        assert len(server.requests) == 1
    assert (caught.value.code == "package_not_found") is shown
    assert ("Not there." in (caught.value.body or "")) is shown
