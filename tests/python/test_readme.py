"""The code blocks of the documents run against the emulator."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import commandline
import pytest
from iinkedsign.testing import Emulator
from program import completed

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README.md", "docs/tutorial.md", "docs/python.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")


def blocks(language: str) -> list[object]:
    """The blocks of all documents in a language, each named by its document and line."""
    found: list[object] = []
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            if match[1] == language:
                line = text.count("\n", 0, match.start()) + 1
                found.append(pytest.param(match[2], id=f"{name}:{line}"))
    return found


def commands() -> list[str]:
    """The lines that call the program; of building and installing, other tests take care."""
    lines = [line for block in blocks("sh") for line in block.values[0].splitlines()]  # type: ignore[attr-defined]
    return [line for line in lines if line.startswith(("iinkedsign ", "python -m iinkedsign "))]


@pytest.fixture
def environment() -> Iterator[tuple[Emulator, dict[str, str]]]:
    """An emulator, and the environment in which the key and the address are set as README tells."""
    with Emulator(packages=12, seed=1) as emulator:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        yield emulator, commandline.environment(emulator, PATH=path)


def run(arguments: list[str], variables: dict[str, str], place: Path) -> str:
    done = completed(arguments, env=variables, cwd=place)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("block", blocks("python"))
def test_python(block: str, environment: tuple[Emulator, dict[str, str]], tmp_path: Path) -> None:
    named = re.match(r"# (test_\w+\.py)\n", block)
    file = tmp_path / (named[1] if named else "example.py")
    file.write_text(block, encoding="utf-8")
    if named:
        run([sys.executable, "-m", "pytest", "-q", str(file)], environment[1], tmp_path)
    else:
        run([sys.executable, "-W", "error", str(file)], environment[1], tmp_path)


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ([], "the server accepted it"),
        (["status=400,error=package_delete_retention"], "nothing was deleted"),
        (["drop_after"], "most likely it was deleted"),
        (["drop_before"], "it was still there"),
        (["drop_after", "status:status=500"], "the follow-up check failed too"),
    ],
)
def test_every_end_of_a_deletion(
    faults: list[str], said: str, environment: tuple[Emulator, dict[str, str]], tmp_path: Path
) -> None:
    (block,) = (b.values[0] for b in blocks("python") if "case " in b.values[0])  # type: ignore[attr-defined]
    emulator, variables = environment
    for fault in faults:
        emulator.add_fault(fault if ":" in fault else f"delete_package:{fault}")
    assert said in run([sys.executable, "-c", block], variables, tmp_path)


@pytest.mark.parametrize("command", [line for line in commands() if " emulator " not in line])
def test_command(command: str, environment: tuple[Emulator, dict[str, str]], tmp_path: Path) -> None:
    assert run(["sh", "-c", command], environment[1], tmp_path).strip()


@pytest.mark.parametrize("command", [line for line in commands() if " emulator " in line])
def test_emulator_command(command: str, environment: tuple[Emulator, dict[str, str]]) -> None:
    with subprocess.Popen(
        ["sh", "-c", f"exec {command}"], env=environment[1], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert "running" in process.stdout.readline()
        process.terminate()
        try:
            process.communicate(timeout=30)
        finally:
            process.kill()
        assert process.returncode == 0


def test_the_documents_show_what_they_should() -> None:
    assert len(blocks("python")) >= 8
    assert len(commands()) >= 6


def test_the_cleanup(environment: tuple[Emulator, dict[str, str]], tmp_path: Path) -> None:
    """The page's steps one after the other: the code is that of the plan, and the emulator's packages are younger."""
    text = (ROOT / "docs/cleanup.md").read_text(encoding="utf-8")
    program = "".join(match[2] for match in FENCE.finditer(text) if match[1] == "python")
    for shown, real in (('"1284-9f3a2c1b77d0"', "plan.code"), ("days=730", "days=1")):
        assert shown in program, shown
        program = program.replace(shown, real)
    program += "assert report.summary['by_state'] == {'accepted': 2}"
    (tmp_path / "holds.txt").write_text("# none\n", encoding="utf-8")
    run([sys.executable, "-W", "error", "-c", program], environment[1], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} > {"q3.plan.journal", "q3-report.parquet", "q3-report.html"}


@pytest.mark.parametrize(
    "name", [str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))]
)
def test_links_lead_somewhere(name: str) -> None:
    document = ROOT / name
    for target, anchor in LINK.findall(document.read_text(encoding="utf-8")):
        file = document.parent / target if target else document
        assert file.exists(), f"{name}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w-]", "", h.lower().replace(" ", "-")) for h in headings}, anchor


def test_every_option_is_in_the_table() -> None:
    import iinkedsign

    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Options")[2].partition("##")[0]
    options = re.findall(r"(\w+)=", iinkedsign.Client.__text_signature__ or "")
    assert options
    for option in options:
        assert f"`{option}`" in table, option


def test_every_error_is_in_the_table() -> None:
    from iinkedsign import exceptions

    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Errors")[2].partition("##")[0]
    for name in exceptions.__all__:
        assert f"`{name}`" in table, name


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_demo(locale: str, tmp_path: Path) -> None:
    variables = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    shown = run([sys.executable, "-W", "error", str(ROOT / "examples/demo.py")], variables, tmp_path)
    assert "\x1b" not in shown, "colours are for terminals"
    assert 40 <= len(shown.splitlines()) <= 80
    assert "OutcomeUnknownError" in shown and "What next" in shown
