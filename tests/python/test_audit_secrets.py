"""What no table, file, page or message of an audit may hold, unless it was asked for."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from hostile import Connection, Request, Server, http
from iinkedsign.testing import Emulator
from statuses import package_of
from vendor import PACKAGE, VIDEO_PACKAGE, status

Make = Callable[..., iinkedsign.Client]

KEY = "Canary+Key/5f1c0e9b7a"
PII_KEY = "CanaryPiiKey"
LINK = "https://sign.example/tws/link/CanaryLink/CanaryLinkToken?t=CanaryQuery"
TOKEN = "CanaryToken"
VIDEO = "https://video.example/CanaryVideo.mp4?signature=CanarySignature"
PARTS = ("Canary", "5f1c0e9b7a", "sign.example", "video.example")
LINKED = {"link": LINK, "token": TOKEN, "type": "document"}
ANSWER = {
    **status(),
    "signers": [
        {"signerId": "s1", "signLink": LINKED, "meetingLink": LINK, "links": [LINKED]},
        {"signerId": "s2", "signLink": LINK, "meetingLink": LINKED, "links": LINK},
    ],
    "documents": [{"documentId": "d", "revisions": [{"revisionId": "r", "signerId": "s1", "link": LINK}]}],
    "videos": [
        {"meetingVideoId": "v", "state": "archived", "url": VIDEO, "timeUrlExpires": "2026-01-01T00:00:00Z"}
    ],
    "somethingNew": LINK,
}
ERROR = {"error": f"code_{KEY}", "message": f"key {KEY}, link {LINK}, video {VIDEO}"}


def serve(connection: Connection, request: Request) -> None:
    package = package_of(request)
    if package == "failing":
        connection.send(http(400, ERROR, f"X-Request-Id: {KEY}"))
    elif package == "foreign":
        connection.send(http(200, {**ANSWER, "packageId": LINK}))
    else:
        connection.send(http(200, {**ANSWER, "packageId": package}))


IDS = [
    PACKAGE,
    "failing",
    "foreign",
    KEY,
    LINK,
    f"see {LINK}",
    {"packageId": LINK},
    {"signLink": LINK},
    [LINK],
]


def everything(audit: iinkedsign.Audit, folder: Path) -> Iterator[str]:
    """All that is to be seen of an audit."""
    tables = [audit.packages, audit.documents, audit.signers, audit.revisions, audit.videos, audit.errors]
    for it in (audit, *tables, audit.diff(audit), audit.diff([])):
        yield repr(it) + str(it) + it._repr_html_()
    for table in tables:
        yield repr(table.to_dicts()) + repr(table.to_polars()) + repr(table.columns)
    yield json.dumps(audit.summary) + repr(audit.drift)
    audit.to_html(folder / "it.html")
    for suffix in ("parquet", "csv", "jsonl", "arrow"):
        audit.write(folder / f"it.{suffix}")
    for file in sorted(folder.iterdir()):
        yield file.read_bytes().decode("latin-1")


def test_no_secret_is_in_an_audit(tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: Any) -> None:
    caplog.set_level(1)
    caplog.set_level(logging.DEBUG, "iinkedsign")
    with Server(serve) as server, iinkedsign.Client(api_key=KEY, base_url=server.base_url) as client:
        audit = client.audit(IDS, include_videos=True, pii="hash", pii_key=PII_KEY, progress=True)
    assert [kind for kind in audit.packages.column("error_kind")] == [
        None,
        "bad_request",
        "response",
        *["invalid_argument"] * 6,
    ]
    assert (len(audit.signers), len(audit.revisions), len(audit.videos)) == (2, 1, 1)
    seen = [*everything(audit, tmp_path), caplog.text, *capfd.readouterr()]
    for text in seen:
        found = [text[max(text.find(part) - 60, 0) : text.find(part) + 60] for part in PARTS if part in text]
        assert found == []


def test_links_when_they_are_asked_for(tmp_path: Path) -> None:
    with Server(serve) as server, iinkedsign.Client(api_key=KEY, base_url=server.base_url) as client:
        audit = client.audit([PACKAGE], include_videos=True, include_links=True)
    [first, second] = audit.signers.to_dicts()
    assert (first["sign_link"], first["sign_link_token"], first["meeting_link"]) == (LINK, TOKEN, LINK)
    assert (second["sign_link"], second["sign_link_token"], second["meeting_link"]) == (LINK, None, LINK)
    assert json.loads(first["links"])[0]["link"] == LINK
    assert audit.revisions.column("link") == [LINK]
    assert audit.videos.column("url") == [VIDEO]
    # What is made to be looked at and passed round has none all the same.
    audit.to_html(tmp_path / "it.html")
    for text in ((tmp_path / "it.html").read_text(encoding="utf-8"), audit._repr_html_(), repr(audit)):
        assert not [part for part in PARTS if part in text]


PERSONAL = ("first_name", "last_name", "email", "mobile_number")


def test_personal_texts_become_hashes(client: iinkedsign.Client) -> None:
    plain = client.audit([PACKAGE]).signers.to_dicts()
    hashed = client.audit([PACKAGE], pii="hash", pii_key="a key").signers.to_dicts()
    for before, after in zip(plain, hashed, strict=True):
        for name in PERSONAL:
            if before[name]:
                digest = hmac.new(b"a key", before[name].encode(), hashlib.sha256).hexdigest()
                assert after[name] == digest[:32]
            else:
                assert after[name] == before[name]
        assert {name: after[name] for name in after if name not in PERSONAL} == {
            name: before[name] for name in before if name not in PERSONAL
        }


def test_hashes_join() -> None:
    """Equal texts have equal hashes: in one audit, in several, and with text and bytes as the key."""
    with Emulator(packages=60, seed=4) as emulator:
        ids = emulator.package_ids

        def emails(**options: Any) -> list[Any]:
            with iinkedsign.Client(**emulator.options) as client:
                found: list[Any] = client.audit(ids, **options).signers.column("email")
            return found

        plain, hashed = emails(), emails(pii="hash")
        assert len(set(zip(plain, hashed, strict=True))) == len(set(plain)) == len(set(hashed))
        assert not {email for email in plain if email} & set(hashed)
        assert emails(pii="hash") == hashed, "the client's own key decides, and it is the same one"
        assert emails(pii="hash", pii_key="k") == emails(pii="hash", pii_key=b"k") != hashed


def test_external_data_is_left_as_it_is(make: Make) -> None:
    data = {"note": "Signer One", "n": [1, 2.5, None]}
    with Server(
        lambda connection, request: connection.send(http(200, {**status(), "externalData": data}))
    ) as server:
        audit = make(server).audit([PACKAGE], pii="hash")
    assert json.loads(audit.packages.column("external_data")[0]) == data


def test_videos_have_no_address(client: iinkedsign.Client) -> None:
    audit = client.audit([VIDEO_PACKAGE], include_videos=True)
    assert {"url", "time_url_expires"}.isdisjoint(audit.videos.columns)
    shown = client.audit([VIDEO_PACKAGE], include_videos=True, include_links=True)
    assert shown.videos.column("url")[0].startswith("http")
