"""Options of a client: valid and invalid values, and the environment."""

from __future__ import annotations

import os
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from concurrency import within
from conftest import Make
from hostile import Server, after, close, http, silence
from program import run
from served import served
from vendor import PACKAGE

SECRET = "canary-secret-93b2"
HERE = "http://127.0.0.1:9/api/v1"


class Index:
    """An int of another library, such as ``numpy.int64``."""

    def __index__(self) -> int:
        return 3

    def __repr__(self) -> str:
        return "Index()"


class Failing:
    """Fails where it is asked for its value."""

    def __index__(self) -> int:
        raise ZeroDivisionError

    __fspath__ = __index__


GOOD: list[dict[str, Any]] = [
    *({"datacenter": name} for name in ("sandbox-us", "sandbox-eu", "us", "ca", "eu")),
    *(
        {"base_url": url}
        for url in (
            "https://acme.syngrafii.com/api/v1",
            "https://acme.example:8443/tws/api/v1/",
            "http://127.0.0.1:1/api/v1",
            "http://127.8.8.8/",
            "http://localhost:8080/x",
            "http://[::1]:8080",
        )
    ),
    *({name: value} for name in ("timeout", "attempt_timeout", "connect_timeout") for value in (None, 1, 0.001, 1e9)),
    {"max_retries": 0},
    {"max_retries": 100},
    {"requests_per_second": None},
    {"requests_per_second": 0.5},
    {"requests_per_second": 10},
    {"proxy": None},
    {"proxy": "http://127.0.0.1:3128"},
    {"proxy": "https://user:password@proxy.example:3128"},
    {"max_response_bytes": 1},
    {"max_response_bytes": 2**40},
    {"max_retries": Index()},
    {"max_response_bytes": Index()},
    *(
        {name: number}
        for name in ("timeout", "requests_per_second")
        for number in (Index(), Decimal("0.5"), Fraction(1))
    ),
    {"videos_delete_path": "package"},
    {"videos_delete_path": "flat"},
]


@pytest.mark.parametrize("options", GOOD, ids=str)
def test_good(make: Make, options: dict[str, Any]) -> None:
    if "base_url" not in options and "datacenter" not in options:
        options = {"base_url": HERE, **options}
    options.setdefault("base_url", None)
    assert not make(None, **options).closed


# the option that the message names -> what is passed
BAD: list[tuple[str, dict[str, Any]]] = [
    ("datacenter", {"datacenter": "mars"}),
    ("datacenter", {"datacenter": "US"}),
    ("datacenter", {"datacenter": ""}),
    ("base_url", {"base_url": "http://sign.syngrafii.com/api/v1"}),
    ("base_url", {"base_url": "http://localhost.example.com/"}),
    ("base_url", {"base_url": "http://127.0.0.1.example.com/"}),
    ("base_url", {"base_url": "ftp://127.0.0.1/"}),
    ("base_url", {"base_url": "sign.syngrafii.com"}),
    ("base_url", {"base_url": ""}),
    ("base_url", {"base_url": f"https://user:{SECRET}@sign.syngrafii.com/"}),
    ("base_url", {"base_url": f"https://sign.syngrafii.com/?key={SECRET}"}),
    ("base_url", {"base_url": HERE, "datacenter": "us"}),
    *(
        (name, {name: value})
        for name in ("timeout", "attempt_timeout", "connect_timeout")
        for value in (0, -1, float("nan"))
    ),
    ("max_retries", {"max_retries": -1}),
    *(("requests_per_second", {"requests_per_second": value}) for value in (0, -1, float("nan"), float("inf"))),
    ("max_response_bytes", {"max_response_bytes": 0}),
    ("max_response_bytes", {"max_response_bytes": -1}),
    ("videos_delete_path", {"videos_delete_path": "both"}),
    ("videos_delete_path", {"videos_delete_path": ""}),
    ("proxy", {"proxy": f"ftp://user:{SECRET}@proxy.example/"}),
    ("proxy", {"proxy": f"user:{SECRET}@"}),
    ("proxy", {"proxy": ""}),
    ("ca_file", {"ca_file": "/nonexistent/ca.pem"}),
    ("ca_file", {"ca_file": "/"}),
    ("ca_file holds characters that no path can have", {"ca_file": "\ud800"}),
    ("max_retries must be a whole number from 0 to 4294967295", {"max_retries": 2**32}),
    ("max_response_bytes must be a whole number from 1 to 18446744073709551615", {"max_response_bytes": 2**200}),
    ("api_key", {"api_key": ""}),
    ("api_key", {"api_key": f"{SECRET}\nX-Evil: 1"}),
    ("api_key", {"api_key": f"{SECRET}\x00"}),
    ("api_key", {"api_key": f"{SECRET}ä"}),
    ("api_key", {"api_key": None}),
    ("access_token", {"api_key": None}),
    ("access_token", {"api_key": None, "access_token": ""}),
    ("access_token", {"api_key": None, "access_token": f"{SECRET} "}),
    ("access_token", {"access_token": SECRET}),
]


@pytest.mark.parametrize(("option", "options"), BAD, ids=[f"{row[0]}-{n}" for n, row in enumerate(BAD)])
def test_bad(make: Make, option: str, options: dict[str, Any]) -> None:
    if "base_url" not in options:
        options = {"base_url": None if "datacenter" in options else HERE, **options}
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        make(None, **options)
    assert option in str(caught.value)
    assert "\n" not in str(caught.value)
    assert SECRET not in str(caught.value) + repr(caught.value)
    assert caught.value.kind == "configuration"


@pytest.mark.parametrize(
    "options",
    [
        *({name: 5} for name in ("api_key", "base_url", "ca_file", "proxy", "videos_delete_path")),
        *({name: "1"} for name in ("timeout", "connect_timeout", "max_retries", "requests_per_second")),
        *({name: None} for name in ("max_retries", "max_response_bytes", "videos_delete_path")),
        {"api_key": b"key"},
        {"access_token": 5, "api_key": None},
        {"datacenter": 5, "base_url": None},
        {"attempt_timeout": [1]},
        {"max_retries": 1.5},
        *({name: True} for name in ("timeout", "max_retries", "requests_per_second")),
        {"ca_file": b"/ca.pem"},
        {"max_response_bytes": "1"},
        {"no_such_option": 1},
    ],
    ids=str,
)
def test_wrong_type(make: Make, options: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        make(HERE, **options)


@pytest.mark.parametrize("name", ["timeout", "max_retries", "requests_per_second", "ca_file"])
def test_an_error_of_the_value_itself(make: Make, name: str) -> None:
    with pytest.raises(ZeroDivisionError):
        make(HERE, **{name: Failing()})


def test_keyword_only() -> None:
    with pytest.raises(TypeError):
        iinkedsign.Client("key")  # type: ignore[call-arg]


@pytest.mark.parametrize("content", [b"", b"not a certificate", b"\xff\xfe\x00", b"-----BEGIN CERTIFICATE-----\nAAAA"])
def test_ca_file_without_a_certificate(make: Make, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ca.pem"
    path.write_bytes(content)
    with pytest.raises(iinkedsign.ConfigurationError, match="ca_file"):
        make(HERE, ca_file=path)
    with pytest.raises(iinkedsign.ConfigurationError, match="ca_file"):
        make(HERE, ca_file=str(path))


def test_no_secret_is_shown(make: Make) -> None:
    client = make(HERE, api_key=SECRET, proxy=f"http://user:{SECRET}@127.0.0.1:9")
    assert SECRET not in repr(client) + str(client)
    assert "Client" in repr(client)
    for name in dir(client):
        assert SECRET not in repr(getattr(client, name))


# --- the environment ---------------------------------------------------------------------------------------


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(http(200, {"packageId": PACKAGE})) as server:
        monkeypatch.setenv("IINKEDSIGN_BASE_URL", server.base_url)
        monkeypatch.setenv("IINKEDSIGN_API_KEY", "from-environment")
        with iinkedsign.Client() as client:
            client.package_status(PACKAGE)
        with iinkedsign.Client(api_key="explicit") as client:
            client.package_status(PACKAGE)
        with iinkedsign.Client(access_token="explicit") as client:
            client.package_status(PACKAGE)
        monkeypatch.delenv("IINKEDSIGN_API_KEY")
        monkeypatch.setenv("IINKEDSIGN_ACCESS_TOKEN", "token")
        with iinkedsign.Client() as client:
            client.package_status(PACKAGE)
    sent = [(request.header("api_key"), request.header("authorization")) for request in server.requests]
    assert sent == [(["from-environment"], []), (["explicit"], []), ([], ["Bearer explicit"]), ([], ["Bearer token"])]


def test_environment_exclusions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IINKEDSIGN_API_KEY", SECRET)
    monkeypatch.setenv("IINKEDSIGN_ACCESS_TOKEN", SECRET)
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        iinkedsign.Client()
    assert "api_key" in str(caught.value) and SECRET not in str(caught.value)
    monkeypatch.delenv("IINKEDSIGN_ACCESS_TOKEN")
    monkeypatch.setenv("IINKEDSIGN_DATACENTER", "mars")
    with pytest.raises(iinkedsign.ConfigurationError, match="datacenter"):
        iinkedsign.Client()
    iinkedsign.Client(datacenter="us").close()
    iinkedsign.Client(base_url=HERE).close()


@pytest.mark.parametrize("option", ["api_key", "access_token", "base_url", "datacenter"])
def test_environment_that_is_not_text(monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    """Read as unset, a base URL would have the key sent to the default server."""
    variable = f"IINKEDSIGN_{option.upper()}"
    monkeypatch.setenv("IINKEDSIGN_API_KEY", "key")
    monkeypatch.setenv(variable, os.fsdecode(SECRET.encode() + b"\xff"))
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        iinkedsign.Client()
    assert str(caught.value) == f"{option} is not Unicode text in {variable}"
    iinkedsign.Client(api_key="key", base_url=HERE).close()


HOSTS = {
    "sandbox-us": "sandbox.syngrafii.com",
    "sandbox-eu": "sandbox.syngrafii.eu",
    "us": "sign.syngrafii.com",
    "ca": "sign.syngrafii.ca",
    "eu": "sign.syngrafii.eu",
    None: "sandbox.syngrafii.com",
}


@pytest.mark.parametrize(("datacenter", "host"), HOSTS.items())
def test_datacenter(make: Make, monkeypatch: pytest.MonkeyPatch, datacenter: str | None, host: str) -> None:
    # A proxy is told the host, and never the key.
    with Server(http(502, "")) as server:
        proxy = f"http://user:pass@127.0.0.1:{server.port}"
        client = make(None, base_url=None, datacenter=datacenter, proxy=proxy, max_retries=0)
        with pytest.raises(iinkedsign.ConnectError) as caught:
            client.package_status(PACKAGE)
        if datacenter is not None:
            monkeypatch.setenv("IINKEDSIGN_DATACENTER", datacenter)
            monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{server.port}")
            with pytest.raises(iinkedsign.ConnectError):
                make(None, base_url=None, max_retries=0).package_status(PACKAGE)
    assert "pass" not in str(caught.value)
    assert {(request.method, request.target) for request in server.requests} == {("CONNECT", f"{host}:443")}
    assert server.requests[0].header("proxy-authorization") == ["Basic dXNlcjpwYXNz"]
    assert all(request.header("api_key") == [] for request in server.requests)
    assert len(server.requests) == (1 if datacenter is None else 2)


def test_loopback_http_uses_no_proxy_of_the_environment(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(http(502, "")) as proxy, Server(http(200, {"packageId": PACKAGE})) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        make(server).package_status(PACKAGE)
    assert proxy.connections == []


# --- what the options do -----------------------------------------------------------------------------------


def test_construction_does_nothing() -> None:
    program = """
def sockets(): return sum(os.path.realpath(f"/proc/self/fd/{n}").startswith("/proc/") and "socket:" in
                          os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd")
                          if os.path.lexists(f"/proc/self/fd/{n}"))
before = threads(), sockets()
clients = [iinkedsign.Client(api_key="k", base_url=url) for url in ("https://sign.syngrafii.com/x", URL)]
assert (threads(), sockets()) == before == (1, 0), (before, threads(), sockets())
print("nothing")
"""
    assert run(program, HERE) == "nothing\n"


def test_timeout_bounds_the_whole_call() -> None:
    with (
        served(silence, timeout=1.0, attempt_timeout=0.3, max_retries=100) as (client, server),
        within(1),
        pytest.raises(iinkedsign.RequestTimeoutError) as caught,
    ):
        client.package_status(PACKAGE)
    # The last attempt may have ended before its request was seen.
    assert caught.value.attempts is not None
    assert 2 <= len(server.requests) <= caught.value.attempts <= len(server.requests) + 1
    assert isinstance(caught.value, TimeoutError)


def test_attempt_timeout() -> None:
    with served(silence, attempt_timeout=0.3, max_retries=0) as (client, _):
        start = time.monotonic()
        with within(0.3), pytest.raises(iinkedsign.RequestTimeoutError):
            client.package_status(PACKAGE)
        assert time.monotonic() - start >= 0.28


def test_no_limit(make: Make) -> None:
    with Server(after(0.3, http(200, {"packageId": PACKAGE}))) as server:
        client = make(server, timeout=None, attempt_timeout=None, connect_timeout=None)
        assert client.package_status(PACKAGE)["packageId"] == PACKAGE


@pytest.mark.parametrize(("options", "retries"), [({"max_retries": 0}, 0), ({"max_retries": 2}, 2), ({}, 3)], ids=str)
def test_max_retries(make: Make, options: dict[str, Any], retries: int) -> None:
    with Server(http(503, "", "Retry-After: 0")) as server, pytest.raises(iinkedsign.ServerError) as caught:
        make(server, **options).package_status(PACKAGE)
    assert len(server.requests) == caught.value.attempts == 1 + retries


def test_requests_per_second() -> None:
    with served(http(200, {"packageId": PACKAGE}), requests_per_second=50) as (client, server):
        for _ in range(16):
            client.package_status(PACKAGE)
    times = [request.time for request in server.requests]
    assert times[-1] - times[0] >= 15 / 50 - 0.05


def test_requests_per_second_that_does_not_fit() -> None:
    with served(http(200, {"packageId": PACKAGE}), requests_per_second=0.1, timeout=0.5) as (client, server):
        client.package_status(PACKAGE)
        with within(0.5), pytest.raises(iinkedsign.RequestTimeoutError):
            client.package_status(PACKAGE)
    assert len(server.requests) == 1


def test_max_response_bytes(make: Make) -> None:
    body = f'{{"packageId": "{PACKAGE}"}}'.ljust(1000)
    with Server(http(200, body)) as server:
        assert make(server, max_response_bytes=1000).package_status(PACKAGE)["packageId"] == PACKAGE
        with pytest.raises(iinkedsign.ResponseError) as caught:
            make(server, max_response_bytes=999).package_status(PACKAGE)
    assert caught.value.kind == "response"
    assert caught.value.attempts == 1
    assert len(server.requests) == 2


def test_proxy_for_a_local_server(make: Make) -> None:
    with Server(http(200, {"packageId": PACKAGE})) as server, Server(close) as proxy:
        client = make(server, proxy=f"http://127.0.0.1:{proxy.port}", max_retries=0)
        with pytest.raises(iinkedsign.TransportError):
            client.package_status(PACKAGE)
    assert server.connections == []
    assert len(proxy.connections) == 1
