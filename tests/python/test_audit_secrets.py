"""Links and personal texts in the tables of an audit: as they were requested (test_audit_leaks.py searches for others)."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import iinkedsign
from canaries import KEY, LINK, LINK_TOKEN, VIDEO, hits
from hostile import Connection, Request, http
from iinkedsign.testing import Emulator
from served import served
from statuses import package_of
from vendor import PACKAGE, VIDEO_PACKAGE, status

LINKED = {"link": LINK, "token": LINK_TOKEN, "type": "document"}
ANSWER = {
    **status(),
    "signers": [
        {"signerId": "s1", "signLink": LINKED, "meetingLink": LINK, "links": [LINKED]},
        {"signerId": "s2", "signLink": LINK, "meetingLink": LINKED, "links": LINK},
        {"signerId": "s3", "signLink": 7, "meetingLink": None},
    ],
    "documents": [{"documentId": "d", "revisions": [{"revisionId": "r", "signerId": "s1", "link": LINK}]}],
    "videos": [{"meetingVideoId": "v", "state": "archived", "url": VIDEO, "timeUrlExpires": "2026-01-01T00:00:00Z"}],
    "somethingNew": LINK,
}


def serve(connection: Connection, request: Request) -> None:
    connection.send(http(200, {**ANSWER, "packageId": package_of(request)}))


def test_links_when_they_are_asked_for(tmp_path: Path) -> None:
    with served(serve, api_key=KEY) as (client, _):
        audit = client.audit([PACKAGE], include_videos=True, include_links=True)
    [first, second, third] = audit.signers.to_dicts()
    assert (first["sign_link"], first["sign_link_token"], first["meeting_link"]) == (LINK, LINK_TOKEN, LINK)
    assert (second["sign_link"], second["sign_link_token"], second["meeting_link"]) == (LINK, None, LINK)
    assert json.loads(first["links"])[0]["link"] == LINK and json.loads(first["links"])[0]["packageId"] is None
    assert (first["meeting_link_token"], second["links"], third["sign_link"]) == (None, None, None)
    assert audit.revisions.column("link") == [LINK]
    assert audit.videos.column("url") == [VIDEO]
    assert audit.videos.column("time_url_expires") == [datetime(2026, 1, 1, tzinfo=timezone.utc)]
    # What is made to be shown and shared has none nevertheless.
    audit.to_html(tmp_path / "it.html")
    for text in ((tmp_path / "it.html").read_text(encoding="utf-8"), audit._repr_html_(), repr(audit)):
        assert hits(text) == []


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


def test_external_data_is_left_as_it_is() -> None:
    data = {"note": "Signer One", "n": [1, 2.5, None]}
    with served(http(200, {**status(), "externalData": data})) as (client, _):
        audit = client.audit([PACKAGE], pii="hash")
    assert json.loads(audit.packages.column("external_data")[0]) == data


def test_videos_have_no_address(client: iinkedsign.Client) -> None:
    audit = client.audit([VIDEO_PACKAGE], include_videos=True)
    assert {"url", "time_url_expires"}.isdisjoint(audit.videos.columns)
    shown = client.audit([VIDEO_PACKAGE], include_videos=True, include_links=True)
    assert shown.videos.column("url")[0].startswith("http")
