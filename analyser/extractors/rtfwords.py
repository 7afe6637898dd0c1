"""The control words of RTF that bear on its text: characters, destinations, character sets."""

from __future__ import annotations

import codecs

CHARACTERS = {
    "tab": " ", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "emspace": " ",
    "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "column": " ", "nestcell": " ", "nestrow": "\n",
}  # fmt: skip
ESCAPES = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
SKIPPED = frozenset(
    ("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "listtable", "xe")
    + ("listoverridetable", "rsidtbl", "generator", "themedata", "datastore", "latentstyles", "tc")
    + ("bkmkstart", "bkmkend", "annotation", "atnid", "atnauthor", "atndate", "atnref", "revtbl")
    + ("filetbl", "nonesttables", "nonshppict", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "pn")
    + ("pgptbl", "xmlnstbl", "mmathPr", "sp", "shprslt", "formfield", "do")
)
"""Destinations that hold no text of the document as it stands."""
STORIES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "removed"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "removed"),
    "footnote": "note",
    "shptxt": "box",
}
"""Destinations with paragraphs of their own."""
MARKS = ("listtext", "pntext")
STARRED = frozenset((*STORIES, *MARKS, "shpinst", "shppict", "ud"))
"""Destinations that old readers pass over, and that are read here all the same."""
SYMBOL = "symbol"
SYMBOL_BULLETS = b"\xb7\xa7\xd8v\xfc"
CHARSETS = {
    2: SYMBOL, 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


def code_page(number: int | None) -> str:
    """Name the encoding of a Windows code page; Windows-1252 for an unknown one."""
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"
