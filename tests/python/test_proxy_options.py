"""A configured proxy is used, or is an error that says what to change; it is never bypassed."""

from __future__ import annotations

import base64
import os
from typing import Any

import iinkedsign
import pytest
from conftest import Make
from hostile import Server, close
from proxy import Proxy
from vendor import PACKAGE

SECRET = "canary-93b2"
BASE = "https://private.invalid/api/v1"
FORM = "it must be like http://host:3128 or http://user:password@host:3128"


def encode(character: str, as_: str) -> str:
    return f"write {character} in its user name or password as {as_}"


# what is set -> what the message says behind the name and "is not understood: "
WRONG: list[tuple[str, str]] = [
    (f"http://CORP\\user:{SECRET}@host:3128", encode("\\", "%5C")),
    (f"http://user:{SECRET} x@host:3128", encode("a space", "%20")),
    (f"http://user:{SECRET}#x@host:3128", encode("#", "%23")),
    (f"http://user:{SECRET}/x@host:3128", encode("/", "%2F")),
    (f"http://user:{SECRET}?x@host:3128", encode("?", "%3F")),
    (f"http://user:{SECRET}@x@host:3128", encode("@", "%40")),
    (f"http://us@er:{SECRET}@host:3128", encode("@", "%40")),
    (f"http://user:{SECRET}%zz@host:3128", encode("%", "%25")),
    (f"http://user:{SECRET}%@host:3128", encode("%", "%25")),
    (f"http://user:{SECRET}[x]@host:3128", encode("[", "%5B")),
    (f'http://user:{SECRET}"x@host:3128', encode('"', "%22")),
    (f"http://user:{SECRET}<x@host:3128", encode("<", "%3C")),
    (f"http://user:{SECRET}|x@host:3128", encode("|", "%7C")),
    (f"http://user:{SECRET}\tx@host:3128", encode("the character U+0009", "%09")),
    (f"http://user:{SECRET}ä@host:3128", encode("ä", "%C3%A4")),
    (f"http://üser:{SECRET}@host:3128", encode("ü", "%C3%BC")),
    (f"http://user:{SECRET}€@host:3128", encode("€", "%E2%82%AC")),
    (
        f"http://user:{SECRET}%ff@host:3128",
        "its user name or password is not UTF-8 when decoded: percent-encode the bytes of its UTF-8 form",
    ),
    (f"user:{SECRET}://x@host:3128", encode("/", "%2F")),
    (f"user:{SECRET}#@host:3128", encode("#", "%23")),
    (
        f"socks5://user:{SECRET}@host:1080",
        "a proxy of the kind socks5 is not supported, give one that begins with http:// or https://",
    ),
    (
        "SOCKS4a://host:1080",
        "a proxy of the kind socks4a is not supported, give one that begins with http:// or https://",
    ),
    ("htp://host:3128", "it must begin with http:// or https://, or with the host"),
    ("://host:3128", "it must begin with http:// or https://, or with the host"),
    ("http://", f"it names no host, {FORM}"),
    ("http://:3128", f"it names no host, {FORM}"),
    (f"http://user:{SECRET}@", f"it names no host, {FORM}"),
    (f"http://user:{SECRET}@:3128", f"it names no host, {FORM}"),
    ("http://host:port", f"its port is not a number from 1 to 65535, {FORM}"),
    ("http://host:0", f"its port is not a number from 1 to 65535, {FORM}"),
    ("http://host:65536", f"its port is not a number from 1 to 65535, {FORM}"),
    ("http://host:4294967297", f"its port is not a number from 1 to 65535, {FORM}"),
    ("http://host:31 28", f"its port is not a number from 1 to 65535, {FORM}"),
    (f"http://user:{SECRET}", f"its port is not a number from 1 to 65535, {FORM}"),
    ("http://host/proxy.pac", f"/ cannot stand in its host or port, {FORM}"),
    ("http://ho st:3128", f"a space cannot stand in its host or port, {FORM}"),
    ("http://ho%73t:3128", f"% cannot stand in its host or port, {FORM}"),
    ("http://host\\x:3128", f"\\ cannot stand in its host or port, {FORM}"),
    ("http:/host:3128", f"an IPv6 address stands in brackets, {FORM}"),
    ("http://::1:3128", f"an IPv6 address stands in brackets, {FORM}"),
    ("http://[::1:3128", f"its host is not a name or an address, {FORM}"),
    ("http://[::g]:3128", f"its host is not a name or an address, {FORM}"),
    ("http://1.2.3.999:3128", f"its host is not a name or an address, {FORM}"),
    (f"http://user:{SECRET}{'x' * 70_000}@host:3128", "it is too long"),
]
VARIABLES = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]


@pytest.mark.parametrize(("value", "problem"), WRONG, ids=[f"{n}" for n, _ in enumerate(WRONG)])
def test_a_proxy_that_is_not_understood(make: Make, monkeypatch: pytest.MonkeyPatch, value: str, problem: str) -> None:
    """By option and by each variable the same text, at construction, without what is secret."""
    told = []
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        make(BASE, proxy=value)
    told.append(("proxy", caught.value))
    for name in VARIABLES:
        with monkeypatch.context() as context:
            context.setenv(name, value)
            with pytest.raises(iinkedsign.ConfigurationError) as caught:
                make(BASE)
        told.append((name, caught.value))
    for name, error in told:
        assert str(error) == f"{name} is not understood: {problem}"
        assert SECRET not in str(error) + repr(error)


def test_a_variable_in_another_encoding(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", os.fsdecode(b"http://user:p\xe4ss@host:3128"))
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        make(BASE)
    assert str(caught.value) == ("HTTPS_PROXY is not understood: it is not UTF-8: percent-encode every other character")


# how the proxy's address is written -> the user name and password that it is sent
UNDERSTOOD: list[tuple[str, str | None]] = [
    ("http://127.0.0.1:{}", None),
    ("HTTP://127.0.0.1:{}/", None),
    ("127.0.0.1:{}", None),
    ("http://localhost:{}", None),
    ("http://@127.0.0.1:{}", None),
    ("http://user:pa%23s%2fs@127.0.0.1:{}", "user:pa#s/s"),
    ("http://CORP%5Cuser:pass@127.0.0.1:{}", "CORP\\user:pass"),
    ("http://user:p%C3%A4%20ss@127.0.0.1:{}", "user:pä ss"),
    ("user:pass@127.0.0.1:{}", "user:pass"),
    ("http://user:pa:ss@127.0.0.1:{}", "user:pa:ss"),
    ("http://user:a-._~!$&'()*+,;=b@127.0.0.1:{}", "user:a-._~!$&'()*+,;=b"),
    ("http://token@127.0.0.1:{}", "token:"),
]


@pytest.mark.parametrize(("form", "credentials"), UNDERSTOOD)
@pytest.mark.parametrize("name", ["proxy", *VARIABLES])
def test_a_proxy_that_is_understood(
    make: Make, monkeypatch: pytest.MonkeyPatch, form: str, credentials: str | None, name: str
) -> None:
    with Proxy(0, answer=b"HTTP/1.1 502 Bad Gateway\r\n\r\n") as proxy:
        url = form.format(proxy.port)
        options: dict[str, Any] = {"proxy": url} if name == "proxy" else {}
        if name != "proxy":
            monkeypatch.setenv(name, url)
        with pytest.raises(iinkedsign.ConnectError):
            make(BASE, max_retries=0, **options).package_status(PACKAGE)
        [head] = proxy.heads
    assert head.startswith(b"CONNECT private.invalid:443 HTTP/1.1\r\n")
    sent = [line.split()[-1] for line in head.split(b"\r\n") if line.lower().startswith(b"proxy-authorization:")]
    assert [base64.b64decode(it).decode() for it in sent] == ([credentials] if credentials else [])


def test_an_ipv6_proxy(make: Make) -> None:
    with Server(on_connect=lambda connection: bool(connection.close()), host="::1") as server:
        with pytest.raises(iinkedsign.ConnectError):
            make(BASE, proxy=f"http://[::1]:{server.port}", max_retries=0).package_status(PACKAGE)
        assert len(server.connections) == 1


BAD = f"http://user:{SECRET}#@127.0.0.1:1"
# what is set -> whether a request goes to the proxy of the line, or the variable that is named
WHICH: list[tuple[dict[str, str], bool | str]] = [
    ({"HTTPS_PROXY": "{}", "https_proxy": BAD, "ALL_PROXY": BAD}, True),
    ({"https_proxy": "{}", "all_proxy": BAD}, True),
    ({"ALL_PROXY": "{}", "all_proxy": BAD, "HTTP_PROXY": BAD}, True),
    ({"HTTPS_PROXY": "", "https_proxy": BAD, "all_proxy": "{}"}, True),
    ({"HTTPS_PROXY": "{}", "REQUEST_METHOD": "GET"}, True),
    ({"HTTPS_PROXY": BAD, "REQUEST_METHOD": "GET"}, "HTTPS_PROXY"),
    ({"HTTPS_PROXY": BAD, "ALL_PROXY": "{}"}, "HTTPS_PROXY"),
    ({"https_proxy": BAD, "NO_PROXY": "elsewhere.example"}, "https_proxy"),
    ({"HTTPS_PROXY": BAD, "NO_PROXY": "private.invalid"}, False),
    ({"ALL_PROXY": BAD, "no_proxy": "*"}, False),
    ({"HTTP_PROXY": "{}", "http_proxy": "{}"}, False),
]


@pytest.mark.parametrize(("variables", "expected"), WHICH, ids=str)
def test_which_variable_counts(
    make: Make, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool | str
) -> None:
    with Proxy(0, answer=b"HTTP/1.1 502 Bad Gateway\r\n\r\n") as proxy:
        for name, value in variables.items():
            monkeypatch.setenv(name, value.format(f"http://127.0.0.1:{proxy.port}"))
        if isinstance(expected, str):
            with pytest.raises(iinkedsign.ConfigurationError, match=f"^{expected} is not understood"):
                make(BASE)
            return
        with pytest.raises(iinkedsign.ConnectError):
            make(BASE, max_retries=0).package_status(PACKAGE)
        assert len(proxy.heads) == expected


def test_the_option_counts_before_the_environment(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", BAD)
    monkeypatch.setenv("NO_PROXY", "*")
    with Server(close) as proxy:
        with pytest.raises(iinkedsign.ConnectError):
            make(BASE, proxy=f"127.0.0.1:{proxy.port}", max_retries=0).package_status(PACKAGE)
        assert len(proxy.connections) == 1


def test_a_loopback_host_needs_no_proxy(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", *VARIABLES):
        monkeypatch.setenv(name, BAD)
    for url in ("http://127.0.0.1:9/", "https://localhost:9/", "https://[::1]:9/"):
        assert not make(url).closed
