"""Writes the reference of a .NET assembly from the XML that its compiler wrote: dotnet_reference.py XML PAGE"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

KINDS = {"M": "method", "P": "property", "F": "field", "E": "event"}


def text(element: ET.Element | None) -> str:
    """The words of a documentation element as Markdown."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if child.tag in {"see", "seealso"}:
            target = child.get("cref") or child.get("langword") or child.get("href") or ""
            parts.append(f"`{short(target)}`")
        elif child.tag in {"paramref", "typeparamref"}:
            parts.append(f"`{child.get('name')}`")
        elif child.tag == "c":
            parts.append(f"`{child.text}`")
        elif child.tag == "code":
            parts.append(f"\n\n```csharp\n{(child.text or '').strip()}\n```\n\n")
        elif child.tag == "para":
            parts.append(f"\n\n{text(child)}\n\n")
        else:
            parts.append(text(child))
        parts.append(child.tail or "")
    joined = "".join(parts)
    return joined if "```" in joined else re.sub(r"[ \t]*\n[ \t]*", "\n", joined).strip()


def short(name: str) -> str:
    """A documentation id as people write it: a type without its namespace, a member with its type."""
    kind, _, rest = name.rpartition(":")
    path, _, _ = re.sub(r"``?\d+", "", rest.replace("#ctor", "new")).partition("(")
    return ".".join(path.split(".")[-2 if kind in KINDS else -1 :])


def type_name(name: str) -> str:
    """The type of a parameter, without namespaces."""
    plain = re.sub(r"\b(?:\w+\.)+(?=\w)", "", name)
    return plain.replace("{", "<").replace("}", ">").replace(",", ", ").replace("@", "")


def main(source: str, page: str) -> None:
    """Writes the page."""
    members = {member.get("name") or "": member for member in ET.parse(source).getroot().iter("member")}
    types = sorted(name for name in members if name.startswith("T:"))
    lines = [f"# .NET: {Path(source).stem}", "", "From the documentation of the assembly.", ""]
    for name in types:
        full = name[2:]
        lines += [
            f"## {full.rpartition('.')[2].replace('`1', '<T>')}",
            "",
            text(members[name].find("summary")),
            "",
        ]
        if (remarks := text(members[name].find("remarks"))) != "":
            lines += [remarks, ""]
        for member in sorted(
            key for key in members if re.match(rf"[MPFE]:{re.escape(full)}\.[^.(]+(\(|$)", key)
        ):
            element = members[member]
            own = member[2:].removeprefix(full + ".")
            called, _, arguments = own.partition("(")
            parameters = ", ".join(
                type_name(part) for part in re.split(r",(?![^{]*})", arguments.rstrip(")")) if part
            )
            shown = short(called) + (f"({parameters})" if member[0] == "M" else "")
            lines += [f"### `{shown}`", "", f"*{KINDS[member[0]]}.* {text(element.find('summary'))}", ""]
            for parameter in element.findall("param"):
                lines.append(f"- `{parameter.get('name')}`: {text(parameter)}")
            if (returns := text(element.find("returns"))) != "":
                lines.append(f"- returns: {returns}")
            for thrown in element.findall("exception"):
                lines.append(f"- throws `{short(thrown.get('cref') or '')}`: {text(thrown)}")
            lines.append("")
    Path(page).write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
