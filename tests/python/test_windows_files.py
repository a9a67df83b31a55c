"""Key files and files of ids as Windows, spreadsheets and databases write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Cli
from iinkedsign.testing import Emulator
from vendor import DELETABLE, PACKAGE, VIDEO_PACKAGE

IDS = [PACKAGE, VIDEO_PACKAGE, DELETABLE]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
REMEDY = 'save it as UTF-8 (in Excel: "CSV UTF-8")'


@pytest.mark.parametrize("encoding", [*UNICODE, "cp1252"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n", " \r\n\r\n", "\r\nanother line\r\n"])
def test_key_files(
    cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoding: str, end: str
) -> None:
    monkeypatch.delenv("IINKEDSIGN_API_KEY")
    path = tmp_path / "key.txt"
    path.write_bytes((emulator.api_key + end).encode(encoding))
    run = cli("status", PACKAGE, "--api-key-file", str(path))
    assert (run.code, run.err) == (0, "")


KEY_FILES = [
    (b"", "its first line is empty"),
    (b"\xef\xbb\xbf", "its first line is empty"),
    (b"\xff\xfe\r\x00\n\x00", "its first line is empty"),
    (
        "canary-kÿ".encode("cp1252"),
        f"it is not UTF-8 text, but in a code page of Windows (ANSI) or of another system: {REMEDY}",
    ),
    ("\ufeffcanary-key".encode("utf-16-le") + b"\n", f"it is UTF-16 text that is damaged at byte 22: {REMEDY}"),
    (b"PK\x03\x04canary", f"it is no text, but a ZIP archive, as Excel's .xlsx is one: {REMEDY}"),
    (b"canary\x00key", f"it is no text, for it holds bytes of zero: {REMEDY}"),
]


@pytest.mark.parametrize(("data", "text"), KEY_FILES)
def test_key_files_that_are_refused(
    cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes, text: str
) -> None:
    monkeypatch.delenv("IINKEDSIGN_API_KEY")
    path = tmp_path / "key.txt"
    path.write_bytes(data)
    run = cli("status", PACKAGE, "--api-key-file", str(path))
    assert (run.code, run.out, run.err) == (2, "", f"iinkedsign: --api-key-file {path}: {text}\n")
    assert emulator.requests == []


def audited(cli: Cli, emulator: Emulator, path: Path, *options: str) -> list[str | None]:
    run = cli("audit", str(path), *options, "--json")
    assert (run.code, run.err, run.json["packages"]) == (0, "", 3)
    return sorted(it["package_id"] for it in emulator.requests if it["operation"] == "status")


@pytest.mark.parametrize("encoding", [*UNICODE, "cp1252", "cp1251", "cp850", "cp932", "gbk", "big5"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings(cli: Cli, emulator: Emulator, tmp_path: Path, encoding: str, delimiter: str) -> None:
    """The ids are ASCII, whatever stands in the other columns."""
    names = {"cp1251": "Договор", "cp932": "ソ表契約", "gbk": "合同", "big5": "許功蓋"}
    name = names.get(encoding, "Müller")
    path = tmp_path / "ids.csv"
    table = "".join(f'"{name}"{delimiter}{id}\r\n' for id in IDS)
    path.write_bytes(f"name{delimiter}package_id\r\n{table}".encode(encoding))
    assert audited(cli, emulator, path) == sorted(IDS)


WRITTEN = {
    "lines": "\n".join(IDS),
    "lines of Windows": "\r\n".join(IDS) + "\r\n",
    "lines of an old Mac": "\r".join(IDS),
    "blanks": f"\n{IDS[0]}\n\n  {IDS[1]}  \n{IDS[2]}\n\n",
    "header": "package_id\n" + "\n".join(IDS),
    "header in words": "Package ID\n" + "\n".join(IDS),
    "comma in a field": "id,name\n" + "".join(f'{id},"a, b"\n' for id in IDS),
    "line feed in a field": "name;packageId\n" + "".join(f'"a\nb";{id}\n' for id in IDS),
    "long fields": "package-id,x\n" + "".join(f'{id},"{"y" * 200_000}"\n' for id in IDS),
    "tabs": "no\tPACKAGE_ID\n" + "".join(f"{number}\t{id}\n" for number, id in enumerate(IDS)),
    "quotes of Excel": "ID;Größe\r\n" + "".join(f'"{id}";"ß"\r\n' for id in IDS),
    "sep=;": "sep=;\r\nid;name\r\n" + "".join(f"{id};a,b,c,d\r\n" for id in IDS),
    "sep=,": "SEP=,\nname;x,id\n" + "".join(f"a;b;c,{id}\n" for id in IDS),
    "sep=tab": "sep=\t\r\nid\tname\r\n" + "".join(f"{id}\tx\r\n" for id in IDS),
    "sep=|": '"sep=|"\r\nname|id\r\n' + "".join(f"x,y|{id}\r\n" for id in IDS),
    "sep= alone": "sep=;\n" + "\n".join(IDS),
    "braces": "\n".join(f"{{{id}}}" for id in IDS),
    "capital letters in braces": "PackageId\n" + "\n".join(f"{{{id.upper()}}}" for id in IDS),
    "parentheses": "\n".join(f"({id})" for id in IDS),
    "quotes": "\n".join(f'"{id}"' for id in IDS),
    "quoted twice": "id,x\n" + "\n".join(f'"""{id}""",1' for id in IDS),
    "apostrophes": "\n".join(f"'{id}'" for id in IDS),
    "list of SQL": ",\n".join(f"'{id}'" for id in IDS) + ",",
    "typographic quotes": "\n".join(f"“{id}”" for id in IDS),
    "formula": "id,x\n" + "\n".join(f'"=""{id}""",1' for id in IDS),
    "no-break spaces": "id\n" + "\n".join(f"\u00a0{id}\u00a0" for id in IDS),
    "blanks without width": "\n".join(f"\u200b{id}\ufeff" for id in IDS),
    "blank lines": "\n \n\u00a0\n".join(IDS) + "\n\t\n",
    "comma in the header": 'id;"name, first"\n' + "".join(f"{id};x\n" for id in IDS),
    "empty columns": "".join(f"{id};;\n" for id in IDS),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", WRITTEN)
def test_what_stands_around_ids(cli: Cli, emulator: Emulator, tmp_path: Path, form: str, encoding: str) -> None:
    path = tmp_path / "ids.csv"
    path.write_bytes(WRITTEN[form].encode(encoding))
    assert [str(id).lower() for id in audited(cli, emulator, path)] == sorted(IDS)


def test_a_column_by_its_name(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "ids.csv"
    path.write_text("id,ours\n" + "".join(f"{number},{id}\n" for number, id in enumerate(IDS)))
    assert audited(cli, emulator, path, "--column", "ours") == sorted(IDS)


def test_no_break_spaces_in_ansi(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "ids.csv"
    path.write_bytes("\r\n".join(f"{id}\u00a0" for id in IDS).encode("cp1252"))
    assert audited(cli, emulator, path) == sorted(IDS)


FILES = [
    (b"PK\x03\x04\x14\x00\x06\x00", "it is no text, but a ZIP archive, as Excel's .xlsx is one"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "it is no text, but a workbook of an old Excel"),
    (b"PAR1\x15\x04", "it is no text, but a Parquet file"),
    (b"ARROW1\x00\x00", "it is no text, but an Arrow file"),
    (b"\x1f\x8b\x08\x00", "it is no text, but compressed by gzip"),
    (b"%PDF-1.7\n", "it is no text, but a PDF"),
    (b"\xff\xfe\x00", "it is UTF-16 text that is damaged at byte 2"),
    (b"\xff\xfea\x00\x00\xd8b\x00", "it is UTF-16 text that is damaged at byte 4"),
    (b"\xef\xbb\xbfid\nM\xfcller", "it is UTF-8 text that is damaged at byte 7"),
    (b"id\n" + b"a\x00bcdefgh" * 3, "it is no text, for it holds bytes of zero"),
]


@pytest.mark.parametrize(("data", "text"), FILES)
def test_files_that_are_refused(cli: Cli, emulator: Emulator, tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "ids.csv"
    path.write_bytes(data)
    run = cli("audit", str(path))
    assert (run.code, run.out, run.err) == (2, "", f"iinkedsign: {path}: {text}: {REMEDY}\n")
    assert emulator.requests == []


def test_values_are_not_taken_for_a_header(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "ids.csv"
    path.write_text(f"{PACKAGE},https://a.example/canary,{'x' * 41},name\n")
    run = cli("audit", str(path), "--column", "id")
    assert run.err == f"iinkedsign: {path}: its header has no column id, only {PACKAGE}, …, …, name\n"
