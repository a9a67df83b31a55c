"""nginx with certificates of every sort, made by openssl."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from program import completed
from vendor import DELETABLE, PACKAGE

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
    run = completed(["openssl", *arguments], cwd=folder)
    assert run.returncode == 0, run.stderr


def make_certificates(folder: Path) -> None:
    (folder / "index.txt").touch()
    (folder / "serial.txt").write_text("1000\n")
    (folder / "ca.cnf").write_text(CA_CONFIG.format(folder=folder))
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    for authority in ("ca", "stranger"):
        subject = ("-subj", f"/CN=Test {authority}", "-days", "3650")
        openssl(folder, "req", "-x509", *key, *subject, "-keyout", f"{authority}.key", "-out", f"{authority}.crt")
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


@contextmanager
def running(folder: Path) -> Iterator[Nginx]:
    """nginx, with its certificates and its logs in that folder."""
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
