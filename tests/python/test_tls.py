"""TLS: nginx with certificates of every sort, and the errors and advice about them."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from conftest import KEY, Make
from hostile import Connection, Server, http
from nginx import Nginx, openssl, running
from proxy import Proxy
from vendor import DELETABLE, PACKAGE


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    with running(tmp_path_factory.mktemp("tls")) as it:
        yield it


def context_of(certificate: Path) -> ssl.SSLContext:
    """That of a server with a certificate, whose key is beside it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return context


@contextmanager
def peer(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """The URL of a server, and what it does with each connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    accepted, _ = listener.accept()
                except OSError:
                    return
                with suppress(OSError), accepted:
                    talk(accepted)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"https://localhost:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)


@pytest.mark.parametrize("name", ["tls12-http1", "tls13-http1", "tls12-http2", "tls13-http2", "both"])
def test_protocols(make: Make, nginx: Nginx, name: str) -> None:
    """A read, a delete, and again, over what the server speaks."""
    client = make(nginx.url(name), ca_file=nginx.ca_file)
    for _ in range(3):
        assert client.package_status(PACKAGE)["packageId"] == PACKAGE
        assert client.delete_package(DELETABLE)["packageId"] == DELETABLE
    version = {"tls12": "TLSv1.2", "tls13": "TLSv1.3", "both": "TLSv1.3"}[name.split("-")[0]]
    log = nginx.log(name, 6)
    # HTTP/1.1 is spoken also where HTTP/2 is offered.
    one_each = [[version, "HTTP/1.1", method, "200"] for method in ("GET", "POST")]
    assert [line[1:] for line in log] == one_each * 3
    # The reads share a connection, the deletes have one each.
    assert len({line[0] for line in log if line[3] == "GET"}) == 1
    assert len({line[0] for line in log}) == 4


@pytest.mark.parametrize("name", ["both", "goaway", "last"])
async def test_many_at_once(nginx: Nginx, name: str) -> None:
    """Each delete arrives once and on its own connection, also where the server ends each after three requests."""
    count, before = 300, len(nginx.log(name))

    async def several(client: iinkedsign.AsyncClient) -> None:
        for _ in range(count // 20):
            assert (await client.package_status(PACKAGE))["packageId"] == PACKAGE
            assert (await client.delete_package(DELETABLE))["packageId"] == DELETABLE

    given: dict[str, Any] = {"api_key": KEY, "base_url": nginx.url(name), "ca_file": nginx.ca_file, "timeout": 30}
    async with iinkedsign.AsyncClient(**given) as client:
        await asyncio.gather(*(several(client) for _ in range(20)))
    log = nginx.log(name, before + 2 * count)[before:]
    deletes = [line[0] for line in log if line[3] == "POST"]
    assert len(deletes) == len(set(deletes)) == count
    assert sum(line[3] == "GET" for line in log) == count
    assert {line[4] for line in log} == {"200"}


@pytest.mark.parametrize("call", ["package_status", "delete_package", "delete_all_videos"])
@pytest.mark.parametrize(
    ("name", "cause", "advice"),
    [
        (
            "unknown",
            r"UnknownIssuer|unknown issuer",
            "the authority of the server's certificate is neither in ca_file nor in the system's store",
        ),
        ("expired", r"[Ee]xpired", "the server's certificate must be renewed"),
        ("early", r"not valid yet|NotValidYet", "check this machine's clock"),
        ("elsewhere", r"elsewhere\.example", "give a base_url with a name that the server's certificate is for"),
        ("nameless", r"not valid for( any)? name|NotValidForName", "give a base_url with a name"),
        ("self", r"UnknownIssuer|CaUsedAsEndEntity", "the authority of the server's certificate is neither"),
    ],
)
def test_a_certificate_that_is_refused(make: Make, nginx: Nginx, name: str, cause: str, advice: str, call: str) -> None:
    """It is told once, by its cause and what to do, and nothing was sent."""
    before = nginx.log(name)
    with pytest.raises(iinkedsign.TLSError, match=cause) as caught:
        getattr(make(nginx.url(name), ca_file=nginx.ca_file), call)(PACKAGE)
    error = caught.value
    assert (error.kind, error.attempts, error.retryable, error.evidence) == ("tls", 1, False, None)
    assert "\n" not in str(error)
    assert PACKAGE in str(error)
    assert f"; nothing was sent: {advice}" in str(error)
    assert KEY not in str(error) + repr(error)
    assert nginx.log(name) == before


def test_a_private_authority(make: Make, nginx: Nginx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trusted by ca_file or SSL_CERT_FILE, and by nothing else."""
    url, wrong = nginx.url("both", "127.0.0.1"), nginx.folder / "stranger.crt"
    for options in ({}, {"ca_file": wrong}):
        with pytest.raises(iinkedsign.TLSError):
            make(url, **options).package_status(PACKAGE)
    make(url, ca_file=nginx.ca_file).package_status(PACKAGE)
    monkeypatch.setenv("SSL_CERT_FILE", str(nginx.ca_file))
    # The two add up.
    for options in ({}, {"ca_file": wrong}):
        make(url, **options).package_status(PACKAGE)
        make(url, **options).delete_package(DELETABLE)


# how the server's own certificate is made -> whether it is taken as ca_file, or what the message says
SELF_SIGNED = {
    "CA:TRUE": "the server's own certificate is marked as an authority's (CA:TRUE), and is refused even where ca_file "
    "holds it: make one with `openssl req -x509 -addext basicConstraints=critical,CA:FALSE",
    "CA:FALSE": None,
}


@pytest.mark.parametrize("constraint", SELF_SIGNED)
def test_a_self_signed_certificate_as_ca_file(make: Make, tmp_path: Path, constraint: str) -> None:
    """As `openssl req -x509` makes it, it is refused; made as the message says, it is taken."""
    openssl(
        tmp_path,
        *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "it.key", "-out", "it.pem"),
        *("-subj", "/CN=localhost", "-addext", f"basicConstraints=critical,{constraint}"),
        *("-addext", "subjectAltName=DNS:localhost"),
    )
    context = context_of(tmp_path / "it.pem")

    def talk(accepted: socket.socket) -> None:
        with context.wrap_socket(accepted, server_side=True) as encrypted:
            encrypted.recv(4096)
            encrypted.sendall(http(200, {"packageId": PACKAGE}, "Connection: close"))

    with peer(talk) as url:
        client = make(url, ca_file=tmp_path / "it.pem")
        if problem := SELF_SIGNED[constraint]:
            with pytest.raises(iinkedsign.TLSError) as caught:
                client.package_status(PACKAGE)
            assert f"; nothing was sent: {problem}" in str(caught.value)
        else:
            assert client.package_status(PACKAGE)["packageId"] == PACKAGE


def test_what_to_do_without_ca_file(make: Make, nginx: Nginx) -> None:
    with pytest.raises(iinkedsign.TLSError) as caught:
        make(nginx.url("both")).package_status(PACKAGE)
    assert str(caught.value).endswith(
        "; nothing was sent: this system does not trust the authority of the server's certificate: give that "
        "authority's certificate as ca_file"
    )


def test_a_server_without_tls(make: Make) -> None:
    def plain(connection: Connection) -> bool:
        connection.send(http(400, "What is this?"))
        return True

    with Server(on_connect=plain) as server, pytest.raises(iinkedsign.TLSError) as caught:
        make(f"https://localhost:{server.port}").package_status(PACKAGE)
    assert "what answers does not speak TLS, check the port and the scheme of base_url" in str(caught.value)


def test_a_proxy_that_speaks_tls(make: Make, nginx: Nginx) -> None:
    """TLS to the proxy, and in it TLS to the server: each has its own certificate, and its own errors."""

    def through(proxy: Proxy, name: str = "both", credentials: str = "") -> iinkedsign.Client:
        url = f"https://{credentials}localhost:{proxy.port}"
        return make(nginx.url(name), ca_file=nginx.ca_file, max_retries=0, proxy=url)

    context, other = context_of(nginx.folder / "good.crt"), context_of(nginx.folder / "elsewhere.crt")
    with Proxy(nginx.ports["both"], context=context) as proxy:
        client = through(proxy, credentials="user:password@")
        for _ in range(3):
            assert client.package_status(PACKAGE)["packageId"] == PACKAGE
            assert client.delete_package(DELETABLE)["packageId"] == DELETABLE
        assert len(proxy.heads) == 4
        assert all(b"proxy-authorization: Basic dXNlcjpwYXNzd29yZA==" in head for head in proxy.heads)
    told = "failed: the proxy: .*check the certificate of the proxy"
    with Proxy(nginx.ports["both"], context=other) as proxy, pytest.raises(iinkedsign.TLSError, match=told):
        through(proxy).package_status(PACKAGE)
    told = "a name that the server's certificate is for"
    with Proxy(nginx.ports["elsewhere"], context=context) as proxy, pytest.raises(iinkedsign.TLSError, match=told):
        through(proxy, "elsewhere").delete_package(DELETABLE)


NOT_DER = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
NOT_BASE64 = "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n"
ENDLESS = "-----BEGIN CERTIFICATE-----\nAAAA\n"


# what the file holds, the good certificate in place of {} -> the problem; {place} is filled in
FILES: dict[str, tuple[str, str | None]] = {
    "text around": ("# one\n{}\n# two\n{}# end", None),
    "a private key beside it": ("-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----\n{}", None),
    "a BOM": ("\ufeff{}", None),
    "lines as Windows ends them": ("\r\n{}\r\n", None),
    "a second one that is none": ("{}" + NOT_DER, "certificate 2 (line {after}) cannot be used as a root: BadEncoding"),
    "a first one that is none": (NOT_DER + "{}", "certificate 1 (line 1) cannot be used as a root: BadEncoding"),
    "a second one in bad Base64": ("#\n{}" + NOT_BASE64 + "{}", "certificate 2 (line {after2}) is not valid PEM: "),
    "a second one without its end": ("{}" + ENDLESS, "certificate 2 (line {after}) is not valid PEM: "),
    "one without its end before another": (ENDLESS + "{}", "certificate 1 (line 1) is not valid PEM: "),
    "a private key": (
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "holds a private key and no certificate: give the authority's certificate",
    ),
    "PKCS #7": (
        "-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----\n",
        "is PKCS #7: convert it with `openssl pkcs7 -print_certs -in FILE -out ca.pem`",
    ),
    "OpenSSL's own form": (
        "-----BEGIN TRUSTED CERTIFICATE-----\nAAAA\n",
        "holds a certificate in OpenSSL's own form: convert it with `openssl x509 -in FILE -out ca.pem`",
    ),
    "something else": ("hello", "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)"),
    "nothing": ("", "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_a_ca_file_holds(make: Make, nginx: Nginx, tmp_path: Path, name: str) -> None:
    """A certificate that cannot be used is told by its place, at construction."""
    text, problem = FILES[name]
    good = nginx.ca_file.read_text()
    path = tmp_path / "ca.pem"
    path.write_bytes(text.replace("{}", good).encode())
    if problem is None:
        assert make(nginx.url("both"), ca_file=path).package_status(PACKAGE)["packageId"] == PACKAGE
        return
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        make(nginx.url("both"), ca_file=path)
    lines = good.count("\n")
    assert str(caught.value).startswith(f"ca_file {path}: {problem.format(after=lines + 1, after2=lines + 2)}")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x30\x82\x01\x0a", "is DER, not PEM: convert it with `openssl x509 -inform der -in FILE -out ca.pem`"),
        (NOT_DER.encode("utf-16"), "is UTF-16: save it as UTF-8 or ASCII"),
    ],
)
def test_a_ca_file_in_another_form(make: Make, tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "ca.pem"
    path.write_bytes(content)
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        make("https://localhost:1", ca_file=path)
    assert str(caught.value) == f"ca_file {path}: {problem}"


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_a_store_that_is_not_there(
    make: Make, nginx: Nginx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It is named, with the remedy; a ca_file does without it."""
    monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        make(nginx.url("both"))
    assert str(caught.value) == (
        f"no certificate authorities to trust: {name} is {tmp_path / 'nowhere'} (No such file or directory "
        "(os error 2)): correct it, unset it, or set ca_file"
    )
    make(nginx.url("both"), ca_file=nginx.ca_file).package_status(PACKAGE)
    empty = tmp_path / "empty.pem"
    empty.write_text("# nothing")
    if name == "SSL_CERT_FILE":
        monkeypatch.setenv(name, str(empty))
        with pytest.raises(iinkedsign.ConfigurationError, match="no certificate in PEM form is in it"):
            make(nginx.url("both"))


def test_several_authorities_in_one_file(make: Make, nginx: Nginx, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.pem"
    both = [(nginx.folder / f"{name}.crt").read_text() for name in ("stranger", "ca")]
    bundle.write_text("# a comment\n" + "\n".join(both))
    for name in ("both", "unknown"):
        make(nginx.url(name), ca_file=bundle).package_status(PACKAGE)
    assert nginx.log("unknown", 1)[-1][-1] == "200"


def test_old_protocols_are_not_spoken(make: Make, nginx: Nginx) -> None:
    """TLS 1.1 is refused with a TLS error and not with silence."""
    context = context_of(nginx.folder / "good.crt")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        peer(lambda accepted: context.wrap_socket(accepted, server_side=True).close()) as url,
        pytest.raises(iinkedsign.TLSError) as caught,
    ):
        make(url, ca_file=nginx.ca_file).delete_package(DELETABLE)
    assert re.search(r"[Vv]ersion|alert", str(caught.value))


@pytest.mark.parametrize(
    ("call", "expected"),
    [("package_status", iinkedsign.TransportError), ("delete_package", iinkedsign.OutcomeUnknownError)],
)
def test_a_server_that_speaks_only_http2(make: Make, nginx: Nginx, call: str, expected: type) -> None:
    """It answers with SETTINGS and GOAWAY: told at once, and a delete is not called unsent."""
    context = context_of(nginx.folder / "good.crt")
    context.set_alpn_protocols(["h2"])
    settings, goaway = bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]), bytes([0, 0, 8, 7, *[0] * 12, 1])
    received = []

    def talk(accepted: socket.socket) -> None:
        with context.wrap_socket(accepted, server_side=True) as encrypted:
            encrypted.sendall(settings)
            received.append((encrypted.selected_alpn_protocol(), encrypted.recv(4096).split(b" ")[0]))
            encrypted.sendall(goaway)

    with peer(talk) as url, pytest.raises(expected) as caught:
        getattr(make(url, ca_file=nginx.ca_file), call)(PACKAGE)
    assert caught.value.attempts == 1
    if call == "delete_package":
        assert caught.value.evidence == "unverified"
        assert received == [(None, b"POST"), (None, b"GET")]
    else:
        assert received == [(None, b"GET")]


@pytest.mark.parametrize("moment", ["at once", "after the hello", "silence"])
def test_a_handshake_that_breaks(make: Make, nginx: Nginx, moment: str) -> None:
    """Nothing was sent: a connect error or a time limit, and no riddle."""

    def talk(accepted: socket.socket) -> None:
        if moment != "at once":
            accepted.recv(4096)
        while moment == "silence" and accepted.recv(4096):
            pass

    expected = iinkedsign.RequestTimeoutError if moment == "silence" else iinkedsign.ConnectError
    with peer(talk) as url, pytest.raises(expected):
        make(url, ca_file=nginx.ca_file, connect_timeout=0.5, max_retries=0).delete_package(DELETABLE)
