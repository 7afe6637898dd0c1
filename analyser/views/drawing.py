"""Draw the pages of a PDF and find sentences on them, in a process that can be killed."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from analyser.views.locating import Box, lines_of, locate

DPI = 100
POINTS = 72
MAX_SIDE = 1800
"""Pixels of the longer side of a picture; a poster is drawn smaller."""


def main() -> None:
    """Draw what the order on stdin asks for; write one JSON object a page to stdout."""
    import resource

    order: dict[str, Any] = json.load(sys.stdin)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = order["max_memory_bytes"]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    data = Path(order["path"]).read_bytes()
    if order["sha256"] not in (None, hashlib.sha256(data).hexdigest()):
        return
    document = pypdfium2.PdfDocument(data)
    n_bytes = 0
    for page in order["pages"]:
        if not 1 <= page["number"] <= len(document):
            continue
        drawn = draw_page(document[page["number"] - 1], page["texts"])
        n_bytes += len(drawn["png"])
        if order["max_bytes"] < n_bytes:
            return
        sys.stdout.write(json.dumps({"number": page["number"], **drawn}) + "\n")
        sys.stdout.flush()


def draw_page(page: pypdfium2.PdfPage, texts: Sequence[str]) -> dict[str, Any]:
    """Draw one page.

    Parameters
    ----------
    page : PdfPage
        Of an open document.
    texts : sequence of str
        What to find on it.

    Returns
    -------
    dict
        `width` and `height` in pixels, `png` in base 64, and `boxes`: for each text the lines that
        it stands on, each as left, top, right and bottom.
    """
    scale = min(DPI / POINTS, MAX_SIDE / max(1.0, *page.get_size()))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    boxes = _boxes(page, bitmap, texts)
    png = to_png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    size = {"width": bitmap.width, "height": bitmap.height}
    bitmap.close()
    return {**size, "png": base64.b64encode(png).decode("ascii"), "boxes": boxes}


def to_png(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """Pack pixels as PNG.

    Parameters
    ----------
    width, height : int
        In pixels.
    stride : int
        Bytes from one row to the next.
    pixels : bytes
        Red, green and blue, row by row from the top.

    Returns
    -------
    bytes
        A PNG file.
    """
    rows = (pixels[start : start + 3 * width] for start in range(0, height * stride, stride))
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def _boxes(
    page: pypdfium2.PdfPage, bitmap: pypdfium2.PdfBitmap, texts: Sequence[str]
) -> list[list[Box]]:
    textpage = page.get_textpage()
    convert = bitmap.get_posconv(page)
    codes = [pypdfium2.raw.FPDFText_GetUnicode(textpage, i) for i in range(textpage.count_chars())]
    characters = [chr(code) if code <= sys.maxunicode else "" for code in codes]

    def box_of(index: int) -> Box:
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        xs, ys = zip(convert.to_bitmap(left, bottom), convert.to_bitmap(right, top), strict=True)
        return (min(xs), min(ys), max(xs), max(ys))

    found = locate(texts, characters)
    return [lines_of(box_of(index) for index in indices) for indices in found]
