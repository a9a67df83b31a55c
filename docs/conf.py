"""The documentation site.  `make docs` writes it to build/docs/html; docs/site/ has what only the site needs."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "docs"
sys.path.insert(0, str(ROOT / "python"))

project = "iinkedsign"
copyright = "the iinkedsign developers"  # Sphinx's name for it
release = re.findall(r'^version = "(.*)"', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE)[0]
extensions = ["myst_parser", "sphinx.ext.napoleon", "autoapi.extension", "breathe", "sphinx_argparse_cli"]
myst_heading_anchors = 4

napoleon_use_ivar = True  # attributes are members already

html_theme = "furo"  # it follows the reader's light or dark mode
html_title = f"iinkedsign {release}"
html_static_path = ["site/static"]
html_css_files = ["site.css"]
html_copy_source = False
# Everything that a page loads lies beside it, the search too: the site works from a folder.
html_theme_options = {"navigation_with_keys": True}

# -- Python: the public names, as the package gives them out, with the docstrings of the stubs ----------------------


def quoted(module: str) -> list[str]:
    """The names that `__all__` of a module of the package lists itself."""
    text = (ROOT / "python" / "iinkedsign" / f"{module}.py").read_text(encoding="utf-8")
    return re.findall(r"^    \"([a-zA-Z]\w+)\",$", text, re.MULTILINE)


def public_package() -> Path:
    """A copy of the package in which what is imported lazily is imported plainly, so that it can be resolved."""
    copy = BUILD / "python" / "iinkedsign"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(
        ROOT / "python" / "iinkedsign", copy, ignore=shutil.ignore_patterns("*.so", "__pycache__")
    )
    init = copy / "__init__.py"
    text = init.read_text(encoding="utf-8")
    errors = quoted("exceptions")
    text = text.replace("from .exceptions import *", f"from .exceptions import {', '.join(errors)}")
    text = text.replace("__all__ += exceptions.__all__", f"__all__ += {errors}")
    imports = re.findall(r"^    from \..* import .*$", text, re.MULTILINE)
    assert imports, "__init__.py has no lazy imports any more"
    init.write_text(text + "\n" + "\n".join(line.strip() for line in imports) + "\n", encoding="utf-8")
    return copy


autoapi_dirs = [str(public_package())]
autoapi_generate_api_docs = False  # docs/reference/python.md has the order
autoapi_options = ["members", "imported-members", "show-inheritance"]
autoapi_python_class_content = "class"
autoapi_member_order = "bysource"


def public_names(module: str) -> list[str]:
    """The names of the package that come from one of its modules."""
    listed = quoted("__init__") + quoted("exceptions")
    defined = (ROOT / "python" / "iinkedsign" / f"{module}.py").read_text(encoding="utf-8")
    return [name for name in re.findall(r"^class (\w+)", defined, re.MULTILINE) if name in listed]


def python_reference(text: str) -> str:
    """The page with every error and every answer of the package on it, and with no name left out."""
    for mark, directive, module in (
        ("[errors]", "autoapiexception", "exceptions"),
        ("[answers]", "autoapiclass", "types"),
    ):
        names = public_names(module)
        assert names and mark in text, mark
        blocks = [f".. {directive}:: iinkedsign.{name}\n   :members:\n" for name in names]
        text = text.replace(mark, "```{eval-rst}\n" + "\n".join(blocks) + "```")
    missing = [name for name in quoted("__init__") if f"iinkedsign.{name}\n" not in text]
    assert not missing, f"docs/reference/python.md lacks {missing}"
    return text


def shorter_signature(
    _app: Sphinx, what: str, name: str, _object: object, _options: object, signature: str, returns: str | None
) -> tuple[str, str | None]:
    """An error's constructor is for the package itself; its attributes are what a user sees."""
    return ("", returns) if what == "exception" else (signature, returns)


# -- C and C++: the headers, read by Doxygen ------------------------------------------------------------------------

breathe_projects = {"c": str(BUILD / "c" / "xml"), "cpp": str(BUILD / "cpp" / "xml")}
breathe_domain_by_extension = {"h": "c", "hpp": "cpp"}
breathe_show_include = False


def run_doxygen(_app: Sphinx) -> None:
    """Reads the headers anew."""
    for name in breathe_projects:
        (BUILD / name).mkdir(parents=True, exist_ok=True)
        subprocess.run(["doxygen", ROOT / "docs" / "site" / f"{name}.doxyfile"], cwd=ROOT, check=True)


# -- the pages ------------------------------------------------------------------------------------------------------

# Files above `docs` that are pages of the site too.
ABOVE = {"README.md": "index", "CHANGELOG.md": "changelog", "CONTRIBUTING.md": "contributing"}


def page_source(_app: Sphinx, page: str, source: list[str]) -> None:
    """Puts the file that a page stands for before its text, and lets all links lead to pages of the site."""
    for name, stand_in in ABOVE.items():
        if page == stand_in:
            text = (ROOT / name).read_text(encoding="utf-8")
            source[0] = (
                re.sub(r"\]\((?!https?:|#)", "](../", text).replace("](../docs/", "](") + "\n" + source[0]
            )
    if page == "reference/python":
        source[0] = python_reference(source[0])
    for name, stand_in in ABOVE.items():
        source[0] = source[0].replace(f"](../{name}", f"]({stand_in}.md")


def setup(app: Sphinx) -> None:
    """Connects the functions above."""
    app.connect("builder-inited", run_doxygen)
    app.connect("autodoc-process-signature", shorter_signature)
    app.connect("source-read", page_source)
