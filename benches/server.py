"""The server of the benchmarks: nginx on a loopback port, answering the vendor's sample status."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from place import pinned

PACKAGE_ID = "7a17e4e7-bc32-4256-bf81-27eac794c2b7"
VIDEO_ID = "4c512b8a-c1ad-47da-ae22-5a61115505e3"
SAMPLE = Path(__file__).resolve().parent.parent / "src/emulator/samples/status.json"

CONFIG = """
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr error;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    keepalive_timeout 1h;
    tcp_nodelay on;
    open_file_cache max=10;
    underscores_in_headers on;
    client_body_temp_path {folder};
    proxy_temp_path {folder};
    fastcgi_temp_path {folder};
    uwsgi_temp_path {folder};
    scgi_temp_path {folder};
    server {{
        listen 127.0.0.1:{port};
        root {folder};
        default_type application/json;
        location /files/ {{ alias {files}/; sendfile on; default_type video/mp4; }}
        location = /api/v1/packages/{package_id}/status {{ try_files /status.json =404; }}
        location ~ ^/api/v1/packages/([^/]+)/status$ {{ return 200 '{any}'; }}
    }}
}}
"""


def package_ids(count: int) -> list[str]:
    """Ids of packages, each of which has the sample's status."""
    return [f"{PACKAGE_ID[:24]}{number:012x}" for number in range(count)]


def sample() -> bytes:
    """The vendor's sample status without its white space, as a server would send it."""
    return json.dumps(json.loads(SAMPLE.read_bytes()), separators=(",", ":")).encode()


@contextmanager
def nginx(cpu: int | None = None) -> Iterator[str]:
    """Runs nginx, on one CPU if that is given, and gives the base URL of the API."""
    with _nginx(Path("/nonexistent"), cpu) as address:
        yield f"{address}/api/v1"


@contextmanager
def nginx_of_files(files: Path) -> Iterator[str]:
    """Runs nginx and gives the URL under which the files of a folder are."""
    with _nginx(files) as address:
        yield f"{address}/files"


@contextmanager
def _nginx(files: Path, cpu: int | None = None) -> Iterator[str]:
    program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if program is None:
        raise SystemExit("nginx is needed: apt-get install nginx-light")
    with tempfile.TemporaryDirectory(prefix="iinkedsign-bench-") as folder:
        os.chmod(folder, 0o755)  # as root, nginx serves as another user
        port = _free_port()
        Path(folder, "status.json").write_bytes(sample())
        config = Path(folder, "nginx.conf")
        status = sample().decode().replace(PACKAGE_ID, "$1")  # the id that was asked for
        config.write_text(CONFIG.format(folder=folder, port=port, package_id=PACKAGE_ID, any=status, files=files))
        command = [program, "-p", folder, "-c", str(config), "-e", "stderr"]
        server = subprocess.Popen(command if cpu is None else pinned(command, cpu))
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise SystemExit(f"nginx ended with code {server.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise SystemExit("nginx did not open its port")
