"""A server that plays the exchanges of the cases (tests/cases/*.json) over a real socket, also with TLS.

A case is played at http://127.0.0.1:PORT/BINDING/CASE/api/v1, so that every binding finds it fresh, and what each binding
sent is kept apart.  The README beside this file describes the cases.
"""

import base64
import gzip
import json
import socket
import ssl
import struct
import threading
import time
from pathlib import Path

BASE = "/api/v1"


def load(folder=Path(__file__).parent):
    """All cases, by name."""
    cases = {}
    for file in sorted(folder.glob("*.json")):
        for case in json.loads(file.read_text(encoding="utf-8")):
            assert case["name"] not in cases, f"{file.name}: {case['name']} comes twice"
            cases[case["name"]] = case
    return cases


class Server:
    """Listens on a loopback port; `received[binding, case]` is what came, in order."""

    def __init__(self, cases, tls=None):
        self.cases = cases
        self.received = {}
        self.lock = threading.Lock()
        self.context = None
        if tls:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*tls)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def origin(self):
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.port}"

    def accept(self):
        while True:
            peer, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(peer,), daemon=True).start()

    def serve(self, peer):
        try:
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.context:
                peer = self.context.wrap_socket(peer, server_side=True)
            with peer, peer.makefile("rb") as reader:
                while (request := read_request(reader)) and self.answer(peer, *request):
                    pass
        except OSError:
            pass  # The client has gone, or did not like the certificate.

    def answer(self, peer, method, target, headers, body):
        """Plays the next exchange of the request's case; false when the connection is done with."""
        _, binding, name, path = target.split("/", 3)
        path = "/" + path
        case = self.cases[name]
        seen = {"method": method, "path": path.removeprefix(BASE), "body": json.loads(body) if body else None}
        seen["api_key"] = headers.get("api_key")
        with self.lock:
            log = self.received.setdefault((binding, name), [])
            log.append(seen)
            at = len(log) - 1
        if case.get("access_token") and headers.get("authorization") != f"Bearer {case['access_token']}":
            return play(peer, {"status": 401, "body": {"error": "unauthorized", "message": "a token of yesterday"}})
        if at < case.get("failures", 0):
            return play(peer, {"status": 500})
        if "packages" in case:
            exchange = {"status": 200, "body": page(case, body)} if body else reading(case, seen["path"])
            return play(peer, {"delay_ms": case.get("delay_ms", 0), **exchange})
        exchanges = case["exchanges"]
        # Load tests play one answer for ever.
        exchange = exchanges[-1 if case.get("repeat") else at] if case.get("repeat") or at < len(exchanges) else None
        if exchange is None:
            exchange = {"status": 599, "text": "one request too many"}
        return play(peer, exchange)


def page(case, body):
    """The part of an account with so many packages that a request asks for."""
    asked = json.loads(body)
    begin, end = asked["skip"], asked["skip"] + asked["take"]
    items = [{"packageId": f"p{number}"} for number in range(case["packages"])][begin:end]
    return {"items": items, "total": case["packages"], "take": asked["take"], "skip": begin}


def reading(case, path):
    """The exchange that reads one package of an account, its `status` or `videos`; those that are `absent` are not found."""
    _, _, package, what = path.split("/")
    if package in case.get("absent", ()):
        return {"status": 404, "body": {"error": "package_not_found", "message": "No."}}
    return {"status": 200, "body": {**case[what], "packageId": package}}


def read_request(reader):
    line = reader.readline().split()
    if len(line) != 3:
        return None
    headers = {}
    while (field := reader.readline().strip()) != b"":
        name, _, value = field.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    body = reader.read(int(headers.get("content-length", 0)))
    return line[0].decode(), line[1].decode(), headers, body


def play(peer, exchange):
    time.sleep(exchange.get("delay_ms", 0) / 1000)
    fault = exchange.get("fault")
    if fault == "reset":
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    if fault == "close":
        return False
    if fault == "hang":
        peer.settimeout(30)
        peer.recv(1)
        return False
    if fault == "garbage":
        peer.sendall(b"this is not HTTP\r\n\r\n")
        return False
    if "base64" in exchange:
        body = base64.b64decode(exchange["base64"])
    elif "text" in exchange:
        body = exchange["text"].encode()
    else:
        body = json.dumps(exchange.get("body"), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"content-type": "application/json", **exchange.get("headers", {})}
    if headers.get("content-encoding") == "gzip":
        body = gzip.compress(body)
    length = len(body) + (10 if fault == "truncate" else 0)
    head = f"HTTP/1.1 {exchange['status']} Said\r\ncontent-length: {length}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    peer.sendall(head.encode() + b"\r\n" + body)
    return fault != "truncate"
