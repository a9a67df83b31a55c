"""Answers come back as they were sent, with every documented key, and survive what is not documented."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta, timezone
from typing import Any

import iinkedsign
import pytest
from conftest import Make
from hostile import Server, http
from iinkedsign import _native
from iinkedsign.testing import Emulator
from served import served
from vendor import DELETABLE, PACKAGE, STATUS_TEXT, VIDEO, VIDEO_PACKAGE, VIDEOS_TEXT, page, status, videos


def read_status(make: Make, answer: object) -> Any:
    with Server(http(200, answer)) as server:
        return make(server).package_status(PACKAGE)


# --- the vendor's samples ----------------------------------------------------------------------------------


def assert_holds(answer: Any, sample: Any, path: str = "answer") -> None:
    """Every value of the sample is in the answer, key by key, of the same type and in the same order."""
    assert type(answer) is type(sample), path
    if isinstance(sample, dict):
        for key, value in sample.items():
            assert key in answer, f"{path}.{key}"
            assert_holds(answer[key], value, f"{path}.{key}")
    elif isinstance(sample, list):
        assert len(answer) == len(sample), path
        for number, value in enumerate(sample):
            assert_holds(answer[number], value, f"{path}[{number}]")
    else:
        assert answer == sample, path


def test_status_sample() -> None:
    with served(http(200, STATUS_TEXT)) as (client, _):
        answer = client.package_status(PACKAGE)
        assert client.drift() == []
    assert_holds(answer, status())
    assert answer["documents"][0]["externalId"] is None  # type: ignore[index]
    assert answer["signers"][0]["signLink"]["documentId"] is None  # type: ignore[index]
    assert answer["signers"][0]["meetingLink"] is None  # type: ignore[index]


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.delete_video(VIDEO_PACKAGE, VIDEO),
        lambda client: client.delete_all_videos(VIDEO_PACKAGE),
        lambda client: client.delete_package(VIDEO_PACKAGE),
        lambda client: client.list_videos(VIDEO_PACKAGE),
    ],
    ids=["video", "all_videos", "package", "list"],
)
def test_videos_sample(call: Callable[[iinkedsign.Client], Any]) -> None:
    with served(http(200, VIDEOS_TEXT)) as (client, _):
        answer = call(client)
        assert client.drift() == []
    assert_holds(answer, videos())
    [video] = answer["videos"]
    assert video["meetingVideoSharedId"] is None
    assert video["source"] is None


def test_samples_from_the_emulator(client: iinkedsign.Client) -> None:
    assert_holds(client.package_status(PACKAGE), status())
    assert_holds(client.delete_video(VIDEO_PACKAGE, VIDEO), videos())
    assert client.delete_package(DELETABLE)["packageId"] == DELETABLE
    assert client.drift() == []


def test_generated_answers_are_as_documented() -> None:
    with Emulator(packages=60, seed=3) as emulator, iinkedsign.Client(**emulator.options) as client:
        listed = list(client.list_packages(page_size=20))
        assert len(listed) == 60 + 4
        for package in listed:
            assert_shape(package, "PackageSummary")
            assert_shape(client.package_status(package["packageId"]), "PackageStatus")
            assert_shape(client.list_videos(package["packageId"]), "PackageVideos")
            assert_shape(client.get_package(package["packageId"]), "Package")
        assert client.drift() == []


# --- the shape of answers ----------------------------------------------------------------------------------

PLAIN = (dict, list, str, int, float, bool, type(None))


def assert_plain(value: Any) -> None:
    """Nothing but plain objects, and no subclass of one."""
    assert type(value) in PLAIN
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        assert_plain(item)
    if isinstance(value, dict):
        assert all(type(key) is str for key in value)


def assert_shape(value: Any, name: str) -> None:
    """A documented record: every key there, every value of the documented kind or None."""
    assert_plain(value)
    assert json.loads(json.dumps(value)) == value
    fields = {
        "text": str,
        "personal": str,
        "secret": str,
        "integer": int,
        "flag": bool,
        "time": str,
        "duration": str,
        "enum": str,
    }
    for key, kind, _ in _native.schemas()[name]:
        assert key in value, f"{name}.{key}"
        item = value[key]
        kind, _, inner = kind.partition(":")
        if item is None or kind == "json":
            continue
        if kind == "list":
            for one in item:
                assert_shape(one, inner)
        elif kind == "record" or (kind == "link" and isinstance(item, dict)):
            assert_shape(item, inner)
        elif kind == "link":
            assert type(item) is str
        else:
            assert type(item) is fields[kind], f"{name}.{key}"
        if kind == "time":
            time = iinkedsign.parse_time(item)
            assert time is not None and time.tzinfo is timezone.utc
        if kind == "duration":
            duration = iinkedsign.parse_duration(item)
            assert duration is not None and duration >= timedelta(0)


def test_documented_keys_are_always_there(make: Make) -> None:
    answer = read_status(
        make, {"packageId": PACKAGE, "documents": [{"revisions": [{}]}], "signers": [{"links": [{}], "signLink": {}}]}
    )
    assert_shape(answer, "PackageStatus")
    assert set(answer) == {key for key, _, _ in _native.schemas()["PackageStatus"]}
    bare = read_status(make, {"packageId": PACKAGE})
    assert {key: value for key, value in bare.items() if value is not None} == {"packageId": PACKAGE}
    with Server(http(200, page({"packageId": "x", "documents": [{}], "signers": [{}], "recipients": [{}]}))) as server:
        [package] = make(server).list_packages()
    assert_shape(package, "PackageSummary")
    assert_shape(package["documents"][0], "SummaryDocument")  # type: ignore[index]


def test_unknown_keys_are_kept(make: Make) -> None:
    extra = {"a": [1, 2.5, None, True, {"b": "ü"}], "": {}, "z\u0000": "\u0000", "big": 2**70}
    answer = status() | {"brandNew": extra}
    answer["documents"][0]["color"] = "red"
    answer["signers"][0]["links"][0]["color"] = "blue"
    got = read_status(make, answer)
    assert_plain(got)
    assert got["brandNew"] == extra
    assert got["documents"][0]["color"] == "red"
    assert got["signers"][0]["links"][0]["color"] == "blue"


def test_external_data_is_anything(make: Make) -> None:
    cases: tuple[Any, ...] = ({}, {"a": {"b": [1, None]}}, [], "text", 5, True, None, {"ключ": "значение 🖋️"})
    for data in cases:
        assert read_status(make, status() | {"externalData": data})["externalData"] == data


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**53 + 1, 2**63 - 1, 2**63, 10**40, -(2**63) - 1])
def test_big_integers_are_exact(make: Make, number: int) -> None:
    body = {"packageId": VIDEO_PACKAGE, "videos": [{"size": number, "unknown": number}]}
    with Server(http(200, body)) as server:
        [video] = make(server).list_videos(VIDEO_PACKAGE)["videos"] or []
    assert video["size"] == number
    assert type(video["size"]) is int
    assert video["unknown"] == number  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"exernalId": "e"}, "e"),
        ({"externalId": "x"}, "x"),
        ({"exernalId": "e", "externalId": "x"}, "x"),
        ({"externalId": "x", "exernalId": "e"}, "x"),
        ({"exernalId": "e", "externalId": None}, "e"),
        ({"exernalId": None}, None),
        ({}, None),
    ],
    ids=str,
)
def test_exernal_id(make: Make, sent: dict[str, Any], expected: str | None) -> None:
    answer = read_status(make, {"packageId": PACKAGE, "documents": [sent]})
    assert answer["documents"][0]["externalId"] == expected


LINK = {"name": "n", "link": "https://localhost/tws/link/x", "type": "package_sign", "token": "x"}


@pytest.mark.parametrize("link", [None, "https://localhost/tws/link/x", "", LINK, {}], ids=str)
@pytest.mark.parametrize("key", ["signLink", "meetingLink"])
def test_link_shapes(key: str, link: Any) -> None:
    with served(http(200, {"packageId": PACKAGE, "signers": [{key: link}]})) as (client, _):
        got: Any = client.package_status(PACKAGE)["signers"][0][key]  # type: ignore[index, literal-required]
        assert client.drift() == []
    if isinstance(link, dict):
        assert_shape(got, "Link")
        assert {k: v for k, v in got.items() if v is not None} == link
    else:
        assert got == link


def test_states_and_types_are_open() -> None:
    answer = status() | {"state": "OPEN", "type": "hologram"}
    answer["signers"][0]["links"][0]["type"] = "retina"
    with served(http(200, answer)) as (client, _):
        got = client.package_status(PACKAGE)
        assert (got["state"], got["type"]) == ("OPEN", "hologram")
        assert drift(client) == {
            ("state", "unknown_value"): 1,
            ("type", "unknown_value"): 1,
            ("signers[].links[].type", "unknown_value"): 1,
        }


def test_times_stay_text(make: Make) -> None:
    for text in ("2019-08-20T18:58:02.2596573Z", "2019-08-20T18:58:02+02:00", "not a time", ""):
        assert read_status(make, status() | {"timeSignBy": text})["timeSignBy"] == text


# --- drift -------------------------------------------------------------------------------------------------


def drift(client: iinkedsign.Client) -> dict[tuple[str, str], int]:
    entries = client.drift()
    assert_plain(entries)
    assert all(set(entry) == {"path", "kind", "count"} for entry in entries)
    return {(entry["path"], entry["kind"]): entry["count"] for entry in entries}


WRONG: dict[str, list[Any]] = {
    "text": [5, 1.5, True, {}, []],
    "personal": [5, {}],
    "secret": [5, ["x"]],
    "integer": ["5", 1.5, True, [], {}],
    "flag": ["true", 1, 0, {}],
    "time": [5, {}],
    "duration": [6, []],
    "enum": [5, {}],
    "list": ["x", 5, {}, True],
    "record": ["x", []],
    "link": [5, True, ["x"]],
}


def wrong_status_values() -> list[tuple[str, Any]]:
    fields = [(key, kind.partition(":")[0]) for key, kind, _ in _native.schemas()["PackageStatus"]]
    fields = [field for field in fields if field[0] != "packageId"]
    return [(key, value) for key, kind in fields for value in WRONG.get(kind, [])]


def test_wrong_types_are_kept_and_counted(make: Make) -> None:
    cases = wrong_status_values()
    assert len(cases) > 30
    with Server(*(http(200, status() | {key: value}) for key, value in cases)) as server:
        for key, value in cases:
            client = make(server)
            got: Any = client.package_status(PACKAGE)
            assert got[key] == value
            assert type(got[key]) is type(value)
            assert drift(client) == {(key, "wrong_type"): 1}


def test_wrong_types_deep_inside() -> None:
    answer = status()
    answer["documents"][0]["revisions"][0]["isNext"] = "yes"
    answer["documents"][0]["order"] = "first"
    answer["signers"][0]["signLink"] = 17
    answer["signers"][0]["links"][0]["token"] = 4
    with served(http(200, answer)) as (client, _):
        got: Any = client.package_status(PACKAGE)
        assert_holds(got, answer)
        assert drift(client) == {
            ("documents[].revisions[].isNext", "wrong_type"): 1,
            ("documents[].order", "wrong_type"): 1,
            ("signers[].signLink", "wrong_type"): 1,
            ("signers[].links[].token", "wrong_type"): 1,
        }


def test_list_items_of_a_wrong_type_are_kept() -> None:
    documents = [status()["documents"][0], "not a document", None]
    with served(http(200, status() | {"documents": documents})) as (client, _):
        got: Any = client.package_status(PACKAGE)
        assert got["documents"][1:] == ["not a document", None]
        assert got["documents"][0]["documentId"] == documents[0]["documentId"]
        assert "wrong_type" in {kind for _, kind in drift(client)}


def test_drift_counts(make: Make) -> None:
    package = {"packageId": "p", "state": "new", "color": "red"}
    with Server(http(200, status() | {"color": 1}), http(200, page(package, package | {"packageId": "q"}))) as server:
        client = make(server)
        assert client.drift() == []
        client.package_status(PACKAGE)
        list(client.list_packages())
        assert drift(client) == {
            ("color", "unknown_field"): 1,
            ("items[].color", "unknown_field"): 2,
            ("items[].state", "unknown_value"): 2,
        }


# --- what counts as success --------------------------------------------------------------------------------

NOT_THE_ANSWER: dict[str, bytes] = {
    "empty": b"",
    "blank": b"  \r\n",
    "html": b"<!doctype html><title>Sign in</title>",
    "text": b"OK",
    "null": b"null",
    "true": b"true",
    "a string": b'"' + PACKAGE.encode() + b'"',
    "a list": b'[{"packageId": "' + PACKAGE.encode() + b'"}]',
    "no id": b"{}",
    "id is null": b'{"packageId": null}',
    "id is a number": b'{"packageId": 7}',
    "another id": b'{"packageId": "cf91071d-966d-41ea-b9bf-aa96a8e56c02"}',
    "the beginning of the id": b'{"packageId": "' + PACKAGE[:-1].encode() + b'"}',
    "the id with a space": b'{"packageId": "' + PACKAGE.encode() + b' "}',
    "cut short": b'{"packageId": "' + PACKAGE.encode() + b'"',
    "two answers": (b'{"packageId": "' + PACKAGE.encode() + b'"}') * 2,
    "bad UTF-8": b'{"packageId": "' + PACKAGE.encode() + b'", "name": "\xff"}',
    "NaN": b'{"packageId": "' + PACKAGE.encode() + b'", "name": NaN}',
}


@pytest.mark.parametrize("body", NOT_THE_ANSWER.values(), ids=NOT_THE_ANSWER)
@pytest.mark.parametrize("status_code", [200, 202])
def test_not_the_answer(status_code: int, body: bytes) -> None:
    with served(http(status_code, body)) as (client, server):
        with pytest.raises(iinkedsign.ResponseError) as caught:
            client.package_status(PACKAGE)
        with pytest.raises(iinkedsign.ResponseError):
            client.list_videos(PACKAGE)
    assert len(server.requests) == 2, "it is not retried"
    assert caught.value.kind == "response"
    assert PACKAGE in str(caught.value)
    assert "\n" not in str(caught.value)


def test_204(make: Make) -> None:
    with Server(b"HTTP/1.1 204 No Content\r\n\r\n") as server, pytest.raises(iinkedsign.ResponseError):
        make(server).package_status(PACKAGE)


def test_id_is_compared_without_case() -> None:
    for sent, asked in ((PACKAGE.upper(), PACKAGE), (PACKAGE, PACKAGE.upper())):
        with served(http(200, {"packageId": sent, "videos": []})) as (client, _):
            assert client.package_status(asked)["packageId"] == sent
            assert client.delete_package(asked)["packageId"] == sent


# --- a package as a whole ----------------------------------------------------------------------------------


def test_a_whole_package_of_null_has_every_documented_key(make: Make) -> None:
    with Server(http(200, {"packageId": PACKAGE})) as server:
        answer = make(server).get_package(PACKAGE)
    assert list(answer) == [key for key, _, _ in _native.schemas()["Package"]]
    assert {key for key, value in answer.items() if value is not None} == {"packageId"}


def test_nested_records_of_a_whole_package() -> None:
    sent = {
        "packageId": PACKAGE,
        "format": {"locale": "fr-CA", "currency": "CAD"},
        "meeting": {"meetingId": "m", "duration": "PT1H"},
        "documents": [{"documentId": "d", "cac": {"pages": 2}, "revisions": [{"isSigned": True, "revisionNumber": 3}]}],
        "meetings": [{"meetingId": "m", "sessions": [{"videos": [{"meetingVideoId": VIDEO, "state": "archived"}]}]}],
        "version": 7,
        "timeRetention": "2031-01-01T00:00:00.1234567Z",
    }
    with served(http(200, sent)) as (client, _):
        answer: Any = client.get_package(PACKAGE)
        drift = {entry["path"]: entry["kind"] for entry in client.drift()}
    assert answer["format"] == {"locale": "fr-CA", "currency": "CAD"}
    assert (answer["meeting"]["duration"], answer["meeting"]["timeStart"]) == ("PT1H", None)
    [document] = answer["documents"]
    assert (document["cac"], document["numberPages"]) == ({"pages": 2}, None)
    [revision] = document["revisions"]
    assert (revision["isSigned"], revision["revisionNumber"], revision["address"]) == (True, 3, None)
    [meeting] = answer["meetings"]
    [video] = meeting["sessions"][0]["videos"]
    assert (meeting["meetingId"], video["state"], video["url"]) == ("m", "archived", None)
    assert (answer["version"], answer["timeRetention"]) == (7, "2031-01-01T00:00:00.1234567Z")
    assert drift == {"format.currency": "unknown_field", "meetings[].meetingId": "unknown_field"}


@pytest.mark.parametrize("key", ["format", "meeting"])
@pytest.mark.parametrize("value", ["text", 7, [], [{}], True])
def test_a_nested_record_of_a_wrong_type_is_kept(key: str, value: Any) -> None:
    with served(http(200, {"packageId": PACKAGE, key: value})) as (client, _):
        answer: Any = client.get_package(PACKAGE)
        assert client.drift() == [{"path": key, "kind": "wrong_type", "count": 1}]
    assert answer[key] == value


def test_whole_packages_of_the_emulator_agree_with_their_statuses() -> None:
    with Emulator(packages=60, seed=3) as emulator, iinkedsign.Client(**emulator.options) as client:
        recorded = 0
        for package_id in emulator.package_ids:
            whole: Any = client.get_package(package_id)
            status: Any = client.package_status(package_id)
            for key in ("packageId", "organizationId", "memberId", "name", "timeSignBy", "type", "state"):
                assert whole[key] == status[key], key
            signed = [turn["isSigned"] for document in status["documents"] for turn in document["revisions"]]
            assert (whole["revisionsSigned"], whole["revisionsCount"]) == (sum(signed), len(signed))
            assert (whole["state"] == "rescinded") == (whole["timeRescinded"] is not None)
            assert whole["timeDeleted"] is None
            listed = client.list_videos(package_id)["videos"] or []
            nested = [v for m in whole["meetings"] for s in m["sessions"] for v in s["videos"]]
            assert sorted(map(str, nested)) == sorted(map(str, listed))
            recorded += len(listed)
        assert recorded > 10
        assert client.drift() == []


@pytest.mark.parametrize("readable", [False, True])
def test_a_deleted_package_on_the_emulator(readable: bool) -> None:
    with Emulator(deleted_stay_readable=readable) as emulator, iinkedsign.Client(**emulator.options) as client:
        client.delete_package(VIDEO_PACKAGE)
        with pytest.raises(iinkedsign.NotFoundError):
            client.package_status(VIDEO_PACKAGE)
        if readable:
            answer: Any = client.get_package(VIDEO_PACKAGE)
            time = iinkedsign.parse_time(answer["timeDeleted"])
            assert time is not None and time.year == 2026
            assert answer["meetings"][0]["sessions"][0]["videos"][0]["state"] == "deleted"
        else:
            with pytest.raises(iinkedsign.NotFoundError) as caught:
                client.get_package(VIDEO_PACKAGE)
            assert str(caught.value) == (
                f"reading of package {VIDEO_PACKAGE} failed: the server answered 404 package_not_found "
                "(The package could not be found.); it does not exist, or the key's owner may not see it"
            )
