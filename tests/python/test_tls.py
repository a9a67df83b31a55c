"""TLS as it is: nginx with certificates of every sort, and what a client says about them."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import iinkedsign
import pytest
from vendor import DELETABLE, PACKAGE

KEY = "canary-key-5f1c0e9b7a"

# The certificates: who signs, for which names, from when to when.
PAST = ("20200101000000Z", "20200201000000Z")
NOW = ("20200101000000Z", "20491231000000Z")
FUTURE = ("20480101000000Z", "20491231000000Z")
LOCAL = "DNS:localhost,IP:127.0.0.1"
CERTIFICATES = {
    "good": ("ca", LOCAL, NOW),
    "unknown": ("stranger", LOCAL, NOW),
    "expired": ("ca", LOCAL, PAST),
    "early": ("ca", LOCAL, FUTURE),
    "elsewhere": ("ca", "DNS:elsewhere.example", NOW),
    "nameless": ("ca", "email:nobody@example.com", NOW),
    "self": ("self", LOCAL, NOW),
}
# What must be served with each certificate: the listening options and the protocols.
SERVERS = {
    "tls12-http1": ("good", "ssl", "TLSv1.2"),
    "tls13-http1": ("good", "ssl", "TLSv1.3"),
    "tls12-http2": ("good", "ssl http2", "TLSv1.2"),
    "tls13-http2": ("good", "ssl http2", "TLSv1.3"),
    "both": ("good", "ssl http2", "TLSv1.2 TLSv1.3"),
    "goaway": ("good", "ssl http2", "TLSv1.3"),
    "last": ("good", "ssl", "TLSv1.3"),
    **{name: (name, "ssl", "TLSv1.2 TLSv1.3") for name in CERTIFICATES if name != "good"},
}

CA_CONFIG = """
[ca]
default_ca = it
[it]
database = {folder}/index.txt
serial = {folder}/serial.txt
new_certs_dir = {folder}
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
"""

NGINX_CONFIG = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  log_format it '$server_port $connection $ssl_protocol $server_protocol $request_method $status';
  http2_max_concurrent_streams 8;
  access_log {folder}/access.log it;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  default_type application/json;
  {servers}
}}
"""

NGINX_SERVER = """
server {{
  listen 127.0.0.1:{port} {listen};
  keepalive_requests {requests};
  ssl_protocols {protocols}; ssl_certificate {folder}/{name}.crt; ssl_certificate_key {folder}/{name}.key;
  location /api/v1/packages/delete {{ return 200 '{{"packageId":"{deletable}","videos":[]}}'; }}
  location / {{ return 200 '{{"packageId":"{package}"}}'; }}
}}
"""


@dataclass
class Nginx:
    """nginx, with a port for each name of SERVERS."""

    folder: Path
    ports: dict[str, int]

    def url(self, name: str, host: str = "localhost") -> str:
        return f"https://{host}:{self.ports[name]}/api/v1"

    @property
    def ca_file(self) -> Path:
        return self.folder / "ca.crt"

    def log(self, name: str, count: int = 0) -> list[list[str]]:
        """What came in there, once there are so many: connection, TLS, HTTP, method and status."""
        for _ in range(100):
            lines = [line.split(" ") for line in (self.folder / "access.log").read_text().splitlines()]
            found = [line[1:] for line in lines if line[0] == str(self.ports[name])]
            if len(found) >= count:
                break
            # nginx answers first and writes afterwards.
            time.sleep(0.05)
        return found


def openssl(folder: Path, *arguments: str) -> None:
    run = subprocess.run(
        ["openssl", *arguments], cwd=folder, capture_output=True, text=True, timeout=30, check=False
    )
    assert run.returncode == 0, run.stderr


def make_certificates(folder: Path) -> None:
    (folder / "index.txt").touch()
    (folder / "serial.txt").write_text("1000\n")
    (folder / "ca.cnf").write_text(CA_CONFIG.format(folder=folder))
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    for authority in ("ca", "stranger"):
        subject = ("-subj", f"/CN=Test {authority}", "-days", "3650")
        openssl(
            folder, "req", "-x509", *key, *subject, "-keyout", f"{authority}.key", "-out", f"{authority}.crt"
        )
    for name, (authority, names, (begin, end)) in CERTIFICATES.items():
        files = ("-keyout", f"{name}.key", "-out", f"{name}.csr")
        openssl(folder, "req", *key, "-subj", f"/CN=Test {name}", *files)
        (folder / f"{name}.ext").write_text(
            f"subjectAltName={names}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n"
        )
        signer = ("-selfsign", "-keyfile", f"{name}.key")
        if authority != "self":
            signer = ("-cert", f"{authority}.crt", "-keyfile", f"{authority}.key")
        openssl(
            folder,
            *("ca", "-batch", "-notext", "-config", "ca.cnf", *signer, "-extfile", f"{name}.ext"),
            *("-startdate", begin, "-enddate", end, "-in", f"{name}.csr", "-out", f"{name}.crt"),
        )


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [it.getsockname()[1] for it in sockets]
    for it in sockets:
        it.close()
    return ports


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    folder = tmp_path_factory.mktemp("tls")
    make_certificates(folder)
    ports = dict(zip(SERVERS, free_ports(len(SERVERS)), strict=True))
    servers = [
        NGINX_SERVER.format(
            port=ports[name],
            listen=listen,
            requests=3 if name in ("goaway", "last") else 1000,
            protocols=protocols,
            folder=folder,
            name=certificate,
            deletable=DELETABLE,
            package=PACKAGE,
        )
        for name, (certificate, listen, protocols) in SERVERS.items()
    ]
    (folder / "nginx.conf").write_text(NGINX_CONFIG.format(folder=folder, servers="".join(servers)))
    program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    assert program, "nginx is needed: scripts/need nginx-light"
    with subprocess.Popen(
        [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    ) as process:
        try:
            for port in ports.values():
                for _ in range(100):
                    try:
                        socket.create_connection(("127.0.0.1", port), timeout=1).close()
                        break
                    except OSError:
                        assert process.poll() is None, (folder / "error.log").read_text()
                        time.sleep(0.05)
            yield Nginx(folder, ports)
        finally:
            process.terminate()
            process.wait(10)


@pytest.mark.parametrize("name", ["tls12-http1", "tls13-http1", "tls12-http2", "tls13-http2", "both"])
def test_protocols(nginx: Nginx, name: str) -> None:
    """A read, a delete, and again, over what the server speaks."""
    with iinkedsign.Client(api_key=KEY, base_url=nginx.url(name), ca_file=nginx.ca_file) as client:
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
def test_many_at_once(nginx: Nginx, name: str) -> None:
    """Each delete arrives once and on its own connection, also where the server ends each after three requests."""
    count = 300

    async def run() -> None:
        async with iinkedsign.AsyncClient(
            api_key=KEY, base_url=nginx.url(name), ca_file=nginx.ca_file, timeout=30
        ) as client:

            async def several() -> None:
                for _ in range(count // 20):
                    assert (await client.package_status(PACKAGE))["packageId"] == PACKAGE
                    assert (await client.delete_package(DELETABLE))["packageId"] == DELETABLE

            await asyncio.gather(*(several() for _ in range(20)))

    before = len(nginx.log(name))
    asyncio.run(run())
    log = nginx.log(name, before + 2 * count)[before:]
    deletes = [line[0] for line in log if line[3] == "POST"]
    assert len(deletes) == len(set(deletes)) == count
    assert sum(line[3] == "GET" for line in log) == count
    assert {line[4] for line in log} == {"200"}


@pytest.mark.parametrize("call", ["package_status", "delete_package", "delete_all_videos"])
@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("unknown", r"UnknownIssuer|unknown issuer"),
        ("expired", r"[Ee]xpired"),
        ("early", r"not valid yet|NotValidYet"),
        ("elsewhere", r"not valid for( any)? name|NotValidForName"),
        ("nameless", r"not valid for( any)? name|NotValidForName|UnsupportedNameType"),
        ("self", r"UnknownIssuer|unknown issuer|CaUsedAsEndEntity"),
    ],
)
def test_a_certificate_that_is_refused(nginx: Nginx, name: str, cause: str, call: str) -> None:
    """It is told once, by its cause, and nothing was sent."""
    before = nginx.log(name)
    client = iinkedsign.Client(api_key=KEY, base_url=nginx.url(name), ca_file=nginx.ca_file)
    with client, pytest.raises(iinkedsign.TLSError, match=cause) as caught:
        getattr(client, call)(PACKAGE)
    error = caught.value
    assert (error.kind, error.attempts, error.retryable, error.evidence) == ("tls", 1, False, None)
    assert "\n" not in str(error)
    assert PACKAGE in str(error)
    assert "ca_file" in str(error)
    assert KEY not in str(error) + repr(error)
    assert nginx.log(name) == before


def test_a_private_authority(nginx: Nginx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trusted by ca_file or SSL_CERT_FILE, and by nothing else."""
    url = nginx.url("both", "127.0.0.1")
    with iinkedsign.Client(api_key=KEY, base_url=url) as client, pytest.raises(iinkedsign.TLSError):
        client.package_status(PACKAGE)
    with iinkedsign.Client(api_key=KEY, base_url=url, ca_file=nginx.ca_file) as client:
        client.package_status(PACKAGE)
    wrong = nginx.folder / "stranger.crt"
    client = iinkedsign.Client(api_key=KEY, base_url=url, ca_file=wrong)
    with client, pytest.raises(iinkedsign.TLSError):
        client.package_status(PACKAGE)
    monkeypatch.setenv("SSL_CERT_FILE", str(nginx.ca_file))
    with iinkedsign.Client(api_key=KEY, base_url=url) as client:
        client.package_status(PACKAGE)
        client.delete_package(DELETABLE)
    # The two add up.
    with iinkedsign.Client(api_key=KEY, base_url=url, ca_file=wrong) as client:
        client.package_status(PACKAGE)


def test_several_authorities_in_one_file(nginx: Nginx, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.pem"
    both = [(nginx.folder / f"{name}.crt").read_text() for name in ("stranger", "ca")]
    bundle.write_text("# a comment\n" + "\n".join(both))
    for name in ("both", "unknown"):
        with iinkedsign.Client(api_key=KEY, base_url=nginx.url(name), ca_file=bundle) as client:
            client.package_status(PACKAGE)
    assert nginx.log("unknown", 1)[-1][-1] == "200"


def test_old_protocols_are_not_spoken(nginx: Nginx) -> None:
    """TLS 1.1 is refused with a TLS error and not with silence."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(nginx.folder / "good.crt", nginx.folder / "good.key")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            accepted, _ = listener.accept()
            try:
                context.wrap_socket(accepted, server_side=True)
            except OSError:
                accepted.close()

        thread = threading.Thread(target=serve)
        thread.start()
        url = f"https://localhost:{listener.getsockname()[1]}"
        client = iinkedsign.Client(api_key=KEY, base_url=url, ca_file=nginx.ca_file)
        with client, pytest.raises(iinkedsign.TLSError) as caught:
            client.delete_package(DELETABLE)
        thread.join(10)
    assert re.search(r"[Vv]ersion|alert", str(caught.value))


@pytest.mark.parametrize(
    ("call", "expected"),
    [("package_status", iinkedsign.TransportError), ("delete_package", iinkedsign.OutcomeUnknownError)],
)
def test_a_server_that_speaks_only_http2(nginx: Nginx, call: str, expected: type) -> None:
    """It answers with SETTINGS and GOAWAY: told at once, and a delete is not called unsent."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(nginx.folder / "good.crt", nginx.folder / "good.key")
    context.set_alpn_protocols(["h2"])
    settings, goaway = bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]), bytes([0, 0, 8, 7, *[0] * 12, 1])
    received = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    accepted, _ = listener.accept()
                except OSError:
                    return
                with context.wrap_socket(accepted, server_side=True) as peer:
                    peer.sendall(settings)
                    received.append((peer.selected_alpn_protocol(), peer.recv(4096).split(b" ")[0]))
                    peer.sendall(goaway)

        thread = threading.Thread(target=serve)
        thread.start()
        url = f"https://localhost:{listener.getsockname()[1]}"
        client = iinkedsign.Client(api_key=KEY, base_url=url, ca_file=nginx.ca_file)
        with client, pytest.raises(expected) as caught:
            getattr(client, call)(PACKAGE)
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)
    assert caught.value.attempts == 1
    if call == "delete_package":
        assert caught.value.evidence == "unverified"
        assert received == [(None, b"POST"), (None, b"GET")]
    else:
        assert received == [(None, b"GET")]


@pytest.mark.parametrize("moment", ["at once", "after the hello", "silence"])
def test_a_handshake_that_breaks(nginx: Nginx, moment: str) -> None:
    """Nothing was sent: a connect error or a time limit, and no riddle."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        held = []

        def serve() -> None:
            accepted, _ = listener.accept()
            if moment != "at once":
                accepted.recv(4096)
            if moment == "silence":
                held.append(accepted)
            else:
                accepted.close()

        thread = threading.Thread(target=serve)
        thread.start()
        url = f"https://localhost:{listener.getsockname()[1]}"
        client = iinkedsign.Client(
            api_key=KEY, base_url=url, ca_file=nginx.ca_file, connect_timeout=0.5, max_retries=0
        )
        expected = iinkedsign.RequestTimeoutError if moment == "silence" else iinkedsign.ConnectError
        with client, pytest.raises(expected):
            client.delete_package(DELETABLE)
        thread.join(10)
        for each in held:
            each.close()
