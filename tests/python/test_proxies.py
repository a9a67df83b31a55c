"""Proxies: what they are asked, what they refuse, and whom they may see."""

from __future__ import annotations

from collections import Counter
from typing import Any

import iinkedsign
import pytest
from concurrency import within
from conftest import Make
from iinkedsign.testing import Emulator
from proxy import Proxy
from vendor import DELETABLE, PACKAGE

READ = "package_status"
DELETE = "delete_package"
BOTH = pytest.mark.parametrize("call", [READ, DELETE, "delete_all_videos"])

CREDENTIALS = "user:canary-proxy-password"


def options(emulator: Emulator, **more: Any) -> dict[str, Any]:
    return {**emulator.options, "timeout": 5, **more}


def port_of(emulator: Emulator) -> int:
    return int(emulator.base_url.split(":")[2].split("/")[0])


def test_through_a_proxy() -> None:
    with Emulator(tls=True) as emulator, Proxy(port_of(emulator)) as proxy:
        with iinkedsign.Client(**options(emulator, proxy=proxy.url(CREDENTIALS))) as client:
            assert client.package_status(PACKAGE)["packageId"] == PACKAGE
            assert client.delete_package(DELETABLE)["packageId"] == DELETABLE
        assert [request["status"] for request in emulator.requests] == [200, 200]
        key = emulator.api_key.encode()
        # In the server's own requests the proxy's password has no place, nor has the key in the proxy's.
        assert all("proxy-authorization" not in request["headers"] for request in emulator.requests)
    assert len(proxy.heads) == 2
    for head in proxy.heads:
        assert head.startswith(f"CONNECT 127.0.0.1:{port_in(head)} HTTP/1.1\r\n".encode())
        assert b"Basic dXNlcjpjYW5hcnktcHJveHktcGFzc3dvcmQ=" in head
        assert key not in head


def port_in(head: bytes) -> str:
    return head.split(b" ")[1].split(b":")[1].decode()


@pytest.mark.parametrize(
    "answer",
    [
        b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n',
        b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200",
        b"gibberish\r\n\r\n",
    ],
)
@BOTH
def test_a_proxy_that_refuses(answer: bytes, call: str) -> None:
    """Nothing reached the server, and both know it."""
    with Emulator(tls=True) as emulator, Proxy(0, answer=answer) as proxy:
        client = iinkedsign.Client(**options(emulator, proxy=proxy.url(CREDENTIALS), max_retries=1))
        with client, pytest.raises(iinkedsign.ConnectError) as caught:
            getattr(client, call)(PACKAGE)
        assert emulator.requests == []
    assert caught.value.attempts == len(proxy.heads) == 2
    assert "canary" not in str(caught.value) + repr(caught.value)


WANTED = '407 Whatever\r\nProxy-Authenticate: Basic realm="x"'
OTHERS_WANTED = "407 Whatever\r\nProxy-Authenticate: NTLM\r\nProxy-Authenticate: Negotiate"
UNAUTHENTICATED = "407 Proxy Authentication Required"
GIVE = "give a user name and a password in the proxy's URL, http://user:password@host:3128"
CHECK = "check the user name and the password in the proxy's URL"
RELAY = "the proxy wants a way to log in that is not supported (only Basic is): use a relay that knows it, such as cntlm or px"
UNREACHABLE = "the proxy cannot reach the API's host: check base_url, or try later"
NO_PROXY = "check the proxy's address, it does not seem to be a proxy for CONNECT"
# what the proxy answers, credentials -> how it is told, and what is to be done
REFUSALS: list[tuple[str, str, str, str]] = [
    (WANTED, "", UNAUTHENTICATED, GIVE),
    (WANTED, CREDENTIALS, UNAUTHENTICATED, CHECK),
    (OTHERS_WANTED, CREDENTIALS, UNAUTHENTICATED, RELAY),
    ("403 canary", "", "403 Forbidden", "the proxy does not allow it: have the API's host allowed there"),
    ("502 canary", "", "502 Bad Gateway", UNREACHABLE),
    ("504 canary", "", "504 Gateway Timeout", UNREACHABLE),
    ("429 canary", "", "429 Too Many Requests", "the proxy has too much to do: try later"),
    ("404 canary", "", "404 Not Found", NO_PROXY),
    ("301 canary", "", "301 Moved Permanently", NO_PROXY),
    ("599 canary", "", "599", UNREACHABLE),
]


@pytest.mark.parametrize(("answer", "credentials", "told", "advice"), REFUSALS)
@pytest.mark.parametrize("call", [READ, DELETE])
def test_a_refusal_of_a_proxy_is_told(
    make: Make, answer: str, credentials: str, told: str, advice: str, call: str
) -> None:
    with Proxy(0, answer=f"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n".encode()) as proxy:
        client = make("https://private.invalid/", proxy=proxy.url(credentials), max_retries=0)
        with pytest.raises(iinkedsign.ConnectError) as caught:
            getattr(client, call)(PACKAGE)
    assert str(caught.value).endswith(f" failed: the proxy answered CONNECT with {told}; nothing was sent: {advice}")
    assert "canary" not in str(caught.value) + repr(caught.value)


@BOTH
def test_a_proxy_that_says_nothing(call: str) -> None:
    with Emulator(tls=True) as emulator, Proxy(0, answer=b"") as proxy:
        limits = {"connect_timeout": 0.4, "max_retries": 0}
        with (
            iinkedsign.Client(**options(emulator, proxy=proxy.url(), **limits)) as client,
            within(0.4),
            pytest.raises(iinkedsign.RequestTimeoutError),
        ):
            getattr(client, call)(PACKAGE)


def test_a_tunnel_that_is_cut() -> None:
    """After the handshake a broken tunnel leaves a delete open; during it nothing was sent."""
    seen = Counter[str]()
    with Emulator(tls=True) as emulator:
        for cut_after in (1, 200, 400, 600, 700, 800, 900, 1000):
            emulator.reset()
            with Proxy(port_of(emulator), cut_after=cut_after) as proxy:
                given = options(emulator, proxy=proxy.url(), max_retries=0)
                with iinkedsign.Client(**given) as client:
                    try:
                        client.delete_package(DELETABLE)
                        told = "ok"
                    except iinkedsign.IinkedSignError as error:
                        told = type(error).__name__
            deletes = [request for request in emulator.requests if request["operation"] == "delete_package"]
            assert len(deletes) <= 1
            assert told != "ConnectError" or deletes == []
            assert told != "ok" or deletes[0]["applied"]
            seen[told] += 1
    assert {"ConnectError", "OutcomeUnknownError"} <= set(seen), seen


@pytest.mark.parametrize(
    ("no_proxy", "asked"),
    [
        ("", True),
        ("elsewhere.example", True),
        ("private.invalid", False),
        (".invalid", False),
        ("invalid", False),
        ("a.example, private.invalid", False),
        ("*", False),
    ],
)
def test_no_proxy(make: Make, monkeypatch: pytest.MonkeyPatch, no_proxy: str, asked: bool) -> None:
    with Proxy(0, answer=b"HTTP/1.1 502 Bad Gateway\r\n\r\n") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url(CREDENTIALS))
        monkeypatch.setenv("NO_PROXY", no_proxy)
        with pytest.raises(iinkedsign.ConnectError) as caught:
            make("https://private.invalid/api/v1", max_retries=0).delete_package(PACKAGE)
        assert len(proxy.heads) == asked
        assert "canary" not in str(caught.value) + repr(caught.value)


def test_silence_behind_a_proxy_keeps_the_limits() -> None:
    with Emulator(tls=True, faults=["silence"]) as emulator, Proxy(port_of(emulator)) as proxy:
        limits = {"timeout": 0.8, "attempt_timeout": 0.4, "max_retries": 0}
        with (
            iinkedsign.Client(**options(emulator, proxy=proxy.url()) | limits) as client,
            within(0.8),
            pytest.raises(iinkedsign.OutcomeUnknownError),
        ):
            client.delete_package(DELETABLE)
