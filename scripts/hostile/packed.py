"""Write ZIP by hand where Python's own writer is too honest."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from scripts.hostile.pdfparts import MEBIBYTE, bomb

MOMENT = (2026, 1, 1, 0, 0, 0)


def pack(parts: Mapping[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """Write an archive that is the same every time.

    Parameters
    ----------
    parts : mapping of str to bytes or str
        Contents by name, in order.
    stored : tuple of str
        Names of parts that are not compressed.

    Returns
    -------
    bytes
        The whole file.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()


def with_bomb(
    parts: Mapping[str, bytes | str], name: str, *, n_mebibytes: int, said: int | None = None
) -> bytes:
    """Write an archive whose last part unpacks to very much.

    Parameters
    ----------
    parts : mapping of str to bytes or str
        The other parts.
    name : str
        Name of the part that is a bomb.
    n_mebibytes : int
        Its true size.
    said : int, optional
        The size that the file claims for it, in bytes.

    Returns
    -------
    bytes
        The whole file.
    """
    base = pack(parts)
    end = base.rindex(b"PK\x05\x06")
    n_entries, size, place = struct.unpack("<HII", base[end + 10 : end + 20])
    body, directory = base[:place], base[place:end]
    raw = bomb(n_mebibytes)[2:-4]
    checksum = 0
    for _ in range(n_mebibytes):
        checksum = zlib.crc32(bytes(MEBIBYTE), checksum)
    claimed = said if said is not None else n_mebibytes * MEBIBYTE
    facts = struct.pack(
        "<HHHHHIIIHH", 20, 0, 8, 0, 0x5C21, checksum, len(raw), claimed, len(name), 0
    )
    local = b"PK\x03\x04" + facts + name.encode() + raw
    central = (
        b"PK\x01\x02\x14\x00" + facts + struct.pack("<HHHII", 0, 0, 0, 0, place) + name.encode()
    )
    tail = struct.pack(
        "<HHHHIIH", 0, 0, n_entries + 1, n_entries + 1, size + len(central), place + len(local), 0
    )
    return body + local + directory + central + b"PK\x05\x06" + tail


def overlapping(parts: Mapping[str, bytes | str], *, n_times: int) -> bytes:
    """Write an archive whose directory names the first part again and again.

    Parameters
    ----------
    parts : mapping of str to bytes or str
        Contents by name.
    n_times : int
        How many more entries there are.

    Returns
    -------
    bytes
        The whole file.
    """
    base = pack(parts)
    end = base.rindex(b"PK\x05\x06")
    n_entries, _, place = struct.unpack("<HII", base[end + 10 : end + 20])
    directory = base[place:end]
    length = 46 + sum(struct.unpack("<HHH", directory[28:34]))
    directory += directory[:length] * n_times
    n_all = n_entries + n_times
    tail = struct.pack("<HHHHIIH", 0, 0, n_all, n_all, len(directory), place, 0)
    return base[:place] + directory + b"PK\x05\x06" + tail
