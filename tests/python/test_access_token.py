"""``access_token`` given as a function."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

import iinkedsign
import pytest
from calls import EACH, Operation
from concurrency import in_threads, until, within
from conftest import Make
from hostile import Connection, Request, Server, Step, http
from served import served, served_on_loop
from statuses import answer
from vendor import PACKAGE, VIDEO, VIDEO_PACKAGE

SENT_AGAIN = ["token-1", "token-2"]
PLAN = {"what": "packages", "notify": False, "override_retention": False, "archive": None, "max_deletes": 1}


def accepting(*tokens: str) -> Step:
    """Answers requests with these tokens; others are refused, and get them repeated."""

    def step(connection: Connection, request: Request) -> None:
        token = request.header("authorization")[0].removeprefix("Bearer ")
        if token not in tokens:
            refusal = {"error": "token_expired", "message": f"{token} has expired", "detail": f"Bearer {token}"}
            return connection.send(http(401, refusal))
        package = request.json["packageId"] if request.body else request.target.split("/")[4]
        if request.method == "GET" and request.target.endswith("/status"):
            return connection.send(answer(package))
        videos = [{"meetingVideoId": VIDEO, "state": "deleted"}]
        return connection.send(http(200, {"packageId": package, "videos": videos}))

    return step


class Tokens:
    """Gives ``token-1``, ``token-2`` and so on, and keeps who asked."""

    def __init__(self, pause: float = 0.0) -> None:
        self.pause = pause
        self.threads: list[threading.Thread] = []

    def __call__(self) -> str:
        self.threads.append(threading.current_thread())
        number = len(self.threads)
        time.sleep(self.pause)
        return f"token-{number}"


def sent(server: Server) -> list[str]:
    return [request.header("authorization")[0].removeprefix("Bearer ") for request in server.requests]


@pytest.mark.parametrize("operation", EACH.values(), ids=EACH)
def test_asked_first_and_after_a_401(operation: Operation) -> None:
    tokens = Tokens()
    with served(accepting("token-2"), api_key=None, access_token=tokens, max_retries=0) as (client, server):
        assert not tokens.threads, "making a client asks for nothing"
        for _ in range(2):
            assert operation.call(client)["packageId"] == operation.arguments["package_id"]
        assert sent(server) == [*SENT_AGAIN, "token-2"]
    assert tokens.threads == [threading.current_thread()] * 2


def test_one_renewal_a_call() -> None:
    tokens = Tokens()
    with served(accepting(), api_key=None, access_token=tokens) as (client, server):
        with pytest.raises(iinkedsign.AuthenticationError) as caught:
            client.package_status(PACKAGE)
        assert sent(server) == SENT_AGAIN
    assert caught.value.attempts == 2
    # Both tokens were given, so neither may be shown, whichever it is that the server repeats.
    for text in (str(caught.value), repr(caught.value), caught.value.body or ""):
        assert "token-" not in text, text


def test_threads_share_one_renewal() -> None:
    tokens = Tokens(pause=0.05)
    with served(accepting("token-2"), api_key=None, access_token=tokens) as (client, _):
        in_threads(*[lambda: client.package_status(PACKAGE)] * 16)
    assert len(tokens.threads) == 2


class Trouble(Exception):
    """What a function of the user's raises."""


def raises(error: BaseException) -> Callable[[], str]:
    def function() -> str:
        raise error

    return function


async def coroutine() -> str:
    return "canary"


UNUSABLE = (
    "the access-token provider gave no token: what it gave is empty, or has a space, a line break or another character "
    "that a header cannot hold"
)
FAILED = "the access-token provider failed with an error of its own"
# the function; what is wrong; the type and the text of the cause
BAD: list[tuple[Callable[[], Any], str, str]] = [
    (raises(Trouble("canary")), FAILED, "Trouble: canary"),
    (raises(TimeoutError()), FAILED, "TimeoutError: "),
    (lambda: "", UNUSABLE, "NoneType: None"),
    (lambda: "canary token", UNUSABLE, "NoneType: None"),
    (lambda: "canary\r\nx: y", UNUSABLE, "NoneType: None"),
    (lambda: "canarö", UNUSABLE, "NoneType: None"),
    (lambda: None, FAILED, "TypeError: the function given as access_token must return a str, not NoneType"),
    (lambda: b"canary", FAILED, "TypeError: the function given as access_token must return a str, not bytes"),
    (lambda: coroutine(), FAILED, "TypeError: the function given as access_token must return a str, not coroutine"),
]


@pytest.mark.parametrize(("function", "wrong", "cause"), BAD, ids=range(len(BAD)))
def test_no_token_ends_the_call(function: Callable[[], str], wrong: str, cause: str) -> None:
    with served(accepting(), api_key=None, access_token=function) as (client, server):
        with pytest.raises(iinkedsign.ConfigurationError) as caught:
            client.delete_package(PACKAGE)
        assert not server.requests
    error = caught.value
    assert str(error) == f"deletion of package {PACKAGE} failed: {wrong}; nothing was done: fix the provider"
    assert f"{type(error.__cause__).__name__}: {error.__cause__}" == cause
    assert (error.attempts, error.retryable) == (None, False)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)], ids=repr)
def test_base_exceptions_are_raised_unchanged(error: BaseException) -> None:
    given: dict[str, Any] = {"api_key": None, "access_token": raises(error)}
    with served(accepting(), **given) as (client, _), pytest.raises(type(error)) as caught:
        client.package_status(PACKAGE)
    assert caught.value is error


def test_an_interrupted_call_ends_alone() -> None:
    """The others ask anew."""
    asked: list[int] = []

    def token() -> str:
        asked.append(len(asked))
        time.sleep(0.2)
        if len(asked) == 1:
            raise KeyboardInterrupt
        return "token-2"

    with served(accepting("token-2"), api_key=None, access_token=token) as (client, _):
        answers: list[Any] = []
        other = threading.Thread(target=lambda: (until(lambda: asked), answers.append(client.package_status(PACKAGE))))
        other.start()
        with pytest.raises(KeyboardInterrupt):
            client.package_status(PACKAGE)
        other.join()
    assert answers[0]["packageId"] == PACKAGE
    assert asked == [0, 1]


def test_a_slow_function_holds_up_only_who_needs_it() -> None:
    """A call that has a token goes on, and one that waits keeps to its own limit."""
    hold = threading.Event()
    tokens = iter(["token-1", "token-2"])

    def token() -> str:
        given = next(tokens)
        if given == "token-2":
            hold.wait(10)
        return given

    slow = threading.Event()

    def step(connection: Connection, request: Request) -> None:
        if "refused" in request.target:
            return accepting("token-2")(connection, request)
        slow.wait(0.1)
        return accepting("token-1")(connection, request)

    with served(step, api_key=None, access_token=token, timeout=1.5) as (client, _):
        client.package_status("warm")
        renewing = threading.Thread(
            target=lambda: pytest.raises(iinkedsign.RequestTimeoutError, client.package_status, "refused-1")
        )
        renewing.start()
        time.sleep(0.1)
        assert client.package_status("has-a-token")["packageId"] == "has-a-token"
        told = "the access-token provider gave no token in time"
        with within(1.5), pytest.raises(iinkedsign.RequestTimeoutError, match=told):
            client.package_status("refused-2")
        hold.set()
        renewing.join()
        assert client.package_status("refused-3")["packageId"] == "refused-3"


def test_a_function_that_takes_longer_than_the_call() -> None:
    """It cannot be interrupted, but nothing is sent afterwards, and the next call has its token."""
    with served(accepting("token-1"), api_key=None, access_token=Tokens(1.1), timeout=1.0) as (client, server):
        with pytest.raises(iinkedsign.RequestTimeoutError, match="the access-token provider gave no token in time"):
            client.delete_package(PACKAGE)
        assert server.connections == []
        assert client.package_status(PACKAGE)["packageId"] == PACKAGE


def test_an_audit_continues_with_a_new_token(make: Make) -> None:
    tokens = Tokens(pause=0.01)
    served = threading.Lock()
    count = 0

    def step(connection: Connection, request: Request) -> None:
        nonlocal count
        with served:
            count += 1
            accepted = "token-1" if count <= 100 else "token-2"
        accepting(accepted)(connection, request)

    with Server(step) as server:
        audit = make(server, api_key=None, access_token=tokens).audit([f"p{n}" for n in range(500)], progress=False)
    assert audit.packages.column("error_kind") == [None] * 500
    assert len(tokens.threads) == 2
    assert sum(request.header("authorization") == ["Bearer token-1"] for request in server.requests) < 300


def test_hashes_need_a_key_that_lasts() -> None:
    with served(accepting("t"), api_key=None, access_token=lambda: "t") as (client, _):
        with pytest.raises(iinkedsign.InvalidArgumentError, match="pii_key is missing: hashes made from tokens"):
            client.audit([PACKAGE], pii="hash")
        assert len(client.audit([PACKAGE], pii="hash", pii_key="lasting").packages) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_child_asks_anew(make: Make) -> None:
    with Server(accepting("parent", "child")) as server:
        client = make(server, api_key=None, access_token=lambda: "parent" if os.getpid() == parent else "child")
        parent = os.getpid()
        client.package_status(PACKAGE)
        child = os.fork()
        if child == 0:
            client.package_status(PACKAGE)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        client.package_status(PACKAGE)
        assert sent(server) == ["parent", "child", "parent"]


def test_a_client_in_a_cycle_with_its_function_is_collected() -> None:
    class Program:
        def __init__(self, server: Server) -> None:
            self.client = iinkedsign.Client(access_token=self.token, base_url=server.base_url)

        def token(self) -> str:
            return "token-1"

    with Server(accepting("token-1")) as server:
        program = Program(server)
        program.client.package_status(PACKAGE)
        gone = weakref.ref(program.client)
        del program
        gc.collect()
        assert gone() is None


def test_wrong_options(make: Make) -> None:
    with pytest.raises(TypeError, match="access_token must be a plain function here: a coroutine function is for"):
        make("http://127.0.0.1:9", api_key=None, access_token=coroutine)
    with pytest.raises(TypeError, match="access_token must be a str or a function that gives one, not int"):
        make("http://127.0.0.1:9", api_key=None, access_token=5)
    with pytest.raises(iinkedsign.ConfigurationError, match="api_key and access_token exclude each other"):
        make("http://127.0.0.1:9", api_key="k", access_token=lambda: "t")


# Of an AsyncClient it may be a coroutine function too.


def loops(tokens: Tokens) -> dict[str, Callable[[], Any]]:
    async def asynchronous() -> str:
        token = tokens()
        await asyncio.sleep(0.01)
        return token

    return {"plain": tokens, "coroutine function": asynchronous, "gives a coroutine": lambda: asynchronous()}


@pytest.mark.parametrize("kind", loops(Tokens()))
async def test_tasks_share_one_renewal(kind: str) -> None:
    tokens = Tokens()

    async with served_on_loop(accepting("token-2"), api_key=None, access_token=loops(tokens)[kind]) as (client, _):
        await asyncio.gather(*(client.package_status(PACKAGE) for _ in range(20)))
        await client.delete_video(VIDEO_PACKAGE, VIDEO)
        audit = await client.audit([PACKAGE, "other"], progress=False)
        assert audit.packages.column("error_kind") == [None, None]
    assert len(tokens.threads) == 2
    assert (tokens.threads[0] is threading.main_thread()) == (kind != "plain")


@pytest.mark.parametrize("method", ["audit", "plan_deletion"])
async def test_the_first_call_may_be_one_on_a_thread(method: str) -> None:
    """The function still runs in the event loop."""
    loops = []

    async def token() -> str:
        loops.append(asyncio.get_running_loop())
        return "token"

    options: Any = {"audit": {}, "plan_deletion": PLAN}[method]
    async with served_on_loop(accepting("token"), api_key=None, access_token=token) as (client, _):
        with contextlib.suppress(iinkedsign.PlanError):
            await getattr(client, method)([PACKAGE], progress=False, **options)
    assert loops == [asyncio.get_running_loop()]


async def test_a_coroutine_that_raises_or_takes_too_long() -> None:
    async def trouble() -> str:
        raise Trouble("canary")

    cancelled: list[bool] = []

    async def slow() -> str:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise
        return "t"

    async with served_on_loop(accepting(), api_key=None, access_token=trouble) as (client, server):
        with pytest.raises(iinkedsign.ConfigurationError) as caught:
            await client.package_status(PACKAGE)
        assert isinstance(caught.value.__cause__, Trouble)
        assert not server.requests
    async with served_on_loop(accepting(), api_key=None, access_token=slow, timeout=0.2) as (client, server):
        with pytest.raises(iinkedsign.RequestTimeoutError):
            await client.package_status(PACKAGE)
        await asyncio.sleep(0.2)
        assert cancelled == [True]
        assert not server.requests


def test_a_client_of_several_loops() -> None:
    async def token() -> str:
        await asyncio.sleep(0)
        return f"token-{id(asyncio.get_running_loop())}"

    async def main(client: iinkedsign.AsyncClient) -> None:
        expired = client.package_status(PACKAGE)
        with pytest.raises(iinkedsign.AuthenticationError):
            await expired

    with Server(accepting()) as server:
        client = iinkedsign.AsyncClient(access_token=token, base_url=server.base_url)
        for _ in range(3):
            asyncio.run(main(client))
        assert len(server.requests) == 6
