"""Tell what a document is from its bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from analyser.errors import DamagedDocument, EncryptedDocument, UnsupportedFormat
from analyser.extractors.archives import DOCX as DOCX
from analyser.extractors.archives import ODT as ODT
from analyser.extractors.archives import archive_type
from analyser.extractors.encodings import SAMPLE_BYTES, decode, is_text, wide_encoding
from analyser.types import Source

PDF = "application/pdf"
HTML = "text/html"
RTF = "application/rtf"
PLAIN = "text/plain"
HEAD = 1024
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_KINDS = {
    "WordDocument": "an old Word document (DOC). Save it as DOCX or PDF",
    "Workbook": "an old spreadsheet (XLS). Save its text as PDF or DOCX",
    "PowerPoint Document": "an old presentation (PPT). Save it as PDF",
    "__substg1.0_": "an e-mail message (MSG). Save its text or its attachment",
}
"""What an OLE container is, by the name of a stream in it."""
IMAGE = "an image ({}). Make a PDF of it, so that its text can be recognised"
PACKED = "compressed ({}). Unpack it and give the file itself"
STARTS = {
    b"\x89PNG\r\n\x1a\n": IMAGE.format("PNG"),
    b"\xff\xd8\xff": IMAGE.format("JPEG"),
    b"II*\0": IMAGE.format("TIFF"),
    b"MM\0*": IMAGE.format("TIFF"),
    b"GIF8": IMAGE.format("GIF"),
    b"RIFF": IMAGE.format("WebP"),
    b"\x1f\x8b": PACKED.format("gzip"),
    b"BZh": PACKED.format("bzip2"),
    b"\xfd7zXZ\0": PACKED.format("xz"),
    b"7z\xbc\xaf\x27\x1c": PACKED.format("7z"),
    b"Rar!\x1a\x07": PACKED.format("RAR"),
    b"%!PS": "PostScript. Make a PDF of it",
}
"""What a file is that begins so."""
BINARY_SUFFIXES = frozenset(
    (".pdf", ".doc", ".docx", ".docm", ".dotx", ".odt", ".rtf", ".xls", ".xlsx", ".ppt", ".pptx")
    + (".epub", ".zip", ".gz", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
)
"""Names of formats that have a signature; text so named is something else than it was saved as."""
OTHER_TEXT_SUFFIXES = frozenset(
    (".json", ".jsonl", ".csv", ".tsv", ".xml", ".svg", ".js", ".css", ".py", ".toml", ".yaml")
    + (".yml", ".ini", ".sql", ".log", ".tex", ".ps")
)
"""Text has no signature. A name lets nothing in, but it may say that text is no prose."""
PROLOG = re.compile(
    r"(?:\s|\ufeff|ï»¿|<!--.*?(?:-->|\Z)|<\?.*?(?:>|\Z)|<!doctype[^>]*(?:>|\Z))*+",
    re.IGNORECASE | re.DOTALL,
)
OPENING = re.compile(r"<([a-z][a-z0-9:]*)(?=[\s/>])", re.IGNORECASE)
HTML_TAG = re.compile(
    r"(?:html|head|body|title|meta|base|link|script|style|noscript|main|article|section|header"
    r"|footer|nav|aside|div|span|p|br|hr|h[1-6]|ul|ol|li|dl|table|tbody|tr|td|blockquote|pre|a|b|i"
    r"|u|em|strong|font|center|img|form|frameset|iframe|details|figure|address)"
)
BLOCK_TAGS = re.compile(
    r"</(?:p|div|li|ul|td|tr|table|h[1-6]|section|span)\s*>|<br\s*/?>|<(?:html|body)\b",
    re.IGNORECASE,
)
MIN_TAGS = 3
"""From so many tags on, text that does not begin with one is a fragment of a page."""
MESSAGE = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?Content-Type:\s*multipart/", re.IGNORECASE
)
MAX_JSON_BYTES = 1_000_000


def media_type_of(data: bytes, source: Source) -> str:
    """Name the type of a document.

    Parameters
    ----------
    data : bytes
        The whole document.
    source : Source
        Where it comes from; inline text is plain text, and a name can only speak against text.

    Returns
    -------
    str
        The media type of an extractor.

    Raises
    ------
    UnsupportedFormat
        If no extractor reads it; the message says what it is.
    EncryptedDocument
        If it is an Office document behind a password.
    DamagedDocument
        If it is not what it begins as, or is text under the name of another format.
    DocumentTooLarge
        If it is an archive of too many files.
    """
    if source.text is not None:
        return PLAIN
    head = data[:HEAD]
    if head[257:262] == b"ustar":
        # Its first member may be a PDF, whose sign stands within the first bytes too.
        raise UnsupportedFormat(f'The document "{source.id}" is {PACKED.format("tar")}.')
    if b"%PDF-" in head:
        return PDF
    if head.startswith(ZIP_STARTS):
        return archive_type(data, source.id)
    if head.startswith(OLE):
        raise _ole_error(data, source)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return RTF
    for start, what in STARTS.items():
        if head.startswith(start):
            raise UnsupportedFormat(f'The document "{source.id}" is {what}.')
    if not is_text(data):
        raise UnsupportedFormat(f'The document "{source.id}" is of no type that can be read.')
    return _text_type(data, source)


def _ole_error(data: bytes, source: Source) -> EncryptedDocument | UnsupportedFormat:
    # A password-protected .docx is an OLE container with this stream in its directory.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedDocument(f'The document "{source.id}" opens only with a password.')
    what = next(
        (what for stream, what in OLE_KINDS.items() if stream.encode("utf-16-le") in data),
        "in an old Office format. Save it as PDF or DOCX",
    )
    return UnsupportedFormat(f'The document "{source.id}" is {what}.')


def _text_type(data: bytes, source: Source) -> str:
    if MESSAGE.search(data[: 4 * HEAD]):
        raise UnsupportedFormat(
            f'The document "{source.id}" is an e-mail message or a saved web archive (MHTML). '
            "Save the page as HTML or PDF, or the message's attachment."
        )
    sample = data[:SAMPLE_BYTES].decode(wide_encoding(data) or "latin-1", "replace")
    begin = PROLOG.match(sample)
    body = sample[begin.end() :] if begin else sample
    tag = OPENING.match(body)
    name = tag[1].lower() if tag else ""
    prolog = sample[: len(sample) - len(body)].lower()
    if HTML_TAG.fullmatch(name) or "<!doctype html" in prolog or _is_fragment(body, name, prolog):
        return HTML
    if name and "<?xml" in prolog:
        raise UnsupportedFormat(f'The document "{source.id}" is XML data, not a page of text.')
    if name == "svg":
        raise UnsupportedFormat(f'The document "{source.id}" is {IMAGE.format("SVG")}.')
    suffix = Path(source.path).suffix.lower() if source.path else ""
    if suffix in BINARY_SUFFIXES:
        raise DamagedDocument(
            f'The document "{source.id}" is named "{suffix}", but is none: it holds plain text.'
        )
    if suffix in OTHER_TEXT_SUFFIXES or _is_json(data):
        raise UnsupportedFormat(f'The document "{source.id}" holds data or code, not prose.')
    return PLAIN


def _is_fragment(body: str, name: str, prolog: str) -> bool:
    """Say whether text holds the tags of a page, though it begins with none."""
    if name and "<?xml" in prolog:
        return False
    return len(BLOCK_TAGS.findall(body)) >= MIN_TAGS


def _is_json(data: bytes) -> bool:
    body = data.strip()
    if not (body.startswith((b"{", b"[")) and body.endswith((b"}", b"]"))):
        return False
    if len(body) > MAX_JSON_BYTES:
        return True
    try:
        json.loads(decode(body))
    except (ValueError, RecursionError):
        return False
    return True
