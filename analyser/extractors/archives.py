"""Open the archives that word processors write, without trusting what they say of themselves."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO

from lxml import etree

from analyser.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EncryptedDocument,
    UnsupportedFormat,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
MAX_ENTRIES = 10_000
"""Parts in one archive; a DOCX has one for each picture and a few dozen more."""
CHUNK_BYTES = 1 << 20
TOO_LONG = "Text node too long"
"""What the XML parser says of a run of text beyond its limit of ten million characters."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What `zipfile` raises on an archive that is not as it should be."""
OTHERS = (
    ("xl/", "a spreadsheet (XLSX)"),
    ("ppt/", "a presentation (PPTX)"),
    ("Index/", "a document of Apple's Pages, Numbers or Keynote"),
    ("AndroidManifest.xml", "a program (APK)"),
)
"""What an archive is that has a part whose name begins so."""
MIMETYPES = {
    "application/epub+zip": "an electronic book (EPUB)",
    "application/vnd.oasis.opendocument.spreadsheet": "a spreadsheet (ODS)",
    "application/vnd.oasis.opendocument.presentation": "a presentation (ODP)",
}
"""What an archive is whose part `mimetype` says so."""


class Archive:
    """A ZIP archive whose parts together unpack to no more than is allowed.

    Parameters
    ----------
    data : bytes
        The archive.
    name : str
        The document's name, for messages.
    max_unpacked_bytes : int
        Size of all parts together.
    """

    def __init__(self, data: bytes, *, name: str, max_unpacked_bytes: int) -> None:
        self.name = name
        self.left_bytes = self.max_unpacked_bytes = max_unpacked_bytes
        # Counted before the directory is read, which takes a kilobyte for each entry.
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise DocumentTooLarge(
                f'The document "{name}" holds more than {MAX_ENTRIES:,} files in one archive.'
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise DamagedDocument(f'The document "{name}" breaks off: {_said(error)}.') from error
        entries = self._zip.infolist()
        self.names = frozenset(entry.filename for entry in entries)
        size_bytes = sum(entry.file_size for entry in entries)
        if max_unpacked_bytes < size_bytes:
            raise DocumentTooLarge(
                f'The document "{name}" unpacks to {size_bytes:,} bytes; at most '
                f"{max_unpacked_bytes:,} are read."
            )

    def read(self, part: str) -> bytes:
        """Unpack one part.

        Parameters
        ----------
        part : str
            One of `names`.

        Returns
        -------
        bytes
            Its content.

        Raises
        ------
        DocumentTooLarge
            If the parts read so far are larger than is allowed, whatever the directory says.
        EncryptedDocument
            If the part needs a password.
        DamagedDocument
            If it is missing or cannot be unpacked.
        """
        try:
            entry = self._zip.getinfo(part)
            if entry.flag_bits & 1:
                raise EncryptedDocument(f'The document "{self.name}" opens only with a password.')
            with self._zip.open(entry) as file:
                return self._unpack(file)
        except KeyError as error:
            message = f'The document "{self.name}" lacks its part "{part}".'
            raise DamagedDocument(message) from error
        except BROKEN as error:
            raise DamagedDocument(
                f'The part "{part}" of the document "{self.name}" cannot be unpacked: '
                f"{_said(error)}."
            ) from error

    def _unpack(self, file: IO[bytes]) -> bytes:
        chunks = []
        while chunk := file.read(CHUNK_BYTES):
            self.left_bytes -= len(chunk)
            if self.left_bytes < 0:
                raise DocumentTooLarge(
                    f'The document "{self.name}" unpacks to more than '
                    f"{self.max_unpacked_bytes:,} bytes."
                )
            chunks.append(chunk)
        return b"".join(chunks)

    def parse(self, part: str) -> etree._Element:
        """Parse one part as XML, without entities, definitions or anything from elsewhere.

        Parameters
        ----------
        part : str
            One of `names`.

        Returns
        -------
        lxml.etree._Element
            Its root, nested 256 deep at most.

        Raises
        ------
        DamagedDocument
            If it is no sound XML, or has a document type definition.
        """
        data = self.read(part)
        # An attack by entities needs a definition, and no word processor writes one.
        if any("<!DOCTYPE".encode(encoding) in data for encoding in ("ascii", "utf-16-le")):
            raise DamagedDocument(
                f'The part "{part}" of the document "{self.name}" has a document type definition.'
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if TOO_LONG in str(error):
                raise DocumentTooLarge(
                    f'The part "{part}" of the document "{self.name}" has a text of more than '
                    "10,000,000 characters without a break."
                ) from error
            raise DamagedDocument(
                f'The part "{part}" of the document "{self.name}" is no sound XML: {_said(error)}.'
            ) from error
        return root


def archive_type(data: bytes, name: str) -> str:
    """Name the media type of an archive.

    Parameters
    ----------
    data : bytes
        Begins as a ZIP archive does.
    name : str
        The document's name, for messages.

    Returns
    -------
    str
        Of a DOCX or an ODT.

    Raises
    ------
    UnsupportedFormat
        If it is anything else; the message says what.
    EncryptedDocument
        If it is an ODT behind a password.
    DamagedDocument
        If it breaks off.
    DocumentTooLarge
        If it holds too many files.
    """
    # Only its directory and two small parts are read here; the readers bound the rest.
    archive = Archive(data, name=name, max_unpacked_bytes=1 << 62)
    archive.left_bytes = CHUNK_BYTES
    if any(part.startswith("word/document") for part in archive.names):
        return DOCX
    kind = ""
    if "mimetype" in archive.names:
        kind = archive.read("mimetype").decode("latin-1").strip()
    if kind.startswith(ODT) or (not kind and "content.xml" in archive.names):
        if b"encryption-data" in _manifest(archive):
            raise EncryptedDocument(f'The document "{name}" opens only with a password.')
        return ODT
    what = MIMETYPES.get(kind) or next(
        (what for start, what in OTHERS if any(part.startswith(start) for part in archive.names)),
        "",
    )
    if what:
        raise UnsupportedFormat(f'The document "{name}" is {what}. Save its text as PDF or DOCX.')
    raise UnsupportedFormat(
        f'The document "{name}" is an archive (ZIP) of {len(archive.names):,} files. '
        "Unpack it and give the files themselves."
    )


def _manifest(archive: Archive) -> bytes:
    part = "META-INF/manifest.xml"
    return archive.read(part) if part in archive.names else b""


def _said(error: BaseException) -> str:
    return str(error).split("\n")[0].rstrip(".") or type(error).__name__
