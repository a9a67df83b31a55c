"""Lists that change while they are read: each package that lasts is yielded, or an error says that some may be missing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import iinkedsign
import pytest
from account import Account, old
from concurrency import within
from conftest import Make
from hostile import Server
from served import served, served_on_loop

Meanwhile = Callable[[Account, int], None]


def once(change: Callable[[list[str]], Any], after: int = 1) -> Meanwhile:
    return lambda account, pages: change(account.ids) if pages == after else None


def each(change: Callable[[list[str]], Any], upto: int = 1_000) -> Meanwhile:
    return lambda account, pages: change(account.ids) if pages <= upto else None


def add(count: int, place: int = 0) -> Callable[[list[str]], None]:
    def change(ids: list[str]) -> None:
        ids[place:place] = [f"new-{len(ids)}-{number}" for number in range(count)]

    return change


def delete(*places: int) -> Callable[[list[str]], None]:
    def change(ids: list[str]) -> None:
        for place in places:
            if ids:
                ids.pop(min(place, len(ids) - 1))

    return change


def replace(ids: list[str]) -> None:
    """Deletes the oldest, and adds one at the end: the total stays."""
    del ids[0]
    ids.append(f"new-{len(ids)}-{random.random()}")


# How the list moves; with 100 packages, 20 a page.
MOVES: dict[str, Meanwhile] = {
    "a bulk send of one page": once(add(20)),
    "a bulk send of many pages": once(add(500)),
    "a bulk send in the middle": once(add(60, 10)),
    "bulk sends again and again": each(add(20), 15),
    "one more with each page": each(add(1)),
    "one is deleted": once(delete(0)),
    "what pages share is deleted": once(delete(19)),
    "a page is deleted": once(lambda ids: ids.__delitem__(slice(0, 20))),
    "most are deleted": once(lambda ids: ids.__delitem__(slice(0, 90)), 4),
    "all are deleted": once(list.clear, 2),
    "two are deleted with each page": each(delete(0, 3)),
    "one is deleted and one added behind": each(replace),
    "one is deleted and one added before": each(lambda ids: ids.insert(0, f"new-{len(ids)}-{ids.pop(5)}")),
    "the last ones are deleted": each(lambda ids: ids.pop() if ids else None),
}


@pytest.mark.parametrize("echoes", [True, False], ids=["echoes", "silent"])
@pytest.mark.parametrize("total", [True, False], ids=["total", "no total"])
@pytest.mark.parametrize("meanwhile", MOVES.values(), ids=MOVES)
def test_every_lasting_package_is_yielded(make: Make, meanwhile: Meanwhile, total: bool, echoes: bool) -> None:
    account = Account(old(100), meanwhile, echoes=echoes)
    if not total:
        account.total = lambda _account, _page: None
    with Server(account) as server:
        found = [package["packageId"] for package in make(server).list_packages(page_size=20)]
    account.judge(found, whole=True)
    assert len(account.asked) < 80


AGAIN = "the server gives the same packages again, whatever skip it is asked for"
ODD: dict[str, tuple[dict[str, Any], str]] = {
    # what the server does: how the list ends
    "skip is ignored": ({"skip": "ignored", "echoes": False}, AGAIN),
    "skip is ignored, and that is said": ({"skip": "ignored"}, AGAIN),
    "skip is ignored, without a total": ({"skip": "ignored", "total": lambda *_: None}, AGAIN),
    "skip is rounded": ({"skip": "to whole pages"}, ""),
    "take is clamped": ({"most": 7}, ""),
    "take is clamped to one": ({"most": 1}, ""),
    "the total is the page's": ({"total": lambda _, page: len(page)}, ""),
    "the total is too small": ({"total": lambda *_: 37}, ""),
    "the total is negative": ({"total": lambda *_: -1}, ""),
    "the total is beyond": ({"total": lambda *_: 10**9}, "the server says that there are 1000000000, and gave 100"),
}


@pytest.mark.parametrize(("server_does", "reason"), ODD.values(), ids=ODD)
def test_odd_servers(make: Make, server_does: dict[str, Any], reason: str) -> None:
    account = Account(old(100), **server_does)
    found: list[str] = []
    with Server(account) as server:
        packages = make(server).list_packages(page_size=20)
        if reason:
            with pytest.raises(iinkedsign.ResponseError) as caught:
                found.extend(package["packageId"] for package in packages)
            assert str(caught.value) == (
                f"list of packages may be incomplete: {reason}; "
                "list again when fewer packages are added or deleted, or narrow it with filters"
            )
            # It stays in it: whoever asks again is not told that this is the end.
            again = make(server).list_packages(page_size=20)
            for _ in range(2):
                with pytest.raises(iinkedsign.ResponseError, match="may be incomplete"):
                    list(again)
        else:
            found.extend(package["packageId"] for package in packages)
    account.judge(found, whole=not reason)
    assert len(account.asked) <= 130


def test_an_empty_page_before_the_total(make: Make) -> None:
    account = Account(old(40), total=lambda *_: 60)
    with Server(account) as server, pytest.raises(iinkedsign.ResponseError, match="there are 60, and gave 40"):
        list(make(server).list_packages(page_size=20))


@pytest.mark.parametrize("seed", range(20))
def test_random_changes(make: Make, seed: int) -> None:
    chance = random.Random(seed)

    def change(account: Account, pages: int) -> None:
        for _ in range(chance.choice([0, 0, 1, 2, 30])):
            account.ids.insert(chance.randint(0, len(account.ids)), f"new-{pages}-{chance.random()}")
        for _ in range(chance.choice([0, 0, 1, 2, 30])):
            if account.ids:
                account.ids.pop(chance.randrange(len(account.ids)))

    account = Account(old(150), change, most=chance.choice([5, 10, 1_000]))
    with Server(account) as server:
        found = []
        whole = True
        try:
            for package in make(server).list_packages(page_size=chance.choice([3, 10, 25])):
                found.append(package["packageId"])
        except iinkedsign.ResponseError as error:
            assert "may be incomplete" in str(error)
            whole = False
    account.judge(found, whole=whole)


@pytest.mark.parametrize(
    "meanwhile", [once(add(20)), each(delete(0, 3)), each(replace)], ids=["added", "deleted", "both"]
)
async def test_asynchronous_lists_and_audits_keep_the_promise(meanwhile: Meanwhile) -> None:
    account = Account(old(300), meanwhile)
    async with served_on_loop(account) as (tasks, _):
        found = [package["packageId"] async for package in tasks.list_packages(page_size=20)]
    account.judge(found, whole=True)
    account = Account(old(300), meanwhile)
    with served(account) as (client, _):
        audit = client.audit()
    account.judge(audit.packages.column("package_id"), whole=True)


def test_an_audit_of_an_account_that_may_be_incomplete(make: Make) -> None:
    account = Account(old(300), skip="ignored")
    incomplete = pytest.raises(iinkedsign.ResponseError, match="may be incomplete")
    with Server(account) as server, incomplete as caught:
        make(server).audit()
    partial: iinkedsign.Audit = caught.value.partial  # type: ignore[attr-defined]
    assert set(partial.packages.column("package_id")) <= set(old(100))


def test_one_timeout_for_all_the_requests_of_a_page(make: Make) -> None:
    """Pages that bring nothing are asked for within the time of one call."""

    def slowly(_account: Account, _pages: int) -> None:
        time.sleep(0.3)

    account = Account(old(40), slowly, skip="ignored")
    with Server(account) as server:
        found = make(server, timeout=1, max_retries=0).list_packages(page_size=20)
        for _ in range(20):
            next(found)
        with within(1), pytest.raises(iinkedsign.RequestTimeoutError):
            next(found)
