"""What people write by hand to read many statuses: each gives a list of dicts, without any table."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rivals import CONNECT, HEADERS, KEY, TOTAL

AT_ONCE = 32
# As an audit has it by default.
SLOTS = 64
Bulk = Callable[[str, list[str]], int]


def iinkedsign(base_url: str, at_once: str = str(SLOTS), ca_file: str | None = None) -> Bulk:
    """All tables, with their facts."""
    import iinkedsign

    client = iinkedsign.Client(base_url=base_url, api_key=KEY, ca_file=ca_file)

    def read(base_url: str, ids: list[str]) -> int:
        audit = client.audit(ids, progress=False, concurrency=int(at_once))
        if len(audit.errors):
            raise RuntimeError(audit.errors.to_dicts()[0])
        return len(audit.packages)

    return read


def pycurl_orjson(base_url: str) -> Bulk:
    """The multi interface, as in pycurl's own example: handles that are used again and again."""
    import orjson
    import pycurl  # type: ignore[import-untyped, unused-ignore]

    multi = pycurl.CurlMulti()
    handles = []
    for _ in range(AT_ONCE):
        curl = pycurl.Curl()
        curl.setopt(pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in HEADERS.items()])
        curl.setopt(pycurl.CONNECTTIMEOUT, CONNECT)
        curl.setopt(pycurl.TIMEOUT, TOTAL)
        curl.setopt(pycurl.NOSIGNAL, 1)
        curl.setopt(pycurl.TCP_NODELAY, 1)
        handles.append(curl)

    def read(base_url: str, ids: list[str]) -> int:
        answers: list[Any] = []
        waiting = iter(ids)
        free = list(handles)
        bodies: dict[Any, list[bytes]] = {}
        while len(answers) < len(ids):
            while free and (package_id := next(waiting, None)) is not None:
                curl = free.pop()
                bodies[curl] = []
                curl.setopt(pycurl.URL, f"{base_url}/packages/{package_id}/status")
                curl.setopt(pycurl.WRITEFUNCTION, bodies[curl].append)
                multi.add_handle(curl)
            multi.perform()
            _, done, failed = multi.info_read()
            if failed:
                raise RuntimeError(failed)
            for curl in done:
                if curl.getinfo(pycurl.RESPONSE_CODE) != 200:
                    raise RuntimeError(curl.getinfo(pycurl.RESPONSE_CODE))
                answers.append(orjson.loads(b"".join(bodies[curl])))
                multi.remove_handle(curl)
                free.append(curl)
            if not done:
                multi.select(1.0)
        return len(answers)

    return read


def aiohttp_orjson(base_url: str, at_once: str = str(AT_ONCE), ca_file: str | None = None) -> Bulk:
    import asyncio
    import ssl

    import aiohttp
    import orjson

    def read(base_url: str, ids: list[str]) -> int:
        async def all_of_them() -> list[Any]:
            answers: list[Any] = []
            waiting = iter(ids)
            timeout = aiohttp.ClientTimeout(total=TOTAL, connect=CONNECT)
            context = ssl.create_default_context(cafile=ca_file)
            connector = aiohttp.TCPConnector(limit=int(at_once), ssl=context)
            async with aiohttp.ClientSession(headers=HEADERS, timeout=timeout, connector=connector) as session:

                async def one_by_one() -> None:
                    for package_id in waiting:
                        async with session.get(f"{base_url}/packages/{package_id}/status") as answer:
                            answer.raise_for_status()
                            answers.append(orjson.loads(await answer.read()))

                await asyncio.gather(*(one_by_one() for _ in range(int(at_once))))
            return answers

        return len(asyncio.run(all_of_them()))

    return read


def requests_threads(base_url: str) -> Bulk:
    import threading
    from concurrent.futures import ThreadPoolExecutor

    import requests

    local = threading.local()

    def one(package_id: str) -> Any:
        session = getattr(local, "session", None)
        if session is None:
            session = local.session = requests.Session()
            session.headers.update(HEADERS)
        answer = session.get(f"{base_url}/packages/{package_id}/status", timeout=(CONNECT, TOTAL))
        answer.raise_for_status()
        return answer.json()

    def read(base_url: str, ids: list[str]) -> int:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return len(list(pool.map(one, ids)))

    return read


def bare_reqwest(base_url: str) -> Bulk:
    """No client at all: reqwest and a JSON parser, a runtime for each core (benches/bare_reqwest.rs)."""
    program = Path(os.environ.get("CARGO_TARGET_DIR", "target"), "release/examples/bare_reqwest")
    process = subprocess.Popen(
        [program, base_url, str(SLOTS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def read(base_url: str, ids: list[str]) -> int:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("no pipes")
        process.stdin.write(f"{ids[0]} {len(ids)}\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise RuntimeError("bare_reqwest failed")
        return int(answer)

    return read


# How many packages each reads in a turn: enough for its time to be measured, few enough for its patience.
RIVALS: dict[str, tuple[Callable[..., Bulk], float]] = {
    "iinkedsign": (iinkedsign, 1.0),
    "bare reqwest": (bare_reqwest, 1.0),
    "pycurl multi + orjson": (pycurl_orjson, 0.5),
    "aiohttp + orjson": (aiohttp_orjson, 0.2),
    "requests, 32 threads": (requests_threads, 0.02),
}

if __name__ == "__main__":
    # `reader.Reader` runs it: a number of packages in, the seconds and the CPU seconds out.
    import time

    from server import package_ids

    name, address, *options = sys.argv[1:]
    run = RIVALS[name][0](address, *options)
    for line in sys.stdin:
        ids = package_ids(int(line))
        cpu = time.process_time()
        start = time.perf_counter()
        if run(address, ids) != len(ids):
            raise RuntimeError("not all were read")
        print(time.perf_counter() - start, time.process_time() - cpu, flush=True)
