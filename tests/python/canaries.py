"""A canary for each secret place, servers that repeat them in every way, and the search for them.

Every binding is driven through these: Python's by test_leaks.py, the others by tests/bindings/leaks.py.
"""

from __future__ import annotations

import base64
import copy
import html
import json
import pickle
import re
import threading
import traceback
from collections.abc import Iterator
from urllib.parse import quote, unquote

from hostile import Connection, Request, Step, close, http, reset, send_and_close
from statuses import package_of
from vendor import PACKAGE

# Base64 keys hold + and /, which JSON writers and URLs spell in other ways.
KEY = "Canary+Key/5f1c0e9b7a"
TOKEN = "CanaryToken5f1c0e9b7a"
LINK = "https://sign.example/tws/link/CanaryLink/CanaryLinkToken?t=CanaryQuery"
LINK_TOKEN = "CanaryLinkToken"
VIDEO = "https://video.example/CanaryVideo's.mp4?signature=CanarySignature"
PASSWORD = "CanaryPassword"

# Parts that must not turn up either: half a key is half the work of guessing it.
PARTS = ("Canary", "5f1c0e9b7a", "sign.example", "video.example")

VIDEO_ENTRY = {"meetingVideoId": "v", "state": "archived", "url": VIDEO}
ANSWER = {
    "packageId": PACKAGE,
    "name": "A",
    "documents": [{"documentId": "d", "revisions": [{"revisionId": "r", "link": LINK}]}],
    "signers": [
        {"signerId": "s", "links": [{"token": LINK_TOKEN, "link": LINK}]},
        {"signLink": {"link": LINK, "token": LINK_TOKEN}, "meetingLink": LINK},
        {"signLink": LINK, "meetingLink": {"link": LINK}},
    ],
    "videos": [VIDEO_ENTRY],
    "items": [{"packageId": PACKAGE, "signers": [{"signLink": {"link": LINK}}]}],
    "total": 1,
    "somethingNew": {"link": LINK, "href": LINK, "list": [VIDEO]},
    # Drift tells the names of unknown keys.
    LINK: 1,
}


def echo(secret: str) -> dict[str, str]:
    """An error body of a server that gives back what it was sent, and more."""
    return {
        "error": f"code_{secret}",
        "message": f"key {secret}, link {LINK}, video {VIDEO}, {secret}{secret}",
        "debug": f"{secret} {LINK}",
    }


def steps(secret: str) -> Iterator[Step]:
    """Answers of every sort with the client's own secret, links and videos in every place."""
    yield http(200, ANSWER, f"X-Request-Id: {secret}")
    yield http(200, ANSWER | {"packageId": LINK})
    yield http(200, ANSWER | {"packageId": secret})
    yield http(200, ANSWER | {"packageId": None})
    yield http(200, ANSWER | {"error": secret, "message": LINK})
    yield http(200, json.dumps(ANSWER)[:-20], length=5000)
    yield http(200, f"<html>{secret} {LINK}</html>", "Content-Type: text/html")
    yield http(200, {**ANSWER, "signers": LINK, "videos": VIDEO, "name": [secret]})
    yield http(307, "", f"Location: {LINK}")
    for status in (400, 401, 403, 404, 409, 429, 500, 503):
        yield http(status, echo(secret), f"X-Request-Id: {secret} {LINK}", f"X-Other: {secret}")
        yield http(status, f"{secret} {LINK}", "Content-Type: text/plain")
        yield http(status, {"error": "x", "details": {"link": LINK, "videos": [VIDEO_ENTRY]}})
    yield http(400, {"error": "package_delete_retention", "message": f"{secret} {LINK}"})
    yield http(429, echo(secret), f"Retry-After: {secret}")
    yield send_and_close(f"HTTP/1.1 200 {secret}\r\nContent-Length: x{secret}\r\n\r\n".encode())
    yield send_and_close(f"HTTP/9 {secret} {LINK}\r\n\r\n".encode())
    yield send_and_close(f"{secret} {LINK}\r\n\r\n".encode())
    yield send_and_close(f"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{secret}".encode())
    yield f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n{secret[:4]}".encode()
    yield reset
    yield close


def written(text: str, *, escape: str = "") -> str:
    """JSON, with some characters as `\\uXXXX`."""
    return "".join(f"\\u{ord(c):04X}" if c in escape else c for c in json.dumps(text))


LONG = "x" * (70 << 10)  # so that what is read of a body breaks off

# What a server may do so that a key or a link is not known for one.
SMUGGLED: dict[str, Step] = {
    # A text is cut to a length; what is cut must not be the part by which the key is known.
    "message": http(400, {"error": "x", "message": "m" * 290 + " " + KEY}),
    "code": http(400, {"error": "m" * 118 + KEY}),
    "request id": http(400, "", "X-Request-Id: " + "m" * 190 + KEY),
    "body": http(400, "b" * 4086 + KEY, "Content-Type: text/plain"),
    # JSON has several spellings of the same text.
    "escaped link": http(400, json.dumps({"link": LINK}).replace("/", "\\/")),
    "escaped link in hex": http(400, json.dumps({"see": LINK}).replace("/", "\\u002f")),
    "escaped key": http(400, json.dumps({"key": KEY}).replace("/", "\\/")),
    "escaped key in hex": http(400, json.dumps({"key": KEY}).replace("+", "\\u002B")),
    "every letter": http(400, f'{{"key": {written(KEY, escape=KEY)}, "see": {written(LINK, escape=LINK)}}}'),
    "JSON in JSON": http(400, {"message": json.dumps({"key": KEY, "see": LINK}).replace("/", "\\/")}),
    "JSON in JSON in JSON": http(400, {"m": json.dumps({"m": json.dumps({"link": LINK_TOKEN})})}),
    "JSON that breaks off": http(400, f'{{"key": {written(KEY, escape="+/")}, "long": "{LONG}"}}'),
    "JSON that is none": http(400, f'{{"key": {written(KEY, escape="+/")}, link: {written(LINK, escape="/")}'),
    "hex in a text": http(400, KEY.replace("+", "\\u002B"), "Content-Type: text/plain"),
    "key that breaks off": send_and_close(http(400, '{"message": "' + KEY[:-3], length=99)),
    "escape that breaks off": send_and_close(http(400, '{"message": "Canary\\u00', length=99)),
    # Of a link's token only its place tells that it is one.
    "link token": http(400, {"signLink": {"token": LINK_TOKEN}}),
    "link token that breaks off": http(400, f'{{"signLink": {{"token": "{LINK_TOKEN}"}}, "x": "{LONG}"}}'),
    "link token, cut": http(400, f'{{"signLink": {{"token": "{LINK_TOKEN}'),
    "link token with a quote": http(400, {"token": f'a"{LINK_TOKEN}'}),
    "Python's spelling": http(400, repr({"token": LINK_TOKEN, "link": LINK})),
    # URLs and HTML have their own.
    "in a query": http(400, {"message": f"no such path: /x?api_key={quote(KEY, safe='')}&next={quote(LINK)}"}),
    "in a query in a query": http(400, quote(f"next={quote(LINK, safe='')}&k={quote(KEY, safe='')}")),
    "in HTML": http(400, "<p>" + (KEY + LINK).replace("/", "&#x2F;").replace("+", "&#43;")),
    "in an attribute": http(400, f"<a href='{VIDEO}'>{html.escape(LINK)}</a>"),
    "without scheme": http(400, {"message": LINK.removeprefix("https:")}),
    "Base64": http(400, {"message": f"Basic {base64.b64encode(KEY.encode()).decode()}"}),
}


def answers(secret: str) -> list[Step]:
    """All answers of the server in these tests; the first is a correct one."""
    good = {key: value for key, value in ANSWER.items() if key != LINK}
    return [http(200, good), *steps(secret), *(SMUGGLED.values() if secret == KEY else ())]


def package(number: int) -> str:
    """An id as long as the one that it stands for in an answer."""
    return PACKAGE[:-3] + f"{number:03}"


def each_its_own(said: list[Step]) -> Step:
    """Has each package answered in a way of its own, and all else as the first; each answer is about what was asked.

    A 429 makes all requests of a client wait.  So it is held back until the first package's videos were asked for.
    """
    places = {package(number): number for number in range(len(said))}
    complete = threading.Event()

    def step(connection: Connection, request: Request) -> None:
        asked = package_of(request)
        answer = said[places.get(asked, 0)]
        if asked == package(0) and request.target.endswith("/videos"):
            complete.set()
        if not isinstance(answer, bytes):
            return answer(connection, request)
        if answer.startswith(b"HTTP/1.1 429"):
            complete.wait(0.8)
        connection.send(answer.replace(PACKAGE.encode(), asked.encode()) if asked in places else answer)
        return None

    return step


# Options that are refused, with something in them that must not be repeated.
WRONG_OPTIONS: list[dict[str, str]] = [
    {"api_key": KEY + " "},
    {"api_key": KEY + "ü"},
    {"access_token": TOKEN + " x"},
    {"api_key": KEY, "access_token": TOKEN},
    {"api_key": KEY, "datacenter": PASSWORD},
    {"api_key": KEY, "videos_delete_path": PASSWORD},
    {"api_key": KEY, "base_url": f"https://user:{PASSWORD}@host.example/api"},
    {"api_key": KEY, "base_url": f"https://{PASSWORD}@host.example/api"},
    {"api_key": KEY, "base_url": f"https://host.example/api?key={PASSWORD}"},
    {"api_key": KEY, "base_url": f"https://host.example/api#{PASSWORD}"},
    {"api_key": KEY, "base_url": f"http://{PASSWORD}.example/api"},
    {"api_key": KEY, "base_url": f"ftp://user:{PASSWORD}@host.example"},
    {"api_key": KEY, "base_url": f"https://user:{PASSWORD}@[bad"},
    {"api_key": KEY, "proxy": f"socks5://user:{PASSWORD}@host.example"},
    {"api_key": KEY, "proxy": f"http://user:{PASSWORD}@"},
    {"api_key": KEY, "proxy": f"user:{PASSWORD}#@host"},
    {"api_key": KEY, "proxy": f"http://user:{PASSWORD}@host.example:99999"},
]


def in_base64(part: str) -> Iterator[str]:
    """How a part looks in the Base64 of a longer text: its bytes begin at any of three places."""
    for skipped in range(3):
        encoded = base64.b64encode(b"\0" * skipped + part.encode()).decode()
        # Without the characters that depend on what stands before and after it.
        yield encoded[[0, 2, 3][skipped] : len(part.encode()) * 8 // 6 - 1]


FORMS = [*PARTS, *(form for part in PARTS for form in in_base64(part)), *(p.encode().hex() for p in PARTS)]


def plain(text: str) -> str:
    """Without the escapes of JSON, URLs and HTML, also those within others."""
    for _ in range(10):
        before = text
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text).replace("\\/", "/")
        text = html.unescape(unquote(text))
        if text == before:
            break
    return text


def hits(text: str) -> list[str]:
    """The lines in which a canary is, however it is written."""
    return [line[:300] for line in text.splitlines() if any(form in line + plain(line) for form in FORMS)]


def shown(error: BaseException) -> str:
    """Everything that an error shows of itself."""
    fields = [getattr(error, name, None) for name in ("body", "code", "request_id", "kind", "retry_after")]
    texts = [str(error), repr(error), repr(error.args), repr(vars(error)), repr(fields)]
    # Not the source lines of a test, which say where the canaries are, but what the error adds to them.
    texts += traceback.format_exception_only(type(error), error)
    texts.append(pickle.dumps(error, protocol=0).decode("latin-1"))
    texts.append(repr(copy.copy(error)))
    for further in (error.__cause__, error.__context__):
        if further is not None:
            texts.append(shown(further))
    return "\n".join(texts)
