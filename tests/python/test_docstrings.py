"""Docstrings: ``help()`` and the stubs agree, and everything public is documented."""

from __future__ import annotations

import ast
import inspect
import pydoc
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import iinkedsign
import iinkedsign.audit
import iinkedsign.distributed
import iinkedsign.testing
import pytest

STUB = ast.parse(Path(iinkedsign.__file__).with_name("_native.pyi").read_text(encoding="utf-8"))


def stubs() -> Iterator[Any]:
    """What is public of the compiled part, as the stub documents it."""
    for node in STUB.body:
        if isinstance(node, ast.FunctionDef) and node.name in iinkedsign.__all__:
            yield pytest.param(node.name, node, id=node.name)
        if isinstance(node, ast.ClassDef) and node.name == "Client":
            yield pytest.param("Client", node, id="Client")
            for it in node.body:
                if isinstance(it, ast.FunctionDef) and not it.name.startswith("_"):
                    yield pytest.param(f"Client.{it.name}", it, id=f"Client.{it.name}")


def find(name: str) -> Any:
    it: Any = iinkedsign
    for part in name.split("."):
        it = getattr(it, part)
    return it


@pytest.mark.parametrize(("name", "node"), list(stubs()))
def test_help_tells_what_the_stub_tells(name: str, node: Any) -> None:
    """The comments in src/python are what `help()` shows, `_native.pyi` is what editors show."""
    assert inspect.getdoc(find(name)) == ast.get_docstring(node)


@pytest.mark.parametrize("name", sorted({*dir(iinkedsign.Client)} - {*dir(object)}))
def test_async_client_tells_no_less(name: str) -> None:
    if name.startswith("_"):
        return
    paragraphs = (inspect.getdoc(getattr(iinkedsign.Client, name)) or "").split("\n\n")
    told = inspect.getdoc(getattr(iinkedsign.AsyncClient, "aclose" if name == "close" else name)) or ""
    if name == "closed":
        told = told.replace("aclose", "close")
    assert [it for it in paragraphs if it not in told.split("\n\n")] == []


def documented() -> Iterator[Any]:
    for module in (iinkedsign, iinkedsign.audit, iinkedsign.testing, iinkedsign.distributed):
        for name in module.__all__:
            it = getattr(module, name)
            if inspect.isclass(it) or callable(it):
                yield pytest.param(it, id=f"{module.__name__}.{name}")


def test_the_package_is_introduced() -> None:
    assert (iinkedsign.__doc__ or "").count("\n") > 10


@pytest.mark.parametrize("it", list(documented()))
def test_everything_public_is_documented(it: Any) -> None:
    assert inspect.getdoc(it)
    if not inspect.isclass(it) or issubclass(it, dict):
        return
    for name, member in vars(it).items():
        if name.startswith("_") or not (callable(member) or isinstance(member, property)):
            continue
        doc = inspect.getdoc(member) or ""
        assert doc, name
        # A whole sentence, and not "see elsewhere".
        assert not doc.startswith("See "), name


@pytest.mark.parametrize(("name", "node"), [it for it in stubs() if "Client" in it.id and it.id != "Client.closed"])
def test_every_argument_is_explained(name: str, node: Any) -> None:
    """Where there are options, each is."""
    told = re.findall(r"^    (\w+): ", inspect.getdoc(find(name)).partition("Args:\n")[2], re.MULTILINE)
    signature = inspect.signature(find(name)).parameters.values()
    options = [it.name for it in signature if it.kind is it.KEYWORD_ONLY]
    if re.search(r"(options|arguments) are those of :meth:", inspect.getdoc(find(name)) or ""):
        assert options
    elif options:
        assert [it for it in told if it in options] == options


def test_help_shows_signatures() -> None:
    text = pydoc.render_doc(iinkedsign.Client, renderer=pydoc.plaintext)
    assert "delete_package(self, /, package_id, *, notify=False, override_retention=False)" in text
    assert "concurrency=64" in text and "RetentionError: a retention policy forbids it; nothing was deleted." in text
    text = pydoc.render_doc(iinkedsign.AsyncClient, renderer=pydoc.plaintext)
    assert "async delete_package(" in text and "OutcomeUnknownError" in text
