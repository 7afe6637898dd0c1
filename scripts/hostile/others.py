"""Files that are no documents at all, and names that are traps."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from scripts.hostile.kinds import TEXT, Kind, kind, noise
from scripts.hostile.packed import pack
from scripts.hostile.pdfparts import simple
from scripts.hostile.word import OLE

REFUSED = "unsupported"
LONGEST_NAME = 255


def _image(style: str) -> bytes:
    file = io.BytesIO()
    Image.frombytes("L", (64, 64), noise(style, 64 * 64)).save(file, style)
    return file.getvalue()


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        entry = tarfile.TarInfo("statement.pdf")
        data = simple()
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


def _package(main: str) -> bytes:
    return pack({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>", main: TEXT})


def _epub() -> bytes:
    inside = {"mimetype": "application/epub+zip", "OEBPS/a.xhtml": f"<html><p>{TEXT}</p></html>"}
    return pack(inside, stored=("mimetype",))


def _at(slug: str, name: str, expected: str, write: Callable[[Path], None]) -> Kind:
    return Kind(slug=slug, name=name, expected=frozenset(expected.split()), write=write)


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def kinds() -> list[Kind]:
    """List them."""
    names = {
        "longest": "n" * (LONGEST_NAME - 4) + ".txt",
        "line-end": "line\nend.txt",
        "quotes": "\"double\" 'single' `back`.txt",
        "emoji": "\N{SHIP} \N{CHAINS}\ufe0f.txt",
        "formula": "=cmd|'calc'!A0.txt",
        "html": "<img src=x onerror=alert(1)>.txt",
        "terminal": "\x1b[31mred\x07.txt",
        "direction": "\u202etxt.fdp.txt",
        "spaces": "   .txt",
        "option": "--output.txt",
        "bytes": os.fsdecode(b"caf\xe9.txt"),
        "pattern": "[a-z]*?.txt",
    }
    elf = b"\x7fELF\x02\x01\x01" + bytes(9) + noise("elf", 5000)
    return [
        kind("other-png", ".png", REFUSED, lambda: _image("PNG")),
        kind("other-jpeg", ".jpg", REFUSED, lambda: _image("JPEG")),
        kind("other-tiff", ".tiff", REFUSED, lambda: _image("TIFF")),
        kind("other-png-named-pdf", ".pdf", "damaged unsupported", lambda: _image("PNG")),
        kind("other-xlsx", ".xlsx", REFUSED, lambda: _package("xl/workbook.xml")),
        kind("other-pptx", ".pptx", REFUSED, lambda: _package("ppt/presentation.xml")),
        kind("other-xlsx-named-docx", ".docx", "unsupported damaged",
             lambda: _package("xl/workbook.xml")),
        kind("other-epub", ".epub", REFUSED, _epub),
        kind("other-old-word", ".doc", REFUSED,
             lambda: OLE + bytes(500) + "WordDocument".encode("utf-16-le") + noise("doc", 4000)),
        kind("other-gzip", ".gz", REFUSED, lambda: gzip.compress(simple(), mtime=0)),
        kind("other-gzip-named-pdf", ".pdf", "damaged unsupported",
             lambda: gzip.compress(simple(), mtime=0)),
        kind("other-tar", ".tar", "unsupported", _tar),
        kind("other-zip-of-pdf", ".zip", REFUSED, lambda: pack({"a.pdf": simple()})),
        kind("other-zip-empty", ".zip", REFUSED + " damaged", lambda: pack({})),
        kind("other-elf", ".pdf", "damaged unsupported", lambda: elf),
        kind("other-elf-without-suffix", "", REFUSED, lambda: elf),
        kind("other-json", ".json", REFUSED, lambda: b'{"text": "modern slavery"}'),
        kind("other-empty", ".pdf", "empty", lambda: b""),
        kind("other-one-nul", ".pdf", "damaged empty", lambda: b"\0"),
        _at("other-folder", "folder.pdf", "not_found", Path.mkdir),
        _at("other-broken-link", "broken-link.pdf", "not_found",
            lambda path: path.symlink_to("nowhere.pdf")),
        _at("other-link-to-itself", "link-to-itself.pdf", "not_found", _loop),
        _at("other-fifo", "fifo.pdf", "not_found", _fifo),
        _at("other-device", "device.txt", "not_found",
            lambda path: path.symlink_to("/dev/zero")),
        *(kind(f"name-{slug}", "", "ok", TEXT.encode, name=name) for slug, name in names.items()),
    ]  # fmt: skip
