"""The clients that are measured, each written the way its documentation advises for many calls.

Each gives a function that reads one status into a dict, on one kept-alive connection, with time limits, and
refuses an answer that is no success.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

Call = Callable[[str], dict[str, Any]]

KEY = "a-key-for-the-benchmark"
HEADERS = {"api_key": KEY, "Accept": "application/json", "Accept-Encoding": "gzip"}
CONNECT, TOTAL = 5, 20


def iinkedsign(base_url: str) -> Call:
    import iinkedsign

    return iinkedsign.Client(base_url=base_url, api_key=KEY).package_status  # type: ignore[return-value]


def raw_socket(base_url: str) -> Call:
    """No client at all: what Python, orjson and the kernel cost by themselves."""
    import orjson

    url = urlsplit(base_url)
    connection = socket.create_connection((url.hostname, url.port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    head = "".join(f"{name}: {value}\r\n" for name, value in {"Host": url.netloc, **HEADERS}.items())

    def call(package_id: str) -> dict[str, Any]:
        connection.sendall(f"GET {url.path}/packages/{package_id}/status HTTP/1.1\r\n{head}\r\n".encode())
        answer = connection.recv(65536)
        top, _, body = answer.partition(b"\r\n\r\n")
        if not top.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(top.decode())
        answered: dict[str, Any] = orjson.loads(body)
        return answered

    return call


def pycurl_orjson(base_url: str) -> Call:
    import orjson
    import pycurl  # type: ignore[import-untyped, unused-ignore]

    curl = pycurl.Curl()
    curl.setopt(pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in HEADERS.items()])
    curl.setopt(pycurl.CONNECTTIMEOUT, CONNECT)
    curl.setopt(pycurl.TIMEOUT, TOTAL)
    curl.setopt(pycurl.NOSIGNAL, 1)
    curl.setopt(pycurl.TCP_NODELAY, 1)

    def call(package_id: str) -> dict[str, Any]:
        curl.setopt(pycurl.URL, f"{base_url}/packages/{package_id}/status")
        body = curl.perform_rb()
        status = curl.getinfo(pycurl.RESPONSE_CODE)
        if status != 200:
            raise RuntimeError(status)
        answered: dict[str, Any] = orjson.loads(body)
        return answered

    return call


def pyreqwest(base_url: str) -> Call:
    from pyreqwest.client import SyncClientBuilder

    builder = SyncClientBuilder().default_headers(HEADERS).error_for_status(True)
    builder = builder.timeout(timedelta(seconds=TOTAL)).connect_timeout(timedelta(seconds=CONNECT))
    client = builder.build()

    def call(package_id: str) -> dict[str, Any]:
        answer = client.get(f"{base_url}/packages/{package_id}/status").build().send()
        answered: dict[str, Any] = answer.json()
        return answered

    return call


def urllib3_orjson(base_url: str) -> Call:
    import orjson
    import urllib3

    pool = urllib3.PoolManager(headers=HEADERS, timeout=urllib3.Timeout(connect=CONNECT, read=TOTAL))

    def call(package_id: str) -> dict[str, Any]:
        answer = pool.request("GET", f"{base_url}/packages/{package_id}/status")
        if answer.status != 200:
            raise RuntimeError(answer.status)
        answered: dict[str, Any] = orjson.loads(answer.data)
        return answered

    return call


def httpx(base_url: str) -> Call:
    import httpx

    client = httpx.Client(headers=HEADERS, timeout=httpx.Timeout(TOTAL, connect=CONNECT))

    def call(package_id: str) -> dict[str, Any]:
        answer = client.get(f"{base_url}/packages/{package_id}/status")
        answered: dict[str, Any] = answer.raise_for_status().json()
        return answered

    return call


def requests(base_url: str) -> Call:
    import requests

    session = requests.Session()
    session.headers.update(HEADERS)

    def call(package_id: str) -> dict[str, Any]:
        answer = session.get(f"{base_url}/packages/{package_id}/status", timeout=(CONNECT, TOTAL))
        answer.raise_for_status()
        answered: dict[str, Any] = answer.json()
        return answered

    return call


RIVALS: dict[str, Callable[[str], Call]] = {
    "raw socket + orjson": raw_socket,
    "iinkedsign": iinkedsign,
    "pycurl + orjson": pycurl_orjson,
    "pyreqwest": pyreqwest,
    "urllib3 + orjson": urllib3_orjson,
    "httpx": httpx,
    "requests": requests,
}
