"""PDF of a few kilobytes that costs minutes or gigabytes to read, or has very many pages."""

from __future__ import annotations

import zlib

from scripts.hostile.kinds import LINES, MORE, Kind, kind
from scripts.hostile.pdfparts import bomb, book, flate, page, simple, stream, words, write

COSTLY = "timeout too_large damaged"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
LEVELS = 26


def _recursive(*, page_number: int) -> bytes:
    before = [stream(words())] * (page_number - 1)
    n_form = 4 + 2 * page_number
    form = stream(b"/X Do /X Do ", FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % n_form)
    objects = book([*before, stream(b"/X Do " + words())], more=[form])
    at = 4 + 2 * (page_number - 1) - 1
    objects[at] = page(at + 2, resources=b"/XObject<</X %d 0 R>>" % n_form)
    return write(objects)


def _nested() -> bytes:
    def form(level: int) -> bytes:
        if level == LEVELS:
            return stream(b"BT (x) Tj ET", FORM)
        inner = b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + level)
        return stream(b"/X Do /X Do ", FORM + inner)

    return simple(
        words() + b"/X Do",
        resources=b"/XObject<</X 6 0 R>>",
        more=[form(level) for level in range(LEVELS + 1)],
    )


def _bomb(n_mebibytes: int, *, again: bool = False) -> bytes:
    data, filters = bomb(n_mebibytes), b"/FlateDecode"
    if again:
        data, filters = zlib.compress(data, 9), b"[/FlateDecode/FlateDecode]"
    return write(book([stream(words()), stream(data, b"/Filter" + filters)]))


def _only_bomb() -> bytes:
    return write(book([stream(bomb(1024, filler=b" "), b"/Filter/FlateDecode")]))


def _many_pages(n_pages: int) -> bytes:
    content = flate(words([*MORE[:4], *LINES, *MORE[4:]]))
    numbers = range(5, 5 + n_pages)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = book([content])
    objects[1] = b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % n_pages
    return write([*objects[:3], content, *(page(4) for _ in numbers)])


def _one_page_told_often(n_times: int) -> bytes:
    objects = book([stream(words([*MORE[:4], *LINES, *MORE[4:]]))])
    objects[1] = b"<</Type/Pages/Kids[" + b"4 0 R " * n_times + b"]/Count %d>>" % n_times
    return write(objects)


def _predictor() -> bytes:
    parameters = b"/DecodeParms<</Predictor 15/Columns 2147483647/Colors 32/BitsPerComponent 16>>"
    return write(book([stream(words()), flate(words(), parameters)]))


def _huge_image() -> bytes:
    image = stream(
        bomb(64),
        b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB"
        b"/BitsPerComponent 8/Filter/FlateDecode",
    )
    return simple(
        words() + b"q 500 0 0 500 0 0 cm /I Do Q", resources=b"/XObject<</I 6 0 R>>", more=[image]
    )


def _many_filters() -> bytes:
    data = words()
    for _ in range(12):
        data = data.hex().encode() + b">"
    return write(book([stream(data, b"/Filter[" + b"/ASCIIHexDecode" * 12 + b"]")]))


def kinds() -> list[Kind]:
    """List them."""
    huge = b"[0 0 200000 200000]"
    return [
        kind("pdf-deep-arrays", ".pdf", "ok damaged",
             lambda: simple(more=[b"[" * 200_000 + b"]" * 200_000])),
        kind("pdf-deep-arrays-in-page", ".pdf", "ok damaged",
             lambda: simple(extra=b"/Deep " + b"[" * 200_000 + b"]" * 200_000)),
        kind("pdf-form-draws-itself", ".pdf", COSTLY + " ok",
             lambda: _recursive(page_number=1), is_heavy=True),
        kind("pdf-form-draws-itself-on-page-2", ".pdf", COSTLY + " ok", is_partial=True,
             make=lambda: _recursive(page_number=2), is_heavy=True),
        kind("pdf-nested-forms", ".pdf", COSTLY, _nested, is_heavy=True),
        kind("pdf-flate-bomb", ".pdf", COSTLY + " ok", lambda: _bomb(1024), is_partial=True,
             is_heavy=True),
        kind("pdf-flate-bomb-alone", ".pdf", COSTLY + " empty", _only_bomb, is_heavy=True),
        kind("pdf-flate-bomb-nested", ".pdf", COSTLY + " ok", is_partial=True,
             make=lambda: _bomb(4096, again=True), is_heavy=True),
        kind("pdf-3-million-operators", ".pdf", COSTLY + " unreadable", is_heavy=True,
             make=lambda: write(book([flate(words() + b"BT /F1 9 Tf " + b"(a)Tj " * 3_000_000)]))),
        kind("pdf-huge-page-with-text", ".pdf", "ok", lambda: simple(box=huge)),
        kind("pdf-huge-page-without-text", ".pdf", "empty damaged no_text_layer",
             lambda: simple(b"0 0 m 9 9 l S", box=huge)),
        kind("pdf-page-of-no-size", ".pdf", "ok", lambda: simple(box=b"[0 0 0 0]")),
        kind("pdf-page-of-negative-size", ".pdf", "ok", lambda: simple(box=b"[595 842 0 0]")),
        kind("pdf-page-of-no-number", ".pdf", "ok", lambda: simple(box=b"[0 0 1e39 -1e39]")),
        kind("pdf-1000-pages", ".pdf", "ok", lambda: _many_pages(1000)),
        kind("pdf-5000-pages", ".pdf", "ok timeout", lambda: _many_pages(5000), is_heavy=True),
        kind("pdf-6000-pages", ".pdf", "ok timeout", lambda: _many_pages(6000), is_partial=True,
             is_heavy=True),
        kind("pdf-100000-times-one-page", ".pdf", "ok too_large timeout", is_partial=True,
             make=lambda: _one_page_told_often(100_000), is_heavy=True),
        kind("pdf-predictor-of-2-billion-columns", ".pdf", "ok damaged too_large", _predictor,
             is_partial=True),
        kind("pdf-image-of-10-gigabytes", ".pdf", "ok", _huge_image),
        kind("pdf-12-filters", ".pdf", "ok damaged", _many_filters),
    ]  # fmt: skip
