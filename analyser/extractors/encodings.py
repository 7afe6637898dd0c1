"""Turn bytes into text: by byte order mark, by what they declare, as UTF-8, else Windows-1252."""

from __future__ import annotations

import codecs

SAMPLE_BYTES = 65_536
"""How much of a file is looked at to tell what it is."""
MAX_CONTROL = 0.02
"""Share of control characters above which bytes are no text; in random ones it is a tenth."""
MIN_WIDE = 0.3
"""Share of NUL bytes from which text is UTF-16; English in it has nearly a half."""
MAX_BROKEN = 0.1
"""Share of undecodable among the bytes that are not ASCII, up to which text is damaged UTF-8."""
CONTROL = bytes({*range(32), 127} - set(b"\t\n\r\f\v\x1b"))
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
DECLARABLE = ("utf-8", "cp125", "cp874", "iso8859-", "koi8", "mac-", "gb", "big5", "euc_", "shift")
"""How Python's names of the encodings of the Web begin; others, such as `idna`, are traps."""
SAID_OF_1252 = ("ascii", "iso8859-1")
"""Names that browsers take for Windows-1252, as their authors do."""


def wide_encoding(data: bytes) -> str | None:
    """Say which UTF-16 bytes are in, with or without a byte order mark; None for neither."""
    for mark, encoding in UTF16.items():
        if data.startswith(mark):
            return encoding
    sample = data[:SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if MIN_WIDE * len(sample) <= odd and even <= 0.05 * odd:
        return "utf-16-le"
    if MIN_WIDE * len(sample) <= even and odd <= 0.05 * even:
        return "utf-16-be"
    return None


def is_text(data: bytes) -> bool:
    """Say whether bytes are text; a stray NUL in them is a slip, many are a binary format."""
    if wide_encoding(data):
        return True
    sample = data[:SAMPLE_BYTES]
    n_control = len(sample) - len(sample.translate(None, CONTROL))
    return n_control <= MAX_CONTROL * len(sample)


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Decode text.

    Parameters
    ----------
    data : bytes
        The whole document.
    declared : str, optional
        The encoding that the document names.

    Returns
    -------
    str
        Undecodable bytes become U+FFFD; line ends are line feeds; no byte order mark.
    """
    text = _decode(data, declared).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, declared: str | None) -> str:
    if wide := wide_encoding(data):
        return data.decode(wide, "replace")
    name = None if data.startswith(codecs.BOM_UTF8) else _known(declared)
    for encoding in [*([name] if name else []), "utf-8"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    text = data.decode("utf-8", "replace")
    n_beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if text.count("\ufffd") <= MAX_BROKEN * n_beyond_ascii:
        return text
    return data.decode("cp1252", "replace")


def _known(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return None
    if name in SAID_OF_1252:
        return "cp1252"
    return name if name.startswith(DECLARABLE) else None
