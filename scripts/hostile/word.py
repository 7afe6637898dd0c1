"""DOCX that is a bomb, a trap, or not quite a DOCX."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from scripts.hostile.kinds import EVIL, LINES, SECRET, SECRET_NAME, SENTENCE, Kind, kind, noise
from scripts.hostile.packed import overlapping, pack, with_bomb

PORT = 9
"""Where a document that fetches what it names would call; replaced by `suite.write`."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DOCUMENT = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def run(text: str) -> str:
    """Write a paragraph of one run; the text is escaped."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def document(body: str | None = None, *, doctype: str = "") -> str:
    """Write word/document.xml.

    Parameters
    ----------
    body : str, optional
        XML; the statement by default.
    doctype : str
        What stands before the root.

    Returns
    -------
    str
        The part.
    """
    inner = body if body is not None else "".join(map(run, LINES))
    return f"{XML}{doctype}<w:document {NAMESPACES}><w:body>{inner}</w:body></w:document>"


def parts(
    content: str | bytes | None = None, *, main: str = MAIN, relations: str = ""
) -> dict[str, str | bytes]:
    """Give the parts of a DOCX.

    Parameters
    ----------
    content : str or bytes, optional
        word/document.xml; the statement by default.
    main : str
        The content type of the main part.
    relations : str
        Relationships of the main part, as XML.

    Returns
    -------
    dict of str to str or bytes
        Contents by name.
    """
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default '
        f'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        DOCUMENT: document() if content is None else content,
    }


def _without(*names: str) -> Mapping[str, str | bytes]:
    return {name: content for name, content in parts().items() if name not in names}


def laughs(n_levels: int) -> str:
    """Write a document type whose last entity unfolds tenfold at each level."""
    entities = [f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, n_levels)]
    return f'<!DOCTYPE w [<!ENTITY e0 "slavery ">{"".join(entities)}]>'


def _laughing() -> bytes:
    body = "".join(map(run, LINES)) + "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>"
    return pack(parts(document(body, doctype=laughs(10))))


def _quadratic() -> bytes:
    doctype = f'<!DOCTYPE w [<!ENTITY q "{"slavery " * 20_000}">]>'
    body = "".join(map(run, LINES)) + f"<w:p><w:r><w:t>{'&q;' * 20_000}</w:t></w:r></w:p>"
    return pack(parts(document(body, doctype=doctype)))


def external(address: str) -> str:
    """Write a document type with an entity, and a subset, that stand elsewhere."""
    return (
        f'<!DOCTYPE w SYSTEM "{address}" [<!ENTITY x SYSTEM "{address}">'
        f'<!ENTITY % p SYSTEM "{address}"> %p;]>'
    )


def _external(address: str) -> bytes:
    body = "".join(map(run, LINES)) + "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
    return pack(parts(document(body, doctype=external(address))))


def _deep(tag: str, n_levels: int) -> bytes:
    inner = f"<w:{tag}>" * n_levels + run(SENTENCE) + f"</w:{tag}>" * n_levels
    return pack(parts(document("".join(map(run, LINES)) + inner)))


def _nested_tables(n_levels: int) -> bytes:
    opening = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
    closing = "<w:p/></w:tc></w:tr></w:tbl>"
    inner = opening * n_levels + run("Innermost") + closing * n_levels
    return pack(parts(document("".join(map(run, LINES)) + inner)))


def _text_box() -> bytes:
    box = f"<w:txbxContent>{run(SENTENCE)}</w:txbxContent>"
    shape = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    others = "".join(run(line) for line in LINES if line != SENTENCE)
    return pack(parts(document(others + shape)))


def _changed() -> bytes:
    removed = "<w:r><w:delText>We audited nobody.</w:delText></w:r>"
    deleted = f'<w:p><w:del w:id="1" w:author="a">{removed}</w:del>'
    added = f'<w:ins w:id="2" w:author="a"><w:r><w:t>{SENTENCE}</w:t></w:r></w:ins></w:p>'
    others = "".join(run(line) for line in LINES if line != SENTENCE)
    return pack(parts(document(others + deleted + added)))


def _relation(type_: str, target: str) -> str:
    return (
        f'<Relationship Id="rId7" Type="{OFFICE}/{type_}" Target="{escape(target)}" '
        'TargetMode="External"/>'
    )


def _ole(stream_name: str) -> bytes:
    head = OLE + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0" + bytes(480)
    return head + stream_name.encode("utf-16-le").ljust(64, b"\0") + noise("ole", 4000)


def _locked_entries() -> bytes:
    data = bytearray(pack(parts()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def _style_loop() -> bytes:
    styles = (
        f'{XML}<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="A">'
        '<w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B">'
        '<w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = "".join(map(run, LINES)).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>')
    relation = f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    all_parts = parts(document(body), relations=relation)
    return pack({**all_parts, "word/styles.xml": styles})


def _strict() -> bytes:
    old = "http://schemas.openxmlformats.org/"
    return pack(
        {
            name: str(content)
            .replace(f"{old}wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
            .replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            for name, content in parts().items()
        }
    )  # fmt: skip


def kinds(port: int = PORT) -> list[Kind]:
    """List them.

    Parameters
    ----------
    port : int
        Of this machine, where a document that fetches what it names would call.
    """
    web = f"http://127.0.0.1:{port}/docx"
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    bomb_parts = {**_without(DOCUMENT)}
    return [
        kind("docx-bomb", ".docx", "too_large",
             lambda: with_bomb(bomb_parts, DOCUMENT, n_mebibytes=1024), is_heavy=True),
        kind("docx-bomb-beside", ".docx", "too_large ok",
             lambda: with_bomb(parts(), "word/media/a.bin", n_mebibytes=1024), is_heavy=True),
        kind("docx-bomb-that-lies", ".docx", "damaged too_large",
             lambda: with_bomb(bomb_parts, DOCUMENT, n_mebibytes=1024, said=1000), is_heavy=True),
        kind("docx-60000-entries", ".docx", "ok too_large",
             lambda: pack({**parts(), **{f"word/media/{n}": b"" for n in range(60_000)}}),
             is_heavy=True),
        kind("docx-overlapping-entries", ".docx", "damaged too_large ok",
             lambda: overlapping(parts(), n_times=30_000)),
        kind("docx-billion-laughs", ".docx", "ok damaged", _laughing),
        kind("docx-quadratic-laughs", ".docx", "ok damaged too_large", _quadratic),
        kind("docx-external-entity", ".docx", "ok damaged", absent=[SECRET],
             make=lambda: _external(SECRET_NAME)),
        kind("docx-external-entity-by-address", ".docx", "ok damaged", lambda: _external(web)),
        kind("docx-deep-tags", ".docx", "ok damaged too_large", lambda: _deep("sdt", 100_000)),
        kind("docx-nested-tables", ".docx", "ok damaged too_large", lambda: _nested_tables(50)),
        kind("docx-10000-nested-tables", ".docx", "ok damaged too_large",
             lambda: _nested_tables(10_000)),
        kind("docx-no-document", ".docx", "damaged unsupported", lambda: pack(_without(DOCUMENT))),
        kind("docx-no-content-types", ".docx", "damaged ok",
             lambda: pack(_without("[Content_Types].xml"))),
        kind("docx-no-relations", ".docx", "damaged ok", lambda: pack(_without("_rels/.rels"))),
        kind("docx-wrong-content-type", ".docx", "damaged ok",
             lambda: pack(parts(main="image/png"))),
        kind("docx-password", ".docx", "encrypted", lambda: _ole("EncryptedPackage")),
        kind("docx-locked-entries", ".docx", "encrypted damaged", _locked_entries),
        kind("docx-cut-half", ".docx", "damaged",
             lambda: (data := pack(parts()))[: len(data) // 2]),
        kind("docx-cut-tail", ".docx", "damaged", lambda: pack(parts())[:-30]),
        kind("docx-random-bytes", ".docx", "damaged unsupported", lambda: noise("docx", 9000)),
        kind("docx-zip-start-only", ".docx", "damaged", lambda: b"PK\x03\x04" + noise("pk", 900)),
        kind("docx-broken-xml", ".docx", "damaged", is_partial=True,
             make=lambda: pack(parts(document()[:-90]))),
        kind("docx-empty", ".docx", "empty", lambda: pack(parts(document("")))),
        kind("docx-traversal", ".docx", "ok damaged", lambda: pack(
            {**parts(), "../../evil.txt": b"evil", str(EVIL): b"evil"})),
        kind("docx-huge-run", ".docx", "ok too_large",
             lambda: pack(parts(document(run(f"{SENTENCE} " * 260_000)))), is_heavy=True),
        kind("docx-with-macro-part", ".docx", "ok",
             lambda: pack({**parts(), "word/vbaProject.bin": _ole("VBA")})),
        kind("docx-macro-enabled", ".docm", "ok unsupported", lambda: pack(
            {**parts(main=macro), "word/vbaProject.bin": _ole("VBA")})),
        kind("docx-external-image", ".docx", "ok",
             lambda: pack(parts(relations=_relation("image", web)))),
        kind("docx-external-template", ".docx", "ok",
             lambda: pack(parts(relations=_relation("attachedTemplate", web)))),
        kind("docx-text-box", ".docx", "ok", _text_box),
        kind("docx-tracked-changes", ".docx", "ok", _changed, absent=["audited nobody"]),
        kind("docx-style-loop", ".docx", "ok damaged", _style_loop),
        kind("docx-strict", ".docx", "ok unsupported", _strict),
        kind("docx-formula", ".docx", "ok", sentence="=cmd|' /C calc'!A0", make=lambda: pack(parts(
            document("".join(map(run, ("=cmd|' /C calc'!A0 was said.", *LINES))))))),
    ]  # fmt: skip
