"""Tell what a document is from its bytes."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import Path

from analyser.errors import DamagedDocument, EncryptedDocument, UnsupportedFormat
from analyser.types import Source

PDF = "application/pdf"
HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLAIN = "text/plain"
HEAD = 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_SUFFIXES = ("", ".txt", ".text", ".md", ".markdown")
BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h1)\b", re.IGNORECASE
)


def media_type_of(data: bytes, source: Source) -> str:
    """Name the type of a document.

    Parameters
    ----------
    data : bytes
        The whole document.
    source : Source
        Where it comes from; inline text is plain text, and a name counts only for text.

    Returns
    -------
    str
        The media type of an extractor.

    Raises
    ------
    UnsupportedFormat
        If no extractor reads it.
    EncryptedDocument
        If it is an Office document behind a password.
    DamagedDocument
        If it begins as a known type and cannot be one.
    """
    if source.text is not None:
        return PLAIN
    head = data[:HEAD]
    if b"%PDF-" in head:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(data, source)
    if head.startswith(OLE):
        # A password-protected .docx is an OLE container with this stream in its directory.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedDocument(f'The document "{source.id}" opens only with a password.')
        raise UnsupportedFormat(f'The document "{source.id}" is in an old Office format.')
    if HTML_START.search(head) and is_text(data):
        return HTML
    suffix = Path(source.path).suffix.lower() if source.path else ""
    if suffix == ".pdf" or suffix == ".docx":
        raise DamagedDocument(f'The document "{source.id}" is named "{suffix}", but is none.')
    if suffix in (".html", ".htm") and is_text(data):
        return HTML
    if suffix in TEXT_SUFFIXES and is_text(data):
        return PLAIN
    raise UnsupportedFormat(f'The document "{source.id}" is of no type that can be read.')


def is_text(data: bytes) -> bool:
    """Say whether bytes are text: no NUL in them, unless a byte order mark announces UTF-16."""
    return data.startswith(BYTE_ORDER_MARKS) or b"\0" not in data[: 64 * HEAD]


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Decode text: by its byte order mark, as declared, as UTF-8, else as Windows-1252.

    Parameters
    ----------
    data : bytes
        The whole document.
    declared : str, optional
        The encoding that the document names.

    Returns
    -------
    str
        Undecodable bytes become U+FFFD; line ends are line feeds.
    """
    encodings = [
        *(["utf-8-sig"] if data.startswith(codecs.BOM_UTF8) else []),
        *(["utf-16"] if data.startswith(BYTE_ORDER_MARKS[1:]) else []),
        *([declared] if declared else []),
        "utf-8",
    ]
    for encoding in encodings:
        try:
            return _line_feeds(data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _line_feeds(data.decode("cp1252", "replace"))


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _zip_type(data: bytes, source: Source) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DamagedDocument(f'The document "{source.id}" breaks off: {error}.') from error
    if "word/document.xml" in names:
        return DOCX
    raise UnsupportedFormat(f'The document "{source.id}" is an archive, and no DOCX.')
