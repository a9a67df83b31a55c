"""The file of a video: taken paths, parts that were left, full disks; downloads that are ended; the command."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from pathlib import Path

import iinkedsign
import pytest
from commandline import Cli, start
from concurrency import in_threads, in_time, interrupted, until, within
from conftest import Make
from hostile import Connection, Request, Server, silence
from iinkedsign.testing import Emulator
from program import run
from vendor import VIDEO, VIDEO_PACKAGE
from videos import SIZE, WHAT, assert_nothing, listing, sha256


def test_the_target_is_there(emulator: Emulator, client: iinkedsign.Client, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"mine")
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "nowhere")
    for taken in (path, dangling, tmp_path):
        with pytest.raises(FileExistsError) as caught:
            client.download_video(VIDEO_PACKAGE, VIDEO, taken)
        assert (caught.value.filename, caught.value.errno) == (str(taken), 17)
    with pytest.raises(FileNotFoundError):
        client.download_video(VIDEO_PACKAGE, VIDEO, "")
    assert path.read_bytes() == b"mine"
    assert emulator.requests == []
    assert sorted(tmp_path.iterdir()) == [dangling, path]


def test_the_target_comes_up_meanwhile(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    emulator.add_fault("video:stall=1000,times=1")
    with iinkedsign.Client(**emulator.options, attempt_timeout=0.5) as client:
        timer = threading.Timer(0.2, lambda: path.write_bytes(b"mine"))
        timer.start()
        with pytest.raises(FileExistsError):
            client.download_video(VIDEO_PACKAGE, VIDEO, path)
        timer.join()
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_two_downloads_to_one_path(emulator: Emulator, film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with iinkedsign.Client(**emulator.options) as client:

        def run() -> str:
            try:
                client.download_video(VIDEO_PACKAGE, VIDEO, path)
                return "saved"
            except FileExistsError:
                return "taken"
            except iinkedsign.InvalidArgumentError as error:
                assert "another download is writing this file" in str(error)
                return "taken"

        outcomes = in_threads(*[run] * 8)
    assert sorted(outcomes) == ["saved"] + ["taken"] * 7
    assert path.read_bytes() == film
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_download_left_is_replaced(client: iinkedsign.Client, film: bytes, tmp_path: Path) -> None:
    part = tmp_path / "film.mp4.part"
    part.write_bytes(b"x" * (SIZE + 1000))
    # A second name of another file must not be written through.
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    os.link(precious, tmp_path / "other.mp4.part")
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "other.mp4")
    assert (tmp_path / "film.mp4").read_bytes() == (tmp_path / "other.mp4").read_bytes() == film
    assert precious.read_bytes() == b"precious"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_part_that_is_a_link_is_not_followed(client: iinkedsign.Client, film: bytes, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    (tmp_path / "film.mp4.part").symlink_to(precious)
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    assert (precious.read_bytes(), (tmp_path / "film.mp4").read_bytes()) == (b"precious", film)


def test_a_folder_that_cannot_be_written(emulator: Emulator, client: iinkedsign.Client, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "none" / "film.mp4")
    assert caught.value.filename == str(tmp_path / "none" / "film.mp4.part")
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "file" / "film.mp4")
    with pytest.raises(OSError, match="File name too long"):
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / ("x" * 300))
    with pytest.raises((iinkedsign.InvalidArgumentError, ValueError)):
        client.download_video(VIDEO_PACKAGE, VIDEO, "a\0b")
    assert emulator.requests == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_no_part_is_made_of_a_device(client: iinkedsign.Client, tmp_path: Path) -> None:
    (tmp_path / "film.mp4.part").symlink_to("/dev/full")
    with pytest.raises((OSError, iinkedsign.InvalidArgumentError)):
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")


FULL = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    iinkedsign.Client(api_key="{key}", base_url=URL).download_video("{package}", "{video}", "{path}")
except OSError as error:
    print(error.errno, error.filename)
"""


def test_a_disk_that_is_full(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    program = FULL.format(key=emulator.api_key, package=VIDEO_PACKAGE, video=VIDEO, path=path)
    assert run(program, emulator.base_url).split() == ["27", f"{path}.part"]
    assert_nothing(tmp_path)


# --- being ended -------------------------------------------------------------------------------------------


def test_time_limits(emulator: Emulator, tmp_path: Path) -> None:
    emulator.add_fault("video:stall=1000")
    with iinkedsign.Client(**emulator.options, timeout=1.0) as client:
        begin = time.monotonic()
        with within(1), pytest.raises(iinkedsign.RequestTimeoutError) as caught:
            client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
        assert time.monotonic() - begin >= 0.9
    assert str(caught.value) == (
        f"{WHAT}it did not end within the limit (timeout); try later, or raise timeout, attempt_timeout or "
        "connect_timeout"
    )
    assert_nothing(tmp_path)


def test_a_drip_is_ended(make: Make, tmp_path: Path) -> None:
    def drip(connection: Connection, _: Request) -> None:
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while not connection.closed.wait(0.02):
            connection.send(b"x")
            try:
                connection.socket.getpeername()
            except OSError:
                return

    with (
        Server(drip) as host,
        Server(listing(f"http://127.0.0.1:{host.port}/film", 1_000_000)) as server,
        within(1),
        pytest.raises(iinkedsign.RequestTimeoutError),
    ):
        make(server, timeout=1.0).download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film")
    assert_nothing(tmp_path)


def test_a_download_that_goes_on_is_longer_than_the_timeout(make: Make, tmp_path: Path) -> None:
    block = os.urandom(1 << 18)

    def slow(connection: Connection, request: Request) -> None:
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2621440\r\n\r\n")
        for _ in range(10):
            time.sleep(0.15)
            connection.send(block)

    with Server(slow) as host, Server(listing(f"http://127.0.0.1:{host.port}/film", 10 << 18)) as server:
        begin = time.monotonic()
        saved = make(server, timeout=1.0).download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film")
        assert time.monotonic() - begin > 1.4
    assert saved["sha256"] == sha256(block * 10)


def test_closing_ends_it(emulator: Emulator, tmp_path: Path) -> None:
    emulator.add_fault("video:stall=1000")
    client = iinkedsign.Client(**emulator.options)
    threading.Timer(0.3, client.close).start()
    with within(), pytest.raises(iinkedsign.ConfigurationError) as caught:
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    assert str(caught.value) == f"{WHAT}the client was closed meanwhile; make a new one"
    assert_nothing(tmp_path)


def test_ctrl_c(emulator: Emulator, client: iinkedsign.Client, tmp_path: Path) -> None:
    emulator.add_fault("video:stall=100000")

    def once() -> float:
        with pytest.raises(KeyboardInterrupt), interrupted(0.3) as sent:
            client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
        assert_nothing(tmp_path)
        return time.monotonic() - sent[0]

    in_time(once)
    emulator.clear_faults()
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")


async def test_cancelling_a_task(emulator: Emulator, tmp_path: Path) -> None:
    emulator.add_fault("video:stall=100000")
    async with iinkedsign.AsyncClient(**emulator.options) as client:
        task = asyncio.create_task(client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4"))
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.to_thread(until, lambda: not list(tmp_path.iterdir()))


def test_a_forked_child(emulator: Emulator, client: iinkedsign.Client, film: bytes, tmp_path: Path) -> None:
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "parent.mp4")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            saved = client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "child.mp4")
            code = 0 if saved["sha256"] == sha256(film) else 2
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert len(list(tmp_path.iterdir())) == 2


# --- the command -------------------------------------------------------------------------------------------


def test_command(cli: Cli, emulator: Emulator, film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    run = cli("download-video", VIDEO_PACKAGE, VIDEO, str(path))
    assert (run.code, run.err) == (0, "")
    assert run.out == f"✓ Saved 484.5 kB to {path}.\n  sha256  {sha256(film)}\n"
    run = cli("download-video", VIDEO_PACKAGE, VIDEO, str(path))
    assert (run.code, run.out) == (2, "")
    assert run.err == f"iinkedsign: {path}: File exists; nothing was saved\n"
    path.unlink()
    run = cli("download-video", VIDEO_PACKAGE, VIDEO, str(path), "--json")
    assert run.json == {"path": str(path), "bytes": SIZE, "sha256": sha256(film), "content_type": "video/mp4"}
    path.unlink()
    emulator.add_fault("video:html")
    run = cli("download-video", VIDEO_PACKAGE, VIDEO, str(path))
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"iinkedsign: {WHAT}the video host sent text/html")


def test_command_interrupted(tmp_path: Path) -> None:
    with (
        Server(silence) as host,
        Server(listing(f"http://127.0.0.1:{host.port}/film", 5)) as server,
        start("download-video", VIDEO_PACKAGE, VIDEO, str(tmp_path / "film"), at=server) as process,
    ):
        host.wait_for(1, 10)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, "", "iinkedsign: interrupted\n")
    assert_nothing(tmp_path)
