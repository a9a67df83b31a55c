"""Leaked secrets in audits: every way to run one and every way for it to end, with all output searched."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import copy
import csv
import itertools
import json
import pickle
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import iinkedsign
import polars
import pytest
from canaries import (
    KEY,
    LINK,
    LINK_TOKEN,
    PASSWORD,
    TOKEN,
    VIDEO,
    WRONG_OPTIONS,
    answers,
    each_its_own,
    echo,
    hits,
    package,
    shown,
)
from hostile import Connection, Request, Server, Step, http
from iinkedsign.audit import Audit, Table
from iinkedsign.testing import Emulator
from proxy import proxies
from served import served, served_on_loop
from statuses import package_of
from test_leaks import run
from vendor import PACKAGE

PII_KEY = "CanaryPiiKey"
OPTIONS: dict[str, Any] = {
    "as_of": "2026-11-22T12:00:00Z",
    "include_videos": True,
    "pii": "hash",
    "pii_key": PII_KEY,
    "progress": True,
}
TABLES = ("packages", "documents", "signers", "revisions", "videos", "errors")
GOLDEN = Path(__file__).resolve().parents[1] / "golden/audit_schema.txt"
# The columns in which links are when they are asked for.
LINKED = {
    line.split(":")[0].strip()
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    if line.endswith(", with links")
}
# Inputs that are no ids, of which some are secrets.
WRONG_IDS = [LINK, VIDEO, f"see {LINK}", {"packageId": LINK}, {"signLink": LINK}, [LINK], None, 7]
FORMATS = ("parquet", "csv", "jsonl", "arrow")

Given = dict[str, Any]


# --- the ways to run one -----------------------------------------------------------------------------------


def blocking(given: Given, ids: Any, options: Given) -> list[Audit]:
    with iinkedsign.Client(**given) as client:
        found = [client.audit(ids, **options)]
        assert hits(repr(client) + repr(client.drift())) == []
    return found


def batches(given: Given, ids: Any, options: Given) -> list[Audit]:
    with iinkedsign.Client(**given) as client:
        return list(client.audit_batches(ids, batch_size=40, **options))


def waiting(given: Given, ids: Any, options: Given) -> list[Audit]:
    async def audit() -> list[Audit]:
        async with iinkedsign.AsyncClient(**given) as client:
            found = [await client.audit(ids, **options)]
            assert hits(repr(client) + repr(client.drift())) == []
        return found

    return asyncio.run(audit())


def waiting_batches(given: Given, ids: Any, options: Given) -> list[Audit]:
    async def audit() -> list[Audit]:
        async with iinkedsign.AsyncClient(**given) as client:
            return [each async for each in client.audit_batches(ids, batch_size=40, **options)]

    return asyncio.run(audit())


WAYS = [blocking, batches, waiting, waiting_batches]


# --- all that is to be seen of one -------------------------------------------------------------------------


def refusal(call: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(TypeError) as caught:
        call(*arguments)
    return shown(caught.value)


def file_rows(path: Path) -> list[dict[str, Any]]:
    """What any other program reads of a file."""
    match path.suffix:
        case ".parquet":
            return polars.read_parquet(path).to_dicts()
        case ".arrow":
            return polars.read_ipc(path).to_dicts()
        case ".jsonl":
            return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        case _:
            with path.open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))


def without_links(rows: list[dict[str, Any]]) -> str:
    return "\n".join(repr({key: row[key] for key in row if key not in LINKED}) for row in rows)


def everything(audit: Audit, folder: Path, *, links: bool = False) -> Iterator[str]:
    """All that an audit shows and writes; of its tables and files only what is not a link that was asked for."""
    tables: list[Table] = [getattr(audit, name) for name in TABLES]
    earlier = [audit, [], audit.packages]
    for suffix in FORMATS:
        for path in audit.write(folder / f"it.{suffix}"):
            yield without_links(file_rows(path))
            if not links:
                yield path.read_bytes().decode("latin-1")
        earlier.append(folder / f"it.{suffix}")
    diffs = [audit.diff(each) for each in earlier]
    for it in (audit, *tables, *diffs):
        yield repr(it) + str(it) + it._repr_html_()  # type: ignore[attr-defined]
    for diff in diffs:
        yield repr(diff.to_dicts()) + repr(diff.counts)
    for table in tables:
        yield without_links(table.to_dicts())
        yield repr(table.columns) + repr(table.to_arrow().schema)
        assert {"url"} <= set(table.columns) or table.name != "videos" or not links
        if not links:
            assert LINKED.isdisjoint(table.columns), "no column for what was not asked for"
            yield repr(table.to_polars()) + repr(table.to_pandas().to_dict())
    yield json.dumps(audit.summary) + repr(audit.drift)
    yield audit.to_html(folder / "it.html").read_text(encoding="utf-8")
    for it in (audit, audit.packages):
        yield refusal(pickle.dumps, it) + refusal(copy.copy, it) + refusal(copy.deepcopy, it)
    yield pickle.dumps(iinkedsign.AuditInterrupted(audit), protocol=0).decode("latin-1")


def searched(audits: list[Audit], folder: Path, *, links: bool = False) -> list[str]:
    return [hit for audit in audits for text in everything(audit, folder, links=links) for hit in hits(text)]


Seen = Callable[[], str]


@pytest.mark.parametrize("links", [False, True], ids=["without links", "with links"])
@pytest.mark.parametrize("credential", ["api_key", "access_token"])
@pytest.mark.parametrize("way", WAYS)
def test_no_audit_shows_a_secret(
    way: Callable[[Given, Any, Given], list[Audit]],
    credential: str,
    links: bool,
    logged: Seen,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    secret = KEY if credential == "api_key" else TOKEN
    said = answers(secret)
    ids = [*map(package, range(len(said))), *WRONG_IDS, *([KEY] if secret == KEY else [])]
    with Server(each_its_own(said)) as server:
        given = {credential: secret, "base_url": server.base_url, "max_retries": 0, "timeout": 1}
        audits = way(given, ids, {**OPTIONS, "include_links": links})
    log, output = logged(), "".join(capfd.readouterr())
    assert searched(audits, tmp_path, links=links) + hits(log) + hits(output) == []
    # Something was there to be searched.
    assert sum(len(audit.packages) for audit in audits) == len(ids)
    kinds = [kind for audit in audits for kind in audit.packages.column("error_kind")]
    assert kinds[0] is None
    assert sum(kind is not None for kind in kinds) > 40
    assert len({kind for kind in kinds if kind}) > 10
    assert log.count("GET /packages/") > 40
    assert "packages in" in output
    if links:
        first = audits[0]
        assert first.revisions.column("link")[0] == LINK
        assert (first.signers.column("sign_link_token")[1], first.signers.column("meeting_link")[1]) == (
            LINK_TOKEN,
            LINK,
        )
        assert json.loads(first.signers.column("links")[0])[0]["token"] == LINK_TOKEN
        assert first.videos.column("url")[0] == VIDEO


# --- the ways for one to end -------------------------------------------------------------------------------


def interrupted(client: iinkedsign.Client) -> object:
    def ids() -> Iterator[str]:
        yield from map(package, range(20))
        raise KeyboardInterrupt

    return client.audit(ids(), **OPTIONS)


def closed(client: iinkedsign.Client) -> object:
    def ids() -> Iterator[str]:
        for number in itertools.count():
            if number == 20:
                client.close()
            if number >= 20:
                time.sleep(0.01)
            yield package(number)

    return client.audit(ids(), **OPTIONS)


def told_enough(client: iinkedsign.Client) -> object:
    def progress(_: object) -> None:
        raise iinkedsign.IinkedSignError("enough")

    return client.audit(map(package, range(20)), **{**OPTIONS, "progress": progress})


ENDS: dict[str, tuple[Callable[[iinkedsign.Client], object], type[BaseException]]] = {
    "interrupted": (interrupted, iinkedsign.AuditInterrupted),
    "closed": (closed, iinkedsign.ConfigurationError),
    "told enough": (told_enough, iinkedsign.IinkedSignError),
}


@pytest.mark.parametrize(("end", "kind"), ENDS.values(), ids=ENDS)
def test_no_end_shows_a_secret(
    end: Callable[[iinkedsign.Client], object],
    kind: type[BaseException],
    logged: Seen,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    given: dict[str, Any] = {"api_key": KEY, "max_retries": 0, "timeout": 1}
    with served(each_its_own(answers(KEY)), **given) as (client, _), pytest.raises(kind) as caught:
        end(client)
    found = hits(shown(caught.value))
    found += searched([caught.value.partial], tmp_path)  # type: ignore[attr-defined]
    assert found + hits(logged()) + hits("".join(capfd.readouterr())) == []


async def test_no_cancelled_task_shows_a_secret(tmp_path: Path) -> None:
    def endless() -> Iterator[str]:
        for number in itertools.count():
            time.sleep(0.01)
            yield package(number)

    async with served_on_loop(each_its_own(answers(KEY)), api_key=KEY, max_retries=0) as (client, _):
        task = asyncio.create_task(client.audit(endless(), progress=False))
        await asyncio.sleep(0.5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await task
    partial = caught.value.partial  # type: ignore[attr-defined]
    assert hits(repr(caught.value) + repr(vars(caught.value))) + searched([partial], tmp_path) == []


def test_no_list_of_the_account_shows_a_secret(logged: Seen, tmp_path: Path) -> None:
    """The list is answered in every way; what it names is then asked for."""
    ended = known = 0
    for answer in answers(KEY):

        def step(connection: Connection, request: Request, answer: Step = answer) -> None:
            if package_of(request) == "list" and not isinstance(answer, bytes):
                answer(connection, request)
            else:
                connection.send(answer if isinstance(answer, bytes) else http(500, echo(KEY)))

        found: list[str] = []
        with Server(step) as server:
            given = {"api_key": KEY, "base_url": server.base_url, "max_retries": 0, "timeout": 1}
            for way in (blocking, waiting):
                try:
                    audits = way(given, None, {"progress": False})
                except iinkedsign.IinkedSignError as error:
                    ended += 1
                    found += hits(shown(error))
                    audits = [error.partial]  # type: ignore[attr-defined]
                known += len(audits[0].packages)
                found += [hit for it in audits for hit in hits(repr(it.packages.to_dicts()) + repr(it.summary))]
        assert found + hits(logged()) == [], answer
    assert ended > 100
    assert known > 2


# --- what leads to a client, and what it is given ----------------------------------------------------------


def test_no_audit_shows_the_password_of_a_proxy(
    logged: Seen, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    encoded = base64.b64encode(f"user:{PASSWORD}".encode()).decode()
    found, kinds, ids = [], [], [package(number) for number in range(5)]
    with Emulator(tls=True) as emulator, contextlib.ExitStack() as stack:
        port = int(emulator.base_url.split(":")[2].split("/")[0])
        for proxy, way in itertools.product(proxies(stack, port, f"{PASSWORD} {encoded}"), WAYS):
            url = proxy.url(f"user:{PASSWORD}")
            given = {**emulator.options, "proxy": url, "max_retries": 0, "timeout": 3}
            audits = way(given, ids, OPTIONS)
            found += searched(audits, tmp_path)
            kinds += audits[0].packages.column("error_kind")
        log = logged() + "".join(capfd.readouterr())
    assert found + hits(log) == []
    assert encoded not in log
    assert (kinds.count("not_found"), kinds.count("connect")) == (20, 60)


WRONG: list[tuple[object, Given]] = [
    (LINK, {}),
    (KEY.encode(), {}),
    ({KEY: LINK}, {}),
    ([], {"pii_key": PII_KEY}),
    ([], {"pii": "hash", "pii_key": [PII_KEY]}),
    ([], {"pii": [PII_KEY]}),
    ([], {"pii": {"key": PII_KEY}}),
    ([], {"resume": LINK}),
    ([], {"resume": {"link": LINK}}),
    ([], {"progress": LINK}),
    ([], {"concurrency": KEY}),
    ([], {"include_links": KEY}),
    ([], {"include_videos": LINK}),
    ([], {"as_of": KEY.encode()}),
]


@pytest.mark.parametrize("number", range(len(WRONG)))
@pytest.mark.parametrize("way", [blocking, waiting])
def test_no_wrong_argument_is_repeated(
    way: Callable[[Given, Any, Given], list[Audit]], number: int, tmp_path: Path
) -> None:
    ids, options = WRONG[number]
    with Emulator() as emulator, pytest.raises((TypeError, iinkedsign.InvalidArgumentError)) as caught:
        way(dict(emulator.options), ids, options)
    assert hits(shown(caught.value)) == []


@pytest.mark.parametrize("number", range(len(WRONG_OPTIONS)))
@pytest.mark.parametrize("way", WAYS)
def test_no_audit_of_a_wrong_client_shows_a_secret(
    way: Callable[[Given, Any, Given], list[Audit]], number: int
) -> None:
    """Such as a base URL with credentials, which is refused before there is anything to audit with."""
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        way(dict(WRONG_OPTIONS[number]), [PACKAGE], {})
    assert hits(shown(caught.value)) == []


# --- the command -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reveal", [False, True], ids=["", "--reveal"])
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_command_shows_no_secret(suffix: str, form: list[str], reveal: bool, tmp_path: Path) -> None:
    """At the lowest log level; its files have what --reveal asks for in the columns of links alone."""
    said = answers(KEY)
    ids = tmp_path / "ids"
    ids.write_text("".join(f"{each}\n" for each in [*map(package, range(len(said))), KEY, LINK]))
    out, page = tmp_path / f"it.{suffix}", tmp_path / "it.html"
    files = ["--out", str(out), "--html", str(page), "--include-videos", *(["--reveal"] if reveal else [])]
    with Server(each_its_own(said)) as server:
        done = run(server.base_url, [*form, "--timeout", "1", "audit", str(ids), *files])
        listed = run(server.base_url, [*form, "--timeout", "1", "audit", "--all"])
    assert hits(done.stdout + done.stderr + listed.stdout + listed.stderr) == []
    assert "Traceback" not in done.stderr + listed.stderr
    assert done.returncode != 0
    assert listed.returncode == 0
    assert done.stderr.count("GET /packages/") > 60
    assert hits(page.read_text(encoding="utf-8")) == []
    written = [path for path in tmp_path.iterdir() if path.suffix == out.suffix]
    assert len(written) == len(TABLES) - 1, "the errors are among the packages"
    for path in written:
        assert hits(without_links(file_rows(path))) == [], path
        if not reveal:
            assert hits(path.read_bytes().decode("latin-1")) == [], path
    revealed = [path for path in written if hits(repr(file_rows(path)))]
    assert len(revealed) == (3 if reveal else 0), "signers, revisions, videos"
