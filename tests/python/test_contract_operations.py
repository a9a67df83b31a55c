"""Every operation is sent exactly as documented, and only with a valid id."""

from __future__ import annotations

import uuid
from typing import Any

import iinkedsign
import pytest
from calls import EACH, OPERATIONS, Operation
from concurrency import in_threads
from conftest import KEY, Make
from hostile import Server, http, silence
from served import served
from vendor import PACKAGE, VIDEO, VIDEO_PACKAGE, page

DELETED = [{"meetingVideoId": VIDEO, "state": "deleted"}]
NAMES = [f"{row.method}-{number}" for number, row in enumerate(OPERATIONS)]


@pytest.mark.parametrize("row", OPERATIONS, ids=NAMES)
def test_request(make: Make, row: Operation) -> None:
    with Server(http(200, {"packageId": row.arguments["package_id"], "videos": DELETED})) as server:
        answer = row.call(make(server))
    [request] = server.requests
    assert f"{request.method} {request.target}" == row.request.replace(" ", " /api/v1/")
    assert request.header("api_key") == [KEY]
    assert request.header("authorization") == []
    assert request.header("host") == [f"127.0.0.1:{server.port}"]
    if row.body is None:
        assert request.body == b""
    else:
        assert request.json == row.body
        assert request.header("content-type") == ["application/json"]
    assert answer["packageId"] == row.arguments["package_id"]


@pytest.mark.parametrize("row", OPERATIONS, ids=NAMES)
def test_access_token(make: Make, row: Operation) -> None:
    with Server(http(200, {"packageId": row.arguments["package_id"], "videos": DELETED})) as server:
        row.call(make(server, api_key=None, access_token="a.b-c"))
    [request] = server.requests
    assert request.header("authorization") == ["Bearer a.b-c"]
    assert request.header("api_key") == []


@pytest.mark.parametrize(
    ("form", "path"), [("package", f"packages/{VIDEO_PACKAGE}/videos/delete"), ("flat", "packages/videos/delete")]
)
@pytest.mark.parametrize("video", [VIDEO, None])
def test_videos_delete_path(form: str, path: str, video: str | None) -> None:
    # A 404 may mean the wrong path; the other one is not tried all the same.
    with served(http(404, ""), videos_delete_path=form) as (client, server), pytest.raises(iinkedsign.APIError):
        if video is None:
            client.delete_all_videos(VIDEO_PACKAGE)
        else:
            client.delete_video(VIDEO_PACKAGE, video)
    assert [request.target for request in server.requests] == [f"/api/v1/{path}"]
    body = {"packageId": VIDEO_PACKAGE} if video is None else {"packageId": VIDEO_PACKAGE, "meetingVideoId": VIDEO}
    assert server.requests[0].json == body


def test_base_url_with_a_slash_at_its_end(make: Make) -> None:
    with Server(http(200, {"packageId": PACKAGE})) as server:
        make(server.base_url + "/").package_status(PACKAGE)
    assert server.requests[0].target == f"/api/v1/packages/{PACKAGE}/status"


def test_a_delete_has_a_connection_of_its_own() -> None:
    answer = http(200, {"packageId": PACKAGE, "videos": []})
    with served(answer) as (client, server):
        client.package_status(PACKAGE)
        client.package_status(PACKAGE)
        client.delete_package(PACKAGE)
        client.rescind_package(PACKAGE)
    first, second, third, fourth = (request.connection for request in server.requests)
    assert first == second, "reads share a connection"
    assert len({first, third, fourth}) == 3


# --- ids ---------------------------------------------------------------------------------------------------

GOOD_IDS = ["a", "0", "A-z.0_9~", "x" * 128, "...", ".a", "a..b", "~", PACKAGE, PACKAGE.upper()]
BAD_IDS = [
    *("", ".", "..", "x" * 129, "a/b", "/", "../delete", "a b", " a", "a ", "a\n", "a\x00b", "a?b", "a#b", "a%2Fb"),
    *("a\\b", "a:b", "a@b", "a+b", "ä", "\u202ea", "\ud800"),
]
WRONG_TYPES = [None, 1, 1.5, True, b"a", ["a"], ("a",), object(), uuid.UUID]

IDS = [(method, name) for method, row in EACH.items() for name in row.arguments if name.endswith("_id")]


@pytest.mark.parametrize("good", GOOD_IDS)
def test_good_ids(make: Make, good: str) -> None:
    with Server(http(200, {"packageId": good})) as server:
        assert make(server).package_status(good)["packageId"] == good
    assert server.requests[0].target == f"/api/v1/packages/{good}/status"


@pytest.mark.parametrize(("method", "name"), IDS)
def test_bad_ids(method: str, name: str) -> None:
    with served(http(200, {"packageId": "x"})) as (client, server):
        for bad in BAD_IDS:
            with pytest.raises(iinkedsign.InvalidArgumentError) as caught:
                EACH[method].call(client, **{name: bad})
            assert caught.value.kind == "invalid_argument"
            assert caught.value.attempts is None
            assert "\n" not in str(caught.value)
        for wrong in WRONG_TYPES:
            with pytest.raises(TypeError):
                EACH[method].call(client, **{name: wrong})
    assert server.connections == []


def test_uuid() -> None:
    with served(http(200, {"packageId": VIDEO_PACKAGE, "videos": DELETED})) as (client, server):
        client.package_status(uuid.UUID(VIDEO_PACKAGE))
        client.delete_video(uuid.UUID(VIDEO_PACKAGE), uuid.UUID(VIDEO))
    status, delete = server.requests
    assert status.target == f"/api/v1/packages/{VIDEO_PACKAGE}/status"
    assert delete.json == {"packageId": VIDEO_PACKAGE, "meetingVideoId": VIDEO}


def test_one_video_never_becomes_all(make: Make) -> None:
    with Server(http(200, {"packageId": VIDEO_PACKAGE, "videos": []})) as server:
        client: Any = make(server)
        for missing in ((VIDEO_PACKAGE,), (VIDEO_PACKAGE, None), (VIDEO_PACKAGE, "")):
            with pytest.raises((TypeError, iinkedsign.InvalidArgumentError)):
                client.delete_video(*missing)
        with pytest.raises(TypeError):
            client.delete_all_videos(VIDEO_PACKAGE, VIDEO)
    assert server.connections == []


WRONG = iinkedsign.InvalidArgumentError
# calls that are refused before anything is sent, and how
REFUSED: list[tuple[str, dict[str, Any], type[Exception]]] = [
    *(("delete_package", {"notify": wrong}, TypeError) for wrong in (1, 0, None, "yes", "false")),
    *(("delete_package", {"override_retention": wrong}, TypeError) for wrong in (1, 0, None, "yes", "false")),
    *(("rescind_package", {"notify": wrong}, TypeError) for wrong in (1, None)),
    *(("rescind_package", {"message": wrong}, TypeError) for wrong in (5, b"x")),
    ("rescind_package", {"message": "\ud800"}, WRONG),
    ("rescind_package", {"override_retention": True}, TypeError),
    *(("list_packages", {"page_size": wrong}, WRONG) for wrong in (0, -1)),
    ("list_packages", {"member_id": 5}, TypeError),
    ("list_packages", {"types": "open"}, TypeError),  # would be four types of one letter
    *(("list_packages", {"states": wrong}, TypeError) for wrong in ("open", [1])),
    ("list_packages", {"is_executed": "no"}, TypeError),
    ("list_packages", {"search": b"x"}, TypeError),
    ("list_packages", {"days": "7"}, TypeError),
    ("list_packages", {"take": 5}, TypeError),
    ("download_video", {"meeting_video_id": VIDEO, "path": b"film.mp4"}, TypeError),
    ("download_video", {"meeting_video_id": VIDEO, "path": "\ud800"}, WRONG),
]


@pytest.mark.parametrize(("method", "options", "error"), REFUSED, ids=[f"{row[0]}-{row[1]}" for row in REFUSED])
def test_wrong_options_are_refused(method: str, options: dict[str, Any], error: type[Exception]) -> None:
    with served(http(200, page())) as (client, server), pytest.raises(error):
        if method == "list_packages":
            next(client.list_packages(**options), None)
        else:
            getattr(client, method)(PACKAGE, **options)
    assert server.connections == []


def test_options_are_keywords() -> None:
    with served(http(200, {"packageId": PACKAGE})) as (client, server):
        for method, option in (("delete_package", True), ("rescind_package", "a message")):
            with pytest.raises(TypeError):
                getattr(client, method)(PACKAGE, option)
    assert server.connections == []


# --- the list of packages ----------------------------------------------------------------------------------


def items(*names: str) -> list[dict[str, str]]:
    return [{"packageId": name} for name in names]


def listed(client: iinkedsign.Client, **filters: Any) -> list[str]:
    return [package["packageId"] for package in client.list_packages(**filters)]


def test_list_is_lazy() -> None:
    pages = page(*items("a", "b"), total=4), page(*items("c", "d"), total=4, skip=2)
    with served(*(http(200, it) for it in pages)) as (client, server):
        found = client.list_packages()
        assert iter(found) is found
        assert server.connections == []
        assert next(found)["packageId"] == "a"
        assert next(found)["packageId"] == "b"
        assert len(server.requests) == 1
        assert [package["packageId"] for package in found] == ["c", "d"]
        assert next(found, None) is None
    assert len(server.requests) == 2
    assert [(r.method, r.target) for r in server.requests] == [("POST", "/api/v1/packages/list")] * 2


FILTERS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"member_id": "m-1"}, {"memberId": "m-1"}),
    ({"team_id": "t-1"}, {"teamId": "t-1"}),
    ({"folder_id": "f-1"}, {"folderId": "f-1"}),
    ({"all_members": True}, {"allMembers": True}),
    ({"all_members": False}, {"allMembers": False}),
    ({"search": 'Contr* "Łódź"'}, {"search": 'Contr* "Łódź"'}),
    ({"types": ["Live Session", "concurrent"]}, {"types": ["Live Session", "concurrent"]}),
    ({"states": ("open", "brand-new")}, {"states": ["open", "brand-new"]}),
    ({"is_executed": False}, {"isExecuted": False}),
    ({"is_executed": True}, {"isExecuted": True}),
    ({"days": 7}, {"days": 7}),
    ({"sort_by": "created"}, {"sortBy": "created"}),
    ({"page_size": 17}, {"take": 17}),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS, ids=[str(row[0]) for row in FILTERS])
def test_list_filters(make: Make, filters: dict[str, Any], expected: dict[str, Any]) -> None:
    with Server(http(200, page())) as server:
        assert listed(make(server), **filters) == []
    [request] = server.requests
    assert request.header("content-type") == ["application/json"]
    sent = {key: value for key, value in request.json.items() if value is not None}
    assert sent.pop("skip") == 0
    if "page_size" not in filters:
        assert sent.pop("take") > 0
    assert sent == expected


PAGES: dict[str, tuple[list[dict[str, Any]], list[str], list[int]]] = {
    # name: pages, what is yielded, the offsets asked for
    "one page": ([page(*items("a", "b"))], ["a", "b"], [0]),
    "none": ([page()], [], [0]),
    "the server clamps": (
        [
            page(*items("a", "b", "c"), total=7, take=3),
            page(*items("c", "d", "e"), total=7, take=3, skip=2),
            page(*items("e", "f", "g"), total=7, take=3, skip=4),
            page(*items("g"), total=7, take=3, skip=6),
        ],
        list("abcdefg"),
        [0, 2, 4, 6],
    ),
    "the server begins where the last page ended, and says so": (
        [page(*items("a", "b"), total=5), page(*items("c", "d"), total=5, skip=2), page(*items("e"), total=5, skip=4)],
        list("abcde"),
        [0, 1, 4],
    ),
    "one at a time": (
        [page(*items("a"), total=3), page(*items("b"), total=3, skip=1), page(*items("c"), total=3, skip=2)],
        ["a", "b", "c"],
        [0, 1, 2],
    ),
    "duplicates but for case": ([page(*items("a", "A", "b"))], ["a", "b"], [0]),
    "without a total": (
        [{"items": items("a", "b")}, {"items": items("b", "c")}, {"items": items("c")}],
        ["a", "b", "c"],
        [0, 1, 2],
    ),
}


@pytest.mark.parametrize(("pages", "expected", "offsets"), PAGES.values(), ids=PAGES)
def test_list_pages(make: Make, pages: list[dict[str, Any]], expected: list[str], offsets: list[int]) -> None:
    with Server(*(http(200, it) for it in pages)) as server:
        assert listed(make(server)) == expected
    assert [request.json["skip"] for request in server.requests] == offsets


def test_list_never_loops(make: Make) -> None:
    with Server(http(200, page(*items("a", "b"), total=10**9))) as server:
        found = make(server).list_packages()
        assert [next(found)["packageId"], next(found)["packageId"]] == ["a", "b"]
        with pytest.raises(iinkedsign.ResponseError, match="may be incomplete"):
            next(found)
    assert len(server.requests) <= 10


def test_a_list_serves_one_thread_at_a_time() -> None:
    with served(silence) as (client, server):
        found = client.list_packages()

        def meanwhile() -> None:
            try:
                server.wait_for(1)
                next(found)
            finally:
                client.close()

        first, second = in_threads(lambda: next(found), meanwhile)
    assert isinstance(first, iinkedsign.ConfigurationError)
    assert isinstance(second, ValueError)
    assert str(second) == "list_packages() is asked for its next package already, by another thread"


def test_list_error_between_pages(make: Make) -> None:
    refused = http(403, {"error": "package_not_authorized", "message": "no"})
    with Server(http(200, page(*items("a"), total=2)), refused) as server:
        found = make(server).list_packages()
        assert next(found)["packageId"] == "a"
        with pytest.raises(iinkedsign.PermissionDeniedError):
            next(found)
    assert len(server.requests) == 2


@pytest.mark.parametrize("body", ["", "[]", "<html>", '{"total": 3}', '{"items": {}}', '{"items": null, "total": 1}'])
def test_list_page_that_is_none(make: Make, body: str) -> None:
    with Server(http(200, body)) as server, pytest.raises(iinkedsign.ResponseError):
        listed(make(server))
    assert len(server.requests) == 1


def test_closed_client() -> None:
    with served(http(200, {"packageId": PACKAGE})) as (client, server):
        assert client.closed is False
        with client as same:
            assert same is client
            client.package_status(PACKAGE)
        assert client.closed is True
        client.close()
        with pytest.raises(iinkedsign.ConfigurationError):
            client.package_status(PACKAGE)
        with pytest.raises(iinkedsign.ConfigurationError):
            client.delete_package(PACKAGE)
        with pytest.raises(iinkedsign.ConfigurationError):
            next(client.list_packages())
    assert len(server.requests) == 1
