"""Write PDF by hand, object by object, so that each of them can be wrong."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from scripts.hostile.kinds import LINES

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
BOX = b"[0 0 595 842]"
MEBIBYTE = 1 << 20


def stream(data: bytes, extra: bytes = b"", *, length: bytes | None = None) -> bytes:
    """Write a stream object.

    Parameters
    ----------
    data : bytes
        As it stands in the file.
    extra : bytes
        More entries of its dictionary.
    length : bytes, optional
        What to claim as its length.

    Returns
    -------
    bytes
        The object, without its number.
    """
    said = length if length is not None else str(len(data)).encode()
    return b"<<" + extra + b"/Length " + said + b">>stream\n" + data + b"\nendstream"


def flate(data: bytes, extra: bytes = b"") -> bytes:
    """Write a compressed stream object.

    Parameters
    ----------
    data : bytes
        Before compression.
    extra : bytes
        More entries of its dictionary.

    Returns
    -------
    bytes
        The object, without its number.
    """
    return stream(zlib.compress(data), b"/Filter/FlateDecode" + extra)


def words(lines: Iterable[str] = LINES, *, before: bytes = b"", top: int = 780) -> bytes:
    """Write page content that shows lines of Latin text.

    Parameters
    ----------
    lines : iterable of str
        One below the other.
    before : bytes
        Operators before the text.
    top : int
        Where the first line stands, in points.

    Returns
    -------
    bytes
        Content for a page with the font F1.
    """
    shown = b"".join(
        b"(" + line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)") + b")'\n"
        for line in lines
    )
    return before + b" BT /F1 11 Tf 16 TL 50 " + str(top).encode() + b" Td\n" + shown + b"ET\n"


def page(
    content: int, *, parent: int = 2, resources: bytes = b"", box: bytes = BOX, extra: bytes = b""
) -> bytes:
    """Write a page object.

    Parameters
    ----------
    content, parent : int
        Numbers of objects.
    resources : bytes
        Beside the font F1, which is object 3.
    box : bytes
        The media box.
    extra : bytes
        More entries.

    Returns
    -------
    bytes
        The object, without its number.
    """
    return (
        b"<</Type/Page/Parent %d 0 R/MediaBox%s/Contents %d 0 R"
        b"/Resources<</Font<</F1 3 0 R>>%s>>%s>>" % (parent, box, content, resources, extra)
    )


def book(
    contents: Sequence[bytes],
    *,
    resources: bytes = b"",
    box: bytes = BOX,
    extra: bytes = b"",
    catalog: bytes = b"",
    more: Sequence[bytes] = (),
) -> list[bytes]:
    """Lay out objects: catalog, page tree, font, then page and content of each page, then `more`.

    Parameters
    ----------
    contents : sequence of bytes
        A stream object for each page.
    resources : bytes
        Of every page, beside the font.
    box : bytes
        The media box of every page.
    extra : bytes
        More entries of every page.
    catalog : bytes
        More entries of the catalog.
    more : sequence of bytes
        Further objects; the first has number 4 + 2 * n_pages.

    Returns
    -------
    list of bytes
        Objects without their numbers; the first is number 1.
    """
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(contents),
        FONT,
    ]
    for index, content in enumerate(contents):
        objects.append(page(5 + 2 * index, resources=resources, box=box, extra=extra))
        objects.append(content)
    return [*objects, *more]


def write(
    objects: Sequence[bytes],
    *,
    trailer: bytes = b"",
    size: int | None = None,
    end: bytes = b"\nendobj\n",
) -> bytes:
    """Write a file with its cross-reference table.

    Parameters
    ----------
    objects : sequence of bytes
        The first is number 1, the catalog.
    trailer : bytes
        More entries of the trailer.
    size : int, optional
        What to claim as the number of objects.
    end : bytes
        What ends each object.

    Returns
    -------
    bytes
        The whole file.
    """
    body, offsets = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], []
    place = len(body[0])
    for number, content in enumerate(objects, start=1):
        offsets.append(place)
        body.append(b"%d 0 obj\n%s%s" % (number, content, end))
        place += len(body[-1])
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    said = size if size is not None else len(objects) + 1
    return b"".join(body) + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, said, trailer, place)
    )


def simple(content: bytes | None = None, **options: bytes | Sequence[bytes]) -> bytes:
    """Write a file of one page.

    Parameters
    ----------
    content : bytes, optional
        Operators; the statement by default.
    **options : bytes or sequence of bytes
        As for `book`.

    Returns
    -------
    bytes
        The whole file.
    """
    return write(book([stream(words() if content is None else content)], **options))  # type: ignore[arg-type]


def bomb(n_mebibytes: int, *, filler: bytes = b"\0") -> bytes:
    """Compress a repeated byte without ever holding it: one block, told again and again.

    Parameters
    ----------
    n_mebibytes : int
        Size once unpacked.
    filler : bytes
        One byte.

    Returns
    -------
    bytes
        A zlib stream; its checksum is right for zeros only.
    """
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(filler * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = ((n_mebibytes * MEBIBYTE % 65521) << 16) | 1
    return head + block * n_mebibytes + b"\x03\x00" + checksum.to_bytes(4, "big")


UNICODE_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Invented/Encoding/Identity-H/DescendantFonts[%d 0 R]%s>>"
)
DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Invented/DW 500"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor"
    b"<</Type/FontDescriptor/FontName/Invented/Flags 4/FontBBox[0 0 500 800]"
    b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>"
)


def to_unicode(shift: int = 0, base: int = 0) -> bytes:
    """Write a ToUnicode map in which code n means the character n + shift, or base + n.

    Parameters
    ----------
    shift : int
        What to add to each code.
    base : int
        What to add besides, such as the start of the private use area.

    Returns
    -------
    bytes
        A stream object.
    """
    ranges = b"".join(
        b"<%02x%02x><%02x%02x><%04x>\n"
        % (high, 1 if not high else 0, high, 255, max(high << 8 | (not high), 0) + shift + base)
        for high in range(0, 256 if not (shift or base) else 1)
    )
    parts = ranges.splitlines(keepends=True)
    groups = [parts[start : start + 100] for start in range(0, len(parts), 100)]
    body = b"".join(b"%d beginbfrange\n%sendbfrange\n" % (len(g), b"".join(g)) for g in groups)
    return stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /X def\n"
        b"1 begincodespacerange <0000><ffff> endcodespacerange\n" + body + b"endcmap end end"
    )


def unicode_pdf(lines: Sequence[str], *, mapping: bytes | None = None) -> bytes:
    """Write text in any script, or behind any map from codes to characters.

    Parameters
    ----------
    lines : sequence of str
        One below the other.
    mapping : bytes, optional
        A ToUnicode stream object; none where it is empty.

    Returns
    -------
    bytes
        The whole file.
    """
    shown = b"".join(b"<%s>'\n" % line.encode("utf-16-be").hex().encode() for line in lines)
    content = b"BT /U 11 Tf 16 TL 50 780 Td\n" + shown + b"ET"
    mapping = to_unicode() if mapping is None else mapping
    # One page: object 4 is the page, 5 its content, 6 and on are these.
    more = [UNICODE_FONT % (7, b"/ToUnicode 8 0 R" if mapping else b""), DESCENDANT]
    objects = book([stream(content)], more=[*more, *([mapping] if mapping else [])])
    objects[3] = objects[3].replace(b"/F1 3 0 R", b"/F1 3 0 R/U 6 0 R")
    return write(objects)
